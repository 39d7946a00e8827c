"""Treaties by volume and number of the United Nations *Treaty Series*: 'United Nations, Treaty Series, vol. 1577, No. 27531'.

The symbol of one is the archive's own, 'UNTS/1577/27531'. In footnotes the series is named once and then "Ibid.": that "Ibid., vol. 1249,
No. 20378" is a treaty is known from its form, since nothing else is numbered so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from builder.linking.forms import Form, Mention
from builder.symbols import canonical_symbol

__all__ = ["find_treaties"]

_TREATY = re.compile(
    r"(?P<lead>Treaty Series,? |[Ii]bid\.,? )?"
    r"(?P<words>\bvols?\. (?P<volume>\d{1,4})(?!\w)(?:(?:, \d{1,4}| and \d{1,4}){0,12})?, Nos?\. (?:I-)?(?P<number>\d{1,6})(?!\w))"
    r"|(?P<ibid>[Ii]bid\., )(?P<same>Nos?\. (?:I-)?(?P<same_number>\d{3,6})(?!\w))"
)
# Further numbers in the same volume: 'Nos. 17512 and 17513', 'Nos. 970–973'.
_FURTHER = re.compile(r"(?:, | and |–|-| to )(?P<number>\d{1,6})(?![\w/])(?!\.\d)")


def find_treaties(words: str) -> Iterator[Mention]:
    """The treaties in a text, in order; each number is a mention."""
    if "No" not in words or ("vol" not in words and "bid." not in words):
        return
    volume = ""
    for match in _TREATY.finditer(words):
        sort = "same" if match["same"] else "words"
        volume = match["volume"] or volume
        # "Ibid., No. 2138" after no volume is none, nor are other records: "vol. 3, No. 2" of a journal.
        if not volume or not (match["same"] or match["lead"] or _is_listed(words, match.start())):
            continue
        yield _mention(match.start(sort), match.end(), volume, match["same_number"] or match["number"])
        place = match.end()
        while "Nos." in match[sort] and (further := _FURTHER.match(words, place)):
            place = further.end()
            yield _mention(further.start("number"), place, volume, further["number"])


def _is_listed(words: str, place: int) -> bool:
    """Whether a treaty by volume alone goes on from one before: 'vol. 75, No. 970; vol. 1125, No. 17512'."""
    return words[max(0, place - 6) : place].endswith(("; ", "; and ", " and "))


def _mention(start: int, end: int, volume: str, number: str) -> Mention:
    symbol = canonical_symbol(f"UNTS/{volume}/{number}")
    return Mention(start, end, Form.TREATY, number, volume, symbol=symbol)
