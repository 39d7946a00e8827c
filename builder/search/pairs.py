"""Chinese for the index: it is written without spaces, and the index knows only words between spaces.

Each sign is put there with the one after it: 沿海灯塔 is 沿海 海灯 灯塔 塔. Most words are of two signs, so that one is found within
any sentence, and longer ones as the pairs they are made of, one after the other. Where a sentence ought to be cut into words need not be
known, here as little as in the browser, which does the same with what a reader types (`asking.js`) and shows the first sign of each pair.
"""

from __future__ import annotations

import re

__all__ = ["in_pairs", "is_written_without_spaces"]

# Signs of words: the Unicode blocks of Han. What stands between two of them, punctuation for one, ends the run.
_HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_RUN = re.compile(rf"(?P<signs>[{_HAN}]+)|[^\s{_HAN}]+")


def is_written_without_spaces(language: str) -> bool:
    """Whether words of the language are for the index in pairs of signs."""
    return language == "zh"


def in_pairs(words: str) -> str:
    """The words as the index takes them in.

    >>> in_pairs("沿海灯塔，第73/180号")
    '沿海 海灯 灯塔 塔， 第 73/180 号'
    """
    out: list[str] = []
    for match in _RUN.finditer(words):
        run = match.group()
        if match["signs"]:
            out += [run[place : place + 2] for place in range(len(run))]
        # What follows a sign at once and is no word of its own stays with it: 塔，
        elif out and not words[match.start() - 1].isspace() and not _WORD.search(run):
            out[-1] += run
        else:
            out.append(run)
    return " ".join(out)


_WORD = re.compile(r"\w")
