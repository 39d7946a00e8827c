/* Two languages of a document side by side: the other one is taken from its own page, and each paragraph, heading, table and note stands
 * beside the one that has the same anchor. What only one of the texts has is named, beside it and above the texts.
 *
 * The page's own text keeps its elements, with their ids; in the other one ids become `data-anchor`, and links lead to its page. */

import { announce } from "./announcing.js";
import { element, local } from "./dom.js";
import { besideAddress, languageName, versionIn } from "./languages.js";
import { count, pieces, placeName, say } from "./words.js";

const FEW = 12; // differences that are shown at once
const OWN_PAGE = ".permalink, .headerlink, .places, .above-table, .cited, script, style"; // what makes sense on the other page only

/** Show the document in this language beside the page's own, where the archive has it. */
export async function showBeside(language) {
  const link = versionIn(language);
  const text = document.querySelector(".resolution");
  if (!link || !text) {
    announce(say("languages.not_held"), { seen: true });
    return;
  }
  const base = new URL(link.getAttribute("href"), location.href);
  const page = await fetched(base).catch(() => null);
  const other = page?.querySelector(".resolution");
  if (!other) {
    announce(say("languages.failed", { language: languageName(language) }), { seen: true });
    return;
  }
  const sides = [sideOf(text.lang, document), sideOf(language, page)];
  const places = [...placesIn(text)];
  const others = [...placesIn(other)];
  const only = [without(places, others), without(others, places)];
  align(text, document.importNode(other, true), sides, base);
  text.classList.add("parallel");
  text.before(head(language, sides, only));
  arriveAgain();
}

async function fetched(address) {
  const response = await fetch(address.pathname);
  if (!response.ok) throw new Error(`${response.status}`);
  return new DOMParser().parseFromString(await response.text(), "text/html");
}

function sideOf(language, page) {
  return { lang: language, dir: page.body.dir || "ltr", name: languageName(language) };
}

/** The anchors of all places of a text, in order: those that have a link to themselves. */
function* placesIn(text) {
  for (const link of text.querySelectorAll(".permalink")) yield decodeURIComponent(link.hash.slice(1));
}

/** The places that the other text lacks; of those that stand in each other the outermost. */
function without(places, others) {
  const there = new Set(others);
  const lacking = new Set(places.filter((anchor) => !there.has(anchor)));
  const isInside = (anchor) => anchor.includes("-") && (lacking.has(around(anchor)) || isInside(around(anchor)));
  return [...lacking].filter((anchor) => !isInside(anchor));
}

function around(anchor) {
  return anchor.replace(/-[^-]*$/, "");
}

// --- rows ---

/** The children of a text or section as pieces: {key, nodes, inner}; `inner` is the element that has pieces of its own. */
function piecesOf(parent) {
  const pieces = [];
  let formulas = 0;
  let above = [];
  for (const node of [...(parent?.children ?? [])]) {
    if (node.matches(".above-table")) {
      above = [node];
    } else if (node.matches(".cited") && pieces.length) {
      pieces.at(-1).nodes.push(node);
    } else {
      const inner = node.matches("section, blockquote");
      const key = node.id || node.getAttribute("aria-labelledby") || `formula ${(formulas += 1)}`;
      pieces.push({ key: inner ? `in ${key}` : key, nodes: [...above, node], inner: inner ? node : null });
      above = [];
    }
  }
  return pieces;
}

/** Pairs of pieces in the order of the first text; what only the second has stands behind the piece it follows there. */
function* paired(first, second) {
  const byKey = new Map(second.map((piece) => [piece.key, piece]));
  const own = new Set(first.map((piece) => piece.key));
  const following = new Map();
  let before = null;
  for (const piece of second) {
    if (own.has(piece.key)) before = piece.key;
    else following.set(before, [...(following.get(before) ?? []), piece]);
  }
  for (const piece of following.get(null) ?? []) yield [null, piece];
  for (const piece of first) {
    yield [piece, byKey.get(piece.key) ?? null];
    for (const next of following.get(piece.key) ?? []) yield [null, next];
  }
}

/** Put the pieces of two elements into rows, which take the place of what is in `into`: the first, or for one that only the second has a shell. */
function align(first, second, sides, base, into = first) {
  const rows = [];
  for (const [one, other] of paired(piecesOf(first), piecesOf(second))) {
    const inner = one?.inner ?? other?.inner;
    if (inner) rows.push(align(one?.inner ?? null, other?.inner ?? null, sides, base, one?.inner ?? shell(inner)));
    else if (one || hasWords(other)) rows.push(row(one, other, sides, base));
  }
  into.replaceChildren(...rows);
  return into;
}

function shell(inner) {
  return element(inner.localName, { class: inner.className });
}

function hasWords(piece) {
  return piece.nodes.some((node) => node.textContent.trim());
}

function row(one, other, sides, base) {
  const made = element("div", { class: "pair", id: one ? undefined : other.key.replace(/^formula .*/, "") || undefined });
  made.append(cell(one?.nodes, sides[0]), cell(other?.nodes.map((node) => adapted(node, base)), sides[1]));
  made.lastChild.classList.add("pair__other");
  return made;
}

function cell(nodes, { lang, dir, name }) {
  const label = element("span", { class: "pair__language", lang, dir }, name);
  if (!nodes) return element("div", { class: "pair__text pair__text--none" }, label, element("p", {}, ...pieces("languages.absent", { language: element("bdi", { lang }, name) })));
  return element("div", { class: "pair__text", lang, dir }, label, ...nodes);
}

/** An element of the other page for this one: without ids, its links resolved. */
function adapted(node, base) {
  for (const each of node.querySelectorAll(OWN_PAGE)) each.remove();
  if (node.matches(OWN_PAGE)) return "";
  for (const each of [node, ...node.querySelectorAll("*")]) {
    if (each.id) each.dataset.anchor = each.id;
    for (const name of ["id", "aria-labelledby", "aria-describedby", "aria-label"]) each.removeAttribute(name);
    if (each.matches("[role=region]")) each.setAttribute("role", "group"); // there is one of this name already
    const address = each.getAttribute("href");
    if (address === null) continue;
    const target = new URL(address, base);
    each.setAttribute("href", target.origin === location.origin ? local(target) : target.href);
  }
  return node;
}

// --- what stands above ---

function head(language, sides, only) {
  const [own, other] = sides;
  const choices = [...document.querySelectorAll(".masthead a.beside")].map((link) => {
    const current = link.lang === language;
    return element("a", { href: besideAddress(link.lang, ""), lang: link.lang, dir: link.dir, "aria-current": current ? "true" : undefined }, link.textContent);
  });
  const nav = element("nav", { class: "beside-choices", "aria-label": say("languages.beside") },
    element("span", { "aria-hidden": "true" }, say("languages.beside")), ...choices, element("a", { href: besideAddress("", "") }, say("languages.alone")));
  const names = element("div", { class: "beside-names" },
    element("strong", { lang: own.lang, dir: own.dir }, own.name),
    element("strong", { lang: other.lang, dir: other.dir }, other.name));
  const made = document.createDocumentFragment();
  made.append(nav, differences(sides, only), names);
  return made;
}

function differences(sides, only) {
  const number = only[0].length + only[1].length;
  if (!number) return element("p", { class: "beside-differences" }, say("languages.texts_agree"));
  const lists = sides.map((side, which) => {
    if (!only[which].length) return null;
    const places = element("span", {}, ...only[which].flatMap((anchor, at) => [at ? say("writing.comma") : "", element("a", { href: `#${anchor}` }, placeName(anchor))]));
    return element("li", {}, ...pieces("languages.only", { languages: element("bdi", { lang: side.lang }, side.name), places }));
  });
  const summary = element("summary", {}, count("languages.texts_differ", number));
  return element("details", { class: "beside-differences", open: number <= FEW }, summary, element("ul", {}, ...lists));
}

/** The place that the address names has moved: go there again. */
function arriveAgain() {
  const target = location.hash.length > 1 ? document.getElementById(decodeURIComponent(location.hash.slice(1))) : null;
  if (!target) return;
  location.replace(location.hash);
  if (!target.matches("a, [tabindex]")) target.tabIndex = -1;
  target.focus({ preventScroll: true });
}
