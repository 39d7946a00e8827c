"""A pattern of many words by their common beginnings, for lists that are matched at every place of a text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

__all__ = ["alternatives"]


def alternatives(words: Iterable[str], printed: Mapping[str, str] | None = None) -> str:
    """A pattern of the words, the longest that is printed: with 'ab', 'ac': 'a(?:b|c)'.

    What is tried at a place in the text is then as long as the printed words agree with some word, however many words there are.
    `printed` are patterns for signs that printers spell in several ways.
    """
    tails: dict[str, list[str]] = {}
    for word in words:
        if word:
            tails.setdefault(word[0], []).append(word[1:])
    branches = []
    for first, rest in sorted(tails.items()):
        following = alternatives(rest, printed)
        optional = "?" if following and "" in rest else ""
        spelled = (printed or {}).get(first, re.escape(first))
        branches.append(spelled + (f"(?:{following}){optional}" if following else ""))
    return "|".join(branches)
