"""The page of one document: front matter, masthead, text with who cites each paragraph, who cites it and what it cites."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from builder.anchors import Anchored
from builder.pages.addresses import Addresses
from builder.pages.charts import render_neighbourhood
from builder.pages.citator import gather_cited_by, render_cited_by, render_cited_by_sheets
from builder.pages.cite_block import render_cite_block
from builder.pages.cites import render_cites
from builder.pages.citing import places_by_document
from builder.pages.contents import render_contents
from builder.pages.languages import gather_versions, lacking_anchors
from builder.pages.markdown import attributes, escape, link, relative_link
from builder.pages.masthead import description, page_title, render_masthead, search_data
from builder.pages.metadata import document_metadata
from builder.pages.names import short_symbol
from builder.pages.notes import Calls
from builder.pages.page import Page, write_page
from builder.pages.panels import gather_cited_at, render_panel, render_panel_sheets
from builder.pages.text import render_text
from builder.pages.urls import page_path
from builder.pages.words import words_of

__all__ = ["render_document"]


def render_document(document: Anchored, addresses: Addresses, before: str | None = None, after: str | None = None) -> Iterator[Page]:
    """The document's page and, where it is cited by many, the pages that list them.

    `before` and `after` are the symbols of its neighbours in the list it stands in.
    """
    resolution, graph = document.resolution, addresses.graph
    symbol, language = resolution.symbol, resolution.language
    source = f"{page_path(symbol, language)}.md"
    citations = graph.citations_in(symbol, language)
    say = words_of(language)
    calls = Calls(document.units, say)
    versions = gather_versions(document, addresses)
    masthead = render_masthead(resolution, addresses, versions, calls, _steps(source, language, before, after, short_symbol))
    cited = gather_cited_by(symbol, graph.cited_by(symbol), addresses, language)
    citing = {found.resolution.symbol: len(found.places) for found in cited.documents}
    cited_at = gather_cited_at(resolution, graph.cited_at(symbol), addresses)
    panels = {anchor: render_panel(of_anchor, resolution, addresses, source) for anchor, of_anchor in cited_at.items()}
    cited_by = render_cited_by(cited, source)
    cites = render_cites(citations, addresses, source, language)
    foot = tuple(place for place, block in ((("cited-by", say("cited.by")), cited_by), (("cites", say("cited.cites")), cites)) if block)
    blocks = [
        masthead,
        render_contents(document, foot),
        render_text(
            document,
            citations,
            lambda citation: addresses.of_citation(citation, source),
            calls,
            panels,
            addresses.archive.aliases(symbol, language),
        ),
        render_neighbourhood(resolution, citing, places_by_document(citations), addresses, source),
        render_cite_block(resolution),
        cited_by,
        cites,
        _neighbours(source, language, before, after),
    ]
    matter = {
        "title": f"{symbol}{say('writing.colon')}{resolution.title or resolution.description or page_title(resolution)}",
        "description": description(resolution),
        **search_data(resolution),
        "subjects": [subject.term for subject in resolution.subjects],
        **document_metadata(resolution, citations, addresses),
        "lacking": dict(lacking_anchors(versions)),
        "hide": ["toc"],  # the page has its own
    }
    yield write_page(source, matter, blocks)
    yield from render_cited_by_sheets(cited)
    for of_anchor in cited_at.values():
        yield from render_panel_sheets(of_anchor, resolution, addresses)


def _neighbours(source: str, language: str, before: str | None, after: str | None) -> str:
    """The documents before and after this one, at the foot of the page."""
    steps = _steps(source, language, before, after, str)
    name = words_of(language)("document.neighbours")
    return f'<nav class="neighbours" aria-label="{name}" markdown="1">\n\n{steps}\n\n</nav>' if steps else ""


def _steps(source: str, language: str, before: str | None, after: str | None, name: Callable[[str], str]) -> str:
    """Links to the documents before and after this one, under what `name` calls their symbols."""
    say = words_of(language)

    def step(symbol: str, words: str, side: str, relation: str) -> str:
        address = relative_link(source, f"{page_path(symbol, language)}.md")
        shown = say(words, name=escape(name(symbol), opening=False, isolate=say.is_right_to_left))
        return link(shown, address) + attributes("", side, rel=relation)

    first = [step(before, "writing.previous", "before", "prev")] if before else []
    return " ".join([*first, *([step(after, "writing.next", "after", "next")] if after else [])])
