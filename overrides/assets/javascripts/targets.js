/* The paragraph that an address names: it is unfolded, takes the focus, so that it is read aloud and Tab goes on from it, and a name that is
 * not quite right ("#OP2(a)") is understood. */

import { announce } from "./announcing.js";
import { linked, say } from "./words.js";

function arrive() {
  const wanted = decoded(location.hash.slice(1));
  if (!wanted) return;
  const target = document.getElementById(wanted);
  if (target?.dataset.anchor) {
    location.replace(`#${target.dataset.anchor}`); // a name of old: the address says how the paragraph is called now
    return;
  }
  if (target) {
    aim(target);
    return;
  }
  const likely = wanted.toLowerCase().replace(/^para(graph)?\.?\s*/, "op").replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "");
  if (likely !== wanted && document.getElementById(likely)) location.replace(`#${likely}`);
  else if (/^[\w().\s-]+$/.test(wanted)) announce(say("no_such_place", { place: wanted }), { seen: true });
}

function decoded(hash) {
  try {
    return decodeURIComponent(hash);
  } catch {
    return hash;
  }
}

function aim(target) {
  let folded = false;
  for (let outer = target.closest("details:not([open])"); outer; outer = outer.parentElement.closest("details:not([open])")) {
    outer.open = folded = true;
  }
  if (target instanceof HTMLDetailsElement) target.open = true;
  if (folded) target.scrollIntoView();
  if (!target.closest(".resolution")) return;
  if (!target.matches("a, [tabindex]")) target.tabIndex = -1;
  target.focus({ preventScroll: true });
  const name = target.querySelector(":scope > .permalink")?.getAttribute("aria-label");
  if (name) announce(linked(name));
}

addEventListener("hashchange", arrive);
arrive();
