"""The measures of a document: the size of its type, its margins, the distance of its lines. All others are relative to them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from builder.reading.pdf.page_lines import PrintedLine

__all__ = ["LARGE", "Measures", "measure"]

LARGE = 1.15  # times the size of the text: the type of titles
_APART = 1.25  # of the distance of lines: more is white space between paragraphs
_INDENT = 0.9  # of the type's size: a line that begins further in is indented


@dataclass(frozen=True, slots=True)
class Measures:
    """Points. `spaced` says that white space stands over most paragraphs."""

    size: float = 10.0
    left: float = 0.0
    right: float = 612.0
    pitch: float = 12.0
    spaced: bool = True

    def is_apart(self, above: PrintedLine, line: PrintedLine) -> bool:
        """Whether more than the distance of two lines is between a line and the one above it."""
        usual = self.pitch * max(line.size, self.size if abs(line.size - self.size) < 1 else line.size) / self.size
        return above.base - line.base > _APART * usual

    def is_indented(self, line: PrintedLine) -> bool:
        return line.left > self.left + _INDENT * self.size

    def is_full(self, line: PrintedLine) -> bool:
        """Whether the line reaches the right margin, so that its paragraph may go on."""
        return line.right > self.right - 2 * self.size


def _below_titles(lines: Sequence[PrintedLine], size: float) -> Sequence[PrintedLine]:
    """The lines below the last title on the first page: the masthead has margins of its own."""
    last = max((place for place, line in enumerate(lines) if line.size > LARGE * size), default=-1)
    return lines[last + 1 :]


def measure(pages: Iterable[Sequence[PrintedLine]]) -> Measures:
    """The measures of these lines of text, page by page."""
    pages = list(pages)
    sizes: Counter[float] = Counter()
    for lines in pages:
        for line in lines:
            sizes[round(line.size * 2) / 2] += len(line.words)
    if not sizes:
        return Measures()
    size = sizes.most_common(1)[0][0]
    pages[0] = _below_titles(pages[0], size)
    body = [[line for line in lines if abs(line.size - size) <= 0.5] for lines in pages]
    lefts = Counter(round(line.left) for lines in body for line in lines)
    rights = sorted(line.right for lines in body for line in lines) or [612.0]
    pitches: Counter[float] = Counter()
    for lines in body:
        for above, line in pairwise(lines):
            gap = above.base - line.base
            if size <= gap <= 2 * size:
                pitches[round(gap * 2) / 2] += 1
    pitch = pitches.most_common(1)[0][0] if pitches else 1.2 * size
    left = float(min((place for place, count in lefts.items() if count >= lefts.most_common(1)[0][1] / 2), default=0))
    first = Measures(size, left - 0.5, rights[int(len(rights) * 0.9)], pitch)
    starts = spaced = 0
    for lines in body:
        for above, line in pairwise(lines):
            if first.is_indented(line) and not first.is_indented(above):
                starts += 1
                spaced += first.is_apart(above, line)
    return Measures(first.size, first.left, first.right, first.pitch, spaced * 2 >= starts)
