"""Pages of citations: what is too long for the foot of a page or for the margin of a paragraph, on pages below the document's own.

    en/A/RES/70/1/cited-by/a-res-74/       the documents of one session that cite it
    en/A/RES/70/1/cited-by/a-res-74/2/     the second page of them
    en/A/RES/70/1/cited-by/at/op5/         what cites one paragraph of it

No symbol has a part in small letters (see `symbols.canonical_symbol`), so no document's page can stand there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from builder.pages.markdown import attributes, escape, link, relative_link
from builder.pages.page import Page, write_page
from builder.pages.urls import page_path
from builder.pages.words import words_of

__all__ = ["Sheets", "paragraph_folder", "render_sheets", "session_folder"]

# Bytes of Markdown: as HTML with all that is around it, such a page stays below 150 KB.
_HEAVIEST = 60_000

Item = TypeVar("Item")


def session_folder(path: str) -> str:
    """Below the document, the place of those that a list holds which stands at this path: 'A/RES/74' -> 'cited-by/a-res-74'.

    A hyphen of the path is doubled ('A/RES/ES-11' -> 'a-res-es--11'), so that two lists never have one place.
    """
    return "cited-by/" + path.lower().replace("-", "--").replace("/", "-")


def paragraph_folder(anchor: str) -> str:
    """Below the document, the place of what cites one paragraph: 'op5' -> 'cited-by/at/op5'."""
    return f"cited-by/at/{anchor}"


@dataclass(frozen=True, slots=True)
class Sheets:
    """A list that may take several pages: whose it is, where it stands below that document, and where its way back leads.

    `before` and `after` are the lists beside it, each its name and its Markdown file.
    """

    symbol: str
    language: str
    folder: str
    title: str
    lead: str
    back: str
    back_anchor: str
    before: tuple[str, str] | None = None
    after: tuple[str, str] | None = None

    def source(self, number: int = 1) -> str:
        """The Markdown file of its page with this number, from 1."""
        return f"{page_path(self.symbol, self.language)}/{self.folder}" + (f"/{number}.md" if number > 1 else ".md")


def render_sheets(sheets: Sheets, items: Sequence[Item], line: Callable[[Item, str], str]) -> Iterator[Page]:
    """The pages of the list, each with the way back and to its neighbours; `line` gives an item's Markdown on a page's file."""
    first, say = sheets.source(), words_of(sheets.language)
    parts: list[list[Item]] = [[]]
    weight = 0
    for item in items:
        weight += len(line(item, first).encode())
        if weight > _HEAVIEST and parts[-1]:
            parts.append([])
            weight = len(line(item, first).encode())
        parts[-1].append(item)
    for number, part in enumerate(parts, start=1):
        source = sheets.source(number)
        title = sheets.title if len(parts) == 1 else say("cited.page_of", title=sheets.title, n=number, last=len(parts))
        document = f"{page_path(sheets.symbol, sheets.language)}.md"
        matter = {"title": title, "language": sheets.language, "citations": sheets.symbol}
        back = link(escape(sheets.back, isolate=say.is_right_to_left), relative_link(source, document, sheets.back_anchor))
        blocks = [
            f"{back}\n{attributes('', 'trail')}",
            f"# {escape(title, isolate=say.is_right_to_left)}",
            sheets.lead,
            '<div class="citations" markdown="1">',
            "\n".join(line(item, source) for item in part),
            "</div>",
            _neighbours(sheets, number, len(parts)),
        ]
        yield write_page(source, matter, blocks)


def _neighbours(sheets: Sheets, number: int, last: int) -> str:
    """Links to the page before and the page after, or, at the ends of the list, to the lists beside it."""
    source, say = sheets.source(number), words_of(sheets.language)
    before = (say("cited.page", n=number - 1), sheets.source(number - 1)) if number > 1 else sheets.before
    after = (say("cited.page", n=number + 1), sheets.source(number + 1)) if number < last else sheets.after
    links = []
    if before:
        name = say("writing.previous", name=escape(before[0], opening=False))
        links.append(link(name, relative_link(source, before[1])) + attributes("", "before"))
    if after:
        name = say("writing.next", name=escape(after[0]))
        links.append(link(name, relative_link(source, after[1])) + attributes("", "after"))
    if not links:
        return ""
    return f'<nav class="neighbours" aria-label="{say("cited.neighbours")}" markdown="1">\n\n' + " ".join(links) + "\n\n</nav>"
