"""The reader of the United Nations' XML. The cases are data: tests/cases/akn.yaml."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from builder.anchors import UnitKind, anchored
from builder.model import AdoptionMethod, Kind, Organ, Resolution, Vote
from builder.reading.akn import read_akn
from builder.text import format_text

CASES = yaml.safe_load((Path(__file__).parents[1] / "cases" / "akn.yaml").read_text(encoding="utf-8"))

COVER = """<coverPage><p><docAuthority refersTo="#publisher">United Nations</docAuthority></p>
<p><docNumber refersTo="#symbol">{symbol}</docNumber></p><p><docAuthority refersTo="#issuingBody">General Assembly</docAuthority></p>
<p><session value="74">Seventy-fourth session</session></p>
<p><inline name="agenda item">Agenda items 70 (c) and 117</inline></p><p><inline name="agenda item name">Human rights</inline></p>
<p><docProponent>[on the report of the Third Committee (<inline name="originating document">A/74/399/Add.3</inline>)]</docProponent></p>
</coverPage><preface><p><docNumber>74/1.</docNumber>
<docTitle refersTo="#resolutionTitle"><span class="bold">	A title</span></docTitle></p></preface>"""
META = """<meta><identification><FRBRWork><FRBRdate date="{recorded}" name="adoption"/></FRBRWork>
<FRBRExpression><FRBRlanguage language="{language}"/></FRBRExpression></identification>{more}</meta>"""
CLOSING = """<conclusions><p><inline name="adoptionMeeting">50th plenary meeting</inline><eol/><docDate date="2019-12-18"
refersTo="#adoptionDate">18 December 2019</docDate></p></conclusions>"""


def file_of(statement: str, *, symbol: str = "A/RES/74/1", cover: str = COVER, recorded: str = "2019-12-18", more: str = "") -> bytes:
    meta = META.format(recorded=recorded, language="eng", more=more)
    return (
        '<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0" xmlns:akn4un="http://un.org/akn4un">'
        f'<statement name="resolution">{meta}{cover.format(symbol=symbol)}{statement}{CLOSING}</statement></akomaNtoso>'
    ).encode()


def read(data: bytes) -> Resolution:
    resolution = read_akn(data, "case.xml").resolution
    assert resolution is not None
    return resolution


BODY = "<mainBody><paragraph><num>1.</num><content><p>Decides.</p></content></paragraph></mainBody>"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_units_of(case: dict[str, Any]) -> None:
    reading = read_akn(file_of(case["statement"]), "case.xml")
    assert reading.resolution is not None
    units = [
        f"{u.anchor} | {u.label} | {format_text(u.text)}".replace("\n", "⏎").rstrip()
        for u in anchored(reading.resolution).units
        if u.kind is not UnitKind.FORMULA
    ]
    assert units == [line.rstrip() for line in case["units"].rstrip().splitlines()]
    assert [d.code for d in reading.diagnostics] == case.get("diagnostics", "").split()
    assert [notice.words for notice in reading.resolution.notices] == ([case["notices"]] if "notices" in case else [])


def test_the_masthead() -> None:
    resolution = read(file_of(BODY))
    assert (resolution.symbol, resolution.language, resolution.kind, resolution.organ) == (
        "A/RES/74/1",
        "en",
        Kind.RESOLUTION,
        Organ.GENERAL_ASSEMBLY,
    )
    assert (resolution.title, resolution.session, resolution.session_name) == ("A title", "74", "Seventy-fourth session")
    assert [(item.number, item.title) for item in resolution.agenda_items] == [("70 (c)", "Human rights"), ("117", "")]
    assert resolution.reports == ("A/74/399/Add.3",)
    assert (resolution.adopted, resolution.meeting) == ("2019-12-18", "50th plenary meeting")


def test_the_printed_date_counts_but_the_year_of_a_council_symbol_decides() -> None:
    assert read(file_of(BODY, recorded="2019-12-20")).adopted == "2019-12-18"
    assert read(file_of(BODY, recorded="0001-01-01")).adopted == "2019-12-18"
    assert read(file_of(BODY, symbol="S/RES/2440 (2018)", recorded="2018-11-04")).adopted == "2018-11-04"


def test_the_language_is_the_printed_one() -> None:
    french = COVER.replace("United Nations", "Nations Unies")
    reading = read_akn(file_of(BODY, cover=french), "case.xml")
    assert reading.resolution is not None
    assert reading.resolution.language == "fr"
    assert [d.code for d in reading.diagnostics] == ["akn-language"]


@pytest.mark.parametrize(
    ("printed", "numbers"),
    [
        ("Agenda items 20 and 78 (a) and (b)", ["20", "78 (a) and (b)"]),
        ("Points 20 et 78 a) et b) de l’ordre du jour", ["20", "78 a) et b)"]),
        ("البند 18 (ز) من جدول الأعمال", ["18 (ز)"]),
        ("议程项目18(g)", ["18(g)"]),
        ("Пункт 18 g) повестки дня", ["18 g)"]),
    ],
)
def test_agenda_items_keep_their_letters_in_every_language(printed: str, numbers: list[str]) -> None:
    resolution = read(file_of(BODY, cover=COVER.replace("Agenda items 70 (c) and 117", printed)))
    assert [item.number for item in resolution.agenda_items] == numbers


def test_where_masthead_and_metadata_differ_the_text_decides_the_language() -> None:
    body = BODY.replace("Decides.", "Decides that the United Nations act.")
    reading = read_akn(file_of(body, cover=COVER.replace("United Nations", "联合国")), "case.xml")
    assert reading.resolution is not None
    assert reading.resolution.language == "en"
    assert reading.diagnostics == ()


@pytest.mark.parametrize(
    ("words", "meeting"),
    [
        ("At its 71st plenary meeting, on 10 May 2022, the General Assembly decided.", "71st plenary meeting"),
        ("À sa 71e séance plénière, le 10 mai 2022, l’Assemblée générale a décidé.", "71e séance plénière"),
        ("En su 71ª sesión plenaria, celebrada el 10 de mayo de 2022, la Asamblea decidió.", "71ª sesión plenaria"),
        ("На своем 71-м пленарном заседании 10 мая 2022 года Ассамблея постановила.", "71-м пленарном заседании"),
        ("قررت الجمعية العامة، في جلستها العامة 71، المعقودة في 10 أيار/مايو 2022", "جلستها العامة 71"),
        ("2022年5月10日，大会第71次全体会议决定", "第71次全体会议"),
    ],
)
def test_the_meeting_of_a_decision_is_read_from_its_words(words: str, meeting: str) -> None:
    data = file_of(f"<mainBody><paragraph><content><p>{words}</p></content></paragraph></mainBody>", symbol="A/DEC/76/401")
    assert read(data.replace(CLOSING.encode(), b"")).meeting == meeting


def test_votes_and_states() -> None:
    more = """<workflow><step date="2019-12-01" outcome="draftResolution" as="A/C.3/74/L.26" by="Albania, Bosnia and Herzegovina and
    Bolivia (Plurinational State of)"/><step outcome="adopted" as="A/74/PV.50" by=""/></workflow><analysis><parliamentary>
    <voting outcome="adoptedRecordedVote"><count value="002" refersTo="inFavour"><akn4un:voters><organization>CÔTE D'IVOIRE</organization>
    <organization>BOLIVIA (PLURINATIONAL STATE OF)</organization></akn4un:voters></count><count value="1" refersTo="abstaining"/></voting>
    </parliamentary></analysis>"""
    resolution = read(file_of(BODY, more=more))
    assert resolution.drafts == ("A/C.3/74/L.26",)
    assert resolution.sponsors == ("Albania", "Bosnia and Herzegovina", "Bolivia (Plurinational State of)")
    assert resolution.meeting_record == "A/74/PV.50"
    assert resolution.adoption is AdoptionMethod.RECORDED_VOTE
    assert resolution.vote == Vote(2, 0, 1, ("Côte d’Ivoire", "Bolivia (Plurinational State of)"))


def test_an_empty_vote_means_nothing() -> None:
    more = '<analysis><parliamentary><voting><quorum value=""/></voting></parliamentary></analysis>'
    resolution = read(file_of(BODY, more=more))
    assert (resolution.adoption, resolution.vote) == (None, None)


def test_subjects_are_the_catalogued_ones() -> None:
    more = """<classification><keyword value="16" dictionary="SDGO"/><keyword value="civil_society" dictionary="UNBIS Thesaurus"
    href="x"/></classification><classification source="DHLAUTH"><keyword value="HUMAN RIGHTS" dictionary="UNBIS Thesaurus"/>
    <keyword value="WOMEN&amp;#39;S RIGHTS" dictionary="UNBIS Thesaurus"/></classification>"""
    resolution = read(file_of(BODY, more=more))
    assert [subject.term for subject in resolution.subjects] == ["Human Rights", "Women's Rights"]
    assert resolution.sustainable_development_goals == (16,)


def test_a_collection_is_one_document_in_parts() -> None:
    part = (
        '<component><statement name="resolution"><preface><p><docNumber>{letter}</docNumber>{note}</p></preface><preamble><container><p>'
        "Recalling,</p></container></preamble>" + BODY + CLOSING + "</statement></component>"
    )
    note = '<authorialNote marker="1"><p>Becomes A.</p></authorialNote>'
    xml = (
        '<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><documentCollection>'
        + COVER.format(symbol="A/RES/74/250 A-B")
        + "</documentCollection><components>"
        + part.format(letter="A", note=note)
        + part.format(letter="B", note="")
        + "</components></akomaNtoso>"
    )
    resolution = read(xml.encode())
    assert resolution.symbol == "A/RES/74/250 A-B"
    assert [part.letter for part in resolution.parts] == ["A", "B"]
    assert resolution.parts[0].title.calls == ("1",)
    assert resolution.parts[1].meeting == "50th plenary meeting"
    assert [u.anchor for u in anchored(resolution).units] == ["a", "a-pp1", "a-op1", "b", "b-pp1", "b-op1", "fn1"]


@given(st.binary())
def test_any_bytes_give_a_reading(data: bytes) -> None:
    reading = read_akn(data, "any.xml")
    assert reading.resolution is not None or reading.diagnostics


@given(st.text(alphabet="<>/=\"' ab&;#39pnumtxlisco\n"), st.sampled_from([0, 40, 200]))
def test_any_damage_gives_a_reading(damage: str, place: int) -> None:
    data = file_of(BODY)
    reading = read_akn(data[:-place] + damage.encode() + data[-place:], "any.xml")
    assert reading.resolution is not None or reading.diagnostics


def test_an_entity_is_never_fetched() -> None:
    data = b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>' + file_of(BODY.replace("Decides.", "Decides &e; more."))
    reading = read_akn(data, "case.xml")
    assert reading.resolution is None
    assert [diagnostic.code for diagnostic in reading.diagnostics] == ["akn-entities"]
