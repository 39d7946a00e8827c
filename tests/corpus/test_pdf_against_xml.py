"""The United Nations' PDFs read against their own XML of the same resolutions, and against the PDFs' own text: what is printed is kept."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pypdfium2

from builder.anchors import anchored
from builder.model import Resolution
from builder.reading.pdf import read_pdf
from builder.reading.result import Reading
from builder.text import MarkKind
from tests.corpus.test_text_against_xml import facts, read_xml

FACTS = ("symbol", "kind", "organ", "session", "session_name", "proponent", "adopted", "issued", "meeting", "job_number", "title")


@cache
def pdf_reading(path: Path) -> Reading:
    return read_pdf(path.read_bytes(), path.name)


def pairs(corpus: Path) -> Iterator[tuple[Resolution, Resolution]]:
    """The XML and the PDF of one resolution, both read."""
    with (corpus / "pairs.csv").open(encoding="utf-8") as rows:
        for row in csv.DictReader(rows):
            if row["xml"] and row["pdf"] and (corpus / "xml" / row["xml"]).is_file() and (corpus / row["pdf"]).is_file():
                resolution = pdf_reading(corpus / row["pdf"]).resolution
                assert resolution is not None, row["pdf"]
                yield read_xml(corpus / "xml" / row["xml"]), resolution


def emphasis(resolution: Resolution) -> dict[str, list[str]]:
    """The words in italics of each unit, without punctuation at their edges, which has no slant to speak of."""
    return {
        unit.anchor: [unit.text.words[m.start : m.end].strip(" ,;.()") for m in unit.text.marks if m.kind is MarkKind.ITALIC]
        for unit in anchored(resolution).units
    }


def test_pdfs_are_the_same_resolutions_as_their_xml(corpus: Path) -> None:
    """What remains: rows of empty cells, a few words that the two spell differently, calls and headings that the XML has lost."""
    counts: Counter[str] = Counter()
    for xml, pdf in pairs(corpus):
        counts["documents"] += 1
        counts["metadata"] += all(getattr(xml, name) == getattr(pdf, name) for name in FACTS)
        counts["agenda items"] += xml.agenda_items == pdf.agenda_items
        theirs, ours = facts(xml), set(facts(pdf))
        counts["units"] += len(theirs)
        counts["same units"] += sum(fact in ours for fact in theirs)
        counts["same documents"] += theirs == facts(pdf)
        italics = emphasis(pdf)
        counts["same italics"] += sum(italics.get(anchor) == words for anchor, words in emphasis(xml).items())
    assert counts["documents"] == 53
    assert counts["metadata"] == 53
    assert counts["agenda items"] >= 52
    assert counts["same documents"] >= 43
    assert counts["same units"] >= 0.993 * counts["units"]
    assert counts["same italics"] >= 0.993 * counts["units"]


def kept_words(reading: Reading) -> str:
    """All that was made of a file: the model, the furniture, what was mended and what was found."""
    r = reading.resolution
    assert r is not None
    out = [*r.furniture, r.title or "", *(repair.printed for repair in r.repairs), *(found.found for found in reading.diagnostics)]
    for unit in anchored(r).units:
        at = 0
        for mark in unit.text.marks:
            if mark.kind is MarkKind.CALL:
                out.append(f"{unit.text.words[at : mark.start]} {mark.value}")
                at = mark.start
        out += [unit.text.words[at:], unit.label]
    return " ".join(out)


def words_of(text: str) -> Counter[str]:
    return Counter(re.findall(r"[^\W_]+", text))


def test_no_word_of_a_pdf_is_lost(corpus: Path) -> None:
    """Letter by letter exactly; word by word but for those that the plain text layer cuts where the reader does not."""
    for path in sorted((corpus / "pdf").glob("*.pdf")):
        document = pypdfium2.PdfDocument(path.read_bytes())
        printed = " ".join(page.get_textpage().get_text_range() for page in document)
        kept = kept_words(pdf_reading(path))
        letters = Counter(filter(str.isalnum, printed)) - Counter(filter(str.isalnum, kept))
        assert not letters, (path.name, letters)
        lost = (words_of(printed) - words_of(kept)).total()
        assert lost <= 0.01 * words_of(printed).total(), path.name
