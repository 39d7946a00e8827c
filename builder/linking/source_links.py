"""The source's own links, a second opinion: each is laid beside the mention on whose words it stands."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from builder.linking.forms import Form, Mention
from builder.linking.numbers import letters_span
from builder.symbol_grammar import PART

__all__ = ["add_links"]

_Link = tuple[int, int, str]  # start, end, symbol


def add_links(words: str, printed: Iterable[Mention], links: Sequence[_Link]) -> Iterable[Mention]:
    """The printed mentions with the symbols of the links on them, and the links on other words."""
    if not links:
        return printed
    ordered = sorted(links)
    used: set[_Link] = set()
    found: list[Mention] = []
    first = 0
    for mention in printed:
        while first < len(ordered) and ordered[first][1] <= mention.start:
            first += 1
        own = []
        for link in ordered[first:]:
            if link[0] >= mention.end:
                break
            own.append(link)
        used.update(own)
        before = found[-1] if found and own and own[0][0] < found[-1].end else None
        if before is not None and mention.number and (before.number, before.session) == (mention.number, mention.session):
            # One link on 'A and B': the source means both as one document.
            found[-1] = replace(before, end=mention.end, letters=letters_span([*before.letters.split("-"), *mention.letters.split("-")]))
        else:
            found.append(replace(mention, address=_agreeing(mention, own)) if own else mention)
    found += [other for link in ordered if link not in used and (other := _on_other_words(words, link))]
    return sorted(found, key=lambda mention: mention.start)


def _on_other_words(words: str, link: _Link) -> Mention | None:
    """The link as a mention of its own; None where it slipped there from other words."""
    start, end, symbol = link
    inside = words[start:end]
    if not set(re.findall(r"\d+", inside)) <= set(re.findall(r"\d+", symbol)):
        return None
    start += len(inside) - len(inside.lstrip(" ,;:.(["))
    end -= len(inside) - len(inside.rstrip(" ,;:.)]"))
    if start >= end or re.search(r"\w", words[max(0, start - 1) : start] + words[end : end + 1]):
        return None
    letter = re.fullmatch(PART, words[start:end])
    return Mention(start, end, Form.WORDS, letters=letter[0] if letter else "", address=symbol)


def _agreeing(mention: Mention, links: Sequence[_Link]) -> str:
    """The symbol among those linked on the mention's words that has its number; else the first."""
    numbers = [mention.number, mention.session]
    return next((link[2] for link in links if all(n in link[2] for n in numbers)), links[0][2])
