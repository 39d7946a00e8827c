"""What the search is built from: the words of each document, where its parts begin, and the lists of symbols."""

from __future__ import annotations

import gzip
import json
import os
import random
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from itertools import accumulate
from pathlib import Path
from typing import Any

import cbor2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.anchors import anchored
from builder.archive import Archive
from builder.search import SearchError, parts, write_indexes, write_texts
from builder.search.pagefind import run_pagefind
from builder.search.pieces import frequent_words, write_pieces
from builder.search.symbols import browser_grammar, symbol_group
from builder.search.texts import PartOfText
from builder.search.words import joined, words_of_pieces
from tests.browser.documents import DOCUMENTS


def archive() -> Archive:
    return Archive(tuple(anchored(document) for document in DOCUMENTS if document.language == "en"))


def _files(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def test_the_texts_hold_the_words_of_a_document_and_nothing_else(tmp_path: Path) -> None:
    write_texts(archive(), "en", archive().symbols("en"), tmp_path)
    html = (tmp_path / "en" / "A" / "RES" / "74" / "391" / "index.html").read_text(encoding="utf-8")
    assert '<h1 data-pagefind-meta="title">Protection of lighthouses in coastal waters</h1>' in html
    assert '<p><i id="op1-a-ii"></i>' in html
    assert "Condemns" not in html.partition('id="fn1"')[2]
    assert "<script>" not in html
    assert "¶" not in html


def test_each_part_of_a_text_begins_where_its_first_paragraph_stands(tmp_path: Path) -> None:
    written = write_texts(archive(), "en", archive().symbols("en"), tmp_path)
    (long,) = [document for document in written if document.url == "en/A/RES/74/391/"]
    begins = dict(reversed(long.parts))
    assert begins["pp1"] is PartOfText.PREAMBLE
    assert {part for _, part in long.parts} >= {PartOfText.PREAMBLE, PartOfText.OPERATIVE, PartOfText.ANNEX, PartOfText.NOTES}
    assert long.parts[-1] == ("fn1", PartOfText.NOTES)


def indexed(folder: Path, documents: Archive | None = None) -> Path:
    """The index of the English documents, made from nothing or from the parts that are there."""
    assert list(write_indexes(documents or archive(), ["en"], folder / "search")) == ["en"]
    return folder / "search" / "en"


def test_the_columns_are_in_the_order_of_the_documents_and_the_same_each_time(tmp_path: Path) -> None:
    written = write_texts(archive(), "en", archive().symbols("en"), tmp_path / "texts")
    first, second = (_files(indexed(tmp_path / target)) for target in ("first", "second"))
    assert first == second
    columns = json.loads(first["documents.json"])
    assert len(columns["ids"]) == len(columns["dates"]) == len(columns["parts"]) == len(written)
    assert columns["organ"]["of"][0] == [columns["organ"]["names"].index(written[0].organ)]
    assert {f"{name}.pf_fragment" for name in columns["ids"]} <= first.keys()


def _decoded(index: Path) -> tuple[dict[str, Any], dict[str, Any], list[Any]]:
    """Pagefind's index as one can compare it: the documents by address; of each word and form the places by address; what ends the list."""
    documents, addresses = {}, {}
    for file in (index / "fragment").iterdir():
        fragment = json.loads(gzip.decompress(file.read_bytes()).removeprefix(b"pagefind_dcd"))
        addresses[file.stem] = fragment["url"]
        documents[fragment["url"]] = fragment
    (meta,) = index.glob("pagefind.*.pf_meta")
    version, pages, pieces, *rest = _unpacked(meta)
    order = [(addresses[name], length) for name, length in pages]
    words = {}
    for _, _, name in pieces:
        for word, own, forms in _unpacked(index / "index" / f"{name}.pf_index")[0]:
            for form, pages_of in (("", own), *forms):
                numbers = accumulate(page[0] for page in pages_of)
                words[f"{word}/{form}"] = {order[number]: page[1:] for number, page in zip(numbers, pages_of, strict=True)}
    return documents, words, [version, *rest]


def test_parts_put_together_are_what_pagefind_makes_of_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_texts(archive(), "en", archive().symbols("en"), tmp_path / "texts")
    run_pagefind(tmp_path / "texts", tmp_path / "whole", "all")
    of_parts = []
    for together in (1, 3, 10**9):
        monkeypatch.setattr(parts, "_TOGETHER", together)
        of_parts.append(indexed(tmp_path / str(together)))
    assert [len(list((index.parents[1] / "search-parts" / "en").iterdir())) for index in of_parts][::2] == [len(archive().symbols("en")), 1]
    assert _files(of_parts[0]) == _files(of_parts[1]) == _files(of_parts[2])
    assert _decoded(of_parts[0]) == _decoded(tmp_path / "whole")


def test_only_parts_with_documents_that_changed_are_indexed_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parts, "_TOGETHER", 1)
    english = [anchored(document) for document in DOCUMENTS if document.language == "en"]
    indexed(tmp_path / "kept", Archive(english))
    kept = {folder.name for folder in (tmp_path / "kept" / "search-parts" / "en").iterdir()}
    killed = tmp_path / "kept" / "search-parts" / "en" / "unfinished-1"
    killed.mkdir()
    fewer = Archive(english[1:])
    assert _files(indexed(tmp_path / "kept", fewer)) == _files(indexed(tmp_path / "new", fewer))
    there = {folder.name for folder in (tmp_path / "kept" / "search-parts" / "en").iterdir()}
    assert there < kept
    assert len(there) == len(kept) - 1
    run: list[Path] = []
    monkeypatch.setattr(parts, "run_pagefind", lambda texts, *_: run.append(texts))
    indexed(tmp_path / "kept", fewer)
    assert not run


@pytest.mark.skipif(os.name == "nt", reason="a script stands for Pagefind")
def test_where_pagefind_fails_its_words_are_told_and_nothing_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "pagefind"
    program.write_text("#!/bin/sh\necho beginning\necho it is too hot >&2\nexit 3\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PAGEFIND_BINARY_PATH", str(program))
    for together in (1, 10**9):  # in processes of their own, and in this one
        monkeypatch.setattr(parts, "_TOGETHER", together)
        with pytest.raises(SearchError, match="Pagefind could not index the en documents: it is too hot"):
            indexed(tmp_path)
        assert not list((tmp_path / "search-parts" / "en").iterdir())
    monkeypatch.setenv("PAGEFIND_BINARY_PATH", str(tmp_path / "nowhere"))
    with pytest.raises(SearchError, match=r"could not index the en documents: .*No such file"):
        indexed(tmp_path)


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="asks Linux for the processes of a process")
def test_of_a_build_that_is_killed_no_process_is_left(tmp_path: Path) -> None:
    program = tmp_path / "pagefind"
    program.write_text("#!/bin/sh\nexec sleep 2\n", encoding="utf-8")
    program.chmod(0o755)
    indexing = "from tests.unit.test_search import *; parts._TOGETHER = 1; indexed(Path(sys.argv[1]))"
    surroundings = {**os.environ, "PAGEFIND_BINARY_PATH": str(program)}
    with subprocess.Popen([sys.executable, "-c", indexing, tmp_path], env=surroundings, cwd=Path(__file__).parents[2]) as build:
        children = Path(f"/proc/{build.pid}/task/{build.pid}/children")
        own = _until(lambda: children.read_text().split())
        assert own
        build.kill()
    assert _until(lambda: not any(Path("/proc", process).exists() for process in own)), "processes of the build still run"


def _until(condition: Callable[[], Any], seconds: float = 20) -> Any:
    """What the condition gives as soon as it is something, or in the end."""
    end = time.monotonic() + seconds
    while not (found := condition()) and time.monotonic() < end:
        time.sleep(0.1)
    return found


def test_symbols_are_listed_by_session_or_year() -> None:
    assert symbol_group("A/RES/217 A (III)") == ("A/RES/3", "217 A (III)")
    assert symbol_group("S/RES/1325 (2000)") == ("S/RES/2000", "1325 (2000)")
    assert symbol_group("S/12345") == ("S/-", "12345")


def test_the_browser_gets_patterns_that_javascript_can_read() -> None:
    for pattern in browser_grammar()["patterns"].values():
        assert "(?P<" not in pattern
        assert not any(letter.isspace() or letter == "#" for letter in pattern)


def _unpacked(file: Path) -> list[Any]:
    found: list[Any] = cbor2.loads(gzip.decompress(file.read_bytes()).removeprefix(b"pagefind_dcd"))
    return found


def test_a_rare_word_is_not_sent_with_a_frequent_one_and_no_word_is_lost(tmp_path: Path) -> None:
    noise = random.Random(1)
    rare: list[list[Any]] = [[f"obs{number:03}", [[number, [number], []]], []] for number in range(40)]
    frequent: list[Any] = ["of", [[page, [noise.randrange(10**9) for _ in range(40)], []] for page in range(600)], []]
    words = [*rare, frequent]
    pieces = write_pieces(((word[0], cbor2.dumps(word)) for word in words), "en", tmp_path)
    found = [(piece, _unpacked(tmp_path / f"{piece.name}.pf_index")[0]) for piece in pieces]
    assert [word for _, held in found for word in held] == words
    assert all((held[0][0], held[-1][0]) == (piece.first, piece.last) for piece, held in found)
    assert [held for _, held in found][-1] == [frequent]
    assert frequent_words(pieces) == ["of"]
    assert len(list(tmp_path.iterdir())) == len(pieces) == 2


@given(st.data())
def test_words_of_pieces_are_numbered_anew_and_joined(data: st.DataObject) -> None:
    """Whatever the numbers, of words and of forms with marks on letters."""
    numbers = st.integers(-(2**31), 2**31 - 1) | st.integers(-300, 300)
    places = st.lists(numbers, max_size=30) | st.integers(24, 300).map(lambda length: [1] * length)
    pages = data.draw(st.integers(1, 400))
    of_word = st.dictionaries(st.integers(0, pages - 1), st.tuples(places, places), max_size=6)
    forms = st.dictionaries(st.text(min_size=1), of_word, max_size=3).map(lambda own: {form: of for form, of in own.items() if of})
    drawn = data.draw(st.dictionaries(st.text(min_size=1, max_size=30), st.tuples(of_word, forms), max_size=5))
    held = {word: own for word, own in drawn.items() if any(own)}
    turn = data.draw(st.integers(0, pages - 1))
    order = [(turn - number) % pages for number in range(pages)]

    def encoded(own: Mapping[int, tuple[list[int], list[int]]]) -> list[Any]:
        steps = zip(sorted(own), [0, *sorted(own)], strict=False)
        return [[number - before, *own[number]] for number, before in steps]

    def numbered(own: Mapping[int, tuple[list[int], list[int]]], start: int) -> dict[int, tuple[list[int], list[int]]]:
        return {start + order[number]: places for number, places in own.items()}

    piece = cbor2.dumps(
        [[[word, encoded(own), [[form, encoded(of)] for form, of in of_form.items()]] for word, (own, of_form) in held.items()]]
    )
    words = words_of_pieces([piece], order)
    twice = {
        word: [
            word,
            encoded(numbered(own, 0) | numbered(own, pages)),
            [[form, encoded(numbered(of, 0) | numbered(of, pages))] for form, of in sorted(of_form.items())],
        ]
        for word, (own, of_form) in sorted(held.items())
    }
    found = {word: cbor2.loads(encoded) for word, encoded in joined([(0, words), (pages, words)])}
    assert {word: _lists(entry) for word, entry in found.items()} == {word: _lists(entry) for word, entry in twice.items()}


def _lists(entry: Any) -> Any:
    return [_lists(part) for part in entry] if isinstance(entry, (list, tuple)) else entry
