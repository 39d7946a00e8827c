"""What governs a number: the noun before it ("resolution", "decision") and the body named before the noun.

Names of bodies are listed in `data/bodies.yaml`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

__all__ = ["Governor", "Noun", "follows_in_list", "governor_before", "printed_date", "short_name_series"]


class Noun(StrEnum):
    """What the number is said to be the number of."""

    RESOLUTION = "resolution"
    DECISION = "decision"


@dataclass(frozen=True, slots=True)
class Governor:
    """A noun, and who adopted what it names.

    `series` is the series of the body printed ('A', 'A/HRC'), `short_name` a name that means a body by the number's form ('Council');
    `other` is true where the body is none of those listed. Where no body is printed with the noun, `earlier` are the series and short names
    printed before it in the text, the nearest first, and `its` is true for "its resolution".
    """

    noun: Noun
    series: str | None = None
    short_name: str | None = None
    other: bool = False
    its: bool = False
    plural: bool = False
    earlier: tuple[str, ...] = ()


_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")
_DAY = rf"\d{{1,2}} (?:{'|'.join(_MONTHS)})"
_DATE = re.compile(rf",? ?(?:of|adopted on|dated) ?(\d{{1,2}}) ({'|'.join(_MONTHS)}) (\d{{4}})")
# What may stand between two members of a list that share what governs the first.
_GLUE = re.compile(
    rf"(?:,? ?(?:of|adopted on|dated) ?{_DAY}(?: \d{{4}})?)?(?:,? entitled “[^”]*”)?(?: ?[,;]? (?:and|or|to)(?: of)? | ?[,;] ?)"
)
# The same with what each is about: "72/200 of 20 December 2017 on information technologies, 75/202 of …". Only a date makes it a member.
_LONG_GLUE = re.compile(r"[^.;:]{1,240}(?:, (?:and )?| and )")
_LONG_GLUE_BREAKS = re.compile(
    r"resolution|decision|statement|\b(?:Council|Assembly|Commission|Conference|Committee|Board|Parties)\b|\d/\d", re.IGNORECASE
)
_NOUN = re.compile(r"(?<![\w-])(resolution|decision)(s?) (?:Nos?\. )?$", re.IGNORECASE)
_ITS = re.compile(r"(?<!\w)(?:its|their)(?: own)?(?: (?:relevant|previous|earlier|most recent|annual))?$", re.IGNORECASE)
# Between a body and "its resolution": "the Human Rights Council, in paragraph 6 of its resolution 39/2".
_THROUGH = re.compile(
    r",? (?:(?:as )?(?:set out |reflected |contained )?(?:in|by|through|under|with)|pursuant to)(?: paragraphs? [^,;]{1,30} of)?$"
)
_CAPITALISED = re.compile(r"(?<![\w’'-])[A-Z][\w’'-]*$")
# "resolution 8/12 of 20 December 2019 of the Conference of the States Parties": the body after the number.
_AFTERWARDS = re.compile(
    rf"(?: of {_DAY} \d{{4}},?)?,? (?:(?:of|adopted by|by) the|adopted at its) ((?:(?:[A-Z][\w-]*|and|on|of|for|the) ?)*)"
)
_NUMBER_END = re.compile(r"[\w/-]+(?: [A-Z](?= |\())?(?: ?\([IVXLS\d-]+\))?")
_REACH = 150  # characters before a number within which its noun and body stand


def governor_before(words: str, place: int) -> Governor | None:
    """What governs the number that begins at place; None where no noun stands directly before it."""
    before = words[max(0, place - _REACH) : place]
    match = _NOUN.search(before)
    if not match:
        return None
    noun, plural = Noun(match[1].lower()), bool(match[2])
    lead = before[: match.start()].rstrip()
    number = _NUMBER_END.match(words, place)
    if number and (after := _AFTERWARDS.match(words, number.end())):
        return _governor(noun, plural, _named(after[1]))
    its = _ITS.search(lead)
    if its:
        if number and (owner := _owner_afterwards().match(words, number.end())):
            return _governor(noun, plural, _named(owner[1]))
        lead = lead[: its.start()].rstrip()
        through = _THROUGH.search(lead)
        lead = lead[: through.start()] if through else ""
    found = _body_at_end(lead)
    if found is not None and (not its or any(found) or lead.endswith(tuple(_bodies()["short_names"]))):
        return _governor(noun, plural, found)
    if any(record in words[:place] for record in _bodies()["records"]):
        return Governor(noun, other=True, plural=plural)
    return Governor(noun, its=its is not None, plural=plural, earlier=_named_before(words[:place]))


def _governor(noun: Noun, plural: bool, body: tuple[str | None, str | None] | None) -> Governor:
    series, short_name = body or (None, None)
    return Governor(noun, series, short_name, other=series is None and short_name is None, plural=plural)


@cache
def _owner_afterwards() -> re.Pattern[str]:
    """Finds whose "its resolution 48/141" is where the body follows: ' of 20 December 1993, the General Assembly'."""
    return re.compile(rf"(?: of {_DAY} \d{{4}})?, the ({_names().pattern})")


def _named(words: str) -> tuple[str | None, str | None] | None:
    """The series or the short name of the body that the words begin with: 'General Assembly on the subject' -> 'A'; None for others."""
    match = _names().match(words)
    if not match:
        return None
    series = _bodies()["bodies"].get(match.group())
    return series, None if series else match.group()


def _body_at_end(lead: str) -> tuple[str | None, str | None] | None:
    """The series or the short name of the body whose name the words end with; (None, None) for one not listed; None where none is."""
    lead = re.sub(r"['’]s$", "", lead)
    for name, series in _bodies()["bodies"].items():
        if lead.endswith(name):
            return series, None
    match = _CAPITALISED.search(lead)
    if not match or _opens_sentence(lead, match):
        return None
    if match.group() in _bodies()["short_names"]:
        lead = lead[: match.start()].rstrip()
        longer = _CAPITALISED.search(lead)
        if not longer or _opens_sentence(lead, longer):
            return None, match.group()
    return None, None


def _opens_sentence(lead: str, match: re.Match[str]) -> bool:
    """Whether the capitalised word only opens a sentence: 'Recalling', 'See', after nothing or a stop."""
    previous = lead[: match.start()].rstrip()
    word = match.group()
    return (not previous or previous[-1] in ".:;,“(–") and (word in _bodies()["sentence_openings"] or word.endswith(("ing", "s", "ed")))


def _named_before(words: str) -> tuple[str, ...]:
    """Series and short names of the bodies named in these words, the last first."""
    found = [_bodies()["bodies"].get(match.group(), match.group()) for match in _names().finditer(words)]
    return tuple(dict.fromkeys(reversed(found)))


def follows_in_list(words: str, start: int, end: int, governor: Governor | None, *, dated: bool) -> bool:
    """Whether what stands between a number and the next makes that one a further member of the first one's list."""
    if _GLUE.fullmatch(words, start, end):
        return True
    if not (dated and governor is not None and governor.plural):
        return False
    return _LONG_GLUE.fullmatch(words, start, end) is not None and not _LONG_GLUE_BREAKS.search(words, start, end)


def printed_date(words: str, place: int) -> str | None:
    """The date printed from here, ' of 18 December 2019', as '2019-12-18'; None where none is."""
    match = _DATE.match(words, place)
    return f"{match[3]}-{_MONTHS.index(match[2]) + 1:02}-{int(match[1]):02}" if match else None


def short_name_series(name: str, form: str) -> str | None:
    """The series of the body that a short name means before a number of this form: ('Council', 'session') -> 'A/HRC'."""
    series: str | None = _bodies()["short_names"].get(name, {}).get(form)
    return series


@cache
def _names() -> re.Pattern[str]:
    names = [*_bodies()["bodies"], *_bodies()["short_names"]]
    return re.compile(rf"\b(?:{'|'.join(names)})\b")


@cache
def _bodies() -> dict[str, Any]:
    text = files("builder").joinpath("data/bodies.yaml").read_text(encoding="utf-8")
    data: dict[str, Any] = yaml.safe_load(text)
    return data
