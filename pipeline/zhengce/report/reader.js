/** One document: its text with the mentions in it, layer by layer; or source and restored text side by side. */

const REPAIRS = {
  gloss: "reading in brackets removed: 網(wǎng) → 网",
  byte_shift: "characters read one byte off, put right",
  doubtful: "looks shifted by a byte, left as it is",
  script: "traditional character made simplified",
  variant: "compatibility form made the character itself",
  width: "half or full width",
  doubled: "punctuation doubled",
  boilerplate: "navigation or boilerplate removed",
  html: "markup removed",
  space: "blank made plain",
  invisible: "invisible character removed",
  line_end: "line end made plain",
  private: "character of a private area",
  undecodable: "byte that is no character",
};

const PARAGRAPH = 3000; // characters; what is longer is cut at the end of a sentence

class Reader {
  constructor(element, popup, { onClose, onGo }) {
    Object.assign(this, { element, popup, onClose, onGo });
    this.hidden = new Set();
    this.document = null;
    this.side = false;
  }

  /** Open a document, and go to the mention [layer, row] in it. */
  open(document, at) {
    if (document !== this.document) {
      this.document = document;
      this.side = false;
      this.build();
    }
    this.element.hidden = false;
    if (at && LAYERS.includes(at[0])) this.jump(at);
  }

  close() {
    this.popup.close();
    this.element.hidden = true;
    this.document = null;
  }

  build() {
    const text = (name) => documents.text(this.document, name);
    const facts = ["published", "publisher", "source", "script", "encoding", "chars"].filter((name) => text(name) !== null);
    const go = (step, label, sign) =>
      h("button", {
        type: "button", class: "quiet", "aria-label": label, title: label,
        disabled: this.document + step < 0 || this.document + step >= documents.size,
        on: { click: () => this.onGo(this.document + step) },
      }, sign);
    this.chips = h("div", { class: "chips", role: "group", "aria-label": "Layers" }, ...LAYERS.map((layer, place) => this.chip(layer, place)));
    this.body = zh("div", { class: "text", tabindex: "0", role: "document", "aria-label": "Text; arrow keys go from mention to mention", on: { keydown: (event) => this.onKey(event) } });
    this.body.addEventListener("mouseover", (event) => this.onHover(event));
    this.body.addEventListener("mouseout", () => this.popup.leave());
    this.body.addEventListener("click", (event) => this.onClick(event));
    this.element.replaceChildren(
      h(
        "div",
        { class: "reader-head" },
        h("div", { class: "reader-title" }, zh("h2", {}, heading(this.document)), go(-1, "Document before", "‹"), go(1, "Document after", "›"), h("button", { type: "button", class: "quiet", "aria-label": "Close document", title: "Close (Esc)", on: { click: () => this.onClose() } }, "×")),
        zh("p", { class: "facts" }, facts.map((name) => (name === "chars" ? `${count(documents.number(this.document, "chars"))} characters` : text(name))).join(" · ")),
        this.views(),
        this.chips,
      ),
      this.body,
    );
    this.draw();
    this.body.scrollTop = 0;
  }

  chip(layer, place) {
    const [from, to] = tables[layer].rowsOf(this.document);
    return h(
      "button",
      {
        type: "button", class: `chip ${layer}`, "data-layer": layer, "aria-pressed": String(!this.hidden.has(layer)), disabled: from === to,
        title: `Show or hide ${words(layer)} (${place + 1})`, on: { click: () => this.toggle(layer) },
      },
      h("i", {}), `${words(layer)} `, h("span", {}, count(to - from)),
    );
  }

  views() {
    const repairs = documents.text(this.document, "repairs");
    if (!repairs) return null;
    const view = (side, label) =>
      h("button", { type: "button", "aria-pressed": String(this.side === side), on: { click: (event) => this.turn(side, event.target) } }, label);
    return h("div", { class: "repaired" }, h("div", { class: "switch", role: "group", "aria-label": "View" }, view(false, "Mentions"), view(true, "Side by side")), h("p", {}, `Repaired: ${repairs}`));
  }

  turn(side, button) {
    this.side = side;
    for (const other of button.parentElement.children) other.setAttribute("aria-pressed", String(other === button));
    this.popup.close();
    this.draw();
  }

  toggle(layer) {
    if (this.hidden.has(layer)) this.hidden.delete(layer);
    else this.hidden.add(layer);
    this.chips.querySelector(`[data-layer="${layer}"]`).setAttribute("aria-pressed", String(!this.hidden.has(layer)));
    this.popup.close();
    this.draw();
  }

  draw() {
    this.chips.hidden = this.side;
    this.body.classList.toggle("sides", this.side);
    this.marks = [];
    this.body.replaceChildren(...(this.side ? this.sides() : this.paragraphs()));
  }

  /** The mentions of the layers that are on, by place. */
  mentions() {
    const found = [];
    for (const layer of LAYERS) {
      if (this.hidden.has(layer)) continue;
      const table = tables[layer];
      const [from, to] = table.rowsOf(this.document);
      for (let row = from; row < to; row += 1) found.push({ layer, row, start: this.at(table.number(row, "start")), end: this.at(table.number(row, "end")) });
    }
    return found.sort((a, b) => a.start - b.start || b.end - a.end);
  }

  paragraphs() {
    const text = documents.text(this.document, "text") || "";
    this.at = placesIn(text);
    const mentions = this.mentions();
    const cuts = new Set([0, text.length]);
    for (const { start, end } of mentions) cuts.add(start).add(end);
    for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) cuts.add(at).add(at + 1);
    const bounds = [...cuts].sort((a, b) => a - b);
    const found = [h("p", {})];
    let open = [];
    let next = 0;
    let begun = 0;
    for (let place = 0; place + 1 < bounds.length; place += 1) {
      const [from, to] = [bounds[place], bounds[place + 1]];
      open = open.filter((mention) => mention.end > from);
      while (next < mentions.length && mentions[next].start <= from) open.push(mentions[next++]);
      const piece = text.slice(from, to);
      const on = to - begun > PARAGRAPH && /[。！？；]$/.test(piece); // what is out of sight is laid out a paragraph at a time
      if (piece !== "\n") found.at(-1).append(open.length ? this.mark(piece, open) : piece);
      if (piece === "\n" || on) {
        found.push(h("p", { class: on ? "on" : null }));
        begun = to;
      }
    }
    return found;
  }

  /** A stretch of text that the same mentions cover: tinted as the shortest, underlined once for each layer. */
  mark(piece, open) {
    const shortest = open.reduce((a, b) => (b.end - b.start < a.end - a.start ? b : a));
    const layers = [...new Set([shortest.layer, ...open.map((mention) => mention.layer)])];
    const element = h("mark", { class: shortest.layer, "data-layers": layers.join(" ") }, piece);
    layers.forEach((layer, place) => element.style.setProperty(`--line${place}`, `var(--${layer})`));
    element.dataset.lines = String(Math.min(layers.length, 4));
    element.mentions = [shortest, ...open.filter((mention) => mention !== shortest)].map(({ layer, row }) => [layer, row]);
    this.marks.push(element);
    return element;
  }

  jump([layer, row]) {
    if (this.side || this.hidden.has(layer)) {
      this.side = false;
      this.hidden.delete(layer);
      this.build();
    }
    const is = (mention) => mention[0] === layer && mention[1] === row;
    const marks = this.marks.filter((mark) => mark.mentions.some(is));
    this.choose(marks, [layer, row]);
  }

  choose(marks, first) {
    this.body.querySelectorAll("mark.chosen").forEach((mark) => mark.classList.remove("chosen"));
    if (!marks.length) return;
    marks.forEach((mark) => mark.classList.add("chosen"));
    const others = marks[0].mentions.filter(([layer, row]) => !first || layer !== first[0] || row !== first[1]);
    this.popup.show(marks[0], first ? [first, ...others] : others, true);
    this.reach(marks[0], 6);
  }

  /** Scroll to a mark. What was out of sight has a guessed height until it is drawn, so look again in the next frames. */
  reach(mark, frames) {
    const above = mark.getBoundingClientRect().top - this.body.getBoundingClientRect().top;
    this.body.scrollTop += above - this.body.clientHeight * 0.35;
    if (this.popup.mark === mark) this.popup.place(mark);
    if (frames) requestAnimationFrame(() => mark.isConnected && mark.classList.contains("chosen") && this.reach(mark, frames - 1));
  }

  onHover(event) {
    const mark = event.target.closest("mark");
    if (mark?.mentions && matchMedia("(hover: hover)").matches) this.popup.show(mark, mark.mentions, false);
  }

  onClick(event) {
    const mark = event.target.closest("mark");
    if (mark?.mentions) this.choose([mark]);
    else if (getSelection().isCollapsed) this.popup.close();
  }

  onKey(event) {
    const step = { ArrowRight: 1, ArrowLeft: -1, n: 1, p: -1 }[event.key];
    if (!step || !this.marks.length || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    const now = this.marks.findIndex((mark) => mark.classList.contains("chosen"));
    const next = now < 0 ? (step > 0 ? 0 : this.marks.length - 1) : now + step;
    if (this.marks[next]) this.choose([this.marks[next]]);
  }

  /** Source and restored text in two columns, line by line, with what was changed marked on both. */
  sides() {
    const kept = DATA.sources && DATA.sources[this.document];
    if (!kept || kept.why) {
      const why = kept
        ? `The source cannot be shown: ${kept.why}.`
        : "The source text is not part of a run's outputs. Make this page with the folder that the run was made from, and it stands here beside the restored text:";
      return [h("div", { class: "note" }, h("p", {}, why), kept ? null : h("pre", {}, "zhengce report OUTPUTS --source FOLDER"), this.legend())];
    }
    const clean = documents.text(this.document, "text");
    const [cleanAt, sourceAt] = [placesIn(clean), placesIn(kept.text)];
    const rows = [];
    let left, right;
    const line = () => {
      left = h("div", {});
      right = h("div", {});
      rows.push(left, right);
    };
    line();
    const same = (from, to, shift) => {
      for (let at = from; at < to; ) {
        const end = clean.indexOf("\n", at);
        const stop = end < 0 || end >= to ? to : end;
        left.append(kept.text.slice(at + shift, stop + shift));
        right.append(clean.slice(at, stop));
        if (stop < to) line();
        at = stop + (stop < to ? 1 : 0);
      }
    };
    let [source, restored] = [0, 0];
    for (const [from, to, start, end, kind] of kept.edits) {
      const begin = cleanAt(start);
      same(restored, begin, source - restored);
      const meaning = REPAIRS[kind] || kind;
      left.append(h("del", { title: meaning, "data-kind": kind }, kept.text.slice(sourceAt(from), sourceAt(to))));
      if (end > start) right.append(h("ins", { title: meaning, "data-kind": kind }, clean.slice(begin, cleanAt(end))));
      [source, restored] = [sourceAt(to), cleanAt(end)];
    }
    same(restored, clean.length, source - restored);
    return [this.legend(), h("div", { class: "pair heads" }, h("div", {}, "Source"), h("div", {}, "Restored")), h("div", { class: "pair" }, rows)];
  }

  legend() {
    const kinds = (documents.text(this.document, "repairs") || "").split(", ").map((entry) => entry.split(" "));
    return h("dl", { class: "legend", lang: "en" }, ...kinds.flatMap(([kind, number]) => [h("dt", {}, `${kind} ${number}`), h("dd", {}, REPAIRS[kind] || "")]));
  }
}
