"""Import: which file becomes which document, what is left alone, what is named."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest

from builder.importing import ImportReport, Outcome, import_sources
from builder.model import Kind
from builder.reading import formats
from builder.reading.yaml_file import is_edited, read_yaml
from tests.samples import akn_file, text_file


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    folder = tmp_path / "inbox"
    folder.mkdir()
    return folder


@pytest.fixture
def content(tmp_path: Path) -> Path:
    return tmp_path / "archive" / "content"


def codes(report: ImportReport, prefix: str = "import-") -> list[str]:
    return [found.code for found in report.diagnostics if found.code.startswith(prefix)]


def files(content: Path) -> dict[str, str]:
    """Every file of the archive, without the path it was read from."""
    return {
        path.relative_to(content).as_posix(): path.read_text(encoding="utf-8") for path in sorted(content.rglob("*.*")) if path.is_file()
    }


def words(content: Path, place: str) -> str:
    return read_yaml(content / place).body[1].text.words  # type: ignore[union-attr]


def test_a_folder_becomes_files_at_the_places_of_their_symbols(inbox: Path, content: Path) -> None:
    akn_file(inbox, "74_1.xml", "A/RES/74/1")
    akn_file(inbox / "French", "74_1_F.xml", "A/RES/74/1", language="fra")
    akn_file(inbox / "SC 2000", "S_RES_1325_N0072018.xml", "S/RES/1325(2000)")
    text_file(inbox, "A_RES_78_10.txt", "A/RES/78/10")
    report = import_sources([inbox], content)
    assert report.read == 4
    assert not report.failed
    assert list(report.outcomes) == [
        "resolutions/en/A/RES/74/1.yaml",
        "resolutions/en/A/RES/78/10.yaml",
        "resolutions/en/S/RES/1325(2000).yaml",
        "resolutions/fr/A/RES/74/1.yaml",
    ]
    assert set(report.outcomes.values()) == {Outcome.NEW}
    resolution = read_yaml(content / "resolutions/en/S/RES/1325(2000).yaml")
    assert resolution.symbol == "S/RES/1325 (2000)"
    assert resolution.source.file == "S_RES_1325_N0072018.xml"
    assert not is_edited((content / "resolutions/en/S/RES/1325(2000).yaml").read_bytes())


def test_what_cannot_be_read_is_named_and_skipped(inbox: Path, content: Path) -> None:
    akn_file(inbox, "74_1.xml", "A/RES/74/1")
    (inbox / "broken.xml").write_text("<html><p>Not found</p></html>", encoding="utf-8")
    (inbox / "scan.txt").write_bytes(b"%PDF-1.7 ...")
    (inbox / "README.md").write_text("# Files", encoding="utf-8")
    (inbox / ".git").mkdir()
    (inbox / ".git" / "hidden.xml").write_text("<a/>", encoding="utf-8")
    report = import_sources([inbox, inbox / "74_1.xml"], content)
    assert sorted(Path(file).name for file in report.failed) == ["broken.xml", "scan.txt"]
    assert report.read == 1
    named = {Path(found.document).name: found.code for found in report.diagnostics}
    assert named == {"broken.xml": "akn-no-statement", "scan.txt": "pdf-damaged", "README.md": "import-passed-over"}


def test_a_reader_that_fails_stops_nothing(inbox: Path, content: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    akn_file(inbox, "74_1.xml", "A/RES/74/1")
    text_file(inbox, "A_RES_78_10.txt", "A/RES/78/10")

    def fail(data: bytes, file_name: str) -> None:
        raise RecursionError("too deep")

    monkeypatch.setattr(formats, "read_text", fail)
    report = import_sources([inbox], content)
    assert report.read == 1
    (found,) = [found for found in report.diagnostics if found.code == "import-failed"]
    assert found.document == str(inbox / "A_RES_78_10.txt")
    assert "RecursionError: too deep (test_importing.py:" in found.found


def test_neither_order_nor_number_of_jobs_matters(inbox: Path, tmp_path: Path) -> None:
    for number in range(1, 31):
        akn_file(inbox, f"74_{number}.xml", f"A/RES/74/{number}", f"Decides {number}.")
    akn_file(inbox / "again", "74_1.xml", "A/RES/74/1", "Decides 1.")
    akn_file(inbox / "again", "74_2_other.xml", "A/RES/74/2", "Decides something else.")
    akn_file(inbox / "again", "74_99.xml", "A/RES/74/3", "Decides 99.")
    akn_file(inbox / "more", "74_99.xml", "A/RES/74/4", "Decides 98.")
    sources = sorted(inbox.rglob("*.xml"))
    results = []
    for jobs, seed in ((1, None), (1, 1), (2, 2), (2, None)):
        ordered = list(sources)
        if seed is not None:
            random.Random(seed).shuffle(ordered)
        content = tmp_path / f"{jobs}-{seed}" / "content"
        report = import_sources(ordered if seed else [inbox], content, jobs=jobs)
        results.append((files(content), [str(found) for found in report.diagnostics], report.outcomes))
    assert all(result == results[0] for result in results)
    assert words(content, "resolutions/en/A/RES/74/99.yaml") == "Decides 99."


def test_a_second_file_with_the_same_words_is_noted(inbox: Path, content: Path) -> None:
    akn_file(inbox / "a", "A_HRC_RES_55_16E.xml", "A/HRC/RES/55/15", "Decides.")
    akn_file(inbox / "b", "A_HRC_RES_55_15E.xml", "A/HRC/RES/55/15", "Decides.")
    report = import_sources([inbox], content)
    assert list(report.outcomes) == ["resolutions/en/A/HRC/RES/55/15.yaml"]
    assert read_yaml(content / "resolutions/en/A/HRC/RES/55/15.yaml").source.file == "A_HRC_RES_55_15E.xml"
    (found,) = [found for found in report.diagnostics if found.code == "import-same-words"]
    assert "A_HRC_RES_55_15E.xml" in found.found
    assert "A_HRC_RES_55_16E.xml" in found.found


def test_of_two_with_other_words_the_name_decides_and_gives_the_other_its_symbol(inbox: Path, content: Path) -> None:
    akn_file(inbox, "S_RES_1626_N0551422.xml", "S/RES/1626 (2005)", "Decides.")
    akn_file(inbox, "S_PRST_2007_22-0739405E.xml", "S/RES/1626 (2005)", "The Council welcomes.")
    report = import_sources([inbox], content)
    assert codes(report) == ["import-symbol-from-name"]
    assert words(content, "resolutions/en/S/RES/1626(2005).yaml") == "Decides."
    statement = read_yaml(content / "resolutions/en/S/PRST/2007/22.yaml")
    assert statement.symbol == "S/PRST/2007/22"
    assert statement.kind is Kind.PRESIDENTIAL_STATEMENT
    assert [(repair.printed, repair.read) for repair in statement.repairs] == [("S/RES/1626 (2005)", "S/PRST/2007/22")]


def test_the_other_is_set_aside_where_its_symbol_is_taken_or_none(inbox: Path, content: Path) -> None:
    akn_file(inbox, "74_1.xml", "A/RES/74/1", "Decides one.")
    akn_file(inbox, "74_2.xml", "A/RES/74/2", "Decides two.")
    akn_file(inbox / "again", "74_2.xml", "A/RES/74/1", "Decides three.")
    akn_file(inbox / "again", "copy.xml", "A/RES/74/1", "Decides four.")
    report = import_sources([inbox], content)
    assert words(content, "resolutions/en/A/RES/74/1.yaml") == "Decides one."
    assert words(content, "resolutions/en/A/RES/74/2.yaml") == "Decides two."
    assert words(content, "unplaced/en/74_2.yaml") == "Decides three."
    assert words(content, "unplaced/en/copy.yaml") == "Decides four."
    assert codes(report) == ["import-set-aside", "import-set-aside"]
    assert [outcome for place, outcome in report.outcomes.items() if place.startswith("unplaced/")] == [Outcome.SET_ASIDE] * 2


def test_where_both_names_agree_the_fuller_keeps_the_symbol_and_xml_beats_text(inbox: Path, content: Path) -> None:
    akn_file(inbox / "2014", "S_RES_2193_1467585E.xml", "S/RES/2193 (2014)", "Decides.")
    akn_file(inbox / "2015", "S_RES_2193_1467585E.xml", "S/RES/2193 (2014)", "Decides to remain seized of the matter.")
    text_file(inbox, "A_RES_78_10.txt", "A/RES/78/10", "Decides, and says so at greater length than it would need to.")
    akn_file(inbox, "A_RES_78_10-2323443E.xml", "A/RES/78/10", "Decides.")
    import_sources([inbox], content)
    assert words(content, "resolutions/en/S/RES/2193(2014).yaml") == "Decides to remain seized of the matter."
    assert words(content, "unplaced/en/S_RES_2193_1467585E.yaml") == "Decides."
    assert words(content, "resolutions/en/A/RES/78/10.yaml") == "Decides."


def test_a_file_without_a_symbol_is_set_aside_under_what_its_name_spells(inbox: Path, content: Path) -> None:
    akn_file(inbox, "S_PRST_2000_27_Corr.1-0060049E.xml", "", "Document S/PRST/2000/27 is hereby withdrawn.")
    report = import_sources([inbox], content)
    assert codes(report) == ["import-no-symbol"]
    assert read_yaml(content / "unplaced/en/S_PRST_2000_27_Corr.1-0060049E.yaml").symbol == "S/PRST/2000/27/Corr.1"


def test_a_name_that_disagrees_is_only_noted(inbox: Path, content: Path) -> None:
    akn_file(inbox, "74_2.xml", "A/RES/74/1")
    report = import_sources([inbox], content)
    assert list(report.outcomes) == ["resolutions/en/A/RES/74/1.yaml"]
    assert codes(report) == ["import-name-differs"]


def test_importing_again_changes_nothing(inbox: Path, content: Path) -> None:
    akn_file(inbox, "74_1.xml", "A/RES/74/1", "Decides one.")
    akn_file(inbox, "74_2.xml", "A/RES/74/1", "Decides two.")
    first = import_sources([inbox], content)
    before = {path: path.stat().st_mtime_ns for path in content.rglob("*.yaml")}
    again = import_sources([inbox], content)
    assert set(again.outcomes.values()) == {Outcome.UNCHANGED}
    assert [str(found) for found in again.diagnostics] == [str(found) for found in first.diagnostics]
    assert {path: path.stat().st_mtime_ns for path in content.rglob("*.yaml")} == before


def test_an_edited_file_is_left_alone_until_told_otherwise(inbox: Path, content: Path) -> None:
    source = akn_file(inbox, "74_1.xml", "A/RES/74/1", "Decides to ligt a fire.")
    import_sources([inbox], content)
    path = content / "resolutions/en/A/RES/74/1.yaml"
    corrected = path.read_text(encoding="utf-8").replace("ligt", "light")
    path.write_text(corrected, encoding="utf-8")
    for text in ("Decides to ligt a fire.", "Decides to ligt a fire today."):  # the same source, and a newer one
        akn_file(inbox, source.name, "A/RES/74/1", text)
        report = import_sources([inbox], content)
        assert codes(report) == ["import-edited"]
        assert report.outcomes == {"resolutions/en/A/RES/74/1.yaml": Outcome.LEFT_ALONE}
        assert path.read_text(encoding="utf-8") == corrected
    assert import_sources([inbox], content, overwrite=True).outcomes == {"resolutions/en/A/RES/74/1.yaml": Outcome.CHANGED}
    assert words(content, "resolutions/en/A/RES/74/1.yaml") == "Decides to ligt a fire today."
    assert not is_edited(path.read_bytes())


def test_a_newer_file_of_the_same_name_replaces_the_older(inbox: Path, content: Path) -> None:
    akn_file(inbox, "74_1.xml", "A/RES/74/1", "Decides.")
    import_sources([inbox], content)
    akn_file(inbox, "74_1.xml", "A/RES/74/1", "Decides otherwise.")
    report = import_sources([inbox], content)
    assert report.outcomes == {"resolutions/en/A/RES/74/1.yaml": Outcome.CHANGED}
    assert words(content, "resolutions/en/A/RES/74/1.yaml") == "Decides otherwise."


@pytest.mark.parametrize("text_first", [True, False])
def test_two_imports_decide_as_one_would(inbox: Path, content: Path, *, text_first: bool) -> None:
    text = text_file(inbox, "A_RES_78_10.txt", "A/RES/78/10", "Decides as extracted.")
    xml = akn_file(inbox, "A_RES_78_10-2323443E.xml", "A/RES/78/10", "Decides as marked up.")
    for source in (text, xml) if text_first else (xml, text):
        report = import_sources([source], content)
    assert codes(report) == ["import-set-aside"]
    assert words(content, "resolutions/en/A/RES/78/10.yaml") == "Decides as marked up."
    assert words(content, "unplaced/en/A_RES_78_10.yaml") == "Decides as extracted."


def test_a_file_that_somebody_broke_is_not_replaced(inbox: Path, content: Path) -> None:
    path = content / "resolutions/en/A/RES/74/1.yaml"
    path.parent.mkdir(parents=True)
    path.write_text("symbol: [unfinished", encoding="utf-8")
    akn_file(inbox, "74_1.xml", "A/RES/74/1")
    report = import_sources([inbox], content)
    assert path.read_text(encoding="utf-8") == "symbol: [unfinished"
    assert "import-set-aside" in codes(report)


def test_a_file_of_another_archive_is_taken_in(inbox: Path, content: Path, tmp_path: Path) -> None:
    akn_file(inbox, "74_1.xml", "A/RES/74/1")
    import_sources([inbox], tmp_path / "other")
    import_sources([tmp_path / "other" / "resolutions"], content)
    place = "resolutions/en/A/RES/74/1.yaml"
    assert (content / place).read_bytes() == (tmp_path / "other" / place).read_bytes()


def test_a_corrected_file_of_another_archive_stays_known_as_corrected(inbox: Path, content: Path, tmp_path: Path) -> None:
    akn_file(inbox, "74_1.xml", "A/RES/74/1", "Decides to ligt a fire.")
    import_sources([inbox], tmp_path / "other")
    corrected = tmp_path / "other" / "resolutions/en/A/RES/74/1.yaml"
    corrected.write_text(corrected.read_text(encoding="utf-8").replace("ligt", "light"), encoding="utf-8")
    import_sources([corrected], content)
    assert codes(import_sources([inbox], content)) == ["import-edited"]
    assert words(content, "resolutions/en/A/RES/74/1.yaml") == "Decides to light a fire."


def test_a_file_that_is_named_twice_is_read_once(inbox: Path, content: Path) -> None:
    path = akn_file(inbox, "74_1.xml", "A/RES/74/1")
    report = import_sources([inbox, path, inbox / ".." / inbox.name / "74_1.xml"], content)
    assert report.read == 1
    assert not report.diagnostics


def test_sources_are_kept_on_request(inbox: Path, content: Path) -> None:
    source = akn_file(inbox, "74_1.xml", "A/RES/74/1")
    akn_file(inbox, "copy.xml", "A/RES/74/1", "Decides otherwise.")
    import_sources([inbox], content)
    assert not (content / "sources").exists()
    import_sources([inbox], content, keep_sources=True)
    kept = [path for path in (content / "sources").rglob("*") if path.is_file()]
    assert [path.relative_to(content).as_posix() for path in kept] == ["sources/en/A/RES/74/1.xml"]
    assert kept[0].read_bytes() == source.read_bytes()


def test_records_beside_the_xml_are_joined(inbox: Path, content: Path) -> None:
    repository = inbox / "GAresolutions"
    english = akn_file(repository / "74session" / "English", "74_1.xml", "A/RES/74/1").parent
    akn_file(repository / "74session" / "French", "74_1_F.xml", "A/RES/74/1", language="fra")
    record = {"symbol": "A/RES/74/1", "pv": "A/74/PV.14", "adoption_date": "2019-12-19 00:00:00"}
    (repository / "data_extract").mkdir()
    (repository / "data_extract" / "74.json").write_text(json.dumps(record) + "\nnonsense\n", encoding="utf-8")
    for source in (inbox, english):  # the records are found from inside the repository, too
        report = import_sources([source], content, overwrite=True)
        resolution = read_yaml(content / "resolutions/en/A/RES/74/1.yaml")
        assert resolution.meeting_record == "A/74/PV.14"
        assert resolution.adopted == "2019-12-18", "the document's own date stays"
        assert codes(report, "extract-") == ["extract-unread", "extract-differs"]
        assert not codes(report)
    assert read_yaml(content / "resolutions/fr/A/RES/74/1.yaml").meeting_record == "", "the records are in English"
