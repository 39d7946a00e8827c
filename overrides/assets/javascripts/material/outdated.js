/* The warning of an old version, where the last page had it. Stands right after it. */
"use strict";

(() => {
  const banner = document.querySelector("[data-md-component=outdated]");
  if (banner && __md_get("__outdated", sessionStorage) === true) banner.hidden = false;
})();
