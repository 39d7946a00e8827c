"""What pages there are, as tasks that can be done one at a time, in any order, in any process."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from builder.archive import Archive
from builder.linking.graph import Graph
from builder.pages.addresses import Addresses
from builder.pages.indexes import index_page, list_page, prefix_page, prefixes
from builder.pages.page import Page
from builder.pages.reference import render_reference
from builder.pages.resolution import render_document
from builder.pages.subjects import render_subject, render_subjects, subject_terms, subjects_index
from builder.pages.urls import page_path
from builder.symbols import list_path

__all__ = ["Task", "TaskKind", "plan", "render"]


class TaskKind(StrEnum):
    """What pages a task gives."""

    DOCUMENT = "document"  # the page of a document, and those that list who cites it
    INDEX = "index"  # the index of a language
    PREFIX = "prefix"  # the index of what several lists' paths begin with
    LISTING = "listing"  # a list: of a session, of a year
    SUBJECTS = "subjects"  # the list of subjects
    SUBJECT = "subject"
    REFERENCE = "reference"  # the page of what is cited and not held


@dataclass(frozen=True, slots=True)
class Task:
    """Pages that are made together: the one at `source`, a Markdown file, and what is too long for it, on pages below.

    `of` is a symbol, or the path of a list or prefix; `with_` what else they depend on: neighbours, the terms of a subject, the languages
    that have a page at the same path.
    """

    kind: TaskKind
    language: str
    source: str
    of: str = ""
    with_: tuple[str | None, ...] = ()


def plan(archive: Archive, graph: Graph) -> Iterator[Task]:
    """All tasks, by language: documents in order, lists, subjects; then what is cited and not held. Each page comes of one task."""
    shelves = {language: _listings(archive, language) for language in archive.languages}
    indexes: dict[str, list[str]] = {}  # the languages that have a page at a path
    for language, listings in shelves.items():
        for path in (*listings, *prefixes(listings)):
            indexes.setdefault(path, []).append(language)
    for language, listings in shelves.items():
        for path, symbols in listings.items():
            yield from _documents(archive, language, path, symbols)
            yield Task(TaskKind.LISTING, language, f"{language}/{path}/index.md", path, tuple(indexes[path]))
        yield Task(TaskKind.INDEX, language, f"{language}/index.md")
        for prefix in prefixes(listings):
            yield Task(TaskKind.PREFIX, language, f"{language}/{prefix}/index.md", prefix, tuple(indexes[prefix]))
        subjects = subject_terms(archive.subjects(language), language)
        for source, terms in subjects.items():
            yield Task(TaskKind.SUBJECT, language, source, with_=terms)
        if subjects:
            yield Task(TaskKind.SUBJECTS, language, subjects_index(language))
    for symbol in graph.reference_symbols():
        first = archive.languages[0]
        yield Task(TaskKind.REFERENCE, first, f"{page_path(symbol, first)}.md", symbol)


def _listings(archive: Archive, language: str) -> dict[str, list[str]]:
    """The paths of all lists of a language, each with the symbols in it, in order."""
    listings: dict[str, list[str]] = {}
    for symbol in archive.symbols(language):
        listings.setdefault(list_path(symbol), []).append(symbol)
    return listings


def _documents(archive: Archive, language: str, path: str, symbols: list[str]) -> Iterator[Task]:
    """The documents of lists with one path, each with its neighbours in its own list."""
    kinds = archive.kinds(language, path)
    rows: dict[str, list[str]] = {}
    for symbol in symbols:
        rows.setdefault(kinds[symbol], []).append(symbol)
    for row in rows.values():
        for before, symbol, after in zip([None, *row], row, [*row[1:], None], strict=False):
            yield Task(TaskKind.DOCUMENT, language, f"{page_path(symbol, language)}.md", symbol, (before, after))


def render(task: Task, addresses: Addresses) -> Iterator[Page]:
    """The pages of the task; none where what it is of is there no more."""
    archive, language = addresses.archive, task.language
    match task.kind:
        case TaskKind.DOCUMENT:
            document = archive.document(task.of, language)
            if document is not None:
                yield from render_document(document, addresses, *task.with_)
        case TaskKind.INDEX:
            yield index_page(archive.resolutions(language), addresses, language)
        case TaskKind.PREFIX:
            yield prefix_page(archive.resolutions(language, prefix=task.of), task.of, addresses, language, _said(task))
        case TaskKind.LISTING:
            yield list_page(archive.resolutions(language, listing=task.of), task.of, addresses, language, _said(task))
        case TaskKind.SUBJECTS:
            yield from render_subjects(archive.resolutions(language), language)
        case TaskKind.SUBJECT:
            yield render_subject(archive.resolutions(language, subjects=_said(task)), task.source, language)
        case TaskKind.REFERENCE:
            yield from render_reference(addresses.graph.reference(task.of), addresses)


def _said(task: Task) -> list[str]:
    """What else the pages of a list or a subject depend on."""
    return [given for given in task.with_ if given is not None]
