"""The words of documents by which their parts are told, in every language: what `data/printed_words.yaml` holds.

Code interpolates them, so that a language is added, or a spelling, without a line of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

__all__ = ["alternatives", "bare_word", "kept_words", "numbered_words", "printed", "printed_patterns", "unsigned"]

_SIGNS = re.compile("[\u0640\u064b-\u065f\u0670]")  # Arabic: lengthening strokes and the signs of short vowels, printed or not


@cache
def printed() -> Mapping[str, Any]:
    """What the data file holds, by its headings."""
    text = files("builder").joinpath("data/printed_words.yaml").read_text(encoding="utf-8")
    content: dict[str, Any] = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    return content


@cache
def printed_patterns(heading: str) -> re.Pattern[str]:
    """One pattern for the expressions of all languages under a heading; its one group that matched is what is kept."""
    return re.compile("|".join(f"(?:{pattern})" for pattern in printed()[heading].values()), re.IGNORECASE)


def kept_words(match: re.Match[str]) -> str:
    """What a match of such a pattern keeps: its one group that took part."""
    return next((str(group) for group in match.groups() if group), "")


def unsigned(words: str) -> str:
    """Words without the Arabic signs that are printed or not: 'أوّلاً' -> 'أولا'."""
    return words if words.isascii() else _SIGNS.sub("", words)


def bare_word(words: str) -> str:
    """Words as they are compared: in lower case, without Arabic signs, in single spaces."""
    return " ".join(unsigned(words).lower().split())


@cache
def numbered_words(heading: str) -> Mapping[str, int]:
    """The words under a heading that is a sequence, each with its place from 1: 'ثانيا' -> 2."""
    found: dict[str, int] = {}
    for place, entry in enumerate(printed()[heading], start=1):
        for word in [entry] if isinstance(entry, str) else entry:
            found[bare_word(word)] = place
    return found


def alternatives(words: Iterable[str]) -> str:
    """Words as alternatives of a pattern for `unsigned` words, the longest first."""
    return "|".join(re.escape(unsigned(word)) for word in sorted(words, key=lambda word: (-len(word), word)))
