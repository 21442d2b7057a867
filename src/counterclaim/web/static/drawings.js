"use strict";
// Maps and plots. Each draws the JSON of the table that stands below it; without this file the tables remain.
(() => {
  const ink = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const get = async (where) => {
    const answer = await fetch(where, { headers: { accept: "application/json" } });
    if (!answer.ok) throw new Error(`${where}: ${answer.status}`);
    return answer.json();
  };

  // What draws comes with the first box that needs it, so that text never waits for it.
  const coming = {};
  const need = (name) => (coming[name] ??= new Promise((there, gone) => {
    const script = document.createElement("script");
    script.src = `/static/vendor/${name}.js`;
    script.onload = there;
    script.onerror = gone;
    document.head.append(script);
  }));

  const hatch = (map) => {
    const svg = map.getPanes().overlayPane.querySelector("svg");
    if (!svg || svg.querySelector("pattern")) return;
    const defs = document.createElementNS("http://www.w3.org/2000/svg", "defs");
    defs.innerHTML = `<pattern id="hatch" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="7" height="7" fill="${ink("--paper")}" fill-opacity=".6"/><line x1="0" y1="0" x2="0" y2="7" stroke="${ink("--warn")}" stroke-width="2.5"/></pattern>`;
    svg.prepend(defs);
  };

  const label = (item) => {
    const box = document.createElement("div");
    const name = document.createElement("b");
    name.textContent = item.name;
    box.append(name);
    const about = document.createElement("div");
    about.textContent = item.now
      ? item.now.map((line) => `${line.holder ?? "not said"} (${line.change}), says ${line.claimant}`).join("; ")
      : `${item.claims} ${item.claims === 1 ? "claim" : "claims"}, known to ${item.radius_km ? `${item.radius_km} km` : item.precision}`;
    box.append(about);
    return box;
  };

  // Rings that cross the 180th meridian are drawn on beyond it, instead of back around the world.
  const unwrapped = (ring) => {
    let turn = 0;
    return ring.map(([lon, lat], i) => {
      if (i && lat > -85 && Math.abs(lon - ring[i - 1][0]) > 180) turn += lon < ring[i - 1][0] ? 360 : -360;
      return [lon + turn, lat];
    });
  };
  const unwrap = (collection) => {
    for (const { geometry } of collection.features) {
      if (geometry?.type === "Polygon") geometry.coordinates = geometry.coordinates.map(unwrapped);
      if (geometry?.type === "MultiPolygon") geometry.coordinates = geometry.coordinates.map((p) => p.map(unwrapped));
    }
    return collection;
  };

  // The view holds nine tenths of the places with their areas; far ones are reached by moving the map.
  const heart = (items) => {
    const middle = (values) => values.slice().sort((a, b) => a - b)[values.length >> 1];
    const lat = middle(items.map((item) => item.lat)), lon = middle(items.map((item) => item.lon));
    const near = items.map((item) => [Math.hypot(item.lat - lat, item.lon - lon), item]).sort((a, b) => a[0] - b[0]);
    return near.slice(0, Math.max(1, Math.ceil(near.length * 0.9))).map(([, item]) => item);
  };
  const extent = (items) => {
    const bounds = L.latLngBounds([]);
    for (const item of items) bounds.extend(L.latLng(item.lat, item.lon).toBounds(2000 * Math.min(item.radius_km ?? 2, 120)));
    return bounds;
  };

  // Whether a country reaches into the bounds; the whole world at once would take most of the time of a map.
  const within = ([west, south, east, north], bounds) =>
    west <= bounds.getEast() && east >= bounds.getWest() && south <= bounds.getNorth() && north >= bounds.getSouth();
  const reaches = ({ geometry }, bounds) => {
    const rings = geometry?.type === "Polygon" ? [geometry.coordinates[0]] : geometry?.coordinates?.map((p) => p[0]) ?? [];
    return rings.some((ring) => {
      let [west, south, east, north] = [180, 90, -180, -90];
      for (const [lon, lat] of ring) { west = Math.min(west, lon); east = Math.max(east, lon); south = Math.min(south, lat); north = Math.max(north, lat); }
      return within([west, south, east, north], bounds);
    });
  };

  const land = async (map, where) => {
    const style = { color: ink("--firm"), weight: 0.8, fillColor: ink("--paper"), fillOpacity: 1, interactive: false };
    try {
      const world = await get(where);
      let left = world.objects.countries.geometries;
      const add = () => {
        const bounds = map.getBounds().pad(0.5);
        const close = left.filter(({ bbox: b }) => !b || within(b, bounds)).map((country) => [country, topojson.feature(world, country)]);
        const drawn = close.filter(([, feature]) => reaches(feature, bounds));
        const near = drawn.map(([, feature]) => feature), done = new Set(drawn.map(([country]) => country));
        left = left.filter((country) => !done.has(country));
        if (near.length) L.geoJSON(unwrap({ type: "FeatureCollection", features: near }), { style, interactive: false }).addTo(map).bringToBack();
      };
      add();
      map.on("moveend", add);
    } catch { /* no land: the areas still show */ }
    try {
      const own = await get("/land");
      const line = { ...style, weight: 1 };
      L.geoJSON(own, { style: (f) => (f.geometry.type.endsWith("String") ? { ...line, fill: false, dashArray: "3 3" } : line), interactive: false }).addTo(map);
    } catch { /* none was given */ }
  };

  const draw = async (box) => {
    const [{ items }] = await Promise.all([get(box.dataset.map), need("leaflet"), need("topojson-client")]);
    const known = items.filter((item) => item.lat !== null && item.lat !== undefined);
    if (!known.length) { box.hidden = true; return; }
    const map = L.map(box, { attributionControl: false, zoomSnap: 0.25, scrollWheelZoom: false, worldCopyJump: true });
    map.fitBounds(extent(heart(known)).pad(0.08), { maxZoom: 9 });
    await land(map, box.dataset.land);
    const areas = known.slice().sort((a, b) => (b.radius_km ?? 0) - (a.radius_km ?? 0));
    for (const item of areas) {
      const radius = Math.max(item.radius_km ?? 2, 1) * 1000;
      const faint = Math.min(0.22, 0.5 / Math.sqrt(radius / 1000)); // many wide areas over one another stay light
      const shape = { color: item.disputed ? ink("--warn") : ink("--v1"), weight: radius > 30000 ? 0.7 : 1.2, fillColor: item.disputed ? "url(#hatch)" : ink("--v1"), fillOpacity: item.disputed ? 1 : faint };
      L.circle([item.lat, item.lon], { ...shape, radius }).bindTooltip(label(item)).addTo(map);
      L.circleMarker([item.lat, item.lon], { radius: 2, color: shape.color, fillOpacity: 1, weight: 0, interactive: false }).addTo(map);
    }
    hatch(map);
    map.on("click", () => map.scrollWheelZoom.enable());
    box.dataset.ready = "1";
  };

  const DAY = 86400000;
  // Ticks on whole days where they have room; of longer times the plot chooses its own.
  const dayTicks = (span, width) => {
    const step = [1, 2, 3, 7, 14].find((n) => span / n <= width / 62);
    return step ? { ticks: d3.utcDay.every(step), tickFormat: "%-d %b" } : {};
  };
  const day = (text) => (text ? new Date(`${text}T00:00:00Z`) : null);
  // A plot without the style sheet of its own, which the policy of the page forbids; the table says what it shows.
  const bare = (plot) => {
    for (const style of plot.querySelectorAll("style")) style.remove();
    plot.setAttribute("aria-hidden", "true");
    return plot;
  };
  const moments = async (box) => {
    const { items } = await get(box.dataset.from);
    const rows = items.map((item, i) => ({ ...item, i, a: day(item.since ?? item.until), b: day(item.until ?? item.since), r: day(item.reported) }));
    const shown = rows.filter((row) => row.a || row.r);
    if (!shown.length) { box.hidden = true; return; }
    const dates = shown.flatMap((row) => [row.a, row.b, row.r]).filter(Boolean).map(Number);
    const width = Math.max(340, box.clientWidth), span = (Math.max(...dates) - Math.min(...dates)) / DAY + 1;
    const chart = Plot.plot({
      className: "plot-figure",
      width, height: 60 + Math.min(shown.length, 250) * 11,
      marginLeft: 26, marginRight: 26,
      x: { type: "utc", label: null, grid: true, axis: "top", ...dayTicks(span, width) }, y: { axis: null, domain: shown.map((row) => row.i) },
      marks: [
        Plot.link(shown.filter((row) => row.a && row.r), { x1: "b", x2: "r", y: "i", stroke: "var(--rule)" }),
        Plot.link(shown.filter((row) => row.a), { x1: "a", x2: (row) => new Date(+row.b + DAY * 0.9), y: "i", stroke: "var(--v1)", strokeWidth: 5 }),
        Plot.dot(shown.filter((row) => row.r), { x: "r", y: "i", r: 3.2, stroke: "var(--v2)", strokeWidth: 1.4, fill: "var(--paper)" }),
      ],
    });
    bare(chart);
    const key = document.createElement("p");
    key.className = "note-line";
    key.textContent = "Bars: the days on which it happened, as claimed. Rings: the day of the report. One row for each row of the table.";
    box.append(key, chart);
    box.dataset.ready = "1";
  };

  // Figures of several sources on one axis: a colour, a dash and a sign for each, always all three.
  const DASHES = ["", "8 4", "2 3", "12 3 2 3", "5 5", "1 4", "14 6", "6 2 2 2"], SIGNS = ["circle", "square", "triangle", "diamond2", "cross", "wye", "asterisk", "star"];
  const looks = (n) => ({ color: `var(--v${n % 8})`, dash: DASHES[n % 8], sign: SIGNS[n % 8] });
  const keyed = (found) => {
    const list = document.createElement("ul");
    list.className = "key";
    for (const { who, what, table, confirmed, look } of found) {
      const item = document.createElement("li");
      const swatch = Plot.plot({
        width: 34, height: 12, margin: 0, x: { axis: null, domain: [0, 2] }, y: { axis: null, domain: [0, 2] },
        marks: [Plot.line([[0, 1], [2, 1]], { stroke: look.color, strokeWidth: 1.8, strokeDasharray: look.dash }), table ? null : Plot.dot([[1, 1]], { symbol: look.sign, r: 3.5, stroke: look.color, fill: "var(--paper)" })],
      });
      bare(swatch);
      const name = document.createElement("bdi");
      name.textContent = who;
      item.append(swatch, name, `: ${what}${confirmed ? ", confirmed" : ""}`);
      list.append(item);
    }
    return list;
  };
  // The axis holds the days of the total itself and some around them; what others say of other years is left out.
  const around = (found, own) => {
    const mine = found.filter((track) => track.who === own && !track.table);
    const days = (mine.length ? mine : found).flatMap((t) => t.moments.flatMap((m) => [day(m.since ?? m.until), day(m.until)])).map(Number);
    const first = Math.min(...days), last = Math.max(...days) + DAY;
    const room = mine.length ? Math.max(3 * DAY, (last - first) / 4) : 0;
    return [first - room, last + room];
  };
  const chart = (found, own, width) => {
    const [from, to] = around(found, own);
    const marks = [Plot.ruleY([0], { stroke: "var(--rule)" })];
    for (const { moments, table, look } of found) {
      const rows = moments.map((m) => ({ a: day(m.since ?? m.until), b: day(m.until), end: new Date(+day(m.until) + DAY * 0.9), low: m.interval.low ?? m.interval.high, high: m.interval.high ?? m.interval.low }))
        .filter((row) => row.b >= from && row.a <= to)
        .map((row) => ({ ...row, a: new Date(Math.max(row.a, from)), end: new Date(Math.min(row.end, to)), at: new Date((Math.max(row.a, from) + Math.min(row.end, to)) / 2) }));
      const x = found[0].sort === "days" && !table ? "at" : "b";
      const line = { stroke: look.color, strokeWidth: 1.8, strokeDasharray: look.dash };
      if (table) {
        marks.push(Plot.line(rows, { x: "b", y: "high", ...line }));
        if (rows.length === 1) marks.push(Plot.dot(rows, { x: "b", y: "high", symbol: look.sign, r: 3, stroke: look.color }));
        continue;
      }
      const spans = found[0].sort === "days";
      if (spans) marks.push(Plot.link(rows, { x1: "a", x2: "end", y1: "high", y2: "high", ...line, strokeWidth: 2.4 }));
      else marks.push(Plot.line(rows, { x: "b", y: "high", curve: "step-after", ...line, strokeOpacity: 0.6 }));
      marks.push(Plot.link(rows.filter((r) => r.low !== r.high), { x1: x, x2: x, y1: "low", y2: "high", stroke: look.color, strokeWidth: 4, strokeOpacity: 0.35 }));
      marks.push(Plot.dot(rows, { x, y: "high", symbol: look.sign, r: 3.5, stroke: look.color, fill: "var(--paper)" }));
    }
    const made = Plot.plot({
      className: "plot-figure", width, height: 260, marginLeft: 56, marginRight: 20,
      x: { type: "utc", label: null, domain: [new Date(from), new Date(to)], ...dayTicks((to - from) / DAY, width) },
      y: { label: null, grid: true, zero: true, nice: true, tickFormat: (n) => n.toLocaleString("en") }, marks,
    });
    return bare(made);
  };
  const tracks = async (box) => {
    const { items } = await get(box.dataset.from);
    const names = [...new Set(items.map((track) => `${track.table} ${track.who}`))];
    const found = items.map((track) => ({ ...track, look: looks(names.indexOf(`${track.table} ${track.who}`)) }));
    for (const [sort, name] of [["total", "Totals up to a day"], ["days", "Figures of single days or windows"]]) {
      const some = found.filter((track) => track.sort === sort && track.moments.length);
      if (!some.length) continue;
      const heading = document.createElement("h3");
      heading.textContent = name;
      box.append(heading, keyed(some), chart(some, box.dataset.who, Math.max(340, box.clientWidth)));
    }
    if (!box.children.length) { box.hidden = true; return; }
    box.dataset.ready = "1";
  };

  const slide = document.getElementById("slide");
  if (slide) {
    const days = slide.dataset.days.split(" ");
    slide.closest(".slider").hidden = false;
    const show = () => { slide.form.querySelector("output").textContent = days[slide.value]; document.getElementById("on").value = days[slide.value]; };
    slide.addEventListener("input", show);
    slide.addEventListener("change", () => { show(); if (!window.htmx) slide.form.requestSubmit(); });
  }
  const kinds = { moments, tracks };
  const begin = (box) => {
    if (box.dataset.begun) return;
    box.dataset.begun = "1";
    const drawn = box.dataset.map ? draw(box) : need("d3").then(() => need("plot")).then(() => kinds[box.dataset.plot](box));
    drawn.catch(() => { box.hidden = true; });
  };
  // What is in view is drawn at once, the rest when there is time for it, and all of it before it is printed.
  const boxes = () => document.querySelectorAll("[data-map], [data-plot]");
  const seen = new IntersectionObserver((entries) => { for (const e of entries) if (e.isIntersecting) begin(e.target); }, { rootMargin: "100px" });
  const rest = () => (window.requestIdleCallback ?? setTimeout)(() => boxes().forEach(begin));
  const start = () => { for (const box of boxes()) seen.observe(box); };
  start();
  if (document.readyState === "complete") rest(); else addEventListener("load", rest);
  addEventListener("beforeprint", () => boxes().forEach(begin));
  document.addEventListener("htmx:after:swap", () => { start(); rest(); });
})();
