"""The page of one document: front matter, masthead, text, who cites it and what it cites."""

from __future__ import annotations

from builder.anchors import Anchored
from builder.pages.addresses import Addresses
from builder.pages.citator import render_cited_by, render_cites
from builder.pages.markdown import attributes, escape, front_matter, link, relative_link
from builder.pages.masthead import description, page_title, render_masthead, search_data
from builder.pages.notes import Calls
from builder.pages.outline import render_outline
from builder.pages.page import Page
from builder.pages.text import render_text
from builder.pages.urls import page_path

__all__ = ["render_resolution"]


def render_resolution(document: Anchored, addresses: Addresses, before: Anchored | None = None, after: Anchored | None = None) -> Page:
    """The document's page; `before` and `after` are its neighbours in the list it stands in."""
    resolution = document.resolution
    source = f"{page_path(resolution.symbol, resolution.language)}.md"
    citations = addresses.graph.citations_in(resolution.symbol, resolution.language)
    calls = Calls(document.units)
    masthead = render_masthead(resolution, addresses, source, calls)
    cited_by = render_cited_by(addresses.graph.cited_by(resolution.symbol), addresses, source)
    cites = render_cites(citations, addresses, source, resolution.language)
    foot = tuple(place for place, block in ((("cited-by", "Cited by"), cited_by), (("cites", "Cites"), cites)) if block)
    blocks = [
        masthead,
        render_outline(document, foot),
        render_text(document, citations, lambda citation: addresses.of_citation(citation, source), calls),
        cited_by,
        cites,
        _neighbours(source, before, after),
    ]
    matter = front_matter(
        {
            "title": f"{resolution.symbol}: {resolution.title or resolution.description or page_title(resolution)}",
            "description": description(resolution),
            **search_data(resolution),
            "subjects": [subject.term for subject in resolution.subjects],
        }
    )
    return Page(source, matter + "\n" + "\n\n".join(block for block in blocks if block) + "\n")


def _neighbours(source: str, before: Anchored | None, after: Anchored | None) -> str:
    """Links to the documents before and after this one."""

    def to(document: Anchored, relation: str, words: str) -> str:
        resolution = document.resolution
        address = relative_link(source, f"{page_path(resolution.symbol, resolution.language)}.md")
        return link(words.format(escape(resolution.symbol)), address) + attributes("", relation)

    links = [*([to(before, "before", "← {}")] if before else []), *([to(after, "after", "{} →")] if after else [])]
    if not links:
        return ""
    return '<nav class="neighbours" aria-label="Neighbouring documents" markdown="1">\n\n' + " ".join(links) + "\n\n</nav>"
