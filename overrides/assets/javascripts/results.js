/* Asking a question and showing what it finds, for the dialog and the results page alike.
 *
 * Everything shown is built from text nodes: words of documents never become markup. The index is loaded when a reader begins to search.
 */

import { clausesOf, find } from "./asking.js";
import { knownOf, narrowed, partAt, without } from "./narrowing.js";
import { element, local } from "./dom.js";
import { passagesOf } from "./passages.js";
import { documentsNamed } from "./symbols.js";
import { count, named, pieces, placeName, say } from "./words.js";

export const ROOT = new URL("../../", import.meta.url);
const RIGHT_TO_LEFT = ["ar"]; // of the languages that indexes are in
const PASSAGES = 3; // shown of each document at once
const NEARER = 0.5; // what a passage with all words as they were typed counts for, the weight of the best document in the index being 1
const OWN_TITLE = 1; // what a title of just these words counts for
const LENGTH = 120_000; // letters of documents fetched at once; there are some of a million
const FORMS = 12; // words marked in the document opened

/** The results page, at `page`, with the question in its address. */
export function resultsAddress(page, query, language) {
  const address = new URL(page);
  address.search = address.hash = "";
  address.searchParams.set("q", query);
  if (language) address.searchParams.set("language", language);
  return address;
}

/** What was asked for by symbol: the paragraph, the document, the page on what is only cited, the official source. */
function namedItems(answer) {
  const { symbol, title, held, cited, address, official, place, words, missing } = answer;
  const link = (href, name, note, more = {}) => element("a", { href, class: "archive-hit archive-hit--named", ...more },
    element("bdi", { class: "archive-hit__symbol" }, name), " ", element("span", { class: "archive-hit__title" }, note));
  const source = official ? link(official, symbol, held ? say("official") : say("official_at", { host: new URL(official).hostname }), { rel: "external" }) : null;
  if (held) {
    const paragraph = place ? link(`${local(address)}#${place}`, say("named_place", { symbol, place: placeName(place) }), words) : null;
    const lacking = missing ? element("p", { class: "archive-lacking" }, say("lacks", { symbol, place: placeName(missing) })) : null;
    return [paragraph, lacking, link(local(address), symbol, title)].filter(Boolean);
  }
  if (cited) return [link(local(address), symbol, say("not_held")), source].filter(Boolean);
  return source ? [source] : [element("p", { class: "archive-lacking" }, say("no_address", { symbol }))];
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
      element("span", { class: "archive-passage__place" }, passage.anchor ? placeName(passage.anchor) : say("title")), " ",
      element("span", { class: "archive-passage__words" }, ...excerpt)));
  });
  const list = element("ol", { class: "archive-passages" }, ...links.slice(0, PASSAGES));
  const { symbol = "", title = "" } = data.meta;
  const heading = element("h2", {}, element("a", { href: local(page), class: "archive-hit" },
    element("bdi", { class: "archive-hit__symbol" }, symbol), " ", element("span", { class: "archive-hit__title" }, title)));
  const item = element("li", { class: "archive-result" }, heading, list);
  if (links.length > PASSAGES) {
    const more = element("button", { type: "button", class: "archive-more" }, count("more_passages", links.length - PASSAGES, { document: symbol || say("this_document") }));
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
      if (!overtaken()) this.clear(say("search_failed"));
      return null;
    }
  }

  async #answer(query, language, chosen, overtaken) {
    const asked = await documentsNamed(query, language, ROOT);
    if (overtaken()) return null;
    this.named.replaceChildren(...asked.answers.flatMap(namedItems)); // what was named comes at once, the rest when it is found
    const clauses = asked.sure ? [] : clausesOf(query, language); // the index knows no symbols, only their pieces
    const [all, known] = await Promise.all([find(clauses, language, ROOT), chosen && clauses.length ? knownOf(language, ROOT, Boolean(chosen.subject)) : null]);
    const left = known ? narrowed(all, chosen, known) : { hits: all };
    const within = (hit) => (known && chosen.part ? (place) => partAt(known, hit.id, place) === chosen.part : undefined);
    this.make = (hit) => resultItem(hit, clauses, within(hit));
    const { shown, read } = await this.#next(left.hits, 0);
    if (overtaken()) return null;
    if (!chosen?.sort) shown.sort((a, b) => b.weight - a.weight);
    const number = left.hits.length - (read - shown.length);
    this.list.lang = language;
    this.list.dir = RIGHT_TO_LEFT.includes(language) ? "rtl" : "ltr";
    this.list.replaceChildren(...shown.map(({ item }) => item));
    this.status.textContent = this.#summary(query, number, asked);
    this.advice?.replaceChildren(...(number || asked.answers.length || !known ? [] : this.#whatToTry(all, chosen, known, language)));
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

  #summary(query, number, { answers }) {
    if (number) return count("found", number, { query: query.trim() });
    if (answers.some(({ held }) => held)) return say("found_named");
    if (answers.some(({ cited }) => cited)) return say("found_cited");
    if (answers.length) return say("found_neither");
    return say("found_nothing", { query: query.trim() });
  }

  /** Which choices to drop, with what that would leave. */
  #whatToTry(all, chosen, known, language) {
    const dropped = without(all, chosen, known).map(([name, number]) => {
      const button = element("button", { type: "button", class: "archive-more", "data-drop": name }, count("without", number, { choice: valueName(name, chosen[name]) }));
      return element("li", {}, button);
    });
    if (dropped.length) return [element("ul", { class: "archive-try" }, ...dropped)];
    const hints = [
      say(all.length ? "hint_choices" : "hint_words"),
      say("hint_phrases"),
      say("hint_symbols"),
    ];
    return [element("ul", { class: "archive-try" }, ...hints.map((hint) => element("li", {}, hint)),
      element("li", {}, ...pieces("hint_indexes", { indexes: element("a", { href: local(new URL(`${language}/`, ROOT)) }, say("indexes")) })))];
  }

  #offerMore(hits, from, overtaken) {
    if (!this.more) return;
    this.more.replaceChildren();
    if (hits.length <= from) return;
    const button = element("button", { type: "button", class: "archive-more" }, count("show_more", hits.length));
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

/** What a value of a choice is called. */
export function valueName(choice, value) {
  if (choice === "part") return say(`part_${value}`);
  return choice === "subject" ? value.charAt(0) + value.slice(1).toLowerCase() : named(value);
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
    type: "search", name: "q", id, "aria-label": label, placeholder: say("placeholder"), autocomplete: "off", autocapitalize: "off", spellcheck: "false", enterkeyhint: "search",
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
