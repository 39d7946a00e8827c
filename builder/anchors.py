"""Anchors: the address of every paragraph, heading, table and footnote inside its document.

`anchored(resolution)` walks the parsed resolution once and gives its units in reading order. Everything after it (linking, pages, data
files) reads units, never the blocks, so the anchor and the label of a paragraph are decided in this one place.

An anchor is the printed number wherever there is one (`op2-a-i`), a position only where none is printed (`pp7`, `op2-text1`). Scopes,
outermost first: composite part, draft, annex; inside a scope numbered divisions count only where its numbers repeat.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from builder.diagnostics import Diagnostic
from builder.divisions import ANNEXES, Divisions, division_of, repeats_numbers
from builder.labels import Family, anchor_piece, are_cyrillic, is_bullet, plain_label, readings
from builder.model import Annex, Block, BlockKind, Draft, Formula, Heading, Kind, Paragraph, Resolution, Table
from builder.text import EMPTY, Text, join_texts, normalise_words

__all__ = ["Anchored", "Unit", "UnitKind", "anchored"]


class UnitKind(StrEnum):
    """What a unit is, as the data files name it. Formulas have no address and stay out of them."""

    PREAMBULAR = "preambular"
    OPERATIVE = "operative"
    SUBPARAGRAPH = "subparagraph"
    TEXT = "text"
    ANNEX = "annex"
    HEADING = "heading"
    TABLE = "table"
    FOOTNOTE = "footnote"
    FORMULA = "formula"


@dataclass(frozen=True)
class Unit:
    """One addressable piece of a document.

    `label` is its own printed label without the final stop of a number ('2', '(a)', '•', 'II', '13'), `path` the printed labels from the
    outermost paragraph down ('2 (a) (i)'). `scope` is the anchor of the part, draft or annex it stands in ('' in the document
    itself), `level` the depth of a subparagraph (0 for a paragraph) or the level of a heading within its scope (1 the outermost).
    `printed` is the label of a paragraph with all that is printed of it ('2.', '1 -', 'a)'): each language has its own signs.
    `table` is set where the unit is a table; its `text` then holds the cells, parted by tabs, rows by line ends, with the marks and calls
    of the cells where they stand.
    """

    anchor: str
    kind: UnitKind
    text: Text = EMPTY
    label: str = ""
    path: str = ""
    parent: str | None = None
    scope: str = ""
    level: int = 0
    table: Table | None = None
    printed: str = ""


@dataclass(frozen=True)
class Anchored:
    """A resolution with its units in reading order (footnotes last), and what was found while anchors were given.

    `scopes` names each part, draft and annex: anchor -> 'part', 'draft' or 'annex'; the first unit of a scope is its heading, whose
    anchor is the scope's own, and whose words are what is printed over it ('Annex II'; a part's title, its letter being the label; none
    over a draft and some annexes). The title lines of an annex are headings of their own.
    """

    resolution: Resolution
    units: tuple[Unit, ...]
    scopes: dict[str, str]
    diagnostics: tuple[Diagnostic, ...] = ()


def anchored(resolution: Resolution) -> Anchored:
    """The resolution's units with their anchors. Never fails: a repeated anchor takes '-dup2' and is a diagnostic."""
    walk = _Walk(resolution.kind in (Kind.RESOLUTION, Kind.DRAFT_RESOLUTION))
    walk.scope(resolution.body, "", "")
    walk.annexes(resolution.annexes, "", "")
    for part in resolution.parts:
        heading = Unit("", UnitKind.HEADING, part.title, part.letter, part.letter, level=1)
        piece = anchor_piece(part.letter) if part.letter else ""
        # A word in the place of the letter is a slip of the source, and may be an id that pages have.
        anchor = walk.open_scope(piece if len(piece) in (1, 2) else "part", "part", "", heading)
        walk.scope(part.body, f"{anchor}-", anchor)
        walk.annexes(part.annexes, f"{anchor}-", anchor)
    for note in resolution.footnotes:
        walk.give(Unit(f"fn{_note_piece(note.marker)}", UnitKind.FOOTNOTE, note.text, note.marker, note.marker))
    diagnostics = tuple(
        Diagnostic("anchor-repeated", found=f"#{first} a second time", done=f"#{given}", place=given, document=resolution.symbol)
        for first, given in walk.repeated
    )
    return Anchored(resolution, tuple(walk.units), walk.scopes, diagnostics)


def _note_piece(marker: str) -> str:
    """'13' -> '13', '*' -> 'star', '**' -> 'star2', 'a' -> 'a'."""
    if set(marker) == {"*"}:
        return "star" + (str(len(marker)) if len(marker) > 1 else "")
    return anchor_piece(marker)


@dataclass
class _Place:
    """Where the walk is inside a scope: its prefix, and the counters of what is anchored by position."""

    prefix: str
    scope: str
    scheme: str  # 'op' or 'p'
    annex: bool
    divided: bool  # its numbers repeat, so divisions and runs are in its anchors
    count_all: bool  # nothing is numbered, so its paragraphs are counted
    cyrillic: bool  # the letters over its paragraphs are
    divisions: Divisions = field(default_factory=Divisions)
    division: str = ""  # the prefix of the division and run
    numbers: set[str] = field(default_factory=set)  # the numbers used in the present run
    runs: Counter[str] = field(default_factory=Counter)
    counts: Counter[str] = field(default_factory=Counter)
    numbered: str = ""  # anchor of the last numbered paragraph

    def next(self, what: str) -> int:
        self.counts[what] += 1
        return self.counts[what]

    @property
    def full(self) -> str:
        return self.prefix + (self.division if self.divided else "")


class _Walk:
    """Gathers units in reading order and keeps every anchor unique."""

    def __init__(self, operative: bool) -> None:
        self.operative = operative
        self.units: list[Unit] = []
        self.scopes: dict[str, str] = {}
        self.repeated: list[tuple[str, str]] = []
        self._taken: set[str] = set()
        self._times: dict[str, int] = {}  # how often an anchor was wanted: none of its names below is free

    # --- scopes ---

    def give(self, unit: Unit) -> str:
        """Add the unit; its anchor, made unique, is returned."""
        anchor, again = unit.anchor, 1
        if anchor in self._taken:
            again = self._times.get(anchor, 1)
            while anchor in self._taken:
                again += 1
                anchor = f"{unit.anchor}-dup{again}"
            self._times[unit.anchor] = again
        if again > 1:
            self.repeated.append((unit.anchor, anchor))
        self._taken.add(anchor)
        self.units.append(unit if again == 1 else replace(unit, anchor=anchor))
        return anchor

    def open_scope(self, wanted: str, sort: str, outer: str, heading: Unit) -> str:
        """Open a part, draft or annex under the wanted anchor, or the next free of its name; its anchor is returned."""
        anchor, number = wanted, 1
        while anchor in self._taken:
            number += 1
            anchor = f"{wanted}r{number}" if wanted[-1].isdecimal() else f"{wanted}{number}"
        self.scopes[anchor] = sort
        return self.give(replace(heading, anchor=anchor, scope=anchor, parent=outer or None))

    def annexes(self, annexes: Iterable[Annex], prefix: str, outer: str) -> None:
        for annex in annexes:
            division = division_of(Heading(annex.heading))
            name = prefix + (division.anchor if division and division.name in ANNEXES else "annex")
            anchor = self.open_scope(name, "annex", outer, Unit("", UnitKind.HEADING, annex.heading, level=1))
            self.scope(annex.body, f"{anchor}-", anchor, annex=True)

    def scope(self, body: Sequence[Block], prefix: str, scope: str, *, annex: bool = False, draft: bool = False) -> None:
        """Walk the blocks of one scope."""
        operative = draft or (self.operative and not annex)
        paragraphs = [block for block in body if isinstance(block, Paragraph) and block.kind is not BlockKind.PREAMBULAR]
        place = _Place(
            prefix,
            scope,
            "op" if operative else "p",
            annex,
            repeats_numbers(body),
            count_all=not any(_number(p) for p in paragraphs),
            cyrillic=_are_cyrillic(body),
        )
        following = _numbers_after(body)
        for block, after in zip(body, following, strict=True):
            match block:
                case Formula():
                    self.units.append(Unit("", UnitKind.FORMULA, block.text, scope=scope))
                case Heading():
                    self._heading(block, place)
                case Table():
                    self._table(block, place, None)
                case Draft():
                    self._draft(block, place)
                case Paragraph():
                    self._paragraph(block, place, after)

    def _draft(self, draft: Draft, place: _Place) -> None:
        anchor = self.open_scope(f"{place.prefix}draft", "draft", place.scope, Unit("", UnitKind.HEADING, EMPTY, level=1))
        self.scope(draft.body, f"{anchor}-", anchor, annex=place.annex, draft=True)
        self.annexes(draft.annexes, f"{anchor}-", anchor)

    # --- blocks ---

    def _title(self, heading: Heading, place: _Place, parent: str | None) -> None:
        """A heading that opens no numbered division."""
        place.divisions.title(heading.text.words)
        label, level = _printed(heading.label), max(place.divisions.depth + 1, heading.level)
        anchor = f"{place.prefix}h{place.next('heading')}"
        self.give(Unit(anchor, UnitKind.HEADING, heading.text, label, label, parent or place.scope or None, place.scope, level))

    def _heading(self, heading: Heading, place: _Place) -> None:
        division = division_of(heading)
        if division is None:
            self._title(heading, place, None)
            return
        anchor = place.prefix + place.divisions.enter(division)
        label, level = _printed(heading.label), max(place.divisions.depth, heading.level)
        given = self.give(Unit(anchor, UnitKind.HEADING, heading.text, label, label, place.scope or None, place.scope, level))
        if place.divided:
            place.division = f"{given.removeprefix(place.prefix)}-"
            place.numbers.clear()
            place.numbered = ""

    def _table(self, table: Table, place: _Place, parent: str | None) -> None:
        rows = [join_texts((join_texts(cell.paragraphs) for cell in row), "\t") for row in table.rows]
        text = join_texts(rows, "\n")
        anchor = f"{place.prefix}table{place.next('table')}"
        self.give(Unit(anchor, UnitKind.TABLE, text, parent=parent or place.scope or None, scope=place.scope, table=table))

    def _paragraph(self, paragraph: Paragraph, place: _Place, after: str) -> None:
        parent: str | None = None
        number = _number(paragraph)
        label = _printed(paragraph.label)
        if paragraph.kind is BlockKind.PREAMBULAR:
            kind, anchor = UnitKind.PREAMBULAR, f"{place.full}pp{place.next(place.full + 'pp')}"
        elif number:
            self._enter_run(number, place, after)
            kind = UnitKind.OPERATIVE if place.scheme == "op" else UnitKind.TEXT
            anchor = place.numbered = f"{place.full}{place.scheme}{number}"
        elif is_bullet(label):
            kind, anchor = UnitKind.TEXT, f"{place.full}item{place.next(place.full + 'item')}"
        elif label:
            piece = anchor_piece(label, cyrillic=place.cyrillic)
            self._enter_run(piece, place, after)
            kind, anchor = UnitKind.TEXT, f"{place.full}{place.scheme}{piece}"
        elif place.count_all:
            kind = UnitKind.OPERATIVE if place.scheme == "op" else UnitKind.TEXT
            anchor = f"{place.full}{place.scheme}{place.next(place.full + 'p')}"
        else:
            kind, anchor, parent = UnitKind.TEXT, self._text_anchor(place), place.numbered or None
        anchor = self._give_paragraph(paragraph, anchor, kind, place, parent, label, 0)
        self._items(paragraph, anchor, label, place, 1, top=anchor)

    def _text_anchor(self, place: _Place) -> str:
        if place.numbered:
            return f"{place.numbered}-text{place.next(place.numbered + '-text')}"
        return f"{place.full}text{place.next(place.full + 'text')}"

    def _enter_run(self, number: str, place: _Place, after: str) -> None:
        """A number or letter that the run has used already opens the next run, where it begins a list or the numbers after it go on."""
        if place.divided and number in place.numbers and _opens_run(number, after):
            base = _RUN.sub("", place.division)
            place.runs[base] += 1
            place.division = f"{base}r{place.runs[base] + 1}-"
            place.numbers.clear()
        place.numbers.add(number)

    def _items(self, paragraph: Paragraph, anchor: str, path: str, place: _Place, level: int, top: str) -> None:
        bullets = 0
        cyrillic = _are_cyrillic(paragraph.items)
        for item in paragraph.items:
            if isinstance(item, Table):
                self._table(item, place, anchor)
                continue
            if isinstance(item, Heading):
                self._title(item, place, anchor)
                continue
            if not isinstance(item, Paragraph):
                continue  # formulas and drafts never hang on a paragraph
            label = _printed(item.label)
            below = f"{path} {label}".strip() if label else ""
            if is_bullet(label):
                bullets += 1
                name, kind, below = f"{anchor}-item{bullets}", UnitKind.SUBPARAGRAPH, label
            elif label:
                name, kind = f"{anchor}-{anchor_piece(label, cyrillic=cyrillic)}", UnitKind.SUBPARAGRAPH
            else:
                name, kind = f"{top}-text{place.next(top + '-text')}", UnitKind.TEXT
            given = self._give_paragraph(item, name, kind, place, anchor, below, level)
            self._items(item, given, below, place, level + 1, top)

    def _give_paragraph(
        self, paragraph: Paragraph, anchor: str, kind: UnitKind, place: _Place, parent: str | None, path: str, level: int
    ) -> str:
        kind = UnitKind.ANNEX if place.annex else kind
        label, above = _printed(paragraph.label), parent or place.scope or None
        return self.give(
            Unit(anchor, kind, paragraph.text, label, path, above, place.scope, level, printed=normalise_words(paragraph.label))
        )


def _printed(label: str) -> str:
    """The label without the final stop of a number, in characters that can be typed: '2.' -> '2', '(a)' -> '(a)', '㈠' -> '(一)'."""
    return normalise_words(plain_label(label)).removesuffix(".")


def _are_cyrillic(blocks: Iterable[Block]) -> bool:
    """Whether the paragraphs of one list are lettered in Cyrillic."""
    return are_cyrillic([block.label for block in blocks if isinstance(block, Paragraph) and block.label])


def _number(paragraph: Paragraph) -> str:
    """The anchor piece of a numbered paragraph: '2.' -> '2', '3 bis' -> '3bis', '29.1' -> '29-1'; '' where it has no number."""
    if any(meaning.family is Family.NUMBER for meaning in readings(paragraph.label)):
        return anchor_piece(paragraph.label)
    return ""


_RUN = re.compile(r"r\d+-$")


def _numbers_after(body: Sequence[Block]) -> list[str]:
    """For each block the number of the next numbered paragraph; '' where none comes."""
    after: list[str] = []
    coming = ""
    for block in reversed(body):
        after.append(coming)
        coming = (_number(block) if isinstance(block, Paragraph) else "") or coming
    return after[::-1]


def _opens_run(number: str, after: str) -> bool:
    return number in ("1", "a", "i") or (number.isdecimal() and after == str(int(number) + 1))
