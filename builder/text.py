"""Printed text: words with marks on them, and the notation in which a person reads and corrects it.

A `Text` is a plain string and the marks that stand on it. Everything that looks for something in a text (citations, search, the
data files) reads the plain words and counts Unicode code points in them; everything that renders reads `segments`.

The notation is the small part of Markdown and HTML that people know already:

    *Recalling* its resolution [73/180](https://undocs.org/en/A/RES/73/180) of 17 December 2018,[^1] m<sup>3</sup>

`*…*` italics, `<b> <u> <s> <sc> <sup> <sub>` bold, underline, strike, small capitals, superscript and subscript, `[words](address)`
a link that the source carried, `[^13]` a call of footnote 13. A backslash takes the meaning from the character after it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

__all__ = ["EMPTY", "Mark", "MarkKind", "Segment", "Text", "TextBuilder", "format_text", "join_texts", "normalise_words", "parse_text"]


class MarkKind(StrEnum):
    """What a mark says of the words it stands on."""

    LINK = "a"
    BOLD = "b"
    UNDERLINE = "u"
    STRIKE = "s"
    SMALL_CAPS = "sc"
    SUPERSCRIPT = "sup"
    SUBSCRIPT = "sub"
    ITALIC = "i"
    CALL = "call"


# Outermost first: the order in which marks on the same words are nested, in the notation and on the page.
NESTING = tuple(MarkKind)


@dataclass(frozen=True)
class Mark:
    """One mark: kind, the words it covers as offsets [start, end) in code points, and its value.

    The value is the address of a link and the marker of a call; a call covers no words (start == end).
    """

    kind: MarkKind
    start: int
    end: int
    value: str = ""


@dataclass(frozen=True)
class Segment:
    """A stretch of words under one set of marks, or, with no words, a footnote call."""

    words: str
    marks: tuple[Mark, ...]


@dataclass(frozen=True)
class Text:
    """Words in single spaces, and the marks on them in order of their start."""

    words: str = ""
    marks: tuple[Mark, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.words or self.marks)

    @property
    def calls(self) -> tuple[str, ...]:
        """Markers of the footnotes called, in order: ('1', '2', '1')."""
        return tuple(mark.value for mark in self.marks if mark.kind is MarkKind.CALL)

    def slice(self, start: int, end: int | None = None) -> Text:
        """The words from start to end without white space at the edges, with the marks that stand on them."""
        stop = len(self.words) if end is None else end
        cut = self.words[start:stop]
        first = start + len(cut) - len(cut.lstrip())
        last = max(first, first + len(cut.strip()))
        marks = []
        for mark in self.marks:
            if mark.kind is MarkKind.CALL:
                # A call at a cut belongs to the words before it; before all words, to those after.
                if start < mark.start <= stop or (mark.start == start == 0 and (end is None or stop > 0)):
                    place = min(max(mark.start, first), last) - first
                    marks.append(Mark(mark.kind, place, place, mark.value))
            elif mark.start < last and mark.end > first:
                marks.append(Mark(mark.kind, max(mark.start, first) - first, min(mark.end, last) - first, mark.value))
        return Text(self.words[first:last], tuple(marks))

    def without(self, *kinds: MarkKind) -> Text:
        """The same words without the marks of these kinds."""
        return Text(self.words, tuple(mark for mark in self.marks if mark.kind not in kinds))

    def segments(self) -> Iterator[Segment]:
        """The words in order, cut wherever a mark begins or ends; a call is a segment of its own, without words."""
        spans = [mark for mark in self.marks if mark.kind is not MarkKind.CALL]
        cuts = sorted({0, len(self.words), *(m.start for m in self.marks), *(m.end for m in self.marks)})
        calls = [mark for mark in self.marks if mark.kind is MarkKind.CALL]
        for place, after in zip(cuts, [*cuts[1:], None], strict=True):
            yield from (Segment("", (call,)) for call in calls if call.start == place)
            if after is not None and after > place:
                on = sorted((m for m in spans if m.start <= place and m.end >= after), key=lambda m: NESTING.index(m.kind))
                yield Segment(self.words[place:after], tuple(on))


EMPTY = Text()

# Characters that are no words: zero width marks, direction marks, soft hyphens, and what XML and HTML do not allow. Those control
# characters that are white space (Word's line break is a vertical tab) are no less so here.
_INVISIBLE = re.compile(
    "[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\ufffe\uffff\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f]"
)


def normalise_words(text: str) -> str:
    """The words of printed text: canonical Unicode (NFC), plain hyphens, no invisible characters, single spaces, none at the edges.

    Non-breaking spaces and hyphens are the printer's means against a bad line break, not words: a reader who searches or copies
    "Secretary-General" types a plain hyphen.
    """
    return " ".join(_characters(text).split())


def _characters(raw: str) -> str:
    if raw.isascii() and raw.isprintable():
        return raw
    return unicodedata.normalize("NFC", _INVISIBLE.sub("", raw)).replace("\u2010", "-").replace("\u2011", "-")


class TextBuilder:
    r"""Gathers raw words and marks in reading order; `build` gives the normalised text.

    >>> builder = TextBuilder()
    >>> with_italics = builder.open(); builder.add("\tRecalling "); builder.close(with_italics, MarkKind.ITALIC)
    >>> builder.add(" its resolution"); builder.call("1")
    >>> format_text(builder.build())
    '*Recalling* its resolution[^1]'
    """

    def __init__(self) -> None:
        self._words: list[str] = []
        self._length = 0
        self._marks: list[Mark] = []

    @classmethod
    def of(cls, words: str, marks: Iterable[Mark]) -> TextBuilder:
        """A builder that has these words already, in canonical characters, and these marks on them."""
        builder = cls()
        builder._words, builder._length, builder._marks = [words], len(words), list(marks)
        return builder

    def add(self, raw: str) -> None:
        """Append words as the source has them."""
        raw = _characters(raw)
        self._words.append(raw)
        self._length += len(raw)

    def open(self) -> int:
        """The present place, to be given to `close`."""
        return self._length

    def close(self, start: int, kind: MarkKind, value: str = "") -> None:
        """Mark the words since start."""
        self._marks.append(Mark(kind, start, self._length, value))

    def call(self, marker: str) -> None:
        """A footnote is called here."""
        self._marks.append(Mark(MarkKind.CALL, self._length, self._length, marker))

    def build(self) -> Text:
        """The text with white space collapsed and each mark moved to the words it stands on."""
        return _tidy("".join(self._words), self._marks)


_RUN = re.compile(r"\s{2,}|[^\S ]")  # white space that is not one space


def _collapse(raw: str) -> tuple[str, Sequence[int]]:
    """The words in single spaces, and for each offset in raw (its end, too) the offset in them."""
    text = " ".join(raw.split())
    if text == raw:
        return text, range(len(text) + 1)
    inner = raw.strip()
    places = [0] * (len(raw) - len(raw.lstrip()))
    at = done = 0
    for run in _RUN.finditer(inner):
        words = run.start() - done
        places += range(at, at + words)
        at += words
        places += [at] * len(run.group())
        at += 1
        done = run.end()
    places += range(at, at + len(inner) - done)
    return text, [*places, *[len(text)] * (len(raw) - len(places) + 1)]


def _tidy(raw: str, marks: Iterable[Mark]) -> Text:
    text, places = _collapse(raw)
    moved = []
    for mark in marks:
        start, end = places[mark.start], places[mark.end]
        if mark.kind is MarkKind.CALL:
            # A call belongs to the word before it, though the source has a space between them.
            start -= 0 < start <= len(text) and text[start - 1] == " "
            moved.append(Mark(mark.kind, start, start, mark.value))
            continue
        if start < end and text[start] == " ":
            start += 1
        while end > start and text[end - 1] == " ":
            end -= 1
        if start < end:
            moved.append(Mark(mark.kind, start, end, mark.value))
    return Text(text, tuple(_merged(moved, text)))


def _merged(marks: list[Mark], words: str) -> list[Mark]:
    """Marks in one normal form: in order, those of a kind apart from each other, neighbours of one value joined (over a space, too).

    The UN cuts one link into two; a link inside a link does not exist.
    """
    if len(marks) < 2:
        return marks
    out: list[Mark] = []
    present = {mark.kind for mark in marks}
    for kind in [kind for kind in NESTING if kind in present]:
        own = sorted([m for m in marks if m.kind is kind], key=lambda m: m.start)
        if kind is MarkKind.CALL:
            out += own
            continue
        for mark in own:
            before = out[-1] if out and out[-1].kind is kind else None
            if before is None or (before.end < mark.start and (before.value != mark.value or words[before.end : mark.start] != " ")):
                out.append(mark)
            elif before.value == mark.value:
                out[-1] = Mark(kind, before.start, max(before.end, mark.end), mark.value)
            elif before.end < mark.end:
                start = before.end + (words[before.end] == " ")
                out.append(Mark(kind, start, mark.end, mark.value))
    return sorted(out, key=lambda m: m.start)  # stable: outermost kinds first where several begin


def join_texts(texts: Iterable[Text], glue: str = " ") -> Text:
    """The texts one after the other, parted by glue; where that is a space, it stands between those with words alone."""
    words: list[str] = []
    marks: list[Mark] = []
    length = 0
    for text in texts:
        if (length and text.words) if glue == " " else words:
            words.append(glue)
            length += len(glue)
        marks += (Mark(m.kind, m.start + length, m.end + length, m.value) for m in text.marks)
        words.append(text.words)
        length += len(text.words)
    joined = "".join(words)
    return Text(joined, tuple(_merged(marks, joined)))


# --- the notation -----------------------------------------------------------------------------------------------------------

_KINDS = {kind.value: kind for kind in MarkKind if kind not in (MarkKind.LINK, MarkKind.ITALIC, MarkKind.CALL)}
_SPECIAL = re.compile(r"[\\*\[\]<^]")
_TOKEN = re.compile(
    rf"""\\(?P<escaped>.)                                  # a character without its meaning
      | \[\^(?P<call>(?:\\.|[^\]\\])+)\]                   # [^13]
      | (?P<italic>\*)
      | <(?P<close>/?)(?P<tag>{"|".join(sorted(_KINDS))})>
      | (?P<open>\[)
      | \]\((?P<href>(?:\\.|[^)\\])*)\)                    # ](https://undocs.org/en/A/RES/2200%20\(XXI\))
    """,
    re.VERBOSE | re.DOTALL,
)


def _escape(words: str, special: re.Pattern[str] = _SPECIAL) -> str:
    return special.sub(lambda m: "\\" + m.group(), words)


def format_text(text: Text) -> str:
    """The text in the notation; `parse_text` gives the same text back."""
    if not text.marks:
        return _escape(text.words)
    out: list[str] = []
    opened: list[Mark] = []

    def close_to(keep: int) -> None:
        while len(opened) > keep:
            mark = opened.pop()
            if mark.kind is MarkKind.LINK:
                out.append("](" + _escape(mark.value, re.compile(r"[\\()]")) + ")")
            else:
                out.append("*" if mark.kind is MarkKind.ITALIC else f"</{mark.kind.value}>")

    for segment in text.segments():
        if not segment.words:
            call = segment.marks[0]
            # Inside a mark only where the mark goes on, so that a call at an edge always stands outside.
            keep = next((i for i, m in enumerate(opened) if m.end <= call.start), len(opened))
            close_to(keep)
            out.append("[^" + _escape(call.value, re.compile(r"[\\\]]")) + "]")
            continue
        same = 0
        while same < min(len(opened), len(segment.marks)) and opened[same] is segment.marks[same]:
            same += 1
        close_to(same)
        for mark in segment.marks[same:]:
            opened.append(mark)
            out.append({MarkKind.LINK: "[", MarkKind.ITALIC: "*"}.get(mark.kind, f"<{mark.kind.value}>"))
        out.append(_escape(segment.words))
    close_to(0)
    return "".join(out)


def parse_text(notation: str) -> Text:
    """The text that the notation writes. Any string is one: what opens and never closes is words."""
    tokens = list(_TOKEN.finditer(notation))
    if not tokens:
        return Text(normalise_words(notation))
    partner = _pairs(tokens)
    builder = TextBuilder()
    starts: dict[int, int] = {}
    at = 0
    for number, match in enumerate(tokens):
        if at < match.start():
            builder.add(notation[at : match.start()])
        at = match.end()
        if match.lastgroup == "escaped":
            builder.add(match["escaped"])
        elif match.lastgroup == "call":
            builder.call(_unescape(match["call"]))
        elif number not in partner:
            builder.add(match.group())
        elif partner[number] > number:
            starts[number] = builder.open()
        else:
            builder.close(starts[partner[number]], _kind(match), _unescape(match["href"] or ""))
    builder.add(notation[at:])
    return builder.build()


def _kind(match: re.Match[str]) -> MarkKind:
    return _KINDS[match["tag"]] if match.lastgroup == "tag" else MarkKind.ITALIC if match.lastgroup == "italic" else MarkKind.LINK


def _pairs(tokens: list[re.Match[str]]) -> dict[int, int]:
    """For each sign that opens, the one that closes it, and the other way round."""
    waiting: dict[MarkKind, list[int]] = {}
    pairs: dict[int, int] = {}
    for number, match in enumerate(tokens):
        if match.lastgroup in ("escaped", "call"):
            continue
        kind = _kind(match)
        opened = waiting.setdefault(kind, [])
        closes = bool(match["close"]) or match.lastgroup == "href" or (kind is MarkKind.ITALIC and bool(opened))
        if not closes:
            opened.append(number)
        elif opened:
            start = opened.pop()
            pairs[start], pairs[number] = number, start
    return pairs


def _unescape(value: str) -> str:
    return re.sub(r"\\(.)", r"\1", value, flags=re.DOTALL) if "\\" in value else value
