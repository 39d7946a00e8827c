"""Pages: Markdown of everything the archive shows, and nothing else. `render_pages` is the whole of it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from builder.archive import Archive
from builder.linking.graph import Graph
from builder.pages.addresses import Addresses
from builder.pages.indexes import index_pages
from builder.pages.listings import listing_of
from builder.pages.page import Page
from builder.pages.reference import render_reference
from builder.pages.resolution import render_document
from builder.pages.subjects import subject_pages

__all__ = ["Page", "render_pages"]


def render_pages(archive: Archive, graph: Graph) -> Iterator[Page]:
    """Every generated page: documents, indexes and subjects by language, then reference pages. Each file comes once.

    A page of a document that many cite is followed by the pages that list them.
    """
    addresses = Addresses(archive, graph)
    for language in archive.languages:
        documents = [document for document in archive.documents if document.resolution.language == language]
        for _, neighbours in groupby(documents, key=lambda document: listing_of(document.resolution)):
            row = list(neighbours)
            for before, document, after in zip([None, *row], row, [*row[1:], None], strict=False):
                yield from render_document(document, addresses, before, after)
        yield from index_pages(documents, addresses, language)
        yield from subject_pages(documents, language)
    for reference in graph.references:
        yield from render_reference(reference, addresses)
