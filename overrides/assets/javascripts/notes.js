/* A footnote's words beside its call. The note itself stands at the end of the document, where its call leads without this script. */

import { cards } from "./cards.js";
import { cleaned, element } from "./dom.js";
import { say } from "./words.js";

cards({
  of: (link) => link.matches(".resolution a.footnote-ref, .masthead a.footnote-ref"),
  tap: true,
  fill: (link) => {
    const anchor = decodeURIComponent(link.hash.slice(1));
    const note = link.closest(".pair__other") ? document.querySelector(`[data-anchor="${CSS.escape(anchor)}"]`) : document.getElementById(anchor);
    if (!note) return null;
    const marker = link.textContent;
    const words = element("div", { class: "card__words", lang: note.closest("[lang]")?.lang, dir: note.closest("[dir]")?.dir }, cleaned(note, location.href));
    const more = element("p", { class: "card__more" }, element("a", { href: link.hash }, say("all_notes")));
    return { name: say("note", { n: marker }), nodes: [words, more] };
  },
});
