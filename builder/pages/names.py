"""How things are called on the pages: places in a document, dates, sessions, kinds of documents.

The short name of a place is the one diplomats say: PP7, OP2(a)(i). It is derived from the anchor alone, so that a link can be named
without the document it leads to; the script of the search does the same for its hits.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from builder.labels import roman_number
from builder.model import AdoptionMethod, Kind, Organ, Resolution, Vote
from builder.pages.words import ENGLISH, LANGUAGES, Words, words_of

__all__ = [
    "adoption_line",
    "adoption_name",
    "capital",
    "document_name",
    "full_name",
    "is_treaty",
    "kind_name",
    "language_name",
    "of_organ",
    "organ_name",
    "place_name",
    "plural",
    "roman",
    "session_name",
    "short_symbol",
    "spoken_name",
]

# Pieces of an anchor that open a place of their own.
_PLACES = (
    "part", "ch", "art", "rule", "prin", "goal", "annex", "appendix", "enclosure", "attachment", "draft", "table", "s", "h", "fn", "r",
)  # fmt: skip
_PLACE = re.compile(rf"(?P<name>{'|'.join(sorted(_PLACES, key=len, reverse=True))})(?P<number>\d+\w*|[a-z]?)")
_PARAGRAPH = re.compile(r"(?P<name>pp|op|p)(?P<number>\d\w*)")
_POSITION = re.compile(r"(?P<name>item|text|dup)(?P<number>\d+)")
_STARS = re.compile(r"fnstar(\d*)")
_POSITIONS = ("item", "text", "dup")
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


@lru_cache(maxsize=1 << 15)  # the same few name the paragraphs of all documents
def place_name(anchor: str, say: Words = ENGLISH) -> str:
    """The short name of the place an anchor stands for.

    >>> place_name("op2-a-i"), place_name("annex-p14"), place_name("fn13"), place_name("b-pp3")
    ('OP2(a)(i)', 'annex, para. 14', 'note 13', 'part B, PP3')
    >>> place_name("op2-a-i", words_of("fr"))
    'par. 2 a) i)'
    """
    return say.listed([_named("place_short", step, step.number, say) for step in _steps(anchor)])


@lru_cache(maxsize=1 << 15)
def spoken_name(anchor: str, say: Words = ENGLISH) -> str:
    """The name of the place in words that can be read aloud and quoted, numbers as the United Nations prints them.

    >>> spoken_name("op2-a-i"), spoken_name("annex2-p14"), spoken_name("fn13"), spoken_name("b-pp3")
    ('operative paragraph 2 (a) (i)', 'annex II, paragraph 14', 'footnote 13', 'part B, preambular paragraph 3')
    >>> spoken_name("op2-a-i", words_of("fr"))
    'paragraphe 2 a) i) du dispositif'

    `builder.citation_styles` makes pinpoints from the English one.
    """
    places = []
    for step in _steps(anchor):
        number = roman(int(step.number)) if step.noun in _ROMAN and step.number.isdecimal() else step.number
        places.append(_named("place_full", step, number, say))
    return say.listed(places)


def _named(section: str, step: _Step, number: str, say: Words) -> str:
    """One step in the language: by the names of the section, else by those that short and full names share."""
    phrase = say.phrases.get(f"{section}.{step.noun}") or say.phrases.get(f"place.{step.noun}") or f"{step.noun} {{n}}"
    assert isinstance(phrase, str)
    if step.noun not in _COUNTED:
        number = number.upper()
    within = "".join(say(f"{section}.within", n=_counted(piece, depth, say)) for depth, piece in enumerate(step.within))
    return phrase.format(n=number + within).strip()


def _counted(piece: str, depth: int, say: Words) -> str:
    """A piece of a subparagraph's number in the letters of the language: in Arabic 'b' is 'ب', and what is Roman elsewhere a number."""
    letters = say("writing.letters")
    if letters.startswith("a") or not piece.isalpha():
        return piece
    if depth and (value := roman_number(piece)):
        return str(value)
    return "".join(letters[ord(letter) - ord("a")] if "a" <= letter <= "z" else letter for letter in piece)


def roman(number: int) -> str:
    """The number in capitals: 14 -> 'XIV'."""
    out = ""
    for letters, worth in _NUMERALS:
        out += letters * (number // worth)
        number %= worth
    return out


def session_name(session: str, say: Words = ENGLISH) -> str:
    """'74' -> '74th session', 'ES-11' -> '11th emergency special session', '2021' -> '2021'."""
    match = re.fullmatch(r"(?P<special>E?S-)?(?P<number>\d{1,3})", session)
    if not match:
        return session
    sort = {"S-": "special", "ES-": "emergency"}.get(match["special"] or "", "regular")
    return say.ordinal(f"session.{sort}", int(match["number"]))


def organ_name(organ: Organ, say: Words = ENGLISH) -> str:
    """'General Assembly', 'Assemblée générale'."""
    return say(f"organ.{organ.name.lower()}")


def of_organ(organ: Organ, say: Words) -> str:
    """'of the General Assembly', 'de l’Assemblée générale'."""
    return say(f"of_organ.{organ.name.lower()}")


def kind_name(kind: Kind | None, say: Words = ENGLISH) -> str:
    """'resolution', 'presidential statement'; 'document' where none is known."""
    return say(f"kind.{kind.name.lower() if kind else 'document'}")


def plural(kind: Kind, say: Words = ENGLISH) -> str:
    """What a list of these is called: 'resolutions', 'draft resolutions not adopted'."""
    return say(f"kinds.{kind.name.lower()}")


def adoption_name(method: AdoptionMethod | None, say: Words = ENGLISH) -> str:
    """'without a vote'; '' for None."""
    return say(f"adoption.{method.name.lower()}") if method else ""


def capital(words: str) -> str:
    """The words with a capital where they begin."""
    return words[:1].upper() + words[1:]


def short_symbol(symbol: str) -> str:
    """The symbol as its own list shows it: 'A/RES/74/166' -> '74/166', 'S/RES/1325 (2000)' -> '1325 (2000)'; others in full."""
    return re.sub(r"^(?:A|S|E|A/HRC)/(?:RES|DEC)/(?=\S)", "", symbol)


def full_name(resolution: Resolution, say: Words = ENGLISH) -> str:
    """What a document without a title is called: 'Security Council resolution 1325 (2000)'."""
    organ, kind = resolution.organ, resolution.kind
    given = {"organ": organ_name(organ, say), "of_organ": of_organ(organ, say)}
    if kind is Kind.PRESIDENTIAL_STATEMENT:
        return say("name.statement", symbol=resolution.symbol, **given)
    return capital(say("name.document", kind=kind_name(kind, say), symbol=short_symbol(resolution.symbol), **given))


_TREATY = re.compile(r"UNTS/(?P<volume>\d+)/(?P<number>.+)")


def document_name(symbol: str, say: Words = ENGLISH) -> str:
    """What a document without a title of its own is called: its symbol; a treaty by its place in the *Treaty Series*.

    >>> document_name("A/60/1"), document_name("UNTS/1577/27531"), document_name("UNTS/1/XVI")
    ('A/60/1', 'United Nations, Treaty Series, vol. 1577, No. 27531', 'United Nations, Treaty Series, vol. 1, p. xvi')
    """
    treaty = _TREATY.fullmatch(symbol)
    if not treaty:
        return symbol
    volume, number = treaty["volume"], treaty["number"]
    if re.fullmatch("[IVXLC]+", number):  # the Charter has a page and no number
        return say("name.treaty_page", volume=volume, number=number.lower())
    return say("name.treaty", volume=volume, number=number)


def is_treaty(symbol: str) -> bool:
    """Whether the symbol is that of a treaty."""
    return _TREATY.fullmatch(symbol) is not None


def adoption_line(resolution: Resolution, say: Words = ENGLISH) -> str:
    """When and how it was adopted, in one line: '18 December 2019, without a vote'; '' where nothing is known."""
    when, vote = say.day(resolution.adopted or resolution.issued), vote_line(resolution.vote, say)
    if resolution.kind is Kind.DRAFT_RESOLUTION or resolution.adoption is AdoptionMethod.NOT_ADOPTED:
        return say.listed([say("adoption.not_adopted"), when, vote])
    return say.listed([when, vote or adoption_name(resolution.adoption, say)])


def vote_line(vote: Vote | None, say: Words = ENGLISH) -> str:
    """'111 in favour, 15 against, 52 abstaining'; '' without counts. A count that the record leaves out is left out."""
    if vote is None:
        return ""
    sides: Sequence[tuple[int | None, str]] = (
        (vote.in_favour, "in_favour"),
        (vote.against, "against"),
        (vote.abstaining, "abstaining"),
    )
    return say.listed([say(f"vote.{side}", n=number) for number, side in sides if number is not None])


def language_name(code: str) -> str:
    """What a language calls itself: 'fr' -> 'Français'; the code where the archive has no words in it."""
    return words_of(code).name if code in LANGUAGES else code
