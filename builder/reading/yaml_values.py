"""Single values of the archive's files: what is accepted, what is said of the rest."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Any, NamedTuple, cast

from builder.reading.yaml_tree import Tree
from builder.text import Text, format_text, parse_text

__all__ = ["SIMPLE", "Codec", "Misfit", "MisfitError", "list_of", "misfit", "one_of", "ruled", "same"]


class Misfit(NamedTuple):
    """One value that does not fit: the way to it (`('body', 3, 'operative')`) and what is wrong with it."""

    path: tuple[str | int, ...]
    message: str


class MisfitError(Exception):
    """Values that are no parsed resolution, with everything that was found wrong."""

    def __init__(self, *misfits: Misfit) -> None:
        super().__init__(*misfits)
        self.misfits = misfits

    def under(self, step: str | int) -> list[Misfit]:
        """The same, as seen from the value that holds this one."""
        return [Misfit((step, *misfit.path), misfit.message) for misfit in self.misfits]


class Codec(NamedTuple):
    """How a value of the model is read from a plain value (MisfitError where it does not fit) and written as one."""

    decode: Callable[[Tree], Any]
    encode: Callable[[Any], Tree]


def misfit(message: str) -> MisfitError:
    """What is wrong with the very value at hand."""
    return MisfitError(Misfit((), message))


def _string(value: Tree) -> str:
    if type(value) is str:
        return value
    if value is None or isinstance(value, (dict, list)):
        raise misfit("text is expected")
    raise misfit("text is expected; a number, true or false that is meant as text stands in quotes")


def _whole_number(value: Tree) -> int:
    if type(value) is not int:
        raise misfit("a whole number is expected")
    return value


def _true_or_false(value: Tree) -> bool:
    if type(value) is not bool:
        raise misfit("true or false is expected")
    return value


def same(value: Any) -> Tree:
    """A value that is written as it is."""
    return cast("Tree", value)


def one_of(kind: type[StrEnum]) -> Codec:
    """The members of an enum, by their values."""
    members = {member.value: member for member in kind}

    def decode(value: Tree) -> StrEnum:
        member = members.get(_string(value))
        if member is None:
            raise misfit(f"one of these is expected: {', '.join(members)}")
        return member

    return Codec(decode, lambda member: str(member))


def list_of(item: Codec) -> Codec:
    """A list as a tuple; everything that does not fit in it is found at once."""

    def decode(value: Tree) -> tuple[Any, ...]:
        if type(value) is not list:
            raise misfit("a list is expected")
        found: list[Any] = []
        misfits: list[Misfit] = []
        for number, part in enumerate(value):
            try:
                found.append(item.decode(part))
            except MisfitError as error:
                misfits += error.under(number)
        if misfits:
            raise MisfitError(*misfits)
        return tuple(found)

    return Codec(decode, lambda values: [item.encode(value) for value in values])


SIMPLE: Mapping[Any, Codec] = {
    str: Codec(_string, same),
    int: Codec(_whole_number, same),
    bool: Codec(_true_or_false, same),
    Text: Codec(lambda value: parse_text(_string(value)), format_text),
}


def _pattern(expression: str, expected: str) -> tuple[Callable[[Any], object], str]:
    return re.compile(expression).fullmatch, f"{expected} is expected"


def _from(least: int, most: int = 2**31) -> tuple[Callable[[Any], object], str]:
    return range(least, most).__contains__, f"a number not below {least} is expected"


_DATE = _pattern("[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])", "a date like 2019-12-18")

# What a value must be beyond its type, by the name of its field; the schema says the same.
_RULES: Mapping[str, tuple[Callable[[Any], object], str]] = {
    "symbol": _pattern(r"\S[\s\S]*", "a symbol"),
    "language": _pattern("(?!aux|con|nul|prn)[a-z]{2,3}", "a language code like en"),
    "adopted": _DATE,
    "issued": _DATE,
    "sha256": _pattern("([0-9a-f]{64})?", "a SHA-256 in 64 hexadecimal digits"),
    "marker": _pattern(r"\S+", "a marker without spaces"),
    "level": _from(1),
    "colspan": _from(1),
    "rowspan": _from(1),
    "in_favour": _from(0),
    "against": _from(0),
    "abstaining": _from(0),
    "sustainable_development_goals": (set(range(1, 18)).issuperset, "the goals are numbered from 1 to 17"),
}


def ruled(name: str, codec: Codec) -> Codec:
    """The codec of the field of this name."""
    if name not in _RULES:
        return codec
    holds, expected = _RULES[name]

    def decode(value: Tree) -> Any:
        found = codec.decode(value)
        if not holds(found):
            raise misfit(expected)
        return found

    return Codec(decode, codec.encode)
