"""Where a pattern is worth trying: after which characters, and before which.

A pattern that begins with a condition ("not inside a word") is tried by `re` at each character of a text. One that begins with a class of
characters goes through the text in a fraction of that time, and finds the few places where the other is to be tried.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

__all__ = ["matches"]


def matches(pattern: re.Pattern[str], before: re.Pattern[str], words: str, at: int = 0, end: int | None = None) -> Iterator[re.Match[str]]:
    """What `pattern.finditer` finds in words[at:end].

    `before` must match the one character before each match, wherever there is one; where it matches more often, nothing but time is lost.
    """
    stop = len(words) if end is None else end
    if at == 0 and (match := pattern.match(words, 0, stop)):
        at = match.end()
        yield match
    for place in before.finditer(words, max(0, at - 1), stop):
        if place.end() >= at and (match := pattern.match(words, place.end(), stop)):
            at = match.end()
            yield match
