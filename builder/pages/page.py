"""A page of Markdown, ready for any renderer that knows attribute lists, definition lists and Markdown inside HTML."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Page"]


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its file below the site's Markdown tree ('en/A/RES/74/166.md') and its whole source, front matter first."""

    src: str
    markdown: str
