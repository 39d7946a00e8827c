r"""Pages of Markdown in the forms in which the builder writes nearly all of them, converted at once.

    <section class="notes" aria-labelledby="notes" markdown="1">

    ## Notes {: #notes }

    **1** See [A/74/84](<../84.md>). [¶](#fn1){: .permalink data-place="note 1" }
    {: #fn1 .note }

    </section>

A page is blocks parted by empty lines: HTML around other blocks, each of its tags on a line; a heading; a paragraph on one line, with a
list of attributes on the next or without; a list with a line for each item; terms, each with one definition; finished HTML on one line.
A page on which there is anything else, or one of these where it may mean something else, is of no known form, and left to
Python-Markdown; what is made here is, to the byte, what that would make (a test compares them).
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from markdown.extensions.toc import nest_toc_tokens, slugify, strip_tags, unique

from builder.plugin.quick_lines import UnknownForm, convert_line, escaped_value, html_attributes, listed_attributes

__all__ = ["QuickPage", "convert_page"]

# A line of HTML that has nothing in it for Markdown: a drawing, the list of contents, the block of citations.
READY = re.compile(r"<(figure|nav|details|div)\b(?!.*\bmarkdown=).*</\1>")

# HTML around blocks; a `details` has its summary on the same line, which is words. And the cells of a table.
_CONTAINERS = "article|aside|blockquote|details|div|header|nav|section|table|tbody|thead|tr"
_HTML_ATTRIBUTES = r'(?P<attributes>(?: [a-z-]+(?:="[^"<>\x02\x03]*")?)*)'
_OPENING = re.compile(rf'<(?P<name>{_CONTAINERS}){_HTML_ATTRIBUTES} markdown="1">(?:<summary>(?P<summary>[^\\*_`\[\]{{}}]+)</summary>)?')
_CLOSING = re.compile(rf"</(?P<name>{_CONTAINERS})>")
_CELL = re.compile(rf'<(?P<name>t[dh]){_HTML_ATTRIBUTES} markdown="span">(?P<words>.*)</(?P=name)>')
_HTML_ATTRIBUTE = re.compile(r' (?P<name>[a-z-]+)(?:="(?P<value>[^"]*)")?')

# What makes the first line of a block something else than a paragraph: a heading, a list, a definition, HTML that is no part of a line.
_NO_PARAGRAPH = re.compile(r"[#:>\s]|[*+-] |(?!<(?:span|small|sup|sub|strong|em|u|s|mark|bdi)[ >])<")
_ITEM, _DEFINITION = "- ", ":   "
_LIST_SIGN = re.compile(r" |[*+-] ")
_LIST = r"\{:(?P<attributes>[^{}\\`*_<>\[\]&]*)\}"
_BLOCK_ATTRIBUTES = re.compile(_LIST)
_HEADING = re.compile(rf"(?P<level>#{{1,6}}) (?P<words>\S.*?)(?: {_LIST})?")
_MARK = "\x02"
_MARKED = re.compile(rf"{_MARK}(\d+){_MARK}")
_LISTED_ID = re.compile(r"\{:[^{}]*? #([a-z0-9-]+)")
_DEEPEST = 4  # headings below are not in the list of contents


@dataclass(frozen=True)
class QuickPage:
    """The HTML of a page, and its headings as the extension `toc` of Python-Markdown has them."""

    html: str
    toc_tokens: list[Any]


def convert_page(markdown: str, address: Callable[[str], str]) -> QuickPage | None:
    """The page, None where it is of no known form. `address` gives what a link is to lead to from what stands in the Markdown."""
    if "\t" in markdown or "\r" in markdown or "\x02" in markdown or "\x03" in markdown:
        return None
    page = _Page(address)
    try:
        return page.convert(list(_split(markdown.split("\n"))))
    except UnknownForm:
        return None


def _split(lines: Sequence[str]) -> Iterator[list[str]]:
    """The blocks: lines that no empty line parts."""
    block: list[str] = []
    for line in lines:
        if line:
            block.append(line)
        elif block:
            yield block
            block = []
    if block:
        yield block


@dataclass
class _Element:
    """An element that holds blocks: its name, its attributes as HTML, and the HTML of what is in it so far."""

    name: str
    attributes: str = ""
    inner: list[str] = field(default_factory=list)


@dataclass
class _Page:
    """A page while it is converted."""

    address: Callable[[str], str]
    ids: set[str] = field(default_factory=set)  # of HTML around blocks
    headings: list[dict[str, Any]] = field(default_factory=list)
    unnamed: list[dict[str, Any]] = field(default_factory=list)  # headings without an id: a mark stands in its place

    def convert(self, blocks: Sequence[Sequence[str]]) -> QuickPage:
        """The whole of it. UnknownForm where something is of none that is known."""
        firsts = ["", *(block[0] for block in blocks), ""]
        open_elements = [_Element("")]
        for number, block in enumerate(blocks):
            first, before, after = block[0], firsts[number], firsts[number + 2]
            if first.startswith("<") and self._tags(block, open_elements):
                continue
            inner = open_elements[-1].inner
            if first.startswith("#"):
                self._heading(block, inner)
            elif first.startswith(_ITEM):
                inner.append(self._list(block, before, after))
            elif len(block) == 2 and block[1].startswith(_DEFINITION):
                self._definition(block, inner)
            else:
                inner.append(self._paragraph(block, after))
        if len(open_elements) > 1:
            raise UnknownForm
        whole = "\n".join(open_elements[0].inner).strip()
        if self.unnamed:
            whole = self._with_ids(whole, blocks)
        tokens: Any = [heading for heading in self.headings if heading["level"] <= _DEEPEST]
        return QuickPage(whole, nest_toc_tokens(tokens))

    def _line(self, words: str) -> str:
        return convert_line(words, self.address)

    # --- HTML ---

    def _tags(self, block: Sequence[str], open_elements: list[_Element]) -> bool:
        """Read a block of which each line is HTML; False for one that is a paragraph."""
        for number, line in enumerate(block):
            if READY.fullmatch(line):
                if len(block) > 1:
                    raise UnknownForm
                open_elements[-1].inner.append(line)
            elif opening := _OPENING.fullmatch(line):
                element = _Element(opening["name"], self._html_attributes(opening["attributes"]))
                if opening["summary"]:
                    element.inner.append(f"<summary>{self._line(opening['summary'])}</summary>")
                open_elements.append(element)
            elif closing := _CLOSING.fullmatch(line):
                element = open_elements.pop()
                if element.name != closing["name"] or not element.inner:
                    raise UnknownForm
                inner = "\n".join(element.inner)
                open_elements[-1].inner.append(f"<{element.name}{element.attributes}>\n{inner}\n</{element.name}>")
            elif cell := _CELL.fullmatch(line):
                name, attributes = cell["name"], self._html_attributes(cell["attributes"])
                open_elements[-1].inner.append(f"<{name}{attributes}>{self._line(cell['words'])}</{name}>")
            elif number:
                raise UnknownForm
            else:
                return False
        return True

    def _html_attributes(self, given: str) -> str:
        """Attributes of a tag as they come back from a reader of HTML: without a value, the name is the value."""
        found = []
        for match in _HTML_ATTRIBUTE.finditer(given):
            name, value = match["name"], match["value"]
            found.append((name, name if value is None else html.unescape(value).replace('"', "&quot;")))
        self.ids.update(value for name, value in found if name == "id")
        return html_attributes(found)

    # --- blocks ---

    def _heading(self, block: Sequence[str], inner: list[str]) -> None:
        match = _HEADING.fullmatch(block[0]) if len(block) == 1 else None
        if match is None or match["words"].endswith(("#", " ")) or "\\>" in match["words"]:  # which is no entity in the list of contents
            raise UnknownForm
        level, words = len(match["level"]), self._line(match["words"])
        attributes = dict(given := listed_attributes(match["attributes"] or ""))
        if len(attributes) < len(given):
            raise UnknownForm
        label = attributes.pop("data-toc-label", None)
        name = strip_tags(words) if label is None else " ".join(label.split())
        heading = {"level": level, "id": attributes.get("id", ""), "name": name}
        self.headings.append(heading)
        if not heading["id"]:
            if attributes:
                raise UnknownForm
            attributes["id"] = f"{_MARK}{len(self.unnamed)}{_MARK}"
            self.unnamed.append(heading)
        inner.append(f"<h{level}{html_attributes(list(attributes.items()))}>{words}</h{level}>")

    def _with_ids(self, whole: str, blocks: Sequence[Sequence[str]]) -> str:
        """The page in which headings have an id that is made of their words, and that no other element has."""
        lists = (name for block in blocks for line in block if not READY.fullmatch(line) for name in _LISTED_ID.findall(line))
        taken = self.ids.union(lists)
        for heading in self.unnamed:
            heading["id"] = unique(slugify(html.unescape(heading["name"]), "-"), taken)
        return _MARKED.sub(lambda match: escaped_value(self.unnamed[int(match[1])]["id"]), whole)

    def _paragraph(self, block: Sequence[str], after: str) -> str:
        first = block[0]
        if len(block) > 2 or _NO_PARAGRAPH.match(first) or first.endswith(" ") or after.startswith(":"):
            raise UnknownForm
        attributes = ""
        if len(block) == 2:
            match = _BLOCK_ATTRIBUTES.fullmatch(block[1])
            if match is None:
                raise UnknownForm
            attributes = html_attributes(listed_attributes(match["attributes"]))
        return f"<p{attributes}>{self._line(first)}</p>"

    def _list(self, block: Sequence[str], before: str, after: str) -> str:
        """A list whose items are a line each; it may not be part of one around it, or others of it."""
        if _LIST_SIGN.match(before) or _LIST_SIGN.match(after):
            raise UnknownForm
        items = []
        for line in block:
            words = line.removeprefix(_ITEM)
            if not line.startswith(_ITEM) or _NO_PARAGRAPH.match(words) or words.endswith(" "):
                raise UnknownForm
            items.append(f"<li>{self._line(words)}</li>\n")
        return f"<ul>\n{''.join(items)}</ul>"

    def _definition(self, block: Sequence[str], inner: list[str]) -> None:
        """A term and its definition; those that come one after the other are one list."""
        term, words = block[0], block[1].removeprefix(_DEFINITION)
        if any(_NO_PARAGRAPH.match(line) or line.endswith(" ") for line in (term, words)):
            raise UnknownForm
        item = f"<dt>{self._line(term)}</dt>\n<dd>{self._line(words)}</dd>\n</dl>"
        if inner and inner[-1].startswith("<dl>\n"):
            inner[-1] = inner[-1].removesuffix("</dl>") + item
        else:
            inner.append(f"<dl>\n{item}")
