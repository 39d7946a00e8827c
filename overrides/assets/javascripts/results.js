/* Asking a question and showing what it finds, for the dialog and the results page alike.
 *
 * Everything shown is built from text nodes: words of documents never become markup. Pagefind is loaded when a reader begins to search.
 */

import { passagesOf, placeName } from "./passages.js";
import { documentsNamed, isFullSymbol } from "./symbols.js";

export const ROOT = new URL("../../", import.meta.url);
const PASSAGES = 3; // shown of each document at once
const FORMS = 12; // words marked in the document opened
const engines = new Map();

/** Pagefind with the index of the language. */
export function engine(language) {
  if (!engines.has(language)) {
    const loading = import(new URL(`pagefind/${language}/pagefind.js`, ROOT)).then(async (pagefind) => {
      await pagefind.init();
      await pagefind.filters(); // only once they are loaded are they counted
      return pagefind;
    });
    loading.catch(() => engines.delete(language)); // so that a reader whose line broke can try again
    engines.set(language, loading);
  }
  return engines.get(language);
}

/** An element with attributes and children; strings become text nodes, nothing becomes markup. */
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== false) made.setAttribute(key, value === true ? "" : value);
  }
  made.append(...children.filter((child) => child !== null && child !== undefined));
  return made;
}

function counted(number, one) {
  return `${number.toLocaleString("en")} ${one}${number === 1 ? "" : "s"}`;
}

/** The address within this site, without its host: only links that leave the archive begin with one. */
export function local(address) {
  return `${address.pathname}${address.search}${address.hash}`;
}

/** The results page with the question in its address. */
export function resultsAddress(query, language) {
  const address = new URL("search/", ROOT);
  address.searchParams.set("q", query);
  if (language) address.searchParams.set("language", language);
  return address;
}

function documentLink({ symbol, path, title, held }) {
  const note = held ? title : "cited in this archive, not held";
  return element("a", { href: local(new URL(path, ROOT)), class: "archive-hit archive-hit--named" },
    element("span", { class: "archive-hit__symbol" }, symbol), " ", element("span", { class: "archive-hit__title" }, note));
}

async function resultItem(result) {
  const data = await result.data();
  const page = new URL((data.raw_url ?? data.url).replace(/^\//, ""), ROOT);
  const passages = passagesOf(data);
  const forms = new Set(passages.flatMap((passage) => passage.forms));
  const links = passages.map((passage) => {
    const target = new URL(page);
    for (const form of [...forms].slice(0, FORMS)) target.searchParams.append("highlight", form);
    target.hash = passage.anchor;
    const excerpt = passage.excerpt.map((piece) => (piece.hit ? element("mark", {}, piece.words) : piece.words));
    return element("li", {}, element("a", { href: local(target), class: "archive-passage" },
      element("span", { class: "archive-passage__place" }, passage.anchor ? placeName(passage.anchor) : "beginning"), " ",
      element("span", { class: "archive-passage__words" }, ...excerpt)));
  });
  const list = element("ol", { class: "archive-passages" }, ...links.slice(0, PASSAGES));
  const item = element("li", { class: "archive-result" }, heading(data, page), list);
  if (links.length > PASSAGES) {
    const more = element("button", { type: "button", class: "archive-more" }, `${counted(links.length - PASSAGES, "more passage")} in ${data.meta.symbol ?? "this document"}`);
    more.addEventListener("click", () => {
      list.append(...links.slice(PASSAGES));
      more.remove();
      links[PASSAGES].querySelector("a").focus();
    });
    item.append(more);
  }
  return item;
}

function heading(data, page) {
  const { symbol = "", title = "" } = data.meta;
  const rest = symbol && title.startsWith(`${symbol}: `) ? title.slice(symbol.length + 2) : title;
  return element("h3", {}, element("a", { href: local(page), class: "archive-hit" },
    element("span", { class: "archive-hit__symbol" }, symbol), " ", element("span", { class: "archive-hit__title" }, rest)));
}

/** Shows what a question finds; a later question overtakes an earlier one that is still being answered. */
export class Results {
  constructor({ status, named, list, atOnce, more }) {
    Object.assign(this, { status, named, list, atOnce, more, asked: 0 });
  }

  clear(words = "") {
    this.asked += 1;
    this.status.textContent = words;
    this.named.replaceChildren();
    this.list.replaceChildren();
    this.more?.replaceChildren();
  }

  /** Answer the question; gives Pagefind's result, null where there is none or another question came in between. */
  async show(query, language, filters = {}) {
    const asked = (this.asked += 1);
    const overtaken = () => asked !== this.asked;
    if (!query.trim()) {
      this.clear();
      return null;
    }
    let search, named;
    try {
      const pagefind = await engine(language);
      [search, named] = await Promise.all([pagefind.search(query, { filters }), documentsNamed(query, language, ROOT)]);
    } catch {
      if (!overtaken()) this.clear("The search could not be loaded. Check the connection and try again, or use the indexes.");
      return null;
    }
    // The index knows no symbols, only their pieces: every document of the session would be found.
    const results = named.length && isFullSymbol(query) ? [] : search.results;
    const items = await Promise.all(results.slice(0, this.atOnce).map(resultItem));
    if (overtaken()) return null;
    this.named.replaceChildren(...named.map(documentLink));
    this.list.replaceChildren(...items);
    this.status.textContent = this.#summary(query, results.length, named.length, Object.keys(filters).length);
    this.#offerMore(results, this.atOnce, asked);
    return search;
  }

  #summary(query, number, named, narrowed) {
    if (number) return `${counted(number, "document")} with ${query.trim()}`;
    if (named) return `${counted(named, "document")} with this symbol. Who cites it stands at the foot of its page.`;
    const advice = narrowed
      ? "Try without the filters, or with fewer or other words."
      : "Try fewer or other words, the symbol (74/166), or the indexes. Words in quotation marks are looked for as a phrase.";
    return `Nothing found for ${query.trim()}. ${advice}`;
  }

  #offerMore(results, from, asked) {
    if (!this.more) return;
    this.more.replaceChildren();
    if (results.length <= from) return;
    const button = element("button", { type: "button", class: "archive-more" }, `Show more of ${counted(results.length, "document")}`);
    button.addEventListener("click", async () => {
      const items = await Promise.all(results.slice(from, from + this.atOnce).map(resultItem));
      if (asked !== this.asked) return;
      this.list.append(...items);
      items[0]?.querySelector("a")?.focus();
      this.#offerMore(results, from + this.atOnce, asked);
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
    const stops = [input, ...area.querySelectorAll(".archive-named a, .archive-results a, .archive-more")];
    const next = stops[stops.indexOf(document.activeElement) + (event.key === "ArrowDown" ? 1 : -1)];
    if (next) {
      event.preventDefault();
      next.focus();
    }
  });
}
