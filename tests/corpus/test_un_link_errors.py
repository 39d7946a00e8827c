"""The links that the United Nations got wrong: they are as listed, and the engine does not follow them."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
import yaml

from builder.anchors import Anchored, Unit
from builder.linking.graph import link_archive
from builder.text import MarkKind
from tests.corpus.documents import overlapping, read_documents, without_links

LISTED: dict[str, list[dict[str, Any]]] = yaml.safe_load((Path(__file__).parent / "data" / "un_link_errors.yaml").read_text("utf-8"))
ENTRIES = LISTED["errors"] + LISTED["equivalent"]
ERRORS = {
    "slipped", "stale", "wrong-body", "wrong-series", "drops-modification", "misspelt", "wrong-target", "misprint-in-text", "misplaced",
    "not-a-citation",
}  # fmt: skip
EQUIVALENT = {"letter", "joint", "other-symbol", "address"}


@dataclass(frozen=True)
class Linked:
    """An entry of the list where it stands: the words under the United Nations' link, [start, end) in those of the unit."""

    entry: dict[str, Any]
    unit: Unit
    start: int
    end: int

    def __str__(self) -> str:
        return f"{self.entry['document']} {self.entry['anchor']} {self.entry['printed']!r}"


@pytest.fixture(scope="module")
def documents(corpus: Path) -> list[Anchored]:
    return read_documents(corpus, {entry["document"] for entry in ENTRIES}, links=True)


@pytest.fixture(scope="module")
def links(documents: list[Anchored]) -> list[Linked]:
    """For each entry all links on its words that lead where it says."""
    units = {(d.resolution.symbol, d.resolution.language, unit.anchor): unit for d in documents for unit in d.units if unit.anchor}
    found = []
    for entry in ENTRIES:
        unit = units[entry["document"], entry["language"], entry["anchor"]]
        printed = re.sub(r"\s", "", entry["printed"])
        for mark in unit.text.marks:
            words = re.sub(r"\s", "", unit.text.words[mark.start : mark.end])
            leads = re.sub(r"\s", "", unquote(mark.value)).upper().rstrip(".")
            same = leads.endswith("/" + entry["linked"]) or re.sub(r"[A-Z]$", "", leads).endswith("/" + entry["linked"])
            if mark.kind is MarkKind.LINK and same and (words in printed or printed in words):
                found.append(Linked(entry, unit, mark.start, mark.end))
    return found


def test_reasons_are_those_that_the_file_explains() -> None:
    assert {entry["reason"] for entry in LISTED["errors"]} == ERRORS
    assert {entry["reason"] for entry in LISTED["equivalent"]} == EQUIVALENT


def test_each_listed_link_is_in_the_file(links: list[Linked]) -> None:
    found = {id(link.entry) for link in links}
    missing = [f"{entry['document']} {entry['anchor']} {entry['linked']}" for entry in ENTRIES if id(entry) not in found]
    assert not missing


@pytest.mark.parametrize("with_links", [False, True])
def test_the_words_are_believed_and_not_the_link(documents: list[Anchored], links: list[Linked], with_links: bool) -> None:
    """Links included, a few are followed: where the words alone say nothing, a link is all there is."""
    graph = link_archive(documents if with_links else [without_links(document) for document in documents])
    followed, other, right = [], [], 0
    answers: dict[int, set[str | None]] = defaultdict(set)
    for link in links:
        entry = link.entry
        citations = graph.citations_in(entry["document"], entry["language"]).get(entry["anchor"], ())
        answers[id(entry)] |= {citation.target for citation in overlapping(citations, link.start, link.end)}
    for link in {id(link.entry): link for link in links}.values():
        means, entry = answers[id(link.entry)] - {None}, link.entry
        if _as_listed(entry, means):
            right += 1
        elif any(_folded(target) == entry["linked"] for target in means):
            followed.append(f"{link}: {means}")
        else:
            other.append(f"{link}: {means or None}, not {entry['right']}")
    assert len(followed) <= (0.02 * len(ENTRIES) if with_links else 0), "\n".join(followed)
    assert right >= 0.98 * len(ENTRIES), "\n".join(other)


def _as_listed(entry: dict[str, Any], means: set[str | None]) -> bool:
    """Of a document with two symbols both may be found; what is misprinted may be left without a meaning."""
    if entry["reason"] in EQUIVALENT:
        return entry["right"] in means
    return means == {entry["right"]} - {None} or (not means and entry["reason"] == "misprint-in-text")


def _folded(symbol: str | None) -> str:
    return re.sub(r"\s", "", symbol or "").upper()
