"""What stands over and under the text of a resolution: masthead, title, adoption; and the closing line of meeting and date.

Everything is optional: an extract may begin at the title. Words that are not kept as printed (dates, symbols, 'Distr.: General') go to
the furniture as they stand.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from builder.model import AgendaItem
from builder.reading.furniture import find_symbol
from builder.reading.lines import Line

__all__ = ["FORMULA", "Closing", "Masthead", "find_closing", "find_formula", "iso_date", "read_masthead", "title_words"]

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_DATE = re.compile(rf"(\d{{1,2}}) ({'|'.join(_MONTHS)}) (\d{{4}})")
FORMULA = re.compile(r"The (?:General Assembly|Security Council|Economic and Social Council|Human Rights Council)\s?,?")
_NUMBERED_TITLE = re.compile(r"(?P<number>(?:(?:E?S-)?\d{1,3}|\d{4})/\d{1,4}(?:\s[A-Z](?:-[A-Z])?)?)\.\s+(?P<title>\S.*)")
_COUNCIL_TITLE = re.compile(r"Resolution (?P<number>\d{1,4} \(\d{4}\))")
_JOB = re.compile(r"(\d{2}-\d{5})\*?(?: \([A-Z]\))?(?:\s+\d{6})?")
_BAR_CODE = re.compile(r"\*\d{5,}\*")
_SESSION = re.compile(r"[A-Z][a-z]+(?:-[a-z]+)? (?:(?:emergency )?special )?session")
_AGENDA = re.compile(r"Agenda items? (?P<numbers>.+)")
_ADOPTED = re.compile(r"(?:Resolution|Decision)s? adopted by |Adopted by the Security Council at its (?P<meeting>\d+\w* meeting(?: \([a-z]+\))?)")
_MEETING = re.compile(r"(\d{1,5}(?:st|nd|rd|th) (?:plenary )?meeting(?: \([a-z]+\))?)")


@dataclass(frozen=True, slots=True)
class Masthead:
    """What the lines over the text say; '' or None for what they do not."""

    symbol: str = ""  # as printed
    number: str = ""  # '74/166', '2768 (2025)'
    title_lines: tuple[Line, ...] = ()
    session_name: str = ""
    agenda_items: tuple[AgendaItem, ...] = ()
    proponent: str = ""
    adopted: str | None = None
    issued: str | None = None
    meeting: str = ""
    job_number: str = ""
    furniture: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Closing:
    """The closing lines: where they begin and end among the lines, the meeting as printed, the date."""

    first: int
    end: int
    meeting: str = ""
    adopted: str | None = None
    printed: tuple[str, ...] = ()


def iso_date(words: str) -> str | None:
    """The date printed in the words as YYYY-MM-DD: '18 December 2019' -> '2019-12-18'; None where there is none."""
    match = _DATE.search(words)
    if not match:
        return None
    return f"{match[3]}-{_MONTHS.index(match[2]) + 1:02d}-{int(match[1]):02d}"


def find_formula(lines: Sequence[Line]) -> int | None:
    """The place of the enacting formula ('The General Assembly,' alone on its line)."""
    return next((i for i, line in enumerate(lines) if FORMULA.fullmatch(line.words)), None)


def title_words(lines: Sequence[Line]) -> tuple[str, tuple[Line, ...]]:
    """The number and the lines of the title among the lines of a masthead: '74/166. Situation of …' and what follows."""
    for i, line in enumerate(lines):
        if match := _NUMBERED_TITLE.fullmatch(line.words):
            first = Line(match["title"], line.indent, line.number)
            return match["number"], (first, *lines[i + 1 :])
    return "", ()


def read_masthead(lines: Sequence[Line]) -> Masthead:
    """What the lines over the formula say."""
    number, title = title_words(lines)
    rest = lines[: len(lines) - len(title)] if title else lines
    facts: dict[str, str] = {}
    agenda: list[str] = []
    adoption: list[str] = []
    proponent: list[str] = []
    into: list[str] | None = None
    for line in rest:
        words = line.words
        council = _COUNCIL_TITLE.fullmatch(words)
        if council:
            number, into = council["number"], None
        elif _AGENDA.fullmatch(words) or (into is agenda and not words.startswith("[") and not _ADOPTED.match(words)):
            into = agenda
            agenda.append(words)
        elif _ADOPTED.match(words):
            into = adoption
            adoption.append(words)
        elif words.startswith("[") or into is proponent:
            into = proponent
            proponent.append(words)
        elif into is adoption:
            adoption.append(words)
        else:
            _take_fact(words, facts)
        if into is proponent and words.endswith("]"):
            into = None
    adopted = " ".join(adoption)
    meeting = _ADOPTED.match(adopted)
    printed = [line.words for line in rest]
    if title:
        printed.append(f"{number}.")
    return Masthead(
        symbol=facts.get("symbol", ""),
        number=number,
        title_lines=title,
        session_name=facts.get("session", ""),
        agenda_items=_agenda_items(agenda),
        proponent=" ".join(proponent),
        adopted=iso_date(adopted),
        issued=facts.get("issued"),
        meeting=(meeting["meeting"] or "") if meeting else "",
        job_number=facts.get("job", ""),
        furniture=tuple(printed),
    )


def _take_fact(words: str, facts: dict[str, str]) -> None:
    """Note what one line of the masthead's head says; a fact once known stays."""
    symbol = find_symbol(words)
    if symbol:
        facts.setdefault("symbol", symbol.rstrip("*"))
    elif _DATE.fullmatch(words):
        facts.setdefault("issued", iso_date(words) or "")
    elif job := _JOB.fullmatch(words):
        facts.setdefault("job", re.sub(r"\*", "", words) if "(" not in words else words[: words.index(")") + 1].replace("*", ""))
    elif _SESSION.fullmatch(words):
        facts.setdefault("session", words)


def _agenda_items(lines: Sequence[str]) -> tuple[AgendaItem, ...]:
    """'Agenda item 70 (c)' and the lines of its title; of several items, the title belongs to none of them alone."""
    match = _AGENDA.fullmatch(lines[0]) if lines else None
    if not match:
        return ()
    numbers = [number.strip() for number in re.split(r",| and ", match["numbers"]) if number.strip()]
    title = " ".join(lines[1:])
    return tuple(AgendaItem(number, title if len(numbers) == 1 else "") for number in numbers)


def find_closing(lines: Sequence[Line]) -> Closing | None:
    """The closing lines of a text: '50th plenary meeting' and, on the next line, the date."""
    for i, line in enumerate(lines):
        match = _MEETING.fullmatch(line.words)
        if match and not line.rest:
            dated = i + 1 < len(lines) and bool(_DATE.fullmatch(lines[i + 1].words))
            end = i + 1 + dated
            printed = tuple(line.words for line in lines[i:end])
            return Closing(i, end, match[1], iso_date(printed[-1]) if dated else None, printed)
    return None
