"""Dates as they stand after the number of a resolution: ' of 18 December 2019'."""

from __future__ import annotations

import re

__all__ = ["DATE_AFTER", "printed_date"]

_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")
_DAY = rf"\d{{1,2}} (?:{'|'.join(_MONTHS)})"
# The date after a number, with what leads to it, without the year where a list shares it: ' of 5 December 2016', ', adopted on 3 May'.
DATE_AFTER = rf",? (?:of|on|adopted on|dated) ?{_DAY}(?: \d{{4}})?"
_DATE = re.compile(rf",? ?(?:of|on|adopted on|dated) ?(\d{{1,2}}) ({'|'.join(_MONTHS)}) (\d{{4}})")


def printed_date(words: str, place: int) -> str | None:
    """The date printed from here, ' of 18 December 2019', as '2019-12-18'; None where none is."""
    match = _DATE.match(words, place)
    return f"{match[3]}-{_MONTHS.index(match[2]) + 1:02}-{int(match[1]):02}" if match else None
