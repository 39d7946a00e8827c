/* A footnote's words beside its call. The note itself stands at the end of the document, where its call leads without this script. */

import { cards } from "./cards.js";
import { cleaned, element } from "./dom.js";

cards({
  of: (link) => link.matches(".resolution a.footnote-ref, .masthead a.footnote-ref"),
  tap: true,
  fill: (link) => {
    const anchor = decodeURIComponent(link.hash.slice(1));
    const note = link.closest(".pair__other") ? document.querySelector(`[data-anchor="${CSS.escape(anchor)}"]`) : document.getElementById(anchor);
    if (!note) return null;
    const marker = link.textContent;
    const words = element("div", { class: "card__words", lang: note.closest("[lang]")?.lang }, cleaned(note, location.href));
    const more = element("p", { class: "card__more" }, element("a", { href: link.hash }, "All notes"));
    return { name: `Note ${marker}`, nodes: [words, more] };
  },
});
