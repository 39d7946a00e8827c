"""The forms in which documents are cited, and one mention of one."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from builder.linking.governors import Governor

__all__ = ["Form", "Mention"]


class Form(StrEnum):
    """How a document is pointed to."""

    SYMBOL = "symbol"  # S/2023/506
    SESSION = "session"  # 74/166, ES-11/1
    YEAR = "year"  # 2016/6
    ROMAN = "roman"  # 217 A (III)
    COUNCIL = "council"  # 1325 (2000)
    BARE = "bare"  # resolution 1325
    TREATY = "treaty"  # vol. 1577, No. 27531
    IBID = "ibid"  # Ibid.
    AGAIN = "again"  # that resolution
    WORDS = "words"  # whatever else bears a link of the source

    @property
    def is_number(self) -> bool:
        """Whether it is a resolution's or decision's number, which the words before it govern."""
        return self in _NUMBERS


_NUMBERS = frozenset({Form.SESSION, Form.YEAR, Form.ROMAN, Form.COUNCIL, Form.BARE})


@dataclass(frozen=True, slots=True)
class Mention:
    """One mention, at [start, end) in the words of its text.

    `number` and `session` are as printed ('166' and '74'; '217' and 'III'; '1325' and '2000'; of a treaty the number and the volume),
    `letters` 'A' or 'A-B'. `symbol` is set for full symbols and treaties, `address` is the symbol that the source's link on these
    words names. `date` is the ISO date printed after it.
    """

    start: int
    end: int
    form: Form
    number: str = ""
    session: str = ""
    letters: str = ""
    symbol: str | None = None
    address: str | None = None
    governor: Governor | None = None
    date: str | None = None
