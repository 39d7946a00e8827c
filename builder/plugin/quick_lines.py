r"""Lines of Markdown in the forms in which the builder writes nearly all of them, converted by one pattern instead of by twenty.

    *Requests* a report on [73/180](<../73/180.md>); [¶](#op2){: .permalink data-place="OP2" }

On these lines there are words, escaped signs, character references, links with attributes, emphasis that holds no other emphasis, and
tags. Anything else is an `UnknownForm`, and left to Python-Markdown; what is made here is, to the byte, what that would make (a test
compares them).
"""

from __future__ import annotations

import re
from collections.abc import Callable

from markdown.serializers import RE_AMP

__all__ = ["UnknownForm", "convert_line", "escaped_value", "html_attributes", "listed_attributes"]

# The signs that mean something in Markdown or in HTML, with the forms in which the builder writes them; what matches no further is of an
# unknown form. That all begin with one of a set is what lets the pattern skip the words between them at once.
_SIGNS = r"""[\\&<\[*>`_{}\]\x02\x03](?:
    (?<=\\)(?P<escaped>[\\`*_{}\[\]()>\#+\-.!])
  | (?<=&)(?P<entity>(?:\#\d+|\#x[0-9a-f]+|[a-z]+);)
  | (?<=<)(?P<tag>/?[a-z]+(?:\ [a-z-]+="[^"<>&\\`*_{}\[\]]*")*>)
  | (?<=\[)(?P<label>(?:[^\[\]\\]|\\.)*)\]
    \((?:<(?P<address>[^<>&"\s\\`{}\[\]]*)>|(?P<place>[\#?][a-z0-9=-]+))\)
    (?:\{:(?P<attributes>[^{}\\`*_<>\[\]]*)\})?
  | (?<=\*)(?<!\*\*)(?P<second>\*?)(?![\s*])(?P<stressed>(?:[^*\\]|\\.)+)(?<!\s)\*(?P=second)(?!\*)
  | (?<=&)(?P<ampersand>(?!\#?\w+;))
  | (?<=>)(?P<greater>)
)?"""
_SIGN = re.compile(_SIGNS, re.VERBOSE)

_ATTRIBUTE = re.compile(r' (?:#(?P<id>[a-z0-9-]+)|\.(?P<class>[A-Za-z0-9_-]+)|(?P<name>[a-z-]+)="(?P<value>[^"]*)")')


class UnknownForm(Exception):  # noqa: N818 - no error
    """Something that is not of the builder's own forms."""


def convert_line(words: str, address: Callable[[str], str]) -> str:
    """The HTML of a line; `address` gives what a link is to lead to from what stands in the Markdown. UnknownForm where it is of none."""

    def convert(match: re.Match[str]) -> str:
        kind = match.lastgroup
        if kind in ("label", "address", "place", "attributes"):
            href = address(match["place"] or match["address"])
            attributes = html_attributes([("href", href), *listed_attributes(match["attributes"] or "")])
            return f"<a{attributes}>{_SIGN.sub(convert, match['label'])}</a>"  # a label has no brackets, and so no links
        if kind == "escaped":
            return "&gt;" if match["escaped"] == ">" else match["escaped"]
        if kind in ("entity", "tag"):
            return match[0]
        if kind == "stressed":
            tag = "strong" if match["second"] else "em"
            return f"<{tag}>{_SIGN.sub(convert, match['stressed'])}</{tag}>"
        if kind == "ampersand":
            return "&amp;"
        if kind == "greater":
            return "&gt;"
        raise UnknownForm

    return _SIGN.sub(convert, words)


def listed_attributes(given: str) -> list[tuple[str, str]]:
    """Names and values of what stands in a list of attributes. UnknownForm where it is no list as the builder writes it.

    >>> listed_attributes(' #op2 .op .numbered aria-label="OP2" ')
    [('id', 'op2'), ('aria-label', 'OP2'), ('class', 'op numbered')]
    """
    found, classes = [], []
    end = 0
    for match in _ATTRIBUTE.finditer(given):
        if match.start() != end:
            raise UnknownForm
        end = match.end()
        if match["class"]:
            classes.append(match["class"])
        else:
            found.append(("id", match["id"]) if match["id"] else (match["name"], match["value"]))
    if given[end:].strip(" "):
        raise UnknownForm
    if classes:
        found.append(("class", " ".join(classes)))
    return found


def html_attributes(attributes: list[tuple[str, str]]) -> str:
    """The attributes by name, as Python-Markdown writes them. UnknownForm where one is there twice.

    >>> html_attributes([('id', 'op2'), ('class', 'op')])
    ' class="op" id="op2"'
    """
    if len(attributes) > 1:
        attributes.sort()
        if len({name for name, _ in attributes}) < len(attributes):
            raise UnknownForm
    return "".join([f' {name}="{escaped_value(value)}"' for name, value in attributes])


def escaped_value(value: str) -> str:
    """The value of an attribute, without double quotation marks, as Python-Markdown writes it."""
    return RE_AMP.sub("&amp;", value).replace("<", "&lt;").replace(">", "&gt;") if "&" in value or ">" in value or "<" in value else value
