/* What the page says: to those who listen, and where it matters for a moment on the screen, too. */

import { element } from "./dom.js";

const SHOWN = 4000; // milliseconds

let region = null;
let timer = 0;

/** Say the words politely; with `seen` they are shown as well. */
export function announce(words, { seen = false } = {}) {
  region ??= document.body.appendChild(element("p", { class: "said", role: "status" }));
  region.textContent = "";
  region.classList.toggle("said--seen", seen);
  clearTimeout(timer);
  // A region that was just made, or says the same again, is only heard when its words come a moment later.
  timer = setTimeout(() => {
    region.textContent = words;
    timer = setTimeout(() => region.classList.remove("said--seen"), SHOWN);
  }, 60);
}
