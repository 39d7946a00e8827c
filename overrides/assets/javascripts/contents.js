/* The contents of a document: marks where the reader is, keeps that in sight, and closes after a choice where it was opened over the text. */

const contents = document.getElementById("contents");
const links = contents ? [...contents.querySelectorAll("a")] : [];
const targets = links.map((link) => document.getElementById(link.hash.slice(1)));
const LINE = 110; // pixels: the paragraph that has come up to this height is the one being read; what a link leads to stands above it
let marked = null;
let waiting = false;

/** The last place that stands above the line; places stand in the order of the list. */
function current() {
  let first = 0;
  let last = targets.length;
  while (first < last) {
    const middle = (first + last) >> 1;
    if (targets[middle].getBoundingClientRect().top <= LINE) first = middle + 1;
    else last = middle;
  }
  return links[first - 1] ?? null;
}

function mark() {
  waiting = false;
  const found = current();
  if (found === marked) return;
  marked?.removeAttribute("aria-current");
  found?.setAttribute("aria-current", "location");
  marked = found;
  if (found && contents.scrollHeight > contents.clientHeight && !contents.matches(":hover, :focus-within")) {
    const place = found.getBoundingClientRect().top - contents.getBoundingClientRect().top;
    if (place < 0 || place > contents.clientHeight - found.offsetHeight) contents.scrollTop += place - contents.clientHeight / 3;
  }
}

if (links.length && targets.every(Boolean)) {
  const soon = () => {
    if (!waiting) requestAnimationFrame(mark);
    waiting = true;
  };
  addEventListener("scroll", soon, { passive: true });
  addEventListener("resize", soon, { passive: true });
  soon();
}
contents?.addEventListener("click", (event) => {
  if (event.target.closest("a") && contents.matches(":popover-open")) contents.hidePopover();
});
