/* Narrowing what was found: by body, kind, session, years, subject and part of the text, with how many documents each choice would leave.
 *
 * The columns (pagefind/en/documents.json, subjects.json) tell of each document what it is, and at which words the parts of its text begin.
 */

export const PARTS = ["", "preamble", "operative", "annex", "notes"];
export const CHOICES = ["organ", "kind", "session", "subject", "part"];
const columns = new Map();

function read(name, language, root) {
  const address = new URL(`pagefind/${language}/${name}.json`, root).href;
  if (!columns.has(address)) {
    const reading = fetch(address).then((response) => response.json());
    reading.catch(() => columns.delete(address));
    columns.set(address, reading);
  }
  return columns.get(address);
}

/** What is known of the documents in the language; subjects only where they are asked for. */
export async function knownOf(language, root, withSubjects) {
  const [documents, subject] = await Promise.all([read("documents", language, root), withSubjects ? read("subjects", language, root) : null]);
  documents.rows ??= new Map(documents.ids.map((id, row) => [id, row]));
  return { ...documents, subject };
}

/** The part of the text that the place stands in. */
export function partAt(known, id, place) {
  const runs = known.parts[known.rows.get(id)] ?? [];
  let part = 0;
  for (let run = 0; run < runs.length && runs[run] <= place; run += 2) part = runs[run + 1];
  return PARTS[part];
}

/** The parts of the text that hold all clauses of the question. */
function partsOf(hit, known) {
  const held = hit.places.map((own) => new Set(own.map((place) => partAt(known, hit.id, place))));
  return PARTS.filter((part) => part && held.every((parts) => parts.has(part)));
}

/** The hits that the choices leave, in the order asked for, and for each choice the numbers of documents its values would leave, the others
 *  being as they are: {hits, counts: {organ: Map, …, year: Map}}. */
export function narrowed(hits, chosen, known) {
  const valuesOf = (hit) => {
    const row = known.rows.get(hit.id);
    const named = (name) => (known[name] && row !== undefined ? known[name].of[row].map((place) => known[name].names[place]) : []);
    const year = (known.dates[row] ?? "").slice(0, 4);
    return { organ: named("organ"), kind: named("kind"), session: named("session"), subject: named("subject"), part: partsOf(hit, known), year: year ? [year] : [] };
  };
  const passes = (name, values) => {
    if (name === "year") return (!chosen.from || values.year[0] >= chosen.from) && (!chosen.to || values.year[0] <= chosen.to);
    return !chosen[name] || values[name].includes(chosen[name]);
  };
  const names = [...CHOICES, "year"];
  const counts = Object.fromEntries(names.map((name) => [name, new Map()]));
  const left = [];
  for (const hit of hits) {
    const values = valuesOf(hit);
    const failed = names.filter((name) => !passes(name, values));
    if (!failed.length) left.push(hit);
    for (const name of failed.length ? (failed.length === 1 ? failed : []) : names) {
      for (const value of values[name]) counts[name].set(value, (counts[name].get(value) ?? 0) + 1);
    }
  }
  if (chosen.sort) {
    const date = (hit) => known.dates[known.rows.get(hit.id)] ?? "";
    left.sort((a, b) => (chosen.sort === "newest" ? date(b).localeCompare(date(a)) : date(a).localeCompare(date(b))) || b.score - a.score);
  }
  return { hits: left, counts };
}

/** How many documents there would be without each of the choices in use: [[name, number]], the largest number first. */
export function without(hits, chosen, known) {
  const used = [...CHOICES, "from", "to"].filter((name) => chosen[name]);
  const numbers = used.map((name) => [name, narrowed(hits, { ...chosen, [name]: "" }, known).hits.length]);
  return numbers.filter(([, number]) => number).sort((a, b) => b[1] - a[1]);
}
