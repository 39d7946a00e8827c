"""How things are called on the pages: places in a document, dates, sessions, kinds of documents.

The short name of a place is the one diplomats say: PP7, OP2(a)(i). It is derived from the anchor alone, so that a link can be named
without the document it leads to; the script of the search does the same for its hits.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from builder.model import AdoptionMethod, Kind, Resolution, Vote

__all__ = [
    "adoption_line",
    "count",
    "day",
    "document_name",
    "full_name",
    "is_treaty",
    "language_name",
    "ordinal",
    "place_name",
    "plural",
    "roman",
    "session_name",
    "short_symbol",
    "spoken_name",
]

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip

# Pieces of an anchor that open a place of their own, with what they are called.
_PLACES = {
    "part": "part", "ch": "chapter", "art": "article", "rule": "rule", "prin": "principle", "goal": "goal", "annex": "annex",
    "appendix": "appendix", "enclosure": "enclosure", "attachment": "attachment", "draft": "draft", "table": "table", "s": "section",
    "h": "heading", "fn": "note", "r": "run",
}  # fmt: skip
_PLACE = re.compile(rf"(?P<name>{'|'.join(sorted(_PLACES, key=len, reverse=True))})(?P<number>\d+\w*|[a-z]?)")
_PARAGRAPH = re.compile(r"(?P<name>pp|op|p)(?P<number>\d\w*)")
_POSITION = re.compile(r"(?P<name>item|text|dup)(?P<number>\d+)")
_STARS = re.compile(r"fnstar(\d*)")
_POSITIONS = ("item", "text", "dup")

# The same in full; what is not here is in the list above.
_SPOKEN = {"pp": "preambular paragraph", "op": "operative paragraph", "p": "paragraph", "fn": "footnote", "dup": "repetition"}
_COUNTED = {"pp", "op", "p", "fn", *_POSITIONS}
_ROMAN = {"annex", "part", "s", "ch", "appendix", "enclosure", "attachment", "draft"}  # as headings of the United Nations number them
_NUMERALS = (
    ("C", 100), ("XC", 90), ("L", 50), ("XL", 40), ("X", 10), ("IX", 9), ("V", 5), ("IV", 4), ("I", 1),
)  # fmt: skip


@dataclass(slots=True)
class _Step:
    """One step of the way to a place: what it is called by its anchor ('op'), its number ('2') and what is within it (['a', 'i'])."""

    noun: str
    number: str
    within: list[str]


def _steps(anchor: str) -> list[_Step]:
    """The way to the place an anchor stands for, outermost first; a noun that is in no list is the piece itself."""
    steps: list[_Step] = []
    inside = False  # a paragraph is open, so what follows is its subparagraphs
    for position, piece in enumerate(anchor.split("-")):
        if stars := _STARS.fullmatch(piece):
            steps.append(_Step("fn", "*" * int(stars[1] or 1), []))
        elif paragraph := _PARAGRAPH.fullmatch(piece):
            steps.append(_Step(paragraph["name"], paragraph["number"], []))
            inside = True
        elif other := _POSITION.fullmatch(piece):
            steps.append(_Step(other["name"], other["number"], []))
        elif inside:
            steps[-1].within.append(piece)
        elif place := _PLACE.fullmatch(piece):
            steps.append(_Step(place["name"], place["number"], []))
        elif position == 0 and len(piece) == 1:
            steps.append(_Step("part", piece, []))
        else:
            steps.append(_Step(piece, "", []))
    return steps


def place_name(anchor: str) -> str:
    """The short name of the place an anchor stands for.

    >>> place_name("op2-a-i"), place_name("annex-p14"), place_name("fn13"), place_name("b-pp3")
    ('OP2(a)(i)', 'annex, para. 14', 'note 13', 'part B, PP3')
    """
    places = []
    for step in _steps(anchor):
        if step.noun in ("pp", "op"):
            name = f"{step.noun.upper()}{step.number}"
        elif step.noun == "p":
            name = f"para. {step.number}"
        elif step.noun in _POSITIONS:
            name = f"{step.noun} {step.number}"
        else:
            name = f"{_PLACES.get(step.noun, step.noun)} {step.number.upper()}".strip()
        places.append(name + "".join(f"({piece})" for piece in step.within))
    return ", ".join(places)


def spoken_name(anchor: str) -> str:
    """The name of the place in words that can be read aloud and quoted, numbers as the United Nations prints them.

    >>> spoken_name("op2-a-i"), spoken_name("annex2-p14"), spoken_name("fn13"), spoken_name("b-pp3")
    ('operative paragraph 2 (a) (i)', 'annex II, paragraph 14', 'footnote 13', 'part B, preambular paragraph 3')

    `builder.citation_styles` makes pinpoints from it.
    """
    places = []
    for step in _steps(anchor):
        noun = _SPOKEN.get(step.noun) or _PLACES.get(step.noun, step.noun)
        number = roman(int(step.number)) if step.noun in _ROMAN and step.number.isdecimal() else step.number
        if step.noun not in _COUNTED:
            number = number.upper()
        places.append(f"{noun} {number}".strip() + "".join(f" ({piece})" for piece in step.within))
    return ", ".join(places)


def roman(number: int) -> str:
    """The number in capitals: 14 -> 'XIV'."""
    out = ""
    for letters, worth in _NUMERALS:
        out += letters * (number // worth)
        number %= worth
    return out


def day(iso: str | None) -> str:
    """The date as the United Nations writes it: '2019-12-18' -> '18 December 2019'. What is no date stays as it is; None is ''."""
    try:
        when = date.fromisoformat(iso or "")
    except ValueError:
        return iso or ""
    return f"{when.day} {_MONTHS[when.month - 1]} {when.year}"


def ordinal(number: int) -> str:
    """'1st', '2nd', '11th', '74th'."""
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def session_name(session: str) -> str:
    """'74' -> '74th session', 'ES-11' -> '11th emergency special session', '2021' -> '2021'."""
    match = re.fullmatch(r"(?P<special>E?S-)?(?P<number>\d{1,3})", session)
    if not match:
        return session
    special = {"S-": "special ", "ES-": "emergency special "}.get(match["special"] or "", "")
    return f"{ordinal(int(match['number']))} {special}session"


def plural(kind: Kind) -> str:
    """'resolutions', 'presidential statements'."""
    return f"{kind.value}s"


def count(number: int, one: str) -> str:
    """'1 document', '1,204 documents'."""
    return f"{number:,} {one}" + ("" if number == 1 else "s")


def short_symbol(symbol: str) -> str:
    """The symbol as its own list shows it: 'A/RES/74/166' -> '74/166', 'S/RES/1325 (2000)' -> '1325 (2000)'; others in full."""
    return re.sub(r"^(?:A|S|E|A/HRC)/(?:RES|DEC)/(?=\S)", "", symbol)


def full_name(resolution: Resolution) -> str:
    """What a document without a title is called: 'Security Council resolution 1325 (2000)'."""
    if resolution.kind is Kind.PRESIDENTIAL_STATEMENT:
        return f"Statement by the President of the {resolution.organ.value}, {resolution.symbol}"
    return f"{resolution.organ.value} {resolution.kind.value} {short_symbol(resolution.symbol)}"


_TREATY = re.compile(r"UNTS/(?P<volume>\d+)/(?P<number>.+)")


def document_name(symbol: str) -> str:
    """What a document without a title of its own is called: its symbol; a treaty by its place in the *Treaty Series*.

    >>> document_name("A/60/1"), document_name("UNTS/1577/27531"), document_name("UNTS/1/XVI")
    ('A/60/1', 'United Nations, Treaty Series, vol. 1577, No. 27531', 'United Nations, Treaty Series, vol. 1, p. xvi')
    """
    treaty = _TREATY.fullmatch(symbol)
    if not treaty:
        return symbol
    number = treaty["number"]
    place = f"p. {number.lower()}" if re.fullmatch("[IVXLC]+", number) else f"No. {number}"  # the Charter has a page and no number
    return f"United Nations, Treaty Series, vol. {treaty['volume']}, {place}"


def is_treaty(symbol: str) -> bool:
    """Whether the symbol is that of a treaty."""
    return _TREATY.fullmatch(symbol) is not None


def adoption_line(resolution: Resolution) -> str:
    """When and how it was adopted, in one line: '18 December 2019, without a vote'; '' where nothing is known."""
    if resolution.kind is Kind.DRAFT_RESOLUTION or resolution.adoption is AdoptionMethod.NOT_ADOPTED:
        return ", ".join(part for part in ("not adopted", day(resolution.adopted or resolution.issued), vote_line(resolution.vote)) if part)
    how = vote_line(resolution.vote) or (resolution.adoption.value if resolution.adoption else "")
    return ", ".join(part for part in (day(resolution.adopted or resolution.issued), how) if part)


def vote_line(vote: Vote | None) -> str:
    """'111 in favour, 15 against, 52 abstaining'; '' without counts. A count that the record leaves out is left out."""
    if vote is None:
        return ""
    sides: Sequence[tuple[int | None, str]] = (
        (vote.in_favour, "in favour"),
        (vote.against, "against"),
        (vote.abstaining, "abstaining"),
    )
    return ", ".join(f"{number} {side}" for number, side in sides if number is not None)


_LANGUAGES = {"ar": "العربية", "en": "English", "es": "Español", "fr": "Français", "ru": "Русский", "zh": "中文"}


def language_name(code: str) -> str:
    """What a language calls itself: 'fr' -> 'Français'; the code where it is none of the United Nations' six."""
    return _LANGUAGES.get(code, code)
