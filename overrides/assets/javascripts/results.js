/* Asking a question and showing what it finds, for the dialog and the results page alike.
 *
 * Everything shown is built from text nodes: words of documents never become markup. The index is loaded when a reader begins to search.
 */

import { clausesOf, find } from "./asking.js";
import { knownOf, narrowed, partAt, without } from "./narrowing.js";
import { element, local } from "./dom.js";
import { passagesOf, placeName } from "./passages.js";
import { documentsNamed } from "./symbols.js";

export const ROOT = new URL("../../", import.meta.url);
const PASSAGES = 3; // shown of each document at once
const NEARER = 0.5; // what a passage with all words as they were typed counts for, the weight of the best document in the index being 1
const OWN_TITLE = 1; // what a title of just these words counts for
const LENGTH = 120_000; // letters of documents fetched at once; there are some of a million
const FORMS = 12; // words marked in the document opened

export function counted(number, one) {
  return `${number.toLocaleString("en")} ${one}${number === 1 ? "" : "s"}`;
}

/** The results page with the question in its address. */
export function resultsAddress(query, language) {
  const address = new URL("search/", ROOT);
  address.searchParams.set("q", query);
  if (language) address.searchParams.set("language", language);
  return address;
}

/** What was asked for by symbol: the paragraph, the document, the page on what is only cited, the official source. */
function namedItems(answer) {
  const { symbol, title, held, cited, address, official, place, words, missing } = answer;
  const link = (href, name, note, more = {}) => element("a", { href, class: "archive-hit archive-hit--named", ...more },
    element("span", { class: "archive-hit__symbol" }, name), " ", element("span", { class: "archive-hit__title" }, note));
  const source = official ? link(official, symbol, held ? "official document" : `official document, at ${new URL(official).hostname}`, { rel: "external" }) : null;
  if (held) {
    const paragraph = place ? link(`${local(address)}#${place}`, `${symbol}, ${placeName(place)}:`, words) : null;
    const lacking = missing ? element("p", { class: "archive-lacking" }, `${symbol} has no ${placeName(missing)}.`) : null;
    return [paragraph, lacking, link(local(address), symbol, title)].filter(Boolean);
  }
  if (cited) return [link(local(address), symbol, "not held here: what it is, and who cites it"), source].filter(Boolean);
  return source ? [source] : [element("p", { class: "archive-lacking" }, `${symbol} is not in this archive, and the United Nations gives it no address of its own.`)];
}

async function resultItem(hit, clauses, within) {
  const data = await hit.data();
  const page = new URL((data.raw_url ?? data.url).replace(/^\//, ""), ROOT);
  const passages = passagesOf(data, clauses, hit.places, within);
  if (!passages.length) return null; // a phrase whose common words are others
  const forms = new Set(passages.flatMap((passage) => passage.forms));
  const links = passages.map((passage) => {
    const target = new URL(page);
    for (const form of [...forms].slice(0, FORMS)) target.searchParams.append("highlight", form);
    target.hash = passage.anchor;
    const excerpt = passage.excerpt.map((piece) => (piece.hit ? element("mark", {}, piece.words) : piece.words));
    return element("li", {}, element("a", { href: local(target), class: "archive-passage" },
      element("span", { class: "archive-passage__place" }, passage.anchor ? placeName(passage.anchor) : "title"), " ",
      element("span", { class: "archive-passage__words" }, ...excerpt)));
  });
  const list = element("ol", { class: "archive-passages" }, ...links.slice(0, PASSAGES));
  const { symbol = "", title = "" } = data.meta;
  const heading = element("h2", {}, element("a", { href: local(page), class: "archive-hit" },
    element("span", { class: "archive-hit__symbol" }, symbol), " ", element("span", { class: "archive-hit__title" }, title)));
  const item = element("li", { class: "archive-result" }, heading, list);
  if (links.length > PASSAGES) {
    const more = element("button", { type: "button", class: "archive-more" }, `${counted(links.length - PASSAGES, "more passage")} in ${symbol || "this document"}`);
    more.addEventListener("click", () => {
      list.append(...links.slice(PASSAGES));
      more.remove();
      links[PASSAGES].querySelector("a").focus();
    });
    item.append(more);
  }
  return { item, weight: hit.score + NEARER * passages[0].weight + OWN_TITLE * Math.max(...passages.map(({ share }) => share)), length: data.content.length };
}

/** Shows what a question finds; a later question overtakes an earlier one that is still being answered. */
export class Results {
  constructor({ status, named, list, atOnce, more, advice }) {
    Object.assign(this, { status, named, list, atOnce, more, advice, asked: 0 });
  }

  clear(words = "") {
    this.asked += 1;
    this.status.textContent = words;
    for (const place of [this.named, this.list, this.more, this.advice]) place?.replaceChildren();
  }

  /** Answer the question. `chosen` narrows it; where it is given (if only empty), gives {hits, counts, known} as well.
   *  Null where the question is empty, could not be answered, or another came in between. */
  async show(query, language, chosen = null) {
    const asked = (this.asked += 1);
    const overtaken = () => asked !== this.asked;
    if (!query.trim()) {
      this.clear();
      return null;
    }
    try {
      return await this.#answer(query, language, chosen, overtaken);
    } catch {
      if (!overtaken()) this.clear("The search could not be loaded. Check the connection and try again, or use the indexes.");
      return null;
    }
  }

  async #answer(query, language, chosen, overtaken) {
    const named = await documentsNamed(query, language, ROOT);
    if (overtaken()) return null;
    this.named.replaceChildren(...named.answers.flatMap(namedItems)); // what was named comes at once, the rest when it is found
    const clauses = named.sure ? [] : clausesOf(query, language); // the index knows no symbols, only their pieces
    const [all, known] = await Promise.all([find(clauses, language, ROOT), chosen && clauses.length ? knownOf(language, ROOT, Boolean(chosen.subject)) : null]);
    const left = known ? narrowed(all, chosen, known) : { hits: all };
    const within = (hit) => (known && chosen.part ? (place) => partAt(known, hit.id, place) === chosen.part : undefined);
    this.make = (hit) => resultItem(hit, clauses, within(hit));
    const { shown, read } = await this.#next(left.hits, 0);
    if (overtaken()) return null;
    if (!chosen?.sort) shown.sort((a, b) => b.weight - a.weight);
    const number = left.hits.length - (read - shown.length);
    this.list.replaceChildren(...shown.map(({ item }) => item));
    this.status.textContent = this.#summary(query, number, named);
    this.advice?.replaceChildren(...(number || named.answers.length || !known ? [] : this.#whatToTry(all, chosen, known)));
    this.#offerMore(left.hits, read, overtaken);
    return { ...left, all, known };
  }

  /** The next results, and up to which hit they go: as many as are shown at once, fewer where the documents are long. */
  async #next(hits, from) {
    const shown = [];
    let read = from;
    for (let length = 0; read < hits.length && read < from + this.atOnce && length < LENGTH; ) {
      const batch = hits.slice(read, Math.min(read + 2, from + this.atOnce));
      const made = (await Promise.all(batch.map(this.make))).filter(Boolean);
      shown.push(...made);
      length += made.reduce((sum, one) => sum + one.length, 0);
      read += batch.length;
    }
    return { shown, read };
  }

  #summary(query, number, named) {
    if (number) return `${counted(number, "document")} with ${query.trim()}`;
    if (named.answers.some(({ held }) => held)) return "The document with this symbol. Who cites it stands at the foot of its page.";
    if (named.answers.some(({ cited }) => cited)) return "This archive does not hold the document, but some that cite it.";
    if (named.answers.length) return "This archive neither holds nor cites a document with this symbol.";
    return `Nothing found for ${query.trim()}.`;
  }

  /** Which choices to drop, with what that would leave. */
  #whatToTry(all, chosen, known) {
    const dropped = without(all, chosen, known).map(([name, number]) => {
      const button = element("button", { type: "button", class: "archive-more", "data-drop": name }, `Without “${chosen[name]}”: ${counted(number, "document")}`);
      return element("li", {}, button);
    });
    if (dropped.length) return [element("ul", { class: "archive-try" }, ...dropped)];
    const hints = [
      all.length ? "No single choice is what leaves nothing: clear them all." : "Try fewer or other words; every word must be in the document.",
      "Words in quotation marks are looked for as a phrase: without the marks there may be more.",
      "A document can be asked for by its symbol: 74/166, S/RES/1325 (2000), 217 A (III).",
    ];
    return [element("ul", { class: "archive-try" }, ...hints.map((hint) => element("li", {}, hint)),
      element("li", {}, "All documents are in the ", element("a", { href: local(new URL(`${document.documentElement.lang || "en"}/`, ROOT)) }, "indexes"), "."))];
  }

  #offerMore(hits, from, overtaken) {
    if (!this.more) return;
    this.more.replaceChildren();
    if (hits.length <= from) return;
    const button = element("button", { type: "button", class: "archive-more" }, `Show more of ${counted(hits.length, "document")}`);
    button.addEventListener("click", async () => {
      const { shown, read } = await this.#next(hits, from);
      if (overtaken()) return;
      this.list.append(...shown.map(({ item }) => item));
      shown[0]?.item.querySelector("a")?.focus();
      this.#offerMore(hits, read, overtaken);
    });
    this.more.append(button);
  }
}

/** The places in which Results shows its answers. */
export function answers(attributes) {
  const status = element("p", { class: "archive-status", role: "status" });
  const named = element("div", { class: "archive-named" });
  const list = element("ol", { class: "archive-results", ...attributes });
  return { status, named, list };
}

/** The field for the question. */
export function field(id, label) {
  return element("input", {
    type: "search", name: "q", id, "aria-label": label, placeholder: "Words, “a phrase”, or a symbol", autocomplete: "off", autocapitalize: "off", spellcheck: "false", enterkeyhint: "search",
  });
}

/** Up and down lead from the field through the links shown and back. */
export function walkWithArrows(area, input) {
  area.addEventListener("keydown", (event) => {
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    if (event.target.closest("select")) return;
    const stops = [input, ...area.querySelectorAll(".archive-named a, .archive-results a, .archive-more, .archive-all:not([hidden])")];
    const next = stops[stops.indexOf(document.activeElement) + (event.key === "ArrowDown" ? 1 : -1)];
    if (next) {
      event.preventDefault();
      next.focus();
    }
  });
}
