"""Listings: which list a document stands in. A General Assembly session, a year of the Security Council, a session of a council."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from builder.model import Kind, Organ, Resolution
from builder.pages.markdown import escape, link, relative_link
from builder.pages.names import adoption_line, capital, full_name, of_organ, organ_name, plural, session_name
from builder.pages.urls import page_path
from builder.pages.words import Words, words_of
from builder.symbols import list_path, symbol_facts

__all__ = ["Listing", "entries", "listing_of", "year_of"]

_ORGANS, _KINDS = list(Organ), list(Kind)


@dataclass(frozen=True, slots=True)
class Listing:
    """A list of documents: its path below the language ('A/RES/74'), what it lists, and the session or year ('74', 'ES-11', '2016')."""

    path: str
    organ: Organ
    kind: Kind
    when: str

    def name(self, say: Words) -> str:
        """Its name within the series: '74th session', '2016'."""
        return session_name(self.when, say)

    @property
    def order(self) -> tuple[int, int, bool, int]:
        """What lists are sorted by: body, kind, then regular sessions and years, the latest first, then special sessions."""
        number = re.fullmatch(r"(?P<special>\D*)(?P<number>\d+)", self.when)
        place = (bool(number["special"]), -int(number["number"])) if number else (True, 0)
        return (_ORGANS.index(self.organ), _KINDS.index(self.kind), *place)

    def title(self, say: Words) -> str:
        """'General Assembly resolutions, 74th session'."""
        return say.listed([self.series(say), self.name(say)])

    def whole(self, say: Words) -> str:
        """What this list and those of other kinds beside it are called: 'General Assembly, 74th session'."""
        return say.listed([organ_name(self.organ, say), self.name(say)])

    def series(self, say: Words) -> str:
        """'General Assembly resolutions', 'Security Council draft resolutions not adopted'."""
        organ, of = organ_name(self.organ, say), of_organ(self.organ, say)
        return capital(say("name.series", organ=organ, of_organ=of, kinds=plural(self.kind, say)))

    def kinds(self, say: Words) -> str:
        """The kind of its documents: 'Resolutions', 'Draft resolutions not adopted'."""
        return capital(plural(self.kind, say))

    def source(self, language: str) -> str:
        """The Markdown file of its page."""
        return f"{language}/{self.path}/index.md"

    def parent(self, language: str) -> str:
        """The Markdown file of the page that lists this list and its sisters."""
        return f"{language}/{self.path.rpartition('/')[0]}/index.md"


def listing_of(resolution: Resolution) -> Listing:
    """The list the document stands in: of its body and kind, at the path that its symbol begins with (see `symbols.list_path`)."""
    facts, path = symbol_facts(resolution.symbol), list_path(resolution.symbol)
    return Listing(path, resolution.organ, resolution.kind, facts.session or str(facts.year or path))


def year_of(resolution: Resolution) -> int | None:
    """The year of adoption; where no date is known, the one the symbol bears."""
    if resolution.adopted:
        return int(resolution.adopted[:4])
    return symbol_facts(resolution.symbol).year


def entries(documents: Sequence[Resolution], source: str) -> str:
    """A list of documents, one line each: symbol, title, when and how it was adopted; `source` is the page the list stands on."""
    lines = []
    for resolution in documents:
        page = f"{page_path(resolution.symbol, resolution.language)}.md"
        say = words_of(resolution.language)
        title = resolution.title or resolution.description or full_name(resolution, say)
        when = adoption_line(resolution, say)
        isolate = say.is_right_to_left
        name = f"**{escape(resolution.symbol, isolate=isolate)}** {escape(title, isolate=isolate)}"
        line = f"- {link(name, relative_link(source, page))}"
        lines.append(f"{line} <small>{escape(when)}</small>" if when else line)
    return '<div class="listing" markdown="1">\n\n' + "\n".join(lines) + "\n\n</div>"
