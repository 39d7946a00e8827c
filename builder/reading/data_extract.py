"""The `data_extract/*.json` files that the United Nations publishes beside its XML: what its records say of each resolution.

A file has one JSON object a line, a line a resolution; some files wrap each object in quotation marks that belong to nothing. What a
document says of itself is never replaced by it: it only fills what the document leaves open, and a difference is a diagnostic.
"""

from __future__ import annotations

import html
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from builder.diagnostics import Diagnostic
from builder.model import AdoptionMethod, AgendaItem, Resolution, Subject, Vote
from builder.reading.masthead import iso_date
from builder.reading.states import proper_case
from builder.symbols import canonical_symbol
from builder.text import normalise_words

__all__ = ["Extract", "complete", "read_extracts"]

_DIGITS = 4  # of a number of votes, or of a goal


@dataclass(frozen=True, slots=True)
class Extract:
    """One line: the symbol it is about, the place it stands ('74.json:12'), its fields."""

    symbol: str
    place: str
    fields: Mapping[str, Any]

    def text(self, *names: str) -> str:
        """The first of the fields that says something; '' where none does ('N.A.' says nothing)."""
        values = (self.fields.get(name) for name in names)
        words = (normalise_words(html.unescape(value)) for value in values if isinstance(value, str))
        return next((word for word in words if word not in ("", "N.A.")), "")

    def texts(self, name: str) -> tuple[str, ...]:
        """The list in the field, names in capitals in ordinary spelling."""
        values = self.fields.get(name)
        listed = values if isinstance(values, list) else []
        return tuple(proper_case(normalise_words(html.unescape(value))) for value in listed if isinstance(value, str) and value.strip())


def read_extracts(paths: Iterable[Path]) -> tuple[dict[str, Extract], list[Diagnostic]]:
    """What the files say, by canonical symbol; where two lines are about one resolution, the first, in the order of the paths."""
    extracts: dict[str, Extract] = {}
    diagnostics: list[Diagnostic] = []
    for path in sorted(paths):
        for number, line in enumerate(path.read_text(encoding="utf-8-sig", errors="replace").splitlines(), start=1):
            if not line.strip('" \t'):
                continue
            place = f"{path.name}:{number}"
            fields = _fields(line)
            symbol = canonical_symbol(str(fields.get("symbol", ""))) if fields is not None else None
            if fields is None or symbol is None:
                diagnostics.append(Diagnostic("extract-unread", found=line[:80], done="left out", document=place))
            else:
                extracts.setdefault(symbol, Extract(symbol, place, fields))
    return extracts, diagnostics


def _fields(line: str) -> dict[str, Any] | None:
    try:
        fields = json.loads(line[line.index("{") : line.rindex("}") + 1])
    except (ValueError, RecursionError):  # no JSON, or nested beyond reason
        return None
    return fields if isinstance(fields, dict) else None


def complete(resolution: Resolution, extract: Extract) -> tuple[Resolution, tuple[Diagnostic, ...]]:
    """The resolution with what it leaves open filled in, and a diagnostic for each fact on which the two differ."""
    return (
        replace(resolution, **dict(_filled(resolution, extract))),
        tuple(
            Diagnostic("extract-differs", f"{field}: {own!r} in the document, {other!r} in {extract.place}", document=resolution.symbol)
            for field, own, other in _differences(resolution, extract)
        ),
    )


# --- facts ----------------------------------------------------------------------------------------------------------------------


def _adopted(extract: Extract) -> str | None:
    """'13 January 2000' and '2019-10-10 00:00:00' as YYYY-MM-DD."""
    printed = extract.text("adoption_date")
    return iso_date(printed) or (printed[:10] if printed[4:5] == "-" and printed[:10] > "1945-10" else None)


def _meeting(extract: Extract) -> str:
    meeting = extract.text("adoption_meeting")
    return meeting if meeting[:1].isdecimal() else ""  # not 'Voting by mail'


def _meeting_record(extract: Extract) -> str:
    symbol = canonical_symbol(extract.text("pv", "sr", "outcome_letter")) or ""
    return symbol if "/PV." in symbol or "/SR." in symbol else ""


def _adoption(extract: Extract) -> AdoptionMethod | None:
    words = extract.text("adoption_type").lower()
    if "without a vote" in words:
        return AdoptionMethod.WITHOUT_VOTE
    if "acclamation" in words:
        return AdoptionMethod.ACCLAMATION
    if "unanimously" in words:
        return AdoptionMethod.UNANIMOUS
    return AdoptionMethod.RECORDED_VOTE if "recorded vote" in words else None


def _vote(extract: Extract) -> Vote | None:
    def count(side: str) -> int | None:
        printed = extract.text(f"MS_{side}_count")
        return int(printed) if printed.isdecimal() and len(printed) <= _DIGITS else None

    vote = Vote(
        count("in_favour"),
        count("against"),
        count("abstaining"),
        extract.texts("MS_in_favour"),
        extract.texts("MS_against"),
        extract.texts("MS_abstaining"),
    )
    return vote if vote.in_favour or vote.against or vote.abstaining else None


def _agenda_item(extract: Extract) -> AgendaItem | None:
    number = extract.text("agenda_item").removeprefix("Agenda items").removeprefix("Agenda item").strip()
    title = extract.text("agenda_item_name")
    return AgendaItem(number, title) if number or title else None


def _subjects(extract: Extract) -> tuple[Subject, ...]:
    listed = extract.fields.get("subjects")
    pairs = (pair for pair in (listed if isinstance(listed, list) else []) if isinstance(pair, list) and len(pair) == 2)
    terms = (normalise_words(html.unescape(str(term))) for term, dictionary in pairs if dictionary == "UNBIS Thesaurus")
    return tuple(Subject(proper_case(term.upper())) for term in dict.fromkeys(terms) if term)


def _goals(extract: Extract) -> tuple[int, ...]:
    """The goals; a target ('16.9') is one of its goal."""
    numbers = {int(goal) for value in extract.texts("SDGs") if (goal := value.partition(".")[0]).isdecimal() and len(goal) <= _DIGITS}
    return tuple(sorted(numbers & set(range(1, 18))))


_FACTS: Mapping[str, Callable[[Extract], Any]] = {
    "adopted": _adopted,
    "meeting": _meeting,
    "meeting_record": _meeting_record,
    "adoption": _adoption,
    "vote": _vote,
    "sponsors": lambda extract: extract.texts("sponsors"),
    "additional_sponsors": lambda extract: extract.texts("additional_sponsors"),
    "subjects": _subjects,
    "sustainable_development_goals": _goals,
}


def _filled(resolution: Resolution, extract: Extract) -> Iterator[tuple[str, Any]]:
    for field, fact in _FACTS.items():
        if not getattr(resolution, field) and (value := fact(extract)):
            yield field, value
    if not resolution.reports and not resolution.drafts and (origin := _origin(extract)):
        yield ("drafts" if "/L." in origin else "reports"), (origin,)
    item = _agenda_item(extract)
    if item and not resolution.agenda_items:
        yield "agenda_items", (item,)
    elif item and any(own.number == item.number and not own.title for own in resolution.agenda_items):
        yield "agenda_items", tuple(item if own.number == item.number and not own.title else own for own in resolution.agenda_items)


def _origin(extract: Extract) -> str | None:
    """The draft or report it was adopted from: 'A/77/385, para. 110' is A/77/385."""
    return canonical_symbol(extract.text("draft_resolution", "originating_document").partition(",")[0])


def _differences(resolution: Resolution, extract: Extract) -> Iterator[tuple[str, object, object]]:
    """Facts on which the two cannot both be right: field, the document's, the other."""
    for field in ("adopted", "meeting", "meeting_record", "adoption"):
        own, other = getattr(resolution, field), _FACTS[field](extract)
        if _contradict(own, other):
            yield field, str(own), str(other)
    if resolution.vote and (vote := _vote(extract)):
        for side in ("in_favour", "against", "abstaining"):
            own, other = getattr(resolution.vote, side), getattr(vote, side)
            if own is not None and other is not None and own != other:
                yield f"vote {side}", own, other
    if _contradict(resolution.title, title := extract.text("title")):
        yield "title", resolution.title, title


def _contradict(own: str | None, other: str | None) -> bool:
    """Whether both say something, and neither says more of the same ('A/75/PV.48 (Resumption 1)'); case and punctuation do not count."""
    one, two = ("".join(char for char in (words or "").casefold() if char.isalnum()) for words in (own, other))
    return bool(one and two) and not one.startswith(two) and not two.startswith(one)
