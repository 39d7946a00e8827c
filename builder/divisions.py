"""Numbered divisions of a text: section II, its part B, article 5. What a heading opens, and the anchor that this has.

A division lasts until the next of its level, whatever the source's markup says. Levels come from the order in which the sorts of labels
first appear: 'A' under 'I' is inside it, the next 'II' ends both.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from builder.labels import anchor_piece, is_bullet, roman_number
from builder.model import Block, BlockKind, Heading, Paragraph

__all__ = ["ANNEXES", "Division", "Divisions", "division_of", "repeats_numbers"]


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
    rf"""(?P<name>{"|".join(_NAMED)})\s+(?:(?P<digits>\d{{1,3}})|(?P<roman>[IVXL]{{1,6}})|(?P<letter>[A-Z]))(?![\w’'-])
        (?:\s+(?P<inserted>bis|ter|quater|quinquies|sexies)\b)?""",
    re.IGNORECASE | re.VERBOSE,
)
ANNEXES = ("annex", "appendix", "enclosure", "attachment")
_DIGITS = 3  # of a number that stands alone, as of one after a name
_BARE_ANNEX = re.compile(rf"({'|'.join(ANNEXES)})\b", re.IGNORECASE)


def division_of(heading: Heading) -> Division | None:
    """The numbered division that a heading opens; None for a heading without a number."""
    words = f"{heading.label} {heading.text.words}".strip()
    if match := _NAMED_DIVISION.match(words):
        name = match["name"].lower()
        if match["letter"] and not match["letter"].isupper():
            return None
        if match["digits"]:
            number = str(int(match["digits"]))
        else:
            number = str(roman_number(match["roman"])) if match["roman"] else (match["letter"] or "").lower()
        return Division(name, _NAMED[name] + number + (match["inserted"] or "").lower(), name)
    if match := _BARE_ANNEX.match(words):
        return Division(match[1].lower(), _NAMED[match[1].lower()], match[1].lower())
    core = (heading.label or heading.text.words).strip("(). ")  # without a label, the words may be a number alone
    if core.isupper() and (value := roman_number(core)) is not None and not (len(core) == 1 and core in "CL"):
        return Division("section", f"s{value}", "roman")
    if core.isdecimal() and len(core) <= _DIGITS:
        return Division("section", f"s{int(core)}", "number")
    if len(core) == 1 and core.isalpha():
        return Division("section", f"s{anchor_piece(core)}", "letter")
    return None


_FIRST = re.compile(r"[a-z]*?(?:1|(?<=s)a)")  # 's1', 'sa', 'art1': where the numbering of a sort begins


@dataclass(slots=True)
class Divisions:
    """The divisions that are open at a place, outermost first.

    Where a sort begins again under the same division and no numbered heading between (A to T, then A again), the second run is 'r2-'.
    """

    open: list[Division] = field(default_factory=list)
    _runs: Counter[tuple[str, str]] = field(default_factory=Counter)  # (division above, sort) -> runs begun

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
        above = (self.path, division.sort)
        if _FIRST.fullmatch(division.anchor):
            self._runs[above] += 1
        if self._runs[above] > 1:
            division = replace(division, anchor=f"r{self._runs[above]}-{division.anchor}")
        self.open.append(division)
        return self.path

    def _as_letter(self, division: Division) -> Division:
        """'I' that follows 'H' among lettered divisions is a letter, no Roman numeral."""
        if division.sort == "roman" and any(o.sort == "letter" and o.anchor.endswith("sh") for o in self.open) and division.anchor == "s1":
            return Division("section", "si", "letter")
        return division


def repeats_numbers(body: Sequence[Block]) -> bool:
    """Whether a number or letter stands over two paragraphs of the blocks, so that it alone is no address there."""
    seen: set[str] = set()
    for block in body:
        if isinstance(block, Paragraph) and block.kind is not BlockKind.PREAMBULAR and block.label and not is_bullet(block.label):
            piece = anchor_piece(block.label)
            if piece in seen:
                return True
            seen.add(piece)
    return False
