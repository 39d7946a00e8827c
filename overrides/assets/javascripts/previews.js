/* A cited paragraph or document beside the link that cites it, taken from the target's own page: fetched when it is wanted, once. What the
 * archive does not hold is shown by its reference page, which says what it is and who cites it. */

import { cards } from "./cards.js";
import { cleaned, element, local } from "./dom.js";
import { say } from "./words.js";

const ROOT = new URL("../../", import.meta.url);
const PARAGRAPHS = 2; // of a document cited as a whole
const AREAS = ".resolution, .masthead, .citator, .cited, .listing, .citations, .neighbours, .neighbourhood";
const pages = new Map();

/** Where a link's preview is: its own address within the archive, the reference page's where it leaves the archive, null for none. */
function targetOf(link) {
  const address = new URL(link.href, location.href);
  if (address.href.startsWith(ROOT.href)) return address.pathname.endsWith("/") ? address : null;
  const page = references().get(link.getAttribute("href"));
  return page ? new URL(page, location.href) : null;
}

let known = null;

/** Official addresses to reference pages: both stand in the list of what this document cites. */
function references() {
  if (known) return known;
  known = new Map();
  for (const item of document.querySelectorAll("[aria-labelledby=cites] li")) {
    const page = item.querySelector("a:not([href^='http']):not([href^='#'])");
    for (const official of item.querySelectorAll("a[href^='http']")) {
      if (page) known.set(official.getAttribute("href"), page.getAttribute("href"));
    }
  }
  return known;
}

function isPreviewed(link) {
  if (!link.closest(AREAS) || link.matches(".permalink, .headerlink, .footnote-ref, .footnote-backref, .official")) return false;
  const target = targetOf(link);
  return Boolean(target) && (target.pathname !== location.pathname || target.hash.length > 1);
}

async function pageAt(address, signal) {
  if (address.pathname === location.pathname) return document;
  const key = address.pathname;
  if (!pages.has(key)) {
    const loading = fetch(key, { signal }).then(async (response) => {
      if (!response.ok) throw new Error(`${response.status}`);
      return new DOMParser().parseFromString(await response.text(), "text/html");
    });
    loading.catch(() => pages.delete(key)); // aborted or broken: it may be asked for again
    pages.set(key, loading);
  }
  return pages.get(key);
}

async function fill(link, signal) {
  const target = targetOf(link);
  const page = await pageAt(target, signal);
  const base = new URL(target.pathname, target);
  const symbol = page.querySelector(".masthead .symbol")?.textContent.trim() ?? "";
  // Where no title is printed, the main heading only says the symbol in words: the description says more.
  const heading = page.querySelector(".masthead .description:not(.reference *)") ?? page.getElementById("title") ?? page.querySelector("h1");
  const title = cleaned(heading, base).textContent.trim();
  const head = element("p", { class: "card__head" }, element("a", { href: local(base) }, element("strong", {}, symbol || title)),
    symbol && symbol !== title ? ` ${title}` : "");
  const named = target.hash.length > 1 ? page.getElementById(decodeURIComponent(target.hash.slice(1))) : null;
  const unit = named?.dataset.anchor ? page.getElementById(named.dataset.anchor) : named; // a name that the paragraph had before
  const words = unit ? unitWords(page, unit, base) : documentWords(page, base);
  const lang = page.querySelector(".resolution")?.getAttribute("lang") ?? undefined;
  const dir = page.body.dir || undefined; // a page in another language may be written the other way
  for (const [name, value] of Object.entries({ lang, dir })) if (value) head.setAttribute(name, value);
  const nodes = [...(page === document ? [] : [head]), element("div", { class: "card__words", lang, dir }, ...words)];
  const official = link.href.startsWith(ROOT.href) ? null : link.href;
  if (official) {
    nodes.push(element("p", { class: "card__more" }, element("a", { href: local(base) }, say("who_cites_it")), " ", element("a", { href: official }, say("official_document"))));
  }
  return { name: say("preview_of", { name: symbol || title || say("this_paragraph") }), nodes };
}

/** The paragraph, below the one it belongs to; of a heading also what follows it. */
function unitWords(page, unit, base) {
  const around = unit.id.includes("-") ? page.getElementById(unit.id.replace(/-[^-]*$/, "")) : null;
  const found = [around?.matches("p.numbered, p.pp") ? around : null, unit, unit.matches("h1, h2, h3, h4, h5, h6") ? unit.nextElementSibling : null];
  return found.filter(Boolean).map((each) => element("p", {}, cleaned(each, base)));
}

function documentWords(page, base) {
  const held = page.querySelector(".resolution");
  const wanted = [...page.querySelectorAll(held ? ".masthead > dl > dd" : ".masthead .description, .masthead .unofficial")].slice(0, 2);
  const text = [...page.querySelectorAll(".resolution p[id]")].slice(0, PARAGRAPHS);
  const lead = held ? null : page.querySelector("[aria-labelledby=cited-by] > p");
  return [...wanted, ...text, lead].filter(Boolean).map((each) => element("p", {}, cleaned(each, base)));
}

cards({ of: isPreviewed, fill });
