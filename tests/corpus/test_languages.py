"""Documents in other languages are read as well as the English, and have the same anchors: on one document in thirty, in every language.

The whole corpus is measured by hand: python -m tests.corpus.languages XML_FOLDER TOOLS. What differs there are the sources: a note, a
paragraph or a heading that one language's file has and the other's has not (docs/anchors.md).
"""

from __future__ import annotations

import zlib
from pathlib import Path

import pytest

from builder.reading.file_names import symbol_in_name
from tests.corpus.languages import Documents, compare_anchors, read_all, score

STEP = 30
LANGUAGES = ("ar", "es", "fr", "ru", "zh")

FLOORS = {
    "paragraph recall": 0.985,  # the scorer leaves labels that are typed in Arabic in the words
    "paragraph precision": 0.985,
    "labels": 0.99,
    "operative anchors": 0.997,
    "footnote recall": 0.998,
    "footnote precision": 0.998,
    "footnote calls": 0.998,
    "titles": 0.99,
    "dates": 0.99,
    "meetings": 0.99,
    "perfect documents": 0.9,
}
ALIKE = 0.88  # of the documents have the anchors of the English, all of them
SHARED_ANCHORS = 0.98  # of all anchors are those of the English


def _in_sample(name: str) -> bool:
    symbol = symbol_in_name(name)
    return symbol is not None and zlib.crc32(symbol.encode()) % STEP == 0


@pytest.fixture(scope="module")
def documents(corpus_of_all_languages: Path) -> Documents:
    return read_all({path for path in (corpus_of_all_languages / "xml").rglob("*.xml") if _in_sample(path.name)})


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_scorers_figures(documents: Documents, corpus_tools: Path, language: str) -> None:
    figures = score(documents, language, corpus_tools)
    assert figures["documents"] > 50
    assert {name: figures[name] for name, floor in FLOORS.items() if figures[name] is not None and figures[name] < floor} == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_anchors_are_those_of_the_english(documents: Documents, language: str) -> None:
    compared = compare_anchors(documents, language)
    assert compared.documents > 50
    assert compared.alike_share >= ALIKE, "\n".join(compared.differences)
    assert compared.shared_share >= SHARED_ANCHORS, "\n".join(compared.differences)
