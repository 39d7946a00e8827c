"""Names that would lead out of their folder, or that some system cannot have or takes for another: no document gets one."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.archive import document_file
from builder.file_names import is_device_name, unsafe_paths
from builder.importing import import_sources
from builder.pages.subjects import subject_page
from builder.symbols import canonical_symbol, symbol_path
from tests.samples import akn_file

YAML = "symbol: A/RES/74/1\nlanguage: en\nkind: resolution\norgan: General Assembly\nsource:\n  file: a\n  format: akn\n  sha256: ''\n"


@pytest.mark.parametrize(
    "printed",
    [
        "A/../../etc/passwd",
        "/etc/passwd",
        "A/RES/74/../../1",
        "A\\..\\1",
        "A/%2e%2e/%2e%2e/1",
        "A/RES/74/1/..",
        "A/RES/74/1\0",
        "C:/A/1",
        "A/RES/74/1:x",
        "A/<b>/1",
        "A/RES/74/1?x",
        "A/74/1|x",
        'A/74/"1"',
        "A/74/*/1",
        "~/1",
        "A/./1",
        "A/74/ . /1",
    ],
)
def test_no_symbol_leaves_its_folder(printed: str) -> None:
    symbol = canonical_symbol(printed)
    if symbol is not None:
        parts = symbol_path(symbol).split("/")
        assert all(part and part.strip(". ") == part and not set(part) & set('\\:*?"<>|\0') for part in parts)
        assert not Path(document_file(symbol, "en")).is_absolute()


@pytest.mark.parametrize(
    "printed",
    ["A/RES/74/" + "9" * 5000, "A/" + "9" * 300, "A/74/" + "/".join(["Add.1"] * 200), "S/RES/" + "1" * 90 + " (2000)", "A/" * 5000 + "1"],
)
def test_no_symbol_is_longer_than_a_path_may_be(printed: str) -> None:
    assert canonical_symbol(printed) is None


@pytest.mark.parametrize("spelling", ["a/res/74/1", "A/RES/74/1.", " A / RES / 74 / 1 ", "A/RES//74/1", "Ａ/RES/74/1"])
def test_spellings_that_differ_by_case_or_form_have_one_place(spelling: str) -> None:
    symbol = canonical_symbol(spelling)
    assert symbol is None or document_file(symbol, "en") == "en/A/RES/74/1.yaml"


@pytest.mark.parametrize("printed", ["A/CON/1", "A/74/AUX", "E/NUL.1/2", "A/prn/1", "S/2015/CON(14)", "A/RES/74/1/NUL", "A/CONF/NUL/Add.1"])
def test_no_symbol_is_the_name_of_a_device(printed: str) -> None:
    symbol = canonical_symbol(printed)
    assert symbol is None or not any(is_device_name(part) for part in symbol_path(symbol).split("/"))


@pytest.mark.parametrize("printed", ["A/CONF.157/24 (Part I)", "FCCC/CP/2015/10/Add.1", "A/AC.109/PV.1"])
def test_symbols_that_only_look_like_devices_are_symbols(printed: str) -> None:
    assert canonical_symbol(printed) == printed


WORD, BRACKET = r"[A-Za-z]{1,5}(\.[0-9]{1,3})?", r"( ?\((part|PART|Part) [iI]{1,3}\))?"


@given(st.from_regex(rf"[AESaes](/{WORD}){{0,2}}/[0-9]{{1,4}}{BRACKET}(/(add|Add|ADD)\.[0-9])?", fullmatch=True))
def test_no_two_documents_have_places_that_differ_by_case(printed: str) -> None:
    """The spelling of a symbol is decided without regard to case, so that one place on any system is one symbol."""
    spellings = {canonical_symbol(printed), canonical_symbol(printed.upper()), canonical_symbol(printed.lower())}
    assert len(spellings) == 1
    if (symbol := spellings.pop()) is not None:
        assert canonical_symbol(symbol_path(symbol).upper()) == canonical_symbol(symbol_path(symbol))


@pytest.mark.parametrize("language", ["../x", "..", "/e", "C:", "", "e", "e/n", "con", "EN", "aux", "e\u0301"])
def test_no_language_leaves_the_folder_of_resolutions(tmp_path: Path, language: str) -> None:
    akn_file(tmp_path / "inbox", "a.xml", "A/RES/74/1", language=language)
    (tmp_path / "inbox/b.yaml").write_text(YAML.replace("language: en", f"language: '{language}'"), encoding="utf-8")
    import_sources([tmp_path / "inbox"], tmp_path / "content", jobs=1)
    written = [path.relative_to(tmp_path / "content") for path in (tmp_path / "content").rglob("*") if path.is_file()]
    assert written
    for path in written:
        assert path.parts[0] in ("resolutions", "unplaced")
        assert re.fullmatch("[a-z]{2,3}", path.parts[1])
        assert not any(is_device_name(part) for part in path.parts)


def test_files_that_are_set_aside_have_names_for_every_system(tmp_path: Path) -> None:
    akn_file(tmp_path / "inbox", "right/74_1.xml", "A/RES/74/1", "Decides one thing.")
    for place, name in enumerate(("aux.xml", "Lost.xml", "lost.xml", "LOST.XML")):
        akn_file(tmp_path / "inbox", f"{place}/{name}", "A/RES/74/1", f"Decides {place} other things.")
    import_sources([tmp_path / "inbox"], tmp_path / "content", jobs=1)
    aside = sorted(path.name for path in (tmp_path / "content/unplaced").rglob("*.yaml"))
    assert len(aside) == len({name.casefold() for name in aside}) == 4
    assert "file-aux.yaml" in aside


@pytest.mark.parametrize("terms", [("CON", "AUX.", "com1"), ("Human rights", "HUMAN RIGHTS"), ("Caf\u00e9", "Cafe\u0301")])
def test_pages_of_subjects_have_names_for_every_system(terms: tuple[str, ...]) -> None:
    pages = {subject_page(term, "en") for term in terms}
    assert not list(unsafe_paths(pages))
    assert not any(is_device_name(Path(page).stem) for page in pages)


def test_two_files_without_a_symbol_never_share_a_place(tmp_path: Path) -> None:
    names = [
        "Words.xml",
        "words.xml",
        "WORDS.XML",
        "con.xml",
        "AUX.1.xml",
        "a:b.xml",
        "trailing .xml",
        "dots...xml",
        "w" * 250 + ".xml",
        "\t.xml",
    ]
    for number, name in enumerate(names):
        akn_file(tmp_path / "inbox", name, "", f"Words {number}.")
    report = import_sources([tmp_path / "inbox"], tmp_path / "content")
    assert report.read == len(names)
    places = [Path(place) for place in report.outcomes]
    assert {str(place.parent) for place in places} == {"unplaced/en"}
    assert len({str(place).casefold() for place in places}) == len(names)
    for place in places:
        assert not set(place.name) & set('\\/:*?"<>|\t')
        assert place.stem == place.stem.strip(" .")
        assert place.name.split(".")[0].casefold() not in ("con", "aux")
        assert len(place.name.encode()) < 230
        assert (tmp_path / "content" / place).is_file()
