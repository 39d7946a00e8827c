"""Numbers of resolutions and decisions as running text prints them: '74/166', '73/5 A and B', '217 A (III)', '1325 (2000)', '2016/6'."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from builder.linking.dates import printed_date
from builder.linking.forms import Form, Mention
from builder.linking.starts import matches
from builder.symbol_grammar import PART

__all__ = ["find_numbers", "letters_span"]

# Letters of parts: 'A', 'A and B', 'A, B and D', 'A to D', 'A-B'. Not the 'A' of 'Add.1' or of 'A-level'.
_LETTER = rf"{PART}(?![\w'’/-]|\.\w)"
_LETTERS = rf"(?:[ ]{PART}(?:[ ]to[ ]|-|–){_LETTER}|[ ]{_LETTER}(?:,?[ ](?:and|or)[ ]{_LETTER}|,[ ]{_LETTER})*)"
# Not inside a word, a longer symbol, an address, a fraction or a range of dates, nor after 'No.'.
_NUMBER = re.compile(
    rf"""
      (?<![\w/.–-]) (?<!No\.[ ])
      (?: (?P<roman_number>\d{{1,4}}) (?P<roman_letters>{_LETTERS})? [ ]? \( (?P<roman>(?:E?S-)?[IVXL]{{1,8}}|ORG-\d\d) \)
        | (?P<council_number>\d{{1,4}}) [ ]? \( (?P<council_year>(?:19|20)\d\d) \)
        | (?P<session>(?:E?S-)?\d{{1,4}}) / (?P<number>\d{{1,4}}) (?P<letters>{_LETTERS})? (?![\w/]|[.-]\w)
        | (?P<bare>(?<=[ ])\d{{3,4}}) (?![\w/]|[ ]?\(|[ ]\w\b|[.,–-]\d|[ ]?(?:per[ ]cent|%|\$)) )
    """,
    re.VERBOSE,
)
_BEFORE = re.compile(r"[^A-Za-z0-9/.](?=[\dES])")
_SPLIT_LETTERS = re.compile(rf"{PART}(?:(?: to |-|–){PART})?")
_YEARS = range(1978, 2100)  # sessions by year, in the Economic and Social Council
# A bare number of the Security Council stands directly after the noun or after another number of a list.
_BEFORE_BARE = re.compile(r"(?:[Rr]esolutions? (?:[Nn]os?\. )?|(?:[\d)],?| of \d{1,2} [A-Z][a-z]+ \d{4},?)(?: and| or|,)? ?)$")
_REACH = 30


def find_numbers(words: str, start: int, end: int) -> Iterator[Mention]:
    """The numbers in words[start:end], in order; each lettered part of one is a mention."""
    for match in matches(_NUMBER, _BEFORE, words, start, end):
        date = printed_date(words, match.end())
        if match["council_number"]:
            yield Mention(match.start(), match.end(), Form.COUNCIL, match["council_number"], match["council_year"], date=date)
        elif match["roman_number"]:
            # One mention, since the session stands after the letters; all parts of an old resolution are in one document.
            parts = re.findall(rf"\b{PART}\b", match["roman_letters"] or "")
            yield Mention(match.start(), match.end(), Form.ROMAN, match["roman_number"], match["roman"], letters_span(parts), date=date)
        elif match["bare"]:
            if _BEFORE_BARE.search(words, max(0, match.start() - _REACH), match.start()):
                yield Mention(match.start(), match.end(), Form.BARE, match["bare"], date=date)
        else:
            form = Form.YEAR if match["session"].isdigit() and int(match["session"]) in _YEARS else Form.SESSION
            whole = Mention(match.start(), match.end(), form, match["number"], match["session"], date=date)
            yield from _parts(words, whole, match) if match["letters"] else (whole,)


def _parts(words: str, whole: Mention, match: re.Match[str]) -> Iterator[Mention]:
    """The parts of a number with letters: '73/5 A' and 'B'."""
    for position, part in enumerate(_SPLIT_LETTERS.finditer(words, match.start("letters"), match.end("letters"))):
        letters = letters_span(re.findall(PART, part.group()))
        yield replace(whole, start=part.start() if position else whole.start, end=part.end(), letters=letters)


def letters_span(parts: list[str]) -> str:
    """'A-D' for the letters from A to D."""
    return "-".join(dict.fromkeys([parts[0], parts[-1]])) if parts else ""
