"""Beside a paragraph: in how many places it is cited and, unfolded, by which paragraphs, in their words.

The panel stands after the paragraph, never in it: whoever copies or searches the paragraph has its words alone. It opens without a script.

    <details class="cited" lang="en" data-pagefind-ignore markdown="1"><summary>…Cited in 14 places</summary>
    - [**A/RES/75/1** OP3](<../75/1.md#op3>) <small>18 December 2020</small> … recalls <mark>paragraph 5</mark> of resolution 74/9 …
    </details>
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from builder.linking.graph import Citation
from builder.model import Resolution
from builder.pages.addresses import Addresses
from builder.pages.citing import Place, citing_documents, newest_first, places_in
from builder.pages.excerpts import render_excerpt
from builder.pages.markdown import attributes, escape, escape_html, link, relative_link
from builder.pages.names import place_name
from builder.pages.page import Page
from builder.pages.sheets import Sheets, paragraph_folder, render_sheets
from builder.pages.urls import page_path
from builder.pages.words import Words, words_of
from builder.symbols import symbol_facts

__all__ = ["CitedAt", "gather_cited_at", "render_panel", "render_panel_sheets"]

_MOST = 12  # places of other documents, and of the document itself, that are shown in the margin


@dataclass(frozen=True, slots=True)
class _Entry:
    """One place that cites, and the document it is in."""

    resolution: Resolution
    place: Place


@dataclass(frozen=True, slots=True)
class CitedAt:
    """What cites one paragraph: places in other documents, the newest first, and in the document itself, in reading order."""

    anchor: str
    others: tuple[_Entry, ...]
    own: tuple[_Entry, ...]

    @property
    def has_sheets(self) -> bool:
        """Whether there are more places than the margin shows."""
        return len(self.others) > _MOST or len(self.own) > _MOST


def gather_cited_at(resolution: Resolution, cited: Mapping[str, Sequence[Citation]], addresses: Addresses) -> Mapping[str, CitedAt]:
    """For each anchor of the document that is cited: by which places, as its page in its language shows them.

    An anchor that another language's version has and this one lacks is left out.
    """
    found = {}
    for anchor, citations in cited.items():
        own = places_in(c for c in citations if c.symbol == resolution.symbol and c.language == resolution.language)
        documents = citing_documents((c for c in citations if c.symbol != resolution.symbol), addresses, resolution.language)
        others = tuple(_Entry(citing.resolution, place) for citing in newest_first(documents) for place in citing.places)
        if (own or others) and addresses.words(resolution.symbol, resolution.language, anchor) is not None:
            found[anchor] = CitedAt(anchor, others, tuple(_Entry(resolution, place) for place in own))
    return found


def render_panel(cited: CitedAt, resolution: Resolution, addresses: Addresses, source: str) -> str:
    """The panel as a block of Markdown for the page at `source`, which is the resolution's."""
    total, say = len(cited.others) + len(cited.own), words_of(resolution.language)
    number, words = say.number(total), say.count("cited.cited_in", total)
    summary = f'<summary><span class="cited-count" aria-hidden="true">{number}</span> <span>{words}</span></summary>'
    blocks = [f'<details class="cited" lang="{say.language}" data-pagefind-ignore markdown="1">{summary}']
    if cited.others:
        blocks.append("\n".join(_line(entry, addresses, source, say) for entry in cited.others[:_MOST]))
    if cited.own:
        blocks.append(f"{say('cited.in_this_document')}\n{attributes('', 'cited-own')}")
        blocks.append("\n".join(_line(entry, addresses, source, say, own=True) for entry in cited.own[:_MOST]))
    if cited.has_sheets:
        blocks.append(link(say.count("cited.all_places", total), relative_link(source, _sheets(cited, resolution, addresses).source())))
    return "\n\n".join([*blocks, "</details>"])


def _sheets(cited: CitedAt, resolution: Resolution, addresses: Addresses) -> Sheets:
    """Where all that cites the paragraph is listed."""
    say = words_of(resolution.language)
    name = say.listed([resolution.symbol, place_name(cited.anchor, say)])
    lead = say("cited.newest_first", cited_in=say.count("cited.cited_in", len(cited.others) + len(cited.own)))
    if words := addresses.words(resolution.symbol, resolution.language, cited.anchor):
        language = escape_html(resolution.language)
        lead = f'<span class="excerpt" lang="{language}">{render_excerpt(words, (), isolate=say.is_right_to_left)}</span>\n\n{lead}'
    return Sheets(
        resolution.symbol,
        resolution.language,
        paragraph_folder(cited.anchor),
        say("cited.citations_of", name=name),
        lead,
        f"{resolution.symbol} {addresses.title_of(resolution.symbol, resolution.language)}".strip(),
        cited.anchor,
    )


def render_panel_sheets(cited: CitedAt, resolution: Resolution, addresses: Addresses) -> Iterator[Page]:
    """All that cites the paragraph, on pages of its own; nothing where the margin shows it."""
    if cited.has_sheets:
        entries, say = [*cited.others, *cited.own], words_of(resolution.language)
        sheets = _sheets(cited, resolution, addresses)
        yield from render_sheets(sheets, entries, lambda entry, source: _line(entry, addresses, source, say))


def _line(entry: _Entry, addresses: Addresses, source: str, say: Words, *, own: bool = False) -> str:
    """A place that cites: its name with a link to it, the date of its document, and its words around the citation."""
    resolution, place = entry.resolution, entry.place
    page = f"{page_path(resolution.symbol, resolution.language)}.md"
    where = escape(place_name(place.anchor, say), opening=False)
    if own:
        head = link(f"**{where}**", relative_link(source, page, place.anchor))
    else:
        head = link(f"**{escape(resolution.symbol, isolate=say.is_right_to_left)}** {where}", relative_link(source, page, place.anchor))
        if date := _date(resolution, say):
            head += f" <small>{escape(date, opening=False)}</small>"
    words = addresses.words(resolution.symbol, resolution.language, place.anchor)
    if words is None:
        return f"- {head}"
    spans = [(citation.start, citation.end) for citation in place.citations if words[citation.start : citation.end] == citation.text]
    excerpt = render_excerpt(words, spans, isolate=words_of(resolution.language).is_right_to_left)
    direction = "" if resolution.language == say.language else ' dir="auto"'
    return f'- {head} <span class="excerpt" lang="{escape_html(resolution.language)}"{direction}>{excerpt}</span>'


def _date(resolution: Resolution, say: Words) -> str:
    """When the document was adopted or issued, else the year of its symbol."""
    return say.day(resolution.adopted or resolution.issued) or str(symbol_facts(resolution.symbol).year or "")
