"""The signs of a citation: a text that has none of them in it, and no link of the source, cites nothing.

Most texts are such, and are known by this before anything is looked for in them, or put into English to look for it.
"""

from __future__ import annotations

from functools import cache

from builder.linking.instruments import name_words

__all__ = ["signs"]

_MENTIONS = ("/", "(", "resolution", "Resolution", "decision", "bid", "vol")  # 74/166, 1325 (2000), that decision, Ibid., vol. 1577
_PLACES = ("above", "below", "present", "this")
_RECORDS = ("Official Records", "Supplement", "Sales", "ISBN")  # cited by no number of theirs, but by "Ibid." in the next note


@cache
def signs() -> tuple[str, ...]:
    """The signs, as English words or parts of such."""
    return (*_MENTIONS, *_PLACES, *_RECORDS, *name_words())
