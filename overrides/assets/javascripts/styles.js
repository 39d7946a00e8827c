/* Citations of places in this document: the page has each style's citation with slots for the place and the address, and a table says how each
 * style writes a place. The rules are those of builder/pages/citation_styles/pinpoints.py, by the same table. */

const ROOT = new URL("../../", import.meta.url);
const STEP = /^(.*?)(?: ([\d*A-Z][\w*]*(?: \([^)]*\))*|\([^)]*\)(?: \([^)]*\))*))?$/;

let loading = null;

/** The table of styles, fetched when it is first wanted. */
export function styleTable() {
  loading ??= fetch(new URL("assets/citation-styles.json", ROOT)).then((response) => {
    if (!response.ok) throw new Error(`${response.status}`);
    return response.json();
  });
  loading.catch(() => { loading = null; });
  return loading;
}

/** What a citation in the style puts into its slot for the place of this spoken name, or from the one to the `last`; "" for "". */
export function pinpoint(table, style, name, last = "") {
  const rules = table.styles[style];
  if (!name) return "";
  const steps = name.split(", ").map((step) => stepWords(step, rules, table.ordinals));
  const words = last && last !== name ? several(steps, last.split(", ").map((step) => stepWords(step, rules, table.ordinals)), rules) : steps.join(", ");
  return `${rules.before}${words}${rules.after}`;
}

function stepWords(step, rules, ordinals) {
  const [, noun, number] = STEP.exec(step) ?? [];
  const pattern = rules.words[noun];
  if (!number || !pattern) return tight(step, rules);
  if (pattern.includes("{ordinal}")) {
    const [first, ...rest] = number.split(" ");
    return tight([pattern.replace("{ordinal}", ordinal(first, ordinals)), ...rest].join(" "), rules);
  }
  return tight(pattern.replace("{n}", number), rules);
}

function ordinal(number, ordinals) {
  if (!/^\d+$/.test(number)) return number;
  const value = Number(number);
  if (value >= 1 && value <= ordinals.length) return ordinals[value - 1];
  const ending = [11, 12, 13].includes(value % 100) ? "th" : { 1: "st", 2: "nd", 3: "rd" }[value % 10] ?? "th";
  return `${value}${ending}`;
}

function tight(words, rules) {
  return rules.tight ? words.replaceAll(" (", "(") : words;
}

function several(first, last, rules) {
  const before = first.slice(0, -1);
  const one = first.at(-1);
  const other = last.at(-1);
  if (before.join() === last.slice(0, -1).join()) {
    for (const [word, many] of Object.entries(rules.plural)) {
      const head = `${word} `;
      const tail = ` ${word}`;
      if (one.startsWith(head) && other.startsWith(head)) return [...before, `${many} ${one.slice(head.length)}–${other.slice(head.length)}`].join(", ");
      if (one.endsWith(tail) && other.endsWith(tail)) return [...before, `${one.slice(0, -tail.length)} to ${other.slice(0, -tail.length)} ${many}`].join(", ");
    }
  }
  return `${first.join(", ")} to ${last.join(", ")}`;
}

/** The styles this page has, in their order: [{style, name}]. */
export function stylesHere() {
  return [...document.querySelectorAll("#cite dd[data-style]")].map((entry) => ({ style: entry.dataset.style, name: entry.previousElementSibling.textContent }));
}

/** The citation of a place at an address: {text, html}, html null for records. */
export function citation(style, place, address) {
  const entry = document.querySelector(`#cite dd[data-style="${style}"]`).cloneNode(true);
  entry.querySelector("button")?.remove();
  entry.querySelector(".at")?.replaceWith(place);
  entry.querySelector(".url")?.replaceWith(address);
  const record = Boolean(entry.querySelector("pre"));
  return { text: record ? entry.textContent : entry.textContent.trim(), html: record ? null : entry.innerHTML.trim() };
}
