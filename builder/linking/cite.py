"""What a text cites that is no document of the archive: a paragraph of a speech, a draft, a list of footnotes.

    >>> [citation.target for citation in cite("paragraph 11 of Security Council resolution 2371 (2017)")]
    ['S/RES/2371 (2017)']

The text is made a document of the body that speaks, and goes through the same engine as the documents of an archive.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from builder.anchors import Anchored, Unit, UnitKind
from builder.archive import Archive
from builder.linking.graph import Citation, link_document
from builder.linking.holdings import Holdings
from builder.model import Kind, Organ, Resolution, Source
from builder.symbols import canonical_symbol, symbol_facts
from builder.text import Text, normalise_words

__all__ = ["cite"]

# Nothing is later than what nobody is known to have said.
_LATEST = "9999-12-31"


def cite(text: str, *, by: str | None = None, archive: Archive | None = None, language: str = "en") -> tuple[Citation, ...]:
    """The citations in a text, in order and apart from each other.

    The text is plain words. A paragraph ends at a blank line and where a line ends with a stop, colon or semicolon; any other line end
    is a space, so that text copied from a page with its lines is read as it was printed. A paragraph that begins with "Ibid.", or with
    a number and "Ibid.", is a footnote, and so is the one before it, which it refers to.

    `by` is the symbol of the document that speaks, in any spelling: it decides what "its resolution 73/180" means, and which
    numbers are impossible because they came later. Without it, a number that only one body can have is decided, any other is ambiguous.
    ValueError where `by` is no full symbol.

    `language` is that of the text ('fr'); what a citation lands on is in the same language where it is held, else in English.

    `archive` is what to land in: a citation of one of its documents is held, with its `document` and anchors; without it, all that
    is decided is external. In each citation, `start` and `end` are code points in `text` as given, `text` the words there, `symbol`
    is `by` in its canonical spelling ('' without it) and `anchor` is ''.
    """
    symbol = _speaking(by)
    archive = archive or Archive()
    held = next((held for other in archive.languages if (held := archive.get(symbol, other))), None)
    speaker = replace(held, language=language) if held else _speaker(symbol, language)
    paragraphs = list(_paragraphs(text))
    units = _units([words for words, _ in paragraphs])
    found = link_document(Anchored(speaker, units, {}), Holdings(archive))
    citations = []
    for unit, (_, places) in zip(units, paragraphs, strict=True):
        for citation in found.get(unit.anchor, ()):
            start, end = places[citation.start], places[citation.end - 1] + 1
            citations.append(replace(citation, symbol=symbol, anchor="", start=start, end=end, text=text[start:end]))
    return tuple(citations)


def _speaking(by: str | None) -> str:
    """The canonical symbol of the document that speaks, '' where none is given."""
    if by is None:
        return ""
    symbol = canonical_symbol(by)
    if symbol is not None:
        return symbol
    # A number alone is how people say it: the symbols that it can be.
    series = ("A/RES", "S/RES", "E/RES", "A/HRC/RES")
    possible = [found for name in series if (found := canonical_symbol(f"{name}/{by.strip()}"))]
    right = f"as a full symbol it is {' or '.join(possible)}" if possible else "a full symbol is A/RES/74/166 or S/RES/1325 (2000)"
    raise ValueError(f"{by!r} does not say which document speaks: {right}")


def _speaker(symbol: str, language: str) -> Resolution:
    """A document without words that bears the symbol; of no body and no time where there is no symbol."""
    source = Source("", "text", "")
    if not symbol:
        return Resolution("", language, Kind.RESOLUTION, Organ.OTHER, source, adopted=_LATEST)
    facts = symbol_facts(symbol)
    return Resolution(symbol, language, facts.kind or Kind.RESOLUTION, facts.organ, source, session=facts.session)


_IBID = re.compile(r"(?:[\d*]+[.)]? )?(?:See )?(?:ibid\b|Ibíd\b|Там же|同上|المرجع نفسه|Ebd\b)", re.IGNORECASE)


def _units(paragraphs: Sequence[str]) -> tuple[Unit, ...]:
    """The paragraphs as units of a document. Their anchors are those of no paragraph, so that "paragraph 4 above" is none of them."""
    repeats = [_IBID.match(words) is not None for words in paragraphs]
    notes = [own or after for own, after in zip(repeats, [*repeats, False][1:], strict=True)]
    kinds = (UnitKind.FOOTNOTE if note else UnitKind.TEXT for note in notes)
    return tuple(Unit(f"line{number}", kind, Text(words)) for number, (kind, words) in enumerate(zip(kinds, paragraphs, strict=True), 1))


# --- paragraphs, and where their words stand in the text ------------------------------------------------------------------------------

_BLANK_LINES = re.compile(r"\n[^\S\n]*(?:\n[^\S\n]*)+")
# The end of a sentence at the end of a line; not the stop of "Treaty Series, vol." before its number.
_SENTENCE_END = re.compile(
    r"(?<!\bvol)(?<!\bvols)(?<!\b[Nn]o)(?<!\b[Nn]os)(?<!\bpara)(?<!\bparas)(?<!\bchap)(?<!\bsect)(?<!\bart)[.;:!?][”’\"')\]]*[^\S\n]*\n"
)
# A sign goes with what is written over it, also where something invisible stands between the two.
_TOKEN = re.compile(
    r"(?P<plain>[!-~]+(?![\x00-\x1f\x7f-\x9f\u200b-\u200f]*[\u0300-\u036f]))|(?P<space>(?:(?![\x1c-\x1f])\s)+)"
    r"|.(?:[\x00-\x1f\x7f-\x9f\u200b-\u200f]*[\u0300-\u036f]+)*",
    re.DOTALL,
)


def _paragraphs(text: str) -> Iterator[tuple[str, Sequence[int]]]:
    """The words of each paragraph as an archive has them, and for each of their code points its place in the text."""
    start = 0
    for end in sorted({match.end() for ends in (_BLANK_LINES, _SENTENCE_END) for match in ends.finditer(text)} | {len(text)}):
        raw = text[start:end]
        words = normalise_words(raw)
        if words == raw:
            places: Sequence[int] = range(start, end)
        else:
            words, places = _placed(raw, start)
        if words:
            yield words, places
        start = end


def _placed(raw: str, offset: int) -> tuple[str, list[int]]:
    """The words of the raw text, normalised piece by piece, with the place of each code point."""
    words: list[str] = []
    places: list[int] = []
    space: int | None = None  # where white space began that words may follow
    for match in _TOKEN.finditer(raw):
        if match["space"]:
            space = match.start() if space is None else space
            continue
        piece = match["plain"] or normalise_words(match.group())
        if not piece:
            continue
        if space is not None and words:
            words.append(" ")
            places.append(offset + space)
        space = None
        words.append(piece)
        begin = offset + match.start()
        places += range(begin, begin + len(piece)) if match["plain"] else [begin] * len(piece)
    return "".join(words), places
