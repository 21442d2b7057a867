"use strict";
// Keys of one letter, and the pairing of marks with their cards. Every page works without this.
(() => {
  const dialog = document.getElementById("keys");
  const box = document.getElementById("keys-on");
  const stops = () => [...document.querySelectorAll("[data-stop]")].filter((e) => e.getClientRects().length);
  const link = (stop) => (stop?.matches("a") ? stop : stop?.querySelector("[data-open-stop]") ?? stop?.querySelector("a"));
  let at = -1;

  const on = () => { try { return localStorage.getItem("keys") !== "off"; } catch { return true; } };
  const remember = (value) => { try { localStorage.setItem("keys", value ? "on" : "off"); } catch { /* private window */ } };

  const go = (step) => {
    const found = stops();
    if (!found.length) return;
    found[at]?.classList.remove("current");
    const focused = found.findIndex((e) => e === document.activeElement || e.contains(document.activeElement));
    const from = focused >= 0 ? focused : at;
    at = Math.min(found.length - 1, Math.max(0, from + step));
    const stop = found[at];
    stop.classList.add("current");
    link(stop)?.focus({ preventScroll: true });
    stop.scrollIntoView({ block: "center" });
  };

  const open = () => {
    link(stops()[at])?.click();
  };

  const actions = {
    j: () => go(1), k: () => go(-1), o: open, b: () => history.back(),
    "/": () => document.querySelector("[data-key=search]")?.focus(),
    "?": () => dialog?.showModal(),
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || dialog?.open) return;
    if (event.target.closest("input:not([type=range]), select, textarea, [contenteditable]")) return;
    if (event.key !== "?" && !on()) return;
    const action = actions[event.key];
    if (!action) return;
    event.preventDefault();
    action();
  });

  if (box) {
    box.checked = on();
    box.addEventListener("change", () => remember(box.checked));
  }
  for (const button of document.querySelectorAll("[data-open]")) {
    button.hidden = false;
    button.addEventListener("click", () => document.getElementById(button.dataset.open)?.showModal());
  }

  const light = (number, lit) => {
    for (const e of document.querySelectorAll(`[data-claim="${CSS.escape(number)}"]`)) e.classList.toggle("lit", lit);
  };
  for (const name of ["pointerover", "pointerout", "focusin", "focusout"]) {
    document.addEventListener(name, (event) => {
      const hit = event.target.closest?.("[data-claim]");
      if (hit) light(hit.dataset.claim, name === "pointerover" || name === "focusin");
    });
  }
  const unfold = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (target?.matches("details")) target.open = true;
  };
  addEventListener("hashchange", unfold);
  document.addEventListener("click", (event) => {
    const note = event.target.closest?.("a.ref");
    const card = note && document.getElementById(note.hash.slice(1));
    if (card) card.open = true;
  });
  unfold();
})();
