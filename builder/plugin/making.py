"""One task at a time, in a process of its own: from the store to the finished HTML of its pages.

The same functions of MkDocs do it that build a page written by hand, with the same template and the same events of other plugins; only
the files they write lie in `.cache/pages/`, from where each build takes them.
"""

from __future__ import annotations

import gc
import hashlib
import json
import logging
import multiprocessing
from collections.abc import Collection, Container, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import jinja2
from mkdocs.commands.build import _populate_page
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File
from mkdocs.structure.nav import Navigation
from mkdocs.utils import write_file

from builder.pages import Addresses, Page, Task, TaskKind, render
from builder.parallel import map_parallel
from builder.plugin.archive_files import ArchiveFiles
from builder.plugin.filling import Templates, is_ours
from builder.plugin.generated import GeneratedPage, generated_file

__all__ = ["Made", "MadePage", "Surroundings", "make_pages"]


@dataclass(frozen=True, slots=True)
class MadePage:
    """A page that was made: its Markdown file, its HTML file below the site with size, date and hash, and what the site's check needs.

    `anchors` are parted by blanks; `links` is JSON: by the Markdown file they lead to, the anchors there; `warnings` is a JSON list of what
    MkDocs had to say, '' for nothing. `listed` pages belong into the sitemap.
    """

    source: str
    file: str
    size: int
    modified: int
    sha256: str
    anchors: str
    links: str
    warnings: str
    listed: bool


@dataclass(frozen=True, slots=True)
class Made:
    """The pages of a task, and the keys that were looked at for them."""

    task: Task
    keys: tuple[str, ...]
    pages: tuple[MadePage, ...]


@dataclass(frozen=True)
class Surroundings:
    """What all pages have in common. `pages` are those that MkDocs itself makes."""

    config: MkDocsConfig
    files: ArchiveFiles
    nav: Navigation
    env: jinja2.Environment
    addresses: Addresses
    pages: Sequence[File]
    folder: Path

    @cached_property
    def are_read(self) -> bool:
        """Whether somebody else wants to see the source of pages, or may: other plugins and hooks that are told of each page."""
        events = ("pre_page", "page_read_source", "page_markdown", "page_content", "page_context", "post_page")
        return not all(is_ours(method) for event in events for method in self.config.plugins.events[event])

    @cached_property
    def templates(self) -> Templates:
        """The templates of the theme."""
        return Templates(self.config, self.env, self.nav, self.pages)


# What the processes that make pages inherit: too much to be sent to each of them.
_inherited: Surroundings | None = None


def make_pages(tasks: Sequence[Task], surroundings: Surroundings) -> Iterator[Made]:
    """Do the tasks, over all cores where processes inherit what this one holds, in order."""
    global _inherited
    jobs = 0 if multiprocessing.get_start_method() == "fork" else 1
    _inherited = surroundings
    gc.freeze()  # what is inherited is never looked through for garbage, which would copy it
    try:
        yield from map_parallel(_make, tasks, jobs)
    finally:
        _inherited = None
        gc.unfreeze()


def _make(task: Task) -> Made:
    assert _inherited is not None
    here = _inherited
    with here.addresses.archive.store.watched() as keys:
        pages = list(render(task, here.addresses))
    planned = here.files.sources
    here.files.sources = _Joined(planned, frozenset(page.src for page in pages))
    try:
        units = here.addresses.archive.anchors(task.of, task.language) if task.kind is TaskKind.DOCUMENT else ()
        made = tuple(_make_page(page, here, units if page.src == task.source else ()) for page in pages)
    finally:
        here.files.sources = planned
    return Made(task, tuple(sorted(keys)), made)


class _Joined:
    """Two collections that are looked in one after the other."""

    def __init__(self, one: Container[str], other: Container[str]) -> None:
        self._both = (one, other)

    def __contains__(self, item: object) -> bool:
        return any(item in each for each in self._both)


def _make_page(page: Page, here: Surroundings, units: Collection[str]) -> MadePage:
    """Make a page on which these units stand."""
    file = generated_file(page.src, page.markdown if here.are_read else "", here.config, str(here.folder))
    made = file.page
    assert isinstance(made, GeneratedPage)
    if not here.are_read:
        made.written = page
    with _heard() as said:
        _populate_page(made, here.config, here.files)
        for anchor in sorted(set(units) - (made.present_anchor_ids or set())):
            logging.getLogger("mkdocs").warning(f"Doc file '{page.src}' has no anchor '{anchor}', of which the data files have a row.")
        html = _html(made, here)
    path = Path(file.abs_dest_path)
    path.unlink(missing_ok=True)  # the file that is there may be part of a published site, which is not written into
    write_file(html, file.abs_dest_path)
    links = {source: sorted(anchors) for source, anchors in made.anchors_linked.items()}
    listed = not made.meta.get("reference") and not made.meta.get("citations")
    found = path.stat()
    return MadePage(
        page.src,
        file.dest_uri,
        found.st_size,
        found.st_mtime_ns,
        hashlib.sha256(html).hexdigest(),
        " ".join(sorted(made.present_anchor_ids or ())),
        json.dumps(links, sort_keys=True),
        json.dumps(said) if said else "",
        listed,
    )


def _html(page: GeneratedPage, here: Surroundings) -> bytes:
    try:
        return here.templates.html(page)
    except Exception as error:
        logging.getLogger("mkdocs.commands.build").error("Error building page '%s': %s", page.file.src_uri, error)
        raise


@contextmanager
def _heard() -> Iterator[list[str]]:
    """What MkDocs warns of here, instead of printing it in a process that nobody listens to."""
    said: list[str] = []
    logger = logging.getLogger("mkdocs")
    handlers, propagate = logger.handlers, logger.propagate

    class Listener(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            said.append(record.getMessage())

    logger.handlers, logger.propagate = [Listener(logging.WARNING)], False
    try:
        yield said
    finally:
        logger.handlers, logger.propagate = handlers, propagate
