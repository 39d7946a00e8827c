"""Numbered divisions of a text: section II, its part B, article 5. What a heading opens, and the anchor that this has.

A division lasts until the next of its level, whatever the source's markup says. Levels come from the order in which the sorts of labels
first appear: 'A' under 'I' is inside it, the next 'II' ends both.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from builder.labels import Family, anchor_piece, readings, roman_number
from builder.model import Block, BlockKind, Heading, Paragraph

__all__ = ["Division", "Divisions", "division_of", "repeats_numbers"]


@dataclass(frozen=True, slots=True)
class Division:
    """A numbered division: what it is called ('section', 'article'), and its own piece of the anchor ('s2', 'sb', 'art5').

    `sort` is what divisions of one level share: roman sections are one sort, lettered ones another.
    """

    name: str
    anchor: str
    sort: str


_NAMED = {
    "part": "part",
    "chapter": "ch",
    "article": "art",
    "rule": "rule",
    "principle": "prin",
    "goal": "goal",
    "section": "s",
    "annex": "annex",
    "appendix": "appendix",
    "enclosure": "enclosure",
    "attachment": "attachment",
}
# 'Article 5', 'Part I', 'Goal 9. Build …', 'Annex II to resolution …'; not 'Part of the …', 'Goals'.
_NAMED_DIVISION = re.compile(
    rf"(?P<name>{'|'.join(_NAMED)})\s+(?:(?P<digits>\d{{1,3}})|(?P<roman>[IVXL]{{1,6}})|(?P<letter>[A-Z]))(?![\w’'-])", re.IGNORECASE
)
_BARE_ANNEX = re.compile(r"(annex|appendix|enclosure|attachment)\b", re.IGNORECASE)


def division_of(heading: Heading) -> Division | None:
    """The numbered division that a heading opens; None for a heading without a number."""
    words = f"{heading.label} {heading.text.words}".strip()
    if match := _NAMED_DIVISION.match(words):
        name = match["name"].lower()
        if match["letter"] and not match["letter"].isupper():
            return None
        number = match["digits"] or (str(roman_number(match["roman"])) if match["roman"] else (match["letter"] or "").lower())
        return Division(name, _NAMED[name] + number, name)
    if match := _BARE_ANNEX.match(words):
        return Division(match[1].lower(), _NAMED[match[1].lower()], match[1].lower())
    core = (heading.label or heading.text.words).strip("(). ")  # without a label, the words may be a number alone
    if core.isupper() and (value := roman_number(core)) is not None and not (len(core) == 1 and core in "CL"):
        return Division("section", f"s{value}", "roman")
    if core.isdigit():
        return Division("section", f"s{core}", "number")
    if len(core) == 1 and core.isalpha():
        return Division("section", f"s{anchor_piece(core)}", "letter")
    return None


@dataclass(slots=True)
class Divisions:
    """The divisions that are open at a place, outermost first."""

    open: list[Division] = field(default_factory=list)

    @property
    def path(self) -> str:
        """Their anchor: 's2-sb'; '' outside of any."""
        return "-".join(division.anchor for division in self.open)

    @property
    def depth(self) -> int:
        return len(self.open)

    def enter(self, division: Division) -> str:
        """Open a division, ending those of its sort and what is inside them; its path is returned."""
        division = self._as_letter(division)
        for depth, other in enumerate(self.open):
            if other.sort == division.sort:
                del self.open[depth:]
                break
        self.open.append(division)
        return self.path

    def _as_letter(self, division: Division) -> Division:
        """'I' that follows 'H' among lettered divisions is a letter, as is 'C' or 'D' (which are no Roman numerals here)."""
        if division.sort == "roman":
            for other in self.open:
                if other.sort == "letter" and other.anchor == "sh" and division.anchor == "s1":
                    return Division("section", "si", "letter")
        return division


def repeats_numbers(body: Sequence[Block]) -> bool:
    """Whether a number stands over two paragraphs of the blocks, so that numbers alone are no address there."""
    seen: set[str] = set()
    for block in body:
        if not isinstance(block, Paragraph) or block.kind is BlockKind.PREAMBULAR:
            continue
        if any(meaning.family is Family.NUMBER for meaning in readings(block.label)):
            number = anchor_piece(block.label)
            if number in seen:
                return True
            seen.add(number)
    return False
