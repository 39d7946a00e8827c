"""The parsed resolution as plain values, and back: which keys a file of the archive has.

The keys are the fields of `builder.model`, in its order, without those that have their default; they are read off the classes, so a field
added to the model is in the files at once. What follows rules of its own is here: a block is named by the key that holds its words
(`operative: …`), a table's cell is its words alone where nothing else is to be said of it, words are in the notation of `builder.text`.
"""

from __future__ import annotations

import dataclasses
import difflib
import types
from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from typing import Any, NamedTuple, Union, cast, get_args, get_origin, get_type_hints

from builder.model import Block, BlockKind, Cell, Draft, Formula, Heading, Paragraph, Resolution, Source, Table
from builder.reading.yaml_tree import Tree
from builder.reading.yaml_values import SIMPLE, Codec, Misfit, MisfitError, list_of, misfit, one_of, ruled, same
from builder.text import Text, format_text

__all__ = ["resolution_from_tree", "tree_from_resolution"]


def tree_from_resolution(resolution: Resolution) -> dict[str, Tree]:
    """The resolution as plain values; where it came from stands last."""
    tree = cast("dict[str, Tree]", _record(Resolution).encode(resolution))
    source = tree.pop("source", None)
    return tree if source is None else tree | {"source": source}


def resolution_from_tree(tree: Tree) -> Resolution:
    """The resolution that the values write. MisfitError with every value that does not fit."""
    return cast("Resolution", _record(Resolution).decode(tree))


# --- records: one key a field -------------------------------------------------------------------------------------------------


def _codec(hint: Any) -> Codec:
    """The codec of what a class of the model is annotated with."""
    if hint == Block:
        return _BLOCK
    if hint == tuple[Cell, ...]:
        return Codec(_row_from_tree, _tree_from_row)
    if get_origin(hint) is tuple:
        return list_of(_codec(get_args(hint)[0]))
    if get_origin(hint) in (Union, types.UnionType):  # X | None
        return _codec(next(part for part in get_args(hint) if part is not type(None)))
    return SIMPLE.get(hint) or (one_of(hint) if issubclass(hint, StrEnum) else _record(hint))


class _Field(NamedTuple):
    codec: Codec
    default: Any = dataclasses.MISSING  # so that the key must be there
    may_be_null: bool = False


@cache
def _fields(kind: Any) -> dict[str, _Field]:
    hints = get_type_hints(kind)
    fields = {}
    for field in dataclasses.fields(kind):
        hint = hints[field.name]
        codec = list_of(_ITEM) if field.name == "items" else _codec(hint)
        fields[field.name] = _Field(ruled(field.name, codec), field.default, type(None) in get_args(hint))
    if kind is Resolution:  # a file written by hand comes from nowhere
        fields["source"] = fields["source"]._replace(default=Source("", "yaml", ""))
    return fields


@cache
def _record(kind: Any) -> Codec:
    fields = _fields(kind)
    return Codec(lambda tree: kind(**_values(fields, tree)), lambda value: _given(fields, value))


def _values(fields: Mapping[str, _Field], tree: Tree) -> dict[str, Any]:
    """The value of every field, in which those that the tree leaves out have their default."""
    if type(tree) is not dict:
        raise misfit("fields (name: value) are expected")
    values = {name: field.default for name, field in fields.items()}
    misfits: list[Misfit] = []
    for name, value in tree.items():
        field = fields.get(name)
        if field is None:
            near = difflib.get_close_matches(name, fields, 1)
            misfits.append(Misfit((name,), f"{name} is no field here" + (f"; perhaps {near[0]}" if near else "")))
        elif value is not None or not field.may_be_null:
            try:
                values[name] = field.codec.decode(value)
            except MisfitError as error:
                misfits += error.under(name)
    misfits += [Misfit((), f"{name} is missing") for name, value in values.items() if value is dataclasses.MISSING and name not in tree]
    if misfits:
        raise MisfitError(*misfits)
    return values


def _given(fields: Mapping[str, _Field], record: Any) -> dict[str, Tree]:
    """The fields that do not have their default."""
    values = ((name, field, getattr(record, name)) for name, field in fields.items())
    return {name: field.codec.encode(value) for name, field, value in values if value != field.default}


# --- blocks: named by the key of their words ----------------------------------------------------------------------------------------


class _Named(NamedTuple):
    kind: Any
    field: str  # the field that the key stands for
    fixed: Mapping[str, Any] = types.MappingProxyType({})


_COMMON = {
    "formula": _Named(Formula, "text"),
    "heading": _Named(Heading, "text"),
    "preambular": _Named(Paragraph, "text", {"kind": BlockKind.PREAMBULAR}),
    "operative": _Named(Paragraph, "text", {"kind": BlockKind.OPERATIVE}),
    "table": _Named(Table, "rows"),
    "draft": _Named(Draft, "body"),
}
_IN_BODY = _COMMON | {
    "text": _Named(Paragraph, "text", {"kind": BlockKind.TEXT}),
    "subparagraph": _Named(Paragraph, "text", {"kind": BlockKind.SUBPARAGRAPH}),
}
# Among the items of a paragraph nearly everything is a subparagraph; the other text there wraps them up.
_IN_ITEMS = _COMMON | {
    "text": _Named(Paragraph, "text", {"kind": BlockKind.SUBPARAGRAPH}),
    "wrap_up": _Named(Paragraph, "text", {"kind": BlockKind.TEXT}),
}


def _block_codec(names: Mapping[str, _Named]) -> Codec:
    keys = {(named.kind, named.fixed.get("kind")): key for key, named in names.items()}

    @cache
    def fields(key: str) -> dict[str, _Field]:
        named = names[key]
        own = {name: field for name, field in _fields(named.kind).items() if name not in named.fixed}
        words = own.pop(named.field)
        return ({"label": own.pop("label")} if "label" in own else {}) | {key: words} | own

    def decode(tree: Tree) -> Any:
        found = [key for key in tree if key in names] if isinstance(tree, dict) else []
        if len(found) != 1:
            raise misfit(f"a block is expected: exactly one of {', '.join(names)}")
        key = found[0]
        named = names[key]
        values = _values(fields(key), tree)
        values[named.field] = values.pop(key)
        return named.kind(**values, **named.fixed)

    def encode(block: Any) -> Tree:
        key = keys[type(block), getattr(block, "kind", None)]
        tree = {}
        for name, field in fields(key).items():
            value = getattr(block, names[key].field if name == key else name)
            if value != field.default:
                tree[name] = field.codec.encode(value)
        return cast("Tree", tree)

    return Codec(decode, encode)


_BLOCK = _block_codec(_IN_BODY)
_ITEM = _block_codec(_IN_ITEMS)


# --- tables ---------------------------------------------------------------------------------------------------------------------


def _row_from_tree(tree: Tree) -> tuple[Cell, ...]:
    """A list of cells; `header: [...]` where all of them are headers."""
    if isinstance(tree, dict):
        values = _values({"header": _Field(list_of(Codec(_cell_from_tree, same)))}, tree)
        return tuple(dataclasses.replace(cell, header=True) for cell in values["header"])
    return cast("tuple[Cell, ...]", list_of(Codec(_cell_from_tree, same)).decode(tree))


def _tree_from_row(row: tuple[Cell, ...]) -> Tree:
    if row and all(cell.header for cell in row):
        return {"header": [_tree_from_cell(dataclasses.replace(cell, header=False)) for cell in row]}
    return [_tree_from_cell(cell) for cell in row]


def _cell_from_tree(tree: Tree) -> Cell:
    """Its words, or its fields where it has more than one paragraph or spans."""
    if isinstance(tree, dict):
        return cast("Cell", _record(Cell).decode(tree))
    text = SIMPLE[Text].decode(tree)
    return Cell((text,) if text else ())


def _tree_from_cell(cell: Cell) -> Tree:
    words = format_text(cell.paragraphs[0]) if cell.paragraphs else ""
    return words if _cell_from_tree(words) == cell else _record(Cell).encode(cell)
