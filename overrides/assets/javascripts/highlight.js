/* Marks the words a reader searched for in the document opened from the results, then takes them out of the address, which is for citing. */

import { bareWord } from "./passages.js";

const address = new URL(location.href);
const wanted = new Set(address.searchParams.getAll("highlight").map(bareWord).filter(Boolean));
const text = document.querySelector("[data-pagefind-body]");

if (text && wanted.size) {
  const nodes = [];
  const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) nodes.push(walker.currentNode);
  for (const node of nodes) mark(node);
}
if (address.searchParams.has("highlight")) {
  address.searchParams.delete("highlight");
  history.replaceState(history.state, "", address);
}

function mark(node) {
  const pieces = node.data.split(/(\s+)/);
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
