"""Where a pattern is worth trying: a quick pattern of the characters with which it may begin goes through a text in its stead.

A pattern that begins with a condition ("not inside a word") is tried by `re` at each character of a text. One that begins with a character
is looked for as fast as that character is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

__all__ = ["matches"]


def matches(pattern: re.Pattern[str], start: re.Pattern[str], words: str, at: int = 0, end: int | None = None) -> Iterator[re.Match[str]]:
    """What `pattern.finditer` finds in words[at:end]; `start` must match wherever the pattern does, however short."""
    stop = len(words) if end is None else end
    for place in start.finditer(words, at, stop):
        if place.start() >= at and (match := pattern.match(words, place.start(), stop)):
            at = match.end()
            yield match
