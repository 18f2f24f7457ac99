/** The run: tables as columns (see zhengce/report/data.py). */
const DATA = JSON.parse(byId("data").textContent);
byId("data").remove();

const LAYERS = ["organisations", "dates", "officials", "policy_documents", "actions", "mechanisms", "members"];
const collator = new Intl.Collator(["zh-Hans-CN", "en"], { numeric: true });

class Column {
  constructor(name, data, meaning) {
    Object.assign(this, { name, meaning, values: data.values, codes: data.codes, numbers: data.numbers });
  }

  /** What a row shows; null where unknown. */
  text(row) {
    if (this.numbers) return this.numbers[row] === null ? null : String(this.numbers[row]);
    const code = this.codes[row];
    return code < 0 ? null : this.values[code];
  }

  /** Numbers that sort the rows; unknown last. */
  ranks() {
    if (!this.known) {
      if (this.numbers) this.known = Float64Array.from(this.numbers, (number) => (number === null ? Infinity : number));
      else {
        const order = this.values.map((_, code) => code).sort((a, b) => collator.compare(this.values[a], this.values[b]));
        const rank = new Float64Array(order.length);
        order.forEach((code, place) => (rank[code] = place));
        this.known = Float64Array.from(this.codes, (code) => (code < 0 ? Infinity : rank[code]));
      }
    }
    return this.known;
  }

  /** Which values hold `term`: a test of rows. */
  holds(term) {
    if (this.numbers) return null;
    const hits = this.values.map((value) => value.toLowerCase().includes(term));
    return hits.includes(true) ? (row) => this.codes[row] >= 0 && hits[this.codes[row]] : null;
  }

  /** Value and count of rows, the most frequent first. */
  counted() {
    const counts = new Array(this.values.length).fill(0);
    for (const code of this.codes) if (code >= 0) counts[code] += 1;
    return this.values.map((value, code) => [value, counts[code]]).sort((a, b) => b[1] - a[1] || collator.compare(a[0], b[0]));
  }
}

class Table {
  constructor(name, columns, meanings) {
    this.name = name;
    this.columns = new Map(Object.entries(columns).map(([key, data]) => [key, new Column(key, data, (meanings || {})[key])]));
    const first = this.columns.values().next().value;
    this.size = (first.numbers || first.codes).length;
    this.document = this.columns.get("document") || null;
  }

  text(row, column) {
    const found = this.columns.get(column);
    return found ? found.text(row) : null;
  }

  number(row, column) {
    return this.columns.get(column).numbers[row];
  }

  /** Number of the document that a row belongs to; null for errors. */
  documentOf(row) {
    if (this.name === "documents") return row;
    return this.document ? this.documents[row] : null;
  }

  /** Rows of one document. Rows stand in order of documents. */
  rowsOf(document) {
    if (!this.bounds) {
      this.bounds = new Map();
      this.documents.forEach((number, row) => {
        const bound = this.bounds.get(number);
        if (bound) bound[1] = row + 1;
        else this.bounds.set(number, [row, row + 1]);
      });
    }
    return this.bounds.get(document) || [0, 0];
  }
}

const documents = new Table("documents", DATA.documents, DATA.meanings.documents);
const tables = { documents };
const heading = (number) => documents.text(number, "title") || documents.text(number, "doc_id");
const headings = Array.from({ length: documents.size }, (_, number) => heading(number));
const titles = (codes) => new Column("document", { values: headings, codes }, "title of the document, or its id");
documents.columns.set("document", titles(headings.map((_, number) => number)));
for (const [name, columns] of Object.entries(DATA.tables)) {
  const table = (tables[name] = new Table(name, columns, DATA.meanings[name]));
  if (!table.document) continue;
  table.documents = table.document.numbers; // a row shows the title of its document
  table.columns.set("document", titles(table.documents));
}

/** Places in a text by code point, as the tables give them, to places in a JavaScript string. */
function placesIn(text) {
  if (!/[\ud800-\udfff]/.test(text)) return (place) => place;
  const places = [];
  let at = 0;
  for (const character of text) {
    places.push(at);
    at += character.length;
  }
  places.push(at);
  return (place) => places[Math.min(place, places.length - 1)];
}
