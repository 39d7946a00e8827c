"""The words of the documents as the index takes them in: one small file of HTML for each, with nothing in it but words and anchors.

The rendered pages hold much that is no word of the document: printed numbers, calls of notes, who cites each paragraph. Reading files that
hold only the words gives exact phrases, and takes half the time.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import IntEnum
from html import escape
from pathlib import Path

from builder.anchors import Anchored, Unit, UnitKind
from builder.archive import Archive
from builder.model import Resolution
from builder.pages.masthead import page_title, search_data
from builder.pages.urls import page_url
from builder.search.pairs import in_pairs, is_written_without_spaces

__all__ = ["Indexed", "PartOfText", "write_texts"]


class PartOfText(IntEnum):
    """Where in a document words stand; the numbers are those of the data that the browser reads."""

    TITLE = 0
    PREAMBLE = 1
    OPERATIVE = 2
    ANNEX = 3
    NOTES = 4


@dataclass(frozen=True, slots=True)
class Indexed:
    """A document in the index: its address, what a search can be narrowed by, and the anchors at which another part of its text begins."""

    url: str  # 'en/A/RES/74/166/'
    organ: str
    kind: str
    session: str  # '74th session'; '' where documents are counted by year
    date: str  # '2019-12-18'; the year alone where no more is known; ''
    subjects: tuple[str, ...]
    parts: tuple[tuple[str, PartOfText], ...]


def write_texts(archive: Archive, language: str, symbols: Iterable[str], folder: Path) -> list[Indexed]:
    """Write the words of these documents of a language into the folder, each at the document's address; gives what is written."""
    return [_write_text(archive, language, symbol, folder) for symbol in symbols]


def _write_text(archive: Archive, language: str, symbol: str, folder: Path) -> Indexed:
    document = archive.document(symbol, language)
    assert document is not None
    resolution = document.resolution
    url = page_url(resolution.symbol, resolution.language)
    file = folder / url / "index.html"
    file.parent.mkdir(parents=True)
    file.write_text(_html(document), encoding="utf-8")
    facts = search_data(resolution)
    date = facts["adopted"] or str(facts["year"] or "")
    subjects = tuple(subject.term for subject in resolution.subjects)
    return Indexed(url, facts["organ"], facts["kind"], facts["session"], date, subjects, tuple(_parts(document)))


def _html(document: Anchored) -> str:
    """The document's words. The title is a heading, which weighs more; headings inside are paragraphs like the others.

    Pagefind keeps the words of each element with an id a second time: the anchors are empty elements, at the beginning of their paragraphs.
    """
    resolution = document.resolution
    language = resolution.language
    units = "".join(f'<p><i id="{unit.anchor}"></i>{_words(unit.text.words, language)}</p>\n' for unit in _units(document))
    title = _title(resolution)
    # In pairs of signs a title cannot be shown.
    shown = f'title[data-title]" data-title="{escape(title)}' if is_written_without_spaces(language) else "title"
    return (
        f'<!doctype html><html lang="{escape(resolution.language)}"><head><meta charset="utf-8"><title></title></head>'
        f'<body data-pagefind-body data-pagefind-meta="symbol[data-symbol]" data-symbol="{escape(resolution.symbol)}">'
        f'<h1 data-pagefind-meta="{shown}">{_words(title, language)}</h1>\n{units}</body></html>\n'
    )


def _title(resolution: Resolution) -> str:
    return resolution.title or resolution.description or page_title(resolution)


def _words(text: str, language: str) -> str:
    return escape(in_pairs(text) if is_written_without_spaces(language) else text, quote=False)


def _units(document: Anchored) -> Iterator[Unit]:
    return (unit for unit in document.units if unit.kind is not UnitKind.FORMULA)


def _parts(document: Anchored) -> Iterator[tuple[str, PartOfText]]:
    """Each anchor at which another part of the text begins than the one before it. A heading belongs to what follows it."""
    last = PartOfText.TITLE
    headings: list[str] = []
    for unit in _units(document):
        part = _part_of(unit, document)
        if part is None:
            headings.append(unit.anchor)
            continue
        if part is not last:
            yield (headings[0] if headings else unit.anchor), part
            last = part
        headings = []


def _part_of(unit: Unit, document: Anchored) -> PartOfText | None:
    """The part that the unit stands in; None for a heading outside annexes, which does not tell."""
    if unit.kind is UnitKind.FOOTNOTE:
        return PartOfText.NOTES
    if _in_annex(unit, document):
        return PartOfText.ANNEX
    if unit.kind is UnitKind.HEADING:
        return None
    preambular = unit.kind is UnitKind.PREAMBULAR or unit.anchor.removeprefix(f"{unit.scope}-").startswith("pp")
    return PartOfText.PREAMBLE if preambular else PartOfText.OPERATIVE


def _in_annex(unit: Unit, document: Anchored) -> bool:
    """Whether the unit stands in an annex, of the document, of a part, or of a draft; or is the heading of one."""
    pieces = unit.scope.split("-")
    scopes = ("-".join(pieces[:length]) for length in range(1, len(pieces) + 1))
    return any(document.scopes.get(scope) == "annex" for scope in (*scopes, unit.anchor))
