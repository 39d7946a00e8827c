/* What scripts say, in the page's language: the words of builder/data/words/, which assets/words/fr.js brings before any module runs. */

const words = globalThis.archiveWords ?? { language: "en" };
const quantities = new Intl.PluralRules(words.language);
const orders = new Intl.PluralRules(words.language, { type: "ordinal" });

function filled(text, given) {
  return text.replace(/\{(\w+)\}/g, (_, name) => given[name] ?? "");
}

/** What there is under this name: in a section that it names, else in that of the scripts. */
function phrase(name) {
  return words[name] ?? words[`script.${name}`];
}

/** The phrase of this name, with what is given in its places; its name where a broken line brought no words. */
export function say(name, given = {}) {
  return filled(phrase(name) ?? name.replaceAll("_", " "), given);
}

/** The form of the phrase that goes with so many: "1 document", "1,204 documents". */
export function count(name, number, given = {}) {
  const forms = phrase(name) ?? {};
  return filled(forms[quantities.select(number)] ?? forms.other ?? "{n}", { ...given, n: numeral(number) });
}

/** The number with its thousands parted. */
export function numeral(number) {
  return String(number).replace(/\B(?=(?:\d{3})+$)/g, words["writing.thousands"] ?? ",");
}

/** The phrase in pieces, with nodes in its places. */
export function pieces(name, given) {
  return (phrase(name) ?? `{${Object.keys(given)[0]}}`).split(/\{(\w+)\}/).map((piece, place) => (place % 2 ? given[piece] : piece));
}

/** What the label of a paragraph's link names: "operative paragraph 2" of "Link to operative paragraph 2". */
export function linked(label) {
  const [before, after] = (words["document.link_to"] ?? "Link to {place}").split("{place}");
  return label.startsWith(before) && label.endsWith(after) ? label.slice(before.length, label.length - after.length) : label;
}

/** What a value of the data is called: a body, a kind of documents, a session; the value itself where it has no name. */
export function named(value) {
  const session = /^(\d+)(?:st|nd|rd|th) (?:(emergency) )?(special )?session$/.exec(value);
  if (!session) return words.named?.[value] ?? value;
  const [, number, emergency, special] = session;
  const forms = words[`session.${emergency ?? (special ? "special" : "regular")}`] ?? {};
  return filled(forms[orders.select(Number(number))] ?? forms.other ?? value, { n: number });
}

const PLACE = /^(part|ch|art|rule|prin|goal|annex|appendix|enclosure|attachment|draft|table|s|h|fn|r)(\d+\w*|[a-z]?)$/;
const ROMAN = { i: 1, ii: 2, iii: 3, iv: 4, v: 5, vi: 6, vii: 7, viii: 8, ix: 9, x: 10, xi: 11, xii: 12 };

/** The short name of the place an anchor stands for, as the pages name it: "op2-a-i" is "OP2(a)(i)", "annex-p14" "annex, para. 14". */
export function placeName(anchor) {
  const steps = []; // the way there: what each step is called by its anchor, its number, what is within it
  let inside = false; // a paragraph is open, so what follows is its subparagraphs
  anchor.split("-").forEach((piece, position) => {
    let match;
    if ((match = /^fnstar(\d*)$/.exec(piece))) {
      steps.push({ noun: "fn", number: "*".repeat(Number(match[1] || 1)), within: [] });
    } else if ((match = /^(pp|op|p)(\d\w*)$/.exec(piece))) {
      steps.push({ noun: match[1], number: match[2], within: [] });
      inside = true;
    } else if ((match = /^(item|text|dup)(\d+)$/.exec(piece))) {
      steps.push({ noun: match[1], number: match[2], within: [] });
    } else if (inside) {
      steps.at(-1).within.push(piece);
    } else if ((match = PLACE.exec(piece))) {
      steps.push({ noun: match[1], number: match[2].toUpperCase(), within: [] });
    } else if (position === 0 && piece.length === 1) {
      steps.push({ noun: "part", number: piece.toUpperCase(), within: [] });
    } else {
      steps.push({ noun: piece, number: "", within: [] });
    }
  });
  const within = words["place_short.within"] ?? "({n})";
  return steps.map((step) => {
    const phrase = words[`place_short.${step.noun}`] ?? words[`place.${step.noun}`] ?? `${step.noun} {n}`;
    return filled(phrase, { n: step.number + step.within.map((piece, depth) => filled(within, { n: lettered(piece, depth) })).join("") }).trim();
  }).join(words["writing.comma"] ?? ", ");
}

/** A piece of a subparagraph's number in the letters of the language: in Arabic "b" is "ب", and what is Roman elsewhere a number. */
function lettered(piece, depth) {
  const letters = [...(words["writing.letters"] ?? "a")];
  if (letters[0] === "a" || !/^[a-z]+$/.test(piece)) return piece;
  if (depth && ROMAN[piece]) return String(ROMAN[piece]);
  return [...piece].map((letter) => letters[letter.charCodeAt(0) - 97] ?? letter).join("");
}
