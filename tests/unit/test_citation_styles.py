"""Citations as the manuals want them: the cases, each with its rule, are in tests/cases/citation_styles.yaml."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from builder.model import Kind, Resolution, Source
from builder.pages.citation_styles import citations, pinpoint, style_table
from builder.pages.cite_block import render_cite_block
from builder.symbols import symbol_facts

CASES: dict[str, Any] = yaml.safe_load((Path(__file__).resolve().parents[1] / "cases" / "citation_styles.yaml").read_text(encoding="utf-8"))
ADDRESS = "https://a.example/"
HOSTILE = r"""50% of {A_1} & $2 ~ #3 ^ \end "q" <script>alert(1)</script>"""


def document(symbol: str, **facts: Any) -> Resolution:
    known = symbol_facts(symbol)
    return Resolution(symbol, "en", known.kind or Kind.DRAFT_RESOLUTION, known.organ, Source("invented.xml", "akn", "0" * 64), **facts)


@pytest.mark.parametrize("case", CASES["pinpoints"], ids=lambda case: f"{case['style']} {case['place']}")
def test_a_place_is_written_as_the_style_wants(case: dict[str, str]) -> None:
    assert pinpoint(case["style"], case["place"], case.get("last", "")) == case["words"], case["rule"]


DOCUMENTS = [(name, style) for name, case in CASES["documents"].items() for style in case["styles"]]


@pytest.mark.parametrize(("name", "style"), DOCUMENTS)
def test_a_document_is_cited_as_the_style_wants(name: str, style: str) -> None:
    case = CASES["documents"][name]
    facts = {key: case[key] for key in ("title", "description", "adopted", "issued", "session") if key in case}
    template = citations(document(case["symbol"], **facts))[style]
    assert template.fill(pinpoint(style, case["place"]), ADDRESS) == case["styles"][style]["words"], case["styles"][style]["rule"]


def test_every_style_names_its_rule_and_every_document_has_all_styles() -> None:
    styles = style_table()["styles"]
    assert all(style["rule"] for style in styles.values())
    assert list(citations(document("A/RES/74/166"))) == list(styles)


def test_records_are_well_formed_whatever_the_title() -> None:
    found = citations(document("A/RES/74/166", title=HOSTILE, adopted="2019-12-18"))
    item = json.loads(found["csl"].fill(pinpoint("csl", "operative paragraph 2"), ADDRESS))[0]
    assert item["title"] == HOSTILE
    assert item["note"] == "para. 2"
    assert item["issued"] == {"date-parts": [[2019, 12, 18]]}
    bibtex = found["bibtex"].fill(pinpoint("bibtex", "operative paragraph 2"), ADDRESS)
    bare = re.sub(r"\\[\\{}$&#_%]|\\text\w+\{\}", "", bibtex)
    assert bare.count("{") == bare.count("}")
    assert not re.search(r"[$&#%~^\\]", bare)
    ris = found["ris"].fill(pinpoint("ris", "operative paragraph 2"), ADDRESS)
    assert all(re.fullmatch(r"[A-Z][A-Z0-9]  - .*", line) for line in ris.splitlines())
    assert ris.splitlines()[0] == "TY  - RPRT"
    assert ris.splitlines()[-2:] == ["N1  - para. 2", "ER  - "]


def test_the_block_of_a_page_shows_words_and_no_markup_of_theirs() -> None:
    block = render_cite_block(document("A/RES/74/166", title=HOSTILE, adopted="2019-12-18"))
    assert "<script>" not in block
    assert "&lt;script&gt;" in block
    assert block.count("<dd ") == len(style_table()["styles"])
    assert "\n" not in block


def test_a_character_for_private_use_in_a_title_is_no_slot() -> None:
    template = citations(document("A/RES/74/166", title="A \ue000 title \ue001", adopted="2019-12-18"))["chicago"]
    assert template.fill("", ADDRESS).count(ADDRESS) == 1
