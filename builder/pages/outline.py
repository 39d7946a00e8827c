"""The way through a document: links to its preamble, its numbered paragraphs, its parts and annexes, and what follows the text."""

from __future__ import annotations

from collections.abc import Iterator

from builder.anchors import Anchored, Unit, UnitKind
from builder.pages.markdown import escape, link
from builder.pages.names import place_name

__all__ = ["render_outline"]

_FEW = 6  # a document with fewer places than these is seen at a glance
# Up to so many numbered paragraphs each has a link; above, every fifth has, above that every tenth.
_EACH, _FIFTHS = 40, 150


def render_outline(document: Anchored, foot: tuple[tuple[str, str], ...] = ()) -> str:
    """The outline as Markdown; '' for a short document. `foot` are anchors and names of what follows the text on its page."""
    places = [*_places(document), *foot]
    if len(places) < _FEW:
        return ""
    links = " ".join(link(escape(name, opening=False), f"#{anchor}") for anchor, name in places)
    return f'<nav class="outline" aria-label="In this document" markdown="1">\n\n{links}\n\n</nav>'


def _places(document: Anchored) -> Iterator[tuple[str, str]]:
    """Anchor and name of each place, in reading order."""
    units = document.units
    numbered = [unit for unit in units if _is_numbered(unit)]
    step = 1 if len(numbered) <= _EACH else 5 if len(numbered) <= _FIFTHS else 10
    shown = {unit.anchor for unit in numbered if step == 1 or unit is numbered[0] or int(unit.label) % step == 0}
    preamble = next((unit.anchor for unit in units if unit.kind is UnitKind.PREAMBULAR and not unit.scope), None)
    notes = next((unit.anchor for unit in units if unit.kind is UnitKind.FOOTNOTE), None)
    for unit in units:
        if unit.anchor == preamble:
            yield unit.anchor, "Preamble"
        elif unit.anchor in shown:
            yield unit.anchor, unit.label
        elif document.scopes.get(unit.anchor) in ("part", "annex"):
            yield unit.anchor, _capital(place_name(unit.anchor) if document.scopes[unit.anchor] == "part" else unit.text.words or "Annex")
        elif unit.anchor == notes:
            yield "notes", "Notes"


def _is_numbered(unit: Unit) -> bool:
    """Whether it is a numbered paragraph of the document itself: an annex or a part is one place."""
    return unit.label.isdecimal() and unit.level == 0 and not unit.scope and unit.kind in (UnitKind.OPERATIVE, UnitKind.TEXT)


def _capital(name: str) -> str:
    return name[:1].upper() + name[1:]
