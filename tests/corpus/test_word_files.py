"""The Word files of the corpus: those that a person labelled are read as labelled, and no word of any is lost."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from lxml import etree

from builder.anchors import UnitKind, anchored
from builder.model import Resolution
from builder.reading.formats import read_file
from builder.reading.result import Reading
from builder.text import normalise_words

LABELLED = sorted((Path(__file__).parent / "labelled" / "word").glob("*.yaml"))
FILES = 35
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
PARTS = re.compile(r"word/(?:document|footnotes|endnotes|comments|header\d+|footer\d+)\.xml")


def read(path: Path) -> Reading:
    return read_file(path.read_bytes(), path.name)


def proof(text: str) -> tuple[str, str, int]:
    """What a label has of a text: its first and last three words and how many letters it has."""
    words = text.split()
    return " ".join(words[:3]), " ".join(words[-3:]), len("".join(words))


def facts(resolution: Resolution) -> dict[str, Any]:
    units = [unit for unit in anchored(resolution).units if unit.kind not in (UnitKind.FORMULA, UnitKind.TABLE)]
    paragraphs = [unit for unit in units if unit.kind not in (UnitKind.HEADING, UnitKind.FOOTNOTE)]
    return {
        **{name: getattr(resolution, name) for name in ("symbol", "title", "adopted", "meeting", "adoption", "vote")},
        "paragraphs": [(u.anchor, str(u.kind), u.label, *proof(u.text.words), list(u.text.calls)) for u in paragraphs],
        "headings": [(u.anchor, u.label, *proof(u.text.words)) for u in units if u.kind is UnitKind.HEADING],
        "footnotes": [(note.marker, *proof(note.text.words)) for note in resolution.footnotes],
    }


@pytest.mark.parametrize("label", LABELLED, ids=lambda path: path.stem)
def test_it_is_read_as_it_was_labelled(corpus: Path, label: Path) -> None:
    expected = yaml.safe_load(label.read_text(encoding="utf-8"))
    resolution = read(corpus / "word" / expected.pop("file")).resolution
    assert resolution is not None
    for sort in ("paragraphs", "headings", "footnotes"):
        expected[sort] = [tuple(entry.values()) for entry in expected[sort]]
    assert facts(resolution) == expected


def test_every_file_is_a_resolution_in_full(corpus: Path) -> None:
    paths = sorted((corpus / "word").glob("*.docx"))
    assert len(paths) == FILES
    for path in paths:
        reading = read(path)
        found = reading.resolution
        assert found is not None
        assert all((found.title, found.adopted, found.issued, found.meeting, found.session, found.session_name, found.job_number)), (
            path.name
        )
        assert found.agenda_items
        assert found.proponent.endswith("]")
        assert not found.repairs  # nothing that a person typed was taken for an extractor's slip
        document = anchored(found)
        assert not document.diagnostics, path.name
        called = {marker for unit in document.units for marker in unit.text.calls}
        assert called == {note.marker for note in found.footnotes}, path.name
        assert {finding.code for finding in reading.diagnostics} <= {"word-note-mark"}, path.name
        numbers = [int(unit.label) for unit in document.units if unit.kind is UnitKind.OPERATIVE and unit.label]
        assert numbers == list(range(1, len(numbers) + 1)), path.name


def printed(path: Path) -> Iterator[str]:
    """The paragraphs of all parts that hold words, read with nothing but the parser: what is said in two forms is said once."""
    with zipfile.ZipFile(path) as archive:
        for name in filter(PARTS.fullmatch, archive.namelist()):
            root = etree.fromstring(archive.read(name))
            for fallback in list(root.iter("{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback")):
                fallback.getparent().remove(fallback)
            for paragraph in root.iter(f"{W}p"):
                yield "".join(_shown(element) for element in paragraph.iter())


def _shown(element: etree._Element) -> str:
    name = str(element.tag).removeprefix(W)
    if name in ("t", "delText"):
        return element.text or ""
    return {"tab": " ", "br": " ", "cr": " ", "noBreakHyphen": "-"}.get(name, "")


def letters(words: str) -> str:
    """The words without spaces, numbers and what is printed around them."""
    return re.sub(r"[\W\d_]", "", normalise_words(words))


def kept(reading: Reading) -> str:
    """All letters of the document as it was read, in reading order, then those that stand around the text, and those of the findings."""
    resolution = reading.resolution
    assert resolution is not None
    units = [f"{unit.label} {unit.text.words}" for unit in anchored(resolution).units]
    around = (resolution.title or "", *resolution.furniture, *(notice.words for notice in resolution.notices))
    return letters("\n".join([*units, *around, *(finding.found for finding in reading.diagnostics)]))


def test_no_word_is_lost(corpus: Path) -> None:
    """Each paragraph of each part stands whole in the document (text, furniture) or in a finding."""
    paragraphs = 0
    for path in sorted((corpus / "word").glob("*.docx")):
        document = kept(read(path))
        lost = [words for words in printed(path) if letters(words) not in document]
        assert not lost, path.name
        paragraphs += sum(bool(letters(words)) for words in printed(path))
    assert paragraphs > 2_500
