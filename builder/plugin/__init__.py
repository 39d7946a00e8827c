"""The MkDocs plugin `resolution-archive`: the one package that knows MkDocs and Material.

`content/` is MkDocs' `docs_dir`. The plugin reads the resolutions in it, links them, and gives MkDocs a page for each document and each
index; the resolutions themselves and their sources stay out of the site. After the build it writes the data files and the search index.
`mkdocs build`, `mkdocs serve` and `archive build` all go through it.
"""

from __future__ import annotations

import logging
import os
import re
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

from markupsafe import Markup, escape
from mkdocs.config import base
from mkdocs.config import config_options as options
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, event_priority, get_plugin_logger
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.utils import CountHandler

from builder.archive import RESOLUTIONS, SOURCES, UNPLACED, Archive, load_archive
from builder.cache import cache_dir, write_atomically
from builder.diagnostics import Diagnostic, Severity, count_codes, meaning_of
from builder.export import write_data
from builder.linking import Graph, link_archive
from builder.pages import render_pages
from builder.pages.addresses import Addresses
from builder.pages.charts import archive_charts
from builder.pages.indexes import bodies
from builder.pages.metadata import LINKED_DATA
from builder.pages.names import language_name
from builder.plugin.converting import GeneratedPage, convert_ahead
from builder.plugin.site_files import add_site_files, remove_needless
from builder.publishing import Publication, PublishingError, write_manifest
from builder.search import INDEX_FOLDER, SearchError, write_index, write_symbols, write_texts

__all__ = ["ArchiveOptions", "ResolutionArchivePlugin", "archive_date"]

log = get_plugin_logger("resolution-archive")

# Folders of content/ that are no part of the site, but for the sources that the keeper chose to offer.
_KEPT_BACK = tuple(f"{folder}/" for folder in (RESOLUTIONS, UNPLACED, SOURCES, ".cache"))

_SEARCH_PAGE = "search/index.md"

# Where a page written by hand wants the list of what the archive holds.
_HOLDINGS = "<!-- archive: holdings -->"


class ArchiveOptions(base.Config):  # type: ignore[no-untyped-call]
    """What a keeper can set under the plugin's name in mkdocs.yml."""

    search = options.Type(bool, default=True)


class ResolutionArchivePlugin(BasePlugin[ArchiveOptions]):  # type: ignore[no-untyped-call]
    """Adds the archive's pages to MkDocs' files, and data and search to the built site."""

    def __init__(self) -> None:
        self._archive: Archive | None = None
        self._graph: Graph | None = None
        self._serving = False
        self._served_index: Path | None = None
        self._dated = False
        self._publication: Publication | None = None

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:  # noqa: ARG002
        """Note whether this is `mkdocs serve`, under which one instance sees many builds."""
        self._serving = command == "serve"

    def on_shutdown(self) -> None:
        """Remove the index that `mkdocs serve` kept."""
        if self._served_index:
            shutil.rmtree(self._served_index, ignore_errors=True)

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Read and link the archive; put the theme's overrides behind the keeper's own. The site is built beside the one that is there."""
        if not self._serving:
            self._begin(config)
        self._archive, diagnostics = load_archive(Path(config.docs_dir))
        _report(diagnostics)
        self._graph = link_archive(self._archive.documents)
        _report(self._graph.diagnostics)
        _write_links_report(self._graph.diagnostics, cache_dir(Path(config.docs_dir)) / "links.txt")
        config.extra["archive"] = {"languages": list(self._archive.languages), "search": self.config.search}
        overrides = str(_overrides_dir())
        if overrides not in config.theme.dirs:
            config.theme.dirs.insert(1 if config.theme.custom_dir else 0, overrides)
        # Columns of tables are aligned by attributes: styles that stand in a page are refused by a strict security policy.
        config.mdx_configs.setdefault("tables", {}).setdefault("use_align_attribute", True)
        self._set_date(self._archive)
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Take the resolutions and sources out, put the generated pages in."""
        archive, graph = self._loaded()
        offered = {archive.source_of(document.resolution) for document in archive.documents}
        for file in [file for file in files if file.src_uri.startswith(_KEPT_BACK) and file.src_uri not in offered]:
            files.remove(file)
        for page in render_pages(archive, graph):
            _add(files, page.src, page.markdown, config)
        if self.config.search and _SEARCH_PAGE not in files.src_uris:
            _add(files, _SEARCH_PAGE, "---\ntitle: Search\ntemplate: search-page.html\n---\n", config)
        remove_needless(files, config)
        add_site_files(files, archive, config, search=self.config.search)
        if config.nav is None:
            config.nav = list(_navigation(files, archive.languages))
        return files

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Convert the generated pages, now that all files are known."""
        convert_ahead(config, files)
        return nav

    def on_page_markdown(self, markdown: str, *, page: MkDocsPage, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG002
        """Escape what a generated page says of itself, which Material's templates print as it is; put the list of holdings in its place."""
        if isinstance(page, GeneratedPage):
            page.meta = _escaped_matter(page.meta)
        elif _HOLDINGS in markdown:
            markdown = markdown.replace(_HOLDINGS, self._holdings(page.file.src_uri))
        return markdown

    def on_page_content(self, html: str, *, page: MkDocsPage, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG002
        """Let go of the Markdown: thousands of pages are held until all are converted."""
        if isinstance(page, GeneratedPage):
            page.markdown = page.file.content_string = ""
        return html

    def on_post_page(self, output: str, *, page: MkDocsPage, config: MkDocsConfig) -> str:  # noqa: ARG002
        """Let go of the HTML."""
        if isinstance(page, GeneratedPage):
            page.content = ""
        return output

    @event_priority(-100)  # what other plugins add to the site belongs to it
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Write the data files and the search index, then publish."""
        archive, graph = self._loaded()
        site_dir = Path(config.site_dir)
        write_data(archive, graph, site_dir)
        if self.config.search:
            write_symbols(archive, graph, site_dir)
        self._graph = None
        del graph
        if self.config.search and archive.languages:
            del archive
            self._index(site_dir)
        self._archive = None
        self._unset_date()
        self._publish(config)

    def on_build_error(self, *, error: Exception) -> None:  # noqa: ARG002
        """Leave the process, and the site that is there, as they were."""
        self._unset_date()
        if self._publication:
            self._publication.discard()
            self._publication = None

    def _begin(self, config: MkDocsConfig) -> None:
        """Build into a folder beside the site."""
        try:
            self._publication = Publication(
                Path(config.site_dir), lambda: log.info("Another build of this site is running; waiting for it to end")
            )
        except PublishingError as error:
            raise PluginError(str(error)) from error
        config.site_dir = str(self._publication.folder)

    def _publish(self, config: MkDocsConfig) -> None:
        """Put the new site in the place of the old, unless MkDocs is about to fail a strict build for its warnings."""
        if self._publication is None:
            return
        site_dir = self._publication.folder
        counters = (handler for handler in logging.getLogger("mkdocs").handlers if isinstance(handler, CountHandler))
        if config.strict and any(counter.get_counts() for counter in counters):
            self._discard(config)
            return
        write_manifest(site_dir)
        try:
            self._publication.publish()
        except PublishingError as error:
            raise PluginError(str(error)) from error
        config.site_dir = str(self._publication.site)
        self._publication = None

    def _discard(self, config: MkDocsConfig) -> None:
        """Leave the site that is there as it was."""
        if self._publication:
            config.site_dir = str(self._publication.site)
            self._publication.discard()
            self._publication = None

    def _index(self, site_dir: Path) -> None:
        """Write the index; under `mkdocs serve` once, since it takes longer than the rest and its pages hardly change."""
        if not self._serving:
            log.info("Indexing the documents for search")
            self._write_index(site_dir / INDEX_FOLDER)
            return
        if self._served_index is None:
            log.info("Indexing the documents for search, once; what is edited from now on is found after the next start")
            self._served_index = Path(tempfile.mkdtemp(prefix="resolution-archive-"))
            self._write_index(self._served_index)
        shutil.copytree(self._served_index, site_dir / INDEX_FOLDER, dirs_exist_ok=True)

    def _write_index(self, target: Path) -> None:
        """Write the words of all documents, let go of the documents, since the index needs the memory, and write the index."""
        assert self._archive is not None
        with tempfile.TemporaryDirectory(prefix="resolution-archive-") as texts:
            documents = write_texts(self._archive, Path(texts))
            self._archive = None
            try:
                write_index(Path(texts), documents, target)
            except SearchError as error:
                raise PluginError(str(error)) from error

    def _holdings(self, source: str) -> str:
        """What the archive holds, by body and session or year, as Markdown for the page at this path; one list for each language."""
        archive, graph = self._loaded()
        if not archive.languages:
            return "The archive is empty as yet."
        by_language = {language: [d for d in archive.documents if d.resolution.language == language] for language in archive.languages}
        resolutions = [document.resolution for document in archive.documents]
        charts = archive_charts(resolutions, Addresses(archive, graph), source, archive.languages[0])
        lists = (bodies(documents, language, source) for language, documents in by_language.items())
        return "\n\n".join(block for block in (charts, *lists) if block)

    def _loaded(self) -> tuple[Archive, Graph]:
        if self._archive is None or self._graph is None:
            raise PluginError("the archive was not loaded: on_config has not run")
        return self._archive, self._graph

    def _set_date(self, archive: Archive) -> None:
        """Date the build by its newest document, so that the same content gives the same bytes. A date already set is kept."""
        if "SOURCE_DATE_EPOCH" not in os.environ:
            os.environ["SOURCE_DATE_EPOCH"] = str(archive_date(archive))
            self._dated = True

    def _unset_date(self) -> None:
        if self._dated:
            os.environ.pop("SOURCE_DATE_EPOCH", None)
            self._dated = False


def archive_date(archive: Archive) -> int:
    """The date of the archive's newest document in seconds since 1970; 0 where none is dated or all are older."""
    dates = (document.resolution.adopted or document.resolution.issued or "" for document in archive.documents)
    newest = max((date for date in dates if _DATE.fullmatch(date)), default="1970-01-01")
    return max(0, int(datetime.fromisoformat(f"{newest}T00:00:00+00:00").timestamp()))


_DATE = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d)")


def _overrides_dir() -> Path:
    """The theme's overrides: in the package, or beside it in a checkout."""
    package = Path(__file__).parent.parent
    packed = package / "overrides"
    return packed if packed.is_dir() else package.parent / "overrides"


def _add(files: Files, source: str, markdown: str, config: MkDocsConfig) -> None:
    """Add a generated page, kept out of MkDocs' own navigation: with thousands of entries it would be most of every page."""
    file = File.generated(config, source, content=markdown, inclusion=InclusionLevel.NOT_IN_NAV)
    GeneratedPage(None, file, config)
    files.append(file)


def _navigation(files: Files, languages: Sequence[str]) -> Iterator[str]:
    """The navigation of a keeper who has chosen none: home, the indexes, one entry a further language, then what was written by hand."""
    first = ["index.md", *(f"{language}/{index}" for language in languages[:1] for index in ("index.md", "subjects/index.md"))]
    yield from (source for source in first if source in files.src_uris)
    for language in languages[1:]:
        index = files.src_uris[f"{language}/index.md"]
        if index.page is not None:
            index.page.title = language_name(language)  # MkDocs takes no name from the navigation for a page that exists
        yield index.src_uri
    for file in files.documentation_pages():
        if file.src_uri not in first and not isinstance(file.page, GeneratedPage):
            yield file.src_uri


def _escaped_matter(matter: Mapping[str, Any]) -> dict[str, Any]:
    """The front matter, escaped for templates; linked data is escaped already, for the inside of a script."""
    escaped: dict[str, Any] = _escaped(dict(matter))
    if LINKED_DATA in matter:
        escaped[LINKED_DATA] = Markup(matter[LINKED_DATA])
    return escaped


def _escaped(value: Any) -> Any:
    """The value with every string in it marked as text that is escaped already."""
    if isinstance(value, str):
        return escape(value)
    if isinstance(value, dict):
        return {name: _escaped(part) for name, part in value.items()}
    return [_escaped(part) for part in value] if isinstance(value, list) else value


def _report(diagnostics: Iterable[Diagnostic]) -> None:
    """Log what was found: errors one by one, which a strict build does not pass; the rest by code."""
    found = tuple(diagnostics)
    for diagnostic in found:
        if diagnostic.severity is Severity.ERROR:
            log.error(str(diagnostic))
    for code, number in count_codes(found):
        if meaning_of(code)["severity"] != Severity.ERROR:
            log.info("%s: %s (%d)", code, meaning_of(code)["title"], number)


def _write_links_report(diagnostics: Sequence[Diagnostic], path: Path) -> None:
    """Write all that was found while linking, a line each, and say where; an empty file where nothing was."""
    try:
        write_atomically(path, "".join(f"{diagnostic}\n" for diagnostic in diagnostics).encode())
    except OSError as error:
        log.info("What was found while linking could not be written to %s: %s", path, error.strerror)
        return
    if diagnostics:
        log.info("All that was found while linking is in %s", path)
