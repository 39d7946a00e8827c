"""Named instruments: the Charter, conventions, agendas and declarations that are cited by their name, without a number.

Names are proper nouns: they are found as they are printed, in capitals, and one inside a longer name ("the Optional Protocol to the
Convention on …", "the Special Committee on the Charter of …") is not a mention of its own. Which name means which document is listed in
`data/instruments.yaml`.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from builder.linking.alternatives import alternatives
from builder.symbols import symbol_from_path, symbol_path

__all__ = ["Instrument", "NamedInstrument", "find_instruments", "instrument_titles", "instruments", "name_words"]


@dataclass(frozen=True, slots=True)
class Instrument:
    """An instrument with its names: `names` mean it wherever they stand, `short` ones only after "the" and without rivals.

    `title` is that of the document under the symbol, '' where it is not known. What the other fields mean is said in the data file.
    """

    names: tuple[str, ...]
    symbol: str
    title: str
    source: str
    short: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class NamedInstrument:
    """A name at [start, end) in the words, in code points, and the canonical symbol of what it names."""

    start: int
    end: int
    symbol: str


@cache
def instruments() -> tuple[Instrument, ...]:
    """All instruments that are known by name, in the order of the data file."""
    text = files("builder").joinpath("data/instruments.yaml").read_text(encoding="utf-8")
    rows: list[dict[str, Any]] = yaml.safe_load(text)["instruments"]
    return tuple(
        Instrument(
            names=(row["name"], *row.get("variants", ())),
            symbol=row["symbol"],
            title=row.get("title", row["name"]),
            source=row["source"],
            short=tuple(row.get("short", ())),
            beside=tuple(row.get("beside", ())),
            quoted=row.get("quoted", False),
        )
        for row in rows
    )


@cache
def instrument_titles() -> Mapping[str, str]:
    """The titles of the documents that instruments are in, by canonical symbol without the letters that its address drops."""
    return {symbol_from_path(symbol_path(instrument.symbol)): instrument.title for instrument in instruments() if instrument.title}


def find_instruments(words: str, taken: Sequence[tuple[int, int]]) -> tuple[NamedInstrument, ...]:
    """The first mention of each instrument in the words, in order, apart from each other and from the spans taken.

    >>> words = "Recalling the 2030 Agenda for Sustainable Development and the Charter,"
    >>> [(words[m.start : m.end], m.symbol) for m in find_instruments(words, ())]
    [('2030 Agenda for Sustainable Development', 'A/RES/70/1'), ('Charter', 'UNTS/1/XVI')]

    `taken` are spans that mean something else already, in any order, apart from each other.
    """
    occupied = sorted(taken)
    known: set[Instrument] = set()
    rivals: dict[str, bool] = {}
    found = []
    for match in _pattern().finditer(words):
        start, end = match.span()
        name = match.group().translate(_PLAIN)
        instrument = _named()[name]
        if instrument in known:
            continue
        if instrument.quoted and not (words[start - 1 : start] == "“" and words[end : end + 1] in ("”", ",", ":")):
            continue
        if name in instrument.short:
            if name not in rivals:
                rivals[name] = _has_rivals(words, name, instrument)
            if rivals[name] or not _ARTICLE.search(words, max(0, start - 4), start) or _ADDED.match(words, end):
                continue
        if not _stands_alone(words, start, end) or _overlaps(start, end, occupied):
            continue
        known.add(instrument)
        found.append(NamedInstrument(start, end, instrument.symbol))
    return tuple(found)


# --- the names --------------------------------------------------------------------------------------------------------------

# Printers differ in dashes and apostrophes; names are compared in one spelling of them.
_PLAIN = str.maketrans({"–": "-", "−": "-", "’": "'"})
_PRINTED = {"-": "[-–−]", "'": "['’]"}


@cache
def _named() -> Mapping[str, Instrument]:
    """The instrument that each name means, by the name with plain dashes and apostrophes."""
    return {name.translate(_PLAIN): instrument for instrument in instruments() for name in (*instrument.names, *instrument.short)}


@cache
def _pattern() -> re.Pattern[str]:
    """Any of the names, the longest that is printed."""
    return re.compile(alternatives(_named(), _PRINTED))


_WORD = re.compile(r"[A-Z][a-z]+")


@cache
def name_words() -> tuple[str, ...]:
    """A few words of which every name has one: the capitalised word that most have, that which most of the others have, and so on."""
    chosen: list[str] = []
    left = set(_named())
    while left:
        counts = Counter(word for name in left for word in set(_WORD.findall(name)) or {name})
        chosen.append(max(counts, key=lambda word: (counts[word], word)))
        left = {name for name in left if chosen[-1] not in name}
    return tuple(chosen)


# --- what stands around a name ----------------------------------------------------------------------------------------------

# A capitalised word after a name goes on with it: "Comprehensive Nuclear-Test-Ban Treaty Organization".
_GOES_ON = re.compile(r"[\w-]| [A-Z]")
# Words before a name that make it a part of a longer one: a protocol to it, a body set up under it, a conference or a case about it.
_INSIDE = re.compile(
    r"""
    (?: [Pp]rotocols?(?:[ ](?:[IVX]+|\d+|and|of|thereto|[A-Z][a-z]+)){0,6}\)?,?[ ](?:to|amending|additional[ ]to)
      | [Ss]upplementing
      | (?:[Cc]onference|[Mm]eeting|[Aa]ssembly)s?[ ]of[ ](?:the[ ])?(?:High[ ])?(?:States[ ]|Contracting[ ])?[Pp]arties[ ](?:to|of)
      | [Ss]ecretar(?:iat|y)[ ](?:of|for)
      | (?:Committees?|Commission|Conference|Forum|Group|Friends|Defen[cs]e|Fund|Board|Office|Decade|Year|Day|Dialogue)[ ](?:of|on|for|to)
      | (?:Amendments?|Accession|Redress|Standards|Utilization)[ ]to | Agreement[ ]under | (?:Genocide|Torture)[ ]under
      | (?:Application|Operation|Entry[ ]into[ ]Force)[ ]of | to[ ](?:Adopt|Review|Amend)
      | [\w,][ ](?:Effective[ ])?(?:Implementation|Strengthening)[ ]of
    )
    (?:[ ]the)?[ ]$
    """,
    re.VERBOSE,
)
_REACH = 80  # characters before a name in which these stand
# A capitalised word before a name is a part of it, "Local Agenda 21", unless it opens the sentence or is the United Nations'.
_CAPITALISED = re.compile(r"(?<![\w’'-])[A-Z][\w’'-]* $")
_ENDINGS_OF_OPENINGS = ("ing ", "s ", "ed ", "The ", "And ", "See ", "UN ")
_ARTICLE = re.compile(r"\b[Tt]he $")
# What is added to a short name makes it another's: "the Charter of the Organization of African Unity".
_ADDED = re.compile(r" (?:of |(?:on|for) (?:the )?[A-Z])")


def _stands_alone(words: str, start: int, end: int) -> bool:
    """Whether the name is neither a piece of a word nor of a longer name."""
    if start and (words[start - 1].isalnum() or words[start - 1] in "-/_"):
        return False
    if _GOES_ON.match(words, end):
        return False
    before = words[max(0, start - _REACH) : start]
    own = _CAPITALISED.search(before)
    return (own is None or own.group().endswith(_ENDINGS_OF_OPENINGS)) and not _INSIDE.search(before)


def _overlaps(start: int, end: int, spans: Sequence[tuple[int, int]]) -> bool:
    """Whether [start, end) shares a place with one of the spans, which are in order and apart from each other."""
    following = bisect_right(spans, (start, end))
    return any(first < end and start < last for first, last in spans[max(0, following - 1) : following + 1])


def _has_rivals(words: str, name: str, instrument: Instrument) -> bool:
    """Whether the short name may mean another instrument in these words, or nothing says that it means this one."""
    if instrument.beside and not any(other in words for other in instrument.beside):
        return True
    return any(True for _ in _others(words, name, instrument))


def _others(words: str, name: str, instrument: Instrument) -> Iterator[str]:
    """The longer names that have this short name in them and are no names of the instrument: 'African Charter', 'Charter of Paris'."""
    longer = re.compile(rf"(?:(?P<before>[A-Z][\w’'-]*(?: \([^()]{{1,20}}\))?) )?{re.escape(name)}(?P<after>{_ADDED.pattern})?")
    own = re.compile(alternatives((each.translate(_PLAIN) for each in instrument.names), _PRINTED))
    spans = [match.span() for match in own.finditer(words)]
    for match in longer.finditer(words):
        adds = match["after"] or (match["before"] and not f"{match['before']} ".endswith(_ENDINGS_OF_OPENINGS))
        if adds and not _overlaps(match.start(), match.end(), spans):
            yield match.group()
