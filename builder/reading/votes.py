"""How a text was adopted, as it says itself after its closing lines: '[Adopted by a recorded vote of 32 to 13, with 2 abstentions. …]'.

So the Human Rights Council ends its resolutions, and so the Assembly's volumes did in footnotes. The States stand after 'In favour:',
'Against:' and 'Abstaining:'.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from builder.model import AdoptionMethod, Vote
from builder.reading.blocks import Printed
from builder.reading.states import split_names

__all__ = ["Adoption", "take_adoption"]

_ADOPTED = re.compile(r"\[?(?:Resolution )?[Aa]dopted\b")
_NUMBER = r"(\d{1,3}|none|no)"
_COUNTS = re.compile(rf"by a (?:recorded|roll-call) vote of {_NUMBER} (?:votes )?to {_NUMBER}(?:,? with {_NUMBER} abstentions?)?")
_WITHOUT = re.compile(r"\bwithout a vote\b")
_HOW = r"(?:In favour|Against|Abstaining|Abstentions?)\s?:"
_STATES = re.compile(rf"(?P<how>{_HOW})\s*(?P<names>.*?)(?=\s{_HOW}|\]|$)")
_HOW_ALONE = re.compile(rf".*{_HOW}")
_PARAGRAPHS = 8  # over which it is printed at most


@dataclass(frozen=True, slots=True)
class Adoption:
    """The method, the words that say so, and the vote where it was one."""

    method: AdoptionMethod
    note: str
    vote: Vote | None = None


def take_adoption(after: Sequence[Printed], notes: Sequence[str]) -> tuple[Adoption | None, tuple[Printed, ...], tuple[str, ...]]:
    """How the text was adopted, by the paragraphs after its closing lines or by a footnote; the other paragraphs; the words that say so.

    A footnote stays one; the lists of States under it are taken from the paragraphs.
    """
    note = next((words for words in notes if _ADOPTED.match(words) and _COUNTS.search(words)), "")
    end = _end(after, has_note=bool(note))
    printed = tuple(paragraph.text.words for paragraph in after[:end])
    adoption = _adoption(" ".join(printed if printed and _ADOPTED.match(printed[0]) else (note, *printed)))
    return (adoption, tuple(after[end:]), printed) if adoption else (None, tuple(after), ())


def _end(after: Sequence[Printed], *, has_note: bool) -> int:
    """How many of these paragraphs tell the vote."""
    words = [paragraph.text.words for paragraph in after[:_PARAGRAPHS]]
    if not words or not (_ADOPTED.match(words[0]) or (has_note and _STATES.match(words[0]))):
        return 0
    if words[0].startswith("["):
        closed = next((i + 1 for i, paragraph in enumerate(words) if paragraph.endswith("]")), 0)
        if closed:
            return closed
    end = 1
    while end < len(words) and (_STATES.match(words[end]) or _HOW_ALONE.fullmatch(words[end - 1])):
        end += 1
    return end


def _adoption(words: str) -> Adoption | None:
    """How a text was adopted, by words that begin 'Adopted …'; None for other words."""
    if not _ADOPTED.match(words):
        return None
    counts = _COUNTS.search(words)
    if not counts:
        return Adoption(AdoptionMethod.WITHOUT_VOTE, words.strip(" []")) if _WITHOUT.search(words) else None
    lists = list(_STATES.finditer(words))
    states = {match["how"][:2]: split_names(match["names"]) for match in lists}
    in_favour, against, abstaining = (_none(states.get(how, ())) for how in ("In", "Ag", "Ab"))
    note = words[: lists[0].start() if lists else len(words)].strip(" []")
    for_it, against_it, abstained = map(_count, counts.groups())
    return Adoption(AdoptionMethod.RECORDED_VOTE, note, Vote(for_it, against_it, abstained, in_favour, against, abstaining))


def _count(number: str | None) -> int:
    return int(number) if number and number.isdecimal() else 0


def _none(names: tuple[str, ...]) -> tuple[str, ...]:
    return () if names in (("None",), ("none",)) else names
