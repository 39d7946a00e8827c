/* The search: a dialog that opens from every page, and the results page with filters, whose address holds the question. */

import { ROOT, Results, answers, element, engine, field, local, resultsAddress, walkWithArrows } from "./results.js";

const FILTERS = { organ: "Body", kind: "Kind", session: "Session", year: "Year" };
const WAIT = 180; // milliseconds after the last key

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
