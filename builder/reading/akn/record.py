"""The procedural record in a file's metadata: drafts, sponsors, reports, adoption, votes, subjects."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field

from builder.diagnostics import Diagnostic
from builder.model import AdoptionMethod, AgendaItem, Subject, Vote
from builder.reading.akn.tree import Element, iter_named, local, plain
from builder.reading.states import proper_case, split_names
from builder.symbols import canonical_symbol

__all__ = ["Record", "read_record", "symbols_in"]

_SYMBOL = re.compile(r"\b[A-Z][A-Z0-9]*(?:\.\d+)?/[A-Z0-9][\w./-]*(?: \((?:Part|Vol\.|Sect\.) \w+\))?")
_METHODS = (
    (re.compile(r"without a? ?vote", re.IGNORECASE), AdoptionMethod.WITHOUT_VOTE),
    (re.compile(r"consensus", re.IGNORECASE), AdoptionMethod.CONSENSUS),
    (re.compile(r"acclamation", re.IGNORECASE), AdoptionMethod.ACCLAMATION),
    (re.compile(r"silence", re.IGNORECASE), AdoptionMethod.SILENCE),
    (re.compile(r"recorded vote|\b\d+-\d+-\d+|unani", re.IGNORECASE), AdoptionMethod.RECORDED_VOTE),
)
_OUTCOMES = {
    "adoptedWithoutVote": AdoptionMethod.WITHOUT_VOTE,
    "adoptedRecordedVote": AdoptionMethod.RECORDED_VOTE,
    "adoptedByAcclamation": AdoptionMethod.ACCLAMATION,
    "VOTING BY MAIL": AdoptionMethod.RECORDED_VOTE,
}
_DIGITS = 4  # of a number of votes ('002')
_SIDES = {"inFavour": "in_favour", "against": "against", "abstaining": "abstaining"}


@dataclass(slots=True)
class Record:
    """The facts as the file gives them; empty where it gives none."""

    drafts: tuple[str, ...] = ()
    reports: tuple[str, ...] = ()
    sponsors: tuple[str, ...] = ()
    additional_sponsors: tuple[str, ...] = ()
    meeting_record: str = ""
    adoption: AdoptionMethod | None = None
    adoption_note: str = ""
    vote: Vote | None = None
    subjects: tuple[Subject, ...] = ()
    goals: tuple[int, ...] = ()
    description: str | None = None
    agenda_items: tuple[AgendaItem, ...] = ()
    diagnostics: list[Diagnostic] = field(default_factory=list)


def read_record(root: Element) -> Record:
    """The record of the document below root."""
    record = Record()
    _workflow(root, record)
    _vote(root, record)
    _keywords(root, record)
    return record


def symbols_in(prose: str) -> tuple[str, ...]:
    """The document symbols in a line of prose, canonical: 'A/75/L.96 (as amended in A/75/L.97)' -> both."""
    found = (canonical_symbol(match.rstrip(".")) for match in _SYMBOL.findall(" ".join(prose.split())))
    return tuple(dict.fromkeys(symbol for symbol in found if symbol))


def _workflow(root: Element, record: Record) -> None:
    for step in iter_named(root, "step"):
        outcome, number = step.get("outcome") or "", " ".join((step.get("as") or "").split())
        by = " ".join((step.get("by") or "").split())
        if outcome == "draftResolution":
            record.drafts += tuple(symbol for symbol in symbols_in(number) if symbol not in record.drafts)
            record.sponsors += tuple(name for name in split_names(by) if name not in record.sponsors)
        elif outcome == "draftResolutionAdditionalSponsors":
            record.additional_sponsors += tuple(name for name in split_names(by) if name not in record.additional_sponsors)
        elif outcome == "recommendedForAdoption":
            record.reports += tuple(symbol for symbol in symbols_in(number) if symbol not in record.reports)
        elif outcome in ("adopted", "veto", "notAdopted"):
            symbols = symbols_in(number)
            record.meeting_record = record.meeting_record or next(iter(symbols), "")
            # Assembly files put the wording in @as, Council files in @by.
            words = by if symbols or not number else number
            if re.match(r"adopted\b|not adopted|veto", words, re.IGNORECASE):
                record.adoption_note = record.adoption_note or words
            if outcome != "adopted":
                record.adoption = AdoptionMethod.NOT_ADOPTED


def _vote(root: Element, record: Record) -> None:
    voting = next(iter_named(root, "voting"), None)
    outcome = (voting.get("outcome") if voting is not None else "") or ""
    counts: dict[str, int] = {}
    states: dict[str, tuple[str, ...]] = {}
    if voting is not None:
        for count in iter_named(voting, "count"):
            side, value = _SIDES.get(count.get("refersTo") or ""), (count.get("value") or "").strip()
            if side is None:
                continue
            if value.isdecimal() and len(value) <= _DIGITS:
                counts[side] = int(value)
            states[side] = tuple(proper_case(plain(o).rstrip(".")) for o in iter_named(count, "organization") if plain(o))
    printed = _printed_vote(root)
    for side, names in printed.items():
        if not states.get(side):
            states[side] = names
    for side, votes in counts.items():
        if states.get(side) and len(states[side]) != votes:
            record.diagnostics.append(Diagnostic("akn-vote-count", found=f"{side}: {votes} votes, {len(states[side])} States named"))
    method = _OUTCOMES.get(outcome) or next((m for pattern, m in _METHODS if pattern.search(outcome)), None)
    if method is None:
        method = next((m for pattern, m in _METHODS if pattern.search(record.adoption_note)), None)
    if method is None:
        words = " ".join(plain(element) for element in iter_named(root, "outcome"))
        method = next((m for pattern, m in _METHODS if pattern.search(words)), None)
    if counts and method in (None, AdoptionMethod.WITHOUT_VOTE, AdoptionMethod.SILENCE) and any(counts.values()):
        method = AdoptionMethod.RECORDED_VOTE
    record.adoption = record.adoption or method
    if counts and any(counts.values()):
        # A side that the record leaves out had no votes.
        in_favour, against, abstaining = (counts.get(side, 0) for side in _SIDES.values())
        record.vote = Vote(in_favour, against, abstaining, *(states.get(side, ()) for side in _SIDES.values()))


def _printed_vote(root: Element) -> dict[str, tuple[str, ...]]:
    """The States as the closing lines print them (Human Rights Council)."""
    found: dict[str, tuple[str, ...]] = {}
    for outcome in iter_named(root, "outcome"):
        side = _SIDES.get((outcome.get("refersTo") or "").lstrip("#"))
        if side is not None:
            found[side] = tuple(name for o in iter_named(outcome, "organization") for name in split_names(plain(o)))
    return found


def _keywords(root: Element, record: Record) -> None:
    catalogued: list[Subject] = []
    machine: list[Subject] = []
    goals: list[int] = []
    agenda: list[AgendaItem] = []
    for block in iter_named(root, "classification"):
        words = [k for k in block if local(k) == "keyword"]
        by_hand = any(k.get("dictionary") == "DHLAUTH" for k in words) or block.get("source") == "DHLAUTH"
        for keyword in words:
            dictionary, value = keyword.get("dictionary") or "", html.unescape(keyword.get("value") or "").strip()
            shown = " ".join(html.unescape(keyword.get("showAs") or "").split())
            if dictionary == "SDGO" and value.isdecimal() and len(value) <= _DIGITS and 1 <= int(value) <= 17:
                goals.append(int(value))
            elif dictionary == "UNBIS Thesaurus" and value:
                subject = Subject(_term(value), keyword.get("href") or "")
                (catalogued if by_hand or value.isupper() else machine).append(subject)
            elif keyword.get("refersTo") == "title" and (match := re.search(r"\[(.+)\]", shown)):
                record.description = match[1].strip()
            elif keyword.get("refersTo") == "agenda" and shown:
                number = value.strip("[]")
                agenda.append(AgendaItem("" if number.upper() == "X" else number, shown.rstrip(".")))
    record.subjects = _distinct(catalogued or machine)
    record.goals = tuple(sorted(set(goals)))
    record.agenda_items = tuple(dict.fromkeys(agenda))


def _term(value: str) -> str:
    """One spelling a subject: the catalogue writes capitals, the machine-made blocks 'peaceful_coexistence'."""
    return proper_case(value.replace("_", " ").upper())


def _distinct(subjects: list[Subject]) -> tuple[Subject, ...]:
    by_term: dict[str, Subject] = {}
    for subject in subjects:
        known = by_term.get(subject.term.lower())
        if known is None or (subject.identifier and not known.identifier):
            by_term[subject.term.lower()] = subject
    return tuple(by_term.values())
