"""The MkDocs plugin `resolution-archive`: the one package that knows MkDocs and Material.

`content/` is MkDocs' `docs_dir`. The plugin reads the resolutions in it, links them, and gives MkDocs a page for each document and each
index; the resolutions themselves and their sources stay out of the site. After the build it writes the data files and the search index.
`mkdocs build`, `mkdocs serve` and `archive build` all go through it.
"""

from __future__ import annotations

import json
import logging
import os
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urljoin

import jinja2
from markupsafe import Markup, escape
from mkdocs.config import base
from mkdocs.config import config_options as options
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, event_priority, get_plugin_logger
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.utils import CountHandler
from mkdocs.utils.templates import TemplateContext

from builder.agreement import disagreements
from builder.archive import LEDGER, RESOLUTIONS, SOURCES, UNPLACED, Archive
from builder.cache import cache_dir
from builder.export import write_data
from builder.file_names import unsafe_paths
from builder.ledger import LedgerError, record_published
from builder.linking import Graph, link_archive
from builder.loading import load_archive
from builder.pages import Addresses, Task, TaskKind, plan, render
from builder.pages.charts import archive_charts
from builder.pages.indexes import bodies
from builder.pages.metadata import LINKED_DATA
from builder.pages.names import language_name
from builder.pages.words import ENGLISH
from builder.plugin.archive_files import ArchiveFiles
from builder.plugin.environment import add_overrides, environment
from builder.plugin.generated import GeneratedPage, generated_file
from builder.plugin.keeping import broken_promises, unlike_rows
from builder.plugin.languages import SEARCH_PAGE, add_words, search_pages
from builder.plugin.making import Surroundings, make_pages
from builder.plugin.page_cache import PageCache
from builder.plugin.reports import report, write_report
from builder.plugin.site_files import add_site_files, remove_needless
from builder.plugin.stages import Stages
from builder.plugin.unchanged import fingerprint, note_published
from builder.publishing import Publication, PublishingError, hashes_of, link_into, write_manifest
from builder.search import INDEX_FOLDER, SearchError, write_indexes, write_symbols

__all__ = ["ArchiveOptions", "ResolutionArchivePlugin", "archive_date"]

log = get_plugin_logger("resolution-archive")

# Folders of content/ that are no part of the site, but for the sources that the keeper chose to offer.
_KEPT_BACK = tuple(f"{folder}/" for folder in (RESOLUTIONS, UNPLACED, SOURCES, LEDGER, ".cache"))

# Where a page written by hand wants the list of what the archive holds.
_HOLDINGS = "<!-- archive: holdings -->"


class ArchiveOptions(base.Config):  # type: ignore[no-untyped-call]
    """What a keeper can set under the plugin's name in mkdocs.yml."""

    search = options.Type(bool, default=True)


class ResolutionArchivePlugin(BasePlugin[ArchiveOptions]):  # type: ignore[no-untyped-call]
    """Adds the archive's pages to MkDocs' files, and data and search to the built site.

    MkDocs itself makes the pages written by hand, and those generated ones that stand in its navigation. All others are made, or taken as
    they were, before it writes (`on_env`).
    """

    def __init__(self) -> None:
        self._archive: Archive | None = None
        self._graph: Graph | None = None
        self._cache: PageCache | None = None
        self._files: ArchiveFiles | None = None
        self._nav: Navigation | None = None
        self._tasks: dict[str, Task] = {}
        self._front: set[str] = set()
        self._serving = False
        self._dated = False
        self._publication: Publication | None = None
        self._fingerprint = ""
        self._hashes: dict[str, str] = {}
        self._stages = Stages()

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:  # noqa: ARG002
        """Note whether this is `mkdocs serve`, under which one instance sees many builds."""
        self._serving = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Read and link the archive; put the theme's overrides behind the keeper's own. The site is built beside the one that is there."""
        add_overrides(config)
        if not self._serving:
            self._fingerprint = fingerprint(config)
            self._begin(config)
        content = Path(config.docs_dir)
        self._stages = Stages()
        with self._stages.stage("reading"):
            self._archive, diagnostics = load_archive(content)
            report(diagnostics)
            self._refuse(broken_promises(self._archive, content))
        with self._stages.stage("linking"):
            self._graph = link_archive(self._archive)
        found = tuple(self._graph.diagnostics)
        report(found)
        write_report(found, cache_dir(content) / "links.txt", "found while linking")
        differing = tuple(disagreements(self._archive.store))
        report(differing)
        write_report(differing, cache_dir(content) / "languages.txt", "found while comparing languages")
        self._cache = PageCache(self._archive.store, self._archive.store.path.with_name("pages"))
        config.extra["archive"] = {"languages": list(self._archive.languages), "search": self.config.search}
        # Columns of tables are aligned by attributes: styles that stand in a page are refused by a strict security policy.
        config.mdx_configs.setdefault("tables", {}).setdefault("use_align_attribute", True)
        self._set_date(self._archive)
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Take the resolutions and sources out, put in what MkDocs itself makes of the archive, and let the other pages be found."""
        archive, graph, cache = self._loaded()
        offered = archive.offered()
        for file in [file for file in files if file.src_uri.startswith(_KEPT_BACK) and file.src_uri not in offered]:
            files.remove(file)
        if self.config.search and SEARCH_PAGE not in files.src_uris:
            for source, markdown in search_pages(archive.languages):
                files.append(generated_file(source, markdown, config))
        remove_needless(files, config)
        add_site_files(files, archive, config, search=self.config.search, recall=cache.recall)
        self._tasks = {task.source: task for task in plan(archive, graph) if task.source not in files.src_uris}
        for wrong in unsafe_paths([*files.src_uris, *self._tasks]):
            log.warning(wrong)
        if config.nav is None:
            config.nav = list(_navigation(files, archive.languages, self._tasks))
        addresses = Addresses(archive, graph)
        self._front = {source for source in _sources_in(config.nav) if source in self._tasks}
        for source in sorted(self._front):
            files.append(generated_file(source, self._front_page(self._tasks[source], addresses, cache), config))
        for language, page in [(language, files.src_uris.get(f"{language}/index.md")) for language in archive.languages[1:]]:
            if page is not None and page.page is not None:
                page.page.title = language_name(language)  # MkDocs takes no name from the navigation for a page that exists
        self._files = ArchiveFiles(files, config)
        self._files.sources = self._tasks
        return self._files

    def _front_page(self, task: Task, addresses: Addresses, cache: PageCache) -> str:
        """The Markdown of a page that MkDocs itself makes."""

        def make() -> str:
            return next((page.markdown for page in render(task, addresses) if page.src == task.source), "")

        return cache.recall(task.source, make, task.kind, task.of, *task.with_)

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:  # noqa: ARG002
        """Note the navigation that all pages show."""
        self._nav = nav
        return nav

    def on_page_markdown(self, markdown: str, *, page: MkDocsPage, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG002
        """Escape what a generated page says of itself, which Material's templates print as it is; put the list of holdings in its place."""
        if isinstance(page, GeneratedPage):
            page.meta = _escaped_matter(page.meta)
        elif _HOLDINGS in markdown:
            source = page.file.src_uri
            _, _, cache = self._loaded()
            markdown = markdown.replace(_HOLDINGS, cache.recall(f"holdings {source}", lambda: self._holdings(source)))
        return markdown

    def on_env(self, env: jinja2.Environment, *, config: MkDocsConfig, files: Files) -> jinja2.Environment:
        """Make the pages that are new or changed, put all of them into the site, and say what is wrong with them."""
        with self._stages.stage("pages"):
            self._make_pages(env, config, files)
        return env

    def _make_pages(self, env: jinja2.Environment, config: MkDocsConfig, files: Files) -> None:
        archive, graph, cache = self._loaded()
        add_words(env)
        assert self._nav is not None
        assert self._files is not None
        cache.begin(environment(config, self._nav))
        stale = cache.stale(task for source, task in self._tasks.items() if source not in self._front)
        surroundings = Surroundings(
            config, self._files, self._nav, env, Addresses(archive, graph), files.documentation_pages(), cache.folder
        )
        if stale:
            log.info("Making %s of %s pages and lists", f"{len(stale):,}", f"{len(self._tasks):,}")
            archive.store.close()  # what processes inherit is no connection
            for _ in cache.put(make_pages(stale, surroundings)):
                pass
        cache.check_links()
        cache.finish()
        for warning in cache.warnings():
            logging.getLogger("mkdocs.structure.pages").warning(warning)
        reused = bool(self._publication and self._publication.reuse())
        leave = (INDEX_FOLDER,) if self.config.search else ()
        link_into(cache.folder, (file for file, _ in cache.files()), Path(config.site_dir), clear=reused, leave=leave, known=cache.inodes)
        self._hashes = cache.hashes()
        for source, file in self._files.asked.items():
            page = GeneratedPage(None, file, config)
            page.present_anchor_ids = cache.anchors(source)

    def on_template_context(self, context: TemplateContext, *, template_name: str, config: MkDocsConfig) -> TemplateContext:
        """Give the sitemap the pages that MkDocs has not made."""
        if template_name == "sitemap.xml" and config.site_url:
            _, _, cache = self._loaded()
            made = (urljoin(config.site_url, file.removesuffix("index.html")) for file, listed in cache.files() if listed)
            context["archive_pages"] = made  # type: ignore[typeddict-unknown-key]
        return context

    @event_priority(-100)  # what other plugins add to the site belongs to it
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Write the data files and the search index, then publish."""
        archive, graph, cache = self._loaded()
        site_dir = Path(config.site_dir)
        with self._stages.stage("data"):
            write_data(archive, graph, site_dir)
            self._refuse(unlike_rows(site_dir, [*cache.of_documents(), *self._front_documents()]))
        if self.config.search:
            with self._stages.stage("search"):
                write_symbols(archive, graph, site_dir)
                self._index(archive, site_dir)
        self._archive = self._graph = self._cache = self._files = self._nav = None
        self._unset_date()
        with self._stages.stage("publishing"):
            self._publish(config, archive)
        archive.store.close()
        log.info("Seconds: %s", self._stages)

    def on_build_error(self, *, error: Exception) -> None:  # noqa: ARG002
        """Leave the process, and the site that is there, as they were."""
        self._unset_date()
        if self._publication:
            self._publication.discard()
            self._publication = None

    def _front_documents(self) -> Iterator[str]:
        """The pages of documents that MkDocs itself makes, since they stand in its navigation."""
        assert self._files is not None
        for source in self._front:
            file = self._files.src_uris.get(source)
            if file is not None and self._tasks[source].kind in (TaskKind.DOCUMENT, TaskKind.REFERENCE):
                yield file.dest_uri

    def _refuse(self, wrong: str) -> None:
        """Fail the build where something is wrong that must not be published; what is only looked at is built all the same."""
        if wrong and not self._serving:
            raise PluginError(wrong)
        if wrong:
            log.warning(wrong)

    def _begin(self, config: MkDocsConfig) -> None:
        """Build into a folder beside the site."""
        try:
            self._publication = Publication(
                Path(config.site_dir), lambda: log.info("Another build of this site is running; waiting for it to end")
            )
        except PublishingError as error:
            raise PluginError(str(error)) from error
        config.site_dir = str(self._publication.folder)

    def _publish(self, config: MkDocsConfig, archive: Archive) -> None:
        """Put the new site in the place of the old, unless MkDocs is about to fail a strict build for its warnings; note its anchors."""
        if self._publication is None:
            return
        site_dir = self._publication.folder
        counters = (handler for handler in logging.getLogger("mkdocs").handlers if isinstance(handler, CountHandler))
        if config.strict and any(counter.get_counts() for counter in counters):
            self._discard(config)
            return
        write_manifest(site_dir, self._hashes)
        try:
            self._publication.publish(keep=True)
        except PublishingError as error:
            raise PluginError(str(error)) from error
        config.site_dir = str(self._publication.site)
        try:
            record_published(Path(config.docs_dir), archive.store)
        except (OSError, LedgerError) as error:
            log.info("The anchors of this site could not be noted in the ledger: %s", error)
        note_published(Path(config.docs_dir), self._publication.site, self._fingerprint)
        self._publication = None

    def _discard(self, config: MkDocsConfig) -> None:
        """Leave the site that is there as it was."""
        if self._publication:
            config.site_dir = str(self._publication.site)
            self._publication.discard()
            self._publication = None

    def _index(self, archive: Archive, site_dir: Path) -> None:
        """Put the index of each language into the site: the one of the last build where no document of the language has changed since.

        Under `mkdocs serve` it is made once, since it takes longer than the rest, and what is edited changes it little.
        """
        folder = archive.store.path.with_name("search")
        digests = {language: archive.digest(language) for language in archive.languages}
        stale = [
            language
            for language, digest in digests.items()
            if not (folder / language).is_dir() or (archive.store.state(f"search {language}") != digest and not self._serving)
        ]
        for language in stale:
            archive.store.keep(f"search {language}", None)
        try:
            for language in write_indexes(archive, stale, folder):
                log.info("Indexed the documents in %s for search", language_name(language))
                paths = sorted(path.relative_to(folder).as_posix() for path in (folder / language).rglob("*") if path.is_file())
                with archive.store.transaction():
                    archive.store.keep(f"search files {language}", json.dumps(dict(zip(paths, hashes_of(folder, paths), strict=True))))
                    archive.store.keep(f"search {language}", digests[language])
        except SearchError as error:
            raise PluginError(str(error)) from error
        files: dict[str, str] = {}
        for language in digests:
            files |= json.loads(archive.store.state(f"search files {language}"))
        link_into(folder, files, site_dir / INDEX_FOLDER, clear=True)
        self._hashes |= {f"{INDEX_FOLDER}/{file}": sha256 for file, sha256 in files.items()}

    def _holdings(self, source: str) -> str:
        """What the archive holds, by body and session or year, as Markdown for the page at this path; one list for each language."""
        archive, graph, _ = self._loaded()
        if not archive.languages:
            return ENGLISH("index.empty")
        by_language = {language: archive.resolutions(language) for language in archive.languages}
        resolutions = [resolution for found in sorted(by_language.items()) for resolution in found[1]]
        charts = archive_charts(resolutions, Addresses(archive, graph), source, archive.languages[0])
        lists = (bodies(documents, language, source) for language, documents in by_language.items())
        return "\n\n".join(block for block in (charts, *lists) if block)

    def _loaded(self) -> tuple[Archive, Graph, PageCache]:
        if self._archive is None or self._graph is None or self._cache is None:
            raise PluginError("the archive was not loaded: on_config has not run")
        return self._archive, self._graph, self._cache

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
    newest = archive.date or "1970-01-01"
    return max(0, int(datetime.fromisoformat(f"{newest}T00:00:00+00:00").timestamp()))


def _navigation(files: Files, languages: Sequence[str], generated: Collection[str]) -> Iterator[str]:
    """The navigation of a keeper who has chosen none: home, the indexes, one entry a further language, then what was written by hand."""
    first = ["index.md", *(f"{language}/{index}" for language in languages[:1] for index in ("index.md", "subjects/index.md"))]
    first += [f"{language}/index.md" for language in languages[1:]]
    yield from (source for source in first if source in files.src_uris or source in generated)
    for file in files.documentation_pages():
        if file.src_uri not in first and not isinstance(file.page, GeneratedPage):
            yield file.src_uri


def _sources_in(nav: Any) -> Iterator[str]:
    """The Markdown files that a navigation names, at whatever depth."""
    if isinstance(nav, str):
        yield nav
    elif isinstance(nav, dict):
        for value in nav.values():
            yield from _sources_in(value)
    elif isinstance(nav, list):
        for value in nav:
            yield from _sources_in(value)


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
