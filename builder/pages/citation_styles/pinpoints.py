"""A place in a document as each style writes it, by the table in `data/citation_styles.yaml`: 'para. 2 (a) (i)', '¶ 2(a)(i)'."""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.resources import files
from typing import Any

import yaml

__all__ = ["pinpoint", "style_table"]

_STEP = re.compile(r"(?P<noun>.*?)(?: (?P<number>[\d*A-Z][\w*]*(?: \([^)]*\))*|\([^)]*\)(?: \([^)]*\))*))?$")


@lru_cache(maxsize=1)
def style_table() -> dict[str, Any]:
    """The table of styles: {'styles': {key: {name, rule, before, after, tight, words, plural}}, 'ordinals': […]}."""
    table: dict[str, Any] = yaml.safe_load(files("builder").joinpath("data/citation_styles.yaml").read_text(encoding="utf-8"))
    return table


def pinpoint(style: str, name: str, last: str = "") -> str:
    """What a citation in this style puts into its slot for the place of this spoken name; '' for ''.

    With `last`, the places from the one to the other. KeyError for a style that the table has not.

    >>> pinpoint("un", "operative paragraph 2 (a) (i)"), pinpoint("bluebook", "operative paragraph 2", "operative paragraph 4")
    (', para. 2 (a) (i)', ', ¶¶ 2–4')
    """
    rules = style_table()["styles"][style]
    if not name:
        return ""
    steps = [_step(step, rules) for step in name.split(", ")]
    words = ", ".join(steps)
    if last and last != name:
        words = _several(steps, [_step(step, rules) for step in last.split(", ")], rules)
    return f"{rules['before']}{words}{rules['after']}"


def _step(step: str, rules: dict[str, Any]) -> str:
    match = _STEP.fullmatch(step)
    if match is None or not match["number"] or match["noun"] not in rules["words"]:
        return _tight(step, rules)
    number = match["number"]
    pattern: str = rules["words"][match["noun"]]
    if "{ordinal}" in pattern:
        first, _, rest = number.partition(" ")
        return _tight(pattern.replace("{ordinal}", _ordinal(first)) + (f" {rest}" if rest else ""), rules)
    return _tight(pattern.replace("{n}", number), rules)


def _ordinal(number: str) -> str:
    ordinals = style_table()["ordinals"]
    if not number.isdecimal():
        return number
    value = int(number)
    if 1 <= value <= len(ordinals):
        return str(ordinals[value - 1])
    ending = "th" if value % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(value % 10, "th")
    return f"{value}{ending}"


def _tight(words: str, rules: dict[str, Any]) -> str:
    return words.replace(" (", "(") if rules["tight"] else words


def _several(first: list[str], last: list[str], rules: dict[str, Any]) -> str:
    """From the first place to the last: one word and both numbers where they differ in the number alone, else both in full."""
    if first[:-1] == last[:-1]:
        for one, many in rules["plural"].items():
            head = f"{one} "
            if first[-1].startswith(head) and last[-1].startswith(head):
                return ", ".join([*first[:-1], f"{many} {first[-1].removeprefix(head)}–{last[-1].removeprefix(head)}"])
            if first[-1].endswith(f" {one}") and last[-1].endswith(f" {one}"):
                return ", ".join([*first[:-1], f"{first[-1].removesuffix(f' {one}')} to {last[-1].removesuffix(f' {one}')} {many}"])
    return f"{', '.join(first)} to {', '.join(last)}"
