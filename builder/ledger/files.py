"""The files of the ledger: read into the store when they have changed, and written when something was published or a keeper decided.

    content/anchors/<language>/<body>.jsonl

    {"symbol":"A/RES/74/166","anchors":{"pp1":"kQ3xZ9…","op1":"b9-T160~Za8m…"},"aliases":{"op7":"op6"}}

One JSON object a line, sorted by symbol as people count; the anchors in reading order, each with the fingerprint of its words; `aliases`,
where there are any, name the anchors that old addresses now lead to. The same content gives the same bytes.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from builder.archive import LEDGER
from builder.cache import write_atomically
from builder.diagnostics import Diagnostic
from builder.fingerprints import FINGERPRINT
from builder.packed import promise_of
from builder.store import Store, keys
from builder.symbols import canonical_symbol, sort_key, symbol_facts

__all__ = ["ANCHOR", "LedgerError", "Promise", "body_of", "change_ledger", "ledger_state", "read_ledger", "record_published"]

ANCHOR = re.compile(r"[a-z0-9-]+")
_LANGUAGE = re.compile("[a-z]{2,3}")
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


class LedgerError(ValueError):
    """The ledger cannot be read or changed; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Promise:
    """What was published of a document: its fingerprints by anchor, as JSON, and by the names of old, the anchors they lead to."""

    language: str
    symbol: str
    fingerprints: str
    aliases: Mapping[str, str] = field(default_factory=dict)


def body_of(symbol: str) -> str:
    """Which file of its language a document is in: 'general-assembly'."""
    return symbol_facts(symbol).organ.value.lower().replace(" ", "-")


def ledger_state(content: Path) -> dict[str, list[int]]:
    """Size and date of each file of the ledger, by its path below the ledger's folder: where they are the same, so is the ledger."""
    folder = content / LEDGER
    found = {}
    for path in sorted(folder.glob("*/*.jsonl")):
        state = path.stat()
        found[path.relative_to(folder).as_posix()] = [state.st_size, state.st_mtime_ns]
    return found


# --- reading ------------------------------------------------------------------------------------------------------------------------


def read_ledger(content: Path, store: Store) -> list[Diagnostic]:
    """Bring the store up to the files of the ledger, and say what is wrong with them. Files that have not changed are not read."""
    there = ledger_state(content)
    known: dict[str, list[int]] = json.loads(store.state("ledger") or "{}")
    findings: list[Diagnostic] = []
    for file in sorted(there.keys() | known.keys()):
        if there.get(file) == known.get(file):
            continue
        language, body = file.removesuffix(".jsonl").split("/")
        data = (content / LEDGER / file).read_bytes() if file in there else b""
        wrong: list[Diagnostic] = []
        promises = list(_read_lines(data, language, body, wrong))
        known[file] = there.get(file, [])
        if wrong or file not in there:
            del known[file]  # what is wrong is found again until it is mended
        findings += (finding.at(f"{LEDGER}/{file}") for finding in wrong)
        with store.transaction():
            _replace_file(store, language, body, promises)
            store.keep("ledger", json.dumps(known))
    return findings


def _read_lines(data: bytes, language: str, body: str, wrong: list[Diagnostic]) -> Iterator[Promise]:
    seen: set[str] = set()
    for number, line in enumerate(data.split(b"\n"), start=1):
        if not line.strip():
            continue
        try:
            promise = _promise(json.loads(line), language, body)
            if promise.symbol in seen:
                raise LedgerError(f"{promise.symbol} has a line already")
        except (ValueError, RecursionError) as error:
            wrong.append(Diagnostic("ledger-line", str(error), "passed over", place=f"line {number}"))
            continue
        seen.add(promise.symbol)
        yield promise


def _promise(line: Any, language: str, body: str) -> Promise:
    """The promise of a line. ValueError where it is none, or stands in another file than its own."""
    if not isinstance(line, dict) or not line.keys() <= {"symbol", "anchors", "aliases"}:
        raise LedgerError("symbol, anchors and aliases are expected")
    symbol, anchors, aliases = line.get("symbol"), line.get("anchors"), line.get("aliases", {})
    if not isinstance(symbol, str) or canonical_symbol(symbol) != symbol:
        raise LedgerError(f"{symbol!r} is no symbol")
    if not _LANGUAGE.fullmatch(language) or body != body_of(symbol):
        raise LedgerError(f"{symbol} belongs in a file {body_of(symbol)}.jsonl below the folder of its language")
    if not _maps(anchors, ANCHOR, FINGERPRINT):
        raise LedgerError(f"the anchors of {symbol} are not names with fingerprints")
    if not _maps(aliases, ANCHOR, ANCHOR):
        raise LedgerError(f"the aliases of {symbol} are not names with anchors")
    return Promise(language, symbol, _encode(anchors), aliases)


def _maps(value: Any, names: re.Pattern[str], values: re.Pattern[str]) -> bool:
    return isinstance(value, dict) and all(
        names.fullmatch(name) and isinstance(one, str) and values.fullmatch(one) for name, one in value.items()
    )


def _replace_file(store: Store, language: str, body: str, promises: Iterable[Promise]) -> None:
    """Put what a file says into the place of what the store had of it."""
    before = {symbol for (symbol,) in store.rows("SELECT symbol FROM promised WHERE language = ? AND body = ?", (language, body))}
    for promise in promises:
        before.discard(promise.symbol)
        _put(store, promise)
    for symbol in before:
        _remove(store, language, symbol)


def _put(store: Store, promise: Promise) -> None:
    here = (promise.language, promise.symbol)
    store.write(
        "INSERT OR REPLACE INTO promised VALUES (?, ?, ?, ?, ?)",
        *(*here, body_of(promise.symbol), promise_of(promise.fingerprints), promise.fingerprints),
    )
    if _aliases(store, *here) != promise.aliases:
        store.touch(keys.aliases(promise.symbol, promise.language))
        store.write("DELETE FROM alias WHERE language = ? AND symbol = ?", *here)
        store.write_all("INSERT INTO alias VALUES (?, ?, ?, ?)", [(*here, name, anchor) for name, anchor in promise.aliases.items()])


def _remove(store: Store, language: str, symbol: str) -> None:
    store.write("DELETE FROM promised WHERE language = ? AND symbol = ?", language, symbol)
    if _aliases(store, language, symbol):
        store.touch(keys.aliases(symbol, language))
        store.write("DELETE FROM alias WHERE language = ? AND symbol = ?", language, symbol)


def _aliases(store: Store, language: str, symbol: str) -> dict[str, str]:
    rows = store.rows("SELECT name, anchor FROM alias WHERE language = ? AND symbol = ? ORDER BY name", (language, symbol))
    return dict(rows)


# --- writing ------------------------------------------------------------------------------------------------------------------------


def record_published(content: Path, store: Store) -> None:
    """Put what the archive has now into the ledger: it was published. LedgerError, or OSError, where that cannot be."""
    if wrong := read_ledger(content, store):
        raise LedgerError(str(wrong[0]))
    changed = store.rows(
        "SELECT document.language, document.symbol, fingerprints FROM document JOIN content USING (id) LEFT JOIN (SELECT language, symbol,"
        " promise FROM promised) AS known ON known.symbol = document.symbol AND known.language = document.language"
        " WHERE document.symbol IS NOT NULL AND document.promise IS NOT known.promise"
    )
    change_ledger(
        content,
        store,
        [Promise(language, symbol, fingerprints, _aliases(store, language, symbol)) for language, symbol, fingerprints in changed],
    )


def change_ledger(content: Path, store: Store, promises: Iterable[Promise] = (), gone: Iterable[tuple[str, str]] = ()) -> None:
    """Put these promises in the place of those of the same documents, and drop those of others (language and symbol).

    What is killed in between leaves files that are read again.
    """
    files: set[tuple[str, str]] = set()
    with store.transaction():
        for promise in promises:
            _put(store, promise)
            files.add((promise.language, body_of(promise.symbol)))
        for language, symbol in gone:
            _remove(store, language, symbol)
            files.add((language, body_of(symbol)))
        for language, body in sorted(files):
            _write_file(content / LEDGER / language / f"{body}.jsonl", _lines(store, language, body))
        if files:
            known, there = json.loads(store.state("ledger") or "{}"), ledger_state(content)
            written = {f"{language}/{body}.jsonl" for language, body in files}
            known = {file: state for file, state in known.items() if file not in written}
            store.keep("ledger", json.dumps(known | {file: state for file, state in there.items() if file in written}))


def _lines(store: Store, language: str, body: str) -> str:
    rows = store.rows("SELECT symbol, fingerprints FROM promised WHERE language = ? AND body = ?", (language, body))
    return "".join(_line(store, language, *row) for row in sorted(rows, key=lambda row: sort_key(row[0])))


def _line(store: Store, language: str, symbol: str, fingerprints: str) -> str:
    aliases = _aliases(store, language, symbol)
    also = f',"aliases":{_encode(aliases)}' if aliases else ""
    return f'{{"symbol":{_encode(symbol)},"anchors":{fingerprints}{also}}}\n'


def _write_file(path: Path, lines: str) -> None:
    if lines:
        write_atomically(path, lines.encode())
    else:
        path.unlink(missing_ok=True)
