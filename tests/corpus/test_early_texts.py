"""Every text of the printed Official Records of the Security Council is read, and no printed word of it is lost."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from builder.anchors import anchored
from builder.model import Resolution
from builder.reading.file_names import name_agrees
from builder.reading.result import Reading
from builder.reading.text import read_text

FOLDER = "security-council-1946-2002"
VOTERS = 15  # members of the Council


@pytest.fixture(scope="module")
def readings(corpus: Path) -> dict[str, tuple[str, Reading]]:
    """File name -> its text and what was read."""
    paths = sorted((corpus / FOLDER).glob("*.txt"))
    if not paths:
        pytest.skip(f"the corpus has no folder {FOLDER}")
    return {path.name: (path.read_text(encoding="utf-8"), read_text(path.read_bytes(), path.name)) for path in paths}


def resolution_of(reading: Reading) -> Resolution:
    assert reading.resolution is not None
    return reading.resolution


def letters(words: str) -> Counter[str]:
    """How often each letter and digit stands in the words; lines, spaces and hyphens do not count."""
    return Counter(re.sub(r"[\W_]", "", words))


def test_all_have_the_symbol_that_their_name_spells(readings: dict[str, tuple[str, Reading]]) -> None:
    unread = [name for name, (_, reading) in readings.items() if reading.resolution is None]
    assert not unread
    other = [name for name, (_, reading) in readings.items() if name_agrees(name, resolution_of(reading).symbol) is not True]
    assert not other


def test_all_have_operative_paragraphs_and_a_date(readings: dict[str, tuple[str, Reading]]) -> None:
    """One text breaks off after its recitals, and of one the day is not printed."""
    without = [n for n, (_, r) in readings.items() if not any(u.kind == "operative" for u in anchored(resolution_of(r)).units)]
    undated = [name for name, (_, reading) in readings.items() if not resolution_of(reading).adopted]
    assert len(without) <= 1, without
    assert len(undated) <= 1, undated


def test_no_printed_word_is_lost(readings: dict[str, tuple[str, Reading]]) -> None:
    """Each letter is in the model, in the furniture or in a repair."""
    lost = {}
    for name, (text, reading) in readings.items():
        resolution = resolution_of(reading)
        kept = [*resolution.furniture, *(repair.printed for repair in resolution.repairs)]
        for unit in anchored(resolution).units:
            kept += [unit.text.words, unit.label, *unit.text.calls]
        if missing := letters(text) - letters(" ".join(kept)):
            lost[name] = dict(missing)
    assert not lost


def test_anchors_are_unique_and_votes_are_possible(readings: dict[str, tuple[str, Reading]]) -> None:
    repeated = {name: found for name, (_, r) in readings.items() if (found := anchored(resolution_of(r)).diagnostics)}
    assert not repeated
    for name, (_, reading) in readings.items():
        if vote := resolution_of(reading).vote:
            assert 0 < sum(count or 0 for count in (vote.in_favour, vote.against, vote.abstaining)) <= VOTERS, name
