"""Where links lead, from one page's Markdown file: to another page's file where the archive has one, else to the official document."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from builder.anchors import Unit
from builder.archive import Archive
from builder.linking.graph import Citation, Graph
from builder.model import Resolution
from builder.pages.markdown import relative_link
from builder.pages.urls import citation_target, page_path
from builder.symbols import canonical_symbol, official_url, symbol_path

__all__ = ["Addresses"]


@dataclass(frozen=True)
class Addresses:
    """The addresses of all pages of an archive."""

    archive: Archive
    graph: Graph

    @cached_property
    def _references(self) -> frozenset[str]:
        """The paths of what is cited and not held; the lettered parts of the Assembly's old resolutions share one."""
        return frozenset(symbol_path(reference.symbol) for reference in self.graph.references)

    @cached_property
    def _titles(self) -> Mapping[str, str]:
        return {reference.symbol: reference.title for reference in self.graph.references if reference.title}

    @cached_property
    def _units(self) -> dict[tuple[str, str], Mapping[str, Unit]]:
        """The units of the documents that were asked for, by anchor."""
        return {}

    def title_of(self, symbol: str, language: str) -> str:
        """The title or description of a document, held or not; '' where none is known."""
        held = self.document(symbol, language)
        return (held.title or held.description or "") if held else self._titles.get(symbol, "")

    def unit(self, symbol: str, language: str, anchor: str) -> Unit | None:
        """The unit of a held document that has this anchor."""
        units = self._units.get((symbol, language))
        if units is None:
            document = self.archive.get(symbol, language)
            units = {unit.anchor: unit for unit in document.units} if document else {}
            self._units[symbol, language] = units
        return units.get(anchor)

    def document(self, symbol: str, language: str) -> Resolution | None:
        """The document in this language, else in the first that the archive has it in; None where it is not held."""
        for candidate in (language, *self.archive.languages):
            if (found := self.archive.get(symbol, candidate)) is not None:
                return found.resolution
        return None

    def page_of(self, symbol: str, language: str) -> str | None:
        """The Markdown file of the document's page or, where it is cited and not held, of its reference page; else None."""
        held = self.document(symbol, language)
        if held is not None:
            return f"{page_path(symbol, held.language)}.md"
        return f"{page_path(symbol, self.archive.languages[0])}.md" if symbol_path(symbol) in self._references else None

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
