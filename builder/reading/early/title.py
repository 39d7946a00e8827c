"""The title of a resolution in the Official Records, and the lines that belong to it.

Four forms were printed: '89 (1950). Resolution of 17 November 1950' with the draft's symbol under it, '[S/1907]'; 'Resolution 500 (1982)'
over 'of 28 January 1982'; the same in one line; and, in the Council's own documents, 'RESOLUTION 761 (1992)' over 'Adopted by the Security
Council at its 3087th meeting, on 29 June 1992'.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from builder.diagnostics import Diagnostic
from builder.reading.file_names import symbol_in_name
from builder.reading.lines import Line
from builder.reading.masthead import FORMULA, iso_date
from builder.symbols import canonical_symbol

__all__ = ["Title", "find_title"]

_NUMBER = r"(?P<number>[\dIlOo]{1,4})\s?\((?P<year>[\dIlOo-]{4,6})\)"
_TITLES = (
    re.compile(rf"(?:Resolution|RESOLUTION)\s{_NUMBER}\.?(?:\s(?:of\s)?(?P<date>\d.*))?"),
    re.compile(rf"{_NUMBER}\.?\sResolution\sof\s(?P<date>\d.*)"),
)
_DAY = re.compile(r"(?:of |on )?\d{1,2} [A-Z].{4,24}")
_ADOPTED = re.compile(r"Adopted by the Security\b.{0,60}")
_DRAFT = re.compile(r"[\[({][S8$]/.{3,30}[\])}]")
_SYMBOL = re.compile(r"S/[\w./]*\w")
_SPACED = re.compile(r"\.\s(?=\d)")
_MEETING = re.compile(r"at its (?P<meeting>\S+ me\w+)")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_LOOSE_DATE = re.compile(rf"(\d{{1,2}}) ({'|'.join(_MONTHS)})\S*?\.? (\d{{4}})\b")
_CALL = re.compile(r"\d{4}\s(\d{1,3})$")  # of a note, after the year
_HEAD = 4  # lines under the title that can belong to it
_SUBJECT = 3  # lines over the title that can be a subject heading; more are the end of another page


@dataclass(frozen=True, slots=True)
class Title:
    """What stands over a text: where that begins among the lines, and what was said before it.

    `printed` are all lines of the title, `before` those over it that are no subject heading.
    """

    start: int
    symbol: str
    adopted: str | None
    meeting: str = ""
    drafts: tuple[str, ...] = ()
    subject: str = ""
    calls: tuple[str, ...] = ()
    printed: tuple[str, ...] = ()
    before: tuple[Line, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()


def find_title(lines: Sequence[Line], file_name: str) -> Title | None:
    """The title of the first resolution in these lines, None where none has the forms of the Official Records."""
    for at, line in enumerate(lines):
        match = next((m for pattern in _TITLES if (m := pattern.fullmatch(line.words))), None)
        if match and (title := _read(lines, at, match, file_name)):
            return title
    return None


def _read(lines: Sequence[Line], at: int, match: re.Match[str], file_name: str) -> Title | None:
    """The title that begins in this line; None where no date and no adoption is printed with it."""
    symbol, found = _symbol(match, file_name)
    when, meeting, end = match["date"] or "", "", at + 1
    drafts: tuple[str, ...] = ()
    while end < min(len(lines), at + 1 + _HEAD) and not FORMULA.fullmatch(lines[end].words):
        words = lines[end].words
        if not when and (_ADOPTED.match(words) or _DAY.fullmatch(words)):
            when, end = _joined(lines, end)
            meeting = m["meeting"] if (m := _MEETING.search(when)) else ""
        elif when and _DRAFT.fullmatch(words):
            drafts = tuple(filter(None, map(canonical_symbol, _SYMBOL.findall(_SPACED.sub(".", words))[:1])))
            if not drafts:
                found.append(Diagnostic("record-misread", words, "kept in the furniture", f"line {lines[end].number}"))
            end += 1
        else:
            break
    if not when or symbol is None:
        return None
    adopted = iso_date(when) or _loose_date(when)
    if not iso_date(when):
        found.append(Diagnostic("record-misread", when, f"read as {adopted or 'no date'}", f"line {lines[at].number}"))
    over, subject = _subject(lines[:at])
    printed = (*((subject,) if subject else ()), *(line.words for line in lines[at:end]))
    calls = (called[1],) if (called := _CALL.search(when)) else ()
    return Title(end, symbol, adopted, meeting, drafts, subject, calls, printed, over, tuple(found))


def _symbol(match: re.Match[str], file_name: str) -> tuple[str | None, list[Diagnostic]]:
    """The canonical symbol of a title.

    Where number or year were misread (a letter is in them, or the year had no such number) the file's name decides, if it
    agrees with the other.
    """
    number, year = match["number"], match["year"]
    if number.isdecimal() and year.isdecimal() and (printed := canonical_symbol(f"S/RES/{int(number)} ({year})")):
        return printed, []
    named = symbol_in_name(file_name) or ""
    loose = re.compile(rf"S/RES/(?:{_loosely(number)} \(\d{{4}}\)|\d{{1,4}} \({_loosely(year)}\))")
    digits = str.maketrans("IlOo", "1100", "-")
    plain = canonical_symbol(f"S/RES/{number.translate(digits)} ({year.translate(digits)})")
    symbol = named if loose.fullmatch(named) else plain
    return symbol, [Diagnostic("record-misread", match.group(), f"read as {symbol}")]


def _loosely(number: str) -> str:
    """A pattern of the digits that were recognized."""
    return "".join(sign if sign.isdecimal() else r"\d?" for sign in number)


def _joined(lines: Sequence[Line], at: int) -> tuple[str, int]:
    """The line of adoption with the rest of its sentence, which ends in a year, and the place after it."""
    words = lines[at].words
    end = at + 1
    while _ADOPTED.match(words) and not _LOOSE_DATE.search(words) and end < len(lines) and not lines[end].apart and end < at + 3:
        words, end = f"{words} {lines[end].words}", end + 1
    return words, end


def _loose_date(words: str) -> str | None:
    """The date in words of which a letter or a sign was misread: '3 Apri] 1991', '15 August. 1991'."""
    match = _LOOSE_DATE.search(words)
    try:
        return date(int(match[3]), _MONTHS.index(match[2]) + 1, int(match[1])).isoformat() if match else None
    except ValueError:
        return None


def _subject(lines: Sequence[Line]) -> tuple[tuple[Line, ...], str]:
    """The lines over a title: what is not part of the document, and the subject in capitals that is."""
    if lines and len(lines) <= _SUBJECT and all(line.words.isupper() for line in lines):
        return (), " ".join(line.words for line in lines)
    return tuple(lines), ""
