"""Damage and malice: files made out of real and invented ones, by what happens to files and by what people do to them.

Everything is drawn from one generator, so that a seed and a number name an input again.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence

__all__ = ["ENCODINGS", "MARKUP", "mutate"]

Change = Callable[[random.Random, bytes, Sequence[bytes]], bytes]

# What could become markup, script, a template, an address, a path or a number that is too large, wherever words are expected.
MARKUP = (
    "<script>harm()</script>",
    "<img src=x onerror=harm()>",
    "</div></body><h1>",
    "<!-- archive: holdings -->",
    "<!--",
    "-->",
    "]]>",
    "{{ 7 * 7 }}",
    "{% include 'x' %}",
    "{: #op99 onclick=harm }",
    '" onmouseover="harm()',
    "[a](javascript:harm)",
    "![a](http://host.example/x.png)",
    "[^1]: note",
    "[^1]",
    "[1]: http://host.example/",
    "`code`",
    "***",
    "__a__",
    "~~~",
    "```",
    "---",
    "\n---\ntitle: x\n---\n",
    "# heading",
    "| a | b |",
    "&lt;b&gt;",
    "&#60;script&#62;",
    "&amp;amp;",
    "\\",
    "\x02wzxhzdk:0\x03",
    "\x02klzzwxh:0001\x03",
    "<div markdown='1'>",
    "*[HTML]: x",
    "!!! note",
    "??? x",
    "=== 'a'",
    "[[x]]",
    "--8<-- 'x'",
    ":smile:",
    "$x$",
    "javascript:harm()",
    "data:text/html,x",
    "//host.example/",
    "../../../../etc/passwd",
    "CON",
    "aux.txt",
)
# What makes readers count, nest or guess.
ODDITIES = (
    "9" * 30,
    "9" * 5000,
    "999999999",
    "-1",
    "0",
    "٣",
    "²",
    "１",
    "Ⅷ",
    "一",
    "1.",
    "(a)",
    "(aa)",
    "(i)",
    "I.",
    "Annex",
    "Annex II",
    "Section A",
    "Article 5",
    "1 bis.",
    "*",
    "1,2,3",
    "A/RES/74/1",
    "A/RES/74/250 A-B",
    "S/RES/1325 (2000)",
    "A/../../1",
    "resolution 1325 (2000)",
    "paragraphs 1 to 999999999 of resolution 74/1",
    "Ibid.",
    "\u202e",
    "\u2066",
    "\u200f",
    "\u00ad",
    "\u0301",
    "\ufeff",
    "\u2028",
    "\x85",
    "\x0b",
    "\x0c",
    "\x00",
    "\ufffe",
    "\U0010ffff",
    "e" + "\u0301" * 500,
    "w" * 3000,
    " " * 3000,
    "\t",
    "\r",
    "",
)
ENCODINGS = ("utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-8-sig", "latin-1", "cp1251", "cp1256", "utf-7", "cp037")

_TAG = re.compile(rb"<[^<>]{1,400}>")
_NAME = re.compile(rb"(?<=[</])[A-Za-z]+")
_VALUE = re.compile(rb'="([^"<>]{0,200})"')
_WORDS = re.compile(rb">([^<>]{1,400})<")
_LINE = re.compile(rb"[^\n]*\n?")
_WORD = re.compile(rb"\S+")


def mutate(rng: random.Random, seeds: Sequence[bytes], kind: str) -> bytes:
    """An input for the reader of this kind ('akn', 'text', 'yaml'): a seed, changed once or several times."""
    data = rng.choice(seeds)
    for _ in range(rng.choice((1, 1, 2, 3, 5, 8, 20))):
        changes = _ANY if rng.random() < 0.3 else _OF_KIND[kind]
        data = rng.choice(changes)(rng, data, seeds)[:2_000_000]
    if rng.random() < 0.02:
        data = data.decode(errors="replace").encode(rng.choice(ENCODINGS), errors="replace")
    return data


def _token(rng: random.Random) -> bytes:
    return rng.choice(MARKUP if rng.random() < 0.5 else ODDITIES).encode(errors="replace")


# --- what happens to any file -----------------------------------------------------------------------------------------------------


def _flip(rng: random.Random, data: bytes, _seeds: Sequence[bytes]) -> bytes:
    changed = bytearray(data)
    for _ in range(min(len(data), rng.choice((1, 1, 4, 30)))):
        changed[rng.randrange(len(changed))] = rng.randrange(256)
    return bytes(changed)


def _cut_short(rng: random.Random, data: bytes, _seeds: Sequence[bytes]) -> bytes:
    return data[: rng.randint(0, len(data))]


def _remove(rng: random.Random, data: bytes, _seeds: Sequence[bytes]) -> bytes:
    start = rng.randint(0, len(data))
    return data[:start] + data[start + rng.choice((1, 3, 50, 2000)) :]


def _repeat(rng: random.Random, data: bytes, _seeds: Sequence[bytes]) -> bytes:
    start = rng.randint(0, len(data))
    piece = data[start : start + rng.choice((1, 8, 100, 3000))]
    return data[:start] + piece * rng.choice((2, 2, 3, 10, 200)) + data[start:]


def _splice(rng: random.Random, data: bytes, seeds: Sequence[bytes]) -> bytes:
    other = rng.choice(seeds)
    return data[: rng.randint(0, len(data))] + other[rng.randint(0, len(other)) :]


def _insert(rng: random.Random, data: bytes, _seeds: Sequence[bytes]) -> bytes:
    place = rng.randint(0, len(data))
    return data[:place] + _token(rng) + data[place:]


_ANY: tuple[Change, ...] = (_flip, _cut_short, _remove, _repeat, _splice, _insert)


def _matched(rng: random.Random, pattern: re.Pattern[bytes], data: bytes) -> re.Match[bytes] | None:
    """One of the places where the pattern fits, without looking at all of them."""
    return pattern.search(data, rng.randint(0, len(data))) or pattern.search(data)


def _put(match: re.Match[bytes], new: bytes, group: int = 0) -> bytes:
    return match.string[: match.start(group)] + new + match.string[match.end(group) :]


# --- XML --------------------------------------------------------------------------------------------------------------------------


def _remove_tag(rng: random.Random, data: bytes, _seeds: Sequence[bytes]) -> bytes:
    match = _matched(rng, _TAG, data)
    return _put(match, b"") if match else data


def _double_tag(rng: random.Random, data: bytes, _seeds: Sequence[bytes]) -> bytes:
    match = _matched(rng, _TAG, data)
    return _put(match, match[0] * rng.choice((2, 2, 3, 40))) if match else data


def _rename(rng: random.Random, data: bytes, seeds: Sequence[bytes]) -> bytes:
    """One tag gets the name of another; both ends of an element, where it is simple."""
    match, other = _matched(rng, _NAME, data), _matched(rng, _NAME, rng.choice(seeds))
    if not match or not other:
        return data
    if rng.random() < 0.5:
        return _put(match, other[0])
    end = data.find(b"</" + match[0] + b">", match.end())
    if end < 0:
        return _put(match, other[0])
    return data[: match.start()] + other[0] + data[match.end() : end] + b"</" + other[0] + b">" + data[end + len(match[0]) + 3 :]


def _move_element(rng: random.Random, data: bytes, seeds: Sequence[bytes]) -> bytes:
    """An element of some file, put before some tag of this one."""
    donor = rng.choice(seeds) if rng.random() < 0.5 else data
    match, target = _matched(rng, _TAG, donor), _matched(rng, _TAG, data)
    if not match or not target or not (name := _NAME.match(match[0], 1)):
        return data
    end = donor.find(b"</" + name[0] + b">", match.end())
    element = donor[match.start() : end + len(name[0]) + 3] if end >= 0 else match[0]
    return data[: target.start()] + element[:20_000] * rng.choice((1, 1, 2, 30)) + data[target.start() :]


def _nest(rng: random.Random, data: bytes, _seeds: Sequence[bytes]) -> bytes:
    match = _matched(rng, _WORDS, data)
    name = rng.choice(
        (b"p", b"paragraph", b"point", b"list", b"section", b"span", b"authorialNote", b"quotedStructure", b"table", b"td", b"x")
    )
    deep = rng.choice((1, 2, 5, 60, 99, 2000))
    return _put(match, (b"<" + name + b">") * deep + match[1] + (b"</" + name + b">") * deep, 1) if match else data


def _set_value(rng: random.Random, data: bytes, _seeds: Sequence[bytes]) -> bytes:
    match = _matched(rng, _VALUE, data)
    return _put(match, _escaped(rng, _token(rng)), 1) if match else data


def _set_words(rng: random.Random, data: bytes, _seeds: Sequence[bytes]) -> bytes:
    match = _matched(rng, _WORDS, data)
    if not match:
        return data
    token = _escaped(rng, _token(rng))
    return _put(match, token if rng.random() < 0.3 else match[1] + token if rng.random() < 0.5 else token + match[1], 1)


def _escaped(rng: random.Random, token: bytes) -> bytes:
    """Words that are markup once they are read; sometimes markup now."""
    if rng.random() < 0.1:
        return token
    return token.replace(b"&", b"&amp;").replace(b"<", b"&lt;").replace(b">", b"&gt;").replace(b'"', b"&quot;")


_PROLOGUES = (
    b"<!DOCTYPE a [<!ENTITY a 'b'>]>",
    b"<!DOCTYPE a SYSTEM 'file:///etc/passwd'>",
    b"<?xml version='1.0' encoding='utf-16'?>",
    b"<?xml version='1.0' encoding='nothing'?>",
    b"<?xml version='1.1'?>",
    b"<?xml-stylesheet href='x'?>",
    b"<!--" + b"-" * 200 + b"-->",
    b"<![CDATA[ words ]]>",
    b"\n\n",
    b"words ",
)


def _prologue(rng: random.Random, data: bytes, _seeds: Sequence[bytes]) -> bytes:
    place = 0 if rng.random() < 0.7 else max(data.find(b">", rng.randint(0, len(data))) + 1, 0)
    return data[:place] + rng.choice(_PROLOGUES) + data[place:]


# --- lines: extracted text, YAML, records ------------------------------------------------------------------------------------------


def _line(rng: random.Random, data: bytes) -> re.Match[bytes]:
    start = data.rfind(b"\n", 0, rng.randint(0, len(data))) + 1
    match = _LINE.match(data, start)
    assert match
    return match


def _remove_line(rng: random.Random, data: bytes, _seeds: Sequence[bytes]) -> bytes:
    return _put(_line(rng, data), b"")


def _repeat_line(rng: random.Random, data: bytes, _seeds: Sequence[bytes]) -> bytes:
    match = _line(rng, data)
    return _put(match, match[0] * rng.choice((2, 2, 5, 300)))


def _move_line(rng: random.Random, data: bytes, seeds: Sequence[bytes]) -> bytes:
    moved, place = _line(rng, rng.choice(seeds) if rng.random() < 0.5 else data)[0], _line(rng, data).start()
    return data[:place] + moved + data[place:]


def _shuffle_lines(rng: random.Random, data: bytes, _seeds: Sequence[bytes]) -> bytes:
    lines = data.splitlines(keepends=True)
    start = rng.randint(0, len(lines))
    some = lines[start : start + rng.choice((2, 5, 40))]
    rng.shuffle(some)
    return b"".join([*lines[:start], *some, *lines[start + len(some) :]])


def _line_ends(rng: random.Random, data: bytes, _seeds: Sequence[bytes]) -> bytes:
    old, new = rng.choice(
        ((b"\n", b"\r\n"), (b"\n", b"\r"), (b"\n", b" "), (b"\n\n", b"\n"), (b"\n", b"\n\n"), (b" ", b"\n"), (b"\n", b"\x0c"))
    )
    start = rng.randint(0, len(data))
    end = rng.choice((start + 1000, len(data)))
    return data[:start] + data[start:end].replace(old, new)[: 4 * (end - start)] + data[end:]


def _set_word(rng: random.Random, data: bytes, _seeds: Sequence[bytes]) -> bytes:
    match = _matched(rng, _WORD, data)
    return _put(match, _token(rng)) if match else data


def _own_line(rng: random.Random, data: bytes, _seeds: Sequence[bytes]) -> bytes:
    place = _line(rng, data).start()
    indent = b" " * rng.choice((0, 0, 1, 8))
    return data[:place] + indent + _token(rng) + rng.choice((b"\n", b" \n\n", b"")) + data[place:]


def _raised(rng: random.Random, data: bytes, _seeds: Sequence[bytes]) -> bytes:
    """A number on a line of its own, as extractors write calls of footnotes."""
    match = _matched(rng, _WORD, data)
    return _put(match, match[0] + b"\n" + str(rng.choice((1, 2, 3, 7, 99, 999))).encode() + b"\n ") if match else data


_YAML = (
    b"&a ",
    b"*a",
    b"!!python/object:os.system ",
    b"!!binary ",
    b"!!set ",
    b"!x ",
    b"<<: *a\n",
    b"? ",
    b"- ",
    b"| \n",
    b">-\n",
    b"|2\n",
    b"'",
    b'"',
    b'"\\ud800"',
    b'"\\x00"',
    b'"\\L"',
    b"[",
    b"]",
    b"{",
    b"}",
    b": ",
    b" #",
    b"%YAML 1.2\n---\n",
    b"...\n",
    b"---\n",
    b"\t",
    b"~",
    b"null",
    b"yes",
    b"0x1f",
    b"1e999",
    b".nan",
    b"2001-02-30",
    b"12:30:45",
    b"0o17",
    b"1_000",
    b"[" * 300,
    b"- " * 300,
    b"items:\n",
    b"text:",
    b"kind: resolution\n",
    b"footnotes: []\n",
    b"level: 99999\n",
    b"colspan: 100000000\n",
)


def _yaml_token(rng: random.Random, data: bytes, _seeds: Sequence[bytes]) -> bytes:
    place = (_matched(rng, _WORD, data) or _line(rng, data)).start()
    return data[:place] + rng.choice(_YAML) + data[place:]


def _indent(rng: random.Random, data: bytes, _seeds: Sequence[bytes]) -> bytes:
    match = _line(rng, data)
    return _put(match, b" " * rng.choice((1, 2, 4)) + match[0] if rng.random() < 0.5 else match[0][rng.choice((1, 2, 4)) :])


_OF_LINES: tuple[Change, ...] = (_remove_line, _repeat_line, _move_line, _shuffle_lines, _line_ends, _set_word, _own_line)
_OF_KIND: dict[str, tuple[Change, ...]] = {
    "akn": (_remove_tag, _double_tag, _rename, _rename, _move_element, _move_element, _nest, _set_value, _set_words, _set_words, _prologue),
    "text": (*_OF_LINES, _raised),
    "yaml": (*_OF_LINES, _yaml_token, _yaml_token, _indent),
    "extract": (*_OF_LINES, _set_value, _yaml_token),
    "linking": (*_OF_LINES, _raised),
}
