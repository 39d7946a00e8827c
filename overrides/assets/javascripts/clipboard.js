/* Copying: by the browser's clipboard, else, where it is refused (a site without https), by hand from a field that is selected already. */

import { element } from "./dom.js";
import { say } from "./words.js";

/** Copy the words, with their markup where there is some; true where that was done, false where they are shown to be copied by hand. */
export async function copy({ text, html }) {
  try {
    if (html && window.ClipboardItem) {
      const as = (type, words) => [type, new Blob([words], { type })];
      await navigator.clipboard.write([new ClipboardItem(Object.fromEntries([as("text/plain", text), as("text/html", html)]))]);
    } else {
      await navigator.clipboard.writeText(text);
    }
    return true;
  } catch {
    byHand(text);
    return false;
  }
}

function byHand(text) {
  const field = element("textarea", { readonly: true, rows: 6, "aria-label": say("to_be_copied") });
  field.value = text;
  const close = element("button", { type: "button" }, say("close"));
  const dialog = element("dialog", { class: "by-hand", "aria-label": say("copy_by_hand") },
    element("p", {}, say("how_to_copy")), field, close);
  close.addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
  field.focus();
  field.select();
}
