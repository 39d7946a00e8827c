"""Files made to harm, or broken: each is refused with a word of what and where, soon, and nothing outside it is read."""

from __future__ import annotations

import bz2
import contextlib
import gzip
import io
import os
import re
import signal
import time
import zipfile
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.anchors import anchored
from builder.archive import document_file
from builder.file_names import is_device_name, unsafe_paths
from builder.importing import Workers, bounds, import_sources
from builder.pages.subjects import subject_page
from builder.reading import formats
from builder.reading.formats import read_file
from builder.reading.limits import BYTES, DEPTH
from builder.reading.yaml_file import format_yaml, parse_yaml
from builder.symbols import canonical_symbol, symbol_path
from tests.samples import akn_file, text_file

AKN = (
    '{before}<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><statement name="resolution"><coverPage><p>'
    '<docNumber refersTo="#symbol">A/RES/74/1</docNumber></p></coverPage><mainBody>{body}</mainBody></statement></akomaNtoso>'
)
YAML = "symbol: A/RES/74/1\nlanguage: en\nkind: resolution\norgan: General Assembly\nsource:\n  file: a\n  format: akn\n  sha256: ''\n"
TEXT = "United Nations  A/RES/74/1\n\n 74/1. A title\n\n The General Assembly,\n\n {body}\n"
LONG = 10_000_000


def akn(body: str, before: str = "") -> bytes:
    return AKN.format(before=before, body=body).encode()


def text(body: str) -> bytes:
    return TEXT.format(body=body).encode()


def laughs(entities: str) -> str:
    return f"<!DOCTYPE a [{entities}]>"


BILLION = '<!ENTITY a "ha">' + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9))

REFUSED: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "XML 100,000 deep": ("a.xml", lambda: akn("<paragraph>" * 100_000 + "x" + "</paragraph>" * 100_000), "import-limit"),
    "XML 100,000 deep, never closed": ("a.xml", lambda: akn("<paragraph>" * 100_000), "import-limit"),
    "subparagraphs 1,500 deep": ("a.xml", lambda: akn("<paragraph>" * 1_500 + "x" + "</paragraph>" * 1_500), "import-limit"),
    "spans in spans": ("a.xml", lambda: akn("<p>" + "<span>" * 1_500 + "x" + "</span>" * 1_500 + "</p>"), "import-limit"),
    "a billion laughs": ("a.xml", lambda: akn("<p>&i;</p>", laughs(BILLION)), "import-limit akn-entities"),
    "quadratic blow-up": ("a.xml", lambda: akn("<p>" + "&a;" * 100_000 + "</p>", laughs(f'<!ENTITY a "{"ha" * 50_000}">')), "import-limit"),
    "an entity of another file": ("a.xml", lambda: akn("<p>&a;</p>", laughs('<!ENTITY a SYSTEM "file:///etc/passwd">')), "akn-entities"),
    "a parameter entity": (
        "a.xml",
        lambda: akn("<p>&x;</p>", laughs('<!ENTITY % f SYSTEM "file:///etc/passwd"> %f; <!ENTITY x "words">')),
        "akn-entities",
    ),
    "an entity of the network": ("a.xml", lambda: akn("<p>&a;</p>", laughs('<!ENTITY a SYSTEM "http://127.0.0.1:9/">')), "akn-entities"),
    "one word of 10 MB": ("a.txt", lambda: text("w" * LONG), "import-limit"),
    "250,000 lines": ("a.txt", lambda: text("1. word word\n\n" * 250_000), "import-limit"),
    "300,000 numbers": ("a.txt", lambda: text("1\n" * 300_000), "import-limit"),
    "lists 100,000 deep": ("a.yaml", lambda: (YAML + "sponsors: " + "[" * 100_000).encode(), "yaml-syntax"),
    "mappings 100,000 deep": ("a.yaml", lambda: b"{a: " * 100_000, "yaml-syntax"),
    "dashes 100,000 deep": ("a.yaml", lambda: b"- " * 100_000, "yaml-syntax"),
    "items 300 deep": (
        "a.yaml",
        lambda: (YAML + "body:\n" + "".join(f"{'  ' * n}- text: a\n{'  ' * n}  items:\n" for n in range(300))).encode(),
        "yaml-syntax",
    ),
    "aliases of aliases": ("a.yaml", lambda: b"a: &a [x, x]\n" + b"b: &b [*a, *a]\n" * 20, "yaml-syntax"),
    "a merge key": ("a.yaml", lambda: (YAML + "<<: {title: x}\n").encode(), "yaml-field"),
    "a tag that makes an object": ("a.yaml", lambda: (YAML + "title: !!python/object/apply:os.system [ls]\n").encode(), "yaml-syntax"),
    "a key given twice": ("a.yaml", lambda: (YAML + "symbol: A/RES/74/2\n").encode(), "yaml-syntax"),
    "a number of 100,000 digits": ("a.yaml", lambda: (YAML + "title: " + "9" * 100_000 + "\n").encode(), "yaml-syntax"),
    "a lone surrogate": ("a.yaml", lambda: (YAML + 'title: "\\ud800"\n').encode(), "yaml-syntax"),
    "a NUL byte in YAML": ("a.yaml", lambda: (YAML + "title: a\0b\n").encode(), "yaml-syntax"),
    "YAML that is not UTF-8": ("a.yaml", lambda: (YAML + "title: é\n").encode("cp1252"), "yaml-syntax"),
    "20,000 values that do not fit": ("a.yaml", lambda: (YAML + "sponsors: [" + "1, " * 20_000 + "1]\n").encode(), "yaml-field"),
    "a PDF bomb": ("a.txt", lambda: b"%PDF-1.7\n" + b"<</Filter/FlateDecode>>" * 1000, "import-format"),
    "a Word file": ("a.docx", lambda: packed("word/document.xml"), "import-format"),
    "a zip bomb called XML": ("a.xml", lambda: packed("a.xml"), "import-format"),
    "gzip called XML": ("a.xml", lambda: gzip.compress(b"\0" * LONG), "import-format"),
    "bzip2 called text": ("a.txt", lambda: bz2.compress(b"\0" * LONG), "import-format"),
    "bytes called text": ("a.txt", lambda: bytes(range(256)) * 100, "import-format"),
    "more than may be read": ("a.txt", lambda: b"a " * BYTES, "import-limit"),
}


def packed(name: str) -> bytes:
    """A zip file of a few kilobytes that holds ten megabytes."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, b"\0" * LONG)
    return file.getvalue()


@pytest.mark.parametrize("case", REFUSED)
def test_it_is_refused_soon_and_named(case: str) -> None:
    name, made, code = REFUSED[case]
    data = made()
    began = time.process_time()
    reading = read_file(data, name)
    assert reading.resolution is None
    assert reading.diagnostics[0].code in code.split()
    assert len(reading.diagnostics) <= 51
    assert "root:" not in str(reading.diagnostics)
    assert time.process_time() - began < 10  # a hundred times what it takes: what hangs, hangs for minutes


READ = {
    "10 MB of one line in XML": ("a.xml", lambda: akn("<p>" + "word " * (LONG // 50) + "</p>")),
    "10 MB of one word in XML": ("a.xml", lambda: akn("<p>" + "w" * LONG + "</p>")),
    "one line of text": ("a.txt", lambda: text("1. " + "word " * (LONG // 50))),
    "spaces in text": ("a.txt", lambda: text("1. a" + " " * LONG + "b")),
    "brackets in text": ("a.txt", lambda: text("( " * 20_000)),
    "10 MB of one line in YAML": ("a.yaml", lambda: (YAML + "title: " + "word " * (LONG // 5) + "x\n").encode()),
    "as deep as may be": ("a.xml", lambda: akn("<paragraph>" * (DEPTH - 5) + "<p>x</p>" + "</paragraph>" * (DEPTH - 5))),
}


@pytest.mark.parametrize("case", READ)
def test_it_is_long_and_read_all_the_same(case: str) -> None:
    name, made = READ[case]
    resolution = read_file(made(), name).resolution
    assert resolution is not None
    anchored(resolution)
    assert parse_yaml(format_yaml(resolution).encode(), "a.yaml").resolution == resolution


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "latin-1", "cp1251", "cp1256"])
def test_xml_in_the_encoding_it_declares_is_read(encoding: str) -> None:
    words = {"cp1251": "Генеральная", "cp1256": "الجمعية"}.get(encoding, "Côte")
    declared = {"cp1251": "windows-1251", "cp1256": "windows-1256", "latin-1": "iso-8859-1"}.get(encoding, encoding.removesuffix("-sig"))
    data = akn(f"<p>{words}</p>", f'<?xml version="1.0" encoding="{declared}"?>').decode().encode(encoding)
    resolution = read_file(data, "a.xml").resolution
    assert resolution is not None
    assert anchored(resolution).units[0].text.words == words


def test_bytes_that_are_not_as_declared_are_told_and_what_follows_is_kept() -> None:
    data = akn("<p>before \ue000 after</p>").replace("\ue000".encode(), b"\xe9")
    reading = read_file(data, "a.xml")
    assert [found.code for found in reading.diagnostics] == ["akn-encoding"]
    assert reading.resolution is not None
    assert anchored(reading.resolution).units[0].text.words == "before \ufffd after"


def test_no_file_is_included() -> None:
    xi = '<p xmlns:xi="http://www.w3.org/2001/XInclude">a <xi:include href="file:///etc/passwd" parse="text"/> b</p>'
    resolution = read_file(akn(xi), "a.xml").resolution
    assert "root:" not in format_yaml(resolution)  # type: ignore[arg-type]


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


# --- imports ----------------------------------------------------------------------------------------------------------------------


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    folder = tmp_path / "inbox"
    for number in range(1, 31):
        akn_file(folder, f"74_{number}.xml", f"A/RES/74/{number}", f"Decides {number}.")
    text_file(folder, "A_RES_78_10.txt", "A/RES/78/10")
    return folder


def imported(content: Path) -> dict[str, bytes]:
    return {path.relative_to(content).as_posix(): path.read_bytes() for path in content.rglob("*.yaml")}


def test_a_reader_that_dies_is_named_and_takes_no_other_file_with_it(inbox: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(formats, "read_text", lambda data, name: os._exit(9))
    report = import_sources([inbox], tmp_path / "content", jobs=2)
    assert report.read == 30
    assert [(found.code, Path(found.document).name) for found in report.diagnostics] == [("import-died", "A_RES_78_10.txt")]


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="the system has no timers, so no file has a time limit")
def test_a_reader_that_hangs_is_stopped(inbox: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def hang(data: bytes, name: str) -> None:
        while True:
            with contextlib.suppress(Exception):
                time.sleep(0.01)

    monkeypatch.setattr(formats, "read_text", hang)
    monkeypatch.setattr(bounds, "SECONDS", 0.3)
    report = import_sources([inbox], tmp_path / "content", jobs=2)
    assert report.read == 30
    assert [(found.code, Path(found.document).name) for found in report.diagnostics] == [("import-time", "A_RES_78_10.txt")]


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="the system does not say what memory a process has")
@pytest.mark.parametrize("jobs", [1, 2])
def test_a_reader_that_swells_is_stopped(inbox: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, jobs: int) -> None:
    def swell(data: bytes, name: str) -> None:
        held = []
        while True:
            held.append(bytearray(2**23))

    monkeypatch.setattr(formats, "read_text", swell)
    monkeypatch.setattr(bounds, "MEMORY", 2**28)
    report = import_sources([inbox], tmp_path / "content", jobs=jobs)
    assert report.read == 30
    assert [(found.code, Path(found.document).name) for found in report.diagnostics] == [("import-memory", "A_RES_78_10.txt")]
    assert len(bytearray(2**29)) == 2**29  # the bound is that of the file


def test_any_executor_gives_the_same_bytes(inbox: Path, tmp_path: Path) -> None:
    (inbox / "broken.xml").write_bytes(b"<a")
    local = import_sources([inbox], tmp_path / "local", jobs=1)
    with ThreadPoolExecutor(2) as threads, ProcessPoolExecutor(2) as processes:
        for number, executor in enumerate((threads, processes)):
            report = import_sources([inbox], tmp_path / str(number), workers=Workers(executor))
            assert imported(tmp_path / str(number)) == imported(tmp_path / "local")
            assert list(map(str, report.diagnostics)) == list(map(str, local.diagnostics))


def test_links_that_lead_out_of_a_folder_are_passed_over(inbox: Path, tmp_path: Path) -> None:
    outside = akn_file(tmp_path / "private", "74_99.xml", "A/RES/74/99")
    (inbox / "link.xml").symlink_to(outside)
    (inbox / "folder").symlink_to(tmp_path / "private")
    report = import_sources([inbox], tmp_path / "content")
    assert report.read == 31
    assert {found.code for found in report.diagnostics} == {"import-passed-over"}


def test_what_is_no_file_is_not_waited_for(tmp_path: Path) -> None:
    if not Path("/dev/zero").exists():
        pytest.skip("the system has no /dev/zero")
    report = import_sources([Path("/dev/zero")], tmp_path / "content")
    assert [found.code for found in report.diagnostics] == ["import-format"]
