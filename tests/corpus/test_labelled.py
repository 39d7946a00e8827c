"""Word files and early Official Records against what a person wrote down from the document (see `labelled.py`)."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from builder.reading.formats import read_file
from tests.corpus.labelled import FACTS, compare, labels

FOLDERS = {"word": "word", "early": "security-council-1946-2002"}
LEAST = {"word": 10, "early": 25}  # documents


@pytest.mark.parametrize("source_format", FOLDERS)
def test_labelled_documents_are_read_as_labelled(corpus: Path, source_format: str) -> None:
    counts: Counter[str] = Counter()
    misses: list[str] = []
    for label in labels(source_format):
        reading = read_file((corpus / FOLDERS[source_format] / label["file"]).read_bytes(), label["file"])
        assert reading.resolution is not None, label["file"]
        found, missed = compare(reading.resolution, label)
        counts += found
        misses += [f"{label['symbol']}: {miss}" for miss in missed]
    assert counts["documents"] >= LEAST[source_format]
    for sort in ("paragraphs", "footnotes", "headings"):
        assert counts[f"{sort} right"] >= 0.98 * max(counts[sort], counts[f"{sort} read"]), misses
    for fact in (*FACTS, "labels", "calls"):
        assert counts[f"{fact} right"] >= 0.98 * counts[fact], misses


def test_a_wrong_label_is_a_miss(corpus: Path) -> None:
    """The comparison can fail: one letter more, another number, a call too few."""
    label = dict(next(iter(labels("early"))))
    path = corpus / FOLDERS["early"] / label["file"]
    resolution = read_file(path.read_bytes(), path.name).resolution
    assert resolution is not None
    first = label["paragraphs"][0]
    for change in ({"letters": first["letters"] + 1}, {"anchor": "pp99"}, {"calls": ["99"]}, {"kind": "operative"}):
        changed = {**label, "paragraphs": [{**first, **change}, *label["paragraphs"][1:]]}
        assert compare(resolution, changed)[1]
    assert compare(resolution, {**label, "meeting": "1st meeting"})[1]
