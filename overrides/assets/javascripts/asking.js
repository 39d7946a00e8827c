/* Asking the full-text index: which documents hold all the words and phrases of a question, where in each they stand, and the best first.
 *
 * Pagefind is asked for all words at once, for the documents and their weight, and for each word alone, for its places in each document. From
 * the places follow phrases, also between other words, and how near to each other the words stand. Words that nearly every sentence has are
 * not looked up, since their pieces of the index weigh more than all others; in a phrase their place is left open here and compared when the
 * document's words are there (passages.js).
 */

import { inPairs, isHan } from "./pairs.js";
import { closeness, plainWord } from "./passages.js";

const COMMON = {
  ar: "في من على إلى أن و عن التي",
  en: "a all an and are as at be by for from in is it its of on or that the this to with",
  es: "a al con de del el en la las los o para por que se su un una y",
  fr: "à au aux ce dans de des du en et il la le les l’ leur ou par pour qu que qui sa ses son sur un une",
  ru: "в и к на о от по с что для",
  zh: "的 和 在 了",
};
const engines = new Map();
const RANKING = { termFrequency: 0.8, termSaturation: 1.2, pageLength: 0.6, termSimilarity: 6, metaWeights: { title: 3, symbol: 0 } };
const NEARNESS = 0.8; // what words side by side count for, the weight of the best document being 1

const ENOUGH = 3; // words of a phrase that are looked up
/** Pagefind with the index of the language, and the words that many documents have, as the index writes them. */
const engine = (language, root) => {
  if (!engines.has(language)) {
    const folder = new URL(`pagefind/${language}/`, root);
    const frequent = fetch(new URL("frequent.json", folder)).then((response) => (response.ok ? response.json() : []));
    const loading = import(new URL("pagefind.js", folder)).then(async (pagefind) => {
      await pagefind.options({ ranking: RANKING });
      await pagefind.init();
      return { pagefind, frequent: await frequent };
    });
    loading.catch(() => engines.delete(language)); // so that a reader whose line broke can try again
    engines.set(language, loading);
  }
  return engines.get(language);
};

/** Begin to load the index, before the reader has typed. */
export function prepare(language, root) {
  engine(language, root).catch(() => {});
}

/** The words and phrases of a question: [{words: [{text, common}], phrase}]; what is common alone is left out, unless nothing else is there. */
export function clausesOf(question, language) {
  const common = new Set((COMMON[language] ?? "").split(" ").map(plainWord));
  const clauses = [];
  const wordsOf = (text) => (language === "zh" ? inPairs(text) : text.split(/\s+/)).map((word) => ({ text: plainWord(word), common: common.has(plainWord(word)) })).filter((word) => word.text);
  for (const [, phrase, straight, round, other] of question.matchAll(/("([^"]+)"|[“„]([^“”]+)[”“]|«([^»]+)»)|[^"“„«]+/g)) {
    if (!phrase) continue;
    const words = wordsOf(straight ?? round ?? other);
    if (words.length) clauses.push({ words, phrase: words.length > 1 });
  }
  const unquoted = question.replace(/"[^"]+"|[“„][^“”]+[”“]|«[^»]+»/g, " ").replace(/["“”„«»]/g, " ");
  const loose = wordsOf(unquoted);
  // Signs that were typed together stand together: what is no phrase elsewhere is one in a script without spaces.
  for (const [, run] of loose.length && language === "zh" ? unquoted.matchAll(/(\S+)/g) : []) {
    const words = wordsOf(run);
    if (words.length > 1) clauses.push({ words: words.map((word) => ({ ...word, common: false })), phrase: true });
    else if (words.length && !words[0].common) clauses.push({ words, phrase: false });
  }
  if (language !== "zh") for (const word of loose) if (!word.common && !clauses.some((clause) => !clause.phrase && clause.words[0].text === word.text)) clauses.push({ words: [word], phrase: false });
  if (!clauses.length) for (const word of loose) clauses.push({ words: [word], phrase: false });
  for (const clause of clauses) if (clause.words.every((word) => word.common)) for (const word of clause.words) word.common = false;
  return clauses;
}

/** The documents with all clauses, best first: [{id, score, places: [places of each clause], data()}]. */
export async function find(clauses, language, root) {
  if (!clauses.length) return [];
  const { pagefind, frequent } = await engine(language, root);
  clauses.forEach((clause) => leaveOpen(clause, frequent));
  const words = [...new Set(clauses.flatMap((clause) => clause.words.filter((word) => !word.common).map((word) => word.text)))];
  const whole = await pagefind.search(words.join(" "));
  const alone = new Map();
  for (const word of words) {
    const found = words.length === 1 ? whole : await pagefind.search(word);
    alone.set(word, new Map(found.results.map((result) => [result.id, result.words])));
  }
  const best = Math.max(...whole.results.map((result) => result.score));
  const hits = [];
  for (const result of whole.results) {
    const places = clauses.map((clause) => placesOf(clause, (word) => alone.get(word).get(result.id) ?? []));
    if (places.some((own) => own.length === 0)) continue;
    const near = clauses.length > 1 ? closeness(places, clauses) : 1;
    hits.push({ id: result.id, score: result.score / best + NEARNESS * near, places, data: () => result.data() });
  }
  return hits.sort((a, b) => b.score - a.score);
}

/** Leave to be compared later what a phrase need not be looked up by: words that many documents have, and more than a few of the others. */
function leaveOpen({ words }, frequent) {
  const looked = words.filter((word) => !word.common);
  const rare = looked.filter(({ text }) => !frequent.some((stem) => text.startsWith(stem) && text.length < stem.length + (isHan(text) ? 1 : 5)));
  const kept = [...rare, ...looked.filter((word) => !rare.includes(word))].slice(0, rare.length < 2 ? 2 : ENOUGH).slice(0, Math.max(2, rare.length));
  for (const word of looked) word.common = !kept.includes(word);
}

/** The places at which a clause begins. */
function placesOf(clause, placesOfWord) {
  const looked = clause.words.map((word, offset) => ({ ...word, offset })).filter((word) => !word.common);
  const [first, ...others] = looked;
  let starts = [...new Set(placesOfWord(first.text))].map((place) => place - first.offset);
  for (const { text, offset } of others) {
    const there = new Set(placesOfWord(text));
    starts = starts.filter((start) => there.has(start + offset));
  }
  return starts.filter((start) => start >= 0).sort((a, b) => a - b);
}
