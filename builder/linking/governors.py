"""What governs a number: the noun before it ("resolution", "decision") and the body named before the noun.

Names of bodies are listed in `data/bodies.yaml`.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, cached_property
from importlib.resources import files
from typing import Any

import yaml

from builder.linking.dates import DATE_AFTER

__all__ = ["Governor", "Noun", "Surroundings", "bodies", "body_after", "governor_before", "short_name_series"]


class Noun(StrEnum):
    """What the number is said to be the number of."""

    RESOLUTION = "resolution"
    DECISION = "decision"
    STATEMENT = "statement"  # of the President of the Security Council


@dataclass(frozen=True, slots=True)
class Governor:
    """A noun, and who adopted what it names.

    `series` is the series of the body printed ('A', 'A/HRC'), `short_name` a name that means a body by the number's form ('Council');
    `other` is true where the body is none of those listed. Where no body is printed with the noun, `earlier` are the series and short names
    printed before it in the text, the nearest first; `near` is true where that one stands in the same clause, `its` for "its resolution".
    """

    noun: Noun
    series: str | None = None
    short_name: str | None = None
    other: bool = False
    its: bool = False
    plural: bool = False
    near: bool = False
    earlier: tuple[str, ...] = ()


_Body = tuple[str | None, str | None]  # series, short name; neither for a body that is not listed

_NOUN = re.compile(r"(?<![\w-])(resolution|decision|presidential statement)(s?) (?:[Nn]os?\. )?$", re.IGNORECASE)
_NOUN_REACH = 32
_ITS = re.compile(
    r"(?<!\w)(?:its|their)(?: own)?(?: (?:relevant|previous|earlier|most recent|annual|above-mentioned|aforementioned))?$", re.IGNORECASE
)
# Between a body and "its resolution": "the Human Rights Council, in paragraph 6 of its resolution 39/2".
_THROUGH = re.compile(
    r",? (?:(?:as )?(?:set out |reflected |contained )?(?:in|by|through|under|with)|pursuant to)(?: paragraphs? [^,;]{1,30} of)?$"
)
# Between a body and the noun: "by the Commission at its seventy-second session, of resolution 72/7".
_AT_SESSION = re.compile(r",? at its [\w-]+(?: [\w-]+)? session,?(?: of| in| through)?$")
_CAPITALISED = re.compile(r"(?<![\w’'-])[A-Z][\w’'-]*$")
# A body after the number: "resolution 8/12 of 20 December 2019 of the Conference of the States Parties".
_AFTERWARDS = re.compile(
    rf"(?:{DATE_AFTER},?)?,? (?:(?:of|adopted by|by) the|adopted at its) "
    r"((?:(?:[A-Z][\w-]*|and|on|of|for|the) ){0,8}"
    r"(?:Assembly|Council|Commission|Conference|Committee|Board|Authority|Union|Organization|Congress|Parties)\b"
    r"|session of the [A-Z]\w+)"
)
# The same with what it is about between: "resolution 60/2 on women, the girl child and HIV and AIDS, adopted by the Commission on …".
_ADOPTED_AFTERWARDS = re.compile(
    rf"(?:{DATE_AFTER})?,? (?:on|entitled|concerning) (?P<subject>[^.;:]{{1,160}}?),? adopted by the "
    r"((?:(?:[A-Z][\w-]*|and|on|of|for|the) ){0,8}(?:Assembly|Council|Commission|Conference|Committee|Board|Union|Organization|Parties)\b)"
)
_NUMBER_END = re.compile(r"[\w/-]+(?: [A-Z](?= |\())?(?: ?\([IVXLS\d-]+\))?")
_CLAUSE_END = re.compile(r"[.;:]")
_REACH = 150  # characters before a number within which its noun and body stand
_MOST_EARLIER = 6  # names before a number that are looked at


class Surroundings:
    """The words around numbers: those of the text, those that lead to it (`before`), and the records that "Ibid." stands for (`record`)."""

    def __init__(self, words: str, before: str = "", record: str | None = None) -> None:
        self.words = words
        self._before = before
        self._record = record

    def earlier(self, place: int) -> tuple[str, ...]:
        """Series and short names of the bodies named before the place, the last first."""
        ends, names = self._named
        last = bisect_right(ends, place)
        found = [*reversed(names[max(0, last - _MOST_EARLIER) : last]), *self._named_outside]
        return tuple(dict.fromkeys(found))

    def near(self, place: int) -> bool:
        """Whether the body named last before the place stands in the same clause."""
        ends, _ = self._named
        last = bisect_right(ends, place)
        return last > 0 and place - ends[last - 1] <= _REACH and not _CLAUSE_END.search(self.words, ends[last - 1], place)

    def record(self, place: int) -> str | None:
        """The series whose resolutions the Official Records named before the place hold; '' for records of others, None where none are."""
        ends, series = self._records
        last = bisect_right(ends, place)
        return series[last - 1] if last else self._record

    @cached_property
    def _named(self) -> tuple[list[int], list[str]]:
        return _find_named(self.words)

    @cached_property
    def _named_outside(self) -> list[str]:
        return _find_named(self._before)[1][::-1][:_MOST_EARLIER] if self._before else []

    @cached_property
    def _records(self) -> tuple[list[int], list[str]]:
        found = [(match.end(), _series_of_record(match)) for match in _records().finditer(self.words)]
        return [end for end, _ in found], [series for _, series in found]


def governor_before(around: Surroundings, place: int) -> Governor | None:
    """What governs the number that begins at place; None where no noun stands directly before it."""
    words = around.words
    match = _NOUN.search(words[max(0, place - _NOUN_REACH) : place])
    if not match:
        return None
    noun, plural = Noun(match[1].lower().removeprefix("presidential ")), bool(match[2])
    before = words[max(0, place - _REACH) : place]
    lead = before[: len(before) - len(match.group())].rstrip()
    number = _NUMBER_END.match(words, place)
    its = _ITS.search(lead)
    if its:
        if number and (owner := _owner_afterwards().match(words, number.end())):
            return _governor(noun, plural, _named(owner[1]))
        lead = lead[: its.start()].rstrip()
        through = _THROUGH.search(lead)
        lead = lead[: through.start()] if through else ""
    elif number and (after := _body_afterwards(words, number.end())):
        return _governor(noun, plural, _named(after))
    session = _AT_SESSION.search(lead)
    if _two_bodies().search(lead):
        return Governor(noun, plural=plural, near=True, earlier=around.earlier(place))
    found = _body_at_end(lead[: session.start()] if session else lead)
    if found is not None and (not its or any(found) or lead.endswith(tuple(bodies()["short_names"]))):
        return _governor(noun, plural, found)
    record = around.record(place)
    if record is not None:
        return Governor(noun, record or None, other=not record, plural=plural)
    return Governor(noun, its=its is not None, plural=plural, near=around.near(place), earlier=around.earlier(place))


def body_after(words: str, place: int, governor: Governor) -> Governor:
    """The governor with the body that is named after the last number of its list: "resolutions 7/8 and 8/4 adopted by the Conference"."""
    known = governor.series or governor.short_name or governor.other or governor.its
    after = None if known else _body_afterwards(words, place)
    return _governor(governor.noun, governor.plural, _named(after)) if after else governor


def _body_afterwards(words: str, place: int) -> str | None:
    """The words of the body that is said, after a number that ends at place, to have adopted it; None where none is."""
    if after := _AFTERWARDS.match(words, place):
        return after[1]
    long = _ADOPTED_AFTERWARDS.match(words, place)
    return long[2] if long and not re.search(r"\d/\d|resolution|decision", long["subject"]) else None


def _governor(noun: Noun, plural: bool, body: _Body | None) -> Governor:
    series, short_name = body or (None, None)
    return Governor(noun, series, short_name, other=series is None and short_name is None, plural=plural)


def _named(words: str) -> _Body | None:
    """The series or the short name of the body that the words begin with: 'General Assembly on the subject' -> 'A'; None for others."""
    match = _names().match(words)
    if not match:
        return None
    series = bodies()["bodies"].get(match.group())
    return series, None if series else match.group()


def _body_at_end(lead: str) -> _Body | None:
    """The series or the short name of the body whose name the words end with; (None, None) for one not listed; None where none is."""
    lead = re.sub(r"['’]s?$", "", lead)
    for name, series in bodies()["bodies"].items():
        if lead.endswith(name):
            return series, None
    match = _CAPITALISED.search(lead)
    if not match or _opens_sentence(lead, match):
        return None
    if match.group() in bodies()["short_names"]:
        lead = lead[: match.start()].rstrip()
        longer = _CAPITALISED.search(lead)
        if not longer or _opens_sentence(lead, longer):
            return None, match.group()
    return None, None


def _opens_sentence(lead: str, match: re.Match[str]) -> bool:
    """Whether the capitalised word only opens a sentence: 'Recalling', 'See', after nothing or a stop."""
    previous = lead[: match.start()].rstrip()
    word = match.group()
    return (not previous or previous[-1] in ".:;,“(–") and (word in bodies()["sentence_openings"] or word.endswith(("ing", "s", "ed")))


def _find_named(words: str) -> tuple[list[int], list[str]]:
    """The bodies named in these words: where each name ends, and its series or short name."""
    found = [(match.end(), bodies()["bodies"].get(match.group(), match.group())) for match in _names().finditer(words)]
    return [end for end, _ in found], [name for _, name in found]


def short_name_series(name: str, form: str) -> str | None:
    """The series of the body that a short name means before a number of this form: ('Council', 'session') -> 'A/HRC'."""
    series: str | None = bodies()["short_names"].get(name, {}).get(form)
    return series


def _series_of_record(match: re.Match[str]) -> str:
    """The series of the resolutions in the supplement named; '' where it is of no listed body."""
    held: dict[str, dict[int, str]] = bodies()["supplements"]
    number = match["number"]
    if number is None:
        return ""
    body = "E" if match["symbol"] and match["symbol"].startswith("E/") else "A"
    return held[body].get(int(number), "")


@cache
def _records() -> re.Pattern[str]:
    return re.compile(r"Supplement No\. ?(?P<number>\d+)[A-Z]?\b(?: and [a-z]+)?(?: \((?P<symbol>[AE]/))?|Official Records")


@cache
def _owner_afterwards() -> re.Pattern[str]:
    """Finds whose "its resolution 48/141" is where the body follows: ' of 20 December 1993, the General Assembly'."""
    return re.compile(rf"(?:{DATE_AFTER})?, the ({_names().pattern})")


@cache
def _two_bodies() -> re.Pattern[str]:
    """Finds two bodies at the end of the words: "General Assembly and Security Council resolutions"; each number is of one of them."""
    return re.compile(rf"(?:{_names().pattern})(?: and|,) (?:the )?(?:{_names().pattern})$")


@cache
def _names() -> re.Pattern[str]:
    names = [*bodies()["bodies"], *bodies()["short_names"]]
    return re.compile(rf"\b(?:{'|'.join(names)})\b")


@cache
def bodies() -> dict[str, Any]:
    """What data/bodies.yaml holds: bodies by name, how each numbers, and which records hold whose resolutions."""
    text = files("builder").joinpath("data/bodies.yaml").read_text(encoding="utf-8")
    data: dict[str, Any] = yaml.safe_load(text)
    return data
