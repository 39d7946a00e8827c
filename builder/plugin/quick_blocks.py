r"""Blocks of Markdown in the forms in which the builder writes nearly all of them, converted by one pattern instead of by twenty.

    *Requests* a report on [73/180](<../73/180.md>); [¶](#op2){: .permalink data-place="OP2" }
    {: #op2 .op }

A block is a paragraph on one line, with a list of attributes on the next or without, or a list with a line for each item. On these lines
there are words, escaped signs, character references, links with attributes, emphasis that holds no other emphasis, and tags. Whatever
is not exactly of this form, a heading, a table, a page written in another way, is left to Python-Markdown, which this is part of; and what
is made here is, to the byte, what it would make (a test compares them).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from markdown.serializers import RE_AMP

__all__ = ["convert_blocks"]

# The signs that mean something in Markdown or in HTML, with the forms in which the builder writes them. `unknown` is any other use.
_SIGNS = r"""
    \\(?P<escaped>[\\`*_{}\[\]()>\#+\-.!])
  | (?P<entity>&(?:\#\d+|[a-z]+);)
  | (?P<tag></?[a-z]+(?:\ [a-z-]+="[^"<>&\\`*_{}\[\]]*")*>)
  | \[(?P<label>(?:[^\[\]\\]|\\.)*)\]
    \((?:<(?P<address>[^<>&"\s\\`{}\[\]]*)>|(?P<place>\#[a-z0-9-]+))\)
    (?:\{:(?P<attributes>[^{}\\`*_<>\[\]]*)\})?
  | (?<!\*)(?P<stars>\*{1,2})(?![\s*])(?P<stressed>(?:[^*\\]|\\.)+)(?<!\s)(?P=stars)(?!\*)
  | (?P<ampersand>&)(?!\#?\w+;)
  | (?P<greater>>)
  | (?P<unknown>[\\`*_{}\[\]<&\x02\x03])
"""
_SIGN = re.compile(_SIGNS, re.VERBOSE)

# What makes the first line of a block something else than a paragraph: a heading, a list, a definition, HTML that is no part of a line.
_INLINE_TAG = "<(?:span|small|sup|sub|strong|em|u|s|mark|bdi)[ >]"
_NO_PARAGRAPH = re.compile(rf"[#:>\s]|[*+-] |(?!{_INLINE_TAG})<")
_ITEM = "- "
_LIST_SIGN = re.compile(r"[ *+\-\d:]")
_BLOCK_ATTRIBUTES = re.compile(r"\{:(?P<attributes>[^{}\\`*_<>\[\]&]*)\}")
_ATTRIBUTE = re.compile(r' (?:#(?P<id>[a-z0-9-]+)|\.(?P<class>[A-Za-z0-9_-]+)|(?P<name>[a-z-]+)="(?P<value>[^"]*)")')
_TAGS = {"*": "em", "**": "strong"}

# HTML that stands on lines of its own and has Markdown in it or is whole: whatever comes after it is still Markdown.
_KNOWN_HTML = re.compile(rf'</|<[a-z0-9]+ [^>]*\bmarkdown="1"|<(?P<name>[a-z0-9]+)\b.*</(?P=name)>$|{_INLINE_TAG}')


class _UnknownForm(Exception):  # noqa: N818 - no error
    """Something that is not of the builder's own forms."""


def convert_blocks(lines: Sequence[str], address: Callable[[str], str], keep: Callable[[str], str]) -> list[str]:
    """The lines with a mark in the place of each run of blocks that was converted: what `keep` gives for its HTML.

    `address` gives what a link is to lead to from what stands in the Markdown.
    """
    blocks = list(_split(lines))
    firsts = ["", *(block[0] for block in blocks), ""]
    if any(first.startswith("<") and not _KNOWN_HTML.match(first) for first in firsts):
        return list(lines)
    convert = _Converter(address)
    out: list[str] = []
    run: list[str] = []
    for number, block in enumerate(blocks):
        html = convert.block(block, firsts[number], firsts[number + 2])
        if html is not None:
            run.append(html)
            continue
        if run:
            out += [keep("\n".join(run)), ""]
            run = []
        out += [*block, ""]
    if run:
        out += [keep("\n".join(run)), ""]
    return [*out, ""]  # a block at the end is parted from nothing as blocks are, or Markdown takes its line's end into it


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


class _Converter:
    """Converts the blocks of one page."""

    def __init__(self, address: Callable[[str], str]) -> None:
        self._address = address

    def block(self, block: Sequence[str], before: str, after: str) -> str | None:
        """The HTML of a block between two others, by their first lines; None where it is not of a known form."""
        first = block[0]
        try:
            if first.startswith(_ITEM):
                return self._list(block, before, after)
            if len(block) > 2 or _NO_PARAGRAPH.match(first) or first.endswith(" ") or after.startswith(":"):
                return None
            attributes = ""
            if len(block) == 2:
                match = _BLOCK_ATTRIBUTES.fullmatch(block[1])
                if match is None:
                    return None
                attributes = _html_attributes(match["attributes"], [])
            return f"<p{attributes}>{self._line(first)}</p>"
        except _UnknownForm:
            return None

    def _list(self, block: Sequence[str], before: str, after: str) -> str | None:
        """A list whose items are a line each; None where it may be part of one around it, or others of it."""
        if _LIST_SIGN.match(before) or _LIST_SIGN.match(after) or not all(line.startswith(_ITEM) for line in block):
            return None
        items = []
        for line in block:
            words = line.removeprefix(_ITEM)
            if _NO_PARAGRAPH.match(words) or words.endswith(" "):
                return None
            items.append(f"<li>{self._line(words)}</li>\n")
        return f"<ul>\n{''.join(items)}</ul>"

    def _line(self, words: str) -> str:
        return _SIGN.sub(self._sign, words)

    def _sign(self, match: re.Match[str]) -> str:
        kind = match.lastgroup
        if kind in ("label", "address", "place", "attributes"):
            return self._link(match)
        if kind == "escaped":
            return "&gt;" if match["escaped"] == ">" else match["escaped"]
        if kind in ("entity", "tag"):
            return match[0]
        if kind == "stressed":
            tag = _TAGS[match["stars"]]
            return f"<{tag}>{_SIGN.sub(self._sign, match['stressed'])}</{tag}>"
        if kind == "ampersand":
            return "&amp;"
        if kind == "greater":
            return "&gt;"
        raise _UnknownForm

    def _link(self, match: re.Match[str]) -> str:
        given = match["place"] or match["address"]
        attributes = _html_attributes(match["attributes"], [("href", self._address(given))])
        return f"<a{attributes}>{_SIGN.sub(self._sign, match['label'])}</a>"  # a label has no brackets, and so no links


def _html_attributes(given: str | None, found: list[tuple[str, str]]) -> str:
    """The list of attributes as HTML, after those that were found, by name as Python-Markdown writes them.

    >>> _html_attributes(' #op2 .op aria-label="OP2" ', [])
    ' aria-label="OP2" class="op" id="op2"'
    """
    if given:
        classes = []
        end = 0
        for match in _ATTRIBUTE.finditer(given):
            if match.start() != end:
                raise _UnknownForm
            end = match.end()
            if match["class"]:
                classes.append(match["class"])
            else:
                found.append(("id", match["id"]) if match["id"] else (match["name"], match["value"]))
        if given[end:].strip(" "):
            raise _UnknownForm
        if classes:
            found.append(("class", " ".join(classes)))
        found.sort()
    if len({name for name, _ in found}) < len(found):
        raise _UnknownForm
    return "".join(f' {name}="{_value(value)}"' for name, value in found)


def _value(value: str) -> str:
    return RE_AMP.sub("&amp;", value).replace("<", "&lt;").replace(">", "&gt;") if "&" in value or ">" in value or "<" in value else value
