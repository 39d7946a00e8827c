/* The document's other languages: links to them keep the place the reader is at, the menu of a paragraph has them, and an address that names
 * one (`?with=fr`) shows it beside the text. Without this script the links lead to the documents, and those of a paragraph to the place. */

import { element } from "./dom.js";
import { say } from "./words.js";

const WITH = "with"; // as in builder/pages/languages.py
const wanted = new URL(location.href).searchParams.get(WITH);

/** The link at the head of the page to the document in this language; null where it is not held in it. */
export function versionIn(language) {
  return document.querySelector(`.masthead a.version[hreflang="${CSS.escape(language)}"]`);
}

/** What a language calls itself. */
export function languageName(language) {
  const name = versionIn(language)?.textContent ?? new Intl.DisplayNames([language], { type: "language" }).of(language);
  return name.charAt(0).toLocaleUpperCase(language) + name.slice(1);
}

/** The address of this page with another language beside its own, or without one, at the same place. */
export function besideAddress(language, anchor = location.hash.slice(1)) {
  const search = new URLSearchParams(language ? { [WITH]: language } : {}).toString();
  return `${location.pathname}${search ? `?${search}` : ""}${anchor ? `#${anchor}` : ""}`;
}

/** The links of a paragraph to the same place in other languages. */
function placesOf(anchor) {
  return [...document.querySelectorAll(`.permalink[href="#${CSS.escape(anchor)}"] ~ .places a`)];
}

/** The place itself or the innermost around it that the text in this language has; "" for none. */
function nearest(anchor, language) {
  for (let near = anchor; near; near = near.includes("-") ? near.replace(/-[^-]*$/, "") : "") {
    if (placesOf(near).some((link) => link.hreflang === language)) return near;
  }
  return "";
}

/** The groups of the menu of a paragraph that lead to other languages; none where it has none. */
export function languageItems(unit) {
  const item = (link, href) => element("a", { href, role: "menuitem", tabindex: "-1", lang: link.lang, dir: link.dir || undefined }, link.textContent);
  const group = (name, links) => element("div", { class: "in-a-row", role: "group", "aria-label": name }, element("p", { role: "presentation" }, name), ...links);
  const places = placesOf(unit.id);
  const beside = [...document.querySelectorAll(".masthead a.beside")];
  return [
    places.length ? group(say("languages.same_in"), places.map((link) => item(link, link.getAttribute("href")))) : null,
    beside.length ? group(say("languages.beside"), beside.map((link) => item(link, besideAddress(link.lang, unit.id)))) : null,
  ].filter(Boolean);
}

/** A link at the head leads to the place that the address of this page names. */
function keepPlace(event) {
  const link = event.target.closest?.(".masthead a:is(.version, .beside)");
  if (!link) return;
  const anchor = decodeURIComponent(location.hash.slice(1));
  link.hash = link.matches(".beside") ? anchor : nearest(anchor, link.hreflang);
}

for (const reached of ["pointerover", "pointerdown", "focusin"]) document.addEventListener(reached, keepPlace);

if (wanted) import("./side-by-side.js").then(({ showBeside }) => showBeside(wanted));
