/* Elements from text, never from markup. */

/** An element with attributes and children; strings become text nodes, nothing becomes markup. */
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== false) made.setAttribute(key, value === true ? "" : value);
  }
  made.append(...children.filter((child) => child !== null && child !== undefined));
  return made;
}

/** The address within this site, without its host: only links that leave the archive begin with one. */
export function local(address) {
  return `${address.pathname}${address.search}${address.hash}`;
}

const ASIDE = ".permalink, .places, .headerlink, .footnote-backref, .official, .cited, script, style, button, input, form, svg";
const KEPT = ["href", "lang", "dir", "class", "hreflang"];

/** What stands in an element, to be shown elsewhere: without links to itself, ids and calls of notes, its links resolved from `base`. */
export function cleaned(source, base) {
  const copy = document.importNode(source, true);
  for (const gone of copy.querySelectorAll(ASIDE)) gone.remove();
  for (const call of copy.querySelectorAll("sup")) if (call.querySelector(".footnote-ref") || call.matches(".footnote-ref")) call.remove();
  for (const each of copy.querySelectorAll("*")) {
    const address = each.getAttribute("href");
    for (const { name } of [...each.attributes]) if (!KEPT.includes(name)) each.removeAttribute(name);
    if (address === null) continue;
    const target = new URL(address, base);
    if (!/^https?:$/.test(target.protocol)) each.removeAttribute("href");
    else each.setAttribute("href", target.origin === location.origin ? local(target) : target.href);
  }
  const inside = document.createDocumentFragment();
  inside.append(...copy.childNodes);
  return inside;
}
