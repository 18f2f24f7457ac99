/** Views, the address of what is seen, and keys. */

const VIEWS = ["overview", "timeline", ...Object.keys(tables)];
const main = byId("main");
const popup = new Popup(byId("popup"));
const states = Object.fromEntries(VIEWS.map((name) => [name, { filters: {}, sort: name === "timeline" ? "day" : null }]));
let view = null;
let shown = null; // grid or timeline in `main`
let at = null; // [table, row] that was opened

const reader = new Reader(byId("reader"), popup, { onClose: closeReader, onGo: (number) => openAt(number, null) });

/** `#actions?q=民政部&filter.category=issue&sort=-date&doc=17&at=actions.45` */
function address(name, given) {
  const pairs = Object.entries(given || {}).filter(([, value]) => value !== null && value !== undefined && value !== "" && value !== false);
  return `#${name}${pairs.length ? `?${new URLSearchParams(pairs)}` : ""}`;
}

function addressNow() {
  const state = states[view] || {};
  const filters = Object.entries(state.filters || {}).map(([name, value]) => [`filter.${name}`, value]);
  return address(view, { q: state.q, sort: view === "timeline" && state.sort === "day" ? null : state.sort, period: state.period, only: state.only ? 1 : null, ...Object.fromEntries(filters), doc: reader.document, at: at && at.join(".") });
}

const remember = (push) => history[push ? "pushState" : "replaceState"](null, "", addressNow());

/** Show what the address says. */
function go() {
  const [name, query] = location.hash.slice(1).split("?", 2);
  const next = VIEWS.includes(name) ? name : "overview";
  const given = new URLSearchParams(query);
  const filters = Object.fromEntries([...given].filter(([key]) => key.startsWith("filter.")).map(([key, value]) => [key.slice(7), value]));
  const sort = given.get("sort") || (next === "timeline" ? "day" : null);
  states[next] = { q: given.get("q"), sort, filters, period: given.get("period"), only: given.has("only"), document: null };
  const number = given.has("doc") ? Number(given.get("doc")) : null;
  const place = (given.get("at") || "").split(".");
  at = place.length === 2 && tables[place[0]] ? [place[0], Number(place[1])] : null;
  if (number !== null && number >= 0 && number < documents.size) {
    document.body.classList.add("reading");
    reader.open(number, at);
    states[next].document = number;
  } else if (reader.document !== null) reader.close();
  show(next);
}

function show(name) {
  view = name;
  popup.pinned || popup.close();
  shown?.close();
  shown = null;
  document.body.dataset.view = name;
  document.body.classList.toggle("reading", reader.document !== null);
  for (const link of byId("nav").children) {
    if (link.dataset.view === name) {
      link.setAttribute("aria-current", "page");
      const bar = byId("nav");
      const from = link.offsetLeft - bar.offsetLeft;
      if (from < bar.scrollLeft || from + link.offsetWidth > bar.scrollLeft + bar.clientWidth) bar.scrollLeft = from - 60;
    } else link.removeAttribute("aria-current");
  }
  if (name === "overview") {
    const page = h("div", { class: "page" });
    overview(page, address);
    main.replaceChildren(page);
    return;
  }
  const host = h("div", { class: `view ${name}` });
  main.replaceChildren(host);
  const source = name === "timeline" ? "actions" : name;
  const settings = {
    table: tables[source], view: name, state: states[name],
    onState: () => remember(false),
    onOpen: (row) => openAt(tables[source].documentOf(row), [source, row]),
    isOpen: (row) => at !== null && at[0] === source && at[1] === row,
  };
  shown = name === "timeline" ? new Timeline(host, settings) : new Grid(host, settings);
}

/** Open a document in the reader, at a row of a table. */
function openAt(number, place) {
  if (number === null || number === undefined) return;
  const already = reader.document !== null;
  at = place;
  document.body.classList.add("reading");
  reader.open(number, place);
  states[view].document = number;
  remember(!already);
  const grid = shown && (shown.grid || shown);
  if (grid) (states[view].only ? grid.select() : grid.onlyLabel.hidden ? grid.select() : grid.draw());
}

function closeReader() {
  reader.close();
  at = null;
  document.body.classList.remove("reading");
  if (states[view]) Object.assign(states[view], { document: null, only: false });
  remember(false);
  const grid = shown && (shown.grid || shown);
  grid?.select();
  grid?.scroller.focus({ preventScroll: true });
}

function onKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const typing = /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName);
  if (event.key === "Escape") {
    if (!popup.element.hidden) popup.close();
    else if (typing) event.target.blur();
    else if (reader.document !== null) closeReader();
    return;
  }
  if (typing) return;
  const grid = shown && (shown.grid || shown);
  const layer = LAYERS[Number(event.key) - 1];
  if (event.key === "/" && grid) grid.search.focus();
  else if (event.key === "?") byId("help").showModal();
  else if (layer && reader.document !== null && !reader.side) reader.toggle(layer);
  else if (event.key === "[" || event.key === "]") {
    const next = VIEWS[VIEWS.indexOf(view) + (event.key === "]" ? 1 : -1)];
    if (next) location.hash = next;
  } else return;
  event.preventDefault();
}

const HELP = [
  ["/", "search the table"],
  ["↑ ↓  PgUp PgDn  Home End", "go through the rows of a table"],
  ["Enter", "open the row's place in its text"],
  ["← →", "in a text: from mention to mention"],
  ["1 – 7", "layers on and off"],
  ["[  ]", "view before, view after"],
  ["Esc", "close the card, then the document"],
];

byId("help").append(
  h("h2", {}, "Keys"),
  h("dl", {}, ...HELP.flatMap(([keys, what]) => [h("dt", {}, h("kbd", {}, keys)), h("dd", {}, what)])),
  h("h2", {}, "Colours"),
  h("p", { class: "colours" }, ...LAYERS.map((layer) => h("span", { class: `chip ${layer}` }, h("i", {}), words(layer)))),
  h("p", {}, "Where mentions overlap, the text has the tint of the shortest one and a line for each layer."),
  h("form", { method: "dialog" }, h("button", {}, "Close")),
);
byId("help-open").addEventListener("click", () => byId("help").showModal());
byId("run").textContent = DATA.run.name;
byId("nav").append(
  ...VIEWS.map((name) => h("a", { href: `#${name}`, "data-view": name }, title(name), tables[name] ? h("span", {}, count(tables[name].size)) : null)),
);
document.addEventListener("keydown", onKey);
window.addEventListener("hashchange", go);
narrow.addEventListener("change", () => show(view));
go();
