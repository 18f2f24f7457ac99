/** The run at a glance. Figures are of the whole run, also where the page shows a sample. */
function overview(host, link) {
  const { run, figures } = DATA;
  const sampled = run.shown < run.documents;
  const cards = Object.entries(run.rows).map(([name, rows]) =>
    h("a", { class: `figure${name === "errors" && rows ? " bad" : ""}`, href: link(name) }, h("strong", {}, count(rows)), h("span", {}, words(name))),
  );
  const [first, last] = figures.published;
  const lead = [`${plural(figures.chars, "character")} of text`, first ? (first === last ? `published on ${first}` : `published ${first} to ${last}`) : null, `made by zhengce ${run.version}`];
  host.append(
    h("h1", {}, run.name),
    h("p", { class: "lead" }, lead.filter(Boolean).join(" · ")),
    ...(sampled ? [h("p", { class: "sampled", role: "status" }, `This page shows ${count(run.shown)} of ${count(run.documents)} documents, spread evenly over the run. The figures here are of the whole run; tables, texts and timeline are of the sample.`)] : []),
    h("div", { class: "figures" }, ...cards),
    h(
      "div",
      { class: "charts" },
      columnChart("Documents by year of publication", figures.years),
      stackedBars("Actions by category", figures.categories, ["reported", "directive", "planned"], (name) => link("actions", { "filter.category": name })),
      bars("Organisations named most", figures.organisations, (name) => link("organisations", { q: name })),
      bars("People named most", figures.people, (name) => link("officials", { q: name })),
      bars("Policy documents named most", figures.titles, (name) => link("policy_documents", { q: name })),
      bars("Who acts most", figures.actors, (name) => link("actions", { q: name })),
      stackedBars("Organisations by kind, and how their names were found", figures.kinds, ["registry", "alias", "relative", "anaphor", "pattern"], (name) => link("organisations", { "filter.kind": name })),
      bars("Documents repaired", figures.repairs, (name) => link("documents", { q: name }), (name) => REPAIRS[name]),
    ),
  );
}

const panel = (name, ...content) => h("section", { class: "panel", "aria-label": name }, h("h2", {}, name), ...content);
const chinese = (text) => (/[一-鿿]/.test(text) ? "zh-Hans" : null);

function bars(name, entries, link, meaning) {
  if (!entries.length) return null;
  const most = Math.max(...entries.map(([, number]) => number));
  return panel(
    name,
    h("ol", { class: "bars" }, ...entries.map(([label, number]) =>
      h("li", { title: (meaning && meaning(label)) || label }, h("a", { href: link(label), lang: chinese(label) }, words(label)), h("span", { class: "track" }, h("i", { style: { width: `${(100 * number) / most}%` } })), h("b", {}, count(number))),
    )),
  );
}

function stackedBars(name, entries, parts, link) {
  if (!entries.length) return null;
  const total = (counts) => Object.values(counts).reduce((a, b) => a + b, 0);
  const most = Math.max(...entries.map(([, counts]) => total(counts)));
  return panel(
    name,
    h("p", { class: "key" }, ...parts.map((part, place) => h("span", {}, h("i", { class: `part${place}` }), part))),
    h("ol", { class: "bars" }, ...entries.map(([label, counts]) =>
      h(
        "li", { title: parts.filter((part) => counts[part]).map((part) => `${part} ${count(counts[part])}`).join(", ") },
        h("a", { href: link(label) }, words(label)),
        h("span", { class: "track" }, ...parts.map((part, place) => h("i", { class: `part${place}`, style: { width: `${(100 * (counts[part] || 0)) / most}%` } }))),
        h("b", {}, count(total(counts))),
      ),
    )),
  );
}

function columnChart(name, entries) {
  if (!entries.length) return null;
  const counts = new Map(entries);
  const [first, last] = [entries[0][0], entries.at(-1)[0]];
  const most = Math.max(...counts.values());
  const years = Array.from({ length: last - first + 1 }, (_, place) => first + place);
  const every = Math.ceil(years.length / 8);
  return panel(
    name,
    h("ol", { class: "columns" }, ...years.map((year, place) =>
      h("li", { title: `${year}: ${count(counts.get(year) || 0)}` }, h("i", { style: { height: `${(100 * (counts.get(year) || 0)) / most}%` } }), h("span", {}, place % every === 0 ? String(year) : "")),
    )),
    h("p", { class: "visually-hidden" }, entries.map(([year, number]) => `${year}: ${number}`).join(", ")),
  );
}
