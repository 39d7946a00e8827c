"""Footnotes: calls in the text under their printed markers, the notes at the end, and a way back from each note to every call."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from builder.anchors import Unit, UnitKind
from builder.pages.markdown import attributes, escape
from builder.pages.words import ENGLISH, Words

__all__ = ["Calls"]

_LAST_NOTE = re.compile(r"(^|-)fn(?=[^-]*(?:-dup\d+)?$)")


class Calls:
    """The calls of a document's notes. They are rendered in reading order, since each has an id of its own."""

    def __init__(self, units: Sequence[Unit], say: Words = ENGLISH) -> None:
        self._say = say
        self._notes: dict[str, list[str]] = {}
        for unit in units:
            if unit.kind is UnitKind.FOOTNOTE:
                self._notes.setdefault(unit.label, []).append(unit.anchor)
        self._made: Counter[str] = Counter()

    def render(self, marker: str, scope: str = "") -> str:
        """The call of the note with this marker, from text in this scope; the bare marker where there is no such note."""
        anchor = self._note(marker, scope)
        if anchor is None:
            return f'<sup class="footnote-ref">{escape(marker)}</sup>'
        self._made[anchor] += 1
        given = attributes(_call_id(anchor, self._made[anchor]), "footnote-ref", role="doc-noteref")
        return f"<sup>[{escape(marker)}](#{anchor}){given}</sup>"

    def _note(self, marker: str, scope: str) -> str | None:
        """The anchor of the note: the scope's own where an annex or a part restarts its notes, else the document's."""
        anchors = self._notes.get(marker, [])
        own = [anchor for anchor in anchors if scope and anchor.startswith(f"{scope}-")]
        return next(iter(own or anchors), None)

    def ways_back(self, anchor: str) -> Iterator[str]:
        """A link to each call of the note that was rendered, in order."""
        for number in range(1, self._made[anchor] + 1):
            label = "↩" if number == 1 else f"↩{number}"
            name = self._say("document.back_to_text") if number == 1 else self._say("document.back_to_text_again", n=number)
            given = attributes("", "footnote-backref", role="doc-backlink", aria_label=name)
            yield f"[{label}](#{_call_id(anchor, number)}){given}"


def _call_id(anchor: str, number: int) -> str:
    """The id of a note's n-th call: 'fn13' -> 'fnref13', 'fnref13-2'."""
    first = _LAST_NOTE.sub(r"\1fnref", anchor)
    return first if number == 1 else f"{first}-{number}"
