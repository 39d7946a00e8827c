/* On a document's page: marks the words a reader searched for, and gives paper the address the page was printed from. */

import "./contents.js";
import "./languages.js";
import "./notes.js";
import "./paper.js";
import "./previews.js";
import "./targets.js";
import { isHan } from "./pairs.js";
import { bareWord } from "./passages.js";

const address = new URL(location.href);
const wanted = new Set(address.searchParams.getAll("highlight").map(bareWord).filter(Boolean));
const runs = [...wanted].filter((word) => [...word].every(isHan)); // of a script without spaces, marked wherever they stand
const PIECES = runs.length ? new RegExp(`(\\s+|${runs.join("|")})`, "u") : /(\s+)/;

if (wanted.size) {
  for (const text of document.querySelectorAll("[data-pagefind-body]")) {
    const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
    const nodes = [];
    while (walker.nextNode()) {
      if (!walker.currentNode.parentElement.closest("[data-pagefind-ignore], .places")) nodes.push(walker.currentNode);
    }
    nodes.forEach(mark);
  }
}
if (address.searchParams.has("highlight")) {
  address.searchParams.delete("highlight"); // the address is for citing
  history.replaceState(history.state, "", address);
}

const printed = document.querySelector(".print-head span:last-child");
if (printed && !printed.textContent) {
  printed.textContent = `${location.origin}${decodeURI(location.pathname)}`; // a site that was not told its own address
}

function mark(node) {
  const pieces = node.data.split(PIECES);
  if (!pieces.some((piece) => wanted.has(bareWord(piece)))) return;
  const marked = document.createDocumentFragment();
  for (const piece of pieces) {
    if (wanted.has(bareWord(piece))) {
      const [, before, word, after] = /^([^\p{L}\p{N}]*)(.*?)([^\p{L}\p{N}]*)$/u.exec(piece);
      const element = document.createElement("mark");
      element.textContent = word;
      marked.append(before, element, after);
    } else {
      marked.append(piece);
    }
  }
  node.replaceWith(marked);
}
