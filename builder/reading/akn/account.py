"""Whether every printed word of a file is in what was read from it; those that are not are kept as furniture, and told.

The United Nations' files have nothing printed outside the elements that are read. Damaged files have: words between two rows of a table,
after the end of the document, in a masthead that was opened twice. A piece of few letters that also stands elsewhere counts as kept.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator

from builder.model import Annex, Block, Draft, Formula, Heading, Paragraph, Resolution, Table
from builder.reading.akn.tree import Element, local
from builder.text import Text, normalise_words

__all__ = ["left_by_parser", "left_by_reader"]

# The masthead and the closing lines are read for their facts, not for their words, as long as they are made of nothing but these.
_MASTHEADS = frozenset({"coverPage", "preface", "conclusions"})
_OF_MASTHEAD = re.compile(
    "p|span|inline|img|a|su[pb]|[biu]|eol|authorialNote|session|event|location|outcome|vote|organization|quantity|date"
    "|doc(?:Status|Proponent|Authority|Title|Number|Date|Type)|docketNumber"
)
# The metadata has no words of the document, as long as none of these stands in it.
_OF_TEXT = re.compile("preamble|mainBody|formula|container|section|paragraph|point|item|list|table|heading|crossHeading|p|content")
_NO_LETTERS = re.compile(r"[\W_]+")
_APART = "\ue000"  # a sign without meaning, between two pieces
_TAG = re.compile(r"<[^<>]*>")


def left_by_reader(root: Element, resolution: Resolution) -> list[str]:
    """The pieces of the text, each as it stands between two tags, that are nowhere in the resolution."""
    printed: list[str] = []
    _gather(root, printed)
    return _missing(printed, _kept(resolution))


def left_by_parser(data: bytes, root: Element) -> list[str]:
    """The pieces of a file that is not well-formed that are nowhere in the tree that the parser made of it."""
    printed = data.decode(root.getroottree().docinfo.encoding or "utf-8", errors="replace")
    kept = (words for element in root.iter() for words in (element.text or "", *map(str, element.values()), element.tail or ""))
    return _missing(map(html.unescape, _TAG.split(printed)), kept)


def _missing(printed: Iterable[str], kept: Iterable[str]) -> list[str]:
    """The pieces with letters that are not in what was kept, without regard to white space, punctuation and accents."""
    pieces = normalise_words(_APART.join(printed)).split(_APART)
    words = normalise_words("".join(kept))
    missing = _not_in(pieces, words, lambda some: some.replace(" ", ""))  # enough for most files, and four times as fast
    return [piece.strip() for piece in _not_in(missing, words, _letters)] if missing else []


def _not_in(pieces: Iterable[str], words: str, reduced: Callable[[str], str]) -> list[str]:
    """The pieces that are not in the words. Most come in the same order: each is looked for after the one before."""
    missing, at, words = [], 0, reduced(words)
    for piece in pieces:
        sought = reduced(piece)
        found = words.find(sought, at)
        if found < 0:
            found = words.find(sought, 0, at + len(sought))
        if found < 0:
            missing.append(piece)
        else:
            at = found
    return missing


def _letters(words: str) -> str:
    """Letters and digits alone, without accents, which may be signs of their own or not."""
    return _NO_LETTERS.sub("", unicodedata.normalize("NFD", words))


def _gather(element: Element, printed: list[str]) -> None:
    if element.text:
        printed.append(element.text)
    for child in element:
        name = local(child)
        if name == "meta":
            _gather_strange(child, printed, lambda inner: not _OF_TEXT.fullmatch(inner))
        elif name in _MASTHEADS:
            _gather_strange(child, printed, lambda inner: bool(_OF_MASTHEAD.fullmatch(inner)))
        else:
            _gather(child, printed)
        if child.tail:
            printed.append(child.tail)


def _gather_strange(element: Element, printed: list[str], belongs: Callable[[str], bool]) -> None:
    """What stands in a masthead or in the metadata and is no part of it: paragraphs, where a tag was lost."""
    for child in element:
        if belongs(local(child)):
            _gather_strange(child, printed, belongs)
        else:
            _gather(child, printed)


def _kept(resolution: Resolution) -> Iterator[str]:
    """All that a resolution holds, in about the order in which it is printed."""
    yield resolution.title or ""
    yield from _of_blocks(resolution.body)
    for part in resolution.parts:
        yield from _of_text(part.title)
        yield from _of_blocks(part.body)
        yield from _of_blocks(part.annexes)
    yield from _of_blocks(resolution.annexes)
    for note in resolution.footnotes:
        yield note.marker
        yield from _of_text(note.text)
    for notice in resolution.notices:
        yield from _of_text(notice)
    yield from resolution.furniture


def _of_blocks(blocks: Iterable[Block | Annex]) -> Iterator[str]:
    for block in blocks:
        match block:
            case Paragraph():
                yield block.label
                yield from _of_text(block.text)
                yield from _of_blocks(block.items)
            case Heading():
                yield block.label
                yield from _of_text(block.text)
            case Formula():
                yield from _of_text(block.text)
            case Table():
                for row in block.rows:
                    for cell in row:
                        for paragraph in cell.paragraphs:
                            yield from _of_text(paragraph)
            case Draft():
                yield from _of_blocks(block.body)
                yield from _of_blocks(block.annexes)
            case Annex():
                yield from _of_text(block.heading)
                yield from _of_blocks(block.body)


def _of_text(text: Text) -> Iterator[str]:
    """The words, and then what they call."""
    yield text.words
    yield from text.calls
