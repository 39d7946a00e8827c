"""Documents whose right reading a person wrote down, from the document alone: `labelled/<format>/<name>.yaml`.

Where there is no XML to compare with (the early Official Records, Word files) this is the reference. The words themselves are not repeated:
of each paragraph, heading and footnote the file has the first three words, the last three, and the number of its letters (all that is not
white space), which no other reading of the text has.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from builder.anchors import Unit, UnitKind, anchored
from builder.model import Resolution

__all__ = ["FACTS", "compare", "labels"]

LABELLED = Path(__file__).with_name("labelled")
FACTS = ("symbol", "title", "adopted", "meeting", "adoption", "vote")
_COUNTS = ("in_favour", "against", "abstaining")
_APART = {UnitKind.HEADING, UnitKind.FOOTNOTE, UnitKind.FORMULA, UnitKind.TABLE}

Proof = tuple[str, str, str, str, int]  # of one text: anchor or marker, kind, first words, last words, letters


def labels(source_format: str) -> Iterator[Mapping[str, Any]]:
    """The labelled documents of a format, in the order of their names; `file` is the name of the document's file in the corpus."""
    for path in sorted((LABELLED / source_format).glob("*.yaml")):
        yield yaml.safe_load(path.read_text(encoding="utf-8"))


def compare(resolution: Resolution, label: Mapping[str, Any]) -> tuple[Counter[str], list[str]]:
    """How many of each sort are labelled, read and right ('paragraphs', 'paragraphs read', 'paragraphs right', …), and what is not right.

    A paragraph is right where anchor, kind, label and words are; its calls count apart, and so does each fact.
    """
    counts: Counter[str] = Counter()
    misses: list[str] = []
    units = anchored(resolution).units
    paragraphs = {_proof(unit, unit.anchor, unit.kind): unit for unit in units if unit.kind not in _APART}
    wanted = {_proof_of(entry, entry["anchor"], entry["kind"]): entry for entry in label["paragraphs"]}
    _count("paragraphs", wanted, paragraphs, counts, misses)
    for proof in wanted.keys() & paragraphs.keys():
        printed, read = str(wanted[proof].get("label") or ""), paragraphs[proof].label
        counts["labels"] += 1
        counts["labels right"] += _bare(printed) == _bare(read)
        called, calls = [str(marker) for marker in wanted[proof].get("calls") or ()], list(paragraphs[proof].text.calls)
        if called or calls:
            counts["calls"] += 1
            counts["calls right"] += called == calls
            misses += [f"calls {called} read as {calls} in {proof[0]}"] if called != calls else []
    notes = {_proof(unit, unit.label, "footnote") for unit in units if unit.kind is UnitKind.FOOTNOTE}
    noted = [_proof_of(entry, str(entry["marker"]), "footnote") for entry in label.get("footnotes") or ()]
    _count("footnotes", noted, notes, counts, misses)
    headings = {_proof(unit, unit.anchor, "heading") for unit in units if unit.kind is UnitKind.HEADING}
    headed = [_proof_of(entry, entry["anchor"], "heading") for entry in label.get("headings") or ()]
    _count("headings", headed, headings, counts, misses)
    for fact in FACTS:
        expected, found = _labelled_fact(fact, label), _fact(fact, resolution)
        counts[fact] += 1
        counts[f"{fact} right"] += expected == found
        misses += [f"{fact} {expected} read as {found}"] if expected != found else []
    counts["documents"] += 1
    counts["perfect"] += not misses
    return counts, misses


def _count(sort: str, wanted: Iterable[Proof], read: Iterable[Proof], counts: Counter[str], misses: list[str]) -> None:
    expected, found = Counter(list(wanted)), Counter(list(read))  # not the values of a mapping
    counts[sort] += expected.total()
    counts[f"{sort} read"] += found.total()
    counts[f"{sort} right"] += (expected & found).total()
    misses += [f"{sort[:-1]} not read: {proof}" for proof in (expected - found)]
    misses += [f"{sort[:-1]} not there: {proof}" for proof in (found - expected)]


def _proof(unit: Unit, name: str, kind: str) -> Proof:
    words = unit.text.words.split()
    return name, str(kind), " ".join(words[:3]), " ".join(words[-3:]), len("".join(words))


def _proof_of(entry: Mapping[str, Any], name: str, kind: str) -> Proof:
    return name, kind, str(entry["begins"]), str(entry["ends"]), int(entry["letters"])


def _bare(label: str) -> str:
    """A label without what is printed around its number: '2.', '(a)' -> '2', 'a'."""
    return label.strip().strip("().").lower()


def _labelled_fact(fact: str, label: Mapping[str, Any]) -> object:
    value = label.get(fact)
    if fact == "vote":
        return tuple((value or {}).get(name) for name in _COUNTS)
    return str(value) if value is not None else None


def _fact(fact: str, resolution: Resolution) -> object:
    value = getattr(resolution, fact)
    if fact == "vote":
        return tuple(getattr(value, name, None) for name in _COUNTS)
    return str(value) if value else None
