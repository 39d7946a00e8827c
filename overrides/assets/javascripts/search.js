/* The search: a dialog that opens from every page, and the results page with filters, whose address holds the question.
 *
 * Everything shown is built from text nodes: words of documents never become markup. Pagefind is loaded when a reader begins to search.
 */

import { passagesOf, placeName } from "./passages.js";
import { documentsNamed } from "./symbols.js";

const ROOT = new URL("../../", import.meta.url);
const FILTERS = { organ: "Body", kind: "Kind", session: "Session", year: "Year" };
const PASSAGES = 3; // shown of each document at once
const FORMS = 12; // words marked in the document opened
const WAIT = 180; // milliseconds after the last key
const engines = new Map();

function engine(language) {
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
function element(name, attributes = {}, ...children) {
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
function local(address) {
  return `${address.pathname}${address.search}${address.hash}`;
}

function resultsAddress(query, language) {
  const address = new URL("search/", ROOT);
  address.searchParams.set("q", query);
  if (language) address.searchParams.set("language", language);
  return address;
}

// --- results ---

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
class Results {
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
    const items = await Promise.all(search.results.slice(0, this.atOnce).map(resultItem));
    if (overtaken()) return null;
    this.named.replaceChildren(...named.map(documentLink));
    this.list.replaceChildren(...items);
    this.status.textContent = this.#summary(query, search.results.length, named.length, Object.keys(filters).length);
    this.#offerMore(search.results, this.atOnce, asked);
    return search;
  }

  #summary(query, number, named, narrowed) {
    if (number) return `${counted(number, "document")} with ${query.trim()}`;
    if (named) return "";
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

function answers(attributes) {
  const status = element("p", { class: "archive-status", role: "status" });
  const named = element("div", { class: "archive-named" });
  const list = element("ol", { class: "archive-results", ...attributes });
  return { status, named, list };
}

function field(id, label) {
  return element("input", {
    type: "search", name: "q", id, "aria-label": label, placeholder: "Words, “a phrase”, or a symbol", autocomplete: "off", autocapitalize: "off", spellcheck: "false", enterkeyhint: "search",
  });
}

/** Up and down lead from the field through the links shown and back. */
function walkWithArrows(area, input) {
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

function debounced(action) {
  let timer;
  return () => {
    clearTimeout(timer);
    timer = setTimeout(action, WAIT);
  };
}

// --- the dialog ---

function makeDialog(language) {
  const input = field("archive-search-field", "Search the archive");
  const parts = answers({ "aria-label": "Documents found" });
  const all = element("a", { class: "archive-all", hidden: true }, "All results, with filters");
  const close = element("button", { type: "button", class: "archive-close" }, "Close");
  const form = element("form", { action: new URL("search/", ROOT), method: "get", role: "search" }, input, close);
  if (language !== "") form.append(element("input", { type: "hidden", name: "language", value: language }));
  const dialog = element("dialog", { class: "archive-dialog", "aria-label": "Search" },
    form, element("div", { class: "archive-answers md-typeset" }, parts.status, parts.named, parts.list, all));
  const results = new Results({ ...parts, atOnce: 5 });
  const ask = async () => {
    const query = input.value;
    all.hidden = !query.trim();
    all.href = local(resultsAddress(query, language));
    await results.show(query, language);
  };
  input.addEventListener("input", debounced(ask));
  input.addEventListener("focus", () => void engine(language).catch(() => {}), { once: true });
  close.addEventListener("click", () => dialog.close());
  dialog.addEventListener("keydown", (event) => {
    if (event.key === "Escape") dialog.close(); // a search field would only be emptied
  });
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close(); // beside the dialog's content
  });
  walkWithArrows(dialog, input);
  document.body.append(dialog);
  return { dialog, input };
}

function openFrom(button) {
  let made;
  const open = () => {
    const pageField = document.querySelector(".archive-search input[type=search]");
    if (pageField) {
      pageField.focus(); // on the results page the search is there already
      return;
    }
    made ??= makeDialog(button.dataset.language);
    if (!made.dialog.open) made.dialog.showModal();
    made.input.focus();
    made.input.select();
  };
  button.hidden = false;
  button.addEventListener("click", open);
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest?.("input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable]");
    const slash = event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey;
    const control = event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey;
    if (slash || control) {
      event.preventDefault();
      open();
    }
  });
}

// --- the results page ---

class ResultsPage {
  constructor(area) {
    this.languages = area.dataset.languages.split(" ");
    this.input = field("archive-page-field", "Search the archive");
    this.selects = Object.fromEntries(Object.keys(FILTERS).map((name) => [name, element("select", { name })]));
    this.language = element("select", { name: "language" }, ...this.languages.map((code) => element("option", { value: code }, languageName(code))));
    const parts = answers({ "aria-label": "Documents found" });
    const more = element("div", {});
    this.results = new Results({ ...parts, atOnce: 10, more });
    const labelled = Object.entries(FILTERS).map(([name, label]) => element("label", {}, label, this.selects[name]));
    if (this.languages.length > 1) labelled.push(element("label", {}, "Language", this.language));
    const form = element("form", { role: "search", class: "archive-form" },
      element("div", { class: "archive-form__question" }, this.input, element("button", { type: "submit", class: "md-button md-button--primary" }, "Search")),
      element("div", { class: "archive-filters" }, ...labelled));
    area.append(form, parts.status, parts.named, parts.list, more);
    walkWithArrows(area, this.input);
    const typed = debounced(() => this.ask("replace"));
    this.input.addEventListener("input", typed);
    form.addEventListener("change", (event) => event.target.matches("select") && this.ask("push"));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.ask("push");
    });
    addEventListener("popstate", () => this.read());
    this.read();
    if (!this.input.value) this.input.focus();
  }

  /** Take the question from the address. */
  read() {
    const asked = new URLSearchParams(location.search);
    this.input.value = asked.get("q") ?? "";
    this.language.value = this.languages.includes(asked.get("language")) ? asked.get("language") : this.languages[0];
    for (const [name, select] of Object.entries(this.selects)) {
      const chosen = asked.get(name) ?? "";
      select.replaceChildren(element("option", { value: "" }, "any"), ...(chosen ? [element("option", { value: chosen }, chosen)] : []));
      select.value = chosen;
    }
    return this.ask();
  }

  chosen() {
    return Object.fromEntries(Object.entries(this.selects).map(([name, select]) => [name, select.value]).filter(([, value]) => value));
  }

  /** Answer the question, and write it into the address: as a new entry of the history ("push"), in place of this one ("replace"), or not. */
  async ask(history_) {
    const query = this.input.value;
    const filters = this.chosen();
    if (history_) {
      const address = resultsAddress(query, this.languages.length > 1 ? this.language.value : "");
      for (const [name, value] of Object.entries(filters)) address.searchParams.set(name, value);
      if (address.href !== location.href) history[`${history_}State`](null, "", address);
    }
    document.title = document.title.replace(/^(.*: )?(?=Search\b)/, query ? `${query}: ` : "");
    const search = await this.results.show(query, this.language.value, filters);
    if (search) await this.count(query, filters, search);
  }

  /** Offer in each filter the values that would leave something, with how many documents, the other filters being as they are. */
  async count(query, filters, search) {
    const pagefind = await engine(this.language.value);
    const asked = this.results.asked;
    for (const [name, select] of Object.entries(this.selects)) {
      const { [name]: own, ...others } = filters;
      const counts = (own ? await pagefind.search(query, { filters: others }) : search).filters[name] ?? {};
      if (asked !== this.results.asked) return;
      const values = Object.keys(counts).filter((value) => counts[value] || value === own).sort((a, b) => compareValues(name, a, b));
      select.replaceChildren(element("option", { value: "" }, "any"),
        ...values.map((value) => element("option", { value }, `${value} (${counts[value].toLocaleString("en")})`)));
      select.value = own ?? "";
      select.disabled = values.length === 0;
    }
  }
}

/** Newest sessions and years first, special sessions after the others; the rest by name. */
function compareValues(name, a, b) {
  if (name !== "session" && name !== "year") return a.localeCompare(b);
  const special = Number(/special/.test(a)) - Number(/special/.test(b));
  return special || parseInt(b, 10) - parseInt(a, 10);
}

function languageName(code) {
  const name = new Intl.DisplayNames([code], { type: "language" }).of(code) ?? code;
  return name.charAt(0).toLocaleUpperCase(code) + name.slice(1);
}

for (const button of document.querySelectorAll("button.archive-search-open")) openFrom(button);
for (const area of document.querySelectorAll(".archive-search")) new ResultsPage(area);
