"""The United Nations' own XML, all of it, through the import."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import pytest

from builder.archive import RESOLUTIONS, Archive, document_file
from builder.diagnostics import Diagnostic, Severity
from builder.importing import ImportReport, Outcome, import_sources
from builder.loading import load_archive
from builder.parallel import map_parallel
from builder.reading.yaml_file import format_yaml, is_edited, validate_file
from builder.symbols import canonical_symbol


@dataclass(frozen=True)
class Imported:
    content: Path
    report: ImportReport
    archive: Archive
    diagnostics: list[Diagnostic]


@pytest.fixture(scope="module")
def imported(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Imported:
    content = tmp_path_factory.mktemp("archive") / "content"
    report = import_sources([corpus / "xml"], content)
    return Imported(content, report, *load_archive(content))


def test_every_file_is_read_and_every_document_has_its_place(corpus: Path, imported: Imported) -> None:
    assert imported.report.read == len(list((corpus / "xml").rglob("*.xml")))
    assert imported.report.failed == []
    places = [place for place in imported.report.outcomes if place.startswith("resolutions/")]
    assert len(imported.archive) == len(places)
    assert not [found for found in imported.diagnostics if found.severity is Severity.ERROR]
    assert not [found for found in imported.report.diagnostics if found.severity is Severity.ERROR]


def test_files_that_claim_one_symbol_are_told_apart(imported: Imported) -> None:
    """The thirteen symbols that several files bear, and the one file that bears none."""
    by_code = Counter(found.code for found in imported.report.diagnostics)
    assert by_code["import-same-words"] + by_code["import-set-aside"] + by_code["import-symbol-from-name"] == 11
    assert imported.archive.get("S/PRST/2007/22", "en")
    assert imported.archive.get("S/RES/1626 (2005)", "en")
    assert not imported.archive.held("A/HRC/RES/55/16"), "its file holds 55/15"
    (aside,) = [place for place, outcome in imported.report.outcomes.items() if outcome is Outcome.SET_ASIDE]
    assert aside == "unplaced/en/S_PRST_2000_27_Corr.1-0060049E.yaml"


def test_every_file_is_written_as_it_is_read(imported: Imported) -> None:
    for document in imported.archive.documents():
        assert canonical_symbol(document.resolution.symbol) == document.resolution.symbol
    for document in islice(imported.archive.documents(), 0, None, 10):
        data = (imported.content / RESOLUTIONS / document_file(document.resolution.symbol, document.resolution.language)).read_bytes()
        assert not is_edited(data)
        assert format_yaml(document.resolution).encode() == data


def test_every_file_agrees_with_the_schema(imported: Imported) -> None:
    paths = sorted(imported.content.rglob("*.yaml"))
    assert not [found for findings in map_parallel(validate_file, paths) for found in findings]


def test_importing_again_changes_nothing(corpus: Path, imported: Imported) -> None:
    part = corpus / "xml" / "GAdecisions"
    again = import_sources([part], imported.content)
    assert set(again.outcomes.values()) == {Outcome.UNCHANGED}
