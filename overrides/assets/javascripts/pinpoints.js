/* Places in a document as people write them: "op 8", "OP8(a)", "paras. 8", "preambular paragraph 7", "annex II, para. 14", "#op2-a-i". */

const NUMBER = "(\\d{1,3}(?:[ .]?(?:bis|ter|quater)\\b|\\.\\d+)?)((?:\\s*\\(\\s*[a-z0-9]{1,5}\\s*\\)|[a-z](?![a-z]))*)";
const KINDS = [
  [/^(?:op(?:erative)?s?\.?(?:\s*(?:paragraphs?|paras?\.?|¶))?|dispositif)/i, (piece) => [`op${piece}`, `p${piece}`]],
  [/^(?:pp|preambular(?:\s*(?:paragraphs?|paras?\.?))?|preamble(?:\s*(?:paragraphs?|paras?\.?))?|recital)/i, (piece) => [`pp${piece}`]],
  [/^(?:paragraphs?|paras?\.?|pars?\.?|p\.|¶¶?|§§?)/i, (piece) => [`op${piece}`, `p${piece}`]],
  [/^(?:footnotes?|notes?|fn\.?|n\.)/i, (piece) => [`fn${piece}`]],
  [/^(?:articles?|arts?\.?)/i, (piece) => [`art${piece}`]],
  [/^(?:sections?|sect?s?\.)/i, (piece) => [`s${piece}`]],
  [/^(?:principles?)/i, (piece) => [`prin${piece}`]],
  [/^(?:rules?)/i, (piece) => [`rule${piece}`]],
  [/^(?:goals?)/i, (piece) => [`goal${piece}`]],
  [/^(?:tables?)/i, (piece) => [`table${piece}`]],
];
const ROMAN = { i: 1, ii: 2, iii: 3, iv: 4, v: 5, vi: 6, vii: 7, viii: 8, ix: 9, x: 10 };
const SCOPE = /^(?:(annex|appendix|enclosure)(?:\s+([ivx]+|\d{1,2}|[a-z])\b)?|(?:part|section|sect?\.)\s+([ivx]+|[a-z])\b)[\s,;:]*/i;

/** The anchors that the words may mean, the likeliest first; none where they name no place. */
export function placesNamed(words) {
  let rest = words.trim().replace(/^(?:at|in|its?|the)\s+/i, "");
  if (/^#[a-z][a-z0-9-]*$/i.test(rest)) return [rest.slice(1).toLowerCase()];
  let scopes = [""];
  for (let scope; (scope = SCOPE.exec(rest)); rest = rest.slice(scope[0].length)) {
    const [, annex, of = "", part] = scope;
    const numbered = ROMAN[(of || part || "").toLowerCase()] ?? (of || part || "").toLowerCase();
    const opened = annex ? [`${annex.toLowerCase()}${numbered}`] : /^sec/i.test(scope[0]) ? [`s${numbered}`] : [part.toLowerCase(), `part${numbered}`];
    scopes = scopes.flatMap((outer) => opened.map((name) => (outer ? `${outer}-${name}` : name)));
  }
  if (!rest) return scopes[0] ? scopes : [];
  for (const [kind, pieces] of KINDS) {
    const opened = kind.exec(rest);
    const number = opened && new RegExp(`^\\s*(?:no\\.?\\s*)?${NUMBER}\\s*\\.?$`, "i").exec(rest.slice(opened[0].length));
    if (!number) continue;
    const label = number[1].toLowerCase().replace(/[ ]/g, "").replace(".", "-").replace(/-(?=bis|ter|quater)/, "");
    const below = (number[2].match(/[a-z0-9]+/gi) ?? []).map((piece) => piece.toLowerCase());
    return scopes.flatMap((scope) => pieces([label, ...below].join("-")).map((name) => (scope ? `${scope}-${name}` : name)));
  }
  return [];
}

/** Which of the places the page has, and what stands there: {place, words}; {missing} where it has none of them. */
export async function placeIn(address, places) {
  const response = await fetch(address).catch(() => null);
  if (!response?.ok) return {};
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  const ids = [...page.querySelectorAll(".resolution [id]")].map((element) => element.id);
  const found = places.find((place) => ids.includes(place)) ?? ids.find((id) => places.some((place) => id.endsWith(`-${place}`)));
  return found ? { place: found, words: wordsAt(unitAt(page, found)) } : { missing: places[0] };
}

/** What stands at an id: of a name that a paragraph had before, the paragraph. */
function unitAt(page, id) {
  const named = page.getElementById(id);
  return named.dataset.anchor ? page.getElementById(named.dataset.anchor) : named;
}

/** The first words of a paragraph of a page, without its number, its notes' calls, and what stands around it. */
function wordsAt(element) {
  const copy = element.cloneNode(true);
  for (const other of copy.querySelectorAll(".permalink, .places, .headerlink, .footnote-ref, .footnote-backref, .cited, [data-pagefind-ignore], .number")) other.remove();
  const words = copy.textContent.replace(/\s+/g, " ").trim();
  return words.length > 280 ? `${words.slice(0, words.lastIndexOf(" ", 280))} …` : words;
}
