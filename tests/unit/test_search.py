"""What the search is built from: the words of each document, where its parts begin, and the lists of symbols."""

from __future__ import annotations

import gzip
import json
import random
from pathlib import Path
from typing import Any

import cbor2

from builder.anchors import anchored
from builder.archive import Archive
from builder.search import write_index, write_texts
from builder.search.pieces import cut_pieces, frequent_words
from builder.search.symbols import browser_grammar, symbol_group
from builder.search.texts import PartOfText
from tests.browser.documents import DOCUMENTS


def archive() -> Archive:
    return Archive(tuple(anchored(document) for document in DOCUMENTS if document.language == "en"))


def _files(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def test_the_texts_hold_the_words_of_a_document_and_nothing_else(tmp_path: Path) -> None:
    write_texts(archive(), "en", tmp_path)
    html = (tmp_path / "en" / "A" / "RES" / "74" / "391" / "index.html").read_text(encoding="utf-8")
    assert '<h1 data-pagefind-meta="title">Protection of lighthouses in coastal waters</h1>' in html
    assert '<p id="op1-a-ii">' in html
    assert "Condemns" not in html.partition('id="fn1"')[2]
    assert "<script>" not in html
    assert "¶" not in html


def test_each_part_of_a_text_begins_where_its_first_paragraph_stands(tmp_path: Path) -> None:
    written = write_texts(archive(), "en", tmp_path)
    (long,) = [document for document in written if document.url == "en/A/RES/74/391/"]
    begins = dict(reversed(long.parts))
    assert begins["pp1"] is PartOfText.PREAMBLE
    assert {part for _, part in long.parts} >= {PartOfText.PREAMBLE, PartOfText.OPERATIVE, PartOfText.ANNEX, PartOfText.NOTES}
    assert long.parts[-1] == ("fn1", PartOfText.NOTES)


def test_the_columns_are_in_the_order_of_the_documents_and_the_same_each_time(tmp_path: Path) -> None:
    written = write_texts(archive(), "en", tmp_path / "texts")
    for target in ("first", "second"):
        write_index(archive(), "en", tmp_path / target)
    first, second = (_files(tmp_path / target) for target in ("first", "second"))
    assert first == second
    columns = json.loads(first["documents.json"])
    assert len(columns["ids"]) == len(columns["dates"]) == len(columns["parts"]) == len(written)
    assert columns["organ"]["of"][0] == [columns["organ"]["names"].index(written[0].organ)]
    assert {f"{name}.pf_fragment" for name in columns["ids"]} <= first.keys()


def test_symbols_are_listed_by_session_or_year() -> None:
    assert symbol_group("A/RES/217 A (III)") == ("A/RES/3", "217 A (III)")
    assert symbol_group("S/RES/1325 (2000)") == ("S/RES/2000", "1325 (2000)")
    assert symbol_group("S/12345") == ("S/-", "12345")


def test_the_browser_gets_patterns_that_javascript_can_read() -> None:
    for pattern in browser_grammar()["patterns"].values():
        assert "(?P<" not in pattern
        assert not any(letter.isspace() or letter == "#" for letter in pattern)


def _packed(data: object) -> bytes:
    return gzip.compress(b"pagefind_dcd" + cbor2.dumps(data), mtime=0)


def _unpacked(file: Path) -> list[Any]:
    found: list[Any] = cbor2.loads(gzip.decompress(file.read_bytes()).removeprefix(b"pagefind_dcd"))
    return found


def test_a_rare_word_is_not_sent_with_a_frequent_one_and_no_word_is_lost(tmp_path: Path) -> None:
    noise = random.Random(1)
    rare = [[f"obs{number:03}", [[number, [number], []]], []] for number in range(40)]
    frequent = ["of", [[page, [noise.randrange(10**9) for _ in range(40)], []] for page in range(600)], []]
    words = [*rare, frequent]
    (tmp_path / "index").mkdir()
    (tmp_path / "index" / "en_1234567.pf_index").write_bytes(_packed([words]))
    (tmp_path / "pagefind.en_0123456789.pf_meta").write_bytes(_packed(["1.5.2", [], [["obs000", "of", "en_1234567"]], [], [], []]))
    (tmp_path / "pagefind-entry.json").write_text(json.dumps({"languages": {"en": {"hash": "en_0123456789"}}}), encoding="utf-8")
    cut_pieces(tmp_path)
    (meta,) = tmp_path.glob("pagefind.*.pf_meta")
    assert json.loads((tmp_path / "pagefind-entry.json").read_text())["languages"]["en"]["hash"] == meta.stem.removeprefix("pagefind.")
    pieces = _unpacked(meta)[2]
    found = [(first, last, _unpacked(tmp_path / "index" / f"{name}.pf_index")[0]) for first, last, name in pieces]
    assert [word for _, _, held in found for word in held] == words
    assert all((held[0][0], held[-1][0]) == (first, last) for first, last, held in found)
    assert [held for _, _, held in found][-1] == [frequent]
    assert frequent_words(tmp_path) == ["of"]
    assert len(list((tmp_path / "index").iterdir())) == len(pieces) == 2
