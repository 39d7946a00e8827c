"""Extracted texts read against the UN's own XML of the same resolutions (`pairs.csv`): two readers that share nothing but the nesting."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import pytest

from builder.anchors import anchored
from builder.model import Resolution
from builder.reading.akn import read_akn
from builder.reading.text import read_text

SEED = Path(__file__).parents[1] / "cases" / "seed" / "A-RES-74-166.txt"

Fact = tuple[str, str, str, str, tuple[tuple[int, str], ...]]


def facts(resolution: Resolution) -> list[Fact]:
    """Every unit: anchor, kind, label path, words, places of its calls. Links and emphasis are not in a text."""
    return [
        (u.anchor, str(u.kind), u.path, u.text.words, tuple((m.start, m.value) for m in u.text.marks if m.kind == "call"))
        for u in anchored(resolution).units
    ]


def without_spaces(units: list[Fact]) -> list[tuple[str, str, str, str, tuple[str, ...]]]:
    return [(anchor, kind, path, words.replace(" ", ""), tuple(m for _, m in calls)) for anchor, kind, path, words, calls in units]


def read_xml(path: Path) -> Resolution:
    resolution = read_akn(path.read_bytes(), path.name).resolution
    assert resolution is not None
    return resolution


def read_extract(path: Path) -> Resolution:
    resolution = read_text(path.read_bytes(), path.name).resolution
    assert resolution is not None
    return resolution


def test_the_seed_is_the_same_resolution_as_its_xml(corpus: Path) -> None:
    xml = read_xml(corpus / "xml/GAresolutions/74session/English/74_166.xml")
    text = read_extract(SEED)
    assert (text.symbol, text.title, text.session) == (xml.symbol, xml.title, xml.session)
    assert (text.adopted, text.meeting) == (xml.adopted, xml.meeting)
    differing = [pair for pair in zip(facts(text), facts(xml), strict=True) if pair[0] != pair[1]]
    # The extract calls note 26 but does not have its words; the reader says so and invents nothing.
    assert [(mine[0], mine[3]) for mine, _ in differing] == [("fn26", "")]


LAYOUTS = ("own-line-markers", "inline-markers")


@pytest.mark.parametrize("layout", LAYOUTS)
def test_most_texts_are_the_same_resolutions_as_their_xml(corpus: Path, layout: str) -> None:
    """What remains is known: tables, which extraction flattens, and cut words whose pieces are words, too."""
    counts: Counter[str] = Counter()
    with (corpus / "pairs.csv").open(encoding="utf-8") as pairs:
        for pair in csv.DictReader(pairs):
            xml_path, text_path = corpus / "xml" / pair["xml"], corpus / "text" / layout / pair["text"]
            if not (pair["xml"] and pair["text"] and xml_path.is_file() and text_path.is_file()):
                continue
            xml, text = read_xml(xml_path), read_extract(text_path)
            counts["texts"] += 1
            counts["metadata"] += all(
                getattr(text, name) == getattr(xml, name) for name in ("symbol", "kind", "organ", "session", "adopted", "meeting", "issued")
            )
            counts["same"] += facts(text) == facts(xml)
            counts["same but for spaces"] += without_spaces(facts(text)) == without_spaces(facts(xml))
    assert counts["texts"] == 325
    assert counts["metadata"] == 325
    assert counts["same but for spaces"] >= 315
    assert counts["same"] >= 290


def test_both_layouts_of_a_text_are_read_the_same(corpus: Path) -> None:
    """But for one whose tables are cut at the numbers that one of the layouts gives lines of their own."""
    folders = [corpus / "text" / layout for layout in LAYOUTS]
    names = sorted(path.name for path in folders[0].glob("*.txt"))
    differing = [name for name in names if facts(read_extract(folders[0] / name)) != facts(read_extract(folders[1] / name))]
    assert len(differing) <= 1, differing
