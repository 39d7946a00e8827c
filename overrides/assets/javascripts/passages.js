/* What a search found in one document, cut into passages: the paragraph (heading, table, note) of each hit, with the words around it.
 *
 * Pagefind gives the document's words, the position of every element with an id among them, and the positions of the hits. The passage of a
 * hit is the last element that begins at or before it.
 */

const AROUND = 14; // words shown before the first hit of a passage
const LENGTH = 44; // words shown of a passage

/** Passages with hits, those with the most different words first, then in reading order: [{anchor, excerpt: [{words, hit}], forms}].
 *  `forms` are the words hit, as they stand in the passage. */
export function passagesOf(data) {
  const words = wordsOf(data);
  const places = data.anchors.filter((anchor) => !/(^|-)fnref/.test(anchor.id)).sort((a, b) => a.location - b.location);
  const found = new Map();
  for (const location of [...new Set(data.locations)].sort((a, b) => a - b)) {
    let index = places.length - 1;
    while (index >= 0 && places[index].location > location) index -= 1;
    if (!found.has(index)) found.set(index, []);
    found.get(index).push(location);
  }
  const passages = [...found].sort((a, b) => a[0] - b[0]).map(([index, hits]) => {
    const begin = index < 0 ? 0 : places[index].location;
    const next = places.slice(index + 1).find((place) => place.location > begin);
    return {
      anchor: index < 0 ? "" : places[index].id,
      excerpt: excerptOf(words, begin, next ? next.location : words.length, hits),
      forms: [...new Set(hits.map((hit) => bareWord(words[hit] ?? "")).filter(Boolean))],
    };
  });
  return passages.sort((a, b) => b.forms.length - a.forms.length);
}

/** The document's words as Pagefind counts them: where a script writes no spaces, it parts them by zero-width ones. */
function wordsOf(data) {
  if (data.raw_content?.includes("\u200B")) {
    return data.raw_content.replaceAll("&lt;", "<").replaceAll("&gt;", ">").split("\u200B");
  }
  return data.content.split(/\s+/);
}

function excerptOf(words, begin, end, hits) {
  const first = Math.max(begin, Math.min(hits[0] - AROUND, end - LENGTH));
  const last = Math.min(end, first + LENGTH);
  const marked = new Set(hits);
  const pieces = [];
  if (first > begin) pieces.push({ words: "… ", hit: false });
  for (let place = first; place < last; place += 1) {
    pieces.push({ words: words[place], hit: marked.has(place) }, { words: " ", hit: false });
  }
  if (last < end) pieces.push({ words: "…", hit: false });
  return pieces;
}

/** A word without the punctuation around it, in lower case. */
export function bareWord(word) {
  return word.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, "").toLowerCase();
}

const PLACES = {
  part: "part", ch: "chapter", art: "article", rule: "rule", prin: "principle", goal: "goal", annex: "annex", appendix: "appendix",
  enclosure: "enclosure", attachment: "attachment", draft: "draft", table: "table", s: "section", h: "heading", fn: "note", r: "run",
};
const PLACE = new RegExp(`^(${Object.keys(PLACES).sort((a, b) => b.length - a.length).join("|")})(\\d+\\w*|[a-z]?)$`);

/** The short name of the place an anchor stands for, as the pages name it: "op2-a-i" is "OP2(a)(i)", "annex-p14" "annex, para. 14". */
export function placeName(anchor) {
  const names = [];
  let inside = false; // a paragraph is open, so what follows is its subparagraphs
  anchor.split("-").forEach((piece, position) => {
    let match;
    if ((match = /^fnstar(\d*)$/.exec(piece))) {
      names.push(`note ${"*".repeat(Number(match[1] || 1))}`);
    } else if ((match = /^(pp|op|p)(\d\w*)$/.exec(piece))) {
      names.push(match[1] === "p" ? `para. ${match[2]}` : `${match[1].toUpperCase()}${match[2]}`);
      inside = true;
    } else if ((match = /^(item|text|dup)(\d+)$/.exec(piece))) {
      const name = `${match[1]} ${match[2]}`;
      if (inside) names.push(`${names.pop()}, ${name}`);
      else names.push(name);
    } else if (inside) {
      names.push(`${names.pop()}(${piece})`);
    } else if ((match = PLACE.exec(piece))) {
      names.push(`${PLACES[match[1]]} ${match[2].toUpperCase()}`.trim());
    } else if (position === 0 && piece.length === 1) {
      names.push(`part ${piece.toUpperCase()}`);
    } else {
      names.push(piece);
    }
  });
  return names.join(", ");
}
