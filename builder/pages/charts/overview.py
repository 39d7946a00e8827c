"""What the home page and the indexes show: how many documents by year, session and body, which are most cited, how they were adopted.

A chart that would tell nothing (one column, a handful of documents) is left out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from posixpath import commonpath

from builder.model import AdoptionMethod, Resolution
from builder.pages.addresses import Addresses
from builder.pages.charts.drawing import Bar, Strip, bar_chart, column_chart, figures
from builder.pages.listings import Listing, listing_of, year_of
from builder.pages.names import adoption_name, capital, document_name, is_treaty, organ_name, session_name
from builder.pages.urls import relative_url
from builder.pages.words import Words, words_of
from builder.symbols import sort_key

__all__ = ["archive_charts", "list_charts", "prefix_charts"]

_MOST_CITED, _MOST_CITED_OF_THESE = 8, 5  # bars for the whole archive, and for a part of it
_FEWEST = 3  # bars, columns; fewer say nothing that the list does not
_FEWEST_DOCUMENTS = 10  # of which it is worth telling how they were adopted

_Documents = Sequence[Resolution]


def archive_charts(documents: _Documents, addresses: Addresses, source: str, language: str) -> str:
    """For the page at `source`: these documents by year and body, and what the archive cites most, held or not.

    Each document counts once, whatever languages it is held in; `language` is the one whose pages are linked to.
    """
    once = tuple({document.symbol: document for document in reversed(documents)}.values())
    return figures(
        _by_year("chart.by_body_and_year", once, source, language, _body),
        _most_cited("chart.most_cited", addresses.graph.times_cited, _MOST_CITED, addresses, source, language),
    )


def prefix_charts(documents: _Documents, addresses: Addresses, source: str, language: str) -> str:
    """For the index of what begins alike: one series by session or year, several by year; the most cited of them."""
    listings = {listing_of(document) for document in documents}
    if len({(listing.organ, listing.kind) for listing in listings}) == 1 and len({listing.when for listing in listings}) == len(listings):
        columns = _by_list(listings, documents, source, language)
    else:
        columns = _by_year("chart.by_year", documents, source, language, _series)
    return figures(columns, _most_cited_of(documents, addresses, source, language))


def list_charts(documents: _Documents, addresses: Addresses, source: str, language: str) -> str:
    """For the page of one session or year: the most cited of its documents, and how they were adopted."""
    return figures(_most_cited_of(documents, addresses, source, language), _adoptions(documents, words_of(language)))


def _body(listing: Listing, say: Words) -> str:
    return organ_name(listing.organ, say)


def _series(listing: Listing, say: Words) -> str:
    return listing.series(say)


def _by_year(caption: str, documents: _Documents, source: str, language: str, group: Callable[[Listing, Words], str]) -> str:
    """A strip for each group of lists, in their order, over all years from the first to the last."""
    years = [year for year in map(year_of, documents) if year is not None]
    if len(set(years)) < _FEWEST:
        return ""
    say = words_of(language)
    axis = [str(year) for year in range(min(years), max(years) + 1)]
    groups: dict[str, dict[Listing, list[Resolution]]] = {}
    for listing, found in sorted(_listed(documents).items(), key=lambda item: item[0].order):
        groups.setdefault(group(listing, say), {})[listing] = found
    strips = []
    for name, listings in groups.items():
        by_year: dict[str, set[Listing]] = {}
        numbers: Counter[str] = Counter()
        rest = 0
        for listing, found in listings.items():
            for year in map(year_of, found):
                if year is None:
                    rest += 1
                else:
                    numbers[str(year)] += 1
                    by_year.setdefault(str(year), set()).add(listing)
        # A column leads to the list that has all its documents: a year of the Assembly has two sessions, and leads nowhere. What is held
        # in other languages alone has no list in this one.
        own = [listing for listing, found in listings.items() if any(document.language == language for document in found)]
        alone = {year: next(iter(found)) for year, found in by_year.items() if len(found) == 1}
        links = {year: _list_url(listing, source, language) for year, listing in alone.items() if listing in own}
        strips.append(Strip(name, numbers, rest, _index_url(own, source, language) if own else "", links))
    return column_chart(say(caption), axis, strips, say("chart.without_date"), say)


def _by_list(listings: Iterable[Listing], documents: _Documents, source: str, language: str) -> str:
    """The one series of these lists by session or year. Special sessions have no place among the others, and are told apart."""
    ordered = sorted(listings, key=lambda listing: listing.order, reverse=True)
    plain = {int(listing.when): listing for listing in ordered if listing.when.isdigit()}
    if len(plain) < _FEWEST:
        return ""
    by_list, say = _listed(documents), words_of(language)
    axis = [session_name(str(number), say) for number in range(min(plain), max(plain) + 1)]
    numbers = {listing.name(say): len(by_list[listing]) for listing in plain.values()}
    links = {listing.name(say): _list_url(listing, source, language) for listing in plain.values()}
    rest = len(documents) - sum(numbers.values())
    series = ordered[0].series(say)
    caption = say("chart.series_by_session" if axis[0] != str(min(plain)) else "chart.series_by_year", series=series)
    return column_chart(caption, axis, [Strip(series, numbers, rest, "", links)], say("chart.of_special_sessions"), say)


def _listed(documents: _Documents) -> dict[Listing, list[Resolution]]:
    found: dict[Listing, list[Resolution]] = {}
    for document in documents:
        found.setdefault(listing_of(document), []).append(document)
    return found


def _list_url(listing: Listing, source: str, language: str) -> str:
    return relative_url(source, listing.source(language))


def _index_url(listings: Iterable[Listing], source: str, language: str) -> str:
    """The page of all these lists: that of what their paths begin with; '' for the page itself."""
    shared = commonpath([listing.path for listing in listings])
    target = f"{language}/{shared}/index.md" if shared else f"{language}/index.md"
    return "" if target == source else relative_url(source, target)


def _most_cited_of(documents: _Documents, addresses: Addresses, source: str, language: str) -> str:
    held = {document.symbol: addresses.graph.times(document.symbol) for document in documents}
    return _most_cited("chart.most_cited_of_these", held, _MOST_CITED_OF_THESE, addresses, source, language)


def _most_cited(caption: str, cited: Mapping[str, int], limit: int, addresses: Addresses, source: str, language: str) -> str:
    """The documents that most others cite; of as many, those that lists show first."""
    several = [symbol for symbol, number in cited.items() if number > 1]
    first = sorted(several, key=lambda symbol: (-cited[symbol], sort_key(symbol)))[:limit]
    bars, say = [], words_of(language)
    for symbol in first:
        page = addresses.page_of(symbol, language)
        title = addresses.title_of(symbol, language)
        name = title if title and is_treaty(symbol) else document_name(symbol, say)
        address = relative_url(source, page) if page else ""
        bars.append(
            Bar(name, cited[symbol], "" if name == title else title, address, addresses.title_language(symbol, language) if title else "")
        )
    return bar_chart(say(caption), bars, say) if len(bars) >= _FEWEST else ""


def _adoptions(documents: _Documents, say: Words) -> str:
    """How the documents were adopted, where that is on record and differs."""
    methods = Counter(document.adoption for document in documents)
    known = [method for method in AdoptionMethod if methods[method]]
    if len(documents) < _FEWEST_DOCUMENTS or len(known) < 2:
        return ""
    bars = [Bar(capital(adoption_name(method, say)), methods[method]) for method in known]
    if methods[None]:
        bars.append(Bar(say("chart.not_on_record"), methods[None]))
    return bar_chart(say("chart.how_adopted"), bars, say)
