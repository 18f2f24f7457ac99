/** A table of any length: only the rows in sight are in the page. */

/** Columns with their least width in pixels, the most telling first: what does not fit beside them is left out. */
const COLUMNS = {
  documents: [["document", 230], ["published", 96], ["repairs", 150], ["chars", 70], ["publisher", 120], ["script", 70], ["encoding", 90], ["doc_id", 200]],
  organisations: [["text", 150], ["name", 200], ["kind", 100], ["level", 90], ["document", 150], ["resolution", 92], ["region", 76], ["rule", 170]],
  dates: [["text", 150], ["edtf", 170], ["kind", 80], ["document", 150], ["earliest", 96], ["latest", 96], ["duration", 80], ["repeat", 70], ["anchor", 96], ["rule", 170]],
  officials: [["person", 100], ["position", 140], ["organisation", 200], ["status", 86], ["document", 150], ["stated", 66], ["text", 90], ["rule", 170]],
  policy_documents: [["full_title", 270], ["number", 150], ["document_kind", 70], ["issuers", 160], ["document", 150], ["dated", 96], ["text", 160], ["rule", 170]],
  actions: [["text", 100], ["category", 100], ["actors", 150], ["object", 190], ["date", 110], ["modality", 86], ["document", 150], ["speaker", 90], ["place", 80], ["policy_document", 160], ["rule", 150]],
  mechanisms: [["name", 220], ["lead", 150], ["convenor", 130], ["approved_by", 110], ["stated_members", 118], ["listed_members", 118], ["document", 150], ["meets", 66], ["date", 96]],
  members: [["mechanism", 220], ["position", 76], ["member", 190], ["text", 140], ["document", 150]],
  errors: [["source", 200], ["stage", 80], ["error", 110], ["message", 320]],
  timeline: [["day", 96], ["actors", 150], ["text", 100], ["object", 190], ["category", 100], ["modality", 86], ["document", 150], ["day_from", 96]],
};

const FILTERS = {
  documents: ["script", "encoding"],
  organisations: ["kind", "level", "resolution", "rule"],
  dates: ["kind", "rule"],
  officials: ["status", "stated", "rule"],
  policy_documents: ["document_kind", "rule"],
  actions: ["category", "modality", "rule"],
  mechanisms: ["rule"],
  members: [],
  errors: ["stage", "error"],
  timeline: ["category", "modality", "day_from"],
};

const LABELS = { text: "as written", day_from: "day from", document_kind: "kind", full_title: "title" };
const ROWS = [[36, 58], [58, 118]]; // heights of rows and cards in pixels, as in the style; messages of errors have more lines
const BADGES = new Set(["category", "kind", "status", "document_kind", "stage"]);
const GROW = new Set(["repairs", "name", "organisation", "full_title", "object", "document", "actors", "message", "mechanism", "member", "issuers", "lead"]);

class Grid {
  /** `settings`: table, view (columns and filters), state {q, sort, filters, only}, test (of rows), onOpen, onState. */
  constructor(host, settings) {
    Object.assign(this, settings);
    this.state.filters ||= {};
    this.active = -1;
    this.tools = h("div", { class: "tools" });
    this.head = h("div", { class: "row head", role: "row" });
    this.body = h("div", { class: "rows", role: "rowgroup" });
    this.scroller = h(
      "div",
      { class: "grid", role: "grid", tabindex: "0", "aria-label": title(this.view), on: { scroll: () => this.onScroll(), keydown: (event) => this.onKey(event) } },
      h("div", { role: "rowgroup", class: "heads" }, this.head),
      this.body,
    );
    this.buildTools();
    host.replaceChildren(this.tools, this.scroller);
    this.watcher = new ResizeObserver(() => this.layout());
    this.watcher.observe(this.scroller);
    this.select();
  }

  buildTools() {
    const label = `Search ${words(this.view)}`;
    this.search = h("input", {
      type: "search", placeholder: narrow.matches ? label : `${label}  /`, "aria-label": label, autocomplete: "off", spellcheck: "false", value: this.state.q || "",
      on: { input: later(120, () => this.change({ q: this.search.value.trim() || null })) },
    });
    const filters = (FILTERS[this.view] || []).map((name) => this.filter(name)).filter(Boolean);
    this.sorting = h(
      "select",
      { class: "sorting", "aria-label": "Sort by", on: { change: () => this.change({ sort: this.sorting.value || null }) } },
      h("option", { value: "" }, "text order"),
      ...COLUMNS[this.view].filter(([name]) => this.table.columns.has(name)).map(([name]) => h("option", { value: name }, `by ${LABELS[name] || words(name)}`)),
    );
    this.only = h("input", { type: "checkbox", on: { change: () => this.change({ only: this.only.checked }) } });
    this.onlyLabel = h("label", { class: "check" }, this.only, "this document only");
    this.found = h("output", { "aria-live": "polite" });
    this.tools.append(this.search, ...filters, this.sorting, this.onlyLabel, this.found);
  }

  filter(name) {
    const column = this.table.columns.get(name);
    if (!column || !column.values || column.values.length < 2 || column.values.length > 120) return null;
    const choice = h(
      "select",
      { "aria-label": `Filter by ${words(name)}`, "data-filter": name, on: { change: () => this.change({ filters: { ...this.state.filters, [name]: choice.value || undefined } }) } },
      h("option", { value: "" }, `any ${LABELS[name] || words(name)}`),
      ...column.counted().map(([value, rows]) => h("option", { value }, `${value} (${count(rows)})`)),
    );
    choice.value = this.state.filters[name] || "";
    return choice;
  }

  change(part) {
    Object.assign(this.state, part);
    this.scroller.scrollTop = 0;
    this.active = -1;
    this.select();
    this.onState();
  }

  /** Which rows, in which order. */
  select() {
    const tests = this.test ? [this.test] : [];
    for (const [name, value] of Object.entries(this.state.filters)) {
      const column = this.table.columns.get(name);
      if (!value || !column) continue;
      const code = column.values.indexOf(value);
      tests.push((row) => column.codes[row] === code);
    }
    for (const term of (this.state.q || "").toLowerCase().split(/\s+/).filter(Boolean)) {
      const holding = [...this.table.columns.values()].map((column) => column.holds(term)).filter(Boolean);
      tests.push((row) => holding.some((holds) => holds(row)));
    }
    const here = this.state.document;
    const known = here !== null && here !== undefined && this.table.document;
    this.onlyLabel.hidden = !known;
    this.only.checked = Boolean(this.state.only);
    if (known && this.state.only) tests.push((row) => this.table.documents[row] === here);
    const rows = [];
    for (let row = 0; row < this.table.size; row += 1) if (tests.every((test) => test(row))) rows.push(row);
    const sort = this.state.sort || "";
    const column = this.table.columns.get(sort.replace(/^-/, ""));
    if (column) {
      const ranks = column.ranks();
      const sign = sort.startsWith("-") ? -1 : 1;
      rows.sort((a, b) => {
        if (ranks[a] === ranks[b]) return a - b;
        if (ranks[a] === Infinity) return 1;
        if (ranks[b] === Infinity) return -1;
        return sign * (ranks[a] - ranks[b]);
      });
    }
    this.rows = rows;
    this.found.textContent = rows.length === this.table.size ? plural(rows.length, "row") : `${count(rows.length)} of ${plural(this.table.size, "row")}`;
    this.sorting.value = sort.replace(/^-/, "");
    this.layout();
  }

  layout() {
    const width = this.scroller.clientWidth;
    this.cards = narrow.matches;
    this.height = ROWS[this.view === "errors" ? 1 : 0][this.cards ? 1 : 0];
    this.scroller.classList.toggle("cards", this.cards);
    this.columns = [];
    let left = width - 24;
    for (const [name, least] of COLUMNS[this.view]) {
      if (!this.table.columns.has(name)) continue;
      if (!this.cards && this.columns.length && left < least) break;
      left -= least + 12;
      this.columns.push([name, least]);
    }
    const tracks = this.columns.map(([name, least]) => `minmax(${least}px, ${GROW.has(name) ? 3 * least : least}fr)`);
    this.scroller.style.setProperty("--columns", tracks.join(" "));
    this.scroller.setAttribute("aria-rowcount", this.rows.length + 1);
    this.scroller.setAttribute("aria-colcount", this.columns.length);
    this.buildHead();
    this.body.style.height = this.rows.length ? `${this.rows.length * this.height}px` : "auto";
    this.draw();
  }

  buildHead() {
    const sort = this.state.sort || "";
    const sorted = sort.replace(/^-/, "");
    this.head.replaceChildren(
      ...this.columns.map(([name]) => {
        const way = name !== sorted ? "none" : sort.startsWith("-") ? "descending" : "ascending";
        const next = way === "none" ? name : way === "ascending" ? `-${name}` : null;
        return h(
          "div",
          { role: "columnheader", "aria-sort": way, title: this.table.columns.get(name).meaning || null },
          h("button", { type: "button", "data-sort": name, tabindex: this.cards ? "-1" : null, on: { click: () => this.resort(name, next) } }, LABELS[name] || words(name)),
        );
      }),
    );
  }

  resort(name, next) {
    this.change({ sort: next });
    this.head.querySelector(`[data-sort="${name}"]`)?.focus();
  }

  onScroll() {
    if (this.waiting) return;
    this.waiting = requestAnimationFrame(() => {
      this.waiting = 0;
      this.draw();
    });
  }

  draw() {
    if (!this.rows.length) {
      this.body.replaceChildren(h("p", { class: "nothing" }, this.table.size ? "No row fits. Clear the search or a filter." : `This run has no ${words(this.view)}.`));
      return;
    }
    const top = Math.max(0, this.scroller.scrollTop - this.head.offsetHeight);
    const first = Math.max(0, Math.floor(top / this.height) - 6);
    const last = Math.min(this.rows.length, Math.ceil((top + this.scroller.clientHeight) / this.height) + 6);
    const shown = [];
    for (let place = first; place < last; place += 1) shown.push(this.row(place));
    this.body.replaceChildren(...shown);
    this.scroller.setAttribute("aria-activedescendant", this.active >= first && this.active < last ? `row-${this.active}` : "");
  }

  row(place) {
    const row = this.rows[place];
    const chosen = this.isOpen && this.isOpen(row);
    return h(
      "div",
      {
        role: "row", id: `row-${place}`, "aria-rowindex": String(place + 2), "data-row": String(row),
        class: `row${place === this.active ? " active" : ""}${chosen ? " open" : ""}`,
        style: { transform: `translateY(${place * this.height}px)` },
        on: { click: () => this.open(place) },
      },
      ...(this.cards ? this.card(row) : this.columns.map(([name]) => this.cell(row, name))),
    );
  }

  cell(row, name) {
    const text = this.table.text(row, name);
    if (text === null) return h("div", { role: "gridcell", class: "unknown" }, "–");
    const kind = BADGES.has(name) ? "badge" : this.table.columns.get(name).numbers ? "number" : null;
    return zh("div", { role: "gridcell", class: kind, title: text.length > 12 ? text : null }, kind === "badge" ? h("span", {}, text) : text);
  }

  card(row) {
    const [first, ...rest] = this.columns.map(([name]) => name).filter((name) => this.table.text(row, name) !== null);
    const badge = rest.find((name) => BADGES.has(name));
    const more = rest.filter((name) => name !== badge && name !== "rule").map((name) => this.table.text(row, name));
    return [
      zh("div", { role: "gridcell", class: "first" }, this.table.text(row, first), badge ? h("span", { class: "badge" }, this.table.text(row, badge)) : null),
      zh("div", { role: "gridcell", class: "more" }, [...new Set(more)].join(" · ")),
    ];
  }

  open(place) {
    this.active = place;
    this.onOpen(this.rows[place]);
    this.draw();
  }

  onKey(event) {
    if (event.target !== this.scroller) return;
    const page = Math.max(1, Math.floor(this.scroller.clientHeight / this.height) - 2);
    const steps = { ArrowDown: 1, ArrowUp: -1, j: 1, k: -1, PageDown: page, PageUp: -page, Home: -Infinity, End: Infinity };
    if (event.key in steps) this.move(this.active + steps[event.key]);
    else if (event.key === "Enter" && this.active >= 0) this.open(this.active);
    else return;
    event.preventDefault();
  }

  move(place) {
    if (!this.rows.length) return;
    this.active = Math.max(0, Math.min(this.rows.length - 1, place));
    const above = this.active * this.height;
    const room = this.scroller.clientHeight - this.head.offsetHeight - this.height;
    const top = this.scroller.scrollTop;
    if (above < top) this.scroller.scrollTop = above;
    else if (above > top + room) this.scroller.scrollTop = above - room;
    this.draw();
  }

  close() {
    this.watcher.disconnect();
  }
}
