"""The foot of a page: which documents cite this one, paragraph by paragraph, and which it cites."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from builder.linking.graph import Citation
from builder.model import Resolution
from builder.pages.addresses import Addresses
from builder.pages.listings import listing_of
from builder.pages.markdown import attributes, escape, escape_html, link, relative_link
from builder.pages.names import count, place_name
from builder.pages.urls import page_path
from builder.symbols import official_url, sort_key

__all__ = ["render_cited_by", "render_cites"]

_UNFOLDED = 12  # up to so many citing documents are listed at once, under their titles; more are grouped and folded


@dataclass(frozen=True, slots=True)
class _Citing:
    """A document that cites, with the anchors that do, in reading order."""

    resolution: Resolution
    anchors: tuple[str, ...]


def render_cited_by(citations: Sequence[Citation], addresses: Addresses, source: str) -> str:
    """'Cited by': each citing document with links to the paragraphs that cite; '' where none does.

    A paragraph counts once, however often it names the document, and so does a document that the archive holds in several languages: its
    version in the earliest of the archive's languages is taken.
    """
    citing = _citing(citations, addresses)
    if not citing:
        return ""
    places = sum(len(document.anchors) for document in citing)
    blocks = [
        '<section class="citator" aria-labelledby="cited-by" markdown="1">',
        f"## Cited by {attributes('cited-by')}",
        f"{count(len(citing), 'document')}, in {count(places, 'place')}.",
    ]
    if len(citing) <= _UNFOLDED:
        blocks.append("\n".join(_line(document, source, titled=True) for document in citing))
    else:
        for organ, documents in groupby(citing, key=lambda document: document.resolution.organ):
            of_organ = list(documents)
            blocks.append(f"### {escape(organ.value)} <small>{len(of_organ):,}</small>")
            for listing, group in groupby(of_organ, key=lambda document: listing_of(document.resolution)):
                found = list(group)
                summary = f"<summary>{escape_html(listing.title)} <small>{len(found)}</small></summary>"
                lines = [_line(document, source, titled=False) for document in found]
                blocks += [f'<details markdown="1">{summary}', "\n".join(lines), "</details>"]
    return "\n\n".join([*blocks, "</section>"])


def _citing(citations: Sequence[Citation], addresses: Addresses) -> list[_Citing]:
    found: dict[str, dict[str, dict[str, None]]] = {}
    for citation in citations:
        found.setdefault(citation.symbol, {}).setdefault(citation.language, {})[citation.anchor] = None
    citing = []
    for symbol in found:
        language = next(language for language in addresses.archive.languages if language in found[symbol])
        document = addresses.archive.get(symbol, language)
        if document is not None:
            citing.append(_Citing(document.resolution, tuple(found[symbol][language])))
    return sorted(citing, key=lambda document: (listing_of(document.resolution).order, sort_key(document.resolution.symbol)))


def _line(citing: _Citing, source: str, *, titled: bool) -> str:
    resolution = citing.resolution
    page = f"{page_path(resolution.symbol, resolution.language)}.md"
    title = resolution.title or resolution.description if titled else None
    name = f"**{escape(resolution.symbol)}**" + (f" {escape(title)}" if title else "")
    places = ", ".join(link(escape(place_name(anchor)), relative_link(source, page, anchor)) for anchor in citing.anchors)
    return f"- {link(name, relative_link(source, page))} <small>{places}</small>"


def render_cites(citations: Mapping[str, Sequence[Citation]], addresses: Addresses, source: str, language: str) -> str:
    """'Cites': each document cited, with links to the places where; '' where none is.

    A document's page here comes first, also where that is only a reference page; the official document stands beside it.
    """
    places: dict[str, dict[str, None]] = {}
    for anchor, found in citations.items():
        for citation in found:
            cited_symbol = citation.document or citation.target
            if cited_symbol is not None and not citation.cites_itself:
                places.setdefault(cited_symbol, {})[anchor] = None
    if not places:
        return ""
    lines = []
    for symbol in sorted(places, key=sort_key):
        where = ", ".join(link(escape(place_name(anchor), opening=False), f"#{anchor}") for anchor in places[symbol])
        page = addresses.page_of(symbol, language)
        official = official_url(symbol, language)
        name = f"**{escape(symbol)}**"
        held = addresses.document(symbol, language)
        if held is not None and (title := held.title or held.description):
            name += f" {escape(title)}"
        cited = link(name, relative_link(source, page)) if page else name
        if official and held is None:
            where += f"; {link('official document', official)}"
        lines.append(f"- {cited} <small>{where}</small>")
    return "\n\n".join(
        [
            '<section class="citator" aria-labelledby="cites" markdown="1">',
            f"## Cites {attributes('cites')}",
            "\n".join(lines),
            "</section>",
        ]
    )
