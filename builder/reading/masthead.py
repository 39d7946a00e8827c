"""What stands over and under the text of a resolution: masthead, title, adoption; and the closing line of meeting and date.

Everything is optional: an extract may begin at the title. Words that are not kept as printed (dates, symbols, 'Distr.: General') go to
the furniture as they stand.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from builder.model import AdoptionMethod, AgendaItem, Vote
from builder.reading.blocks import join_lines
from builder.reading.furniture import find_symbol
from builder.reading.lines import Line

__all__ = [
    "FORMULA",
    "Closing",
    "Masthead",
    "find_closing",
    "find_statement_meeting",
    "find_text_start",
    "iso_date",
    "read_masthead",
    "title_words",
]

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_DATE = re.compile(rf"(\d{{1,2}}) ({'|'.join(_MONTHS)}) (\d{{4}})")
FORMULA = re.compile(r"The (?:General Assembly|Security Council|Economic and Social Council|Human Rights Council)\s?,?")
_NUMBERED_TITLE = re.compile(r"(?P<number>(?:(?:E?S-)?\d{1,3}|\d{4})/\d{1,4}(?:\s[A-Z](?:-[A-Z])?)?)\.\s+(?P<title>\S.*)")
_COUNCIL_TITLE = re.compile(r"Resolution (?P<number>\d{1,4} \(\d{4}\))")
_JOB = re.compile(r"(\d{2}-\d{5})\*?(?: (\([A-Z]\)))?(?: \d{6})?")
_SESSION = re.compile(r"(?:[A-Z][a-z]+(?:-[a-z]+)?|\d{4}) (?:(?:emergency )?special )?session")  # the Council's: '2018 session'
_AGENDA = re.compile(r"Agenda items? (?P<numbers>.+)")
_ADOPTED = re.compile(
    r"(?:Resolution|Decision)s? adopted by |Adopted by the Security Council (?:at its (?P<meeting>\d+\w* meeting(?: \([a-z]+\))?)|on\b)"
)
_MEETING = re.compile(r"(\d{1,5}(?:st|nd|rd|th) (?:\([a-z]+\) )?(?:plenary )?meeting(?: \([a-z]+\))?)")
_STATEMENT = re.compile(r"(?:Statement|Note) by the President of the (?:Security|Human Rights|Economic and Social) Council\*?")
_AT_THE_MEETING = re.compile(r"At the (?P<meeting>\d{1,5}\w\w (?:\(\w+\) )?meeting) of the [\w ]+ Council, held on (?P<when>[^,]{10,20}),")
_HEAD_LINES = 80  # no masthead is longer; a formula after that is one that is quoted


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
    description: str = ""  # the subject that early texts have over their number
    drafts: tuple[str, ...] = ()  # canonical symbols
    furniture: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Closing:
    """The closing lines: where they begin and end among the lines, the meeting as printed, the date, and the vote where it is told.

    `adoption_note` is how the document itself tells the adoption, in its own words; `calls` are the footnotes that it calls.
    """

    first: int
    end: int
    meeting: str = ""
    adopted: str | None = None
    printed: tuple[str, ...] = ()
    adoption: AdoptionMethod | None = None
    adoption_note: str = ""
    vote: Vote | None = None
    calls: tuple[str, ...] = ()


def iso_date(words: str) -> str | None:
    """The date printed in the words as YYYY-MM-DD: '18 December 2019' -> '2019-12-18'; None where there is none, or none that can be."""
    match = _DATE.search(words)
    try:
        return date(int(match[3]), _MONTHS.index(match[2]) + 1, int(match[1])).isoformat() if match else None
    except ValueError:
        return None


def find_text_start(lines: Sequence[Line]) -> int:
    """The place where the masthead ends: at the enacting formula ('The General Assembly,' alone on its line) or, where the extract has
    lost it, at the first indented line after that of the title. A statement has neither: it begins with the line that says whose it is. 0
    where there is no masthead.
    """
    head = lines[:_HEAD_LINES]
    title = next((i for i, line in enumerate(head) if _NUMBERED_TITLE.fullmatch(line.words)), None)
    for i, line in enumerate(head):
        if FORMULA.fullmatch(line.words) or (title is not None and i > title and line.indent and line.opens is not False):
            return i
    return next((i for i, line in enumerate(head) if _STATEMENT.fullmatch(line.words)), 0)


def title_words(lines: Sequence[Line]) -> tuple[str, tuple[Line, ...]]:
    """The number and the lines of the title among the lines of a masthead: '74/166. Situation of …' and what follows."""
    for i, line in enumerate(lines):
        if match := _NUMBERED_TITLE.fullmatch(line.words):
            first = Line(match["title"], line.indent, line.number)
            return match["number"], (first, *lines[i + 1 :])
    return "", ()


def read_masthead(lines: Sequence[Line]) -> Masthead:
    """What the lines over the text say."""
    number, title = title_words(lines)
    over = lines[: len(lines) - len(title)]
    facts: dict[str, str] = {}
    sections: dict[str, list[Line]] = {"agenda": [], "adoption": [], "proponent": []}
    section = ""
    for line in over:
        if council := _COUNCIL_TITLE.fullmatch(line.words):
            number, section = council["number"], ""
            continue
        section = _section(line.words, section)
        if section:
            sections[section].append(line)
        else:
            _take_fact(line.words, facts)
        if section == "proponent" and line.words.endswith("]"):
            section = ""
    adoption = join_lines(sections["adoption"]).words
    meeting = _ADOPTED.match(adoption)
    return Masthead(
        symbol=facts.get("symbol", ""),
        number=number,
        title_lines=title,
        session_name=facts.get("session", ""),
        agenda_items=_agenda_items(sections["agenda"]),
        proponent=join_lines(sections["proponent"]).words,
        adopted=iso_date(adoption),
        issued=facts.get("issued"),
        meeting=(meeting["meeting"] or "") if meeting else "",
        job_number=facts.get("job", ""),
        furniture=(*(line.words for line in over), *((f"{number}.",) if title else ())),
    )


def _section(words: str, section: str) -> str:
    """The section of the masthead that a line belongs to, by how it begins; else that of the line before ('' is the head)."""
    if _ADOPTED.match(words):
        return "adoption"
    if words.startswith("["):
        return "proponent"
    return "agenda" if _AGENDA.fullmatch(words) else section


def _take_fact(words: str, facts: dict[str, str]) -> None:
    """Note what one line of the masthead's head says; a fact once known stays."""
    symbol = find_symbol(words)
    if symbol:
        facts.setdefault("symbol", symbol.rstrip("*"))
    elif _DATE.fullmatch(words):
        facts.setdefault("issued", iso_date(words) or "")
    elif job := _JOB.fullmatch(words):
        facts.setdefault("job", " ".join(filter(None, job.groups())))
    elif _SESSION.fullmatch(words):
        facts.setdefault("session", words)


def _agenda_items(lines: Sequence[Line]) -> tuple[AgendaItem, ...]:
    """'Agenda item 70 (c)' and the lines of its title. Of several items the titles stand apart from each other, one for each."""
    match = _AGENDA.fullmatch(lines[0].words) if lines else None
    if not match:
        return ()
    numbers = [number.strip() for number in re.split(r",| and ", match["numbers"]) if number.strip()]
    titles: list[list[Line]] = []
    for line in lines[1:]:
        if not titles or (line.apart and len(numbers) > 1):
            titles.append([])
        titles[-1].append(line)
    words = [join_lines(title).words for title in titles]
    return tuple(AgendaItem(number, words[i] if len(words) == len(numbers) else "") for i, number in enumerate(numbers))


def find_statement_meeting(words: str) -> Closing | None:
    """The meeting at which a statement was made, by its first sentence: 'At the 7504th meeting of the Security Council, held on …'."""
    match = _AT_THE_MEETING.match(words)
    return Closing(0, 0, match["meeting"], iso_date(match["when"])) if match else None


def find_closing(lines: Sequence[Line]) -> Closing | None:
    """The closing lines of a text: '50th plenary meeting' and, on the next line, the date."""
    for i, line in enumerate(lines):
        match = _MEETING.fullmatch(line.words)
        if match and not line.rest:
            dated = i + 1 < len(lines) and bool(_DATE.fullmatch(lines[i + 1].words))
            if not dated and i + 1 < len(lines):
                continue
            end = i + 1 + dated
            printed = tuple(line.words for line in lines[i:end])
            return Closing(i, end, match[1], iso_date(printed[-1]) if dated else None, printed)
    return None
