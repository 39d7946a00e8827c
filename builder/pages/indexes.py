"""Index pages: what the archive holds, by body, session or year. Each stands at the path that the symbols it lists begin with."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import groupby

from builder.model import Resolution
from builder.pages.addresses import Addresses
from builder.pages.charts import archive_charts, list_charts, prefix_charts
from builder.pages.listings import Listing, entries, listing_of
from builder.pages.markdown import attributes, escape, front_matter, link, relative_link
from builder.pages.names import count
from builder.pages.page import Page
from builder.pages.subjects import subjects_index

__all__ = ["bodies", "index_page", "list_page", "prefix_page", "prefixes"]


def index_page(documents: Sequence[Resolution], addresses: Addresses, language: str) -> Page:
    """The index of everything in one language; `documents` are all of it, sorted by symbol."""
    listings = _listings(documents)
    charts = archive_charts(documents, addresses, f"{language}/index.md", language)
    return _whole(listings, charts, language, subjects=any(document.subjects for document in documents))


def prefixes(paths: Collection[str]) -> list[str]:
    """What the paths of several lists begin with, sorted, but for what is the path of a list itself: 'A', 'A/RES'."""
    return sorted({prefix for path in paths for prefix in _prefixes(path)} - set(paths))


def prefix_page(documents: Sequence[Resolution], prefix: str, addresses: Addresses, language: str) -> Page:
    """The index of all lists whose path begins with the prefix; of drafts that were not adopted there are lists of their own."""
    return _prefix(prefix, _listings(documents), addresses, language)


def list_page(documents: Sequence[Resolution], path: str, addresses: Addresses, language: str) -> Page:
    """The page of one session or year, or of whatever lists have this path."""
    return _list(_listings(documents), path, addresses, language)


def bodies(documents: Sequence[Resolution], language: str, source: str) -> str:
    """Everything the archive holds in a language, by body and kind, as links to its lists; for the home page and the index."""
    return _shelves(_listings(documents), language, source)


def _listings(documents: Sequence[Resolution]) -> dict[Listing, list[Resolution]]:
    found: dict[Listing, list[Resolution]] = {}
    for document in documents:
        found.setdefault(listing_of(document), []).append(document)
    return dict(sorted(found.items(), key=lambda item: item[0].order))


def _prefixes(path: str) -> list[str]:
    pieces = path.split("/")
    return ["/".join(pieces[:length]) for length in range(1, len(pieces))]


def _whole(listings: dict[Listing, list[Resolution]], charts: str, language: str, *, subjects: bool) -> Page:
    source = f"{language}/index.md"
    total = sum(len(found) for found in listings.values())
    lead = f"{count(total, 'document')}, by body and session or year."
    if subjects:
        lead += f" {link('By subject', relative_link(source, subjects_index(language)))}"
    matter = front_matter({"title": "All documents", "language": language})
    blocks = ["# All documents", lead, charts, _shelves(listings, language, source)]
    return Page(source, matter + "\n" + "\n\n".join(block for block in blocks if block) + "\n")


def _prefix(prefix: str, listings: dict[Listing, list[Resolution]], addresses: Addresses, language: str) -> Page:
    source = f"{language}/{prefix}/index.md"
    organs = list(dict.fromkeys(listing.organ.value for listing in listings))
    series = list(dict.fromkeys(listing.series for listing in listings))
    title = series[0] if len(series) == 1 else " and ".join(organs)
    matter = front_matter({"title": f"{prefix}: {title}", "language": language})
    charts = prefix_charts(_resolutions(listings), addresses, source, language)
    blocks = [_trail(language, source), f"# {escape(title)}", charts, _shelves(listings, language, source)]
    return Page(source, matter + "\n" + "\n\n".join(block for block in blocks if block) + "\n")


def _list(listings: dict[Listing, list[Resolution]], path: str, addresses: Addresses, language: str) -> Page:
    """The page of one session or year; where a path holds more than one kind of document, each has its own heading."""
    source = f"{language}/{path}/index.md"
    first = next(iter(listings))
    alone = len(listings) == 1
    title = first.title if alone else f"{first.organ.value}, {first.name}"
    matter = front_matter({"title": title, "language": language})
    blocks = [
        _trail(language, source, first),
        f"# {escape(title)}",
        list_charts(_resolutions(listings), addresses, source, language),
    ]
    for listing, found in listings.items():
        if not alone:
            blocks.append(f"## {escape(listing.series)}")
        blocks += [count(len(found), "document"), entries(found, source)]
    return Page(source, matter + "\n" + "\n\n".join(block for block in blocks if block) + "\n")


def _resolutions(listings: dict[Listing, list[Resolution]]) -> list[Resolution]:
    return [document for found in listings.values() for document in found]


def _trail(language: str, source: str, listing: Listing | None = None) -> str:
    steps = [link("All documents", relative_link(source, f"{language}/index.md"))]
    if listing is not None:
        steps.append(link(escape(listing.series), relative_link(source, listing.parent(language))))
    return " · ".join(steps) + f"\n{attributes('', 'trail')}"


def _shelves(listings: dict[Listing, list[Resolution]], language: str, source: str) -> str:
    """Links to the lists, under a heading for each body and a line for each kind of document."""
    blocks = []
    for organ, of_organ in groupby(listings, key=lambda listing: listing.organ):
        blocks.append(f"## {escape(organ.value)}")
        for _, of_kind in groupby(of_organ, key=lambda listing: listing.kind):
            found = list(of_kind)
            total = sum(len(listings[listing]) for listing in found)
            name = found[0].series.removeprefix(f"{organ.value} ").capitalize()
            links = [
                f"- {link(escape(listing.name), relative_link(source, listing.source(language)))} <small>{len(listings[listing])}</small>"
                for listing in found
            ]
            blocks += [
                '<div class="shelf" markdown="1">',
                f"### {escape(name)} <small>{total:,}</small>",
                "\n".join(links),
                "</div>",
            ]
    return "\n\n".join(blocks)
