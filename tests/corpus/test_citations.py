"""Symbols and citations of the real documents, against the United Nations' own symbols and links."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from lxml import etree

from builder.anchors import Anchored, anchored
from builder.archive import Archive
from builder.export import write_data
from builder.linking import Graph, link_archive
from builder.linking.mentions import Form, Mention, find_mentions
from builder.linking.resolve import Speaker, resolve_mention, speaker_of
from builder.reading.akn import read_akn
from builder.symbols import canonical_symbol, official_url, sort_key, symbol_from_address, symbol_from_path, symbol_path, without_letters
from builder.text import MarkKind
from tests.corpus.citations import Judged, accuracy, documents_and_links, judge, recall, table, without_errors

AKN = "{http://docs.oasis-open.org/legaldocml/ns/akn/3.0}"
DOCUMENT_HOST = re.compile(r"https?://(?:www\.)?(?:undocs\.org|docs\.un\.org)/")


@pytest.fixture(scope="module")
def printed(corpus: Path) -> tuple[Counter[str], Counter[str]]:
    """The symbols and the addresses of documents in all files, with how often each occurs."""
    symbols: Counter[str] = Counter()
    addresses: Counter[str] = Counter()
    for path in sorted((corpus / "xml").rglob("*.xml")):
        root = etree.parse(path, etree.XMLParser(recover=True, huge_tree=True)).getroot()
        symbols.update("".join(found.itertext()) for found in root.iter(f"{AKN}docNumber") if found.get("refersTo") == "#symbol")
        addresses.update(href for link in root.iter(f"{AKN}a") if DOCUMENT_HOST.match(href := link.get("href") or ""))
    return symbols, addresses


def test_every_document_has_a_path_that_leads_back(printed: tuple[Counter[str], Counter[str]]) -> None:
    symbols = [symbol for symbol in printed[0] if symbol.strip()]
    assert len(symbols) > 4000
    for symbol in symbols:
        canonical = canonical_symbol(symbol)
        assert canonical is not None, symbol
        assert re.sub(r"\s", "", canonical) == re.sub(r"\s", "", symbol)
        assert symbol_from_path(symbol_path(canonical)) == canonical
        sort_key(canonical)


def test_nearly_every_address_names_a_symbol(printed: tuple[Counter[str], Counter[str]]) -> None:
    addresses = printed[1]
    refused = {address: times for address, times in addresses.items() if symbol_from_address(address) is None}
    # What is left are slips: a wrong year, a session torn in two ('A/RES/5/1'), no number at all.
    assert sum(refused.values()) < 0.002 * sum(addresses.values()), refused
    for address in addresses.keys() - refused.keys():
        symbol = symbol_from_address(address)
        assert symbol is not None
        assert without_letters(symbol_from_path(symbol_path(symbol))) == without_letters(symbol)
        official = official_url(symbol, "en")
        assert official is not None
        assert symbol_path(symbol_from_address(official) or "") == symbol_path(symbol)


def test_where_the_words_alone_decide_they_agree_with_the_links(corpus: Path) -> None:
    """The words before a number are read without the link on it: what they decide must be what the United Nations linked."""
    told: Counter[str] = Counter()
    wrong: list[str] = []
    for path in sorted((corpus / "xml").rglob("*.xml"))[::7]:
        resolution = read_akn(path.read_bytes(), path.name).resolution
        if resolution is None or canonical_symbol(resolution.symbol) is None:
            continue
        document = anchored(resolution)
        for unit in document.units:
            speaker = speaker_of(resolution, document.scopes.get(unit.scope))
            for mention in find_mentions(unit.text):
                if mention.address is not None and mention.form not in (Form.SYMBOL, Form.WORDS):
                    verdict = _compare(mention, mention.address, speaker)
                    told[verdict] += 1
                    if verdict == "wrong":
                        wrong.append(f"{resolution.symbol} {unit.anchor} {unit.text.words[mention.start : mention.end]} {mention.address}")
    assert told["right"] > 3000
    assert told["right"] > 0.98 * told.total(), told
    assert told["wrong"] < 0.002 * told.total(), wrong


def _compare(mention: Mention, address: str, speaker: Speaker) -> str:
    """'right', 'wrong' or 'open', for the mention without its link."""
    meaning = resolve_mention(replace(mention, address=None), speaker)
    if meaning.symbol is None:
        return "open"
    # Links on one number that lead to another are the source's slips.
    slipped = mention.number not in re.findall(r"\d+", address)
    return "right" if slipped or without_letters(meaning.symbol) == without_letters(address) else "wrong"


# --- the engine on words alone ---

STEP = 12

# By the scorer's own rules, links that are wrong included.
FLOORS = {"citation recall": 0.985, "citation accuracy": 0.988}
# Without the links that are known to be wrong.
FLOOR_WITHOUT_ERRORS = 0.998


@dataclass(frozen=True)
class Compared:
    """A share of the corpus, read and linked without its links."""

    paths: Sequence[Path]
    documents: Sequence[Anchored]
    graph: Graph
    judged: Sequence[Judged]


@pytest.fixture(scope="module")
def compared(corpus: Path, corpus_tools: Path) -> Compared:
    """Every twelfth XML file."""
    paths = sorted((corpus / "xml").rglob("*.xml"))[::STEP]
    documents, links = documents_and_links(paths, corpus_tools)
    graph = link_archive(documents)
    return Compared(paths, documents, graph, judge(links, graph, corpus_tools))


def test_nothing_of_a_link_is_left_where_links_are_stripped(compared: Compared) -> None:
    assert not [
        mark for document in compared.documents for unit in document.units for mark in unit.text.marks if mark.kind is MarkKind.LINK
    ]


def test_the_scorers_figures_without_links(compared: Compared, corpus_tools: Path, tmp_path: Path) -> None:
    """The data files of documents whose links nobody marked, scored against the links."""
    gold = tmp_path / "gold"
    gold.mkdir()
    for number, path in enumerate(compared.paths):
        shutil.copy(path, gold / f"{number:04}.xml")
    documents = sorted(compared.documents, key=lambda found: (found.resolution.language, sort_key(found.resolution.symbol)))
    write_data(Archive(tuple(documents)), compared.graph, tmp_path)
    command = [sys.executable, str(corpus_tools / "score.py"), str(tmp_path / "data"), str(gold), "--json", str(tmp_path / "score.json")]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, timeout=600)
    figures = json.loads((tmp_path / "score.json").read_text(encoding="utf-8"))
    assert figures["counts"]["links"] > 3000
    assert {name: figures[name] for name, floor in FLOORS.items() if figures[name] < floor} == {}
    # The comparison below follows the same rules.
    assert figures["counts"]["links"] == len(compared.judged)
    assert figures["counts"]["links found"] == sum(each.verdict == "right" for each in compared.judged)


def test_what_the_links_do_not_get_wrong_themselves_the_words_say(compared: Compared, corpus_tools: Path) -> None:
    judged = without_errors(compared.judged, corpus_tools)
    assert len(judged) > 0.97 * len(compared.judged), "few links are wrong"
    assert recall(judged) >= FLOOR_WITHOUT_ERRORS, table(judged)
    assert accuracy(judged) >= FLOOR_WITHOUT_ERRORS, table(judged)
