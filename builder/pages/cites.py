"""The foot of a page: what this document cites, in groups, each with the places where; and what it names that no document was found for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from builder.linking.graph import Citation
from builder.linking.resolve import Reason
from builder.model import Kind, Organ
from builder.pages.addresses import Addresses
from builder.pages.citing import latest_first, named_places
from builder.pages.markdown import attributes, escape, in_language, link, relative_link
from builder.pages.names import document_name, is_treaty, of_organ, organ_name, place_name
from builder.pages.words import Words, words_of
from builder.symbols import official_url, symbol_facts

__all__ = ["render_cites"]

_ORGANS = list(Organ)

# The groups after those of what each body adopted: place among the groups, name.
_STATEMENTS = (len(_ORGANS), "statements")
_DOCUMENTS = (len(_ORGANS) + 1, "documents")
_TREATIES = (len(_ORGANS) + 2, "treaties")

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
    say = words_of(language)
    blocks = ['<section class="citator" aria-labelledby="cites" markdown="1">', f"## {say('cited.cites')} {attributes('cites')}"]
    if cited:
        places = say.count("count.in_places", _places(cited.values()))
        blocks.append(say("cited.documents_in_places", documents=say.count("count.documents", len(cited)), places=places))
    ordered = sorted(cited, key=lambda symbol: (_group(symbol), latest_first(symbol)))
    for group_of, symbols in groupby(ordered, key=_group):
        group, name = list(symbols), _name(group_of, say)
        given = attributes(f"cites-{group_of[1]}", data_toc_label=name)
        blocks.append(f"### {escape(name)} <small>{say.number(len(group))}</small> {given}")
        blocks.append("\n".join(_line(symbol, cited[symbol], addresses, source, language) for symbol in group))
    blocks += _not_found(unknown, say)
    return "\n\n".join([*blocks, "</section>"])


def _places(groups: Iterable[_Places]) -> int:
    """How many paragraphs there are in all these, each once."""
    return len({anchor for places in groups for anchor in places})


def _group(symbol: str) -> tuple[int, str]:
    """The group a document stands in: its place among the groups, and its name in the anchor of its heading."""
    if is_treaty(symbol):
        return _TREATIES
    facts = symbol_facts(symbol)
    if facts.kind in (Kind.RESOLUTION, Kind.DECISION):
        return _ORGANS.index(facts.organ), facts.organ.name.lower().replace("_", "-")
    return _STATEMENTS if facts.kind is Kind.PRESIDENTIAL_STATEMENT else _DOCUMENTS


def _name(group: tuple[int, str], say: Words) -> str:
    """The heading of a group."""
    place, name = group
    if place >= len(_ORGANS):
        return say(f"cited.{name}")
    organ = _ORGANS[place]
    if organ is Organ.OTHER:
        return say("cited.adopted_texts_of_others")
    return say("cited.adopted_texts", organ=organ_name(organ, say), of_organ=of_organ(organ, say))


def _line(symbol: str, places: _Places, addresses: Addresses, source: str, language: str) -> str:
    page = addresses.page_of(symbol, language)
    say, held = words_of(language), addresses.document(symbol, language)
    isolate = say.is_right_to_left
    title = addresses.title_of(symbol, language)
    title = in_language(escape(title, isolate=isolate), addresses.title_language(symbol, language), language)
    number = escape(document_name(symbol, say), isolate=isolate)
    first, second = (title, number) if title and is_treaty(symbol) else (number, title)
    name = f"**{first}** {second}".rstrip()
    shown = link(name, relative_link(source, page)) if page else name
    where = _links(places, say)
    official = official_url(symbol, language)
    if official and held is None:
        where += f"{say('writing.semicolon')}{link(say('cited.official'), official)}"
    return f"- {shown} <small>{where}</small>"


def _links(places: _Places, say: Words) -> str:
    """Links to the places on this page, each with what it names of the document cited."""
    links = []
    for anchor, citations in places.items():
        named = named_places(citations, say)
        shown = link(escape(place_name(anchor, say), opening=False), f"#{anchor}")
        links.append(f"{shown} ({escape(named, opening=False)})" if named else shown)
    return say.listed(links)


def _not_found(unknown: Mapping[tuple[str, str], _Places], say: Words) -> Iterator[str]:
    """What is named and was not found, in reading order, with the reason."""
    if not unknown:
        return
    name = say("cited.not_found")
    yield f"### {escape(name)} <small>{say.number(len(unknown))}</small> {attributes('cites-not-found', data_toc_label=name)}"
    lines = []
    for (words, reason), places in unknown.items():
        quoted = say("writing.quoted", words=escape(words, opening=False, isolate=say.is_right_to_left))
        why = f"{_links(places, say)}{say('writing.colon')}{escape(_reason(reason, say), opening=False)}"
        lines.append(f"- {quoted} <small>{why}</small>")
    yield "\n".join(lines)


def _reason(reason: str, say: Words) -> str:
    """Why nothing was found, in the language of the page; as it was given where there are no words for it."""
    name = next((known.name.lower() for known in Reason if known.value == reason), "")
    return say(f"reason.{name}") if f"reason.{name}" in say.phrases else reason
