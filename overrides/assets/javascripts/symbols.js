/* Documents and paragraphs asked for by symbol, which a full-text index cannot find: "A/RES/74/166", "217 A (III)", "SC 1325, para. 8",
 * a pasted address.
 *
 * `askedFor(words)` says what the words may mean; `documentsNamed` looks up what the archive holds and cites of that.
 */

import { grammarOf, officialAddress, symbolPath, withoutLetters } from "./grammar.js";
import { placeIn, placesNamed } from "./pinpoints.js";

const SHOWN = 5;
const files = new Map();

function read(address) {
  if (!files.has(address.href)) {
    const reading = fetch(address).then((response) => (response.ok ? response.json() : null));
    reading.catch(() => files.delete(address.href)); // so that a reader whose line broke can try again
    files.set(address.href, reading);
  }
  return files.get(address.href);
}

/** Whether the words can name a document at all, so that nothing is fetched for others. */
export function mayBeSymbol(words) {
  return /\d/.test(words) && words.length < 300;
}

/** What the words may mean: {readings: facts of symbols, the likeliest first; places: anchors named; sure: whether they are surely a symbol}. */
export function askedFor(words, data) {
  const grammar = grammarOf(data);
  const text = words.normalize("NFC").replace(/[\s\u00A0]+/g, " ").replace(/[\u2010-\u2015\u2212]/g, "-").replace(/^["“”'\s]+|["“”'\s?]+$/g, "");
  const none = { readings: [], places: [], sure: false };
  if (!text) return none;
  if (isAddress(text)) return inAddress(text, data, grammar) ?? none;
  const [, place, rest] = /^(.*?\d.*?|.*?\bannex.*?) (?:of|to|in|,) (.*)$/i.exec(text) ?? [];
  const [before] = place && placesNamed(place).length ? [placesNamed(place)] : [[]];
  return (before.length && inWords(rest, data, grammar, before)) || inWords(text, data, grammar, []) || none;
}

function isAddress(text) {
  return /^(?:https?:\/\/)?[\w-]+(?:\.[\w-]+)*(?::\d+)?\/\S/i.test(text) && /^https?:|^[\w-]+\.[a-z]/i.test(text) && !/^[A-Z]+\.\d/i.test(text);
}

/** The symbol in an address, wherever it stands: in the path, behind a language, or as a parameter. */
function inAddress(text, data, grammar) {
  let address;
  try {
    address = new URL(/^https?:/i.test(text) ? text : `https://${text}`);
  } catch {
    return null;
  }
  const pieces = address.pathname.split("/").filter(Boolean);
  const tails = pieces.map((_, from) => pieces.slice(from).join("/"));
  const asked = [...data.symbol_parameters.map((name) => address.searchParams.get(name)), ...address.searchParams.values()].filter(Boolean);
  const found = [...asked, ...tails].map((words) => grammar.parse(words)).find(Boolean);
  const anchor = address.hash.slice(1).toLowerCase();
  return found ? { readings: [found], places: /^[a-z][a-z0-9-]*$/.test(anchor) && !/^page/.test(anchor) ? [anchor] : [], sure: true } : null;
}

/** The symbol at the beginning of the words, and the place in the document that the rest names. */
function inWords(text, data, grammar, before) {
  for (let end = text.length; end > 0; end -= 1) {
    if (end < text.length && !/[\s,;:#]/.test(text[end]) && !/[\s,;:#]/.test(text[end - 1])) continue;
    const rest = text.slice(end).replace(/^[\s,;:.]+/, "");
    const places = rest ? placesNamed(rest) : before;
    if (rest && !places.length) continue;
    const found = readings(text.slice(0, end).replace(/[\s,;:#.]+$/, ""), data, grammar);
    if (found.readings.length) return { ...found, places, sure: found.sure || (rest !== "" && places.length > 0) || before.length > 0 };
  }
  return null;
}

/** Symbols that the words may stand for, the likeliest first. */
function readings(words, data, grammar) {
  const full = grammar.parse(words);
  if (full) return { readings: [full], sure: true };
  const { body, kind, number } = partsOf(words, data);
  const plain = number.replace(/^(?:no\.?|number|#)\s*/i, "").replaceAll(" ", "").toUpperCase().replace(/^RES\/|^DEC\/|^PRST\//, "");
  const named = Boolean(body || kind);
  const of = (series, ...kinds) => (kind ? kinds.filter((one) => one === kind) : kinds).map((one) => `${series}/${one}/${plain}`);
  let tried = [], sure = true;
  if (/^\d{1,4}(?:\(\d{4}\))?$/.test(plain)) {
    tried = !body || body === "S" ? of("S", "RES") : [];
    sure = named || plain.includes("(");
  } else if (/^\d{1,4}[A-Z]{0,2}(?:-[A-Z]{1,2})?\((?:E?S-|ORG-)?[IVXL\d]+\)$/.test(plain)) {
    tried = [...of("A", "RES", "DEC"), ...of("E", "RES", "DEC")];
  } else if (/^\d{4}\/\d/.test(plain)) {
    tried = [...of("E", "RES", "DEC"), ...of("S", "PRST"), ...(kind ? [] : [`S/${plain}`])];
  } else if (/^(?:E?S-)?\d{1,3}\/\d/.test(plain)) {
    tried = [...of("A", "RES", "DEC"), ...of("A/HRC", "RES", "DEC", "PRST"), ...(kind ? [] : [`A/${plain}`, `A/HRC/${plain}`])];
  } else if (/\//.test(plain) && body) {
    tried = [`${body}/${plain}`];
  }
  const found = tried.map((symbol) => grammar.parse(symbol)).filter(Boolean);
  const ofBody = body ? found.filter((facts) => facts.symbol.startsWith(`${body}/`) && (body === "A/HRC" || !facts.symbol.startsWith("A/HRC/"))) : found;
  return { readings: ofBody, sure };
}

/** "UNSC Res 1325" -> {body: "S", kind: "RES", number: "1325"}: the body's and the kind's names may stand in either order, or as one ("SCR"). */
function partsOf(words, data) {
  let rest = words.toLowerCase().replace(/^the /, "").replace(/(?:'s|’s)(?= )/, "");
  let body = "", kind = "";
  for (let times = 0; times < 4; times += 1) {
    const foundBody = body ? "" : opening(rest, data.typed.bodies);
    if (foundBody) {
      [body, rest] = foundBody;
      continue;
    }
    const foundKind = kind ? "" : opening(rest, data.typed.kinds);
    if (foundKind) {
      [kind, rest] = foundKind;
      continue;
    }
    break;
  }
  return { body, kind, number: rest };
}

/** The longest name that the words begin with, what it stands for, and the words behind it. */
function opening(words, names) {
  const all = Object.entries(names).flatMap(([means, spelled]) => spelled.map((name) => [means, name])).sort((a, b) => b[1].length - a[1].length);
  const found = all.find(([, name]) => words.startsWith(name) && /^(?:[\s/.:,-]|\d|#|$)/.test(words.slice(name.length)) && !/^-\d/.test(words.slice(name.length)));
  return found ? [found[0], words.slice(found[1].length).replace(/^[\s/.:,-]+/, "")] : null;
}

/** The documents that the words may name, best first: {sure, answers: [{symbol, address, title, held, language, place, words, missing}]}.
 *  `place` is the anchor of the paragraph asked for and `words` what stands there, `missing` the name of a place that the document lacks. */
export async function documentsNamed(words, language, root) {
  const none = { sure: false, answers: [] };
  if (!mayBeSymbol(words)) return none;
  const data = await read(new URL("search/grammar.json", root));
  if (!data) return none;
  const asked = askedFor(words, data);
  if (!asked.readings.length) return none;
  const lists = await read(new URL("search/symbols.json", root));
  const grammar = grammarOf(data);
  const known = asked.readings.flatMap((facts) => lookUp(facts, language, lists, grammar));
  known.sort((a, b) => a.rank - b.rank);
  const unique = known.filter(({ facts }, place) => known.findIndex((found) => found.facts.symbol === facts.symbol) === place);
  if (!unique.length && asked.sure) unique.push({ facts: asked.readings[0], held: false, cited: false });
  const answers = await Promise.all(unique.slice(0, SHOWN).map((found) => answer(found, language, lists, data, root)));
  if (asked.places.length && answers[0]?.held) Object.assign(answers[0], await placeIn(answers[0].address, asked.places));
  return { sure: asked.sure && answers.length > 0, answers };
}

/** What the archive has of the symbol: itself, or with other letters of parts; held in this language, in another, or only cited. */
function lookUp(facts, language, lists, grammar) {
  const group = `${facts.series}/${facts.session ?? facts.year ?? "-"}`;
  const of = (groups) => (Object.hasOwn(groups, group) ? groups[group].split("|").map((rest) => `${facts.series}/${rest}`) : []);
  const bare = withoutLetters(facts.symbol);
  const found = [];
  const add = (symbols, more, rank) => {
    for (const symbol of symbols) {
      if (symbol === facts.symbol) found.push({ facts, ...more, rank });
      else if (withoutLetters(symbol) === bare) found.push({ facts: grammar.parse(symbol), ...more, rank: rank + 1 });
    }
  };
  add(of(lists.held[language] ?? {}), { held: true, language }, 0);
  for (const other of Object.keys(lists.held)) if (other !== language) add(of(lists.held[other]), { held: true, language: other }, 2);
  add(of(lists.cited), { held: false, cited: true, language: Object.keys(lists.held)[0] }, 4);
  return found;
}

async function answer({ facts, held, cited, language: found }, language, lists, data, root) {
  const { symbol } = facts;
  const own = held || cited ? new URL(`${found}/${symbolPath(symbol)}/`, root) : null;
  const group = `${facts.series}/${facts.session ?? facts.year ?? "-"}`;
  const titles = held ? await read(new URL(`search/titles/${found}/${group}.json`, root)) : null;
  const title = titles?.[symbol.slice(facts.series.length + 1)] ?? "";
  return { symbol, title, held, cited: Boolean(cited), language: found, address: own, official: officialAddress(facts, language, data) };
}
