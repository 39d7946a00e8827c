"""Reference pages: for what the archive's documents cite and the archive does not hold. What it is, where it is, and who cites it."""

from __future__ import annotations

from collections.abc import Iterator

from builder.linking.graph import Reference
from builder.pages.addresses import Addresses
from builder.pages.citator import gather_cited_by, render_cited_by, render_cited_by_sheets
from builder.pages.markdown import attributes, escape, front_matter, link
from builder.pages.names import document_name, is_treaty, session_name
from builder.pages.page import Page
from builder.pages.urls import page_path
from builder.symbols import official_url, series_name, symbol_facts

__all__ = ["render_reference"]


def render_reference(reference: Reference, addresses: Addresses) -> Iterator[Page]:
    """The reference page of what is cited, under the archive's first language; then, where many cite it, the pages that list them."""
    language, symbol = addresses.archive.languages[0], reference.symbol
    source = f"{page_path(symbol, language)}.md"
    name, what = document_name(symbol), _what(symbol)
    official = official_url(symbol, language)
    where = (
        f"{link('Official document', official)}{attributes('', 'official')}"
        if official
        else "The United Nations gives it no address of its own; it is printed in the official records."
    )
    cited = gather_cited_by(symbol, reference.cited_by, addresses, language)
    blocks = [
        '<header class="masthead reference" markdown="1">',
        f"{escape(name)}\n{attributes('', 'symbol')}" if reference.title else "",
        f"# {escape(reference.title or name)} {attributes('title')}",
        f"{escape(what)}\n{attributes('', 'description')}",
        f"This archive does not hold this document. {where}\n{attributes('', 'unofficial')}",
        "</header>",
        render_cited_by(cited, source),
    ]
    title = f"{name}: {reference.title}" if reference.title else name
    matter = front_matter(
        {"title": title, "description": f"{title}: {what}, cited in this archive", "language": language, "reference": symbol}
    )
    yield Page(source, matter + "\n" + "\n\n".join(block for block in blocks if block) + "\n")
    yield from render_cited_by_sheets(cited)


def _what(symbol: str) -> str:
    """'General Assembly resolution, 3rd session'; what the symbol alone says."""
    if is_treaty(symbol):
        return "Treaty printed in the Treaty Series of the United Nations"
    facts = symbol_facts(symbol)
    sort = facts.kind.value if facts.kind else "document"
    when = session_name(facts.session) if facts.session else str(facts.year or "")
    return ", ".join(part for part in (f"{series_name(symbol)} {sort}", when) if part)
