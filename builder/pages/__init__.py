"""Pages: Markdown of everything the archive shows, and nothing else. `plan` says what there is to do, `render` does it."""

from __future__ import annotations

from collections.abc import Iterator

from builder.archive import Archive
from builder.linking.graph import Graph
from builder.pages.addresses import Addresses
from builder.pages.page import Page
from builder.pages.tasks import Task, TaskKind, plan, render

__all__ = ["Addresses", "Page", "Task", "TaskKind", "plan", "render", "render_pages"]


def render_pages(archive: Archive, graph: Graph) -> Iterator[Page]:
    """Every generated page. Each file comes once.

    A page of a document that many cite is followed by the pages that list them.
    """
    addresses = Addresses(archive, graph)
    for task in plan(archive, graph):
        yield from render(task, addresses)
