"""Titles of what is not held, from the words that cite it."""

from __future__ import annotations

import pytest

from builder.anchors import anchored
from builder.linking.graph import link_archive
from builder.model import BlockKind, Footnote, Kind, Organ, Paragraph, Resolution, Source
from builder.text import parse_text


def titles(words: str, *notes: str, language: str = "en") -> dict[str, str]:
    """The titles of the references of one document with this paragraph and these footnotes, which it calls as [^1], [^2] …"""
    resolution = Resolution(
        "A/RES/78/1",
        language,
        Kind.RESOLUTION,
        Organ.GENERAL_ASSEMBLY,
        Source("a.xml", "akn", ""),
        session="78",
        body=(Paragraph(BlockKind.OPERATIVE, parse_text(words), "1."),),
        footnotes=tuple(Footnote(str(number), parse_text(note)) for number, note in enumerate(notes, start=1)),
    )
    return {reference.symbol: reference.title for reference in link_archive([anchored(resolution)]).references}


def test_the_title_that_is_quoted_with_a_number() -> None:
    words = "Recalling its resolution 77/300 of 30 June 2023, entitled “Digital remembering”,"
    assert titles(words) == {"A/RES/77/300": "Digital remembering"}


@pytest.mark.parametrize(
    ("words", "note", "symbol", "title"),
    [
        (
            "Having considered the report of the Secretary-General on the rule of law,[^1]",
            "A/77/213.",
            "A/77/213",
            "Report of the Secretary-General on the rule of law",
        ),
        (
            "Takes note of the report of the Secretary-General on rates and the related report of the Advisory Committee on Budgets,[^1]",
            "A/78/7/Add.3.",
            "A/78/7/Add.3",
            "Report of the Advisory Committee on Budgets",
        ),
        (
            "Recalling the Convention against Discrimination in Education,[^1] and other texts,",
            "United Nations, Treaty Series, vol. 429, No. 6193.",
            "UNTS/429/6193",
            "Convention against Discrimination in Education",
        ),
        (
            "Notes it,[^1]",
            "Official Records of the General Assembly, Seventy-fourth Session, Supplement No. 5 (A/74/5).",
            "A/74/5",
            "Official Records of the General Assembly, Seventy-fourth Session, Supplement No. 5",
        ),
        (
            "Recalling what the Human Rights Council resolved,[^1]",
            "Official Records of the General Assembly, Seventy-fourth Session, Supplement No. 53 (A/74/53), chap. IV, sect. A.",
            "A/74/53",
            "Report of the Human Rights Council",
        ),
        (
            "Having considered the report of the Advisory Committee,[^1]",
            "A/78/7/Add.3.",
            "A/78/7/Add.3",
            "Report of the Advisory Committee on Administrative and Budgetary Questions",
        ),
        (
            "Taking note of the report of the Secretary-General on the budget performance of the Mission,[^1]",
            "A/78/590.",
            "A/78/590",
            "Report of the Secretary-General",
        ),
        (
            "Recalling the report of the Secretary-General entitled “Repair and return”,[^1]",
            "A/77/590.",
            "A/77/590",
            "Repair and return",
        ),
        (
            "Recalling the letter dated 3 May 2019 from the President of Utopia,[^1]",
            "S/2019/365.",
            "S/2019/365",
            "Letter dated 3 May 2019 from the President of Utopia",
        ),
        ("Notes it,[^1]", "See Report of the Committee on Information (A/74/521).", "A/74/521", "Report of the Committee on Information"),
    ],
)
def test_the_words_before_a_footnote_and_before_a_bracket(words: str, note: str, symbol: str, title: str) -> None:
    assert titles(words, note) == {symbol: title}


@pytest.mark.parametrize(
    "words",
    [
        "Takes note of the report of the Secretary-General on rates, and requests him to act,[^1]",
        "Takes note of the reports of the Secretary-General on two things,[^1]",
        "Takes note of what was said,[^1]",
        "Takes note of the report of the Committee,[^1]",
        "Takes note of the report of the Secretary-General,[^2] and the annex with numbers,[^1]",
    ],
)
def test_where_it_is_not_sure_there_is_none(words: str) -> None:
    assert titles(words, "A/77/213.") == {"A/77/213": ""}


def test_a_note_that_cites_two_documents_names_neither() -> None:
    assert titles("Takes note of the report of the Secretary-General on the rule of law,[^1]", "A/77/213 and A/77/214.") == {
        "A/77/213": "",
        "A/77/214": "",
    }


def test_where_places_do_not_agree_there_is_none() -> None:
    words = "Takes note of the report of the Secretary-General on fish,[^1] and of the report of the Secretary-General on forests,[^2]"
    assert titles(words, "A/77/213.", "A/77/213.") == {"A/77/213": ""}


def test_named_instruments_have_the_title_of_the_list() -> None:
    assert titles("Recalling the Convention on the Rights of the Child,")["UNTS/1577/27531"] == "Convention on the Rights of the Child"


def test_words_of_other_languages_name_nothing() -> None:
    assert titles("Recalling the report of the Secretary-General on the rule of law,[^1]", "A/77/213.", language="fr") == {"A/77/213": ""}
