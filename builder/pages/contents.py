"""The contents of a document: its preamble, sections, parts and annexes, its paragraphs by their opening words, what follows the text.

One list, beside the text where there is room and opened by a button elsewhere, is HTML of its own: hundreds of links in Markdown would take
longer than the text.

    <li><a href="#op2">2 <em>Decides</em> to extend the mandate…</a></li>
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from builder.anchors import Anchored, Unit, UnitKind
from builder.pages.markdown import escape_html
from builder.pages.names import capital, place_name
from builder.pages.words import Words, words_of
from builder.text import MarkKind

__all__ = ["render_contents"]

_FEW = 4  # a document with fewer places than these is seen at a glance
_MANY = 60  # a document with more paragraphs than these has them by number alone, in rows
_LENGTH = 30  # characters of an entry's opening words; those emphasised stay together up to
_LONGEST = 60
_PARAGRAPHS = (UnitKind.OPERATIVE, UnitKind.TEXT)


@dataclass(frozen=True, slots=True)
class _Place:
    """An entry: how deep it stands, where it leads, its words in HTML, and whether it is one of a row of numbers."""

    depth: int
    anchor: str
    words: str
    in_row: bool = False


def render_contents(document: Anchored, foot: tuple[tuple[str, str], ...] = ()) -> str:
    """The contents as a block of HTML; '' for a short document. `foot` are anchors and names of what follows the text on its page."""
    say = words_of(document.resolution.language)
    places = [*_places(document, say), *(_Place(0, anchor, escape_html(name)) for anchor, name in foot)]
    if len(places) < _FEW:
        return ""
    button = f'<button type="button" class="contents-open" popovertarget="contents">{escape_html(say("document.contents"))}</button>'
    nested = "".join(_nested(places))
    name = escape_html(say("document.in_this_document"))
    return f'<div class="rail">{button}<nav id="contents" class="contents" aria-label="{name}" popover>{nested}</nav></div>'


def _nested(places: Sequence[_Place]) -> Iterator[str]:
    """The entries as lists in lists. An entry that is deeper by more than one step stands one step deeper."""
    lists: list[_Place] = []  # the entry that each open list goes on from
    for place in places:
        if not lists or place.depth > lists[-1].depth:
            yield _list(place)
        else:
            yield "</li>"
            while len(lists) > 1 and place.depth <= lists[-2].depth:
                lists.pop()
                yield "</ul></li>"
            if lists.pop().in_row != place.in_row:
                yield f"</ul>{_list(place)}"
        lists.append(place)
        yield f'<li><a href="#{place.anchor}">{place.words}</a>'
    yield "</li></ul>" * len(lists)


def _list(first: _Place) -> str:
    return '<ul class="row">' if first.in_row else "<ul>"


def _places(document: Anchored, say: Words) -> Iterator[_Place]:
    """The places in reading order."""
    units = [unit for unit in document.units if unit.kind is not UnitKind.FOOTNOTE]
    listed = _paragraphs(units)
    many, isolate = len(listed) > _MANY, say.is_right_to_left
    depths: dict[str, int] = {}  # of the last heading in each scope
    preambles: set[str] = set()
    for unit in units:
        around = _depth_of_scope(document, unit.scope)
        if unit.kind is UnitKind.HEADING:
            depth = around - 1 if unit.anchor in document.scopes else around + max(1, unit.level) - 1
            depths[unit.scope] = depth + 1
            if words := _heading(unit, document, say):
                yield _Place(depth, unit.anchor, words)
        elif unit.kind is UnitKind.PREAMBULAR and unit.level == 0 and unit.scope not in preambles:
            preambles.add(unit.scope)
            yield _Place(depths.get(unit.scope, around), unit.anchor, escape_html(say("document.preamble")))
        elif unit.anchor in listed:
            words = (
                escape_html(unit.label)
                if many
                else " ".join(part for part in (escape_html(unit.label), _opening(unit, isolate=isolate)) if part)
            )
            yield _Place(depths.get(unit.scope, around), unit.anchor, words, in_row=many)
    if len(units) < len(document.units):
        yield _Place(0, "notes", escape_html(say("document.notes")))


def _paragraphs(units: Iterable[Unit]) -> set[str]:
    """The anchors of the paragraphs that are listed: the numbered ones and, in a part in which none is numbered, all.

    Annexes are listed by their headings.
    """
    found: dict[str, list[Unit]] = {}
    for unit in units:
        if unit.kind in _PARAGRAPHS and unit.level == 0:
            found.setdefault(unit.scope, []).append(unit)
    listed: set[str] = set()
    for paragraphs in found.values():
        numbered = [unit for unit in paragraphs if unit.label]
        listed.update(unit.anchor for unit in numbered or paragraphs)
    return listed


def _depth_of_scope(document: Anchored, scope: str) -> int:
    """How many parts, drafts and annexes it stands in, itself counted: 'b-annex' -> 2."""
    pieces = scope.split("-") if scope else []
    return sum("-".join(pieces[:length]) in document.scopes for length in range(1, len(pieces) + 1))


def _heading(unit: Unit, document: Anchored, say: Words) -> str:
    """The heading as printed; for a part, draft or annex over which nothing is printed, what it is called."""
    printed = f"{unit.label} {unit.text.words}".strip()
    if document.scopes.get(unit.anchor) == "part" or (not printed and unit.anchor in document.scopes):
        printed = " ".join(part for part in (capital(place_name(unit.anchor, say)), unit.text.words) if part)
    return escape_html(printed, isolate=say.is_right_to_left)


def _opening(unit: Unit, *, isolate: bool) -> str:
    """The first words of a paragraph, those emphasised in print emphasised: '<em>Decides</em> to extend the mandate…'."""
    words = unit.text.words
    start = len(words) - len(words.lstrip('“"«‘ '))
    emphasis = next((mark for mark in unit.text.marks if mark.kind is MarkKind.ITALIC and mark.start <= start), None)
    shown = _shortened(words, max(_LENGTH, min(emphasis.end, _LONGEST) if emphasis else 0))
    more = "…" if len(shown) < len(words) else ""
    if emphasis is None:
        return escape_html(shown, isolate=isolate) + more
    end = min(emphasis.end, len(shown))
    before, core, after = (
        escape_html(words, isolate=isolate) for words in (shown[: emphasis.start], shown[emphasis.start : end], shown[end:])
    )
    return f"{before}<em>{core}</em>{after}{more}"


def _shortened(words: str, length: int) -> str:
    """As many whole words as an entry has room for, the first at least; where there are no spaces, as many characters."""
    if len(words) <= length:
        return words
    cut = words.rfind(" ", 0, length + 1)
    return words[: cut if cut > 0 else length].rstrip(" ,;:–—")
