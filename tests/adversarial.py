"""Phrases that, repeated through one long paragraph, find out any step of linking that takes more than its share of time."""

from __future__ import annotations

__all__ = ["PHRASES", "repeated"]

_NUMBERED = "resolutions {n}/{n}, "

PHRASES = (
    _NUMBERED,
    "paragraph 1 of paragraph 1 of ",
    "paragraphs 1, 2 and 3 of resolution 1325 (2000), ",
    "A/",
    "A/RES/1 (",
    "((((",
    "1 (1) 1 (1) ",
    "Ibid., Ibid., ",
    "Ibid., vol. 1, Nos. ",
    "resolution of the General Assembly of the ",
    "Supplement No. 1 (A/1/1), ",
    "General Assembly ",
    "resolution ",
    "1325 (2000) A and B, ",
    "annex II, section I.B, ",
    "“Transforming our world ",
    "the said resolution, ",
    "of 1 January 2000 ",
    "its ",
    "1/1",
    "(a) (b) (c) ",
    "Convention on the ",
)


def repeated(phrase: str, size: int) -> str:
    """About so many characters of the phrase, after the words that open a list; '{n}' counts."""
    count = size // len(phrase)
    lead = "resolutions " if phrase == _NUMBERED else ""
    return lead + "".join(phrase.replace("{n}", str(number)) for number in range(1, count + 1))
