"""The account of a document's words: all that its parsed form holds of what is printed."""

from __future__ import annotations

from collections.abc import Iterator

from builder.model import Annex, Block, Draft, Formula, Heading, Paragraph, Resolution, Table

__all__ = ["printed_in", "words_of"]


def words_of(blocks: tuple[Block | Annex, ...]) -> Iterator[str]:
    """All that is printed in the blocks: labels, words, footnote markers."""
    for block in blocks:
        match block:
            case Paragraph():
                yield from (block.label, block.text.words, *block.text.calls)
                yield from words_of(block.items)
            case Heading():
                yield from (block.label, block.text.words, *block.text.calls)
            case Formula():
                yield from (block.text.words, *block.text.calls)
            case Annex():
                yield from (block.heading.words, *block.heading.calls)
                yield from words_of(block.body)
            case Draft():
                yield from words_of(block.body)
            case Table():
                yield from (" ".join(paragraph.words for cell in row for paragraph in cell.paragraphs) for row in block.rows)


def printed_in(resolution: Resolution) -> str:
    """All that the model and the furniture hold, one piece a line."""
    notes = [words for note in resolution.footnotes for words in (note.marker, note.text.words)]
    return "\n".join((resolution.title or "", *words_of((*resolution.body, *resolution.annexes)), *notes, *resolution.furniture))
