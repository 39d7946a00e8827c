"""The data files of a built site: whether they are whole, as their schema says, in order, and agree with each other."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, cast

import fastjsonschema

from builder.diagnostics import Diagnostic
from builder.export.data_files import DATA_FILES, FORMAT_VERSION, data_schema
from builder.export.rows import CitationRow, ParagraphRow, ResolutionRow
from builder.symbols import SortKey, canonical_symbol, sort_key

__all__ = ["DataFiles", "check_data", "read_data"]

Key = tuple[str, str | None]  # a document: its symbol and language
UnitKey = tuple[str, str, str]  # a unit: symbol, language, anchor


@dataclass(frozen=True)
class DataFiles:
    """The lines of the data files that are as their schema says, and what was found while they were read."""

    resolutions: tuple[ResolutionRow, ...] = ()
    paragraphs: tuple[ParagraphRow, ...] = ()
    citations: tuple[CitationRow, ...] = ()
    findings: tuple[Diagnostic, ...] = ()
    units: Mapping[UnitKey, ParagraphRow] = field(default_factory=dict, repr=False)


def read_data(site_dir: Path) -> DataFiles:
    """Read the data files of a site. What is missing, or no line of its file, is a finding and is left out."""
    folder = site_dir / "data"
    findings: list[Diagnostic] = []
    manifest = _manifest(folder, findings)
    rows = [_read_rows(folder / name, name, manifest.get(name), findings) for name in DATA_FILES]
    paragraphs = cast("list[ParagraphRow]", rows[1])
    return DataFiles(
        tuple(cast("list[ResolutionRow]", rows[0])),
        tuple(paragraphs),
        tuple(cast("list[CitationRow]", rows[2])),
        tuple(findings),
        {(row["symbol"], row["language"], row["anchor"]): row for row in paragraphs},
    )


def _manifest(folder: Path, findings: list[Diagnostic]) -> dict[str, dict[str, Any]]:
    """The manifest's entries by file name."""
    name = "data/manifest.json"
    try:
        manifest = json.loads((folder / "manifest.json").read_bytes())
        entries = {str(entry["name"]): {"rows": entry["rows"], "sha256": entry["sha256"]} for entry in manifest["files"]}
        version = manifest["version"]
    except OSError:
        findings.append(Diagnostic("check-data-missing", document=name))
        return {}
    except (ValueError, KeyError, TypeError) as error:
        findings.append(Diagnostic("check-data-manifest", f"no manifest: {error!r}", document=name))
        return {}
    if version != FORMAT_VERSION:
        findings.append(Diagnostic("check-data-manifest", f"version {version}, not {FORMAT_VERSION}", document=name))
    missing = [file for file in DATA_FILES if file not in entries]
    findings += (Diagnostic("check-data-manifest", "no entry", document=f"data/{file}") for file in missing)
    return entries


def _read_rows(path: Path, name: str, entry: dict[str, Any] | None, findings: list[Diagnostic]) -> list[dict[str, Any]]:
    document = f"data/{name}"
    try:
        data = path.read_bytes()
    except OSError:
        findings.append(Diagnostic("check-data-missing", document=document))
        return []
    lines = data.split(b"\n")
    if lines.pop():
        findings.append(Diagnostic("check-data-line", "the file does not end with a line end", document=document))
    rows = []
    for number, line in enumerate(lines, 1):
        row = _read_row(line, name)
        if isinstance(row, str):
            findings.append(Diagnostic("check-data-line", row, place=f"line {number}", document=document))
        else:
            rows.append(row)
    if entry is not None and entry != (found := {"rows": len(lines), "sha256": hashlib.sha256(data).hexdigest()}):
        wrong = ", ".join(what for what in found if entry[what] != found[what])
        findings.append(Diagnostic("check-data-manifest", f"another {wrong} than the file's", document=document))
    return rows


def _read_row(line: bytes, name: str) -> dict[str, Any] | str:
    """The row, or what is wrong with the line."""
    try:
        row = json.loads(line)
        _row_check(name)(row)
    except fastjsonschema.JsonSchemaValueException as error:
        return str(error.message)
    except ValueError as error:  # no UTF-8, no JSON
        return str(error)
    if tuple(row) != _fields(name):
        return "its fields are in another order"
    symbols = [row["symbol"], *([row["target"]] if row.get("target") else [])]
    odd = next((symbol for symbol in symbols if canonical_symbol(symbol) != symbol), None)
    return f"{odd!r} is no canonical symbol" if odd else cast("dict[str, Any]", row)


@cache
def _row_check(name: str) -> Any:
    return fastjsonschema.compile(data_schema()["definitions"][name])


@cache
def _fields(name: str) -> tuple[str, ...]:
    return tuple(data_schema()["definitions"][name]["properties"])


def check_data(data: DataFiles) -> Iterator[Diagnostic]:
    """Whether the rows are sorted, name each thing once, and agree with each other."""
    yield from _check_resolutions(data.resolutions)
    places = {_key(row): place for place, row in enumerate(data.resolutions) if row["held"]}
    yield from _check_paragraphs(data, places)
    yield from _check_citations(data)


def _key(row: ResolutionRow | ParagraphRow | CitationRow) -> Key:
    return row["symbol"], row["language"]


def _check_resolutions(rows: Sequence[ResolutionRow]) -> Iterator[Diagnostic]:
    document = "data/resolutions.jsonl"
    before: tuple[bool, str, SortKey] | None = None
    keys: set[Key] = set()
    urls: set[str] = set()
    for row in rows:
        place = f"{row['symbol']} {row['language'] or ''}".strip()
        order = (not row["held"], row["language"] or "", sort_key(row["symbol"]))
        if before is not None and order < before:
            yield Diagnostic("check-data-order", document=document, place=place)
        before = order
        if _key(row) in keys:
            yield Diagnostic("check-data-repeated", document=document, place=place)
        if row["url"] in urls:
            yield Diagnostic("check-data-repeated", f"address {row['url']}", document=document, place=place)
        if (row["language"] is None) is row["held"]:
            yield Diagnostic("check-data-line", "what is held has a language, what is not has none", document=document, place=place)
        keys.add(_key(row))
        urls.add(row["url"])
    held = {row["symbol"] for row in rows if row["held"]}
    yield from (
        Diagnostic("check-data-repeated", "held, and as a reference", document=document, place=row["symbol"])
        for row in rows
        if not row["held"] and row["symbol"] in held
    )


def _check_paragraphs(data: DataFiles, places: Mapping[Key, int]) -> Iterator[Diagnostic]:
    document = "data/paragraphs.jsonl"
    before = 0
    seen: set[UnitKey] = set()
    for row in data.paragraphs:
        unit = (row["symbol"], row["language"], row["anchor"])
        if unit in seen:
            yield Diagnostic("check-data-repeated", document=document, place=" ".join(unit))
        seen.add(unit)
        place = places.get(_key(row))
        if place is None:
            yield Diagnostic("check-data-orphan", "its document has no line", document=document, place=" ".join(unit))
            continue
        if place < before:
            yield Diagnostic("check-data-order", document=document, place=" ".join(unit))
        before = max(before, place)
        resolution = data.resolutions[place]
        if row["url"] != f"{resolution['url']}#{row['anchor']}":
            yield Diagnostic("check-data-url", row["url"], document=document, place=" ".join(unit))
        if row["parent"] is not None and (row["symbol"], row["language"], row["parent"]) not in seen:
            yield Diagnostic("check-data-orphan", f"no parent #{row['parent']} before it", document=document, place=" ".join(unit))


def _check_citations(data: DataFiles) -> Iterator[Diagnostic]:
    document = "data/citations.jsonl"
    places = {unit: place for place, unit in enumerate(data.units)}
    held = {row["symbol"] for row in data.resolutions if row["held"]}
    pages = {row["url"]: row for row in data.resolutions if row["held"]}
    before = (0, 0)  # place of the unit, end of the citation
    for row in data.citations:
        unit = (row["symbol"], row["language"], row["anchor"])
        place = " ".join((*unit, f"{row['start']}–{row['end']}"))
        if unit not in data.units:
            yield Diagnostic("check-data-orphan", "its paragraph has no line", document=document, place=place)
            continue
        here = (places[unit], row["start"])
        if here < before:
            code = "check-citation-overlap" if here[0] == before[0] else "check-data-order"
            yield Diagnostic(code, document=document, place=place)
        before = max(before, (places[unit], row["end"]))
        if (printed := data.units[unit]["text"][row["start"] : row["end"]]) != row["text"]:
            yield Diagnostic("check-citation-text", f"there stands {printed!r}, not {row['text']!r}", document=document, place=place)
        resolved = row["outcome"] in ("held", "external")
        if resolved is (row["target"] is None) or (not resolved and row["url"] is not None):
            found = f"{row['outcome']}, target {row['target']}, leads to {row['url']}"
            yield Diagnostic("check-citation-target", found, document=document, place=place)
        elif row["outcome"] == "external" and row["target"] in held:
            yield Diagnostic("check-citation-target", f"external, but {row['target']} is held", document=document, place=place)
        elif row["outcome"] == "held" and (row["url"] is None or "://" in row["url"]):
            yield Diagnostic("check-citation-target", f"held, but leads to {row['url']}", document=document, place=place)
        elif wrong := _wrong_place(row, pages, data.units):
            yield Diagnostic("check-citation-place", wrong, document=document, place=place)


def _wrong_place(row: CitationRow, pages: Mapping[str, ResolutionRow], units: Mapping[UnitKey, ParagraphRow]) -> str:
    """What is wrong with the anchors that a citation names, in the document it leads to; '' where nothing is."""
    first = row["covers"][0] if row["covers"] else None
    if row["target_anchor"] != first:
        return f"it means #{row['target_anchor']}, but covers {row['covers']}"
    if row["outcome"] != "held":
        return f"{row['outcome']}, but covers {row['covers']}" if first else ""
    page, _, anchor = (row["url"] or "").partition("#")
    meant = pages.get(page)
    if meant is None:
        return f"{page} is the page of no document that is held"
    if anchor != (first or ""):
        return f"it means #{first}, but leads to {row['url']}"
    missing = [name for name in row["covers"] if (meant["symbol"], meant["language"], name) not in units]
    return f"{meant['symbol']} has no {' '.join(f'#{name}' for name in missing)}" if missing else ""
