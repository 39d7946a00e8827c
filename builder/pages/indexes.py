"""Index pages: what the archive holds, by body, session or year. Each stands at the path that the symbols it lists begin with."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import reduce
from itertools import groupby

from builder.model import Resolution
from builder.pages.addresses import Addresses
from builder.pages.charts import archive_charts, list_charts, prefix_charts
from builder.pages.listings import Listing, entries, listing_of
from builder.pages.markdown import attributes, escape, link, relative_link
from builder.pages.names import language_name, organ_name
from builder.pages.page import Page, write_page
from builder.pages.subjects import subjects_index
from builder.pages.words import words_of

__all__ = ["bodies", "index_page", "list_page", "prefix_page", "prefixes"]


def index_page(documents: Sequence[Resolution], addresses: Addresses, language: str) -> Page:
    """The index of everything in one language; `documents` are all of it, sorted by symbol."""
    listings = _listings(documents)
    charts = archive_charts(documents, addresses, f"{language}/index.md", language)
    return _whole(listings, charts, language, addresses.archive.languages, subjects=any(document.subjects for document in documents))


def prefixes(paths: Collection[str]) -> list[str]:
    """What the paths of several lists begin with, sorted, but for what is the path of a list itself: 'A', 'A/RES'."""
    return sorted({prefix for path in paths for prefix in _prefixes(path)} - set(paths))


def prefix_page(documents: Sequence[Resolution], prefix: str, addresses: Addresses, language: str, languages: Sequence[str] = ()) -> Page:
    """The index of all lists whose path begins with the prefix; of drafts that were not adopted there are lists of their own.

    `languages` are those that have a page at this path.
    """
    return _prefix(prefix, _listings(documents), addresses, language, languages)


def list_page(documents: Sequence[Resolution], path: str, addresses: Addresses, language: str, languages: Sequence[str] = ()) -> Page:
    """The page of one session or year, or of whatever lists have this path; `languages` are those that have one there."""
    return _list(_listings(documents), path, addresses, language, languages)


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


def _whole(listings: dict[Listing, list[Resolution]], charts: str, language: str, languages: Sequence[str], *, subjects: bool) -> Page:
    source = f"{language}/index.md"
    say = words_of(language)
    lead = say.count("index.lead", sum(len(found) for found in listings.values()))
    if subjects:
        lead += f" {link(say('index.by_subject'), relative_link(source, subjects_index(language)))}"
    title = say("index.all_documents")
    matter = {"title": title, "language": language, "versions": _versions("", languages)}
    blocks = [_other_languages("", languages, language, source), f"# {title}", lead, charts, _shelves(listings, language, source)]
    return write_page(source, matter, blocks)


def _prefix(prefix: str, listings: dict[Listing, list[Resolution]], addresses: Addresses, language: str, languages: Sequence[str]) -> Page:
    source, say = f"{language}/{prefix}/index.md", words_of(language)
    organs = list(dict.fromkeys(organ_name(listing.organ, say) for listing in listings))
    series = list(dict.fromkeys(listing.series(say) for listing in listings))
    title = series[0] if len(series) == 1 else reduce(lambda one, other: say("index.and", one=one, other=other), organs)
    matter = {"title": f"{prefix}{say('writing.colon')}{title}", "language": language, "versions": _versions(prefix, languages)}
    charts = prefix_charts(_resolutions(listings), addresses, source, language)
    others = _other_languages(prefix, languages, language, source)
    blocks = [_trail(language, source), others, f"# {escape(title)}", charts, _shelves(listings, language, source)]
    return write_page(source, matter, blocks)


def _list(listings: dict[Listing, list[Resolution]], path: str, addresses: Addresses, language: str, languages: Sequence[str]) -> Page:
    """The page of one session or year; where a path holds more than one kind of document, each has its own heading."""
    source = f"{language}/{path}/index.md"
    first = next(iter(listings))
    alone = len(listings) == 1
    say = words_of(language)
    title = first.title(say) if alone else first.whole(say)
    matter = {"title": title, "language": language, "versions": _versions(path, languages)}
    blocks = [
        _trail(language, source, first),
        _other_languages(path, languages, language, source),
        f"# {escape(title)}",
        list_charts(_resolutions(listings), addresses, source, language),
    ]
    for listing, found in listings.items():
        if not alone:
            blocks.append(f"## {escape(listing.series(say))}")
        blocks += [say.count("count.documents", len(found)), entries(found, source)]
    return write_page(source, matter, blocks)


def _resolutions(listings: dict[Listing, list[Resolution]]) -> list[Resolution]:
    return [document for found in listings.values() for document in found]


def _trail(language: str, source: str, listing: Listing | None = None) -> str:
    say = words_of(language)
    steps = [link(say("index.all_documents"), relative_link(source, f"{language}/index.md"))]
    if listing is not None:
        steps.append(link(escape(listing.series(say)), relative_link(source, listing.parent(language))))
    return " · ".join(steps) + f"\n{attributes('', 'trail')}"


def _versions(path: str, languages: Sequence[str]) -> dict[str, str] | None:
    """The addresses of an index in each of the languages, where there are several; for the head of its page."""
    return {language: f"{language}/{path}/" if path else f"{language}/" for language in languages} if len(languages) > 1 else None


def _other_languages(path: str, languages: Sequence[str], own: str, source: str) -> str:
    """Links to the same index in the other languages; '' where there are none."""
    links = [
        link(escape(language_name(language)), relative_link(source, f"{language}/{path}/index.md" if path else f"{language}/index.md"))
        + attributes("", hreflang=language, lang=language)
        for language in languages
        if language != own
    ]
    say = words_of(own)
    return f"{say('index.other_languages')}{say('writing.colon')}{say.listed(links)}\n{attributes('', 'trail')}" if links else ""


def _shelves(listings: dict[Listing, list[Resolution]], language: str, source: str) -> str:
    """Links to the lists, under a heading for each body and a line for each kind of document."""
    blocks, say = [], words_of(language)
    for organ, of_organ in groupby(listings, key=lambda listing: listing.organ):
        blocks.append(f"## {escape(organ_name(organ, say))}")
        for _, of_kind in groupby(of_organ, key=lambda listing: listing.kind):
            found = list(of_kind)
            total = sum(len(listings[listing]) for listing in found)
            links = []
            for listing in found:
                to = link(escape(listing.name(say)), relative_link(source, listing.source(language)))
                links.append(f"- {to} <small>{len(listings[listing])}</small>")
            blocks += [
                '<div class="shelf" markdown="1">',
                f"### {escape(found[0].kinds(say))} <small>{say.number(total)}</small>",
                "\n".join(links),
                "</div>",
            ]
    return "\n\n".join(blocks)
