"""How often English words are used, as evidence of whether pieces of words are words.

The list is that of SymSpell (MIT): 83,000 words of current English, American and British, with their counts in Google's books. Its file
alone is used, and read when it is first asked for, once in a process.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.util import find_spec
from pathlib import Path

__all__ = ["frequency", "is_listed", "share"]

_LIST = "frequency_dictionary_en_82_765.txt"


def is_listed(word: str) -> bool:
    """Whether the list has the word, in any case. It has no pieces of words: not 'ment', not 'th'; of letters, 'a' and 'i'."""
    return word.lower() in _counts()


def frequency(word: str) -> int:
    """How often the word is counted, in any case; 0 for what is no English word of the list. 'seeking' -> 28023068."""
    return int(_counts().get(word.lower(), 0))


def share(word: str) -> float:
    """What part of all English words this word is: 'of' -> 0.024."""
    return frequency(word) / _total()


@cache
def _counts() -> Mapping[str, str]:
    """Word -> count, as the list writes it: of 83,000 a document asks for a few."""
    package = find_spec("symspellpy")  # found and not imported, which would take ten times as long as to read the list
    folder = next(iter(package.submodule_search_locations or ()), "") if package else ""
    listed = Path(folder, _LIST).read_text(encoding="utf-8-sig").split()
    return dict(zip(listed[::2], listed[1::2], strict=True))


@cache
def _total() -> int:
    return sum(map(int, _counts().values()))
