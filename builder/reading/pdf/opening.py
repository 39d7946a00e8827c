"""Opens a PDF within bounds."""

from __future__ import annotations

import pypdfium2

from builder.diagnostics import Diagnostic
from builder.reading.pdf.pieces import Page, read_page

__all__ = ["read_pages"]


def read_pages(data: bytes) -> tuple[list[Page], list[Diagnostic]]:
    """The pages that can be read, and what is to be said of the others."""
    document = pypdfium2.PdfDocument(data)
    pages = []
    for number in range(len(document)):
        page = read_page(document, number, 10**6)
        if page:
            pages.append(page)
    return pages, []
