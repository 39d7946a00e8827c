"""Extracted text as printed lines: decoding, white space, and the lines that a raised number cut in two.

An extractor writes one line for each line of the page, mostly with an empty line after it, so an empty line parts nothing. What is kept
of the white space is what carries meaning: the indent, and whether a lone number (a footnote marker, raised above its line) was the end of
its line or stands in the middle of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum
from itertools import accumulate

from builder.model import Table
from builder.text import Mark, normalise_words

__all__ = ["Line", "PageStart", "decode", "read_lines"]


class PageStart(IntEnum):
    """What stands between a line and the line before it: nothing, an unmarked page break (notes, links), or one with a running head."""

    NO = 0
    BARE = 1
    HEADED = 2


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the file that has words.

    `indent` counts the white space before the words. `rest` is true of the words after a lone number that go on with its printed
    line. `apart` is true where white space stands between the line and the one before it. `number` is the line of the file, from 1.
    `marks` stand on the words. `gaps` are the places in the words where more than one space is printed. `raised` says whether the words are
    a raised number or sign, `opens` whether a paragraph begins with the line; None where the file does not show it. `table` is a whole
    table that stands here; `words` are then those of its cells.
    """

    words: str
    indent: int = 0
    number: int = 0
    rest: bool = False
    apart: bool = False
    start: PageStart = PageStart.NO
    marks: tuple[Mark, ...] = ()
    gaps: tuple[int, ...] = ()
    raised: bool | None = None
    opens: bool | None = None
    table: Table | None = None

    @property
    def is_marker(self) -> bool:
        """Whether nothing but a footnote marker stands on the line."""
        return self.raised is not False and bool(_MARKER.fullmatch(self.words))


_MARKER = re.compile(r"[1-9]\d{0,2}|\*{1,3}")
# Where more than one line in so many has white space before it, this is how the file was written and says nothing of the page.
_MEANINGLESS = 3
_LABEL, _TITLE_LABEL = re.compile(r"\d{1,3}\.|\([a-z]{1,5}\)"), re.compile(r"\d{1,3}/\d{1,4}\.")
_HEAD = 40  # lines among which the number of the title stands; later a line can end in the number of a resolution
_MARGIN = 3  # white space before every line that goes on is a margin from here
_GAP = re.compile(r"(?<=\S)[^\S\n]{2,}(?=\S)")
_LINE_END = re.compile(r"\r\n|\r|\n|\f")


def decode(data: bytes) -> tuple[str, str]:
    """The text of a file, and '' or the encoding that had to be guessed because the bytes are not UTF-8."""
    for start, encoding in ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(start):
            return data.decode(encoding, errors="replace"), ""
    try:
        return data.decode("utf-8-sig"), ""
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace"), "cp1252"


def read_lines(text: str) -> list[Line]:
    """The lines that have words, in order. A form feed begins a page."""
    lines: list[Line] = []
    after_marker = apart = False
    for number, raw, start in _split(text):
        words = normalise_words(raw)
        if words:
            indent = len(raw) - len(raw.lstrip())
            lines.append(Line(words, indent, number, rest=after_marker, apart=apart, start=start, gaps=_gaps(raw, words)))
            after_marker, apart = lines[-1].is_marker, False
        elif raw:
            # A line of white space after a lone number is the end of its printed line; any other is an empty line of the page.
            after_marker, apart = False, not after_marker
    if sum(line.apart for line in lines) > len(lines) / _MEANINGLESS:
        lines = [replace(line, apart=False) for line in lines]
    return _without_margin(_with_labels(lines))


def _with_labels(lines: Sequence[Line]) -> list[Line]:
    """The lines with a label that stands alone ('1.', '(a)', '78/103.') put before its words, where an extractor parted them."""
    out: list[Line] = []
    for line in lines:
        if (
            out
            and (_LABEL.fullmatch(out[-1].words) or (len(out) < _HEAD and _TITLE_LABEL.fullmatch(out[-1].words)))
            and not line.is_marker
            and not line.start
        ):
            label = out.pop()
            out.append(
                replace(line, words=f"{label.words} {line.words}", indent=max(label.indent, line.indent, 1), apart=label.apart, gaps=())
            )
        else:
            out.append(line)
    return out


def _without_margin(lines: list[Line]) -> list[Line]:
    """The lines without the white space that all have, where the file keeps the places of words on the page; what is set in further than a
    paragraph's first line is set in by two.
    """
    running = sorted(line.indent for line in lines if line.words[0].islower() and not line.rest)
    margin = running[len(running) // 2] if running else 0
    if margin < _MARGIN:
        return lines
    return [replace(line, indent=0 if line.indent <= margin else 1 if line.indent <= 2 * margin else 2) for line in lines]


def _gaps(raw: str, words: str) -> tuple[int, ...]:
    """Where in the words more than one space is printed; the end of the line, with spaces after it, is no such place."""
    if "  " not in raw.strip():
        return ()
    ends = accumulate((len(normalise_words(piece)) for piece in _GAP.split(raw.strip())), lambda end, length: end + 1 + length)
    return tuple(end for end in ends if end < len(words))


def _split(text: str) -> Iterator[tuple[int, str, PageStart]]:
    number, at, start = 1, 0, PageStart.NO
    for match in _LINE_END.finditer(text):
        yield number, text[at : match.start()], start
        start = PageStart.BARE if match.group() == "\f" else (start if not text[at : match.start()].strip() else PageStart.NO)
        number += match.group() != "\f"
        at = match.end()
    yield number, text[at:], start
