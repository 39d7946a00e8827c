"""From flat rows to nested blocks: what hangs on what, decided by the sequence of printed labels.

No source marks up the nesting reliably (the UN's XML writes subparagraphs as siblings of their chapeau, extracted text has nothing),
so every reader produces rows in reading order, and this module alone builds the tree. It never fails: a label that fits nowhere hangs on
the paragraph before it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from builder.labels import Family, Label, readings
from builder.model import Block, BlockKind, Draft, Formula, Heading, Paragraph, Table
from builder.reading.limits import LISTS
from builder.text import MarkKind, Text

__all__ = ["Row", "nest"]


@dataclass(frozen=True, slots=True)
class Row:
    """A paragraph as it stands in the source, before anything is known of its place.

    `preambular` where the source or the words say that it is a recital; `inner` where the source says that it hangs on a paragraph
    before it (a point of a list), however deep.
    """

    text: Text
    label: str = ""
    preambular: bool = False
    inner: bool = False


@dataclass(slots=True)
class _Node:
    """A paragraph whose items are still coming, and the label by which it stands in its list."""

    row: Row
    kind: BlockKind
    label: Label | None
    items: list[_Node | Block] = field(default_factory=list)

    def freeze(self) -> Paragraph:
        items = tuple(item.freeze() if isinstance(item, _Node) else item for item in self.items)
        return Paragraph(self.kind, self.row.text, self.row.label, items)


def nest(rows: Iterable[Row | Block], *, operative: bool) -> tuple[Block, ...]:
    """The rows as nested blocks, in the same reading order.

    `operative`: whether the text has an operative part, so that its numbered paragraphs are operative paragraphs, and so are the
    unnumbered ones where none is numbered (else they are text, as in decisions, statements and annexes).
    """
    builder = _Nesting(list(rows))
    return tuple(_with_kinds(builder.build(), operative=operative))


class _Nesting:
    """One pass over the rows with a stack of the paragraphs that are open, outermost first."""

    def __init__(self, rows: Sequence[Row | Block]) -> None:
        self.rows = rows
        self.labelled_after = _labelled_after(rows)
        self.top: list[_Node | Block] = []
        self.open: list[_Node] = []

    def build(self) -> list[Block]:
        for number, row in enumerate(self.rows):
            if isinstance(row, Table | Heading):
                self._place_between(number, row)
            elif isinstance(row, Formula | Draft | Paragraph):
                self.open.clear()
                self.top.append(row)
            elif row.label:
                self._labelled(number, row)
            else:
                self._unlabelled(number, row)
        return [item.freeze() if isinstance(item, _Node) else item for item in self.top]

    # --- rows with a label ---

    def _labelled(self, number: int, row: Row) -> None:
        meanings = readings(row.label)
        if not row.inner and any(m.family is Family.NUMBER for m in meanings) and not self._is_inner_number(row, meanings[0]):
            self._add(row, 0, meanings[0])
            return
        place = self._continued(number, row, meanings) or self._opened(meanings) or self._loosely_continued(meanings)
        depth, label = place or (len(self.open), next(iter(meanings), None))
        self._add(row, depth, label)

    def _is_inner_number(self, row: Row, label: Label) -> bool:
        """Whether a number counts a list inside a paragraph: an agenda that a paragraph introduces with a colon, or its next item."""
        if not self.open:
            return False
        for depth in range(len(self.open) - 1, 0, -1):
            at = self.open[depth].label
            if at is not None and at.sequence == label.sequence and label.ordinal == at.ordinal + 1:
                if not self._follows(0, label):
                    return True
                # Both lists could go on. Operative paragraphs open in italics, agenda items do not.
                return self.open[-1] is self.open[depth] and _opens_in_italics(row) == _opens_in_italics(self.open[depth].row)
        last = self.open[-1]
        if label.ordinal != 1 or not last.row.text.words.endswith((":", "：")) or self._follows(0, label):
            return False
        # A paragraph that ends in a colon introduces the numbers after it, unless it is itself unnumbered text over numbered paragraphs.
        return len(self.open) > 1 or (self.open[0].label is not None and self.open[0].label.family is Family.NUMBER)

    def _follows(self, depth: int, label: Label) -> bool:
        at = self.open[depth].label if depth < len(self.open) else None
        return at is not None and at.family is label.family and label.ordinal == at.ordinal + 1

    def _continued(self, number: int, row: Row, meanings: tuple[Label, ...]) -> tuple[int, Label] | None:
        """The open list in which this label is the next, innermost first; a bullet goes on with its like."""
        for depth in range(len(self.open) - 1, -1, -1):
            at = self.open[depth].label
            if at is None or (depth == 0 and row.inner):
                continue
            for meaning in meanings:
                if meaning.sequence != at.sequence or meaning.ordinal != (at.ordinal + 1 if at.ordinal else 0):
                    continue
                if self._rather_opens(number, meanings, meaning):
                    continue
                return depth, meaning
        return None

    def _rather_opens(self, number: int, meanings: tuple[Label, ...], meaning: Label) -> bool:
        """Whether '(i)', which could follow '(h)', opens a roman list: the label after it decides, else the colon before it."""
        first = next((m for m in meanings if m.ordinal == 1 and m is not meaning), None)
        if first is None:
            return False
        after = self.labelled_after[number]
        if after is not None:
            following = readings(after.label)
            on = any(m.sequence == meaning.sequence and m.ordinal == meaning.ordinal + 1 for m in following)
            off = any(m.sequence == first.sequence and m.ordinal == 2 for m in following)
            if on != off:
                return off
        return self._colon_before()

    def _opened(self, meanings: tuple[Label, ...]) -> tuple[int, Label] | None:
        """A new list under the innermost open paragraph: the label is the first of its family."""
        firsts = [m for m in meanings if m.ordinal in (0, 1)]
        if not firsts:
            return None
        if not self._colon_before():
            # The same sort of label again, and no colon before it: a second list beside the first, not inside it.
            for depth in range(len(self.open) - 1, 0, -1):
                at = self.open[depth].label
                if at is not None and at.sequence == firsts[0].sequence:
                    return depth, firsts[0]
        return len(self.open), firsts[0]

    def _loosely_continued(self, meanings: tuple[Label, ...]) -> tuple[int, Label] | None:
        """The innermost open list of the same family and style, though a label is missing or printed twice."""
        for depth in range(len(self.open) - 1, -1, -1):
            at = self.open[depth].label
            for meaning in meanings:
                if at is not None and meaning.sequence == at.sequence:
                    return depth, meaning
        return None

    def _colon_before(self) -> bool:
        return bool(self.open) and self.open[-1].row.text.words.endswith((":", "："))

    # --- rows without a label ---

    def _unlabelled(self, number: int, row: Row) -> None:
        resumed = self._resumed(number)
        if row.inner and self.open:
            self._add(row, 1, None)
        elif resumed is not None:
            self._hang(_Node(row, BlockKind.TEXT, None), resumed)
        elif self.open and self.open[0].items and not row.preambular and _wraps_up(row.text.words):
            self._hang(_Node(row, BlockKind.TEXT, None), 1)
            del self.open[1:]
        else:
            self._add(row, 0, None)

    def _hang(self, item: _Node | Block, depth: int) -> None:
        """Put what has no label among the items of the list at this depth, which may go on after it; lists inside it end."""
        self.open[depth - 1].items.append(item)
        del self.open[depth + 1 :]

    def _resumed(self, number: int) -> int | None:
        """The depth of the open list with which the labels after this row go on; None where they begin something else."""
        after = self.labelled_after[number]
        if after is None:
            return None
        meanings = [m for m in readings(after.label) if m.ordinal > 1]
        for depth in range(len(self.open) - 1, 0, -1):
            at = self.open[depth].label
            if at is not None and any(m.sequence == at.sequence and m.ordinal == at.ordinal + 1 for m in meanings):
                return None if self._is_top_level(after, depth) else depth
        return None

    def _is_top_level(self, after: Row, depth: int) -> bool:
        """Whether the row goes on with the paragraphs themselves rather than with the list of numbers inside the last of them."""
        label = readings(after.label)[0]
        italics = _opens_in_italics(after) != _opens_in_italics(self.open[depth].row)
        return label.family is Family.NUMBER and self._follows(0, label) and italics

    def _place_between(self, number: int, block: Table | Heading) -> None:
        """A table, or a heading, that stands inside a list, or ends all that is open."""
        resumed = self._resumed(number)
        if resumed is not None:
            self._hang(block, resumed)
        elif self.open and isinstance(block, Table) and self._list_begins(number + 1):
            self.open[-1].items.append(block)
        else:
            self.open.clear()
            self.top.append(block)

    def _list_begins(self, number: int) -> bool:
        """Whether the row of this number begins a list under the paragraph before it."""
        row = self.rows[number] if number < len(self.rows) else None
        if not isinstance(row, Row):
            return False
        return row.inner or any(m.ordinal in (0, 1) and m.family is not Family.NUMBER for m in readings(row.label))

    # --- the tree ---

    def _add(self, row: Row, depth: int, label: Label | None) -> None:
        depth = min(depth, len(self.open), LISTS)
        node = _Node(row, BlockKind.PREAMBULAR if row.preambular and depth == 0 else BlockKind.TEXT, label)
        del self.open[depth:]
        if depth:
            node.kind = BlockKind.SUBPARAGRAPH if row.label else BlockKind.TEXT
            self.open[-1].items.append(node)
        else:
            self.top.append(node)
        self.open.append(node)


def _labelled_after(rows: Sequence[Row | Block]) -> list[Row | None]:
    """For each row the next one with a label; None where a heading, a formula or a draft comes before it."""
    after: list[Row | None] = []
    coming: Row | None = None
    for row in reversed(rows):
        after.append(coming)
        if isinstance(row, Formula | Heading | Draft):
            coming = None
        elif isinstance(row, Row) and row.label:
            coming = row
    return after[::-1]


def _opens_in_italics(row: Row) -> bool:
    return any(mark.kind is MarkKind.ITALIC and mark.start == 0 for mark in row.text.marks)


def _wraps_up(words: str) -> bool:
    """Whether an unnumbered paragraph after a list goes on with the sentence before it: it begins in lower case."""
    return words[:1].islower()


def _with_kinds(blocks: list[Block], *, operative: bool) -> Iterable[Block]:
    """The blocks with operative paragraphs named as such."""
    unnumbered = not any(isinstance(b, Paragraph) and b.kind is BlockKind.TEXT and _is_numbered(b) for b in blocks)
    for block in blocks:
        if operative and isinstance(block, Paragraph) and block.kind is BlockKind.TEXT and (unnumbered or _is_numbered(block)):
            yield Paragraph(BlockKind.OPERATIVE, block.text, block.label, block.items)
        else:
            yield block


def _is_numbered(paragraph: Paragraph) -> bool:
    return any(m.family is Family.NUMBER for m in readings(paragraph.label))
