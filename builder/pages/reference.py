"""Reference pages: for what the archive's documents cite and the archive does not hold. What it is, where it is, and who cites it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from builder.linking.graph import Citation
from builder.pages.addresses import Addresses
from builder.pages.citator import render_cited_by
from builder.pages.markdown import attributes, escape, front_matter, link
from builder.pages.names import session_name
from builder.pages.page import Page
from builder.pages.urls import page_path
from builder.symbols import official_url, series_name, symbol_facts

__all__ = ["render_reference"]

_TREATY = re.compile(r"UNTS/(?P<volume>\d+)/(?P<number>.+)")


def render_reference(symbol: str, citations: Sequence[Citation], addresses: Addresses) -> Page:
    """The reference page of a symbol, under the archive's first language."""
    language = addresses.archive.languages[0]
    source = f"{page_path(symbol, language)}.md"
    name, what = _name(symbol), _what(symbol)
    official = official_url(symbol, language)
    where = (
        f"{link('Official document', official)}{attributes('', 'official')}"
        if official
        else "The United Nations gives it no address of its own; it is printed in the official records."
    )
    blocks = [
        '<header class="masthead reference" markdown="1">',
        f"# {escape(name)} {attributes('title')}",
        f"{escape(what)}\n{attributes('', 'description')}",
        f"This archive does not hold this document. {where}\n{attributes('', 'unofficial')}",
        "</header>",
        render_cited_by(citations, addresses, source),
    ]
    matter = front_matter(
        {"title": name, "description": f"{name}: {what}, cited in this archive", "language": language, "reference": symbol}
    )
    return Page(source, matter + "\n" + "\n\n".join(block for block in blocks if block) + "\n")


def _name(symbol: str) -> str:
    """'United Nations, Treaty Series, vol. 1577, No. 27531' for a treaty, else the symbol."""
    treaty = _TREATY.fullmatch(symbol)
    return f"United Nations, Treaty Series, vol. {treaty['volume']}, No. {treaty['number']}" if treaty else symbol


def _what(symbol: str) -> str:
    """'General Assembly resolution, 3rd session'; what the symbol alone says."""
    if _TREATY.fullmatch(symbol):
        return "Treaty registered with the Secretariat of the United Nations"
    facts = symbol_facts(symbol)
    sort = facts.kind.value if facts.kind else "document"
    when = session_name(facts.session) if facts.session else str(facts.year or "")
    return ", ".join(part for part in (f"{series_name(symbol)} {sort}", when) if part)
