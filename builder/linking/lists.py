"""Lists of numbers: which number shares what governs the one before it."""

from __future__ import annotations

import re

from builder.linking.dates import DATE_AFTER
from builder.linking.forms import Form, Mention

__all__ = ["follows_in_list"]

_REACH = 400  # characters between two members of a list; quoted titles are long

# What is taken out of the words between two members first: titles, and places in the first.
_TITLE = re.compile(r",? entitled “[^”]*”|,? “[^”]*”")
_PLACE = re.compile(
    r",? (?:sects?\.|paras?\.|op\.|chaps?\.|annex(?:es)?\b|appendix\b|parts?\b|sections?|paragraphs?)"
    r"(?: ?(?:\d[\w.]*|[IVXL]+|[A-Z])(?:\.[A-Z])?(?: \([a-z]+\))*(?:(?: ?[–-] ?| to | and |, )(?:\d{1,3}|[IVXL]+|\([a-z]+\))(?![\w/]))*)?"
)
# What may then stand between two members that share what governs the first.
_AND = r"(?: ?[,;]? ?(?:and|or|to|as well as|including|in particular|namely)(?: also| in)?(?: of)? | ?[,;] ?)"
_GLUE = re.compile(rf"(?:{DATE_AFTER})?{_AND}")
_ONLY_DATE = re.compile(rf"{DATE_AFTER} ")  # a comma is missing
# The same with what each is about: "72/200 of 20 December 2017 on information technologies, 75/202 of …".
_LONG_GLUE = re.compile(r"[^.;:]*(?:,| and |including )\s?")
_BREAKS = re.compile(
    r"resolution|decision|statement|\b(?:Council|Assembly|Commission|Conference|Committee|Board|Parties)\b|\d/\d",
    re.IGNORECASE,
)
# How a further member that has no date goes on: "and 76/258 on the Doha Programme of Action".
_SUBJECT = re.compile(r" (?:on|entitled|concerning|regarding) ")


def follows_in_list(words: str, before: Mention, mention: Mention) -> bool:
    """Whether what stands between a number and the next makes that one a further member of the first one's list."""
    if before.governor is None or mention.start - before.end > _REACH:
        return False
    gap = words[before.end : mention.start]
    if len(gap) > 2:
        gap = _PLACE.sub("", _TITLE.sub("", gap))
    plural = before.governor.plural
    if _GLUE.fullmatch(gap):
        return mention.form is not Form.BARE or (plural and before.form in (Form.BARE, Form.COUNCIL))
    if not plural or mention.form is Form.BARE:
        return False
    if mention.date and before.date and _ONLY_DATE.fullmatch(gap):
        return True
    if not (mention.date or (mention.form is before.form and _SUBJECT.match(words, mention.end))):
        return False
    return _LONG_GLUE.fullmatch(gap) is not None and not _BREAKS.search(gap)
