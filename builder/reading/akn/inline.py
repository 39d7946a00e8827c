"""The text inside one block: emphasis, links and footnote calls, and the footnotes themselves."""

from __future__ import annotations

import re

from builder.diagnostics import Diagnostic
from builder.model import Footnote
from builder.reading.akn.tree import Element, iter_named, local
from builder.text import MarkKind, Text, TextBuilder, join_texts, normalise_words

__all__ = ["BLOCKS", "STRUCTURES", "Notes", "read_inline"]

# Elements that are texts of their own, though the files sometimes write one inside another.
BLOCKS = frozenset({"p", "heading", "subheading", "crossHeading", "listIntroduction", "block"})
STRUCTURES = frozenset({"embeddedStructure", "quotedStructure"})

_EMPHASIS = {
    "italic": MarkKind.ITALIC,
    "bold": MarkKind.BOLD,
    "underline": MarkKind.UNDERLINE,
    "strike": MarkKind.STRIKE,
}
# '5', '7,8', '*': what a superscript must be to call a footnote. Not '10^14', 'm³', '6123rd', which are no notes of the document.
_MARKERS = re.compile(r"[\d,\s*]+")

_DIGITS = 4


class Notes:
    """The footnotes of a document under their printed numbers, which the files do not always carry.

    They carry a word processor's ids: where the first is k > 1, every printed number is k - 1 less.
    """

    def __init__(self, root: Element) -> None:
        self._markers = [_marker(note) for note in iter_named(root, "authorialNote")]
        numbers = [int(marker) for marker in self._markers if _is_number(marker)]
        self.shift = max(min(numbers, default=1) - 1, 0)
        self.footnotes: list[Footnote] = []

    def printed(self, marker: str) -> str:
        """The printed number of a marker in the file."""
        return str(int(marker) - self.shift) if _is_number(marker) else marker

    def called_by(self, superscript: str) -> list[str]:
        """The printed markers that a superscript calls; none where it is no call of notes that exist."""
        if not _MARKERS.fullmatch(superscript):
            return []
        found = re.findall(r"\d+|\*+", superscript)
        return [self.printed(marker) for marker in found] if all(marker in self._markers for marker in found) else []

    def add(self, note: Element) -> str:
        """Read a footnote where it is first called; its printed marker is returned."""
        marker = self.printed(_marker(note))
        # Not those of notes in it, which are read where they are called: else each note in a note would double the work.
        own = (p for p in iter_named(note, "p") if next(p.iterancestors(note.tag)) is note)
        paragraphs = [read_inline(p, self) for p in own]
        self.footnotes.append(Footnote(marker, join_texts(text for text in paragraphs if text)))
        return marker

    def in_order(self) -> tuple[Footnote, ...]:
        """The footnotes in order of their numbers; what is no number keeps its place at the end."""
        return tuple(sorted(self.footnotes, key=lambda note: (0, int(note.marker)) if _is_number(note.marker) else (1, 0)))

    def diagnostics(self) -> list[Diagnostic]:
        """What is odd about the numbers: a shift, and numbers missing from the sequence."""
        out = []
        if self.shift:
            out.append(Diagnostic("akn-notes-shifted", found=f"first marker {self.shift + 1}", done=f"every number is {self.shift} less"))
        numbers = sorted(int(note.marker) for note in self.footnotes if _is_number(note.marker))
        missing = sorted(set(range(1, numbers[-1] + 1)) - set(numbers)) if numbers else []
        if missing:
            out.append(Diagnostic("akn-notes-missing", found="no note " + ", ".join(map(str, missing))))
        return out


def _marker(note: Element) -> str:
    """The marker in the file, without white space; '?' where there is none, since a note without one could not be called."""
    return "".join(normalise_words(note.get("marker") or "").split()) or "?"


def _is_number(marker: str) -> bool:
    """Whether the marker numbers its note. No document has ten thousand notes: a longer number is a slip, and a sign like any other."""
    return marker.isdecimal() and len(marker) <= _DIGITS


def read_inline(block: Element, notes: Notes) -> Text:
    """The block's text with its marks, without the blocks inside it. Footnotes met on the way are added to notes."""
    builder = TextBuilder()
    _walk(block, builder, notes, block)
    return builder.build()


def _walk(element: Element, builder: TextBuilder, notes: Notes, block: Element) -> None:
    name = local(element)
    if name == "authorialNote":
        builder.call(notes.add(element))
        return
    if name == "eol":
        builder.add(" ")
        return
    if name == "img" or (element is not block and (name in BLOCKS or name in STRUCTURES or name == "decoration")):
        return
    if name == "sup" and (called := notes.called_by("".join(map(str, element.itertext())))):
        for marker in called:
            builder.call(marker)
        return
    start = builder.open()
    builder.add(element.text or "")
    for child in element:
        _walk(child, builder, notes, block)
        builder.add(child.tail or "")
    for kind, value in _marks(element, name):
        builder.close(start, kind, value)


def _marks(element: Element, name: str) -> list[tuple[MarkKind, str]]:
    if name == "a":
        return [(MarkKind.LINK, (element.get("href") or "").strip())]
    if name == "span":
        return [(kind, "") for word, kind in _EMPHASIS.items() if word in (element.get("class") or "").split()]
    if name == "inline" and element.get("name") == "smallCaps":
        return [(MarkKind.SMALL_CAPS, "")]
    if name in ("sup", "sub"):
        return [(MarkKind(name), "")]
    return []
