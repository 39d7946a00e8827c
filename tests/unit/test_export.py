"""The data files: what a program that reads them finds, line by line."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings

from builder.anchors import UnitKind, anchored
from builder.archive import Archive
from builder.export import data_schema, write_data
from builder.export.rows import CitationRow, ParagraphRow, ResolutionRow, citation_rows, reference_row
from builder.linking import Citation, Graph, Outcome, Reference, link_archive
from builder.linking.resolve import Reason
from builder.model import (
    AdoptionMethod,
    AgendaItem,
    Annex,
    BlockKind,
    Cell,
    Footnote,
    Formula,
    Heading,
    Kind,
    Organ,
    Paragraph,
    Part,
    Resolution,
    Source,
    Subject,
    Table,
    Vote,
)
from builder.symbols import sort_key
from builder.text import Text, parse_text
from tests.strategies import resolutions

Rows = list[dict[str, Any]]


def paragraph(kind: BlockKind, notation: str, label: str = "", *items: Paragraph | Table) -> Paragraph:
    return Paragraph(kind, parse_text(notation), label, items)


TABLE = Table(((Cell((Text("Year"),)), Cell((Text("Members"),))), (Cell((Text("2019"),)), Cell((Text("193"), Text("in all"))))))

ASSEMBLY = Resolution(
    "A/RES/74/166",
    "en",
    Kind.RESOLUTION,
    Organ.GENERAL_ASSEMBLY,
    Source("74_166.xml", "akn", "ab" * 32),
    title="Peace, “quiet” & 和平",
    session="74",
    agenda_items=(AgendaItem("70 (b)", "Human rights questions"),),
    subjects=(Subject("PEACE", "http://metadata.un.org/thesaurus/1004767"),),
    adopted="2019-12-18",
    meeting="50th plenary meeting",
    adoption=AdoptionMethod.RECORDED_VOTE,
    vote=Vote(111, 15, None),
    body=(
        Formula(Text("The General Assembly,")),
        paragraph(
            BlockKind.PREAMBULAR, "🕊 *Recalling* its resolution 73/2 of 22 December 2018,[^1] and 70/1 of 25 September 2015,[^2][^1]"
        ),
        Heading(Text("Scope"), "I"),
        paragraph(
            BlockKind.OPERATIVE,
            "*Calls upon* all States:",
            "1.",
            paragraph(BlockKind.SUBPARAGRAPH, "To remain calm;", "(a)"),
            TABLE,
        ),
    ),
    annexes=(Annex((paragraph(BlockKind.TEXT, "All is well.", "1."),), Text("Annex")),),
    footnotes=(Footnote("1", Text("See A/74/399, para. 3.")), Footnote("2", Text("Not printed."))),
)
BEFORE = replace(
    ASSEMBLY,
    symbol="A/RES/73/2",
    session="73",
    adopted="2018-12-22",
    body=(paragraph(BlockKind.OPERATIVE, "*Decides* to go on.", "1."),),
    annexes=(),
    footnotes=(),
)
COUNCIL = Resolution(
    "S/RES/1325 (2000)",
    "en",
    Kind.RESOLUTION,
    Organ.SECURITY_COUNCIL,
    Source("s.txt", "text", ""),
    title="",
    description="[on women and peace and security]",
    body=(paragraph(BlockKind.OPERATIVE, "*Decides* to remain actively seized of the matter.", "1."),),
)


def archive_of(*resolutions_: Resolution) -> Archive:
    documents = [anchored(resolution) for resolution in resolutions_]
    return Archive(tuple(sorted(documents, key=lambda document: (document.resolution.language, sort_key(document.resolution.symbol)))))


def written(site: Path, *resolutions_: Resolution) -> dict[str, Rows]:
    archive = archive_of(*resolutions_)
    write_data(archive, link_archive(archive), site)
    return {path.stem: [json.loads(line) for line in path.read_bytes().split(b"\n")[:-1]] for path in (site / "data").glob("*.jsonl")}


@pytest.fixture(scope="module")
def rows(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Rows]:
    return written(tmp_path_factory.mktemp("site"), COUNCIL, ASSEMBLY, BEFORE)


def unit(rows: dict[str, Rows], anchor: str, symbol: str = "A/RES/74/166") -> dict[str, Any]:
    (found,) = [row for row in rows["paragraphs"] if (row["symbol"], row["anchor"]) == (symbol, anchor)]
    return found


def test_a_held_document_has_one_row_with_what_is_recorded_of_it(rows: dict[str, Rows]) -> None:
    (row,) = [row for row in rows["resolutions"] if row["symbol"] == "A/RES/74/166"]
    assert row == {
        "symbol": "A/RES/74/166",
        "path": "A/RES/74/166",
        "kind": "resolution",
        "language": "en",
        "title": "Peace, “quiet” & 和平",
        "description": None,
        "organ": "General Assembly",
        "session": "74",
        "year": 2019,
        "adopted": "2019-12-18",
        "meeting": 50,
        "held": True,
        "url": "en/A/RES/74/166/",
        "official_url": "https://docs.un.org/en/A/RES/74/166",
        "vote": {"method": "recorded vote", "in_favour": 111, "against": 15, "abstaining": None},
        "agenda_items": [{"number": "70 (b)", "title": "Human rights questions"}],
        "subjects": [{"term": "PEACE", "identifier": "http://metadata.un.org/thesaurus/1004767"}],
        "source_sha256": "ab" * 32,
        "verbatim": False,
    }


def test_what_is_not_known_is_null_and_the_year_is_then_the_symbols(rows: dict[str, Rows]) -> None:
    (row,) = [row for row in rows["resolutions"] if row["symbol"] == "S/RES/1325 (2000)"]
    assert row["year"] == 2000
    assert row["description"] == "[on women and peace and security]"
    assert row["url"] == "en/S/RES/1325(2000)/"
    unknown = ("title", "session", "adopted", "meeting", "vote", "source_sha256")
    assert {name: row[name] for name in unknown} == dict.fromkeys(unknown)
    assert (row["agenda_items"], row["subjects"]) == ([], [])


def test_what_is_cited_but_not_held_follows_without_a_language(rows: dict[str, Rows]) -> None:
    assert [(row["symbol"], row["language"], row["held"]) for row in rows["resolutions"]] == [
        ("A/RES/73/2", "en", True),
        ("A/RES/74/166", "en", True),
        ("S/RES/1325 (2000)", "en", True),
        ("A/74/399", None, False),
        ("A/RES/70/1", None, False),
    ]
    reference = rows["resolutions"][-1]
    assert (reference["kind"], reference["organ"], reference["session"]) == ("resolution", "General Assembly", "70")
    assert (reference["url"], reference["official_url"]) == ("en/A/RES/70/1/", "https://docs.un.org/en/A/RES/70/1")
    assert rows["resolutions"][-2]["kind"] is None


def test_units_are_in_reading_order_and_formulas_are_left_out(rows: dict[str, Rows]) -> None:
    found = [(row["anchor"], row["kind"], row["label"], row["parent"]) for row in rows["paragraphs"] if row["symbol"] == "A/RES/74/166"]
    assert found == [
        ("pp1", "preambular", "", None),
        ("s1", "heading", "I", None),
        ("op1", "operative", "1", None),
        ("op1-a", "subparagraph", "1 (a)", "op1"),
        ("table1", "table", "", "op1"),
        ("annex", "heading", "", None),
        ("annex-p1", "annex", "1", "annex"),
        ("fn1", "footnote", "1", None),
        ("fn2", "footnote", "2", None),
    ]


def test_a_text_is_without_label_and_markers_which_are_listed_as_called(rows: dict[str, Rows]) -> None:
    row = unit(rows, "pp1")
    assert row["text"] == "🕊 Recalling its resolution 73/2 of 22 December 2018, and 70/1 of 25 September 2015,"
    assert row["footnotes"] == ["1", "2", "1"]
    assert unit(rows, "op1")["text"] == "Calls upon all States:"
    assert unit(rows, "op1-a")["url"] == "en/A/RES/74/166/#op1-a"


def test_a_table_is_one_row_with_cells_parted_by_tabs_and_rows_by_line_ends(rows: dict[str, Rows]) -> None:
    assert unit(rows, "table1")["text"] == "Year\tMembers\n2019\t193 in all"


def test_citations_count_code_points_and_name_canonical_symbols(rows: dict[str, Rows]) -> None:
    first, second, third = rows["citations"]
    text = unit(rows, "pp1")["text"]
    assert text[first["start"] : first["end"]] == first["text"] == "73/2"
    assert first["start"] == len("🕊 Recalling its resolution ")  # the dove is one code point, though two UTF-16 units and four bytes
    assert (first["target"], first["outcome"], first["url"]) == ("A/RES/73/2", "held", "en/A/RES/73/2/")
    assert text[second["start"] : second["end"]] == second["text"] == "70/1"
    assert (second["target"], second["outcome"], second["url"]) == ("A/RES/70/1", "external", "https://docs.un.org/en/A/RES/70/1")
    assert (third["anchor"], third["target"], third["text"]) == ("fn1", "A/74/399", "A/74/399")


def test_a_citation_says_why_it_means_what_it_means(rows: dict[str, Rows]) -> None:
    reasons = {row["text"]: row["reason"] for row in rows["citations"]}
    assert set(reasons.values()) <= {reason.value for reason in Reason}
    assert reasons["A/74/399"] == Reason.SYMBOL.value


def test_a_citation_names_its_place_as_printed_and_all_that_it_covers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In the graph the place and the anchors are decided; the row has them as they are."""
    archive = archive_of(COUNCIL)
    citation = Citation(
        "S/RES/1325 (2000)",
        "en",
        "op1",
        0,
        7,
        "Decides",
        "A/RES/74/166",
        "op5",
        Outcome.HELD,
        "r",
        "A/RES/74/166",
        "en",
        "paragraphs 5 and 6",
        ("op5", "op6"),
    )
    external = replace(
        citation, start=8, end=10, target="A/RES/71/1", target_anchor=None, outcome=Outcome.EXTERNAL, document=None, covers=()
    )
    graph = Graph()
    monkeypatch.setattr(graph, "citations_in", lambda symbol, language: {"op1": (citation, external)})
    first, second = citation_rows(next(archive.documents()), graph, archive)
    assert (first["pinpoint"], first["covers"], first["target_anchor"]) == ("paragraphs 5 and 6", ["op5", "op6"], "op5")
    assert first["url"] == "en/A/RES/74/166/#op5"
    assert (second["pinpoint"], second["covers"], second["target_anchor"]) == ("paragraphs 5 and 6", [], None)


def test_what_is_not_held_has_the_title_that_its_citations_give() -> None:
    archive = archive_of(COUNCIL)
    assert reference_row(Reference("A/RES/70/1", (), "Transforming our world"), archive)["title"] == "Transforming our world"
    assert reference_row(Reference("A/RES/70/2", ()), archive)["title"] is None


def test_a_resolution_in_parts_has_one_row_and_a_citation_of_a_part_lands_on_it(tmp_path: Path) -> None:
    decides = paragraph(BlockKind.OPERATIVE, "*Decides* so.", "1.")
    composite = replace(BEFORE, symbol="A/RES/73/250 A-B", body=(), parts=(Part("A", (decides,)), Part("B", (decides,), Text("On B"))))
    citing = replace(BEFORE, symbol="A/RES/74/9", body=(paragraph(BlockKind.OPERATIVE, "*Recalls* its resolution 73/250 B.", "1."),))
    rows = written(tmp_path, composite, citing)
    assert [row["symbol"] for row in rows["resolutions"]] == ["A/RES/73/250 A-B", "A/RES/74/9"]
    (citation,) = rows["citations"]
    assert (citation["target"], citation["target_anchor"]) == ("A/RES/73/250 B", "b")
    assert citation["url"] == "en/A/RES/73/250A-B/#b"
    assert citation["covers"] == ["b"]
    assert unit(rows, "b", "A/RES/73/250 A-B")["text"] == "On B"


@pytest.mark.parametrize(
    ("printed", "number"),
    [
        ("50th plenary meeting", 50),
        ("50th and 51st plenary meetings", 51),
        ("9th (resumed) plenary meeting", 9),
        ("8700th meeting (Resumption 1)", 8700),
        ("50e séance plénière", 50),
        ("plenary meeting", None),
        ("", None),
    ],
)
def test_the_meeting_is_its_number(tmp_path: Path, printed: str, number: int | None) -> None:
    assert written(tmp_path, replace(BEFORE, meeting=printed))["resolutions"][0]["meeting"] == number


def test_a_method_without_counts_is_a_vote_row_too(tmp_path: Path) -> None:
    rows = written(tmp_path, replace(BEFORE, vote=None, adoption=AdoptionMethod.WITHOUT_VOTE))
    assert rows["resolutions"][0]["vote"] == {"method": "without a vote", "in_favour": None, "against": None, "abstaining": None}


def test_languages_are_rows_of_their_own_in_order(tmp_path: Path) -> None:
    rows = written(tmp_path, ASSEMBLY, replace(BEFORE, language="fr", title="Paix"), BEFORE)
    assert [(row["language"], row["symbol"]) for row in rows["resolutions"] if row["held"]] == [
        ("en", "A/RES/73/2"),
        ("en", "A/RES/74/166"),
        ("fr", "A/RES/73/2"),
    ]
    assert rows["paragraphs"][-1]["url"] == "fr/A/RES/73/2/#op1"


def test_the_same_archive_gives_the_same_bytes_and_the_manifest_names_them(tmp_path: Path) -> None:
    for name in ("one", "two"):
        written(tmp_path / name, ASSEMBLY, BEFORE, COUNCIL)
    for path in (tmp_path / "one" / "data").iterdir():
        assert path.read_bytes() == (tmp_path / "two" / "data" / path.name).read_bytes()
    folder = tmp_path / "one" / "data"
    manifest = json.loads((folder / "manifest.json").read_bytes())
    assert [entry["name"] for entry in manifest["files"]] == ["resolutions.jsonl", "paragraphs.jsonl", "citations.jsonl"]
    for entry in manifest["files"]:
        data = (folder / entry["name"]).read_bytes()
        assert (entry["rows"], entry["sha256"]) == (data.count(b"\n"), hashlib.sha256(data).hexdigest())
    assert json.loads((folder / manifest["schema"]).read_bytes()) == data_schema()


def test_an_empty_archive_gives_empty_files(tmp_path: Path) -> None:
    write_data(Archive(()), Graph(), tmp_path)
    assert (tmp_path / "data" / "resolutions.jsonl").read_bytes() == b""


@pytest.mark.parametrize(
    ("name", "row"), [("resolutions.jsonl", ResolutionRow), ("paragraphs.jsonl", ParagraphRow), ("citations.jsonl", CitationRow)]
)
def test_the_schema_has_the_fields_of_the_rows_in_their_order(name: str, row: type) -> None:
    definition = data_schema()["definitions"][name]
    assert list(definition["properties"]) == list(row.__annotations__) == definition["required"]


def test_the_kinds_of_the_schema_are_those_of_the_units() -> None:
    kinds = data_schema()["definitions"]["paragraphs.jsonl"]["properties"]["kind"]["enum"]
    assert set(kinds) == set(UnitKind) - {UnitKind.FORMULA}
    described = data_schema()["definitions"]["resolutions.jsonl"]["properties"]
    assert set(described["kind"]["enum"]) == {*Kind, None}
    assert set(described["organ"]["enum"]) == set(Organ)
    assert set(described["vote"]["properties"]["method"]["enum"]) == {*AdoptionMethod, None}


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(resolution=resolutions)
def test_every_line_is_as_the_schema_says_whatever_the_document(tmp_path: Path, resolution: Resolution) -> None:
    rows = written(tmp_path, replace(resolution, symbol="A/RES/74/166"))
    for name, found in rows.items():
        validator = jsonschema.Draft7Validator(data_schema()["definitions"][f"{name}.jsonl"])
        for row in found:
            assert not list(validator.iter_errors(row)), row
            assert list(row) == list(data_schema()["definitions"][f"{name}.jsonl"]["properties"])
    texts = {row["anchor"]: row["text"] for row in rows["paragraphs"]}
    for row in rows["citations"]:
        assert texts[row["anchor"]][row["start"] : row["end"]] == row["text"]
