"""Anchors: the address of every paragraph, heading, table and footnote inside its document.

`anchored(resolution)` walks the parsed resolution once and gives its units in reading order. Everything after it (linking, pages, data
files) reads units, never the blocks, so the anchor and the label of a paragraph are decided in this one place.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from builder.diagnostics import Diagnostic
from builder.model import Block, Resolution, Table
from builder.text import EMPTY, Text

__all__ = ["Anchored", "Unit", "UnitKind", "anchored"]


class UnitKind(StrEnum):
    """What a unit is, as the data files name it. Formulas have no address and stay out of them."""

    PREAMBULAR = "preambular"
    OPERATIVE = "operative"
    SUBPARAGRAPH = "subparagraph"
    TEXT = "text"
    ANNEX = "annex"
    HEADING = "heading"
    TABLE = "table"
    FOOTNOTE = "footnote"
    FORMULA = "formula"


@dataclass(frozen=True, slots=True)
class Unit:
    """One addressable piece of a document.

    `label` is its own printed label without the final stop of a number ('2', '(a)', '•', 'II', '13'), `path` the printed labels from the
    outermost paragraph down ('2 (a) (i)'). `scope` is the anchor of the part, draft or annex it stands in ('' in the document
    itself), `level` the depth of a subparagraph (0 for a paragraph) or the level of a heading within its scope (1 the outermost).
    `table` is set where the unit is a table; its `text` then holds the cells, parted by tabs, rows by line ends, without marks.
    """

    anchor: str
    kind: UnitKind
    text: Text = EMPTY
    label: str = ""
    path: str = ""
    parent: str | None = None
    scope: str = ""
    level: int = 0
    table: Table | None = None


@dataclass(frozen=True, slots=True)
class Anchored:
    """A resolution with its units in reading order (footnotes last), and what was found while anchors were given.

    `scopes` names each part, draft and annex: anchor -> 'part', 'draft' or 'annex'; the first unit of a scope is its heading, whose
    anchor is the scope's own, and whose words are what is printed over it ('Annex II'; a part's title, its letter being the label; none
    over a draft and some annexes). The title lines of an annex are headings of their own.
    """

    resolution: Resolution
    units: tuple[Unit, ...]
    scopes: dict[str, str]
    diagnostics: tuple[Diagnostic, ...] = ()
