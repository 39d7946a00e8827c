"""Citations in sentences: the United Nations' own, OSCOLA, Bluebook, Chicago and APA. Each rule is named in `data/citation_styles.yaml`."""

from __future__ import annotations

import re
from datetime import date

from builder.model import Kind, Organ, Resolution
from builder.pages.citation_styles.template import ADDRESS, PLACE, Template, italic, plain
from builder.pages.names import full_name, short_symbol
from builder.pages.words import ENGLISH

__all__ = ["author", "is_adopted_text", "number_of", "prose_citations", "title_of"]

_OSCOLA_BODIES = {
    Organ.GENERAL_ASSEMBLY: "UNGA",
    Organ.SECURITY_COUNCIL: "UNSC",
    Organ.HUMAN_RIGHTS_COUNCIL: "UNHRC",
    Organ.ECOSOC: "ECOSOC",
}
_BLUEBOOK_BODIES = {
    Organ.GENERAL_ASSEMBLY: "G.A.",
    Organ.SECURITY_COUNCIL: "S.C.",
    Organ.HUMAN_RIGHTS_COUNCIL: "Human Rights Council",
    Organ.ECOSOC: "E.S.C.",
}
# The Bluebook's table T12.
_BLUEBOOK_MONTHS = ("Jan.", "Feb.", "Mar.", "Apr.", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec.")
_OLD_LETTER = re.compile(r"^(?P<number>\d+) (?P<letter>[A-Z](?:-[A-Z])?) (?P<session>\([^)]*\))$")
_YEAR = re.compile(r" \(\d{4}\)$")


def prose_citations(resolution: Resolution) -> dict[str, Template]:
    """The document in each of these styles."""
    return {
        "un": Template(_united_nations(resolution)),
        "oscola": Template(_oscola(resolution)),
        "bluebook": Template(_bluebook(resolution)),
        "chicago": Template(_chicago(resolution)),
        "apa": Template(_apa(resolution)),
    }


def author(resolution: Resolution) -> str:
    """The body as an author: 'United Nations General Assembly'."""
    return "United Nations" if resolution.organ is Organ.OTHER else f"United Nations {resolution.organ.value}"


def is_adopted_text(resolution: Resolution) -> bool:
    """Whether it is known by a number of its own: a resolution or a decision. Statements and drafts are known by their symbols."""
    return resolution.kind in (Kind.RESOLUTION, Kind.DECISION)


def number_of(resolution: Resolution) -> str:
    """'74/166', '1325 (2000)', '217 A (III)'."""
    return short_symbol(resolution.symbol)


def _when(resolution: Resolution) -> str | None:
    return resolution.adopted or resolution.issued


def _united_nations(resolution: Resolution) -> str:
    """'General Assembly resolution 74/166, para. 2'; what has no number of its own is cited by its symbol."""
    return (full_name(resolution) if is_adopted_text(resolution) else resolution.symbol) + PLACE


def _oscola(resolution: Resolution) -> str:
    """'UNGA Res 51/210 (17 December 1996) UN Doc A/RES/51/210'; the Council's numbers are given without their years."""
    body = _OSCOLA_BODIES.get(resolution.organ, "UN")
    when = f" ({ENGLISH.day(_when(resolution))})" if _when(resolution) else ""
    symbol = _YEAR.sub("", resolution.symbol)
    if is_adopted_text(resolution):
        sort = "Res" if resolution.kind is Kind.RESOLUTION else "Dec"
        return f"{body} {sort} {_YEAR.sub('', number_of(resolution))}{when} UN Doc {symbol}{PLACE}"
    name = "‘Statement by the President’" if resolution.kind is Kind.PRESIDENTIAL_STATEMENT else "‘Draft resolution’"
    return f"{body} {name}{when} UN Doc {symbol}{PLACE}"


def _bluebook(resolution: Resolution) -> str:
    """'G.A. Res. 62/272, ¶ 5 (Sept. 8, 2006)', 'G.A. Res. 217 (III) A (Dec. 10, 1948)'; others with their document symbol."""
    body = _BLUEBOOK_BODIES.get(resolution.organ, "U.N.")
    when = f" ({_bluebook_day(_when(resolution))})" if _when(resolution) else ""
    number = _OLD_LETTER.sub(r"\g<number> \g<session> \g<letter>", _YEAR.sub("", number_of(resolution)))
    if resolution.kind is Kind.PRESIDENTIAL_STATEMENT:
        number = re.sub(r"^S/PRST/", "", number)
        return f"{body} Pres. Statement {number}{PLACE}{when}"
    if resolution.kind is Kind.DRAFT_RESOLUTION or resolution.kind not in (Kind.RESOLUTION, Kind.DECISION):
        return f"{body} Draft Res., U.N. Doc. {resolution.symbol}{PLACE}{when}"
    sort = "Res." if resolution.kind is Kind.RESOLUTION else "Dec."
    document = f", U.N. Doc. {resolution.symbol}" if resolution.organ is Organ.HUMAN_RIGHTS_COUNCIL else ""
    return f"{body} {sort} {number}{document}{PLACE}{when}"


def _bluebook_day(iso: str | None) -> str:
    when = _date(iso)
    return f"{_BLUEBOOK_MONTHS[when.month - 1]} {when.day}, {when.year}" if when else iso or ""


def _chicago(resolution: Resolution) -> str:
    """'UN General Assembly, Resolution 74/166, *Title*, A/RES/74/166 (December 18, 2019), para. 2(a)(i), address.'"""
    body = "UN" if resolution.organ is Organ.OTHER else f"UN {resolution.organ.value}"
    name = (
        f"{resolution.kind.value.capitalize()} {number_of(resolution)}"
        if is_adopted_text(resolution)
        else resolution.kind.value.capitalize()
    )
    when = f" ({_american_day(_when(resolution))})" if _when(resolution) else ""
    title = title_of(resolution)
    named = "" if title == full_name(resolution) else italic(title)  # the number is said already
    if title.startswith(f"{name} ["):
        named = title.removeprefix(f"{name} ")
    parts = [body, name, named, f"{resolution.symbol}{when}"]
    return f"{', '.join(part for part in parts if part)}{PLACE}, {ADDRESS}."


def _apa(resolution: Resolution) -> str:
    """The reference, and in brackets what stands in the text, where APA puts the place."""
    when = _date(_when(resolution))
    dated = f"{when.year}, {_american_day(_when(resolution)).rpartition(', ')[0]}" if when else "n.d."
    year = str(when.year) if when else "n.d."
    reference = f"{author(resolution)}. ({dated}). {italic(title_of(resolution))} ({resolution.symbol}). {ADDRESS}"
    return f"{reference} [In the text: ({author(resolution)}, {year}{PLACE})]"


def title_of(resolution: Resolution) -> str:
    """The printed title, else the item it was adopted under; of a resolution that has but the United Nations' description ('on women and
    peace and security'), its number with that in brackets, as catalogues give it.
    """
    words = plain(resolution.title or resolution.description or "").strip("[] ")
    if resolution.title or not words or not words[0].islower():
        return words or full_name(resolution)
    return f"{resolution.kind.value.capitalize()} {number_of(resolution)} [{words}]"


def _american_day(iso: str | None) -> str:
    when = _date(iso)
    return f"{ENGLISH.day(iso).split()[1]} {when.day}, {when.year}" if when else iso or ""


def _date(iso: str | None) -> date | None:
    try:
        return date.fromisoformat(iso or "")
    except ValueError:
        return None
