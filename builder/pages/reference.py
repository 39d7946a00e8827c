"""Reference pages: for what the archive's documents cite and the archive does not hold. What it is, where it is, and who cites it."""

from __future__ import annotations

from collections.abc import Iterator

from builder.linking.graph import Reference
from builder.pages.addresses import Addresses
from builder.pages.citator import gather_cited_by, render_cited_by, render_cited_by_sheets
from builder.pages.markdown import attributes, escape, link
from builder.pages.names import capital, document_name, is_treaty, kind_name, organ_name, session_name
from builder.pages.page import Page, write_page
from builder.pages.urls import page_path
from builder.pages.words import Words, words_of
from builder.symbols import official_url, series_name, symbol_facts

__all__ = ["render_reference"]


def render_reference(reference: Reference, addresses: Addresses) -> Iterator[Page]:
    """The reference page of what is cited, under the archive's first language; then, where many cite it, the pages that list them."""
    language, symbol = addresses.archive.languages[0], reference.symbol
    source = f"{page_path(symbol, language)}.md"
    say = words_of(language)
    isolate = say.is_right_to_left
    name, what = document_name(symbol, say), _what(symbol, say)
    official = official_url(symbol, language)
    where = f"{link(say('masthead.official'), official)}{attributes('', 'official')}" if official else say("reference.no_address")
    cited = gather_cited_by(symbol, reference.cited_by, addresses, language)
    blocks = [
        '<header class="masthead reference" markdown="1">',
        f"{escape(name, isolate=isolate)}\n{attributes('', 'symbol')}" if reference.title else "",
        f"# {escape(reference.title or name, isolate=isolate)} {attributes('title')}",
        f"{escape(what, isolate=isolate)}\n{attributes('', 'description')}",
        f"{say('reference.held_not')} {where}\n{attributes('', 'unofficial')}",
        "</header>",
        render_cited_by(cited, source),
    ]
    title = f"{name}{say('writing.colon')}{reference.title}" if reference.title else name
    about = say("reference.about", title=title, what=what)
    matter = {"title": title, "description": about, "language": language, "reference": symbol}
    yield write_page(source, matter, blocks)
    yield from render_cited_by_sheets(cited)


def _what(symbol: str, say: Words) -> str:
    """'General Assembly resolution, 3rd session'; what the symbol alone says."""
    if is_treaty(symbol):
        return say("reference.treaty")
    facts = symbol_facts(symbol)
    series = series_name(symbol)
    body = organ_name(facts.organ, say) if series == facts.organ.value else series
    when = session_name(facts.session, say) if facts.session else str(facts.year or "")
    return say.listed([capital(say("reference.sort", body=body, kind=kind_name(facts.kind, say))), when])
