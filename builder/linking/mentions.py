"""What is printed: the places in a text that point to a document, and what their words say. Nothing is decided here.

A mention is a full symbol ('A/74/399/Add.3'), a number in one of the forms in which resolutions and decisions are cited ('74/166',
'1325 (2000)', '217 A (III)'), a letter that goes on from one ('73/5 A and **B**'), a treaty by its number in the *Treaty Series*, words
that say a document again ('Ibid.', 'that resolution'), or words on which the source put a link to a document. What governs a number, the
noun and the body before it, is read from the words: a list shares it, as in "resolutions 72/1 of 9 October 2017, 73/5 A and 74/2".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from builder.linking.again import find_again
from builder.linking.forms import Form, Mention
from builder.linking.governors import Governor, Noun, Surroundings, body_after, governor_before
from builder.linking.lists import follows_in_list
from builder.linking.numbers import find_numbers
from builder.linking.source_links import add_links
from builder.linking.starts import matches
from builder.linking.treaties import find_treaties
from builder.symbol_grammar import PART
from builder.symbols import canonical_symbol, series_prefixes, symbol_from_address
from builder.text import MarkKind, Text

__all__ = ["Form", "Mention", "find_mentions"]

_DIGIT = re.compile(r"\d")
# 'A/1' or 'S/5' is more likely a label of something else than one of the first documents of 1946; 'S/RES/22' is a torn 'S/RES/2211 (2015)'.
_UNLIKELY = re.compile(r"[A-Z]/\d{1,2}|S/RES/\d{1,2}")
_OTHER_YEAR = re.compile(r"S/RES/(?P<number>\d{1,4}) ?\((?P<year>\d{4})\)")
_CUT = re.compile(r"(?: ?\([^()]*\)|[ /–-][^ /–()-]*)$")
# Further ends of the symbol before: 'A/74/5 and Add.1', 'A/CONF.198/11 and Corr.1–3', 'A/C.6/61/SR.9–16'.
_TAIL = re.compile(r"(?:,? and |, )((?:Add|Corr|Rev)\.\d{1,2}(?!\d))")
_RANGE = re.compile(r"[–-](\d{1,3})(?![\w/])")
_VOLUME = re.compile(r"\), (vol\. [IVX]+)\b")  # 'Supplement No. 49 (A/76/49), vol. II'
_SERIES_OF_NUMBERS = re.compile(r"/(?:SR|PV|Add|Corr)\.(\d{1,4})$")


def find_mentions(text: Text, before: str = "", record: str | None = None) -> tuple[Mention, ...]:
    """The mentions in a text, in order, apart from each other.

    `before` are the words that lead to the text: for a footnote, those before its call. `record` is the series of the Official Records that
    "Ibid." at the text's beginning stands for ('A/HRC'), None for none.
    """
    words = text.words
    links = [
        (mark.start, mark.end, symbol) for mark in text.marks if mark.kind is MarkKind.LINK and (symbol := symbol_from_address(mark.value))
    ]
    if not links and not _may_mention(words):
        return ()
    printed = sorted(_printed(words), key=lambda mention: mention.start)
    return tuple(add_links(words, _governed(words, printed, Surroundings(words, before, record)), links))


def _may_mention(words: str) -> bool:
    """Whether anything in the words may be a mention, seen from a few characters: in most texts nothing is."""
    if "resolution" in words or "bid" in words:
        return True
    # With numbers: a bare one is a resolution's, any other has a stroke or a bracket or is in a volume; and "that decision" is looked for.
    possible = "/" in words or "(" in words or "decision" in words or "vol" in words or "Resolution" in words
    return possible and _DIGIT.search(words) is not None


def _printed(words: str) -> Iterator[Mention]:
    """All that is printed, where two claim the same words the surer: symbols, treaties, numbers, repetitions."""
    symbols = list(_symbols(words))
    treaties = list(_apart(find_treaties(words), symbols))
    sure = sorted([*symbols, *treaties], key=lambda mention: mention.start)
    yield from sure
    taken = 0
    for mention in sure:
        yield from find_numbers(words, taken, mention.start)
        taken = mention.end
    yield from find_numbers(words, taken, len(words))
    yield from _apart(find_again(words), sure)


def _apart(found: Iterable[Mention], others: list[Mention]) -> Iterator[Mention]:
    """Those found that overlap none of the others; both in order."""
    position = 0
    for mention in found:
        while position < len(others) and others[position].end <= mention.start:
            position += 1
        if position == len(others) or mention.end <= others[position].start:
            yield mention


# --- full symbols -----------------------------------------------------------------------------------------------------------


def _symbol_pattern() -> re.Pattern[str]:
    """Candidates for a full symbol, as long as can be: 'A/77/6 (Sect. 3)/Add.1', 'A/RES/217 A (III)', 'A/C.6/64/SR.1–28/Corrigendum'."""
    bodies = "|".join(sorted(series_prefixes(), key=len, reverse=True))
    component = r"(?:[A-Za-z]+(?:\.[A-Za-z]+)*(?:[.-]\d+(?:[–-]\d+(?=/))?)?|\d+)(?:\ ?\([A-Za-z0-9. -]{1,24}\))?"
    letters = rf"(?:\ {PART}(?:\ ?-\ ?{PART})?(?![\w.'’/-])(?:\ \([IVXLS-]+\))?)?"
    # No symbol has a dozen components. The second of two symbols in one, 'A/63/538-E/2009/4', is one of its own.
    slash = r"(?:/|\ ?/\ ?(?=(?:Add|Corr|Rev)\.\d))"  # sources put spaces there
    return re.compile(rf"(?:(?<![\w/.–-])|(?<=\d[–-])|(?<=\)[–-]))(?:{bodies})(?:\.\d+)?(?:{slash}{component}){{1,12}}{letters}")


_SYMBOL = _symbol_pattern()
_BEFORE_SYMBOL = re.compile(f"[^A-Za-z0-9/.](?=[{''.join(sorted({prefix[0] for prefix in series_prefixes()}))}])")


def _symbols(words: str) -> Iterator[Mention]:
    if "/" not in words:
        return
    for match in matches(_SYMBOL, _BEFORE_SYMBOL, words):
        printed = match.group()
        symbol = canonical_symbol(printed)
        while symbol is None and (cut := _CUT.search(printed)):
            printed = printed[: cut.start()]
            symbol = canonical_symbol(printed)
        if symbol is None or _UNLIKELY.fullmatch(printed):
            continue
        other_year = _OTHER_YEAR.match(words, match.start())
        if other_year and other_year["year"] not in printed:
            # "S/RES/1972 (2009)" is a slip in the number or in the year: it is read as "resolution 1972 (2009)" is.
            governor = Governor(Noun.RESOLUTION, "S")
            yield Mention(match.start(), other_year.end(), Form.COUNCIL, other_year["number"], other_year["year"], governor=governor)
            continue
        end = match.start() + len(printed)
        volume = _VOLUME.match(words, end)
        whole = canonical_symbol(f"{symbol} ({volume[1].capitalize()})") if volume else None
        yield Mention(match.start(), end, Form.SYMBOL, symbol=whole or symbol)
        yield from _tails(words, end, symbol)


def _tails(words: str, end: int, symbol: str) -> Iterator[Mention]:
    """What goes on from a symbol: 'and Corr.1', the last of a range of records."""
    tail = _RANGE.match(words, end)
    series = _SERIES_OF_NUMBERS.search(symbol)
    if tail and series and int(tail[1]) > int(series[1]):
        last = canonical_symbol(f"{symbol[: series.start(1)]}{tail[1]}")
        if last:
            yield Mention(tail.start(1), tail.end(), Form.SYMBOL, symbol=last)
        return
    while tail := _TAIL.match(words, end):
        further = canonical_symbol(f"{symbol}/{tail[1]}")
        if further is None:
            return
        yield Mention(tail.start(1), tail.end(), Form.SYMBOL, symbol=further)
        end = tail.end()


# --- what governs ------------------------------------------------------------------------------------------------------------


def _governed(words: str, mentions: list[Mention], surroundings: Surroundings) -> list[Mention]:
    """Each number with the noun and body before it, or, in a list, those of the number before. A bare number is one only with either."""
    governed: list[Mention] = []
    first = 0  # of the list that goes on
    for mention in mentions:
        governor = mention.governor or (governor_before(surroundings, mention.start) if mention.form.is_number else None)
        if governor is None and mention.form.is_number and governed and follows_in_list(words, governed[-1], mention):
            governor = governed[-1].governor
        elif governed:
            _close_list(words, governed, first)
            first = len(governed)
        if governor is not None or mention.form is not Form.BARE:
            governed.append(mention if governor is mention.governor else replace(mention, governor=governor))
    if governed:
        _close_list(words, governed, first)
    return governed


def _close_list(words: str, governed: list[Mention], first: int) -> None:
    """Give the members of the list, from the first on, the body named after its last: "resolutions 7/8 and 8/4 of the Conference"."""
    before = governed[-1].governor
    if before is None or len(governed) - first < 2:
        return
    governor = body_after(words, governed[-1].end, before)
    if governor is not before:
        governed[first:] = [replace(mention, governor=governor) for mention in governed[first:]]
