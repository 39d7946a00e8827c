"""Fingerprints of words: a line of letters from which one can tell how many of the words another text still has.

    'JxQ2k3GaZ0…'        up to 48 words: a letter for each
    'b9-T160~Za8m…'      of 160 words: a letter for about 48 of them

The first four letters are a hash of all letters and digits, without case, punctuation and spaces: where it is the same, nothing changed,
however the text is spaced. Then comes a letter for each word (of Chinese and Japanese: each character), one of 64 by its hash. Of a longer
text only those words have one whose own hash says so, about 48, so that a fingerprint stays small: from any other version of the text, the
same words are taken.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

__all__ = ["FINGERPRINT", "changed_share", "fingerprint"]

_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
_BITS = 64  # of a hash
_ALL = (1 << _BITS) - 1
_CHECK = 4  # letters of the hash of everything
_SAMPLE = 48  # words that have a letter each; of a longer text, about so many have

FINGERPRINT = re.compile(rf"(?:[\w-]{{{_CHECK}}}(?:(?P<of>[1-9]\d{{0,8}})~)?(?P<sample>[\w-]*))?", re.ASCII)
"""What a fingerprint looks like: 'b9-T160~Za8m…' or '', not 'b9-T0~'."""

# Scripts that put no spaces between words: each character counts as one.
_UNSPACED = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_WORD = re.compile(rf"[{_UNSPACED}]|[^\W_{_UNSPACED}]+")


def fingerprint(words: str) -> str:
    """The fingerprint of a unit's words; '' where there is neither letter nor digit."""
    found = _words(words)
    if not found:
        return ""
    of = len(found)
    return f"{_check(found)}{f'{of}~' if of > _SAMPLE else ''}{_sample(found, of)}"


def changed_share(before: str, words: str) -> float:
    """How much of a text with this fingerprint has changed where its words are these now: 0 for nothing, 1 for all.

    Counted are words that went or came or stand in another order, as a share of the longer text; of a long one, of its sample. A text that
    had no words cannot have changed. ValueError for what is no fingerprint.
    """
    match = FINGERPRINT.fullmatch(before)
    if match is None:
        raise ValueError(f"no fingerprint: {before!r}")
    found = _words(words)
    if not before or (found and before.startswith(_check(found))):
        return 0.0
    sample, now = match["sample"], _sample(found, int(match["of"] or 0))
    longest = max(len(sample), len(now))
    return 1 - _in_common(sample, now) / longest if longest else 0.0


def _words(words: str) -> list[str]:
    return _WORD.findall(unicodedata.normalize("NFKC", words).casefold())


def _number(words: str) -> int:
    return int.from_bytes(hashlib.blake2b(words.encode("utf-8", "surrogatepass"), digest_size=_BITS // 8).digest(), "big")


_number_of = lru_cache(maxsize=1 << 16)(_number)


def _check(words: Sequence[str]) -> str:
    number = _number("".join(words))
    return "".join(_LETTERS[number >> 6 * place & 63] for place in range(_CHECK))


def _sample(words: Sequence[str], of: int) -> str:
    """A letter for each word, in the order of the words' hashes; of a text that had so many, only for the first about 48.

    A word that is there three times is three words of which each has a hash, or else all would hang on a few 'the'.
    """
    times: dict[str, int] = {}
    numbers = []
    for word in words:
        odd = times.get(word, -1) + 2  # 1, 3, 5…: other numbers, as evenly spread
        times[word] = odd
        numbers.append(_number_of(word) * odd & _ALL)
    last = (_SAMPLE << _BITS) // max(of, _SAMPLE)
    return "".join([_LETTERS[number & 63] for number in sorted([number for number in numbers if number < last])])


def _in_common(one: str, other: str) -> int:
    """The length of the longest sequence of letters that stands in both, in order.

    Source: H. Hyyrö, Bit-parallel LCS-length computation revisited (2004): a bit for each letter of the one, a step for each of the other.
    """
    places: dict[str, int] = {}
    for place, letter in enumerate(one):
        places[letter] = places.get(letter, 0) | 1 << place
    everything = row = (1 << len(one)) - 1
    for letter in other:
        matched = row & places.get(letter, 0)
        row = ((row + matched) | (row - matched)) & everything
    return len(one) - row.bit_count()
