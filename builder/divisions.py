"""Numbered divisions of a text: section II, its part B, article 5. What a heading opens, and the anchor that this has.

A division lasts until the next of its level, whatever the source's markup says. Levels come from the order in which the sorts of labels
first appear: 'A' under 'I' is inside it, the next 'II' ends both.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from builder.labels import Family, anchor_piece, division_number, is_bullet, roman_number
from builder.model import Block, BlockKind, Heading, Paragraph
from builder.printed_words import alternatives, bare_word, numbered_words, printed, unsigned

__all__ = ["ANNEXES", "Division", "Divisions", "division_of", "repeats_numbers"]


@dataclass(frozen=True, slots=True)
class Division:
    """A numbered division: what it is called ('section', 'article'), and its own piece of the anchor ('s2', 'sb', 'art5').

    `sort` is what divisions of one level share: roman sections are one sort, lettered ones another.
    """

    name: str
    anchor: str
    sort: str


# What each division is in anchors.
_PIECES = {
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
ANNEXES = ("annex", "appendix", "enclosure", "attachment")

_WORDS = {bare_word(word): name for name, words in printed()["divisions"].items() for word in words}
_SPACED = [word for word in _WORDS if "…" not in word and not word.endswith(" 0")]
_IN_DIGITS = [word.removesuffix(" 0") for word in _WORDS if word.endswith(" 0")]
_BEFORE = sorted({word.partition("…")[0].strip() for word in _WORDS if word.endswith("…")}, key=len, reverse=True)
_AFTER = sorted({word.partition("…")[2] for word in _WORDS if "…" in word and not word.endswith("…")}, key=len, reverse=True)
_LETTER_NAMES = alternatives(numbered_words("letters"))
_SPELLED = f"{alternatives(numbered_words('ordinals'))}|{_LETTER_NAMES}"
_CHINESE = "[一二三四五六七八九十]{1,3}"
_INSERTED = {bare_word(spelling): name for name, spellings in printed()["inserted"].items() for spelling in spellings}

# 'Article 5', 'Part I', 'Goal 9. Build …', 'Annex II to resolution …', 'Приложение I', 'المرفق الثاني';
# not 'Part of the …', 'Goals', 'Section 29A' and what the Arabic has for it, 'الباب 29 ألف'.
_NAMED_DIVISION = re.compile(
    rf"""(?:(?P<in_digits>{alternatives(_IN_DIGITS)})(?=\s+\d)|(?P<name>{alternatives(_SPACED)}))\s+
        (?P<number>\d{{1,3}}(?!\s(?:{_LETTER_NAMES}))|[IVXLХІ]{{1,6}}|[A-ZА-Я]|{_SPELLED})(?![\w’'-])
        (?:\s+(?P<inserted>{alternatives(_INSERTED)})\b)?""",
    re.IGNORECASE | re.VERBOSE,
)
# '第5条', '第二部分', 'A节'; '附件一', '原则3', '附件'. Not '附件中…'.
_CHINESE_DIVISION = re.compile(
    rf"""(?P<before>第?)\s?(?P<number>\d{{1,3}}|{_CHINESE}|[IVXL]{{1,6}}|[A-Z])\s?(?P<after>{"|".join(_AFTER)})(?P<inserted>之{_CHINESE})?
        |(?P<name>{"|".join(_BEFORE)})\s?(?P<its>\d{{1,3}}|{_CHINESE}|[IVXL]{{1,6}}|[A-Z])?(?![\w])""",
    re.VERBOSE,
)
_BARE_ANNEX = re.compile(rf"({alternatives(word for word in _SPACED if _WORDS[word] in ANNEXES)})\b", re.IGNORECASE)


def division_of(heading: Heading) -> Division | None:
    """The numbered division that a heading opens; None for a heading without a number."""
    words = unsigned(f"{heading.label} {heading.text.words}".strip()).lstrip('“"')  # an amended rule is quoted, heading and all
    if match := _NAMED_DIVISION.match(words):
        name = _WORDS[f"{bare_word(match['in_digits'])} 0"] if match["in_digits"] else _WORDS[bare_word(match["name"])]
        return _numbered(name, match["number"], match["inserted"] or "")
    if match := _CHINESE_DIVISION.match(words):
        form = f"{match['name']}…" if match["name"] else f"{match['before']}…{match['after']}"
        if form in _WORDS and (match["number"] or match["its"]):
            return _numbered(_WORDS[form], match["number"] or match["its"], match["inserted"] or "")
        if _WORDS.get(form) in ANNEXES:
            return Division(_WORDS[form], _PIECES[_WORDS[form]], _WORDS[form])
    if match := _BARE_ANNEX.match(words):
        name = _WORDS[bare_word(match[1])]
        return Division(name, _PIECES[name], name)
    number = division_number(heading.label or heading.text.words)  # without a label, the words may be a number alone
    return Division("section", f"s{number[1]}", number[0].value) if number else None


def _numbered(name: str, printed_number: str, inserted: str) -> Division | None:
    """The division of a name and a number; None for a small letter, which is a word."""
    is_roman = roman_number(printed_number) is not None and (len(printed_number) > 1 or printed_number in "ivx")
    number = division_number(printed_number.upper() if is_roman else printed_number)
    if number is None or (number[0] is Family.LETTER and printed_number.islower()):
        return None
    return Division(name, _PIECES[name] + number[1] + _INSERTED.get(bare_word(inserted), ""), name)


_RULES_OF_PROCEDURE = re.compile(alternatives(printed()["rules of procedure"]), re.IGNORECASE)
_FIRST = re.compile(r"[a-z]*?(?:1|(?<=s)a)")  # 's1', 'sa', 'art1': where the numbering of a sort begins


@dataclass(slots=True)
class Divisions:
    """The divisions that are open at a place, outermost first.

    Where a sort begins again under the same division and no numbered heading between (A to T, then A again), the second run is 'r2-'.
    """

    open: list[Division] = field(default_factory=list)
    rules: bool = False  # a title over the first article said that these are rules of procedure
    _articles: bool = False  # an article has been entered
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
        division = self._as_rule(self._as_letter(division))
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

    def title(self, words: str) -> None:
        """Take note of a title: articles of rules of procedure are rules, as in English they are called."""
        self.rules = self.rules or (not self._articles and bool(_RULES_OF_PROCEDURE.search(words)))

    def _as_rule(self, division: Division) -> Division:
        self._articles = self._articles or division.name == "article"
        if self.rules and division.name == "article":
            return Division("rule", _PIECES["rule"] + division.anchor.removeprefix(_PIECES["article"]), "rule")
        return division

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
