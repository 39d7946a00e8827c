"""A document in its other languages, on its page: links to them, to a reading side by side, and the places in which the texts differ.

<details class="differences"><summary>The languages differ in 2 places</summary><ul>
<li>Not in <bdi lang="fr">Français</bdi>: <a href="#fn5">note 5</a></li>…</ul></details>
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from builder.agreement import Difference, Span, find_differences
from builder.anchors import Anchored, UnitKind
from builder.pages.addresses import Addresses
from builder.pages.markdown import attributes, escape, escape_html, link, relative_link
from builder.pages.names import language_name, place_name
from builder.pages.urls import page_path, relative_url
from builder.pages.words import Words, words_of

__all__ = ["BESIDE", "Versions", "gather_versions", "lacking_anchors", "render_also_in", "render_beside", "render_differences"]

BESIDE = "with"
"""The parameter of a page's address that names the language to be shown beside its own; scripts read it (`side-by-side.js`)."""

_MOST = 12  # spans that are named of one difference


@dataclass(frozen=True, slots=True)
class Versions:
    """A document's anchors, in reading order, in the language of the page and in each other that the archive has it in."""

    language: str
    source: str  # the Markdown file of the page
    anchors: tuple[str, ...]
    others: Mapping[str, tuple[str, ...]]
    sources: Mapping[str, str]  # of the other languages' pages

    @property
    def all(self) -> Mapping[str, tuple[str, ...]]:
        """The anchors in all languages."""
        return {self.language: self.anchors, **self.others}


def gather_versions(document: Anchored, addresses: Addresses) -> Versions:
    """The document in all its languages."""
    resolution, archive = document.resolution, addresses.archive
    symbol, language = resolution.symbol, resolution.language
    anchors = tuple(unit.anchor for unit in document.units if unit.kind is not UnitKind.FORMULA)
    held = [other for other in archive.languages if other != language and archive.get(symbol, other) is not None]
    others = {other: archive.anchors(symbol, other) for other in held}
    return Versions(
        language, f"{page_path(symbol, language)}.md", anchors, others, {other: f"{page_path(symbol, other)}.md" for other in held}
    )


def lacking_anchors(versions: Versions) -> Mapping[str, str]:
    """For each other language that lacks some of the page's anchors: these, parted by blanks."""
    held = {other: frozenset(anchors) for other, anchors in versions.others.items()}
    found = {other: " ".join(anchor for anchor in versions.anchors if anchor not in anchors) for other, anchors in held.items()}
    return {other: lacking for other, lacking in found.items() if lacking}


# --- the head of the page ---


def render_also_in(versions: Versions) -> str:
    """Links to the document's pages in its other languages, as Markdown; '' where there are none."""
    return words_of(versions.language).listed(
        [
            link(escape(language_name(other)), relative_link(versions.source, source))
            + attributes("", "version", lang=other, hreflang=other, dir=words_of(other).direction)
            for other, source in versions.sources.items()
        ]
    )


def render_beside(versions: Versions) -> str:
    """Links to the same page with another language beside its own, which a script shows.

    Their addresses stand without brackets: in Markdown, "<?" would begin an instruction of XML.
    """
    return words_of(versions.language).listed(
        [
            f"[{escape(language_name(other))}](?{BESIDE}={other})" + attributes("", "beside", lang=other, dir=words_of(other).direction)
            for other in versions.others
        ]
    )


# --- where the texts differ ---


def render_differences(versions: Versions) -> str:
    """The places that some languages have and others lack, folded; each leads to the place, in a language that has it. '' for none."""
    differences = find_differences(versions.all)
    if not differences:
        return ""
    say = words_of(versions.language)
    summary = say.count("languages.differ", sum(span.number for difference in differences for span in difference.spans))
    lines = "".join(f"<li>{_difference(difference, versions, say)}</li>" for difference in differences)
    return f'<details class="differences"><summary>{escape_html(summary)}</summary><ul>{lines}</ul></details>'


def _difference(difference: Difference, versions: Versions, say: Words) -> str:
    names = say.listed([_name(language) for language in difference.languages])
    having = next(language for language in versions.all if (language in difference.languages) is not difference.lacking)
    spans = list(_spans(difference.spans[:_MOST], having, versions, say))
    more = sum(span.number for span in difference.spans[_MOST:])
    places = say.listed([*spans, escape_html(say.count("languages.more", more)) if more else ""])
    return say("languages.lacking" if difference.lacking else "languages.only", languages=names, places=places)


def _name(language: str) -> str:
    return f'<bdi lang="{escape_html(language)}">{escape_html(language_name(language))}</bdi>'


def _spans(spans: Iterable[Span], language: str, versions: Versions, say: Words) -> Iterator[str]:
    """Links to the places, in the text of this language."""
    elsewhere = "" if language == versions.language else relative_url(versions.source, versions.sources[language])
    about = f' hreflang="{escape_html(language)}"' if elsewhere else ""
    for span in spans:
        ends: Sequence[str] = (span.first,) if span.number == 1 else (span.first, span.last)
        yield "–".join(f'<a href="{elsewhere}#{end}"{about}>{escape_html(place_name(end, say))}</a>' for end in ends)
