"""What is printed: the places in a text that point to a document, and what their words say. Nothing is decided here.

A mention is a full symbol ('A/74/399/Add.3'), a number in one of the forms in which resolutions and decisions are cited ('74/166',
'1325 (2000)', '217 A (III)'), a letter that goes on from one ('73/5 A and **B**'), or words on which the source put a link to a document.
What governs it, the noun and the body before it, is read from the words: a list shares it, as in "resolutions 72/1 of 9 October 2017,
73/5 A and 74/2".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache

from builder.linking.governors import Governor, follows_in_list, governor_before, printed_date
from builder.symbol_grammar import PART
from builder.symbols import canonical_symbol, series_prefixes, symbol_from_address
from builder.text import MarkKind, Text

__all__ = ["Form", "Mention", "find_mentions"]


class Form(StrEnum):
    """How the number is printed."""

    SYMBOL = "symbol"  # S/2023/506
    SESSION = "session"  # 74/166, ES-11/1
    YEAR = "year"  # 2016/6
    ROMAN = "roman"  # 217 A (III)
    COUNCIL = "council"  # 1325 (2000)
    WORDS = "words"  # whatever else bears a link


@dataclass(frozen=True, slots=True)
class Mention:
    """One mention, at [start, end) in the words of its text.

    `number` and `session` are as printed ('166' and '74'; '217' and 'III'; '1325' and '2000'), `letters` 'A' or 'A-B'. `symbol` is set for
    full symbols, `address` is the symbol that the source's link on these words names. `date` is the ISO date printed after it.
    """

    start: int
    end: int
    form: Form
    number: str = ""
    session: str = ""
    letters: str = ""
    symbol: str | None = None
    address: str | None = None
    governor: Governor | None = None
    date: str | None = None


# Letters of parts: 'A', 'A and B', 'A, B and D', 'A to D', 'A-B'. Not the 'A' of 'Add.1' or of 'A-level'.
_LETTER = rf"{PART}(?![\w'’/-]|\.\w)"
_LETTERS = rf"(?:[ ]{PART}(?:[ ]to[ ]|-|–){_LETTER}|[ ]{_LETTER}(?:,?[ ](?:and|or)[ ]{_LETTER}|,[ ]{_LETTER})*)"
# Not inside a word, a longer symbol, an address, a fraction or a range of dates, nor after 'No.'.
_NUMBER = re.compile(
    rf"""
      (?<![\w/.–-]) (?<!No\.[ ])
      (?: (?P<roman_number>\d{{1,4}}) (?P<roman_letters>{_LETTERS})? [ ]? \( (?P<roman>(?:E?S-)?[IVXL]{{1,8}}|ORG-\d\d) \)
        | (?P<council_number>\d{{1,4}}) [ ]? \( (?P<council_year>(?:19|20)\d\d) \)
        | (?P<session>(?:E?S-)?\d{{1,4}}) / (?P<number>\d{{1,4}}) (?P<letters>{_LETTERS})? (?![\w/]|[.-]\w) )
    """,
    re.VERBOSE,
)
# 'A/1' or 'S/5' is more likely a label of something else than one of the first documents of 1946; 'S/RES/22' is a torn 'S/RES/2211 (2015)'.
_UNLIKELY = re.compile(r"[A-Z]/\d{1,2}|S/RES/\d+")
_DIGIT = re.compile(r"\d")
_SPLIT_LETTERS = re.compile(rf"{PART}(?:(?: to |-|–){PART})?")
_YEARS = range(1978, 2100)  # sessions by year, in the Economic and Social Council


def find_mentions(text: Text) -> tuple[Mention, ...]:
    """The mentions in a text, in order, apart from each other."""
    links = [
        (mark.start, mark.end, symbol) for mark in text.marks if mark.kind is MarkKind.LINK and (symbol := symbol_from_address(mark.value))
    ]
    if not links and not _DIGIT.search(text.words):
        return ()
    printed = _with_governors(text.words, sorted(_printed(text.words), key=lambda mention: mention.start))
    return tuple(_with_links(text.words, printed, links))


def _printed(words: str) -> Iterator[Mention]:
    taken = 0
    for symbol in _symbols(words):
        yield from _numbers(words, taken, symbol.start)
        yield symbol
        taken = symbol.end
    yield from _numbers(words, taken, len(words))


# --- full symbols -----------------------------------------------------------------------------------------------------------


@cache
def _symbol_pattern() -> re.Pattern[str]:
    """Candidates for a full symbol, as long as can be: 'A/77/6 (Sect. 3)/Add.1', 'A/RES/217 A (III)', 'A/C.6/64/SR.1–28/Corrigendum'."""
    bodies = "|".join(sorted(series_prefixes(), key=len, reverse=True))
    component = r"(?:[A-Za-z]+(?:\.[A-Za-z]+)*(?:[.-]\d+(?:[–-]\d+(?=/))?)?|\d+)(?:\ ?\([A-Za-z0-9. -]{1,24}\))*"
    letters = rf"(?:\ {PART}(?:\ ?-\ ?{PART})?(?![\w.'’/-])(?:\ \([IVXLS-]+\))?)?"
    # The second of two symbols in one, 'A/63/538-E/2009/4', is one of its own.
    return re.compile(rf"(?:(?<![\w/.–-])|(?<=\d[–-])|(?<=\)[–-]))(?:{bodies})(?:\.\d+)?(?:/{component})+{letters}")


def _symbols(words: str) -> Iterator[Mention]:
    if "/" not in words:
        return
    for match in _symbol_pattern().finditer(words):
        printed = match.group()
        symbol = canonical_symbol(printed)
        while symbol is None and (cut := re.search(r"(?: ?\([^()]*\)|[ /–-][^ /–()-]*)$", printed)):
            printed = printed[: cut.start()]
            symbol = canonical_symbol(printed)
        if symbol is not None and not _UNLIKELY.fullmatch(printed):
            yield Mention(match.start(), match.start() + len(printed), Form.SYMBOL, symbol=symbol)


# --- numbers ----------------------------------------------------------------------------------------------------------------


def _numbers(words: str, start: int, end: int) -> Iterator[Mention]:
    for match in _NUMBER.finditer(words, start, end):
        date = printed_date(words, match.end())
        if match["council_number"]:
            yield Mention(match.start(), match.end(), Form.COUNCIL, match["council_number"], match["council_year"], date=date)
        elif match["roman_number"]:
            # One mention, since the session stands after the letters; all parts of an old resolution are in one document.
            parts = re.findall(rf"\b{PART}\b", match["roman_letters"] or "")
            yield Mention(match.start(), match.end(), Form.ROMAN, match["roman_number"], match["roman"], _span(parts), date=date)
        else:
            form = Form.YEAR if match["session"].isdigit() and int(match["session"]) in _YEARS else Form.SESSION
            whole = Mention(match.start(), match.end(), form, match["number"], match["session"], date=date)
            if not match["letters"]:
                yield whole
                continue
            for position, part in enumerate(_SPLIT_LETTERS.finditer(words, match.start("letters"), match.end("letters"))):
                letters = _span(re.findall(PART, part.group()))
                yield replace(whole, start=part.start() if position else whole.start, end=part.end(), letters=letters)


def _span(parts: list[str]) -> str:
    """'A-D' for the letters from A to D."""
    return "-".join(dict.fromkeys([parts[0], parts[-1]])) if parts else ""


def _with_governors(words: str, mentions: list[Mention]) -> Iterator[Mention]:
    """Each number with the noun and body before it, or, in a list, those of the number before."""
    before: Mention | None = None
    for mention in mentions:
        governor = None
        if mention.form is not Form.SYMBOL:
            governor = governor_before(words, mention.start)
            if (
                governor is None
                and before is not None
                and follows_in_list(words, before.end, mention.start, before.governor, dated=mention.date is not None)
            ):
                governor = before.governor
        before = replace(mention, governor=governor)
        yield before


# --- links of the source ----------------------------------------------------------------------------------------------------


def _with_links(words: str, printed: Iterator[Mention], links: list[tuple[int, int, str]]) -> Iterator[Mention]:
    """The printed mentions with the symbols of the links on them, and the links on other words."""
    free = list(links)
    found: list[Mention] = []
    for mention in printed:
        own = [link for link in links if link[0] < mention.end and mention.start < link[1]]
        free = [link for link in free if link not in own]
        before = found[-1] if found and own and own[0][0] < found[-1].end else None
        if before is not None and (before.number, before.session) == (mention.number, mention.session):
            # One link on 'A and B': the source means both as one document.
            found[-1] = replace(before, end=mention.end, letters=_span([*before.letters.split("-"), *mention.letters.split("-")]))
        else:
            found.append(replace(mention, address=_agreeing(mention, own)))
    for start, end, symbol in free:
        if not set(re.findall(r"\d+", words[start:end])) <= set(re.findall(r"\d+", symbol)):
            continue  # the link slipped from another number to this one
        inside = words[start:end]
        start += len(inside) - len(inside.lstrip(" ,;:.(["))
        end -= len(inside) - len(inside.rstrip(" ,;:.)]"))
        if start < end and not re.search(r"\w", words[max(0, start - 1) : start] + words[end : end + 1]):
            letter = re.fullmatch(PART, words[start:end])
            found.append(Mention(start, end, Form.WORDS, letters=letter[0] if letter else "", address=symbol))
    yield from sorted(found, key=lambda mention: mention.start)


def _agreeing(mention: Mention, links: list[tuple[int, int, str]]) -> str | None:
    """The symbol among those linked on the mention's words that has its number; else the first."""
    numbers = [mention.number, mention.session]
    return next((link[2] for link in links if all(n in link[2] for n in numbers)), links[0][2] if links else None)
