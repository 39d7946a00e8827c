"""'Cite this document': its citation in each style, folded, to be copied by hand or, with a script, by a button.

The script finds in it the templates for the paragraphs' citations, too, so that nothing is written twice.
"""

from __future__ import annotations

from builder.model import Resolution
from builder.pages.citation_styles import citations, style_table
from builder.pages.words import words_of
from builder.symbols import official_url

__all__ = ["render_cite_block"]


def render_cite_block(resolution: Resolution) -> str:
    """The block as raw HTML. Where a style wants an address, it has the official one; the script puts the paragraph's there."""
    address = official_url(resolution.symbol, resolution.language) or ""
    rows = []
    for style, template in citations(resolution).items():
        words = template.html(address)
        body = f"<pre>{words.replace(chr(10), '&#10;')}</pre>" if style in ("bibtex", "ris", "csl") else words
        rows.append(f'<dt>{style_table()["styles"][style]["name"]}</dt><dd data-style="{style}">{body}</dd>')
    name = words_of(resolution.language)("document.cite")
    opening = f'<details class="cite" id="cite" data-pagefind-ignore><summary>{name}</summary>'
    return f'{opening}<dl lang="en" dir="ltr">{"".join(rows)}</dl></details>'
