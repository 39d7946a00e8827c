"""From printed lines to paragraphs: which lines are one paragraph, where notes are called, what is a heading.

The indent of its first line is the best sign of a paragraph, but a page break brings indents of its own and takes others away. There the
words decide: whether the sentence before has ended, whether a label or a capital follows, and whether the first word of the line would
have fitted on the line before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from statistics import median

from builder.labels import Family, readings, split_label
from builder.model import Table
from builder.reading.lines import Line, PageStart
from builder.text import Mark, MarkKind, Text, TextBuilder

__all__ = ["ANNEX", "DIVISION", "SECTION", "Printed", "join_lines", "join_paragraphs", "stands_alone"]

# What a paragraph ends with, a quotation mark or bracket after it or not: ',', ';', '.”', ':'. Not a bare word.
_CLOSED = re.compile(r"[,;.:!?][”’\"')\]]*(?:\s*\*{1,3})?$|(?:;|,)\s+and$")
_CLOSED_FIRMLY = re.compile(r"[;.:!?][”’\"')\]]*$|(?:;|,)\s+and$")
_SENTENCE_END = re.compile(r"[;.!?][”’\"')\]]*$")
# A line end after which no space is printed: a real hyphen, an en dash in a range, a slash. 'low- / and' keeps its space.
_TIGHT_END = re.compile(r"(?:\w\s?-|\w[–/])$")
_SUSPENDED = re.compile(r"(?:and|or|to|nor)\b(?!-)")
# What stands alone on its line over an annex ('Annex', 'Appendix B'), a section ('IV', 'B.') or another numbered division ('Rule 12').
# Of a text adopted elsewhere it says what it is annexed to: 'Annex to resolution 78/2'.
ANNEX = re.compile(
    r"(?:Annex|ANNEX|Appendix|APPENDIX|Enclosure|Attachment)(?: (?:[IVXL]{1,6}|[A-Z]|\d{1,2}))?"
    r"(?: to (?:resolution|decision) (?:\d+/\d+|\d+ \(\d{4}\)))?"
)
SECTION = re.compile(r"(?P<roman>[IVXL]{1,6})\.?|(?P<letter>[A-Z])\.?")
DIVISION = re.compile(r"(?:Part|Chapter|Section|Article|Rule|Principle|Goal) (?:[IVXL]{1,6}|\d{1,3}[A-Z]?)")
# Parts of a full line's characters (the type is proportional): a line that holds less could have taken the next word; a flush line after a
# shorter one is a new paragraph.
_FULL, _RATHER_SHORT, _SHORT = 0.93, 0.78, 0.6
_SET_IN = 0.02  # of the lines of a file that shows where lines are set in, at least
# How a recital begins, of which the line before happens to be full: 'Recalling', 'Deeply concerned'.
_PARTICIPLE = re.compile(r"[A-Z][a-z]+(?:ing|ed)\b|[A-Z][a-z]+ly [a-z]+(?:ing|ed)\b")
_EDGE = 60  # letters of a paragraph
_TIGHT_START = re.compile(r"[,;.:!?)\]”’]")


@dataclass(slots=True)
class _Flow:
    """A paragraph while its lines come: its words, the calls in them, and how long its last printed line is."""

    first: Line
    words: str = ""
    calls: list[tuple[int, str]] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    last_line: str = ""
    after_call: bool = False

    def add(self, line: Line, calls: frozenset[str]) -> None:
        """Append the words of a line, or a footnote call."""
        if line.is_marker and line.words in calls and self.words:
            self.calls.append((len(self.words), line.words))
            self.after_call = True
            return
        if self.after_call:
            tight = bool(_TIGHT_START.match(line.words))
        else:
            tight = bool(_TIGHT_END.search(self.end)) and not _SUSPENDED.match(line.words)
        self.words += line.words if tight or not self.words else f" {line.words}"
        start = len(self.words) - len(line.words)
        self.marks += (Mark(mark.kind, start + mark.start, start + mark.end, mark.value) for mark in line.marks)
        self.last_line = f"{self.last_line} {line.words}" if line.rest else line.words
        self.after_call = False

    @property
    def start(self) -> str:
        """As much of the beginning as a label can take. To look at all words for each line would take the square of the time."""
        return self.words[:_EDGE]

    @property
    def end(self) -> str:
        """As much of the end as says whether a sentence is closed."""
        return self.words[-_EDGE:]

    def text(self) -> Text:
        calls = (Mark(MarkKind.CALL, place, place, marker) for place, marker in self.calls)
        return TextBuilder.of(self.words, (*self.marks, *calls)).build()


@dataclass(frozen=True, slots=True)
class Printed:
    """A paragraph as printed, label and all: its text with the calls, and the indent of its first line.

    `apart` is true where an empty line of the page stands over it. A `table` has the words of its cells as `text`. Where the file has the
    label apart from the words (Word's own numbering) it is `label`, else it stands before them. `level` is that of a heading where the file
    says it, from 1; else 0.
    """

    text: Text
    indent: int = 0
    apart: bool = False
    table: Table | None = None
    label: str = ""
    level: int = 0

    def split(self) -> tuple[str, Text]:
        """The label, '' where there is none, and the words after it."""
        return (self.label, self.text) if self.label else split_label(self.text)

    @property
    def is_closed(self) -> bool:
        """Whether it ends as a sentence or a clause does; a heading does not."""
        return bool(_CLOSED.search(self.text.words))


def join_lines(lines: Iterable[Line], calls: frozenset[str] = frozenset()) -> Text:
    """The lines as one paragraph, lone numbers that are among `calls` as footnote calls."""
    flow: _Flow | None = None
    for line in lines:
        flow = flow or _Flow(line)
        flow.add(line, calls)
    return flow.text() if flow else Text()


def join_paragraphs(lines: Sequence[Line], calls: frozenset[str]) -> list[Printed]:
    """The paragraphs of these lines in order; `calls` are the markers of the document's footnotes."""
    width = _full_width(lines)
    flush = sum(line.indent > 0 for line in lines) < _SET_IN * len(lines)
    flows: list[_Flow] = []
    numbers = _Numbers()
    for line in lines:
        if not flows or _starts_paragraph(line, flows[-1], numbers, width, calls, flush=flush):
            flows.append(_Flow(line))
            numbers.pass_label(line.words)
        flows[-1].add(line, calls)
    return [Printed(flow.text(), flow.first.indent, flow.first.apart, flow.first.table) for flow in flows]


@dataclass(slots=True)
class _Numbers:
    """The labels that could come next, by what was printed so far."""

    last: dict[tuple[Family, str], int] = field(default_factory=dict)

    def pass_label(self, words: str) -> None:
        """Note the label that opens these words."""
        label, _ = split_label(Text(words))
        for meaning in readings(label) if label else ():
            self.last[meaning.sequence] = meaning.ordinal

    def expects(self, words: str) -> bool:
        """Whether the words open with a label that goes on with a list or begins one."""
        label, _ = split_label(Text(words))
        meanings = readings(label) if label else ()
        return any(m.ordinal in (0, 1) or self.last.get(m.sequence) == m.ordinal - 1 for m in meanings)


def _starts_paragraph(line: Line, flow: _Flow, numbers: _Numbers, width: float, calls: frozenset[str], *, flush: bool) -> bool:
    """Whether a line begins a paragraph after what stands before; the surest signs first.

    `width` is that of a full line; `flush` says that the file sets no line in, so that the end of the line before must tell.
    """
    if line.table or flow.first.table:
        return True
    if line.is_marker and line.words in calls:
        return False
    if line.opens is not None:
        return line.opens
    closed = bool(_CLOSED.search(flow.end))
    lower = line.words[0].islower()
    if stands_alone(flow.words) or (stands_alone(line.words) and (line.indent > 1 or closed or bool(line.start))):
        return True
    labelled = numbers.expects(line.words)
    if line.rest:
        return closed and labelled
    if labelled and (closed or _is_heading_like(flow) or (line.indent and not line.start)):
        return True
    if line.apart and not line.start and not lower:
        return True
    would_fit = len(flow.last_line) + 1 + len(line.words.split()[0]) <= _FULL * width
    if not line.indent and lower:
        return bool(_CLOSED_FIRMLY.search(flow.end)) and len(flow.last_line) <= _SHORT * width
    if flush and not line.start:
        return closed and ((would_fit and not flow.after_call) or bool(_PARTICIPLE.match(line.words)))
    if not line.indent:
        ended = bool(_SENTENCE_END.search(flow.end)) or (closed and not split_label(Text(flow.start))[0])
        return (bool(line.start) and closed and would_fit) or (ended and len(flow.last_line) <= _RATHER_SHORT * width)
    if lower:
        return closed and would_fit and not line.start
    if not closed:
        return not line.start
    return line.start is not PageStart.BARE or bool(_CLOSED_FIRMLY.search(flow.end)) or would_fit


def stands_alone(words: str) -> bool:
    """Whether the words are the number of an annex, a section or another division, which has a line of its own."""
    return any(pattern.fullmatch(words) for pattern in (ANNEX, SECTION, DIVISION))


def _is_heading_like(flow: _Flow) -> bool:
    """Whether what stands before is a heading: set in by more than a paragraph, or apart from the text, and without a stop."""
    label = split_label(Text(flow.start))[0]
    set_off = flow.first.indent > 1 or flow.first.apart
    return set_off and not _CLOSED.search(flow.end) and (not label or label[0].isupper())


def _full_width(lines: Sequence[Line]) -> float:
    """How many characters a full line has: the median of those that go on flush, in lower case, on the next."""
    lengths: list[int] = []
    printed = ""
    for line in lines:
        if line.is_marker:
            continue
        if printed and not line.rest and not line.indent and line.words[0].islower() and not line.start:
            lengths.append(len(printed))
        printed = f"{printed} {line.words}" if line.rest else line.words
    return median(lengths) if lengths else 0.0
