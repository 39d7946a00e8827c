/* The search: a dialog that opens from every page, and the results page with filters, whose address holds the question. */

import { prepare } from "./asking.js";
import { knownOf, CHOICES, narrowed } from "./narrowing.js";
import { element, local } from "./dom.js";
import { ROOT, Results, answers, field, resultsAddress, valueName, walkWithArrows } from "./results.js";
import { numeral, say } from "./words.js";

const CHOSEN = [...CHOICES, "from", "to", "sort"];
const PARTS = ["preamble", "operative", "annex", "notes"];
const ORDERS = { "": "sort_relevance", newest: "sort_newest", oldest: "sort_oldest" };
const TITLE = document.title;
const WAIT = 180; // milliseconds after the last key

function debounced(action) {
  let timer;
  return () => {
    clearTimeout(timer);
    timer = setTimeout(action, WAIT);
  };
}

// --- the dialog ---

function makeDialog(language, page) {
  const input = field("archive-search-field", say("search_archive"));
  const parts = answers({ "aria-label": say("documents_found") });
  const all = element("a", { class: "archive-all", hidden: true }, say("all_results"));
  const close = element("button", { type: "button", class: "archive-close" }, say("close"));
  const form = element("form", { action: page, method: "get", role: "search" }, input, close);
  if (language !== "") form.append(element("input", { type: "hidden", name: "language", value: language }));
  const dialog = element("dialog", { class: "archive-dialog", "aria-label": say("search") },
    form, element("div", { class: "archive-answers md-typeset" }, parts.status, parts.named, parts.list, all));
  const results = new Results({ ...parts, atOnce: 5 });
  const ask = async () => {
    const query = input.value;
    all.hidden = !query.trim();
    all.href = local(resultsAddress(page, query, language));
    await results.show(query, language);
  };
  input.addEventListener("input", debounced(ask));
  input.addEventListener("focus", () => prepare(language, ROOT), { once: true });
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
    made ??= makeDialog(button.dataset.language, new URL(button.dataset.results, location.href));
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
    this.own = area.dataset.language;
    this.input = field("archive-page-field", say("search_archive"));
    this.selects = Object.fromEntries(CHOSEN.map((name) => [name, element("select", { name })]));
    this.selects.sort.append(...Object.entries(ORDERS).map(([value, label]) => element("option", { value }, say(label))));
    this.language = element("select", { name: "language" }, ...this.languages.map((code) => element("option", { value: code, lang: code }, languageName(code))));
    const parts = answers({ "aria-label": say("documents_found") });
    const more = element("div", {}), advice = element("div", {});
    this.results = new Results({ ...parts, atOnce: 10, more, advice });
    const labelled = CHOSEN.map((name) => element("label", {}, say(`by_${name}`), this.selects[name]));
    if (this.languages.length > 1) labelled.push(element("label", {}, say("language"), this.language));
    this.clearing = element("button", { type: "button", class: "archive-more archive-clear", hidden: true }, say("clear"));
    this.narrowing = element("details", { class: "archive-narrowing" }, element("summary", {}, say("narrow")),
      element("div", { class: "archive-filters" }, ...labelled, this.clearing));
    const form = element("form", { role: "search", class: "archive-form" },
      element("div", { class: "archive-form__question" }, this.input, element("button", { type: "submit", class: "md-button md-button--primary" }, say("search"))),
      this.narrowing);
    area.append(form, parts.status, parts.named, advice, parts.list, more);
    walkWithArrows(area, this.input);
    const typed = debounced(() => this.ask("replace"));
    this.input.addEventListener("input", typed);
    form.addEventListener("change", (event) => {
      if (event.target === this.language) this.turn();
      else if (event.target.matches("select")) this.ask("push");
    });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.ask("push");
    });
    this.clearing.addEventListener("click", () => this.drop(...CHOSEN));
    advice.addEventListener("click", (event) => event.target.dataset.drop && this.drop(event.target.dataset.drop));
    this.narrowing.addEventListener("toggle", () => this.narrowing.open && !this.found?.known && this.ask());
    for (const event of ["focus", "pointerenter"]) this.selects.subject.addEventListener(event, () => this.countSubjects());
    addEventListener("popstate", () => this.read());
    this.read();
    if (!this.input.value) this.input.focus();
  }

  /** Take the question from the address. */
  read() {
    const asked = new URLSearchParams(location.search);
    this.input.value = asked.get("q") ?? "";
    this.language.value = this.languages.includes(asked.get("language")) ? asked.get("language") : this.own;
    for (const [name, select] of Object.entries(this.selects)) {
      const chosen = asked.get(name) ?? "";
      if (name !== "sort") select.replaceChildren(element("option", { value: "" }, say("any")), ...(chosen ? [element("option", { value: chosen }, valueName(name, chosen))] : []));
      select.value = chosen;
      if (chosen) this.narrowing.open = true;
    }
    return this.ask();
  }

  chosen() {
    return Object.fromEntries(Object.entries(this.selects).map(([name, select]) => [name, select.value]));
  }

  /** Take choices back. */
  drop(...names) {
    for (const name of names) this.selects[name].value = "";
    this.input.focus();
    return this.ask("push");
  }

  /** The address of the question with its choices, on this page or on the one in another language. */
  address(page) {
    const address = resultsAddress(page, this.input.value, this.languages.length > 1 ? this.language.value : "");
    for (const [name, value] of Object.entries(this.chosen())) if (value) address.searchParams.set(name, value);
    return address;
  }

  /** Ask the same in another language, on the page that speaks it. */
  turn() {
    const { value } = this.language;
    location.assign(this.address(new URL(value === this.languages[0] ? "search/" : `${value}/search/`, ROOT)));
  }

  /** Answer the question, and write it into the address: as a new entry of the history ("push"), in place of this one ("replace"), or not. */
  async ask(history_) {
    const query = this.input.value;
    const chosen = this.chosen();
    const used = Object.entries(chosen).filter(([, value]) => value);
    if (history_) {
      const address = this.address(location.href);
      if (address.href !== location.href) history[`${history_}State`](null, "", address);
    }
    this.clearing.hidden = used.length === 0;
    document.title = query ? say("searched", { query, title: TITLE }) : TITLE;
    this.found = await this.results.show(query, this.language.value, this.narrowing.open || used.length ? chosen : null);
    if (this.found?.counts) this.offer(this.found.counts, chosen);
  }

  /** Offer in each choice the values that would leave something, with how many documents, the others being as they are. */
  offer(counts, chosen) {
    for (const name of CHOICES) {
      if (name !== "subject" || this.found.known.subject) this.fill(name, counts[name], chosen[name]);
    }
    const years = [...counts.year.keys(), chosen.from, chosen.to].filter(Boolean);
    for (const name of ["from", "to"]) this.fill(name, new Map(years.map((year) => [year, counts.year.get(year) ?? 0])), chosen[name]);
  }

  fill(name, counts, own) {
    const values = new Map(own && !counts.has(own) ? [...counts, [own, 0]] : counts);
    const options = [...values].sort((a, b) => compareValues(name, a[0], b[0]))
      .map(([value, number]) => element("option", { value }, `${valueName(name, value)} (${numeral(number)})`));
    this.selects[name].replaceChildren(element("option", { value: "" }, say("any")), ...options);
    this.selects[name].value = own;
    this.selects[name].disabled = options.length === 0;
  }

  /** Fetch the subjects and count them, once a reader turns to them. */
  async countSubjects() {
    if (!this.found?.known || this.found.known.subject) return;
    const found = this.found, language = this.language.value, chosen = this.chosen();
    const known = await knownOf(language, ROOT, true).catch(() => null);
    if (!known || found !== this.found) return;
    found.known = known;
    this.fill("subject", narrowed(found.all, chosen, known).counts.subject, chosen.subject);
  }
}

/** Newest sessions and years first, special sessions after the others; the rest by name. */
function compareValues(name, a, b) {
  if (name === "part") return PARTS.indexOf(a) - PARTS.indexOf(b);
  if (!["session", "from", "to"].includes(name)) return valueName(name, a).localeCompare(valueName(name, b));
  const special = Number(/special/.test(a)) - Number(/special/.test(b));
  return special || parseInt(b, 10) - parseInt(a, 10);
}

function languageName(code) {
  const name = new Intl.DisplayNames([code], { type: "language" }).of(code) ?? code;
  return name.charAt(0).toLocaleUpperCase(code) + name.slice(1);
}

for (const button of document.querySelectorAll("button.archive-search-open")) openFrom(button);
for (const area of document.querySelectorAll(".archive-search")) new ResultsPage(area);
