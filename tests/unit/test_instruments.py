"""Named instruments: what is a mention, what only looks like one, and what the list of them promises."""

from __future__ import annotations

import time
from collections import defaultdict
from importlib.resources import files
from itertools import pairwise

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from builder.linking.instruments import Instrument, find_instruments, instrument_titles, instruments
from builder.symbols import canonical_symbol, official_url, symbol_from_path, symbol_path

AGENDA, CHARTER, COVENANTS, CHILD = "A/RES/70/1", "UNTS/1/XVI", "A/RES/2200 A (XXI)", "UNTS/1577/27531"

# words -> what is found in them
CASES: list[tuple[str, list[tuple[str, str]]]] = [
    ("Guided by the Charter of the United Nations,", [("Charter of the United Nations", CHARTER)]),
    ("under the United Nations Charter", [("United Nations Charter", CHARTER)]),
    ("Acting under Chapter VII of the Charter,", [("Charter", CHARTER)]),
    ("The Charter binds all Members.", [("Charter", CHARTER)]),
    ("in accordance with Charter provisions", []),
    ("its Charter-based functions, the Charter-based system", []),
    ("the African Charter, and article 5 of the Charter", []),
    ("the Charter of the Organization of African Unity", []),
    ("the Charter of la Francophonie", []),
    ("the Charter for European Security", []),
    ("Recalling the Charter, the United Nations Charter and the Olympic Charter", [("United Nations Charter", CHARTER)]),
    ("the Special Committee on the Charter of the United Nations and on the Strengthening of the Role of the Organization", []),
    (
        "the Arab Charter on Human Rights and the Charter of the United Nations, and Article 2 of the Charter",
        [("Charter of the United Nations", CHARTER)],
    ),
    (
        "the 2030 Agenda for Sustainable Development, and the 2030 Agenda as a whole",
        [("2030 Agenda for Sustainable Development", AGENDA)],
    ),
    (
        "entitled “Transforming our world: the 2030 Agenda for Sustainable Development”",
        [("2030 Agenda for Sustainable Development", AGENDA)],
    ),
    ("the post-2030 Agenda, the 2030 Agendas and the 2030 Agenda Partnership Accelerator", []),
    ("Joint Fund for the 2030 Agenda", []),
    (
        "Recalling the Universal Declaration of Human Rights and the Universal Declaration",
        [("Universal Declaration of Human Rights", "A/RES/217 A (III)")],
    ),
    ("article 14 of the Universal Declaration", [("Universal Declaration", "A/RES/217 A (III)")]),
    ("the Universal Declaration on the Eradication of Hunger and Malnutrition", []),
    (
        "the International Covenant on Civil and Political Rights and the International Covenant on Economic, Social and Cultural Rights",
        [
            ("International Covenant on Civil and Political Rights", COVENANTS),
            ("International Covenant on Economic, Social and Cultural Rights", COVENANTS),
        ],
    ),
    ("the Covenants", [("Covenants", COVENANTS)]),
    ("Urges States parties to the Convention on the Rights of the Child to", [("Convention on the Rights of the Child", CHILD)]),
    ("the Optional Protocol to the Convention on the Rights of the Child on a communications procedure", []),
    ("the Optional Protocols to the Convention on the Rights of the Child", []),
    (
        "the Optional Protocol to the Convention on the Rights of the Child on the involvement of children in armed conflict",
        [
            (
                "Optional Protocol to the Convention on the Rights of the Child on the involvement of children in armed conflict",
                "UNTS/2173/27531",
            )
        ],
    ),
    ("Additional Protocols I and II of 1977 to the Geneva Conventions", []),
    ("the Committee on the Rights of the Child", []),
    ("the Convention, the Agreement, the Declaration and the Programme of Action", []),
    ("the Conference of the Parties to the Convention on Biological Diversity", []),
    ("the Conference of the States Parties to the United Nations Convention against Corruption", []),
    ("the secretariat of the United Nations Framework Convention on Climate Change", []),
    (
        "the Conference of the Parties to the Convention on Biological Diversity, and the Convention on Biological Diversity itself",
        [("Convention on Biological Diversity", "UNTS/1760/30619")],
    ),
    ("the Preparatory Commission for the Comprehensive Nuclear-Test-Ban Treaty Organization", []),
    (
        "the Special Committee on the Situation with regard to the Implementation of the Declaration on the Granting of Independence to "
        "Colonial Countries and Peoples",
        [],
    ),
    (
        "Implementation of the Declaration on the Granting of Independence to Colonial Countries and Peoples",
        [("Declaration on the Granting of Independence to Colonial Countries and Peoples", "A/RES/1514 (XV)")],
    ),
    ("the Agreement under the United Nations Convention on the Law of the Sea on marine biological diversity", []),
    (
        "the Sendai Framework for Disaster Risk Reduction 2015-2030",
        [("Sendai Framework for Disaster Risk Reduction 2015-2030", "A/RES/69/283")],
    ),
    ("Local Agenda 21 and the future we want", []),
    ("Reaffirming Agenda 21,", [("Agenda 21", "A/CONF.151/26/Rev.1 (Vol. I)")]),
    ("entitled “The future we want”,", [("The future we want", "A/RES/66/288")]),
    ("institutions in line with the Paris Principles", []),
    ("a national institution in line with the Paris Principles", [("Paris Principles", "A/RES/48/134")]),
]


@pytest.mark.parametrize(("words", "expected"), CASES, ids=[words[:60] for words, _ in CASES])
def test_what_is_named(words: str, expected: list[tuple[str, str]]) -> None:
    assert [(words[found.start : found.end], found.symbol) for found in find_instruments(words, ())] == expected


def test_a_name_that_is_linked_otherwise_leaves_the_next_to_be_the_first() -> None:
    words = "the Paris Agreement, and again the Paris Agreement"
    first = words.index("Paris")
    (found,) = find_instruments(words, [(first, first + 5)])
    assert found.start == words.rindex("Paris")
    assert find_instruments(words, [(0, len(words))]) == ()


@given(st.lists(st.sampled_from(["the Charter", "2030 Agenda", "Olympic Charter", " and ", ", ", "the ", "Paris Agreement", "‑", "é"])))
def test_mentions_are_in_order_apart_and_printed(pieces: list[str]) -> None:
    words = "".join(pieces)
    found = find_instruments(words, ())
    assert all(0 <= one.start < one.end <= len(words) for one in found)
    assert all(one.end <= other.start for one, other in pairwise(found))
    assert len({one.symbol for one in found}) == len(found)


# --- the list ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("instrument", instruments(), ids=lambda instrument: instrument.names[0][:60])
def test_an_instrument_has_a_canonical_symbol_an_address_and_a_source(instrument: Instrument) -> None:
    assert canonical_symbol(instrument.symbol) == instrument.symbol
    assert official_url(instrument.symbol, "en")
    assert symbol_from_path(symbol_path(instrument.symbol))
    assert instrument.source in sources()
    for name in (*instrument.names, *instrument.short):
        assert name == " ".join(name.split()), "a name is found as it is printed"
        # With what its kind of name needs, each finds itself and means its own symbol.
        quoted = f"“{name}”" if instrument.quoted else name
        words = f"national institution, and the {quoted},"
        assert [(words[one.start : one.end], one.symbol) for one in find_instruments(words, ())] == [(name, instrument.symbol)]


def sources() -> dict[str, str]:
    data = yaml.safe_load(files("builder").joinpath("data/instruments.yaml").read_text(encoding="utf-8"))
    listed: dict[str, str] = data["sources"]
    return listed


def test_a_name_means_one_instrument() -> None:
    meanings: defaultdict[str, int] = defaultdict(int)
    for instrument in instruments():
        for name in (*instrument.names, *instrument.short):
            meanings[name] += 1
    assert [name for name, times in meanings.items() if times > 1] == []


def test_instruments_of_one_document_agree_on_its_title() -> None:
    titles: defaultdict[str, set[str]] = defaultdict(set)
    for instrument in instruments():
        if instrument.title:
            titles[symbol_path(instrument.symbol)].add(instrument.title)
    assert {path: found for path, found in titles.items() if len(found) > 1} == {}


def test_titles_are_found_under_the_symbol_of_the_reference_page() -> None:
    assert instrument_titles()["A/RES/217 (III)"] == "Universal Declaration of Human Rights"
    assert instrument_titles()["UNTS/1/XVI"] == "Charter of the United Nations"
    assert "A/HRC/17/31" not in instrument_titles(), "a title that is not known is none"


@pytest.mark.parametrize(
    "phrase",
    ["the Charter of ", "the Optional Protocol to the Convention on the Rights of the Child ", "Charter ", "2030 Agenda for Sustainable X"],
)
def test_long_repetitions_are_read_in_one_pass(phrase: str) -> None:
    words = phrase * (2_000_000 // len(phrase))
    begin = time.perf_counter()
    find_instruments(words, ())
    assert time.perf_counter() - begin < 5
