"""Tables in Markdown: raw HTML, because Markdown's own tables know no spans, with Markdown inside the cells."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from builder.model import Cell, Table
from builder.pages.markdown import escape_html, inline
from builder.pages.names import capital, place_name
from builder.pages.words import ENGLISH, Words
from builder.text import MarkKind, Text

__all__ = ["render_table"]

_NUMBER = re.compile(r"[(−–-]?\s*(?:US)?\$?\s*\d[\d\s.,]*\s*%?\)?|[–—-]|\.{2,3}")


def render_table(table: Table, text: Text, anchor: str, call: Callable[[str], str], say: Words = ENGLISH) -> str:
    """The table in a container that scrolls sideways and that the keyboard reaches.

    `text` is the words of its cells, parted by tabs and, between rows, by line ends, with the links to be shown; `call` gives the
    Markdown of a footnote call. Rows of header cells at the top make the table's head.
    """
    name = escape_html(capital(place_name(anchor, say)))
    lines = [
        f'<div class="table" id="{anchor}" role="region" aria-label="{name}" tabindex="0" markdown="1">',
        '<table markdown="1">',
    ]
    group = ""
    place = 0
    width = max((_width(row) for row in table.rows), default=0)
    for row in table.rows:
        if not row or (_width(row) == width and not any(cell.paragraphs for cell in row)):
            place += len(row) or 1  # a row without a word is an empty line of the printed page
            continue
        wanted = "thead" if row and all(cell.header for cell in row) and group != "tbody" else "tbody"
        if wanted != group:
            lines += [f"</{group}>"] if group else []
            lines.append(f'<{wanted} markdown="1">')
            group = wanted
        lines.append('<tr markdown="1">')
        for cell in row:
            paragraphs = list(_paragraphs(cell, text, place))
            lines.append(_cell(cell, paragraphs, call, isolate=say.is_right_to_left))
            place += sum(len(paragraph.words) + 1 for paragraph in cell.paragraphs if paragraph.words) or 1
        lines.append("</tr>")
    lines += [f"</{group}>"] if group else []
    return "\n".join([*lines, "</table>", "</div>"])


def _width(row: tuple[Cell, ...]) -> int:
    return sum(cell.colspan for cell in row)


def _paragraphs(cell: Cell, text: Text, start: int) -> Iterator[Text]:
    """The cell's paragraphs, which begin at start in the table's text and are parted by spaces there, with its links for their own."""
    for paragraph in cell.paragraphs:
        end = start + len(paragraph.words)
        links = [mark for mark in text.slice(start, end).marks if mark.kind is MarkKind.LINK]
        own = [mark for mark in paragraph.marks if mark.kind is not MarkKind.LINK]
        yield Text(paragraph.words, tuple(sorted([*links, *own], key=lambda mark: mark.start)))
        start = end + 1 if paragraph.words else end  # what has no words is parted by nothing


def _cell(cell: Cell, paragraphs: list[Text], call: Callable[[str], str], *, isolate: bool) -> str:
    words = "<br>".join(inline(paragraph, call, opening=False, isolate=isolate) for paragraph in paragraphs if paragraph)
    head = cell.header and bool(words)  # an empty cell is no header of anything
    scope = (' scope="colgroup"' if cell.colspan > 1 else ' scope="col"') if head else ""
    spans = (f' colspan="{cell.colspan}"' if cell.colspan > 1 else "") + (f' rowspan="{cell.rowspan}"' if cell.rowspan > 1 else "")
    numeric = cell.header is False and _NUMBER.fullmatch(" ".join(paragraph.words for paragraph in paragraphs).strip())
    align = ' class="number"' if numeric else ""
    name = "th" if head else "td"
    return f'<{name}{scope}{spans}{align} markdown="span">{words}</{name}>'
