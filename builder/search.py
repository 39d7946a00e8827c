"""The search of the built site: full text with Pagefind, one index for each language, and the list of symbols in front of it.

    site/pagefind/en/       the index of the English documents; a browser fetches only the pieces a search needs
    site/search/en.json     {"held": [["A/RES/74/166", "en/A/RES/74/166/", title], …], "cited": [["A/RES/60/1", "en/A/RES/60/1/"], …]}

Pagefind indexes what stands in `data-pagefind-body`, and takes its filters from the page's head.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import cbor2

from builder.archive import Archive
from builder.linking import Graph
from builder.pages.urls import page_url, reference_url

__all__ = ["INDEX_FOLDER", "SearchError", "write_index", "write_symbols"]

INDEX_FOLDER = "pagefind"
SYMBOLS_FOLDER = "search"

# What stands in the text but is none of its words: calls of notes, the ways back from them, links to paragraphs, printed numbers, which
# would part the words of a phrase or be glued to them.
_NO_WORDS = (".footnote-ref", ".footnote-backref", ".headerlink", ".permalink", ".numbered > strong:first-child", "[data-pagefind-ignore]")

# Parts of Pagefind that show results in its own way; the search page shows them in ours.
_UNUSED = ("pagefind-ui.*", "pagefind-modular-ui.*", "pagefind-component-ui.*", "pagefind-highlight.js")


class SearchError(Exception):
    """Pagefind is missing or failed; the message says what it said."""


def write_index(site_dir: Path, languages: Sequence[str], index_dir: Path | None = None) -> None:
    """Index the documents of the built site, language by language, so that memory is that of the largest one.

    The index goes to `index_dir`, else to its place in the site. SearchError where Pagefind fails.
    """
    target = index_dir or site_dir / INDEX_FOLDER
    shutil.rmtree(target, ignore_errors=True)
    for language in languages:
        _run_pagefind(site_dir, language, target / language)
        _put_in_order(target / language)
        for pattern in _UNUSED:
            for file in (target / language).glob(pattern):
                file.unlink()


def _run_pagefind(site_dir: Path, language: str, target: Path) -> None:
    command = [sys.executable, "-m", "pagefind", "--site", str(site_dir), "--glob", f"{language}/**/*.html", "--output-path", str(target)]
    options = ["--exclude-selectors", ", ".join(_NO_WORDS), "--silent"]
    result = subprocess.run([*command, *options], capture_output=True, text=True, check=False)
    if result.returncode:
        said = (result.stderr or result.stdout).strip().splitlines()
        raise SearchError(f"Pagefind could not index the {language} documents: {said[-1] if said else f'exit status {result.returncode}'}")


# An index is files of CBOR in gzip behind these bytes; each bears the hash of what is in it.
_PREFIX = b"pagefind_dcd"


def _put_in_order(index: Path) -> None:
    """Sort the filters of the index, so that the same site gives the same bytes: Pagefind writes them in another order each time."""
    renamed = {file.stem: _rewrite(file, sorted, 7) for file in sorted((index / "filter").glob("*.pf_filter"))}

    def sort_filters(part: Any) -> Any:
        of_filters = isinstance(part, list) and part and all(isinstance(entry, list) and entry[-1] in renamed for entry in part)
        return sorted([name, renamed[file]] for name, file in part) if of_filters else part

    entry = (index / "pagefind-entry.json").read_text(encoding="utf-8")
    for meta in index.glob("pagefind.*.pf_meta"):
        before, after = meta.stem.removeprefix("pagefind."), _rewrite(meta, sort_filters, 10).removeprefix("pagefind.")
        entry = entry.replace(before, after)
    (index / "pagefind-entry.json").write_text(entry, encoding="utf-8")


def _rewrite(file: Path, change: Callable[[Any], Any], digits: int) -> str:
    """Apply the change to each list in the file, and name the file anew by the hash of what is in it; gives the new stem."""
    parts = cbor2.loads(gzip.decompress(file.read_bytes()).removeprefix(_PREFIX))
    packed = _PREFIX + cbor2.dumps([change(part) if isinstance(part, list) else part for part in parts])
    stem = f"{file.stem.rpartition('_')[0]}_{hashlib.sha256(packed).hexdigest()[:digits]}"
    file.unlink()
    file.with_name(stem + file.suffix).write_bytes(gzip.compress(packed, mtime=0))
    return stem


def write_symbols(archive: Archive, graph: Graph, site_dir: Path) -> None:
    """Write, for each language, the documents that a reader can ask for by symbol: those held, with title, and those only cited."""
    cited = [[reference.symbol, reference_url(reference.symbol, archive)] for reference in graph.references] if archive.languages else []
    for language in archive.languages:
        documents = (document.resolution for document in archive.documents if document.resolution.language == language)
        held = [[found.symbol, page_url(found.symbol, language), found.title or found.description or ""] for found in documents]
        file = site_dir / SYMBOLS_FOLDER / f"{language}.json"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps({"held": held, "cited": cited}, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")
