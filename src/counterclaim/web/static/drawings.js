"use strict";
// Maps and plots. Each draws the JSON of the table that stands below it; without this file the tables remain.
(() => {
  const ink = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const get = async (where) => {
    const answer = await fetch(where, { headers: { accept: "application/json" } });
    if (!answer.ok) throw new Error(`${where}: ${answer.status}`);
    return answer.json();
  };

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
  const reaches = ({ geometry }, bounds) => {
    const rings = geometry?.type === "Polygon" ? [geometry.coordinates[0]] : geometry?.coordinates?.map((p) => p[0]) ?? [];
    return rings.some((ring) => {
      let [west, south, east, north] = [180, 90, -180, -90];
      for (const [lon, lat] of ring) { west = Math.min(west, lon); east = Math.max(east, lon); south = Math.min(south, lat); north = Math.max(north, lat); }
      return west <= bounds.getEast() && east >= bounds.getWest() && south <= bounds.getNorth() && north >= bounds.getSouth();
    });
  };

  const land = async (map, where) => {
    const style = { color: ink("--firm"), weight: 0.8, fillColor: ink("--paper"), fillOpacity: 1, interactive: false };
    try {
      const world = await get(where);
      let left = topojson.feature(world, world.objects.countries).features;
      const add = () => {
        const bounds = map.getBounds().pad(0.5);
        const near = left.filter((country) => reaches(country, bounds));
        left = left.filter((country) => !near.includes(country));
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
    const { items } = await get(box.dataset.map);
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

  const day = (text) => (text ? new Date(`${text}T00:00:00Z`) : null);
  const moments = async (box) => {
    const { items } = await get(box.dataset.from);
    const rows = items.map((item, i) => ({ ...item, i, a: day(item.since ?? item.until), b: day(item.until ?? item.since), r: day(item.reported) }));
    const shown = rows.filter((row) => row.a || row.r);
    if (!shown.length) { box.hidden = true; return; }
    const dates = shown.flatMap((row) => [row.a, row.b, row.r]).filter(Boolean).map(Number);
    const span = (Math.max(...dates) - Math.min(...dates)) / 86400000 + 1;
    const step = [1, 2, 3, 7].find((n) => span / n <= 14);
    const chart = Plot.plot({
      className: "plot-figure",
      width: Math.max(560, box.clientWidth), height: 60 + Math.min(shown.length, 250) * 11,
      marginLeft: 26, marginRight: 26,
      x: { type: "utc", label: null, grid: true, axis: "top", ...(step ? { ticks: d3.utcDay.every(step), tickFormat: "%-d %b" } : {}) }, y: { axis: null, domain: shown.map((row) => row.i) },
      marks: [
        Plot.link(shown.filter((row) => row.a && row.r), { x1: "b", x2: "r", y: "i", stroke: "var(--rule)" }),
        Plot.link(shown.filter((row) => row.a), { x1: "a", x2: (row) => new Date(+row.b + 86400000 * 0.9), y: "i", stroke: "var(--v1)", strokeWidth: 5 }),
        Plot.dot(shown.filter((row) => row.r), { x: "r", y: "i", r: 3.2, stroke: "var(--v2)", strokeWidth: 1.4, fill: "var(--paper)" }),
      ],
    });
    for (const style of chart.querySelectorAll("style")) style.remove();
    chart.setAttribute("aria-hidden", "true");
    const key = document.createElement("p");
    key.className = "note-line";
    key.textContent = "Bars: the days on which it happened, as claimed. Rings: the day of the report. One row for each row of the table.";
    box.append(key, chart);
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
  const maps = () => {
    if (!window.L) return;
    for (const box of document.querySelectorAll("[data-map]:not([data-ready], .leaflet-container)")) draw(box).catch(() => { box.hidden = true; });
  };
  maps();
  document.addEventListener("htmx:after:swap", maps);
  if (window.Plot) for (const box of document.querySelectorAll("[data-plot=moments]")) moments(box).catch(() => { box.hidden = true; });
})();
