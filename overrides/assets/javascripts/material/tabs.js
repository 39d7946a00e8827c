/* Tabs as the reader left them, and the tab that the address names. Stands after the text. */
"use strict";

(() => {
  const chosen = "linked" in document.currentScript.dataset ? __md_get("__tabs") : null;
  if (Array.isArray(chosen)) {
    for (const set of document.querySelectorAll(".tabbed-set")) {
      const labels = [...set.querySelectorAll(":scope > .tabbed-labels > label")];
      const label = chosen.map((words) => labels.find((each) => each.innerText.trim() === words)).find(Boolean);
      if (label) document.getElementById(label.htmlFor).checked = true;
    }
  }
  const named = document.getElementById(location.hash.slice(1));
  if (named?.name) named.checked = named.name.startsWith("__tabbed_");
})();
