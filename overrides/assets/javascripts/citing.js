/* The menu of a paragraph: copies its link, its citation in several styles, its words with their citation; the same for words selected in it.
 * Without this script the link leads to the paragraph, and the page's "Cite this document" has all styles. */

import { announce } from "./announcing.js";
import { placeBeside } from "./cards.js";
import { copy } from "./clipboard.js";
import { cleaned, element } from "./dom.js";
import { languageItems } from "./languages.js";
import { citation, pinpoint, styleTable, stylesHere } from "./styles.js";
import { say } from "./words.js";

const LAST = "archive.citation-style"; // the style used last is offered with quotations
const PROSE = ["un", "oscola", "bluebook", "chicago", "apa"];
const SETTLED = 250; // milliseconds after a selection last changed

let menu = null;
let opener = null;
let wanted = null; // what the menu is about: {unit, last, words}

// --- what is cited ---

function permalinkOf(unit) {
  return unit.querySelector(":scope > .permalink") ?? document.querySelector(`.permalink[href="#${CSS.escape(unit.id)}"]`);
}

/** The name of the place for citations, which are English whatever the page's language is. */
function spokenName(unit) {
  const link = permalinkOf(unit);
  return link?.dataset.cited ?? link?.getAttribute("aria-label")?.replace(/^Link to /, "") ?? "";
}

function addressOf(unit) {
  const canonical = document.querySelector("link[rel=canonical]")?.href;
  const address = new URL(canonical ?? location.href);
  address.search = "";
  address.hash = unit ? unit.id : "";
  return decodeURI(address.href);
}

function wordsOf(node) {
  const inside = element("div", {}, cleaned(node, location.href));
  return inside.textContent.replace(/\s+/g, " ").trim();
}

function styled(style, table) {
  const { unit, last } = wanted;
  const place = unit ? pinpoint(table, style, spokenName(unit), last ? spokenName(last) : "") : "";
  return citation(style, place, addressOf(unit));
}

function preferred() {
  const kept = remembered();
  return PROSE.includes(kept) ? kept : "un";
}

function remembered(style) {
  try {
    if (style) localStorage.setItem(LAST, style);
    return localStorage.getItem(LAST);
  } catch {
    return null; // a browser that keeps nothing
  }
}

// --- what is copied ---

async function copyLink() {
  await copied({ text: addressOf(wanted.unit) }, say("link_copied"));
}

async function copyCitation(style) {
  const name = stylesHere().find((each) => each.style === style).name;
  remembered(style);
  await copied(styled(style, await styleTable()), say("citation_copied", { style: name }));
}

async function copyQuotation() {
  const { unit, words } = wanted;
  const quoted = words ?? wordsOf(unit);
  const cited = styled(preferred(), await styleTable());
  const address = addressOf(unit);
  const known = cited.text.includes(address);
  const text = `“${quoted}” (${cited.text.replace(/\.$/, "")}${known ? "" : `, ${address}`})`;
  const link = element("a", { href: address }, address);
  const html = `${escaped(`“${quoted}” (`)}${cited.html.replace(/\.$/, "")}${known ? "" : `, ${link.outerHTML}`})`;
  await copied({ text, html }, say("quotation_copied"));
}

function escaped(words) {
  return element("p", {}, words).innerHTML;
}

async function copied(what, done) {
  closeMenu();
  hideBar();
  if (await copy(what)) announce(done, { seen: true });
}

/** Run what copies; what it needs may not have come over a broken line. */
function run(action) {
  return () => void action().catch(() => announce(say("copy_failed"), { seen: true }));
}

// --- the menu ---

function item(words, action) {
  const made = element("button", { type: "button", role: "menuitem", tabindex: "-1" }, words);
  made.addEventListener("click", run(action));
  return made;
}

function makeMenu() {
  const styles = stylesHere().map(({ style, name }) => item(name, () => copyCitation(style)));
  menu = element("div", { class: "cite-menu", role: "menu", "aria-label": say("link_and_citation"), popover: "manual" },
    item(say("copy_link"), copyLink), item(say("copy_quotation"), copyQuotation), element("div", { class: "cite-menu__languages" }),
    element("div", { role: "group", "aria-label": say("copy_citation") }, element("p", { role: "presentation" }, say("copy_citation")), ...styles));
  menu.addEventListener("keydown", moveInMenu);
  menu.addEventListener("focusin", ({ target }) => {
    for (const each of menu.querySelectorAll("[role=menuitem]")) each.tabIndex = each === target ? 0 : -1; // a long menu is scrolled by keyboard
  });
  document.querySelector("main").append(menu);
}

function openMenu(about, from, box) {
  closeMenu();
  if (!menu) makeMenu();
  wanted = about;
  menu.querySelector(".cite-menu__languages").replaceChildren(...languageItems(about.unit));
  opener = from;
  from?.setAttribute("aria-expanded", "true");
  menu.showPopover();
  placeBeside(menu, box);
  menu.querySelector("[role=menuitem]").focus({ preventScroll: true });
}

function closeMenu({ back = true } = {}) {
  if (!menu?.matches(":popover-open")) return;
  const inside = menu.contains(document.activeElement);
  menu.hidePopover();
  opener?.setAttribute("aria-expanded", "false");
  if (back && inside) opener?.focus({ preventScroll: true });
  opener = null;
}

function moveInMenu(event) {
  const items = [...menu.querySelectorAll("[role=menuitem]")];
  const here = items.indexOf(document.activeElement);
  const to = { ArrowDown: (here + 1) % items.length, ArrowUp: (here - 1 + items.length) % items.length, Home: 0, End: items.length - 1 }[event.key];
  if (to !== undefined) {
    event.preventDefault();
    items[to].focus();
  } else if (event.key === "Escape" || event.key === "Tab") {
    if (event.key === "Escape") event.preventDefault();
    closeMenu();
  } else if (event.key.length === 1 && /\S/.test(event.key)) {
    const first = event.key.toLowerCase();
    const next = [...items.slice(here + 1), ...items].find((each) => each.textContent.toLowerCase().startsWith(first));
    next?.focus();
  }
}

function aimAt(unit) {
  for (const old of document.querySelectorAll(".aimed")) old.classList.remove("aimed");
  unit.classList.add("aimed"); // the style of a target, without the jump to it
  history.replaceState(history.state, "", `#${unit.id}`);
}

document.addEventListener("click", (event) => {
  const link = event.target.closest?.(".permalink");
  const unit = link && document.getElementById(decodeURIComponent(link.hash.slice(1)));
  if (!unit || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || event.button) {
    if (!menu?.contains(event.target) || event.target.closest("a")) closeMenu({ back: false });
    return;
  }
  event.preventDefault();
  const again = opener === link;
  closeMenu();
  if (again) return;
  aimAt(unit);
  openMenu({ unit }, link, link.getBoundingClientRect());
});

for (const link of document.querySelectorAll(".permalink")) {
  link.setAttribute("aria-haspopup", "menu");
  link.setAttribute("aria-expanded", "false");
}

// --- words selected ---

let bar = null;
let timer = 0;

function unitAround(node) {
  const around = node instanceof Element ? node : node.parentElement;
  let unit = around?.closest(".pair__other") ? null : around?.closest(".resolution [id]"); // what stands beside the text is of another page
  while (unit && !permalinkOf(unit)) unit = unit.parentElement.closest(".resolution [id]");
  return unit;
}

/** What is selected of the document: its first and last paragraph and the words; null where nothing is. */
function selected() {
  const selection = getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  const unit = unitAround(range.startContainer);
  // A selection that is drawn to the end of a paragraph often ends before the first letter of the next.
  const end = range.endOffset === 0 && range.endContainer !== range.startContainer ? unitBefore(unitAround(range.endContainer)) : unitAround(range.endContainer);
  if (!unit || !end) return null;
  const words = wordsOf(element("div", {}, range.cloneContents()));
  return words ? { unit, last: end === unit ? null : end, words, box: lastBox(range) } : null;
}

function unitBefore(unit) {
  const units = [...document.querySelectorAll(".resolution [id]")].filter(permalinkOf);
  return unit ? units[units.indexOf(unit) - 1] : null;
}

function lastBox(range) {
  return [...range.getClientRects()].filter((box) => box.width).at(-1) ?? range.getBoundingClientRect();
}

function hideBar() {
  if (bar?.matches(":popover-open")) bar.hidePopover();
}

function makeBar() {
  const button = (words, action) => {
    const made = element("button", { type: "button" }, words);
    made.addEventListener("pointerdown", (event) => event.preventDefault()); // the selection stays
    made.addEventListener("click", action);
    return made;
  };
  const about = (action) => () => {
    wanted = bar.about;
    run(action)();
  };
  const more = button(say("more"), () => {
    const { about: found } = bar;
    hideBar();
    openMenu(found, null, found.box);
  });
  more.setAttribute("aria-haspopup", "menu");
  bar = element("div", { class: "cite-bar", role: "toolbar", "aria-label": say("selected_words"), popover: "manual" },
    button(say("copy_with_citation"), about(copyQuotation)), button(say("copy_link"), about(copyLink)), more);
  document.querySelector("main").append(bar);
}

function offer() {
  const found = selected();
  if (!found) {
    if (!bar?.contains(document.activeElement)) hideBar();
    return;
  }
  if (!bar) makeBar();
  bar.about = found;
  bar.showPopover();
  placeBeside(bar, found.box);
}

document.addEventListener("selectionchange", () => {
  clearTimeout(timer);
  timer = setTimeout(offer, SETTLED);
});
document.addEventListener("keydown", (event) => {
  if (!bar?.matches(":popover-open")) return;
  const buttons = [...bar.querySelectorAll("button")];
  const here = buttons.indexOf(document.activeElement);
  if (event.key === "Escape") {
    hideBar();
  } else if (event.key === "Tab" && !event.shiftKey && here < 0) {
    event.preventDefault();
    buttons[0].focus();
  } else if (here >= 0 && (event.key === "ArrowRight" || event.key === "ArrowLeft")) {
    buttons[(here + (event.key === "ArrowRight" ? 1 : buttons.length - 1)) % buttons.length].focus();
  }
});

// --- the document as a whole ---

for (const entry of document.querySelectorAll("#cite dd[data-style]")) {
  const name = entry.previousElementSibling.textContent;
  const button = element("button", { type: "button", "aria-label": say("copy_style", { style: name }), lang: document.documentElement.lang, dir: document.body.dir }, say("copy"));
  button.addEventListener("click", run(async () => {
    wanted = { unit: null };
    await copied(citation(entry.dataset.style, "", addressOf(null)), say("citation_copied", { style: name }));
  }));
  entry.append(button);
}
