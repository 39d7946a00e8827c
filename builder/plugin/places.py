"""At each paragraph of a page: links to the same place in the document's other languages.

They are put into the finished HTML, behind the paragraph's link to itself, from what the page says of itself (`versions`, the addresses
by language; `lacking`, the anchors that a language does not have): as Markdown, some three hundred links would take longer than the text.

    <span class="places" role="group" aria-label="The same in"><a href="../../../../../fr/A/RES/74/166/#op2" …>Français</a>…</span>
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from builder.pages.markdown import escape_html
from builder.pages.names import language_name
from builder.pages.urls import relative_url
from builder.pages.words import words_of

__all__ = ["add_places"]

# How a paragraph's link to itself ends, and where the anchor before that begins.
_PERMALINK, _ADDRESS = '">¶</a>', 'href="#'


def add_places(html: str, meta: Mapping[str, Any], source: str) -> str:
    """The HTML with the links of each paragraph; `meta` is the front matter of the page, whose Markdown file is `source`."""
    links = {
        language: _around_anchor(language, relative_url(source, f"{path.rstrip('/')}.md"))
        for language, path in (meta.get("versions") or {}).items()
        if language != meta.get("language")
    }
    if not links:
        return html
    without: dict[str, set[str]] = {}
    for language, lacking in (meta.get("lacking") or {}).items():
        for anchor in lacking.split():
            without.setdefault(anchor, set()).add(language)
    name = escape_html(words_of(meta["language"])("languages.same_in"))
    pieces = html.split(_PERMALINK)
    # What stands between the anchors of a paragraph's links, by the languages that lack it: mostly the same for all.
    between: dict[frozenset[str], list[str]] = {}
    out = []
    for piece in pieces[:-1]:
        anchor = piece.rpartition(_ADDRESS)[2]
        lacking = frozenset(without.get(anchor, ()))
        if lacking not in between:
            between[lacking] = _between([each for language, each in links.items() if language not in lacking], name)
        out += [piece, _PERMALINK, anchor.join(between[lacking])]
    return "".join([*out, pieces[-1]])


def _around_anchor(language: str, address: str) -> tuple[str, str]:
    """What stands before and after the anchor in a link to the place in this language."""
    code = escape_html(language)
    return f'<a href="{address}#', f'" hreflang="{code}" lang="{code}">{escape_html(language_name(language))}</a>'


def _between(links: list[tuple[str, str]], name: str) -> list[str]:
    """The pieces that the anchor, put between them, joins to the links of a paragraph; [''] for none."""
    if not links:
        return [""]
    opening = f' <span class="places" role="group" aria-label="{name}">'
    (first, after), *others = links
    pieces = [opening + first]
    for before, following in others:
        pieces.append(f"{after} {before}")
        after = following
    return [*pieces, f"{after}</span>"]
