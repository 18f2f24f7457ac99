/** The card beside a mention: what it is, its value and full name, its rule. */

/** Columns that the card does not list: they stand in its heading, or say what the eye sees. */
const PLAIN = new Set(["text", "document", "start", "end", "source_start", "source_end", "sentence", "rule", "day", "day_from"]);

class Popup {
  constructor(element) {
    this.element = element;
    element.addEventListener("mouseenter", () => clearTimeout(this.closing));
    element.addEventListener("mouseleave", () => this.leave());
  }

  /** Show mentions ([layer, row]) beside `mark`. A pinned card stays until it is closed. */
  show(mark, mentions, pinned) {
    clearTimeout(this.closing);
    if (this.pinned && !pinned) return;
    this.pinned = pinned;
    this.mark?.removeAttribute("aria-describedby");
    this.mark = mark;
    this.element.replaceChildren(
      h("button", { type: "button", class: "close quiet", "aria-label": "Close", on: { click: () => this.close() } }, "×"),
      ...mentions.map(([layer, row]) => this.card(layer, row)),
    );
    this.element.hidden = false;
    mark.setAttribute("aria-describedby", "popup");
    this.place(mark);
  }

  card(layer, row) {
    const table = tables[layer];
    const text = (name) => table.text(row, name);
    const facts = [...table.columns.values()].filter((column) => !PLAIN.has(column.name) && column.text(row) !== null);
    facts.sort((a, b) => (a.name === "org_id") - (b.name === "org_id")); // ids after names
    return h(
      "section",
      { class: `card ${layer}` },
      h("p", { class: "layer" }, words(layer).replace(/s$/, "")),
      zh("p", { class: "said" }, text("text")),
      h("dl", {}, ...facts.flatMap((column) => [h("dt", { title: column.meaning || null }, words(column.name)), zh("dd", {}, column.text(row))])),
      h("p", { class: "trace" }, h("span", {}, "rule ", h("code", {}, text("rule"))), h("span", {}, `characters ${text("start")}–${text("end")}`), h("span", {}, `in the source ${text("source_start")}–${text("source_end")}`)),
    );
  }

  place(mark) {
    const style = this.element.style;
    if (narrow.matches) return ["left", "top"].forEach((side) => style.removeProperty(side));
    const beside = [...mark.getClientRects()][0] || mark.getBoundingClientRect();
    const { offsetWidth: width, offsetHeight: height } = this.element;
    const below = beside.bottom + 8 + height <= innerHeight;
    style.left = `${Math.max(8, Math.min(beside.left, innerWidth - width - 12))}px`;
    style.top = `${below ? beside.bottom + 8 : Math.max(8, beside.top - height - 8)}px`;
  }

  leave() {
    if (!this.pinned) this.closing = setTimeout(() => this.close(), 180);
  }

  close() {
    this.pinned = false;
    this.element.hidden = true;
    this.mark?.removeAttribute("aria-describedby");
  }
}
