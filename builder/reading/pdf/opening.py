"""Opens a PDF and takes its pages, within bounds; runs in a process of its own (`library_process`), where the rest of the harm ends."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pypdfium2
import pypdfium2.raw as pdfium

from builder.diagnostics import Diagnostic
from builder.reading.pdf.pieces import Page, read_page

__all__ = ["PAGES", "read_pages"]

PAGES = 1_000  # the longest resolution has 60
_LETTERS_OF_PAGE = 60_000  # a page of the smallest type has 8,000
_LETTERS_OF_DOCUMENT = 4_000_000
_PIECES_OF_PAGE = 20_000  # of text: a page of tables has some thousand
_CATALOGUE = re.compile(rb"\b(\d{1,7}) 0 obj\s{0,9}<<[^>]{0,99}/Type\s?/Catalog\b")
_END = re.compile(rb"%%EOF")
_TAIL = 2_048  # bytes in which the mark of the file's end stands
_PASSWORD = (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY)
_PAGE_OF = re.compile(r"(?<![\d/])(\d{1,3})/(\d{1,3})(?![\d/])")
_LOW = 0.1  # of the page's height: where pages are numbered


def read_pages(data: bytes) -> tuple[list[Page], list[Diagnostic]]:
    """The pages that can be read, and what is to be said of the others; no page where the document as a whole cannot be read."""
    document = _opened(data)
    if isinstance(document, Diagnostic):
        return [], [document]
    count = len(document)
    if count > PAGES:
        return [], [Diagnostic("pdf-limit", f"{count:,} pages, where {PAGES:,} are the most", "not read")]
    pages: list[Page] = []
    found: list[Diagnostic] = []
    letters = 0
    for number in range(count):
        try:
            page = read_page(document, number, _LETTERS_OF_PAGE)
        except (pypdfium2.PdfiumError, OSError, ValueError):
            found.append(Diagnostic("pdf-page-lost", "it cannot be opened", "left out", f"page {number + 1}"))
            continue
        letters += page.letters if page else _LETTERS_OF_PAGE
        if page is None or letters > _LETTERS_OF_DOCUMENT or len(page.pieces) > _PIECES_OF_PAGE:
            return [], [Diagnostic("pdf-limit", "more letters than pages can hold", "not read", f"page {number + 1}")]
        pages.append(page)
    if not any(page.pieces for page in pages):
        if any(page.pictures for page in pages):
            return [], [Diagnostic("pdf-image-only", f"{_pages(len(pages))} of pictures, without a letter", "not read")]
        return [], [*found, Diagnostic("pdf-damaged", _cut(data) or "its pages are empty", "not read")]
    return pages, [*found, *_lost(data, pages)]


def _opened(data: bytes) -> pypdfium2.PdfDocument | Diagnostic:
    """The document, or why it cannot be opened. One that breaks off before it says where its catalogue is, is told."""
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if error.err_code in _PASSWORD:
            return Diagnostic("pdf-encrypted", "it opens with a password alone", "not read")
    if catalogue := _CATALOGUE.search(data):
        try:
            return pypdfium2.PdfDocument(data + b"\nendstream endobj\ntrailer<</Root %b 0 R>>\n" % catalogue[1])
        except pypdfium2.PdfiumError:
            pass
    return Diagnostic("pdf-damaged", _cut(data) or "no pages can be found in it", "not read")


def _cut(data: bytes) -> str:
    return "" if _END.search(data, max(0, len(data) - _TAIL)) else "the file breaks off"


def _lost(data: bytes, pages: list[Page]) -> Iterator[Diagnostic]:
    """What is missing of a document that can be read in part."""
    if cut := _cut(data):
        whole = sum(bool(page.pieces) for page in pages)
        yield Diagnostic("pdf-incomplete", cut, f"read as far as it goes: {_pages(whole)} of {len(pages)}")
    total = max((_total(page) for page in pages), default=0)
    if total > len(pages):
        yield Diagnostic("pdf-incomplete", f"{_pages(len(pages))}, numbered as {total}", "read as far as they go")
    for page in pages:
        if not page.pieces and page.pictures:
            yield Diagnostic("pdf-page-lost", "a picture without letters", "left out", f"page {page.number}")
        unknown = sum(piece.lost for piece in page.pieces)
        if unknown:
            found = f"{unknown} of {len(page.pieces)} pieces of text"
            yield Diagnostic("pdf-letters", found, "kept as the file has them", f"page {page.number}")


def _total(page: Page) -> int:
    """How many pages the document has as its page line says: '3/12'."""
    for piece in page.pieces:
        match = _PAGE_OF.fullmatch(piece.words) if piece.base < _LOW * page.height else None
        if match and int(match[1]) == page.number:
            return int(match[2])
    return 0


def _pages(count: int) -> str:
    return f"{count:,} page{'s' * (count != 1)}"
