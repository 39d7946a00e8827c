"""How things are called on the pages: places in a document, dates, sessions, kinds of documents.

The short name of a place is the one diplomats say: PP7, OP2(a)(i). It is derived from the anchor alone, so that a link can be named
without the document it leads to; the script of the search does the same for its hits.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
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
    "session_name",
    "short_symbol",
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


def place_name(anchor: str) -> str:
    """The short name of the place an anchor stands for.

    >>> place_name("op2-a-i"), place_name("annex-p14"), place_name("fn13"), place_name("b-pp3")
    ('OP2(a)(i)', 'annex, para. 14', 'note 13', 'part B, PP3')
    """
    places: list[str] = []
    inside = False  # a paragraph is open, so what follows is its subparagraphs
    for position, piece in enumerate(anchor.split("-")):
        if stars := _STARS.fullmatch(piece):
            places.append("note " + "*" * int(stars[1] or 1))
        elif paragraph := _PARAGRAPH.fullmatch(piece):
            name = paragraph["name"]
            places.append(f"{name.upper()}{paragraph['number']}" if name != "p" else f"para. {paragraph['number']}")
            inside = True
        elif other := _POSITION.fullmatch(piece):
            named = f"{other['name']} {other['number']}"
            if inside:
                places[-1] += f", {named}"
            else:
                places.append(named)
        elif inside:
            places[-1] += f"({piece})"
        elif place := _PLACE.fullmatch(piece):
            places.append(f"{_PLACES[place['name']]} {place['number'].upper()}".strip())
        elif position == 0 and len(piece) == 1:
            places.append(f"part {piece.upper()}")
        else:
            places.append(piece)
    return ", ".join(places)


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
