"""The text of a document in Markdown: formulas, paragraphs with their printed numbers, headings, parts, annexes, drafts, tables, notes.

Each unit stands under exactly its own anchor. Numbers are printed as they are, never counted by the renderer; how deep a subparagraph
stands is a class, so that a style sheet can hang its label.

    **2.** *Requests* a report; [¶](#op2){: .permalink aria-label="Link to operative paragraph 2" data-place="OP2" }
    {: #op2 .op .numbered }
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from types import MappingProxyType

from builder.anchors import Anchored, Unit, UnitKind
from builder.linking.graph import Citation
from builder.pages.markdown import attributes, escape, escape_html, inline
from builder.pages.names import is_treaty, place_name, spoken_name
from builder.pages.notes import Calls
from builder.pages.tables import render_table
from builder.pages.words import ENGLISH, Words, words_of
from builder.text import Mark, MarkKind, Text

__all__ = ["render_text"]

_DEEPEST = 5  # levels that the style sheet knows
_CLASSES = {
    UnitKind.PREAMBULAR: "pp",
    UnitKind.OPERATIVE: "op",
    UnitKind.SUBPARAGRAPH: "sub",
    UnitKind.TEXT: "text",
    UnitKind.ANNEX: "text",
}
_EMPHASIS = re.compile(r"[*_]")
_NUMBER = re.compile(r"\d+")
_YEAR = re.compile(r"\(\d{4}\)$")


def render_text(
    document: Anchored,
    citations: Mapping[str, Sequence[Citation]],
    address: Callable[[Citation], str | None],
    calls: Calls,
    panels: Mapping[str, str],
    aliases: Mapping[str, Sequence[str]] = MappingProxyType({}),
) -> str:
    """Everything printed in the document, from the enacting formula to the notes.

    `citations` are those in each anchor; `address` says where each leads from this page, None where nowhere. `calls` has rendered the
    calls that stand before the text, in the title. `panels` are blocks to follow the units of these anchors, `aliases` the names that these
    anchors had before.
    """
    renderer = _Renderer(document, citations, address, calls, panels, aliases)
    body = [unit for unit in document.units if unit.kind is not UnitKind.FOOTNOTE]
    notes = [unit for unit in document.units if unit.kind is UnitKind.FOOTNOTE]
    blocks = [*renderer.scoped(body), *renderer.notes(notes)]
    language = escape_html(document.resolution.language)
    return "\n\n".join([f'<div class="resolution" lang="{language}" data-pagefind-body markdown="1">', *blocks, "</div>"])


class _Renderer:
    """Renders the units of one document."""

    def __init__(
        self,
        document: Anchored,
        citations: Mapping[str, Sequence[Citation]],
        address: Callable[[Citation], str | None],
        calls: Calls,
        panels: Mapping[str, str],
        aliases: Mapping[str, Sequence[str]],
    ) -> None:
        self._scopes = document.scopes
        self._say = words_of(document.resolution.language)
        self._citations = citations
        self._address = address
        self._calls = calls
        self._panels = panels
        self._aliases = aliases

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
                if _is_silent(unit) and unit.anchor == scope and (names := self._former(scope)):
                    yield f"<div>{names}</div>"
            if block := self._block(unit, len(path)):
                yield block
            if panel := self._panels.get(unit.anchor):
                yield panel
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
        """The start tag of a scope; it bears the anchor where no printed heading can."""
        if _is_silent(heading):
            name = f' id="{scope}" aria-label="{escape_html(place_name(scope, self._say))}"'
        else:
            name = f' aria-labelledby="{scope}"'
        return f'<{self._element(scope)} class="{self._scopes[scope]}"{name} markdown="1">'

    # --- blocks ---

    def _block(self, unit: Unit, depth: int) -> str:
        """The Markdown of one unit that stands inside so many scopes; '' where nothing is printed."""
        if unit.table is not None:
            table = render_table(unit.table, self._linked(unit), unit.anchor, self._call(unit), self._say)
            return f"{self._former(unit.anchor)}{_permalink(unit.anchor, self._say)}\n{attributes('', 'above-table')}\n\n{table}"
        if unit.kind is UnitKind.HEADING:
            return self._heading(unit, depth)
        words = self._inline(unit, opening=not unit.label)
        if unit.kind is UnitKind.FORMULA:
            return f"{words}\n{attributes('', 'formula')}" if words else ""
        level = min(unit.level, _DEEPEST)
        classes = [_CLASSES[unit.kind]]
        if label := _label(unit.printed):
            classes.append("numbered")
            words = f"{label} {words}".rstrip()
        elif level:
            level -= 1  # wraps up the list before it, so it stands where that list's chapeau stands
        if level:
            classes.append(f"level{level}")
        return f"{self._former(unit.anchor)}{words} {_permalink(unit.anchor, self._say)}\n{attributes(unit.anchor, *classes)}"

    def _former(self, anchor: str) -> str:
        """An empty element for each name that the anchor had before, so that old addresses still lead there."""
        return "".join(f'<span class="alias" id="{name}" data-anchor="{anchor}"></span>' for name in self._aliases.get(anchor, ()))

    def _heading(self, unit: Unit, depth: int) -> str:
        opens_scope = unit.anchor in self._scopes
        if _is_silent(unit):
            return "" if opens_scope else f'<div id="{unit.anchor}">{self._former(unit.anchor)}</div>'
        rank = min(6, 1 + depth if opens_scope else 1 + depth + max(1, unit.level))
        words = self._inline(unit, opening=False)
        words = self._former(unit.anchor) + f"{_label(unit.label)} {words}".strip()
        # What gathers headings would take the heading's link, and the marker of a note, for words of it.
        plain = _EMPHASIS.sub("", f"{unit.label} {unit.text.words}").strip()
        return f"{'#' * rank} {words} {_permalink(unit.anchor, self._say)} {attributes(unit.anchor, data_toc_label=plain)}"

    def _inline(self, unit: Unit, *, opening: bool) -> str:
        unnamed = self._unnamed(unit)

        def about(mark: Mark) -> str:
            symbol = unnamed.get((mark.start, mark.end))
            return attributes("", data_symbol=symbol) if symbol else ""

        return inline(self._linked(unit), self._call(unit), opening=opening, about=about, isolate=self._say.is_right_to_left)

    def _call(self, unit: Unit) -> Callable[[str], str]:
        return lambda marker: self._calls.render(marker, unit.scope)

    def _unnamed(self, unit: Unit) -> dict[tuple[int, int], str]:
        """The symbols of the documents that links lead to under other words ('that resolution'): paper prints them behind the words."""
        citations = [citation for citation in self._citations.get(unit.anchor, ()) if citation.target and not is_treaty(citation.target)]
        named = {citation.target for citation in citations if _names(citation.text, citation.target or "")}
        return {(citation.start, citation.end): citation.target or "" for citation in citations if citation.target not in named}

    def _linked(self, unit: Unit) -> Text:
        """The unit's text with a link on each citation that leads somewhere; the source's own links are no words of the document."""
        marks = [mark for mark in unit.text.marks if mark.kind is not MarkKind.LINK]
        marks += (
            Mark(MarkKind.LINK, citation.start, citation.end, target)
            for citation in self._citations.get(unit.anchor, ())
            if (target := self._address(citation))
        )
        return Text(unit.text.words, tuple(sorted(marks, key=lambda mark: mark.start)))

    def notes(self, notes: Sequence[Unit]) -> Iterator[str]:
        """The footnotes under their printed markers, each with the ways back to its calls."""
        if not notes:
            return
        yield '<section class="notes" role="doc-endnotes" aria-labelledby="notes" markdown="1">'
        yield f"## {self._say('document.notes')} {attributes('notes')}"
        for note in notes:
            words = " ".join([self._inline(note, opening=False), *self._calls.ways_back(note.anchor), _permalink(note.anchor, self._say)])
            yield f"{self._former(note.anchor)}{_label(note.label)} {words}\n{attributes(note.anchor, 'note', 'numbered')}"
            if panel := self._panels.get(note.anchor):
                yield panel
        yield "</section>"


def _is_silent(heading: Unit) -> bool:
    """Whether nothing is printed for the heading."""
    return not (heading.text or _label(heading.label))


def _names(words: str, symbol: str) -> bool:
    """Whether the words give the document's number: 'resolution 73/180' for A/RES/73/180, not 'paragraph 5 of that resolution'."""
    numbers = _NUMBER.findall(_YEAR.sub("", symbol))
    return not numbers or numbers[-1] in _NUMBER.findall(words)


def _label(printed: str) -> str:
    """The printed label in bold; '' for none."""
    words = escape(printed, opening=False).strip()
    return f"**{words}**" if words else ""


def _permalink(anchor: str, say: Words) -> str:
    """The paragraph's link to itself; in other languages than English with the name by which citations, which are English, name it."""
    name = say("document.link_to", place=spoken_name(anchor, say))
    cited = {} if say is ENGLISH else {"data_cited": spoken_name(anchor)}
    given = attributes("", "permalink", aria_label=name, data_place=place_name(anchor, say), **cited)
    return f"[¶](#{anchor}){given}"
