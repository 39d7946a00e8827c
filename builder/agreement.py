"""Whether the texts of one document in its languages have the same anchors, and which places some of them have and others lack.

Numbers and letters count by their place in the list, so all languages of a document should have the same anchors (`op2-a-i`). Where they
do not, a text lacks something, has more, or was read wrongly: its pages name the places, and the keeper is told.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

from builder.diagnostics import Diagnostic
from builder.store import Store
from builder.symbols import sort_key

__all__ = ["Difference", "Span", "disagreements", "find_differences"]

_MOST = 12  # spans that a finding names


@dataclass(frozen=True, slots=True)
class Span:
    """Neighbouring places of one kind, from the first to the last, with whatever stands in them; `first` is `last` for one alone."""

    first: str
    last: str
    number: int = 1

    def __str__(self) -> str:
        return self.first if self.number == 1 else f"{self.first}–{self.last}"


@dataclass(frozen=True, slots=True)
class Difference:
    """Places, in reading order, that these languages lack, or with `lacking` false: that these alone have. The languages are sorted."""

    languages: tuple[str, ...]
    lacking: bool
    spans: tuple[Span, ...]

    def __str__(self) -> str:
        """'not in ar, zh: fn5–fn9, op2-b'."""
        named = ", ".join(map(str, self.spans[:_MOST]))
        more = f" and {len(self.spans) - _MOST:,} more" if len(self.spans) > _MOST else ""
        return f"{'not' if self.lacking else 'only'} in {', '.join(self.languages)}: {named}{more}"


def find_differences(texts: Mapping[str, Sequence[str]]) -> tuple[Difference, ...]:
    """The differences between the anchors, in reading order, of the texts in each language; those of the fewest languages first.

    Of places that stand in each other the outermost is named: with an annex goes all that is in it. Whichever is shorter is said of a
    place, who lacks it or who has it; that it is lacking, where half of the texts do.

    >>> [str(found) for found in find_differences({"en": ["op1", "op2", "op3"], "fr": ["op1", "fn1"], "ru": ["op1", "op2", "op3"]})]
    ['not in fr: op2–op3', 'only in fr: fn1']
    """
    if len(set(map(tuple, texts.values()))) < 2:
        return ()
    held = {language: frozenset(anchors) for language, anchors in sorted(texts.items())}
    found: dict[tuple[bool, tuple[str, ...]], list[Span]] = {}
    ends: dict[tuple[bool, tuple[str, ...]], tuple[str, int]] = {}  # family and place in it of the last of each list above
    patterns: dict[str, tuple[bool, tuple[str, ...]] | None] = {}
    families: Counter[str] = Counter()
    for anchor in _merged(texts[language] for language in held):
        pattern = patterns[anchor] = _pattern(anchor, held)
        around = _around(anchor, patterns)
        family = _family(anchor, around)
        families[family] += 1
        if pattern is None or (around and patterns[around] == pattern):
            continue
        spans = found.setdefault(pattern, [])
        if spans and ends[pattern] == (family, families[family] - 1):
            spans[-1] = Span(spans[-1].first, anchor, spans[-1].number + 1)
        else:
            spans.append(Span(anchor, anchor))
        ends[pattern] = family, families[family]
    ordered = sorted(found.items(), key=lambda item: (len(item[0][1]), item[0][1], not item[0][0]))
    return tuple(Difference(languages, lacking, tuple(spans)) for (lacking, languages), spans in ordered)


def _merged(texts: Iterable[Sequence[str]]) -> list[str]:
    """The anchors of all texts, each once: in the order of the first, those of the others after the one they follow."""
    after: dict[str, list[str]] = {"": []}
    for anchors in texts:
        before = ""
        for anchor in anchors:
            if anchor not in after:
                after[before].append(anchor)
                after[anchor] = []
            before = anchor
    merged = []
    open_ = [""]
    while open_:
        anchor = open_.pop()
        merged.append(anchor)
        open_ += after[anchor]  # the first text's own comes last, and so is taken after what others put in between
    return merged[1:]


def _pattern(anchor: str, held: Mapping[str, frozenset[str]]) -> tuple[bool, tuple[str, ...]] | None:
    """Whether it is lacking, and from which languages, or else which alone have it; None where all do."""
    lacking = tuple(language for language, anchors in held.items() if anchor not in anchors)
    if not lacking:
        return None
    having = tuple(language for language in held if language not in lacking)
    return (True, lacking) if len(lacking) <= len(having) else (False, having)


def _around(anchor: str, known: Mapping[str, object]) -> str:
    """The innermost place before it that it stands in: 'op2' for 'op2-a'; '' for none."""
    while "-" in anchor:
        anchor = anchor.rpartition("-")[0]
        if anchor in known:
            return anchor
    return ""


_STEM = re.compile(r"([a-z]*)\d")


def _family(anchor: str, around: str) -> str:
    """What it shares with its neighbours: 'op' for 'op2', 'op2-' for 'op2-a', the whole for what is counted in no row."""
    own = anchor.removeprefix(f"{around}-") if around else anchor
    stem = _STEM.match(own)
    if stem:
        return anchor[: len(anchor) - len(own)] + stem[1]
    return f"{around}-" if around and len(own) <= len("viii") else anchor


def disagreements(store: Store) -> Iterator[Diagnostic]:
    """Each document whose languages have other anchors, with the places, in order. Only what is new or changed is compared. Not noted."""
    query = """SELECT symbol, language, anchors FROM uncompared JOIN document USING (symbol) JOIN anchors USING (id)
      ORDER BY symbol, language"""
    found = [(symbol, _compared(rows)) for symbol, rows in groupby(store.rows(query), key=itemgetter(0))]
    with store.transaction():
        store.write("DELETE FROM disagreement WHERE symbol IN (SELECT symbol FROM uncompared)")
        store.write_all("INSERT INTO disagreement VALUES (?, ?)", [each for each in found if each[1]])
        store.write("DELETE FROM uncompared")
    for symbol, said in sorted(store.rows("SELECT symbol, found FROM disagreement"), key=lambda row: sort_key(row[0])):
        yield Diagnostic("languages-differ", said, document=symbol)


def _compared(rows: Iterable[tuple[str, str, str]]) -> str:
    """The differences in words, from rows of symbol, language and anchors; '' for none."""
    texts = {language: anchors.split() for _, language, anchors in rows}
    return "; ".join(map(str, find_differences(texts)))
