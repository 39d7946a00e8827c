"""Where links lead, from one page's Markdown file: to another page's file where the archive has one, else to the official document."""

from __future__ import annotations

from dataclasses import dataclass

from builder.archive import Archive
from builder.linking.graph import Citation, Graph
from builder.model import Resolution
from builder.pages.markdown import relative_link
from builder.pages.urls import citation_target, page_path
from builder.symbols import canonical_symbol, official_url, symbol_from_path, symbol_path

__all__ = ["Addresses"]


@dataclass(frozen=True)
class Addresses:
    """The addresses of all pages of an archive."""

    archive: Archive
    graph: Graph

    def title_of(self, symbol: str, language: str) -> str:
        """The title or description of a document, held or not; '' where none is known."""
        held = self.document(symbol, language)
        return (held.title or held.description or "") if held else self.graph.reference_title(symbol)

    def title_language(self, symbol: str, language: str) -> str:
        """The language of that title; of what is not held, titles are known in English."""
        held = self.document(symbol, language)
        return held.language if held else "en"

    def words(self, symbol: str, language: str, anchor: str) -> str | None:
        """The words of the unit of a held document that has this anchor."""
        return self.archive.words(symbol, language, anchor)

    def document(self, symbol: str, language: str) -> Resolution | None:
        """The document in this language, else in the first that the archive has it in, without its text; None where it is not held."""
        return self.archive.nearest(symbol, language)

    def page_of(self, symbol: str, language: str) -> str | None:
        """The Markdown file of the document's page or, where it is cited and not held, of its reference page; else None."""
        held = self.document(symbol, language)
        if held is not None:
            return f"{page_path(symbol, held.language)}.md"
        # The lettered parts of the Assembly's old resolutions share a page.
        reference = self.graph.is_reference(symbol_from_path(symbol_path(symbol)))
        return f"{page_path(symbol, self.archive.languages[0])}.md" if reference else None

    def of_symbol(self, symbol: str, language: str, source: str) -> str | None:
        """The link from a page to what a masthead names: its page here, else the official document; None for what is no symbol."""
        known = canonical_symbol(symbol)
        if known is None:
            return None
        page = self.page_of(known, language)
        return relative_link(source, page) if page else official_url(known, language)

    def of_citation(self, citation: Citation, source: str) -> str | None:
        """The link a citation bears in running text; None where it leads nowhere."""
        target = citation_target(citation, self.archive)
        if target is None or "://" in target:
            return target
        path, _, anchor = target.partition("#")
        return relative_link(source, f"{path.strip('/')}.md", anchor)
