"""Which words a pattern cannot do without, so that it need not be tried on a text that has none of them.

A text is looked through for a few characters in a fraction of the time that a pattern takes to fail at each of its places, and most
patterns fail in most texts. What a pattern needs is read from the pattern itself: whoever changes one has nothing else to change.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import reduce
from types import ModuleType
from typing import Any

try:  # patterns have no other syntax tree; what is not known in one is taken to need nothing
    from re import _parser as _found  # type: ignore[attr-defined]
except ImportError:  # a Python that has it elsewhere: every pattern is tried on every text
    _found = None

_parser: ModuleType | None = _found

__all__ = ["Sieve"]

_Strings = frozenset[str]  # of which one must be there

_NOTHING: _Strings = frozenset({""})
_MOST = 24  # strings in one set: with more of them a sieve is no faster than the pattern
_MOST_SIGNS = 8  # of a class of characters that are told apart
_SETS = 2  # that a sieve has
_LONG = 4  # characters after which a string is rare enough


class Sieve:
    """What a text must have for the pattern to match in it: of each set of strings one.

    >>> Sieve("(?P<noun>[Rr]esolutions?|decisions?) n[o°] (?=[0-9])").passes("its resolution 73/180")
    False
    """

    __slots__ = ("_sets",)

    def __init__(self, pattern: str) -> None:
        self._sets = _needed(pattern)

    def passes(self, words: str) -> bool:
        """Whether the pattern may match in the words; where it does match, always true."""
        for strings in self._sets:
            for string in strings:
                if string in words:
                    break
            else:
                return False
        return True


def _needed(pattern: str) -> tuple[_Strings, ...]:
    """The sets that are the surest not to be in a text without a match."""
    if _parser is None:
        return ()
    tree = _parser.parse(pattern)
    if tree.state.flags & re.IGNORECASE:
        return ()
    needs: list[_Strings] = []
    _close(_read(tree, _NOTHING, needs), needs)
    chosen: list[_Strings] = []
    for strings in sorted(set(needs), key=_rarity, reverse=True):
        if not any(_implies(one, strings) for one in chosen):
            chosen.append(strings)
    return tuple(chosen[:_SETS])


def _implies(strings: _Strings, others: _Strings) -> bool:
    """Whether a text that has one of the strings has one of the others, too."""
    return all(any(other in one for other in others) for one in strings)


def _rarity(strings: _Strings) -> tuple[int, int, list[str]]:
    return min(_LONG, min(map(len, strings))), -len(strings), sorted(strings)


def _close(run: _Strings, needs: list[_Strings]) -> _Strings:
    """Note that the run is needed, and begin another: the next sign does not follow it directly, or in too many ways."""
    if "" not in run:
        needs.append(frozenset(one for one in run if not any(other in one for other in run if other != one)))
    return _NOTHING


def _read(tree: Iterable[tuple[Any, Any]], run: _Strings, needs: list[_Strings]) -> _Strings:
    """Put what a sequence needs into `needs`. A run is what may stand directly before a place, '' for anything: given is that before the
    sequence, what comes back is that before its end.
    """
    return reduce(lambda before, item: _read_one(str(item[0]), item[1], before, needs), tree, run)


def _read_one(kind: str, value: Any, run: _Strings, needs: list[_Strings]) -> _Strings:
    """The same for one item of a sequence."""
    match kind:
        case "LITERAL":
            return _followed(run, frozenset({chr(value)}), needs)
        case "IN":
            return _followed(run, _signs(value), needs)
        case "BRANCH":
            return _branched(value[1], run, needs)
        case "SUBPATTERN" if not value[1] & re.IGNORECASE:
            return _read(value[3], run, needs)
        case "ATOMIC_GROUP":
            return _read(value, run, needs)
        case "MAX_REPEAT" | "MIN_REPEAT" | "POSSESSIVE_REPEAT":
            least, most, item = value
            return _repeated(least, most, item, run, needs)
        case "ASSERT" if value[0] > 0:
            _close(_read(value[1], run, needs), needs)
            return run
        case "ASSERT":
            before = _read(value[1], _NOTHING, needs)
            return before if run == _NOTHING else run
        case "ASSERT_NOT" | "AT":
            return run  # without a width
        case _:
            return _close(run, needs)


def _signs(members: Iterable[tuple[Any, Any]]) -> _Strings:
    """The characters of a class, '' where there are many."""
    signs: set[str] = set()
    for kind, value in members:
        first, last = value if str(kind) == "RANGE" else (value, value)
        if str(kind) not in ("LITERAL", "RANGE") or last - first >= _MOST_SIGNS:
            return _NOTHING
        signs.update(map(chr, range(first, last + 1)))
    return frozenset(signs) if len(signs) <= _MOST_SIGNS else _NOTHING


def _followed(run: _Strings, signs: _Strings, needs: list[_Strings]) -> _Strings:
    """The run with one more sign."""
    if signs == _NOTHING:
        return _close(run, needs)
    if len(run) * len(signs) > _MOST:
        run = _close(run, needs)
    return frozenset(before + sign for before in run for sign in signs)


def _branched(branches: Iterable[Any], run: _Strings, needs: list[_Strings]) -> _Strings:
    """One of several sequences: of what each needs, the union."""
    ends: _Strings = frozenset()
    union: set[str] = set()
    bare = False  # whether one needs nothing
    for branch in branches:
        own: list[_Strings] = []
        end = _read(branch, run, own)
        _close(end, own)
        ends |= end
        if own:
            surest = max(own, key=_rarity)
            union |= surest
        else:
            bare = True
    if not bare and len(union) <= _MOST:
        _close(frozenset(union), needs)
    if "" in ends or len(ends) > _MOST:
        return _close(run, needs)
    return ends


def _repeated(least: int, most: int, item: Any, run: _Strings, needs: list[_Strings]) -> _Strings:
    """A sequence several times, or none."""
    if least == 0:
        return _branched((item, ()), run, needs) if most == 1 else _close(run, needs)
    first = _read(item, run, needs)
    if most == 1:
        return first
    _close(first, needs)
    return _read(item, _NOTHING, [])
