/* A card beside a link: the words of a note, or a preview of what is cited. It opens when the link is pointed at, reached by keyboard or pressed
 * long, stays while the pointer or the focus is in it, and goes with Escape. */

import { element } from "./dom.js";
import { say } from "./words.js";

const WAIT = 300; // milliseconds before it opens, and before it closes when the pointer has left
const PRESS = 500; // milliseconds that make a press long
const MOVED = 10; // pixels that make a press a scroll
const GAP = 6;
const EDGE = 8;

let card = null;
let opener = null; // the link whose card is open or on its way
let pointed = false; // it is there because the link is pointed at, so it goes with the pointer
let timer = 0;
let asked = null; // aborts what is being fetched for it
const sorts = [];

/** Give links a card. `of(link)` is whether it has one; `fill(link, signal)` gives {name, nodes} or a promise of it, null for none;
 *  with `tap` a first tap opens it and a second follows the link. */
export function cards({ of, fill, tap = false }) {
  sorts.push({ of, fill, tap });
  if (sorts.length === 1) listen();
}

function linkOf(target) {
  const link = target instanceof Element ? target.closest("a[href]") : null;
  const sort = link && !link.closest(".card") && sorts.find((candidate) => candidate.of(link));
  return sort ? { link, sort } : null;
}

function soon(action) {
  clearTimeout(timer);
  timer = setTimeout(action, WAIT);
}

function listen() {
  document.addEventListener("pointerover", (event) => {
    if (event.pointerType !== "mouse") return;
    if (card?.contains(event.target)) {
      clearTimeout(timer);
      return;
    }
    const found = linkOf(event.target);
    if (found && found.link !== opener) soon(() => open(found.link, found.sort, { byPointer: true }));
    else if (found) clearTimeout(timer);
    else if (pointed) soon(close);
    else if (!opener && !document.activeElement.matches(":focus-visible")) clearTimeout(timer);
  });
  document.addEventListener("focusin", (event) => {
    if (card?.contains(event.target)) return;
    const found = linkOf(event.target);
    if (found?.link.matches(":focus-visible")) soon(() => open(found.link, found.sort));
    else if (opener && event.target !== opener) close();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && opener) {
      const inside = card?.contains(document.activeElement);
      const back = opener;
      close();
      if (inside) back.focus();
    } else if (event.key === "Tab" && isOpen()) {
      walk(event);
    }
  });
  document.addEventListener("pointerdown", (event) => {
    if (isOpen() && !card.contains(event.target) && event.target.closest?.("a") !== opener) close();
  });
  listenForTouch();
}

function listenForTouch() {
  let start = null;
  let pressed = false; // a long press has opened a card: the click and the menu that follow it are not wanted
  const stop = () => {
    clearTimeout(start?.timer);
    start = null;
  };
  document.addEventListener("pointerdown", (event) => {
    pressed = false;
    const found = event.pointerType === "touch" ? linkOf(event.target) : null;
    if (!found) return;
    start = {
      x: event.clientX,
      y: event.clientY,
      press: () => {
        stop();
        pressed = true;
        open(found.link, found.sort);
      },
    };
    start.timer = setTimeout(start.press, PRESS);
  });
  document.addEventListener("pointermove", (event) => {
    if (start && Math.hypot(event.clientX - start.x, event.clientY - start.y) > MOVED) stop();
  });
  document.addEventListener("pointerup", stop);
  document.addEventListener("pointercancel", stop);
  document.addEventListener("contextmenu", (event) => {
    if (!pressed && !start) return;
    event.preventDefault();
    start?.press(); // the browser holds the press for long, too
  });
  document.addEventListener("click", (event) => {
    const found = linkOf(event.target);
    if (!found) return;
    if (pressed) {
      pressed = false;
      event.preventDefault();
    } else if (found.sort.tap && event.pointerType === "touch" && found.link !== opener) {
      event.preventDefault();
      open(found.link, found.sort);
    } else {
      close();
    }
  });
}

/** From the link into its card with Tab, out of it at its ends. */
function walk(event) {
  const stops = [...card.querySelectorAll("a[href], button")];
  const here = stops.indexOf(document.activeElement);
  if (document.activeElement === opener && !event.shiftKey && stops.length) {
    event.preventDefault();
    stops[0].focus();
  } else if (here >= 0 && stops[here + (event.shiftKey ? -1 : 1)] === undefined) {
    if (event.shiftKey) event.preventDefault();
    const back = opener;
    if (!event.shiftKey) close();
    back.focus(); // Tab goes on from the link
  }
}

function isOpen() {
  return Boolean(card?.matches(":popover-open"));
}

async function open(link, sort, { byPointer = false } = {}) {
  close();
  opener = link;
  pointed = byPointer;
  asked = new AbortController();
  const { signal } = asked;
  let found;
  try {
    found = await sort.fill(link, signal);
  } catch {
    if (signal.aborted) return;
    found = { name: say("preview"), nodes: [element("p", {}, say("preview_failed"))] };
  }
  if (signal.aborted) return;
  if (!found || !link.isConnected) {
    close();
    return;
  }
  card ??= document.body.appendChild(element("div", { class: "card md-typeset", popover: "manual", role: "dialog" }));
  card.setAttribute("aria-label", found.name);
  card.replaceChildren(...found.nodes);
  card.showPopover();
  card.scrollTop = 0;
  placeBeside(card, link.getClientRects()[0] ?? link.getBoundingClientRect());
}

function close() {
  clearTimeout(timer);
  timer = 0;
  asked?.abort();
  asked = opener = null;
  pointed = false;
  if (isOpen()) card.hidePopover();
}

/** Put a popup below the box, or above it where there is more room, inside the window; it scrolls with the page. */
export function placeBeside(popup, box) {
  const header = document.querySelector(".md-header")?.getBoundingClientRect().bottom ?? 0;
  const below = innerHeight - box.bottom - GAP - EDGE;
  const above = box.top - Math.max(header, 0) - GAP - EDGE;
  popup.style.maxHeight = "";
  const downwards = popup.offsetHeight <= below || below >= above;
  popup.style.maxHeight = `${Math.max(downwards ? below : above, 96)}px`;
  const width = document.documentElement.clientWidth;
  const left = Math.max(EDGE, Math.min(box.left, width - popup.offsetWidth - EDGE));
  const top = downwards ? box.bottom + GAP : box.top - GAP - popup.offsetHeight;
  popup.style.left = `${left + scrollX}px`;
  popup.style.top = `${top + scrollY}px`;
}
