"""The archive's own files: one parsed resolution each, in YAML that a person can read and correct.

    symbol: A/RES/74/166
    …
    body:
    - formula: The General Assembly,
    - preambular: '*Recalling* its resolution [73/180](https://undocs.org/en/A/RES/73/180) of 17 December 2018,[^1]'
    - label: '2.'
      operative: '*Calls upon* all States:'
      items:
      - label: (a)
        text: To ensure that …;

The last line is the hash of everything before it. A file that no longer agrees with it was edited, and import leaves it alone.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, cast

import fastjsonschema

from builder.diagnostics import Diagnostic
from builder.model import Resolution
from builder.reading.result import Reading
from builder.reading.yaml_model import resolution_from_tree, tree_from_resolution
from builder.reading.yaml_tree import Tree, TreeError, lines_of, parse_tree, write_tree
from builder.reading.yaml_values import Misfit, MisfitError

__all__ = ["YamlFileError", "format_yaml", "is_edited", "parse_yaml", "read_yaml", "schema", "validate_file"]

_HEAD = """\
# Yours to correct: `archive import` leaves a file alone that was edited.
# *italics* <b>bold</b> [words](address) [^1] calls footnote 1. A backslash takes the meaning from the sign after it: \\*
"""
_WRITTEN = re.compile(r"^written: '?(?P<sha256>[0-9a-f]{64})'?\n?\Z", re.MULTILINE)


class YamlFileError(Exception):
    """A file that is no parsed resolution; the diagnostics name each place in it."""

    def __init__(self, diagnostics: tuple[Diagnostic, ...]) -> None:
        super().__init__("\n".join(map(str, diagnostics)))
        self.diagnostics = diagnostics


def format_yaml(resolution: Resolution) -> str:
    """The file of the resolution. The same resolution gives the same bytes, and `parse_yaml` gives it back."""
    text = _HEAD + write_tree(tree_from_resolution(resolution))
    return f"{text}written: '{_hash(text)}'\n"


def is_edited(data: bytes) -> bool:
    """Whether the file is not as `format_yaml` wrote it; line ends do not count, since version control may change them."""
    text = data.decode("utf-8", errors="replace").replace("\r\n", "\n")
    written = _WRITTEN.search(text)
    return written is None or _hash(text[: written.start()]) != written["sha256"]


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def read_yaml(path: Path) -> Resolution:
    """The resolution that the file holds. YamlFileError where it holds none, OSError where the file cannot be read."""
    reading = parse_yaml(path.read_bytes(), str(path))
    if reading.resolution is None:
        raise YamlFileError(reading.diagnostics)
    return reading.resolution


def parse_yaml(data: bytes, file_name: str) -> Reading:
    """The resolution that the bytes of a file write, or a diagnostic for each place that does not fit, with its line and field."""
    try:
        text, tree = _tree(data)
        return Reading(resolution_from_tree(tree))
    except TreeError as error:
        return Reading(None, (Diagnostic("yaml-syntax", error.message, place=f"line {error.line}", document=file_name),))
    except MisfitError as error:
        return Reading(None, tuple(_misfits(text, error.misfits, file_name)))


def validate_file(path: Path) -> list[Diagnostic]:
    """What is wrong with the file: as YAML, and against the schema. Empty when all is well.

    Reader and schema accept the same; the reader, which is slower, is asked for its better words where the schema refuses.
    """
    data = path.read_bytes()
    try:
        _schema_check()(_tree(data)[1])
    except TreeError:
        return list(parse_yaml(data, str(path)).diagnostics)
    except fastjsonschema.JsonSchemaValueException as error:
        schema_says = Diagnostic("yaml-schema", error.message, place=".".join(map(str, error.path[1:])), document=str(path))
        return list(parse_yaml(data, str(path)).diagnostics) or [schema_says]
    return []


def _tree(data: bytes) -> tuple[str, Tree]:
    """The text of a file, and its values without the hash. TreeError where it is no YAML."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise TreeError("it is not in UTF-8", data[: error.start].count(b"\n") + 1) from None
    tree = parse_tree(text)
    if isinstance(tree, dict):
        tree.pop("written", None)
    return text, tree


_MOST_MISFITS = 50  # more are not read by anyone


def _misfits(text: str, misfits: Sequence[Misfit], file_name: str) -> Iterator[Diagnostic]:
    """A diagnostic for each value that does not fit, at 'line 12, body[3].operative'; beyond the first fifty, their number."""
    shown = misfits[:_MOST_MISFITS]
    for misfit, line in zip(shown, lines_of(text, [misfit.path for misfit in shown]), strict=True):
        field = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in misfit.path).lstrip(".")
        yield Diagnostic("yaml-field", misfit.message, place=f"line {line}" + (f", {field}" if field else ""), document=file_name)
    if len(misfits) > len(shown):
        yield Diagnostic("yaml-field", f"{len(misfits) - len(shown):,} further values that do not fit", document=file_name)


@cache
def schema() -> dict[str, Any]:
    """The JSON Schema of the files (draft 2020-12)."""
    return cast("dict[str, Any]", json.loads(files("builder").joinpath("data/resolution.schema.json").read_text(encoding="utf-8")))


@cache
def _schema_check() -> Callable[[Tree], object]:
    return cast("Callable[[Tree], object]", fastjsonschema.compile(schema()))
