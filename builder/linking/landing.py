"""Where a pinpoint lands: from its steps to the anchors that a document has.

Labels and divisions decide as the anchors have them (`builder.anchors`, `builder.divisions`), never the look of an anchor: "section VI,
paragraph 3" is the third paragraph there whether or not its anchor says the section. What the document has twice, or not at all, is
nowhere: a wrong place is worse than none.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import takewhile

from builder.anchors import Anchored, Unit, UnitKind
from builder.divisions import ANNEXES, Division, Divisions, division_of
from builder.labels import anchor_piece, is_bullet
from builder.linking.pinpoints import Base, Pinpoint
from builder.linking.places import ORDINALS, Step
from builder.model import Heading
from builder.text import Text

__all__ = ["land"]

_PARAGRAPHS = frozenset({UnitKind.OPERATIVE, UnitKind.TEXT, UnitKind.ANNEX, UnitKind.SUBPARAGRAPH})
_INSIDE_DIVISIONS = frozenset({"paragraph", "operative", "preambular", "subparagraph", "footnote"})
_NUMBER_WORDS = {"one": "1", "two": "2", "three": "3", "four": "4", "five": "5"}


@dataclass(frozen=True, slots=True)
class _Region:
    """A stretch of one scope in which a step is looked for: the scope itself or a division of it, with its heading's unit."""

    scope: str
    units: Sequence[Unit]
    heading: Unit | None
    whole: bool  # it is the scope itself, to which its annexes and parts belong


def land(document: Anchored, pinpoint: Pinpoint, *, within: str = "", unit: Unit | None = None) -> tuple[str, ...]:
    """The anchors in the document that a pinpoint means, in reading order: one, those of a range, or () where it has no such place.

    `within` is the anchor of the scope to look in first, a composite's part, or of the annex that is the present resolution. `unit` is the
    citing unit of the same document where the pinpoint hangs on this text ("paragraph 4 above") or on the present resolution: above and
    below are looked for in its own division, then in its annex, draft or document.
    """
    first = _place(document, pinpoint, pinpoint.steps, within, unit)
    if first is None or pinpoint.through is None:
        return (first.anchor,) if first else ()
    last = _place(document, pinpoint, (*pinpoint.steps[:-1], pinpoint.through), within, unit)
    return _between(document, first, last) if last else ()


def _place(document: Anchored, pinpoint: Pinpoint, steps: tuple[Step, ...], within: str, unit: Unit | None) -> Unit | None:
    """The one unit that the steps lead to, in the first group of regions that has it; None where none has, or it is there twice."""
    if not steps[0].label and steps[0].division not in ANNEXES:
        return None
    if pinpoint.base is Base.HERE and unit is not None and steps[0].division == "subparagraph":
        return _subparagraph_near(document, unit, steps)
    for regions in _searched(document, pinpoint, steps[0], within, unit):
        found = {place.anchor: place for region in regions for place in _follow(document, region, steps)}
        if found:
            return next(iter(found.values())) if len(found) == 1 else None
    return None


def _searched(document: Anchored, pinpoint: Pinpoint, step: Step, within: str, unit: Unit | None) -> Iterator[list[_Region]]:
    """Groups of regions to look in, one after the other."""
    if pinpoint.base is Base.PRESENT and within:
        yield [_scope(document, within)]
        return
    if pinpoint.base is Base.MENTION:
        yield [_scope(document, within)]
        if not within:
            # Where the text itself has no such place: wherever else there is one, but for the drafts it quotes.
            yield [_scope(document, scope) for scope in document.scopes if not _in_draft(document, scope)]
        elif step.division in ANNEXES:
            yield [_scope(document, "")]
        return
    scope = unit.scope if unit else ""
    if pinpoint.base is Base.HERE and unit is not None:
        yield from ([region] for region in _around(_scope(document, scope), unit))
        if step.division in _INSIDE_DIVISIONS:
            return
    while scope and document.scopes[scope] == "annex":
        scope = _heading_of(document, scope).parent or ""
    yield [_scope(document, scope)]


def _follow(document: Anchored, region: _Region, steps: Sequence[Step]) -> list[Unit]:
    """The units that the steps lead to inside a region."""
    step, *rest = steps
    if step.division not in _INSIDE_DIVISIONS:
        inner = _divided(document, region, step)
        if not rest:
            return [part.heading for part in inner if part.heading is not None]
        return [place for part in inner for place in _follow(document, part, rest)]
    found = _paragraphs(region, step)
    for further in rest:
        found = [item for place in found for item in _items(document, place, further)]
    return found


# --- regions ----------------------------------------------------------------------------------------------------------------


def _scope(document: Anchored, scope: str) -> _Region:
    units = [unit for unit in document.units if unit.scope == scope]
    return _Region(scope, units, units[0] if scope else None, whole=True)


def _heading_of(document: Anchored, scope: str) -> Unit:
    return next(unit for unit in document.units if unit.anchor == scope)


def _in_draft(document: Anchored, scope: str) -> bool:
    while scope:
        if document.scopes[scope] == "draft":
            return True
        scope = _heading_of(document, scope).parent or ""
    return False


def _divided(document: Anchored, region: _Region, step: Step) -> list[_Region]:
    """The divisions, annexes and parts of a region that a step names."""
    found = [
        inner for division, inner in _divisions(region) if _is_named(step, division) or (not step.label and division.name == step.division)
    ]
    if region.whole:
        inside = [scope for scope in document.scopes if (_heading_of(document, scope).parent or "") == region.scope]
        found += [_scope(document, scope) for scope in inside if _names_scope(document, scope, step)]
    return found


def _names_scope(document: Anchored, scope: str, step: Step) -> bool:
    """Whether a step names a part by its letter or an annex by its heading; an annex without a label is any."""
    heading = _heading_of(document, scope)
    if document.scopes[scope] == "part":
        return step.division in ("part", "section") and step.label.lower() == anchor_piece(heading.label)
    if document.scopes[scope] == "draft" or step.division not in ANNEXES:
        return False
    division = division_of(Heading(heading.text))
    if division is None or division.name not in ANNEXES:
        return not step.label and step.division == "annex"
    return _is_named(step, division) or (not step.label and division.name == step.division)


def _is_named(step: Step, division: Division) -> bool:
    """Whether the division is the one that the step's noun and label name."""
    wanted = _wanted(step)
    return wanted is not None and wanted.name == division.name and wanted.anchor == division.anchor.rpartition("-")[2]


@lru_cache(maxsize=1024)
def _wanted(step: Step) -> Division | None:
    """The division that a heading 'Section II' would open; None without a label that divisions have."""
    label = _NUMBER_WORDS.get(step.label, step.label)
    named = division_of(Heading(Text(f"{step.division} {label}"))) if label else None
    bare = division_of(Heading(Text(step.division)))
    return named if named != bare else None


def _divisions(region: _Region) -> Iterator[tuple[Division, _Region]]:
    """The numbered divisions of a region, each with what stands in it, to the next of its level."""
    open_now = Divisions()
    begun: list[tuple[int, int, Division, Unit]] = []  # place, depth, division, heading
    for place, unit in enumerate(region.units):
        if unit.kind is not UnitKind.HEADING or unit is region.heading or unit.parent != (unit.scope or None):
            continue
        if division := division_of(Heading(unit.text, unit.label)):
            open_now.enter(division)
            begun.append((place, open_now.depth, open_now.open[-1], unit))
    for number, (place, depth, division, heading) in enumerate(begun):
        end = next((other for other, level, *_ in begun[number + 1 :] if level <= depth), len(region.units))
        yield division, _Region(region.scope, region.units[place + 1 : end], heading, whole=False)


def _around(scope: _Region, unit: Unit) -> list[_Region]:
    """The divisions of a scope that a unit stands in, the innermost first, and the scope itself."""
    inside = [region for _, region in _divisions(scope) if any(other is unit for other in region.units)]
    return [*sorted(inside, key=lambda region: len(region.units)), scope]


# --- paragraphs -------------------------------------------------------------------------------------------------------------


@lru_cache(maxsize=4096)
def _piece(label: str) -> str:
    return "" if not label or is_bullet(label) else anchor_piece(label)


def _paragraphs(region: _Region, step: Step) -> list[Unit]:
    """The paragraphs of a region that a step names by number or letter, or by their place where they have no numbers."""
    if step.division == "footnote":
        return [unit for unit in region.units if unit.kind is UnitKind.FOOTNOTE and unit.label == step.label]
    if step.division == "preambular":
        opening = takewhile(lambda unit: unit.level or unit.kind not in _PARAGRAPHS, region.units)
        return _counted([unit for unit in opening if unit.kind is UnitKind.PREAMBULAR], step)
    paragraphs = [unit for unit in region.units if unit.level == 0 and unit.kind in _PARAGRAPHS]
    if step.division == "operative":
        paragraphs = [unit for unit in paragraphs if unit.kind is UnitKind.OPERATIVE]
    found = [unit for unit in paragraphs if _piece(unit.label) == _piece(step.label)]
    if found or any(_piece(unit.label)[:1].isdigit() for unit in paragraphs):
        return found
    if step.division == "subparagraph":
        return [unit for unit in region.units if unit.kind in _PARAGRAPHS and _piece(unit.label) == _piece(step.label)]
    return _counted([unit for unit in paragraphs if not unit.label], step)


def _counted(units: Sequence[Unit], step: Step) -> list[Unit]:
    """The unit at the place that the step's number or ordinal says."""
    digits = step.label.rstrip("stndrh")
    number = int(digits) if digits.isdecimal() else ORDINALS.get(step.label.lower(), 0)
    return [units[number - 1]] if 0 < number <= len(units) else []


def _items(document: Anchored, unit: Unit, step: Step) -> list[Unit]:
    """The subparagraphs of a unit that have the step's label; those under its unnumbered lines count where it has none of its own."""
    below = [item for item in document.units if item.parent == unit.anchor]
    own = [item for item in below if item.label and _piece(item.label) == _piece(step.label)]
    lines = {item.anchor for item in below if not item.label and item.kind in _PARAGRAPHS}
    if own or not lines:
        return own
    return [item for item in document.units if item.parent in lines and item.label and _piece(item.label) == _piece(step.label)]


def _subparagraph_near(document: Anchored, unit: Unit, steps: Sequence[Step]) -> Unit | None:
    """The subparagraph that a text says without its paragraph: one of its own, of the paragraph it stands in, and so on outwards."""
    by_anchor = {other.anchor: other for other in document.units if other.anchor}  # formulas have none
    around: Unit | None = unit
    while around is not None and around.anchor not in document.scopes:
        found = [around]
        for step in steps:
            found = [item for place in found for item in _items(document, place, step)]
        if found:
            return found[0] if len(found) == 1 else None
        around = by_anchor.get(around.parent or "")
    for region in _around(_scope(document, unit.scope), unit):
        beside = [
            other
            for other in region.units
            if other.level == 0 and other.kind in _PARAGRAPHS and _piece(other.label) == _piece(steps[0].label)
        ]
        for step in steps[1:]:
            beside = [item for place in beside for item in _items(document, place, step)]
        if beside:
            return beside[0] if len(beside) == 1 else None
    return None


def _between(document: Anchored, first: Unit, last: Unit) -> tuple[str, ...]:
    """The anchors of a range: what stands from the first to the last of one list; () where they are of no one list."""

    def beside(unit: Unit) -> bool:
        alike = (unit.kind, unit.level, unit.parent, bool(unit.label)) == (first.kind, first.level, first.parent, bool(first.label))
        return alike and (unit.anchor in document.scopes) == (first.anchor in document.scopes) and not is_bullet(unit.label)

    start, end = document.units.index(first), document.units.index(last)
    if start >= end or not beside(last):
        return ()
    return tuple(unit.anchor for unit in document.units[start : end + 1] if beside(unit))
