"""The last lines of a resolution in the Official Records, which tell how it was adopted.

'Adopted unanimously at the 190th meeting.'; 'Adopted at the 942nd meeting by 9 votes to none, with 2 abstentions (France, Union of Soviet
Socialist Republics).'; 'Adopted without a vote at the 3041st meeting.'; 'Adopted at the 2nd meeting. 22', where note 22 says how.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from builder.diagnostics import Diagnostic
from builder.model import AdoptionMethod, Vote
from builder.reading.lines import Line
from builder.reading.states import split_names

__all__ = ["Adoption", "find_adoption", "read_adoption"]

_ADOPTED = re.compile(r"A\w{2,4}ted\s(?:unanimously|at|by|without|in)\b")
_MEETING_WORD = re.compile(r"\bme\w*-?\s?ing")
_MEETING = re.compile(r"\b(?:the|its)\s(?P<meeting>(?:\S+\s){1,3}?me\w*ings?\b(?:\s\([a-z]+\smeeting\))?)")
_GOOD_MEETING = re.compile(r"(?:resumed )?\d{0,3}(?:1st|2nd|3rd|[04-9]th|1\dth) (?:\([a-z]+\) )?meeting(?: \([a-z ]+\))?")
_COUNT = r"[\dIlO]{1,2}|none|one|two|three|four|five"
_STATES = r"(?:\s?\((?P<{}>[^()]*)[)}}])?"
_VOTES = re.compile(
    rf"\b[bh]y\s(?P<for>{_COUNT})\s(?:votes?\b)?(?:\s?(?:to|10|io|t0)\s(?P<against>{_COUNT})\b(?:\sagainst)?{_STATES.format('no')})?"
)
_ABSTENTIONS = re.compile(rf"\bwith\s(?P<count>{_COUNT})\s?abstentions?{_STATES.format('states')}")
_WORDS = {"none": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5}
_DIGITS = str.maketrans("IlO", "110")
_METHODS = (
    (re.compile(r"\bwithout (?:a )?vote\b"), AdoptionMethod.WITHOUT_VOTE),
    (re.compile(r"\bby consensus\b"), AdoptionMethod.CONSENSUS),
    (re.compile(r"\bunanimously\b"), AdoptionMethod.UNANIMOUS),
)
_OPEN_BRACKET = re.compile(r"\([^)}]*$")
_ENDED = re.compile(r"[.)}]\s?\d{0,3}$|\b(?:meetings?\s|none\s?)\d{1,3}$")
_LINES = 8  # no sentence about a vote is longer


@dataclass(frozen=True, slots=True)
class Adoption:
    """What the sentence about the vote says; the meeting as printed."""

    meeting: str = ""
    method: AdoptionMethod | None = None
    vote: Vote | None = None
    note: str = ""
    diagnostics: tuple[Diagnostic, ...] = ()


def find_adoption(lines: Sequence[Line]) -> tuple[int, int] | None:
    """The places where the sentence about the vote begins and ends; None where there is none."""
    for first, line in enumerate(lines):
        if not _ADOPTED.match(line.words):
            continue
        words, end = line.words, first + 1
        while end < min(len(lines), first + _LINES):
            told = bool(_MEETING_WORD.search(words))
            ended = _ENDED.search(words) or (words.endswith("meeting") and lines[end].words[0].isupper())
            if told and (lines[end].apart or (ended and not _OPEN_BRACKET.search(words))):
                break
            words, end = f"{words} {lines[end].words}", end + 1
        if _MEETING_WORD.search(words):
            return first, end
    return None


def read_adoption(words: str, notes: Sequence[str] = ()) -> Adoption:
    """What the sentence, and the notes that it calls, tell. Counts are given where they are printed, States as they are printed."""
    told = " ".join((words, *notes))
    found: list[Diagnostic] = []
    match = _MEETING.search(words)
    meeting = match["meeting"] if match else ""
    if meeting and not _GOOD_MEETING.fullmatch(meeting):
        found.append(Diagnostic("record-misread", meeting, "kept as printed", "vote"))
    vote = _vote(words, found)
    method = next((method for pattern, method in _METHODS if pattern.search(told)), None)
    if vote is not None and method is not AdoptionMethod.CONSENSUS:
        method = AdoptionMethod.RECORDED_VOTE
    return Adoption(meeting, method, vote, told, tuple(found))


def _vote(words: str, found: list[Diagnostic]) -> Vote | None:
    votes, abstentions = _VOTES.search(words), _ABSTENTIONS.search(words)
    if votes is None:
        return None
    against = _states(votes["no"])
    abstaining = _states(abstentions["states"]) if abstentions else ()
    vote = Vote(
        _count(votes["for"]),
        _count(votes["against"]),
        _count(abstentions["count"]) if abstentions else None,
        states_against=against,
        states_abstaining=abstaining,
    )
    for side, count, states in (("against", vote.against, against), ("abstaining", vote.abstaining, abstaining)):
        if states and count != len(states):
            found.append(Diagnostic("record-vote-count", f"{side}: {count}, {len(states)} States named", "kept as printed", "vote"))
    return vote


def _count(printed: str | None) -> int | None:
    if printed is None:
        return None
    return _WORDS[printed] if printed in _WORDS else int(printed.translate(_DIGITS))


def _states(printed: str | None) -> tuple[str, ...]:
    """The names in brackets: 'Germany, Federal Republic of' is one."""
    names: list[str] = []
    for name in split_names(printed or ""):
        if names and name.endswith(" of"):
            names[-1] = f"{names[-1]}, {name}"
        else:
            names.append(name)
    return tuple(names)
