"""A page of Markdown, ready for any renderer that knows attribute lists, definition lists and Markdown inside HTML."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from builder.pages.markdown import front_matter, plain_matter

__all__ = ["Page", "write_page"]


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its file below the site's Markdown tree ('en/A/RES/74/166.md'), what it says of itself, and its text."""

    src: str
    matter: Mapping[str, Any]
    text: str

    @property
    def markdown(self) -> str:
        """The whole source, front matter first."""
        return f"{front_matter(self.matter)}\n{self.text}"


def write_page(source: str, matter: Mapping[str, Any], blocks: Iterable[str]) -> Page:
    """The page at the Markdown file `source` of these blocks; empty ones are left out, as is what it has not to say of itself."""
    return Page(source, plain_matter(matter), "\n\n".join(block for block in blocks if block) + "\n")
