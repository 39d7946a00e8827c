"""Whether the structure of a printed document could be made out; and, where it could not, the document as it is printed.

Nothing is refused for its shape: what has no structure that these readers know is kept line by line, in the order of the file, and its page
says so.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from builder.labels import Family, readings
from builder.model import Block, BlockKind, Formula, Kind, Paragraph
from builder.reading.blocks import Printed
from builder.reading.lines import Line
from builder.reading.rows import Read
from builder.text import Text

__all__ = ["UNNUMBERED", "is_made_out", "verbatim_body"]

UNNUMBERED = (Kind.DECISION, Kind.PRESIDENTIAL_STATEMENT)  # their text has neither formula nor recitals, and often no numbers
_LEAPS = 3  # in the numbers of a document's paragraphs: so many may be slips of the source
_LONGEST = 20_000  # letters of a paragraph: the longest in the United Nations' resolutions has 6,000
_LONG_SHARE = 0.5  # of a document's letters in such paragraphs


def is_made_out(read: Read, kind: Kind) -> bool:
    """Whether the blocks are a document's structure.

    A resolution has an enacting formula, recitals or numbered paragraphs; numbers go on by one or begin again; a paragraph has an end.
    """
    if _is_unparted(read):
        return False
    paragraphs = [block for block in read.body if isinstance(block, Paragraph)]
    if kind in UNNUMBERED:
        return bool(paragraphs)
    numbers = list(_numbers(paragraphs))
    leaps = sum(number not in (1, before, before + 1) for before, number in pairwise(numbers))
    if leaps > max(_LEAPS, len(numbers) // 3):
        return False
    formula = any(isinstance(block, Formula) for block in read.body)
    return bool(paragraphs) and (formula or bool(numbers) or any(p.kind is BlockKind.PREAMBULAR for p in paragraphs))


def verbatim_body(lines: Sequence[Line], printed: Sequence[Printed]) -> tuple[Block, ...]:
    """The document as paragraphs of one line each; of its `printed` paragraphs where the file has no lines."""
    texts = [Text(line.words, line.marks) for line in lines] or [paragraph.text for paragraph in printed]
    return tuple(Paragraph(BlockKind.TEXT, text) for text in texts)


def _is_unparted(read: Read) -> bool:
    lengths = [len(paragraph.text.words) for paragraph in _all_paragraphs(read.body)]
    return sum(length for length in lengths if length > _LONGEST) > _LONG_SHARE * sum(lengths)


def _all_paragraphs(blocks: Sequence[Block]) -> Iterator[Paragraph]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block
            yield from _all_paragraphs(block.items)


def _numbers(paragraphs: Sequence[Paragraph]) -> Iterator[int]:
    """The numbers of the paragraphs, in order; those in steps ('29.1') stand beside theirs and are left out."""
    for paragraph in paragraphs:
        meaning = next(iter(readings(paragraph.label)), None)
        if meaning is not None and meaning.family is Family.NUMBER and meaning.style == ".":
            yield meaning.ordinal
