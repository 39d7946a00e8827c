"""Places that real documents name, labelled by hand, against those that the engine finds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import yaml

from builder.anchors import Unit
from builder.linking.graph import Citation, link_archive
from builder.linking.mentions import find_mentions
from tests.corpus.documents import overlapping, read_documents

UNITS: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "data" / "pinpoints.yaml").read_text("utf-8"))
FLOOR = 0.97
FLOOR_NOT_HELD = 0.9


@dataclass
class Measured:
    """What the engine made of the labels: counts, and a line for each that is wrong."""

    landing: int = 0  # labels with anchors that the words alone decide
    landed: int = 0  # of those, found exactly
    named: int = 0  # labels of places that are not held
    told: int = 0  # of those, the place is told with the citation of the document
    right: int = 0  # citations that land on a place as labelled
    wrong: int = 0  # citations that land on another, or where there is none
    lines: list[str] = field(default_factory=list)


@pytest.fixture(scope="module")
def measured(corpus: Path) -> Measured:
    targets = {label["target"] for unit in UNITS for label in unit.get("pinpoints", ()) if label["covers"]}
    documents = read_documents(corpus, {unit["document"] for unit in UNITS} | targets)
    graph = link_archive(documents)
    units = {
        (document.resolution.symbol, document.resolution.language, unit.anchor): unit for document in documents for unit in document.units
    }
    measured = Measured()
    for labelled in UNITS:
        unit = units[labelled["document"], labelled["language"], labelled["anchor"]]
        citations = graph.citations_in(labelled["document"], labelled["language"]).get(labelled["anchor"], ())
        _measure(labelled, unit, citations, measured)
    return measured


def test_the_labels_are_what_the_file_says() -> None:
    labels = [label for unit in UNITS for label in unit.get("pinpoints", ())]
    assert len(labels) > 280
    assert sum(bool(label["covers"]) for label in labels) > 180
    assert sum(len(unit.get("decoys", ())) for unit in UNITS) > 100
    assert len({(unit["document"], unit["anchor"]) for unit in UNITS}) == len(UNITS)


def test_places_are_found(measured: Measured) -> None:
    assert measured.landed >= FLOOR * measured.landing, "\n".join(measured.lines)


def test_places_that_are_not_held_are_told_with_their_document(measured: Measured) -> None:
    assert measured.told >= FLOOR_NOT_HELD * measured.named, "\n".join(measured.lines)


def test_what_lands_lands_where_it_should(measured: Measured) -> None:
    assert measured.right >= FLOOR * (measured.right + measured.wrong), "\n".join(measured.lines)


def _measure(labelled: dict[str, Any], unit: Unit, citations: tuple[Citation, ...], measured: Measured) -> None:
    where, words = f"{labelled['document']} {labelled['anchor']}", unit.text.words
    accounted: set[Citation] = set()
    for label, start, end in _labels(labelled, words):
        covers, target = tuple(label.get("covers", ())), label.get("target")
        here = list(overlapping(citations, start, end))
        landing = [citation for citation in here if citation.covers]
        accounted.update(landing)
        right = [citation for citation in landing if citation.covers == covers and target in (citation.target, citation.document)]
        measured.right += len(right)
        measured.wrong += len(landing) - len(right)
        if len(right) < len(landing):
            found = ", ".join(f"{citation.target} {' '.join(citation.covers)}" for citation in landing)
            measured.lines.append(f"{where}: {label['printed']!r} is {target} {' '.join(covers) or '-'}, found {found}")
        if label.get("bare") or target is None:
            continue
        if covers:
            measured.landing += 1
            measured.landed += bool(right)
            if not landing:
                measured.lines.append(f"{where}: {label['printed']!r} is {target} {' '.join(covers)}, not found")
        elif target != labelled["document"]:
            told = any(citation.target == target and _tells(citation.pinpoint, label["printed"]) for citation in citations)
            measured.named += 1
            measured.told += told
            if not told:
                measured.lines.append(f"{where}: {label['printed']!r} is not told with {target}")
    mentions = {(mention.start, mention.end) for mention in find_mentions(unit.text)}
    for citation in citations:
        if citation.covers and citation not in accounted and (citation.start, citation.end) not in mentions:
            measured.wrong += 1
            measured.lines.append(f"{where}: {citation.text!r} is no place, found {citation.target} {' '.join(citation.covers)}")


def _labels(labelled: dict[str, Any], words: str) -> Iterator[tuple[dict[str, Any], int, int]]:
    """Each label of the unit with the place [start, end) of its words."""
    for label in (*labelled.get("pinpoints", ()), *labelled.get("decoys", ())):
        found = list(re.finditer(rf"(?<!\w){re.escape(label['printed'])}(?!\w)", words))
        assert len(found) >= label.get("occurrence", 1), (labelled["document"], labelled["anchor"], label["printed"])
        match = found[label.get("occurrence", 1) - 1]
        yield label, match.start(), match.end()


def _tells(pinpoint: str, printed: str) -> bool:
    """Whether each number and letter of the label is among those of the place as the engine prints it."""
    return bool(pinpoint) and set(re.findall(r"\w+", printed)) <= set(re.findall(r"\w+", pinpoint))
