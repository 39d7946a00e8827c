"""The records published beside the XML: how their lines are read, what they fill, what they may not change."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from builder.model import AdoptionMethod, AgendaItem, Kind, Organ, Resolution, Source, Subject, Vote
from builder.reading.data_extract import Extract, complete, read_extracts

BARE = Resolution("A/RES/74/1", "en", Kind.RESOLUTION, Organ.GENERAL_ASSEMBLY, Source("74_1.xml", "akn", ""), title="Scale of assessments")
RECORD: dict[str, Any] = {
    "symbol": "A/RES/74/1",
    "title": "Scale of assessments",
    "adoption_meeting": "14th plenary meeting",
    "adoption_date": "2019-10-10 00:00:00",
    "originating_document": "A/74/483, para. 6",
    "agenda_item": "Agenda item 139",
    "agenda_item_name": "Scale of assessments",
    "adoption_type": "By a recorded vote",
    "MS_in_favour_count": "2",
    "MS_against_count": "1",
    "MS_abstaining_count": "N.A.",
    "MS_in_favour": ["CUBA", "CÔTE D'IVOIRE"],
    "MS_against": ["BOLIVIA (PLURINATIONAL STATE OF)"],
    "MS_abstaining": [],
    "pv": "A/74/PV.14",
    "sponsors": ["VIET&#32;NAM"],
    "additional_sponsors": [],
    "SDGs": ["16.9", "3", "18"],
    "subjects": [["WOMEN&#39;S RIGHTS", "UNBIS Thesaurus"], ["UN. Fifth Committee", "DHLAUTH"], ["139", "A/74/251"]],
}


def extract(**fields: Any) -> Extract:
    return Extract("A/RES/74/1", "74.json:1", RECORD | fields)


def test_what_the_document_leaves_open_is_filled() -> None:
    filled, differences = complete(BARE, extract())
    assert not differences
    assert filled == replace(
        BARE,
        meeting="14th plenary meeting",
        adopted="2019-10-10",
        reports=("A/74/483",),
        agenda_items=(AgendaItem("139", "Scale of assessments"),),
        adoption=AdoptionMethod.RECORDED_VOTE,
        vote=Vote(2, 1, None, ("Cuba", "Côte d’Ivoire"), ("Bolivia (Plurinational State of)",)),
        meeting_record="A/74/PV.14",
        sponsors=("Viet Nam",),
        sustainable_development_goals=(3, 16),
        subjects=(Subject("Women's Rights"),),
    )


def test_what_the_document_says_stays_and_differences_are_named() -> None:
    own = replace(BARE, adopted="2019-10-11", meeting="14th plenary meeting", vote=Vote(3, 1, 0), adoption=AdoptionMethod.CONSENSUS)
    filled, differences = complete(own, extract(title="Another title"))
    assert (filled.adopted, filled.vote, filled.adoption) == (own.adopted, own.vote, own.adoption)
    assert [found.found.partition(":")[0] for found in differences] == ["adopted", "adoption", "vote in_favour", "title"]
    assert "'2019-10-11' in the document, '2019-10-10' in 74.json:1" in differences[0].found


@pytest.mark.parametrize(
    ("own", "field", "other"),
    [
        ({"meeting": "54th resumed plenary meeting"}, "adoption_meeting", "54th (resumed) plenary meeting"),
        ({"meeting_record": "A/75/PV.48"}, "pv", "A/75/PV.48 (Resumption 1)"),
        ({"title": "Programme budget"}, "title", "Programme budget Budget appropriations"),
        ({"title": "non-proliferation"}, "title", "Non\u2011proliferation"),
        ({"meeting": "1st meeting"}, "adoption_meeting", "Voting by mail"),
        ({"adopted": "2019-10-10"}, "adoption_date", "10\u00a0October 2019"),
    ],
)
def test_the_same_in_other_spelling_is_no_difference(own: dict[str, Any], field: str, other: str) -> None:
    assert complete(replace(BARE, **own), extract(**{"title": "", field: other}))[1] == ()


def test_an_agenda_item_without_title_takes_that_of_its_number() -> None:
    own = replace(BARE, agenda_items=(AgendaItem("139"), AgendaItem("140")))
    assert complete(own, extract())[0].agenda_items == (AgendaItem("139", "Scale of assessments"), AgendaItem("140"))


@pytest.mark.parametrize("odd", [None, 3, "", "N.A.", [], [[]], {}, [None], ["x", "UNBIS Thesaurus", "y"]])
@pytest.mark.parametrize("field", sorted(RECORD.keys() - {"symbol"}))
def test_odd_values_say_nothing(field: str, odd: Any) -> None:
    complete(BARE, extract(**{field: odd}))


def test_lines_are_read_with_and_without_stray_quotation_marks(tmp_path: Path) -> None:
    line = json.dumps(RECORD)
    path = tmp_path / "74.json"
    second, third = line.replace("74/1", "74/2"), line.replace("A/RES/74/1", "no symbol")
    path.write_text(f'\ufeff{line}\n"{second}\n"\n\n{line[:-9]}\n{third}\n[1]\n{line.replace("14th", "15th")}\n', encoding="utf-8")
    extracts, diagnostics = read_extracts([path])
    assert sorted(extracts) == ["A/RES/74/1", "A/RES/74/2"]
    assert extracts["A/RES/74/1"].place == "74.json:1", "the first of two lines"
    assert [found.document for found in diagnostics] == ["74.json:5", "74.json:6", "74.json:7"]
