/*
 * What a page needs before it is drawn, in a file, so that a content security policy can refuse scripts that stand in pages: the functions
 * that Material's script asks for, and the colours that the reader chose. A classic script in the head: it runs before the body is there.
 */
"use strict";

// The root of the site: this file is always two folders below it, whatever folder the site is published under.
var __md_scope = new URL("../../", document.currentScript.src);

function __md_hash(text) {
  return [...text].reduce((hash, sign) => (hash << 5) - hash + sign.charCodeAt(0), 0);
}

// Where a browser refuses to store anything, and where what is stored is not ours, nothing is stored.
function __md_get(key, storage, scope = __md_scope) {
  try {
    return JSON.parse((storage ?? localStorage).getItem(`${scope.pathname}.${key}`));
  } catch {
    return null;
  }
}

function __md_set(key, value, storage, scope = __md_scope) {
  try {
    (storage ?? localStorage).setItem(`${scope.pathname}.${key}`, JSON.stringify(value));
  } catch {
    // A choice then lasts as long as the page.
  }
}

(() => {
  const inputOf = (media) => document.querySelector(`[data-md-color-media="${media}"]`);
  const follow = "(prefers-color-scheme)";

  /** Put the reader's colours on the body, or those of the system; false as long as the choices have not been read. */
  function paint() {
    if (!document.querySelector("[data-md-color-media]")) return false;
    let colours = __md_get("__palette")?.color;
    if (!colours && !inputOf(follow)) return false;
    if (!colours || colours.media === follow) {
      const input = inputOf(`(prefers-color-scheme: ${matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light"})`);
      if (!input) return false;
      colours = Object.fromEntries(["media", "scheme", "primary", "accent"].map((name) => [name, input.getAttribute(`data-md-color-${name}`)]));
    }
    for (const [name, value] of Object.entries(colours)) document.body.setAttribute(`data-md-color-${name}`, value);
    return true;
  }

  // The body comes piece by piece: look at each, so that nothing is drawn in colours that change.
  const watch = new MutationObserver(() => paint() && watch.disconnect());
  watch.observe(document.documentElement, { childList: true, subtree: true });
  document.addEventListener("DOMContentLoaded", () => watch.disconnect(), { once: true });
})();
