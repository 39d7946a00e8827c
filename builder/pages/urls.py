"""Addresses inside the site: one function each way between a document and its place.

Paths are the United Nations' own (docs.un.org/en/A/RES/74/166 is <site>/en/A/RES/74/166/), relative to the root of the site.
Their characters need no escaping in an address, a file name or HTML: letters, digits and ``/ . ( ) -`` (see `symbols.symbol_path`).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from builder.linking.graph import Citation
from builder.pages.markdown import relative_link
from builder.symbols import official_url, symbol_path

__all__ = ["Holdings", "citation_target", "page_path", "page_url", "reference_url", "relative_url", "unit_url"]


class Holdings(Protocol):
    """What an address depends on: the languages of the archive, the first first."""

    @property
    def languages(self) -> Sequence[str]: ...


def page_path(symbol: str, language: str) -> str:
    """The document's folder: 'en/A/RES/74/166'. ValueError for what is no symbol."""
    return f"{language}/{symbol_path(symbol)}"


def page_url(symbol: str, language: str) -> str:
    """The document's address: 'en/A/RES/74/166/'."""
    return f"{page_path(symbol, language)}/"


def unit_url(symbol: str, language: str, anchor: str) -> str:
    """The address of a paragraph, heading, table or footnote: 'en/A/RES/74/166/#op2-a'; the document's for an empty anchor."""
    return page_url(symbol, language) + (f"#{anchor}" if anchor else "")


def reference_url(symbol: str, archive: Holdings) -> str:
    """The address of the page for a document that is cited but not held; there is one, under the archive's first language."""
    return page_url(symbol, archive.languages[0])


def relative_url(source: str, target: str, anchor: str = "") -> str:
    """The address of one page on another, both given by their Markdown files, for raw HTML, in which MkDocs rewrites no link.

    >>> relative_url("en/A/RES/74/166.md", "en/S/RES/1325(2000).md", "op3")
    '../../../../S/RES/1325(2000)/#op3'
    >>> relative_url("index.md", "en/A/RES/74/index.md")
    'en/A/RES/74/'
    """
    return relative_link(_folder(source), _folder(target), anchor) or "./"


def _folder(file: str) -> str:
    """Where the page of a Markdown file is served: 'en/A/RES/74/' for 'en/A/RES/74/index.md', '' for the home page."""
    path = file.removesuffix(".md")
    return path.removesuffix("index") if path == "index" or path.endswith("/index") else f"{path}/"


def citation_target(citation: Citation, archive: Holdings) -> str | None:
    """Where the citation in running text leads: the held document or its part (relative to the site's root), else the official source,
    else, where there is none, the reference page. None for a citation that was not resolved.
    """
    if citation.target is None:
        return None
    if citation.document is not None:
        return unit_url(citation.document, citation.document_language or citation.language, citation.target_anchor or "")
    return official_url(citation.target, citation.language) or reference_url(citation.target, archive)
