"""Which lines of an Official Record are one paragraph.

Paragraphs are parted by empty lines, but not all of them, and an empty line or a page break may stand inside a sentence. So the words
decide, too: whether a sentence has ended, whether a label or a capital follows, and whether the next word would have fitted on the line
before.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from builder.model import Repair
from builder.reading.blocks import ANNEX, SECTION
from builder.reading.early.labels import LabelSequence
from builder.reading.lines import Line
from builder.reading.masthead import FORMULA
from builder.reading.mending import Vocabulary

__all__ = ["Lines", "join", "part", "words_of"]

_CLOSED = re.compile(r"[,;.:!?][”’\"')\]]*(?:\s\d{1,3}/?)?$|[;,]\s(?:and|or)$|[;:.,]\s?[|]$")
_CLOSED_FIRMLY = re.compile(r"[;.:!?][”’\"')\]]*(?:\s\d{1,3}/?)?$|;\s(?:and|or)$")
# A heading of a numbered division, in quotation marks or not, with its title or without: 'Article I', '“Rule 58', 'CHAPTER X. — …'.
_DIVISION = re.compile(
    r"[“\"]?(?:Part|Chapter|Section|Article|Rule|Annex|Appendix)\s(?:[IVXL]{1,6}|\d{1,3}|[A-Z])\.?(?-i:\s?[—–-]{1,2}\s?[^a-z]+)?",
    re.IGNORECASE,
)
_TITLED = re.compile(r"(?:[A-Z]|[IVXL]{1,6})\.\s[A-Z]")
_WORD_END = re.compile(r"[^\W\d_]$")  # a sentence goes on; what ends in a number or a bracket may have lost its stop
_INNER = re.compile(r"(?:[—–•-]|\([a-z]{1,4}\)|\(\d\)|[a-z]\))\s+\S")
_CAPITAL = re.compile(r"[“\"‘(]?[A-Z]")
_HYPHENATED = re.compile(r"(?<!\w)([^\W\d_]+(?:[-’'][^\W\d_]+)*)-$")
_NEXT_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_ROOM = 0.85  # of a full line: a line that holds less could have taken the next word
_ENOUGH = 4  # lines to tell the full width by; of fewer the longest is the best
_WIDEST = 80  # letters of a line; longer ones were put together by hand
_TIGHT = re.compile(r"(?:\d[-–]|\w[/–])$")  # a line's end after which no space is printed: '14-' and '15 October', 'S/' and '8968'
_SUSPENDED = re.compile(r"(?:and|or|to|nor)\b")
# What the United Nations hyphenates before whatever word: 'co-operation' to 1990.
_TOGETHER = frozenset({"self", "non", "co", "vice", "ex", "above"})


@dataclass(slots=True)
class Lines:
    """The lines of one paragraph."""

    lines: list[Line] = field(default_factory=list)
    division: bool = False

    @property
    def heading(self) -> bool:
        """Whether it is a heading: the number of a division, or one with a title, alone and without a stop: 'A. Restoration of peace'."""
        return self.division or (len(self.lines) == 1 and bool(_TITLED.match(self.end)) and not _CLOSED.search(self.end))

    @property
    def end(self) -> str:
        return self.lines[-1].words

    @property
    def start(self) -> str:
        return self.lines[0].words


def words_of(lines: Iterable[Line]) -> Vocabulary:
    """The words of a document, without those that a line's end cuts."""
    texts: list[str] = []
    cut = False
    for line in lines:
        words = line.words.partition(" ")[2] if cut else line.words
        cut = line.words.endswith("-")
        texts.append(words.rpartition(" ")[0] if cut else words)
    return Vocabulary.of(texts)


def part(lines: Sequence[Line]) -> list[Lines]:
    """The lines, parted into paragraphs and headings."""
    width = _full_width(lines)
    sequence = LabelSequence()
    parted: list[Lines] = []
    for line in lines:
        heading = _is_division(line)
        if not parted or parted[-1].division or heading or _starts(line, parted[-1], sequence, width):
            parted.append(Lines([], heading))
            if number := sequence.next_number(line.words):
                sequence.pass_number(number)
            elif label := sequence.lettered(line.words):
                sequence.pass_letter(label)
        parted[-1].lines.append(line)
    return parted


def _is_division(line: Line) -> bool:
    if _DIVISION.fullmatch(line.words) or ANNEX.fullmatch(line.words):
        return True
    return bool((line.apart or line.start) and SECTION.fullmatch(line.words))


def _starts(line: Line, before: Lines, sequence: LabelSequence, width: float) -> bool:
    """Whether a line begins a paragraph after those before it; the surest signs first."""
    words, end = line.words, before.end
    closed = bool(_CLOSED.search(end))
    room = len(end) + 1 + len(words.split()[0]) <= _ROOM * width
    if FORMULA.fullmatch(before.start) and len(before.lines) == 1:
        return not words[0].islower()
    if FORMULA.fullmatch(words) and words[-1] == ",":
        return line.apart or closed
    labelled = bool(sequence.next_number(words)) or bool(_INNER.match(words))
    if labelled and (closed or line.apart):
        return True
    if line.apart or line.start:
        if words[0].islower():
            return bool(_CLOSED_FIRMLY.search(end)) and line.apart
        return closed or room or labelled or not _WORD_END.search(end)
    return room and bool(_CAPITAL.match(words)) and (closed or end.endswith(")"))


def _full_width(lines: Sequence[Line]) -> float:
    """How many characters a full line has: the median of those that go on, in lower case, on the next."""
    lengths = [len(line.words) for line, after in pairwise(lines) if after.words[0].islower() and not after.apart]
    return median(lengths) if len(lengths) >= _ENOUGH else min(_WIDEST, max((len(line.words) for line in lines), default=0))


def join(lines: Sequence[Line], vocabulary: Vocabulary) -> tuple[str, list[Repair]]:
    """The words of a paragraph, whole over the ends of its lines, and the words that were put together."""
    repairs: list[Repair] = []
    pieces: list[str] = []
    for line in lines:
        if pieces:
            # No word goes over two line ends.
            whole = len(pieces) > 1 and " " not in pieces[-1]
            pieces[-1] = f"{pieces[-1]} " if whole else _before(pieces[-1], line.words, vocabulary, repairs)
        pieces.append(line.words)
    return "".join(pieces), repairs


def _before(end: str, more: str, vocabulary: Vocabulary, repairs: list[Repair]) -> str:
    """A line as it stands in a paragraph before the next: with a space after it, or without, or without its hyphen."""
    if _TIGHT.search(end):
        return end
    first, second = _HYPHENATED.search(end), _NEXT_WORD.match(more)
    if first is None or second is None or _SUSPENDED.match(more):
        return f"{end} "
    if _is_compound(first[1], second.group(), vocabulary):
        return end
    repairs.append(Repair(f"{first[1]}- {second.group()}", first[1] + second.group(), "word divided at the end of a line"))
    return end[:-1]


def _is_compound(first: str, second: str, vocabulary: Vocabulary) -> bool:
    """Whether the hyphen at a line's end is part of the word: by the document's other words."""
    if second[0].isupper() or first.lower() in _TOGETHER:
        return True
    if vocabulary.knows(f"{first}-{second}"):
        return True
    if vocabulary.knows(first + second) or vocabulary.knows_family(first, second):
        return False
    return bool(vocabulary.counts[first.lower()] and vocabulary.counts[second.lower()])
