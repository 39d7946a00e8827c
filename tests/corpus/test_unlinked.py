"""What the engine links and the United Nations did not: a random 300, judged by hand, is still found and still right."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from builder.linking.graph import Graph, link_archive
from tests.corpus.documents import overlapping, read_documents

JUDGED: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "data" / "unlinked.yaml").read_text("utf-8"))
RIGHT = [each for each in JUDGED if each["right"]]


@pytest.fixture(scope="module")
def graph(corpus: Path) -> Graph:
    """The citations of the documents that are judged; those on which they land are there too, for the places."""
    return link_archive(read_documents(corpus, {each["document"] for each in JUDGED} | {each["held"] for each in JUDGED} - {None}))


def test_precision() -> None:
    assert len(JUDGED) == 300
    assert len(RIGHT) >= 0.99 * len(JUDGED)


def test_the_right_ones_are_found(graph: Graph) -> None:
    lost = [f"{_where(each)}: {_found(graph, each) or 'nothing'}" for each in RIGHT if _meaning(each) not in _found(graph, each)]
    assert len(lost) <= 0.01 * len(RIGHT), "\n".join(lost)


def test_the_wrong_ones_are_not(graph: Graph) -> None:
    again = [_where(each) for each in JUDGED if not each["right"] and _meaning(each) in _found(graph, each)]
    assert not again, "\n".join(again)


def _meaning(each: dict[str, Any]) -> tuple[str, str | None]:
    return each["target"], each["target_anchor"]


def _found(graph: Graph, each: dict[str, Any]) -> list[tuple[str | None, str | None]]:
    """What the citations on the printed words mean, and the first place on which each lands."""
    citations = graph.citations_in(each["document"], each["language"]).get(each["anchor"], ())
    here = overlapping(citations, each["start"], each["start"] + len(each["printed"]))
    return [(citation.target, citation.covers[0] if citation.covers else None) for citation in here]


def _where(each: dict[str, Any]) -> str:
    return f"{each['document']} {each['anchor']} {each['printed']!r} is {each['target']} {each['target_anchor'] or ''}"
