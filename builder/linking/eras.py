"""Eras: in which years a document can be, by its symbol, and so whether it can be cited in a year or bear a date."""

from __future__ import annotations

from functools import lru_cache

from builder.linking.governors import bodies
from builder.model import Organ
from builder.symbols import symbol_facts

__all__ = ["can_be", "years_of"]


def can_be(symbol: str, date: str | None, latest: int) -> bool:
    """Whether the document can be cited in the year `latest`, and can have been adopted on the printed date ('2017-03-24'; None: any)."""
    years = years_of(symbol)
    if years is None:
        return True
    if date is not None and int(date[:4]) > latest:
        date = None  # no date at all: "24 December 2107"
    return years[0] <= latest and (date is None or years[0] <= int(date[:4]) <= years[1])


@lru_cache(maxsize=1 << 16)
def years_of(symbol: str) -> tuple[int, int] | None:
    """The first and last year in which the document can be, as far as its symbol tells; None where it tells nothing."""
    facts = symbol_facts(symbol)
    if facts.year is not None:
        # The Economic and Social Council's session opens in the year before.
        return facts.year - (facts.organ is Organ.ECOSOC), facts.year
    if facts.session is None:
        return None
    if not facts.session.isdigit():
        years = bodies()["special_sessions"].get(facts.series.rsplit("/", 1)[0], {}).get(facts.session)
        return (years[0], years[1]) if years else None
    session = int(facts.session)
    if facts.organ is Organ.GENERAL_ASSEMBLY:
        return 1945 + session, 1946 + session  # a session opens in September and may resume until the next
    if facts.organ is Organ.ECOSOC and facts.series != "E/ESCAP/RES":
        return 1945 + session // 2, 1946 + session // 2  # two sessions a year, fewer at first
    if facts.organ is Organ.HUMAN_RIGHTS_COUNCIL:
        year = 2006 if session < 4 else 2007 + (session - 4) // 3  # three sessions in 2006, three a year since
        return year, year
    return None
