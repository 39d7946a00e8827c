"""A document among its neighbours in the citation graph: the most important of those that cite it and of those it cites, in order of time.

The list of them is the drawing's column of names: each row has one, and arcs beside the rows join it to the document. The newest stands at
the top, so that every arc leads from the document that cites down to the one that is cited.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from builder.linking.eras import years_of
from builder.model import Resolution
from builder.pages.addresses import Addresses
from builder.pages.charts.drawing import arcs
from builder.pages.listings import year_of
from builder.pages.markdown import escape_html, in_language
from builder.pages.names import document_name, is_treaty
from builder.pages.urls import relative_url
from builder.pages.words import words_of
from builder.symbols import sort_key

__all__ = ["render_neighbourhood"]

_DRAWN = 6  # of each side
_FEWEST = 2
_LONGEST = 72  # code points of a title: what a line has room for


@dataclass(frozen=True, slots=True)
class _Neighbour:
    """A document that cites this one or is cited by it: when it is from, as far as is known, and the number of places."""

    symbol: str
    page: str
    when: str
    year: str
    places: int
    held: Resolution | None


def render_neighbourhood(
    resolution: Resolution, citing: Mapping[str, int], cited: Mapping[str, int], addresses: Addresses, source: str
) -> str:
    """The drawing for the page at `source`; '' for a document with fewer than two neighbours.

    `citing` are the documents that cite it, `cited` those that it cites, each with the number of places. Of each side those with the most
    places are drawn; of as many, the newest.
    """
    symbol, language = resolution.symbol, resolution.language
    say = words_of(language)
    after = list(_neighbours(citing, addresses, language))
    before = list(_neighbours(cited, addresses, language))
    if len(after) + len(before) < _FEWEST:
        return ""
    above, below = _most_important(after), _most_important(before)
    rows: list[str] = []
    if len(after) > len(above):
        rows.append(_more(say.count("chart.more_citing", len(after) - len(above)), "cited-by"))
    first = len(rows)
    rows += [_line(neighbour, addresses, source, "chart.cites_it", language) for neighbour in above]
    name = escape_html(symbol, isolate=say.is_right_to_left)
    rows.append(f'<li class="self"><strong>{name}</strong> <small>{year_of(resolution) or ""}</small></li>')
    rows += [_line(neighbour, addresses, source, "chart.cited_there", language) for neighbour in below]
    if len(before) > len(below):
        rows.append(_more(say.count("chart.more_cited", len(before) - len(below)), "cites"))
    own = first + len(above)
    joined = [(first + place, own, neighbour.places) for place, neighbour in enumerate(above)]
    joined += [(own, own + 1 + place, neighbour.places) for place, neighbour in enumerate(below)]
    citing_it, by_it = say.count("count.documents", len(after)), say.number(len(before))
    words = say("chart.neighbours_in_words", symbol=symbol, citing=citing_it, cited=by_it)
    drawing = arcs(words, len(rows), joined)
    return (
        f'<figure class="neighbourhood" data-pagefind-ignore><figcaption>{escape_html(say("chart.neighbours"))}</figcaption>'
        f"<div>{drawing}<ol>{''.join(rows)}</ol></div></figure>"
    )


def _neighbours(places: Mapping[str, int], addresses: Addresses, language: str) -> Iterator[_Neighbour]:
    """Those of the documents that have a page."""
    for symbol, number in places.items():
        page = addresses.page_of(symbol, language)
        if page is None:
            continue
        held = addresses.document(symbol, language)
        if held is not None:
            year = str(year_of(held) or "")
            yield _Neighbour(symbol, page, held.adopted or held.issued or year, year, number, held)
        else:
            years = years_of(symbol)
            first, last = years or ("", "")
            yield _Neighbour(symbol, page, str(last), f"{first}" if first == last else f"{first}–{last % 100:02}", number, None)


def _most_important(neighbours: Sequence[_Neighbour]) -> list[_Neighbour]:
    """Those that are drawn, the newest first; what has no date comes last."""
    by_date = sorted(sorted(neighbours, key=lambda found: sort_key(found.symbol)), key=lambda found: found.when, reverse=True)
    chosen = sorted(by_date, key=lambda found: -found.places)[:_DRAWN]
    return [neighbour for neighbour in by_date if neighbour in chosen]


def _line(neighbour: _Neighbour, addresses: Addresses, source: str, how: str, language: str) -> str:
    title = addresses.title_of(neighbour.symbol, neighbour.held.language if neighbour.held else "")
    say = words_of(language)
    isolate = say.is_right_to_left
    name = document_name(neighbour.symbol, say)
    named = bool(title) and is_treaty(neighbour.symbol)  # by its title alone
    if named:
        name, title = title, ""
    shown = escape_html(_shortened(name), isolate=isolate)
    words = f"<b>{in_language(shown, addresses.title_language(neighbour.symbol, language), language) if named else shown}</b>"
    if title:
        shown = escape_html(_shortened(title), isolate=isolate)
        words += f" <span>{in_language(shown, addresses.title_language(neighbour.symbol, language), language)}</span>"
    told = say.listed([neighbour.year, say.count(how, neighbour.places)])
    return f'<li><a href="{escape_html(relative_url(source, neighbour.page))}">{words} <small>{told}</small></a></li>'


def _shortened(title: str) -> str:
    """The title, cut at a word where it is long."""
    return title if len(title) <= _LONGEST else title[:_LONGEST].rpartition(" ")[0].rstrip(",;: ") + " …"


def _more(words: str, anchor: str) -> str:
    return f'<li class="more"><a href="#{anchor}">{words}</a></li>'
