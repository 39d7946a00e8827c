"""The text of a document in Markdown: formulas, paragraphs with their printed numbers, headings, parts, annexes, drafts, tables, notes.

Each unit stands under exactly its own anchor. Numbers are printed as they are, never counted by the renderer; how deep a subparagraph
stands is a class, so that a style sheet can hang its label.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence

from builder.anchors import Anchored, Unit, UnitKind
from builder.linking import Citation
from builder.pages.markdown import attributes, escape, escape_html, inline
from builder.pages.names import place_name
from builder.pages.tables import render_table
from builder.text import Mark, MarkKind, Text

__all__ = ["Addresses", "render_text"]

# Gives the address a citation leads to, from this page; None where it leads nowhere.
Addresses = Callable[[Citation], str | None]

_DEEPEST = 5  # levels that the style sheet knows


def render_text(document: Anchored, citations: Mapping[str, Sequence[Citation]], address: Addresses) -> str:
    """Everything printed in the document, from the enacting formula to the notes.

    `citations` are those of each anchor; `address` says where each leads.
    """
    renderer = _Renderer(document, citations, address)
    body = [unit for unit in document.units if unit.kind is not UnitKind.FOOTNOTE]
    notes = [unit for unit in document.units if unit.kind is UnitKind.FOOTNOTE]
    blocks = [*renderer.scoped(body), *renderer.notes(notes)]
    language = escape_html(document.resolution.language)
    return f'<div class="resolution" lang="{language}" data-pagefind-body markdown="1">\n\n' + "\n\n".join(blocks) + "\n\n</div>"


class _Renderer:
    """Renders the units of one document; counts how often each note is called, so that notes can lead back to every call."""

    def __init__(self, document: Anchored, citations: Mapping[str, Sequence[Citation]], address: Addresses) -> None:
        self._scopes = document.scopes
        self._citations = citations
        self._address = address
        self._notes = [unit for unit in document.units if unit.kind is UnitKind.FOOTNOTE]
        self._note_anchors = {unit.anchor for unit in self._notes}
        self._calls: Counter[str] = Counter()

    # --- scopes: parts, annexes, quoted drafts ---

    def scoped(self, units: Sequence[Unit]) -> Iterator[str]:
        """The units in order; what belongs to a part, an annex or a draft stands inside an element of its own."""
        opened: list[str] = []
        for unit in units:
            path = self._path(unit.scope)
            while opened and opened != path[: len(opened)]:
                yield f"</{self._element(opened.pop())}>"
            for scope in path[len(opened) :]:
                opened.append(scope)
                yield self._opening(scope, unit)
            block = self.block(unit, len(path))
            if block:
                yield block
        while opened:
            yield f"</{self._element(opened.pop())}>"

    def _path(self, scope: str) -> list[str]:
        """The scopes around it and itself, outermost first: 'b-annex' -> ['b', 'b-annex']."""
        pieces = scope.split("-") if scope else []
        prefixes = ("-".join(pieces[:length]) for length in range(1, len(pieces) + 1))
        return [prefix for prefix in prefixes if prefix in self._scopes]

    def _element(self, scope: str) -> str:
        return "blockquote" if self._scopes[scope] == "draft" else "section"

    def _opening(self, scope: str, heading: Unit) -> str:
        """The start tag; it bears the anchor where no printed heading can."""
        silent = not (heading.text or heading.label)
        name = f' id="{scope}" aria-label="{escape_html(place_name(scope).capitalize())}"' if silent else f' aria-labelledby="{scope}"'
        return f'<{self._element(scope)} class="{self._scopes[scope]}"{name} markdown="1">'

    # --- blocks ---

    def block(self, unit: Unit, depth: int) -> str:
        """The Markdown of one unit that stands inside so many scopes."""
        if unit.table is not None:
            return render_table(unit.table, self._linked(unit), unit.anchor, lambda marker: self._call(marker, unit.scope))
        if unit.kind is UnitKind.HEADING:
            return self._heading(unit, depth)
        words = self._inline(unit)
        if unit.kind is UnitKind.FORMULA:
            return f"{words}\n{attributes('', 'formula')}"
        level = min(unit.level, _DEEPEST)
        classes = [_CLASSES[unit.kind]]
        if unit.label:
            classes.append("numbered")
            words = f"**{escape(_printed(unit.label))}** {words}".rstrip()
        elif unit.kind is not UnitKind.PREAMBULAR and level:
            level -= 1  # wraps up the list before it, so it stands where that list's chapeau stands
        if level:
            classes.append(f"level{level}")
        return f"{words}\n{attributes(unit.anchor, *classes)}"

    def _heading(self, unit: Unit, depth: int) -> str:
        if not (unit.text or unit.label):
            return ""
        rank = min(6, 2 if unit.anchor in self._scopes and depth <= 1 else 1 + unit.level + depth)
        words = self._inline(unit)
        if unit.label and not unit.text.words.startswith(unit.label):
            words = f"**{escape(unit.label)}** {words}".rstrip()
        return f"{'#' * rank} {words} {attributes(unit.anchor)}"

    def _inline(self, unit: Unit) -> str:
        return inline(self._linked(unit), lambda marker: self._call(marker, unit.scope))

    def _linked(self, unit: Unit) -> Text:
        """The unit's text with a link on each citation that leads somewhere; the source's own links are no words of the document."""
        marks = [mark for mark in unit.text.marks if mark.kind is not MarkKind.LINK]
        for citation in self._citations.get(unit.anchor, ()):
            target = self._address(citation)
            if target:
                marks.append(Mark(MarkKind.LINK, citation.start, citation.end, target))
        return Text(unit.text.words, tuple(sorted(marks, key=lambda mark: mark.start)))

    # --- notes ---

    def _call(self, marker: str, scope: str) -> str:
        anchor = self._note_called(marker, scope)
        if anchor is None:
            return f"<sup>{escape(marker)}</sup>"
        self._calls[anchor] += 1
        return f"<sup>[{escape(marker)}](#{anchor}){attributes(_call_id(anchor, self._calls[anchor]), 'footnote-ref')}</sup>"

    def _note_called(self, marker: str, scope: str) -> str | None:
        """The anchor of the note: the scope's own where an annex or part restarts its notes, else the document's."""
        candidates = [note.anchor for note in self._notes if note.label == marker]
        own = [anchor for anchor in candidates if scope and anchor.startswith(f"{scope}-")]
        return next(iter(own or candidates), None)

    def notes(self, notes: Sequence[Unit]) -> Iterator[str]:
        """The footnotes under their printed markers, each with a link back to every place that calls it."""
        if not notes:
            return
        yield '<section class="notes" role="doc-endnotes" aria-labelledby="notes" markdown="1">'
        yield f"## Notes {attributes('notes')}"
        for note in notes:
            words = self._inline(note)
            backs = []
            for number in range(1, self._calls[note.anchor] + 1):
                label = "↩" if number == 1 else f"↩{number}"
                backs.append(f"[{label}](#{_call_id(note.anchor, number)}){attributes('', 'footnote-backref')}")
            yield f"**{escape(note.label)}** {' '.join([words, *backs])}\n{attributes(note.anchor, 'note', 'numbered')}"
        yield "</section>"


_CLASSES = {
    UnitKind.PREAMBULAR: "pp",
    UnitKind.OPERATIVE: "op",
    UnitKind.SUBPARAGRAPH: "sub",
    UnitKind.TEXT: "text",
    UnitKind.ANNEX: "text",
}


def _printed(label: str) -> str:
    """The label with the stop that units leave out: '2' -> '2.', '(a)' and '•' as they are."""
    return f"{label}." if label[-1].isalnum() else label


def _call_id(anchor: str, number: int) -> str:
    """The id of a note's n-th call: 'fn13' -> 'fnref13', 'fnref13-2'."""
    first = re.sub(r"(^|-)fn(?=[^-]*$)", r"\1fnref", anchor)
    return first if number == 1 else f"{first}-{number}"

