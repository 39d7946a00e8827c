"""How often English words are used, as evidence of whether pieces of words are words.

The list is that of SymSpell (MIT): 83,000 words of current English, British and American, with their counts in Google's books.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

__all__ = ["frequency"]

_LIST = "frequency_dictionary_en_82_765.txt"


def frequency(word: str) -> int:
    """How often the word is counted, in any case; 0 for what is no English word of the list. 'seeking' -> 28023068."""
    return _frequencies().get(word.lower(), 0)


@cache
def _frequencies() -> Mapping[str, int]:
    lines = files("symspellpy").joinpath(_LIST).read_text(encoding="utf-8-sig").splitlines()
    pairs = (line.split() for line in lines)
    return {word: int(count) for word, count in pairs}
