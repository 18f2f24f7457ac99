/** Actions through time: how many of each category in each period, and below them the actions themselves in order. */

const PERIODS = { day: 10, month: 7, year: 4 };

class Timeline {
  /** `state` as of a grid, and `period`; `onState` when a reader chooses. */
  constructor(host, { state, onOpen, onState, isOpen }) {
    Object.assign(this, { state, onState });
    this.table = tables.actions;
    const days = this.table.columns.get("day");
    this.categories = this.table.columns.get("category");
    [this.first, this.last] = core(days);
    this.scale = scale(this.first, this.last);
    const cut = PERIODS[this.scale];
    this.periodOf = days.values.map((day) => (day < this.first ? `before ${this.first.slice(0, cut)}` : day > this.last ? `after ${this.last.slice(0, cut)}` : day.slice(0, cut)));
    this.days = days;
    this.chart = h("div", { class: "chart" });
    this.list = h("div", { class: "list" });
    this.period = h("select", { "aria-label": "Period", on: { change: () => this.choose(this.period.value || null) } });
    const undated = days.codes.filter((code) => code < 0).length;
    host.replaceChildren(
      h("h1", { class: "visually-hidden" }, "Timeline of actions"),
      h("p", { class: "hint" }, "An action stands on the first day of the date that its sentence gives; where there is none, on the day of publication.", undated ? ` ${plural(undated, "action")} with neither are left out.` : ""),
      this.chart,
      this.list,
    );
    this.grid = new Grid(this.list, {
      table: this.table, view: "timeline", state, isOpen, onOpen,
      test: (row) => days.codes[row] >= 0 && (!this.state.period || this.periodOf[days.codes[row]] === this.state.period),
      onState: () => {
        this.draw();
        onState();
      },
    });
    this.grid.tools.insertBefore(this.period, this.grid.tools.children[1]);
    this.draw();
  }

  /** Count the actions that the search and the filters let through, whatever the period. */
  draw() {
    const { period } = this.state;
    this.state.period = null;
    this.grid.select();
    const cells = new Map();
    const perPeriod = new Map();
    for (const row of this.grid.rows) {
      const bin = this.periodOf[this.days.codes[row]];
      const category = this.categories.text(row);
      const key = `${category} ${bin}`;
      cells.set(key, (cells.get(key) || 0) + 1);
      perPeriod.set(bin, (perPeriod.get(bin) || 0) + 1);
    }
    this.state.period = period;
    if (period) this.grid.select();
    const bins = between(perPeriod, this.scale);
    const most = Math.max(1, ...cells.values());
    const highest = Math.max(1, ...perPeriod.values());
    const categories = this.categories.counted().map(([name]) => name);
    const used = categories.filter((name) => bins.some((bin) => cells.has(`${name} ${bin}`)));
    const every = Math.ceil(bins.length / Math.max(4, Math.floor((this.chart.clientWidth - 110) / 64)));
    this.chart.style.setProperty("--bins", String(bins.length));
    this.chart.replaceChildren(
      h("div", { class: "bins tops", "aria-hidden": "true" }, h("span", {}), ...bins.map((bin) => h("button", { type: "button", tabindex: "-1", class: bin === period ? "chosen" : null, title: `${bin}: ${count(perPeriod.get(bin) || 0)}`, on: { click: () => this.choose(bin === period ? null : bin) } }, h("i", { style: { height: `${(100 * (perPeriod.get(bin) || 0)) / highest}%` } })))),
      h("div", { class: "bins labels", "aria-hidden": "true" }, h("span", {}), ...bins.map((bin, place) => h("span", { class: place === bins.length - 1 ? "end" : null }, place % every === 0 ? bin : ""))),
      ...used.map((category) =>
        h("div", { class: "bins", "aria-hidden": "true" }, h("span", {}, category), ...bins.map((bin) => {
          const number = cells.get(`${category} ${bin}`) || 0;
          if (!number) return h("i", {});
          const chosen = bin === period && this.state.filters.category === category;
          return h("button", {
            type: "button", tabindex: "-1", class: chosen ? "chosen" : null, title: `${category}, ${bin}: ${count(number)}`, "data-cell": `${category} ${bin}`,
            style: { "--heat": `${Math.round(18 + 82 * Math.sqrt(number / most))}%` },
            on: { click: () => this.choose(chosen ? null : bin, chosen ? undefined : category) },
          });
        })),
      ),
    );
    this.period.replaceChildren(h("option", { value: "" }, `any ${this.scale}`), ...[...perPeriod].sort((a, b) => inOrder(a[0], b[0])).map(([bin, number]) => h("option", { value: bin }, `${bin} (${count(number)})`)));
    this.period.value = period || "";
  }

  choose(period, category) {
    this.state.period = period;
    if (arguments.length > 1) {
      this.state.filters.category = category;
      const choice = this.grid.tools.querySelector('[data-filter="category"]');
      if (choice) choice.value = category || "";
    }
    this.grid.change({});
  }

  close() {
    this.grid.close();
  }
}

/** The first and the last day of the stretch in which nearly all actions lie: history and far plans are a few. */
function core(days) {
  const used = days.codes.filter((code) => code >= 0).map((code) => days.values[code]).sort();
  if (!used.length) return ["", ""];
  const edge = Math.floor(used.length * 0.02);
  const [first, last] = [used[edge], used[used.length - 1 - edge]];
  const unit = PERIODS[scale(first, last)];
  return [first.slice(0, unit) + "-01-01".slice(unit - 4), last.slice(0, unit) + "-12-31".slice(unit - 4)];
}

function scale(first, last) {
  const length = (Date.parse(last) - Date.parse(first)) / 864e5;
  return length <= 60 ? "day" : length <= 1500 ? "month" : "year";
}

const inOrder = (a, b) => (a.startsWith("b") || b.startsWith("a") ? -1 : a.startsWith("a") || b.startsWith("b") ? 1 : a < b ? -1 : 1);

/** The periods with actions, and the empty ones between them. */
function between(counts, unit) {
  const used = [...counts.keys()].sort(inOrder);
  const dated = used.filter((period) => /^\d/.test(period));
  const filled = [];
  for (let step = dated[0]; dated.length && step <= dated.at(-1); step = after(step, unit)) filled.push(step);
  return [...used.filter((period) => period.startsWith("b")), ...filled, ...used.filter((period) => period.startsWith("a"))];
}

function after(period, unit) {
  if (unit === "year") return String(Number(period) + 1).padStart(4, "0");
  const [year, month, day] = period.split("-").map(Number);
  const next = unit === "month" ? new Date(Date.UTC(year, month, 1)) : new Date(Date.UTC(year, month - 1, day + 1));
  return next.toISOString().slice(0, PERIODS[unit]);
}
