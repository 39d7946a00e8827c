"""YAML to plain values and back, as the archive's files use it: mappings, lists, text, whole numbers, true and false.

Reading follows the core schema of YAML 1.2, the one that editors use, so `no` and `2019-12-18` are text, while `1.` and `74` are
numbers unless they stand in quotes. It is stricter than PyYAML's own loaders: a key given twice and an alias are errors, since each would
lose words in silence. It is also faster, because nothing but these few types is built.

Writing is done here and not by PyYAML's dumper for the sake of the person who corrects a file: a paragraph is a folded block of lines
that fit on a screen, in which no character needs quoting. Whatever YAML 1.1 or 1.2 could take for anything but text is quoted.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence

import yaml

from builder.reading.limits import DEPTH, DIGITS

__all__ = ["Tree", "TreeError", "lines_of", "parse_tree", "write_tree"]

Tree = dict[str, "Tree"] | list["Tree"] | str | int | float | bool | None


class TreeError(Exception):
    """Text that is not the YAML of this archive. Lines count from 1."""

    def __init__(self, message: str, line: int) -> None:
        super().__init__(message)
        self.message, self.line = message, line


# --- reading ----------------------------------------------------------------------------------------------------------------

_NUMBER = re.compile(r"[-+]?(?:(?P<integer>[0-9]+)|(?:\.[0-9]+|[0-9]+\.[0-9]*|[0-9]+(?=[eE]))(?:[eE][-+]?[0-9]+)?)\Z")
_NUMBER_STARTS = frozenset("0123456789+-.")
_WORDS = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), "null"),
    **dict.fromkeys(("true", "True", "TRUE", "false", "False", "FALSE"), "bool"),
}


class _Resolver:
    """What a scalar is, and how deep it stands. The methods are those that PyYAML's composers call."""

    depth = 0

    def resolve(self, kind: type[yaml.Node], value: str, implicit: tuple[bool, bool]) -> str:
        if kind is not yaml.ScalarNode:
            return "list" if kind is yaml.SequenceNode else "mapping"
        if not implicit[0]:  # in quotes, or a block
            return "text"
        if value[:1] in _NUMBER_STARTS and (number := _NUMBER.match(value)):
            return "integer" if number["integer"] else "float"
        return _WORDS.get(value, "text")

    def descend_resolver(self, current_node: yaml.Node | None, current_index: object) -> None:  # noqa: ARG002
        """A value inside another. The composers call themselves for it: too deep, libyaml's takes the process with it."""
        self.depth += 1
        if self.depth > DEPTH:
            raise TreeError(f"values are nested more than {DEPTH} deep", current_node.start_mark.line + 1 if current_node else 1)

    def ascend_resolver(self) -> None:
        self.depth -= 1


try:
    from yaml._yaml import CParser

    class _Composer(_Resolver, CParser):
        """libyaml's parser."""

except ImportError:  # PyYAML built without libyaml: ten times slower, otherwise the same
    from yaml.composer import Composer
    from yaml.parser import Parser
    from yaml.reader import Reader
    from yaml.scanner import Scanner

    class _Composer(_Resolver, Reader, Scanner, Parser, Composer):  # type: ignore[no-redef]
        """PyYAML's own parser."""

        def __init__(self, stream: str) -> None:
            Reader.__init__(self, stream)
            Scanner.__init__(self)
            Parser.__init__(self)
            Composer.__init__(self)


def _compose(text: str) -> yaml.Node:
    try:
        node = _Composer(text).get_single_node()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        message = ", ".join(part for part in (error.problem, error.context) if part)
        raise TreeError(message, mark.line + 1 if mark else 1) from None
    except (yaml.reader.ReaderError, UnicodeEncodeError) as error:
        raise TreeError(f"a character that YAML does not allow ({error.reason})", 1) from None
    if node is None:
        raise TreeError("there is nothing in it", 1)
    return node


def parse_tree(text: str) -> Tree:
    """The values that the YAML text writes. TreeError for what is no YAML, a key given twice, an alias, or a tag."""
    return _value(_compose(text), set())


def _value(node: yaml.Node, seen: set[int]) -> Tree:
    match node.tag:
        case "text":
            return str(node.value)
        case "mapping" | "list" if id(node) in seen:
            raise TreeError("an alias (*name) is not allowed here", node.start_mark.line + 1)
        case "mapping":
            seen.add(id(node))
            mapping: dict[str, Tree] = {}
            for key, item in node.value:
                if key.tag != "text":
                    raise TreeError("this cannot be the name of a field", key.start_mark.line + 1)
                if key.value in mapping:
                    raise TreeError(f"{key.value} is given twice", key.start_mark.line + 1)
                mapping[key.value] = _value(item, seen)
            return mapping
        case "list":
            seen.add(id(node))
            return [_value(item, seen) for item in node.value]
        case "integer":
            if len(node.value.lstrip("-")) > DIGITS:
                raise TreeError(f"a number of more than {DIGITS} digits", node.start_mark.line + 1)
            return int(node.value)
        case "float":
            return float(node.value)
        case "bool":
            return bool(node.value.lower() == "true")
        case "null":
            return None
        case tag:
            raise TreeError(f"a tag ({tag}) is not allowed here", node.start_mark.line + 1)


def lines_of(text: str, paths: Iterable[Sequence[str | int]]) -> list[int]:
    """The lines, counted from 1, on which the values at the paths begin (`('body', 3, 'operative')`), or the innermost parts that exist."""
    root = _compose(text)
    return [_line_of(root, path) for path in paths]


def _line_of(node: yaml.Node, path: Sequence[str | int]) -> int:
    line = node.start_mark.line
    for step in path:
        if isinstance(node, yaml.MappingNode):
            found = next(((key, item) for key, item in node.value if key.value == step), None)
        elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
            found = (node.value[step], node.value[step])
        else:
            found = None
        if found is None:
            break
        line, node = found[0].start_mark.line, found[1]
    return int(line) + 1


# --- writing ----------------------------------------------------------------------------------------------------------------

_WIDTH = 110
_SHORT = 60  # longer items of a list stand on lines of their own

# What needs no quotes: begins with a letter, a digit or a sign without meaning in YAML; has neither ': ' nor ' #' nor a colon at the end;
# `flow` is the same where commas and brackets have a meaning, too.
_PLAIN = re.compile(r"[\w(/“‘«–—•…][^:#]*(?:(?:(?<! )#|:(?! |\Z))[^:#]*)*\Z")
_FLOW_SIGNS = re.compile(r"[,\[\]{}:?]")
# What a reader of YAML 1.1 or 1.2 might take for a number, a date, a time, true, false or nothing.
_NOT_TEXT = re.compile(r"[0-9][0-9a-fA-FoxX_.,:+\-eETtZz ]*\Z|(?:y|n|yes|no|on|off|true|false|null)\Z", re.IGNORECASE)
# Control characters, line ends, and what XML and YAML do not allow.
_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")
_UNFOLDABLE = re.compile(r"\A | \Z|  ")


def write_tree(tree: dict[str, Tree]) -> str:
    """The YAML of the mapping, ending in a line end; `parse_tree` gives the same mapping back, in the same order."""
    return "".join(_mapping_lines(tree, ""))


def _mapping_lines(mapping: dict[str, Tree], indent: str) -> Iterator[str]:
    for key, value in mapping.items():
        yield f"{indent}{key}:"
        yield from _value_lines(value, indent, len(indent) + len(key) + 1)


def _value_lines(value: Tree, indent: str, column: int) -> Iterator[str]:
    """The value after a key or a dash that ends at the column; indent is that of the key."""
    if isinstance(value, dict) and value:
        yield "\n"
        yield from _mapping_lines(value, indent + "  ")
    elif isinstance(value, list) and value:
        if all(_is_short(item) for item in value):
            yield from _flow_lines(value, indent + "  ", column)
        else:
            yield "\n"
            yield from _list_lines(value, indent)
    elif isinstance(value, str):
        yield from _text_lines(value, indent + "  ", column)
    else:
        yield f" {json.dumps(value)}\n"  # a number, true, false, null, {} or []


def _list_lines(items: list[Tree], indent: str) -> Iterator[str]:
    for item in items:
        yield f"{indent}-"
        if isinstance(item, dict) and item:
            inner = "".join(_mapping_lines(item, indent + "  "))
            yield " " + inner[len(indent) + 2 :]
        elif isinstance(item, list) and item and not all(_is_short(part) for part in item):
            inner = "".join(_list_lines(item, indent + "  "))
            yield " " + inner[len(indent) + 2 :]
        else:
            yield from _value_lines(item, indent, len(indent) + 1)


def _is_short(item: Tree) -> bool:
    return not isinstance(item, (dict, list)) and len(str(item)) <= _SHORT


def _flow_lines(items: list[Tree], indent: str, column: int) -> Iterator[str]:
    """`[Cuba, Egypt]`, broken between items where a line is full."""
    line = " ["
    column += 2
    for number, item in enumerate(items):
        word = _inline(item, flow=True) if isinstance(item, str) else json.dumps(item)
        if number:
            line += ","
            if column + len(word) + 3 > _WIDTH:
                yield line + "\n"
                line, column = indent, len(indent)
            else:
                line += " "
            column += 2
        line += word
        column += len(word)
    yield line + "]\n"


def _text_lines(text: str, indent: str, column: int) -> Iterator[str]:
    inline = _inline(text)
    if column + 1 + len(inline) <= _WIDTH or _UNPRINTABLE.search(text) or _UNFOLDABLE.search(text):
        yield f" {inline}\n"
        return
    yield " >-\n"
    start, room = 0, _WIDTH - len(indent)
    while len(text) - start > room:
        end = text.rfind(" ", start + 1, start + room + 1)
        if end < 0:
            end = text.find(" ", start + room)
            if end < 0:
                break
        yield f"{indent}{text[start:end]}\n"
        start = end + 1
    yield f"{indent}{text[start:]}\n"


def _inline(text: str, *, flow: bool = False) -> str:
    if _UNPRINTABLE.search(text):
        return _UNPRINTABLE.sub(lambda match: f"\\u{ord(match.group()):04x}", json.dumps(text, ensure_ascii=False))
    if _PLAIN.match(text) and not _NOT_TEXT.match(text) and text[-1] != " " and not (flow and _FLOW_SIGNS.search(text)):
        return text
    return "'" + text.replace("'", "''") + "'"
