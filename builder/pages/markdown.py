r"""Markdown escaping: the one module that knows how words become Python-Markdown source.

Every word of a document is untrusted. What leaves this module shows exactly the words given and nothing else: no tag, no entity, no list,
no heading, no attribute list, no template code. Python-Markdown unescapes a backslash before a few characters only; the others are
written as character references.

    *Recalling* its resolution [73/180](<../73/180.md>) of 17 December 2018,<sup>[1](#fn1){: #fnref1 .footnote-ref }</sup>
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import quote

import yaml

from builder.text import Mark, MarkKind, Text

__all__ = ["attributes", "escape", "escape_html", "front_matter", "in_language", "inline", "link", "plain_matter", "relative_link"]

# Wherever they stand: escapes, emphasis, code, links, images, attribute lists, headings' closing signs. Python-Markdown unescapes these.
_ANYWHERE = re.compile(r"[\\`*_{}\[\]#]|!$")  # a final "!" would make the link after it an image
# An ampersand that begins a character reference, or that may begin one with the words that follow this piece.
_REFERENCE = re.compile(r"&(?=[#0-9A-Za-z]|$)")
# At the start of a paragraph: quotations, lists, definitions, rules, fenced code.
_OPENING_SIGN = re.compile(r"(?P<space> *)(?P<sign>[>+\-]|(?P<number>\d+)\.|[:~=|])")
# Most words have nothing of all that, and are let through by this alone.
_UNUSUAL = re.compile(r"[\\`*_{}\[\]#<&!\x00-\x1f\x7f]|[^\S ]|  ")
_BREAKS = re.compile(r"\s+")
_WHITE_CONTROLS = re.compile("[\x0b\x0c\x1c-\x1f]")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1b\x7f]")  # the others are white space
# What is written from left to right in a text that is not: Latin words with the numbers and brackets that belong to them ('S/RES/1325
# (2000)', 'Treaty Series, vol. 1577'), and numbers with strokes ('73/180'). Not a number alone, nor years with a dash between them, which
# Arabic reads from right to left. Bounded, so that no line of digits takes long.
_TOKEN = r"[A-Za-zÀ-ɏ0-9]+(?:[/.’'-][A-Za-zÀ-ɏ0-9]+)*"
_LEFT_TO_RIGHT = re.compile(
    rf"""(?<![A-Za-zÀ-ɏ0-9])(?=[0-9/.’'-]{{0,40}}[A-Za-zÀ-ɏ]){_TOKEN}(?:[,.:;]?[ ]{_TOKEN}|[ ]?\({_TOKEN}(?:[,.:;]?[ ]{_TOKEN})*\))*
        | (?<![\w/])[0-9]+(?:/[0-9]+)+(?![\w/])""",
    re.VERBOSE,
)

# Most words have none of it: these two are found faster.
_LATIN, _STROKE = re.compile("[A-Za-zÀ-ɏ]"), re.compile("[0-9]/[0-9]")


def escape(words: str, *, opening: bool = True, isolate: bool = False) -> str:
    r"""Markdown source that shows the words; with `opening` also at the start of a paragraph.

    With `isolate`, for a text that is written from right to left, symbols and Latin words in it keep their own direction.

    >>> escape("1. *Decides* to remain [seized]")
    '1\\. \\*Decides\\* to remain \\[seized\\]'
    >>> escape("القرار A/RES/74/166", isolate=True)
    'القرار <bdi>A/RES/74/166</bdi>'
    """
    if isolate:
        pieces = _pieces(words)
        return "".join(
            f"<bdi>{escape(piece, opening=False)}</bdi>" if place % 2 else escape(piece, opening=opening and place == 0)
            for place, piece in enumerate(pieces)
        )
    if _UNUSUAL.search(words):
        words = _BREAKS.sub(" ", _CONTROLS.sub("", words))
        words = _REFERENCE.sub("&amp;", words).replace("<", "&lt;")
        words = _ANYWHERE.sub(r"\\\g<0>", words)
    return _OPENING_SIGN.sub(_escaped_opening, words, count=1) if opening and _OPENING_SIGN.match(words) else words


def _escaped_opening(match: re.Match[str]) -> str:
    if match["number"]:
        return f"{match['space']}{match['number']}\\."
    sign = match["sign"]
    return match["space"] + (f"\\{sign}" if sign in ">+-" else f"&#{ord(sign)};")


def _pieces(words: str) -> list[str]:
    """The words cut so that every second piece is one to be isolated."""
    if not (_LATIN.search(words) or _STROKE.search(words)):
        return [words]
    pieces, start = [], 0
    for match in _LEFT_TO_RIGHT.finditer(words):
        pieces += [words[start : match.start()], match.group()]
        start = match.end()
    return [*pieces, words[start:]]


def escape_html(words: str, *, isolate: bool = False) -> str:
    """The words for the inside of an element or, without `isolate`, of a quoted attribute in raw HTML."""
    if isolate:
        return "".join(
            f"<bdi>{escape_html(piece)}</bdi>" if place % 2 else escape_html(piece) for place, piece in enumerate(_pieces(words))
        )
    return html.escape(_WHITE_CONTROLS.sub(" ", _CONTROLS.sub("", words)), quote=True)


def in_language(source: str, language: str, around: str) -> str:
    """Markdown or HTML of words in one language, for a text in another, which may be written the other way."""
    return f'<bdi lang="{escape_html(language)}">{source}</bdi>' if source and language != around else source


def attributes(anchor: str, *classes: str, **others: str) -> str:
    """An attribute list for the block or element before it.

    >>> attributes("op2", "op", aria_label="OP2")
    '{: #op2 .op aria-label="OP2" }'

    Anchors and classes are ours, never words of a document. Values of others are shown without the signs that Markdown would read in
    them; two stars or underscores in one value are the caller's to avoid.
    """
    names = [f"#{anchor}"] if anchor else []
    names += [f".{name}" for name in classes]
    names += [f'{name.replace("_", "-")}="{_NO_REFERENCE.sub("", _NO_VALUE.sub("", value))}"' for name, value in others.items()]
    return "{: " + " ".join(names) + " }"


# What would end the value or the list, or begin something else in it: the list is read after links, code, tags and references are.
_NO_VALUE = re.compile(r"[\"{}\[\]<>\\`\x00-\x1f\x7f]")
_NO_REFERENCE = re.compile(r"&+(?=[#\w])")


def link(label: str, address: str) -> str:
    """A link under a label that is Markdown already; the address is percent-encoded where it could end the link."""
    return f"[{label}](<{quote(address, safe=_ADDRESS)}>)"


_ADDRESS = "/:?#[]@!$&'()*+,;=%~-._"


def relative_link(source: str, target: str, anchor: str = "") -> str:
    """The address of one page's Markdown file from another's; the anchor alone within one page.

    >>> relative_link("en/A/RES/74/166.md", "en/S/RES/1325(2000).md", "op3")
    '../../../S/RES/1325(2000).md#op3'
    """
    fragment = f"#{anchor}" if anchor else ""
    if source == target and anchor:
        return fragment
    here, there = source.split("/")[:-1], target.split("/")
    shared = 0
    while shared < min(len(here), len(there) - 1) and here[shared] == there[shared]:
        shared += 1
    return "../" * (len(here) - shared) + "/".join(there[shared:]) + fragment


def plain_matter(values: Mapping[str, Any]) -> dict[str, Any]:
    """The page's metadata in plain values, as they are read back from YAML; empty ones and control characters are left out."""
    return {name: _without_controls(value) for name, value in values.items() if value not in (None, "", [], (), {})}


def front_matter(plain: Mapping[str, Any]) -> str:
    """The page's metadata, in plain values, as MkDocs reads it, between its lines of dashes."""
    body: str = yaml.dump(dict(plain), Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=10_000)
    return f"---\n{body}---\n"


def _without_controls(value: Any) -> Any:
    if isinstance(value, str):
        return _CONTROLS.sub("", value)
    if isinstance(value, Mapping):
        return {name: _without_controls(inner) for name, inner in value.items()}
    return [_without_controls(inner) for inner in value] if isinstance(value, list | tuple) else value


_Dumper: Any = getattr(yaml, "CSafeDumper", yaml.SafeDumper)

# Where Markdown has no sign, or its sign would be read together with its neighbour's.
_TAGS = {
    MarkKind.BOLD: ("<strong>", "</strong>"),
    MarkKind.ITALIC: ("<em>", "</em>"),
    MarkKind.UNDERLINE: ("<u>", "</u>"),
    MarkKind.STRIKE: ("<s>", "</s>"),
    MarkKind.SMALL_CAPS: ('<span class="sc">', "</span>"),
    MarkKind.SUPERSCRIPT: ("<sup>", "</sup>"),
    MarkKind.SUBSCRIPT: ("<sub>", "</sub>"),
}
_SIGNS = {MarkKind.BOLD: "**", MarkKind.ITALIC: "*"}


def inline(
    text: Text, call: Callable[[str], str], *, opening: bool = True, about: Callable[[Mark], str] = lambda _: "", isolate: bool = False
) -> str:
    """The text as one line of Markdown; with `opening` also at the start of a paragraph, with `isolate` for one from right to left.

    The value of each LINK mark is the address it is to lead to; `call` gives the Markdown of a footnote call from its marker. A call
    never stands inside a link. `about` gives the attribute list of a link, '' for none.
    """
    if not text.marks:
        return escape(text.words, opening=opening, isolate=isolate)
    out: list[str] = []
    opened: list[Mark] = []

    def close_to(keep: int) -> None:
        while len(opened) > keep:
            mark = opened.pop()
            out.append(f"](<{quote(mark.value, safe=_ADDRESS)}>){about(mark)}" if mark.kind is MarkKind.LINK else _TAGS[mark.kind][1])

    for segment in text.segments():
        if not segment.words:
            close_to(0)
            out.append(call(segment.marks[0].value))
            continue
        words, marks = escape(segment.words, opening=opening and not out, isolate=isolate), segment.marks
        if len(marks) == 1 and marks[0] not in opened and (sign := _SIGNS.get(marks[0].kind)) and _free(out, words):
            close_to(0)
            core = words.strip()
            before, _, after = words.partition(core)
            out.append(f"{before}{sign}{core}{sign}{after}")
            continue
        same = 0
        while same < min(len(opened), len(marks)) and opened[same] is marks[same]:
            same += 1
        close_to(same)
        for mark in marks[same:]:
            opened.append(mark)
            out.append("[" if mark.kind is MarkKind.LINK else _TAGS[mark.kind][0])
        out.append(words)
    close_to(0)
    return "".join(out)


def _free(out: list[str], words: str) -> bool:
    """Whether Markdown's stars around the words can be read in one way only: there are words, and no star or tag before them."""
    return bool(words.strip()) and (words[0] == " " or not (out and out[-1].endswith(("*", ">"))))
