"""Generated pages from Markdown to HTML: with extensions of their own, and ahead of MkDocs, over all cores."""

from __future__ import annotations

import copy
import hashlib
import logging
import multiprocessing
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.structure.toc import TableOfContents

from builder.parallel import map_parallel

__all__ = ["GeneratedPage", "convert_ahead"]

# What generated Markdown is converted with, whatever a keeper chooses for pages written by hand: an extension that makes quotation marks
# round or turns (c) into a sign would change the words of a document. It also takes half the time of MkDocs' own set.
_EXTENSIONS = ("attr_list", "def_list", "md_in_html", "toc")
_EXTENSION_OPTIONS = {"toc": {"toc_depth": "1-4"}}


@dataclass(frozen=True, slots=True)
class _Converted:
    """A page's HTML and what MkDocs wants to know of it; `links` are the anchors linked to in other files, `warnings` what was logged."""

    source: bytes  # the SHA-256 of the Markdown
    content: str
    toc: TableOfContents
    title: str | None
    anchors: set[str]
    links: dict[str, dict[str, str]] | None
    warnings: list[logging.LogRecord]


class GeneratedPage(MkDocsPage):
    """A page whose Markdown the builder wrote."""

    converted: _Converted | None = None

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Take the HTML that was made ahead or, where another plugin has changed the Markdown since, make it now."""
        done, self.converted = self.converted, None
        if done is None or done.source != _digest(self.markdown):
            self.convert(config, files)
            return
        self.content, self.toc, self._title_from_render, self.present_anchor_ids = done.content, done.toc, done.title, done.anchors
        if done.links is not None:
            found = ((files.get_file_from_path(source), anchors) for source, anchors in done.links.items())
            self.links_to_anchors = {file: anchors for file, anchors in found if file is not None}
        for record in done.warnings:
            logging.getLogger(record.name).handle(record)

    def convert(self, config: MkDocsConfig, files: Files) -> None:
        """Convert the Markdown with the extensions it was written for."""
        own = copy.copy(config)
        own["markdown_extensions"] = list(_EXTENSIONS)
        own["mdx_configs"] = _EXTENSION_OPTIONS
        super().render(own, files)


# What the processes that convert pages inherit: too much to be sent to each of them.
_inherited: tuple[MkDocsConfig, Files] | None = None


def convert_ahead(config: MkDocsConfig, files: Files) -> None:
    """Convert the generated pages over all cores. Where processes do not inherit what this one holds, MkDocs converts them later."""
    global _inherited
    if multiprocessing.get_start_method() != "fork":
        return
    sources = [file.src_uri for file in files.documentation_pages() if isinstance(file.page, GeneratedPage)]
    _inherited = (config, files)
    try:
        for source, converted in zip(sources, map_parallel(_convert, sources), strict=True):
            page = files.src_uris[source].page
            assert isinstance(page, GeneratedPage)
            page.converted = converted
    finally:
        _inherited = None


def _convert(source: str) -> _Converted:
    """The page of the file, converted; runs in a process of its own."""
    assert _inherited is not None
    config, files = _inherited
    page = files.src_uris[source].page
    assert isinstance(page, GeneratedPage)
    warnings: list[logging.LogRecord] = []
    with _caught(logging.getLogger("mkdocs.structure.pages"), warnings):
        page.read_source(config)
        page.convert(config, files)
    assert page.content is not None
    links = None if page.links_to_anchors is None else {file.src_uri: anchors for file, anchors in page.links_to_anchors.items()}
    anchors = page.present_anchor_ids or set()
    return _Converted(_digest(page.markdown), page.content, page.toc, page._title_from_render, anchors, links, warnings)


def _digest(markdown: str | None) -> bytes:
    return hashlib.sha256((markdown or "").encode()).digest()


@contextmanager
def _caught(logger: logging.Logger, records: list[logging.LogRecord]) -> Iterator[None]:
    """Gather what is logged instead of printing it."""

    def keep(record: logging.LogRecord) -> bool:
        records.append(record)
        return False

    logger.addFilter(keep)
    try:
        yield
    finally:
        logger.removeFilter(keep)
