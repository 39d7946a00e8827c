"""Words that say a document again: 'Ibid.' in a footnote, 'that resolution' in a text. What they mean is in what went before."""

from __future__ import annotations

import re
from collections.abc import Iterator

from builder.linking.forms import Form, Mention

__all__ = ["find_again"]

_AGAIN = re.compile(
    r"""
      (?P<ibid> \b[Ii]bid\b\.? (?!,?[ ](?:vols?\.[ ]\d|Nos?\.[ ]\d)) )
    | (?: (?: (?:the|this) [ ] (?:said|same|above-mentioned|aforementioned|aforesaid|latter) )
        | (?: (?<=of[ ])|(?<=in[ ])|(?<=by[ ])|(?<=under[ ])|(?<=with[ ])|(?<=pursuant[ ]to[ ]) ) that )
      [ ] (?P<noun>resolution|decision) (?! s | [ ][A-Z]/ | [ ](?:\d|of[ ](?:all|conflict|dispute|the[ ](?:conflict|crisis|dispute))) )
    """,
    re.VERBOSE,
)


_WORDS = ("bid", *(f"{before} {noun}" for before in ("that", "said", "same", "mentioned", "latter") for noun in ("resolution", "decision")))


def find_again(words: str) -> Iterator[Mention]:
    """The words that say a document again, in order. "Ibid., vol. 1249, No. 20378" says a treaty and is none of them."""
    if not any(word in words for word in _WORDS):
        return
    for match in _AGAIN.finditer(words):
        yield Mention(match.start(), match.end(), Form.IBID if match["ibid"] else Form.AGAIN, number=match["noun"] or "")
