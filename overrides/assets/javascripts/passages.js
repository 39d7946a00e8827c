/* What a search found in one document, cut into passages: the paragraph (heading, table, note) of each hit, with the words around it.
 *
 * Pagefind gives the document's words and the place of every element with an id among them; the passage of a hit is the last element that
 * begins at or before it.
 */

import { between, isHan, shownOf } from "./pairs.js";

const AROUND = 14; // words shown before the first hit of a passage
const LENGTH = 44; // words shown of a passage

/** Passages with hits, the best first: [{anchor, excerpt: [{words, hit}], forms}]; `forms` are the words hit, as they stand in the passage.
 *  `places` are those of each clause of the question, `within(place)` says whether a place is in the part of the text that is wanted.
 *  The best hold the most clauses, phrases as they were typed, nearest together; the title comes before the text, what is operative before
 *  what is not. */
export function passagesOf(data, clauses, places, within = () => true) {
  const words = wordsOf(data);
  const units = [{ id: "", location: 0 }, ...data.anchors.filter((anchor) => !/(^|-)fnref/.test(anchor.id))].sort((a, b) => a.location - b.location);
  const found = new Map();
  places.forEach((own, clause) => {
    for (const place of own) {
      if (!within(place) || !stands(clauses[clause], words, place)) continue;
      let index = units.length - 1;
      while (units[index].location > place) index -= 1;
      if (!found.has(index)) found.set(index, clauses.map(() => []));
      found.get(index)[clause].push(place);
    }
  });
  const passages = [...found].map(([index, own]) => {
    const begin = units[index].location;
    const end = units.slice(index + 1).find((unit) => unit.location > begin)?.location ?? words.length;
    const held = clauses.map((_, clause) => clause).filter((clause) => own[clause].length);
    const near = held.length > 1 ? closeness(held.map((clause) => own[clause]), held.map((clause) => clauses[clause])) : 1;
    const hits = own.flatMap((starts, clause) => starts.flatMap((start) => clauses[clause].words.map((_, offset) => start + offset)));
    const marked = new Set(hits.flatMap((hit) => (isHan(words[hit] ?? "") && isHan([...words[hit]][1] ?? "") ? [hit, hit + 1] : [hit])));
    const asTyped = held.filter((clause) => own[clause].some((start) => clauses[clause].words.every((word, offset) => plainWord(words[start + offset] ?? "") === word.text)));
    const exact = asTyped.length;
    const exactPhrases = asTyped.filter((clause) => clauses[clause].phrase).length;
    return {
      anchor: units[index].id,
      excerpt: excerptOf(words, begin, end, marked),
      weight: (held.length / clauses.length) * near * (0.6 + (0.4 * exact) / clauses.length), // 1 where all stand as typed, side by side
      share: index === 0 ? new Set(hits).size / Math.max(1, end - begin) : 0, // of the title
      forms: formsOf(words, marked),
      rank: [held.length, exactPhrases, index === 0 ? 1 : 0, Math.round(near * 4), exact, /(^|-)(op|p)\d/.test(units[index].id) ? 1 : 0, near, -index],
    };
  });
  return passages.sort((a, b) => b.rank.reduce((order, value, place) => order || value - a.rank[place], 0));
}

/** Whether the common words of a phrase stand where its other words leave room for them. */
function stands(clause, words, start) {
  return clause.words.every((word, offset) => !word.common || plainWord(words[start + offset] ?? "") === word.text);
}

/** The document's words as Pagefind counts them. */
function wordsOf(data) {
  return data.content.split(/\s+/);
}

/** The words hit as they stand in the document: signs that stand together as one. */
function formsOf(words, marked) {
  const forms = [];
  let last = NaN;
  for (const hit of [...marked].sort((a, b) => a - b)) {
    const word = bareWord(isHan(words[hit] ?? "") ? shownOf(words[hit]) : (words[hit] ?? ""));
    if (isHan(word) && hit === last + 1 && isHan(forms.at(-1) ?? "")) forms.push(forms.pop() + word);
    else forms.push(word);
    last = hit;
  }
  return [...new Set(forms)].filter(Boolean);
}

function excerptOf(words, begin, end, marked) {
  const hits = [...marked].sort((a, b) => a - b);
  const densest = hits.reduce((best, hit) => {
    const held = hits.filter((other) => other >= hit && other < hit + LENGTH - AROUND).length;
    return held > best.held ? { hit, held } : best;
  }, { hit: hits[0], held: 0 }).hit;
  const first = Math.max(begin, Math.min(densest - AROUND, end - LENGTH));
  const last = Math.min(end, first + LENGTH);
  const pieces = [];
  if (first > begin) pieces.push({ words: "… ", hit: false });
  for (let place = first; place < last; place += 1) {
    pieces.push({ words: shownOf(words[place]), hit: marked.has(place) }, { words: between(words[place], words[place + 1]), hit: false });
  }
  if (last < end) pieces.push({ words: "…", hit: false });
  return pieces;
}

/** How near to each other the clauses stand at their nearest: 1 side by side, towards 0 far apart. */
export function closeness(places, clauses) {
  const lengths = clauses.map((clause) => clause.words.length);
  const all = places.flatMap((own, clause) => own.map((place) => [place, clause])).sort((a, b) => a[0] - b[0]);
  const wanted = lengths.reduce((sum, length) => sum + length, 0);
  const last = places.map(() => -Infinity);
  let narrowest = Infinity;
  for (const [place, clause] of all) {
    last[clause] = place;
    const begin = Math.min(...last);
    if (begin > -Infinity) narrowest = Math.min(narrowest, place + lengths[clause] - begin);
  }
  return narrowest === Infinity ? 0 : Math.min(1, wanted / Math.max(narrowest, wanted));
}

/** A word as words are compared: lower case, one apostrophe, without marks on letters and the punctuation around it. */
export function plainWord(word) {
  return word.normalize("NFD").replace(/\p{M}/gu, "").replace(/[’‘`´]/g, "'").replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, "").toLowerCase();
}

/** A word without the punctuation around it, in lower case. */
export function bareWord(word) {
  return word.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, "").toLowerCase();
}
