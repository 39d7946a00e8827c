"""The foot of a page: what this document cites, in groups, each with the places where; and what it names that no document was found for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from builder.linking.graph import Citation
from builder.model import Kind, Organ
from builder.pages.addresses import Addresses
from builder.pages.citing import latest_first, named_places
from builder.pages.markdown import attributes, escape, link, relative_link
from builder.pages.names import count, document_name, is_treaty, place_name
from builder.symbols import official_url, symbol_facts

__all__ = ["render_cites"]

_ORGANS = list(Organ)

# The groups after those of what each body adopted: place among the groups, anchor of the heading, heading.
_STATEMENTS = (len(_ORGANS), "cites-statements", "Presidential statements")
_DOCUMENTS = (len(_ORGANS) + 1, "cites-documents", "Reports and other documents")
_TREATIES = (len(_ORGANS) + 2, "cites-treaties", "Treaties")

# Of one document or one form of words, the citations in it by the place they stand in.
_Places = dict[str, list[Citation]]


def render_cites(citations: Mapping[str, Sequence[Citation]], addresses: Addresses, source: str, language: str) -> str:
    """'Cites': each document cited, with links to the places where and what is named of it there; '' where none is.

    In groups: what each body adopted, presidential statements, other documents, treaties; in a group by series, then session or year, the
    latest first, then by number. A document's page here comes first, also where that is only a reference page; the official document
    stands beside it. At the end stands what is named and was not found, with the reason.
    """
    cited: dict[str, _Places] = {}
    unknown: dict[tuple[str, str], _Places] = {}
    for anchor, found in citations.items():
        for citation in found:
            symbol = citation.document or citation.target
            if symbol is None:
                unknown.setdefault((citation.text, citation.reason), {}).setdefault(anchor, []).append(citation)
            elif not citation.cites_itself:
                cited.setdefault(symbol, {}).setdefault(anchor, []).append(citation)
    if not cited and not unknown:
        return ""
    blocks = ['<section class="citator" aria-labelledby="cites" markdown="1">', f"## Cites {attributes('cites')}"]
    if cited:
        blocks.append(f"{count(len(cited), 'document')}, in {count(_places(cited.values()), 'place')}.")
    ordered = sorted(cited, key=lambda symbol: (_group(symbol), latest_first(symbol)))
    for (_, heading_anchor, name), symbols in groupby(ordered, key=_group):
        group = list(symbols)
        blocks.append(f"### {escape(name)} <small>{len(group):,}</small> {attributes(heading_anchor, data_toc_label=name)}")
        blocks.append("\n".join(_line(symbol, cited[symbol], addresses, source, language) for symbol in group))
    blocks += _not_found(unknown)
    return "\n\n".join([*blocks, "</section>"])


def _places(groups: Iterable[_Places]) -> int:
    """How many paragraphs there are in all these, each once."""
    return len({anchor for places in groups for anchor in places})


def _group(symbol: str) -> tuple[int, str, str]:
    """The group a document stands in: its place among the groups, the anchor of its heading, the heading."""
    if is_treaty(symbol):
        return _TREATIES
    facts = symbol_facts(symbol)
    if facts.kind in (Kind.RESOLUTION, Kind.DECISION):
        body = facts.organ.value if facts.organ is not Organ.OTHER else "Other bodies:"
        anchor = f"cites-{facts.organ.name.lower().replace('_', '-')}"
        return _ORGANS.index(facts.organ), anchor, f"{body} resolutions and decisions"
    return _STATEMENTS if facts.kind is Kind.PRESIDENTIAL_STATEMENT else _DOCUMENTS


def _line(symbol: str, places: _Places, addresses: Addresses, source: str, language: str) -> str:
    page = addresses.page_of(symbol, language)
    title = addresses.title_of(symbol, language)
    if title and is_treaty(symbol):
        name = f"**{escape(title)}** {escape(document_name(symbol))}"
    else:
        name = f"**{escape(document_name(symbol))}**" + (f" {escape(title)}" if title else "")
    shown = link(name, relative_link(source, page)) if page else name
    where = _links(places)
    official = official_url(symbol, language)
    if official and addresses.document(symbol, language) is None:
        where += f"; {link('official document', official)}"
    return f"- {shown} <small>{where}</small>"


def _links(places: _Places) -> str:
    """Links to the places on this page, each with what it names of the document cited."""
    links = []
    for anchor, citations in places.items():
        named = named_places(citations)
        shown = link(escape(place_name(anchor), opening=False), f"#{anchor}")
        links.append(f"{shown} ({escape(named, opening=False)})" if named else shown)
    return ", ".join(links)


def _not_found(unknown: Mapping[tuple[str, str], _Places]) -> Iterator[str]:
    """What is named and was not found, in reading order, with the reason."""
    if not unknown:
        return
    yield f"### Not found <small>{len(unknown):,}</small> {attributes('cites-not-found', data_toc_label='Not found')}"
    yield "\n".join(
        f"- “{escape(words, opening=False)}” <small>{_links(places)}: {escape(reason, opening=False)}</small>"
        for (words, reason), places in unknown.items()
    )
