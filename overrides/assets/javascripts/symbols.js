/* Documents asked for by symbol, which a full-text index cannot find: "A/RES/74/166", "74/166", "resolution 1325 (2000)", "1325". */

const SHOWN = 5;
const lists = new Map();

/** The documents that the words may name, best first: [{symbol, path, title, held}]; none where the words are no symbol. */
export async function documentsNamed(words, language, root) {
  const wanted = symbolIn(words);
  if (!wanted) return [];
  if (!lists.has(language)) lists.set(language, load(language, root));
  const documents = await lists.get(language);
  return documents
    .map((document) => ({ document, rank: rankOf(document.key, wanted) }))
    .filter((candidate) => candidate.rank > 0)
    .sort((a, b) => b.rank - a.rank || Number(b.document.held) - Number(a.document.held) || a.document.key.length - b.document.key.length)
    .slice(0, SHOWN)
    .map((candidate) => candidate.document);
}

/** Whether the words are more of a symbol than a number, which may be a word of the text as well. */
export function isFullSymbol(words) {
  return /[/(]/.test(symbolIn(words));
}

/** The words as symbols are compared: upper case, without spaces; "" where they cannot be a symbol. */
function symbolIn(words) {
  const bare = squeeze(words.replace(/^\s*(resolutions?|decisions?|res\.|no\.)\s+/i, ""));
  return /\d/.test(bare) && /^[A-Z0-9/().*-]+$/.test(bare) && /[/(]|^\d{1,4}[A-Z]?$/.test(bare) ? bare : "";
}

function squeeze(symbol) {
  return symbol.replace(/\s+/g, "").toUpperCase();
}

function rankOf(key, wanted) {
  if (key === wanted) return 4;
  if (key.endsWith(`/${wanted}`)) return 3;
  if (key.includes(`/${wanted}(`)) return 2;
  return wanted.includes("/") && wanted.length > 4 && key.includes(wanted) ? 1 : 0;
}

async function load(language, root) {
  const response = await fetch(new URL(`search/${language}.json`, root));
  if (!response.ok) return [];
  const lists = await response.json();
  return [...lists.held.map((entry) => [...entry, true]), ...lists.cited.map(([symbol, path]) => [symbol, path, "", false])].map(
    ([symbol, path, title, held]) => ({ symbol, path, title, held, key: squeeze(symbol) }),
  );
}
