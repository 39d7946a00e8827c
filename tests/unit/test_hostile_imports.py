"""Imports and builds of folders with files made to harm, or broken: each is named, and takes no other with it."""

from __future__ import annotations

import contextlib
import io
import os
import signal
import time
import tracemalloc
import zipfile
import zlib
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from functools import cache
from pathlib import Path

import pytest

from builder.importing import Workers, bounds, import_sources
from builder.loading import load_archive
from builder.reading import formats
from builder.reading.limits import BYTES
from tests.samples import akn_file, text_file


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


# --- kinds of files that no reader reads ---


def pdf_bomb() -> bytes:
    """A PDF of a few kilobytes whose one page unpacks to thirty megabytes."""
    packed = zlib.compress(zlib.compress(b"0 " * 15_000_000))
    head = b"%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    page = b"3 0 obj<</Type/Page/Parent 2 0 R/Contents 4 0 R>>endobj\n"
    stream = b"4 0 obj<</Filter[/FlateDecode/FlateDecode]/Length %d>>stream\n%b\nendstream endobj\n" % (len(packed), packed)
    return head + page + stream + b"trailer<</Root 1 0 R>>"


@cache
def zip_bomb() -> bytes:
    """A zip file of a few kilobytes that holds thirty megabytes."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        with archive.open("word/document.xml", "w") as document:
            for _ in range(30):
                document.write(b"\0" * 2**20)
        archive.writestr("../../outside.xml", "<a/>")
    return file.getvalue()


@pytest.mark.parametrize(("name", "made"), [("a.zip", zip_bomb), ("a", zip_bomb)])
def test_what_no_reader_reads_is_named_and_not_opened(inbox: Path, tmp_path: Path, name: str, made: Callable[[], bytes]) -> None:
    (inbox / name).write_bytes(made())
    tracemalloc.start()
    report = import_sources([inbox], tmp_path / "content", jobs=1)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert report.read == 31
    assert [(found.code, Path(found.document).name) for found in report.diagnostics] == [("import-passed-over", name)]
    assert "not read" in str(report.diagnostics[0])
    given = import_sources([inbox / name], tmp_path / "content", jobs=1)  # by its name, it is looked at
    assert [found.code for found in given.diagnostics] in (["import-format"], ["import-limit"])
    assert most < 20_000_000
    assert not (tmp_path / "outside.xml").exists()


def test_a_pdf_made_to_swell_takes_neither_memory_nor_the_other_files(inbox: Path, tmp_path: Path) -> None:
    (inbox / "a.pdf").write_bytes(pdf_bomb())
    tracemalloc.start()
    report = import_sources([inbox], tmp_path / "content", jobs=1)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert report.read == 31
    assert [(found.code, Path(found.document).name) for found in report.diagnostics] == [("pdf-damaged", "a.pdf")]
    assert most < 20_000_000


def test_two_files_of_one_symbol_are_both_named_and_neither_is_lost(tmp_path: Path) -> None:
    akn_file(tmp_path / "inbox", "one.xml", "A/RES/74/1", "Decides one.")
    akn_file(tmp_path / "inbox", "other.xml", "a/res/74/1", "Decides another.")
    report = import_sources([tmp_path / "inbox"], tmp_path / "content")
    kept, aside = sorted(report.outcomes)
    assert kept == "resolutions/en/A/RES/74/1.yaml"
    assert aside in ("unplaced/en/one.yaml", "unplaced/en/other.yaml")
    (told,) = [found for found in report.diagnostics if found.code == "import-set-aside"]
    assert "one.xml" in told.found
    assert "other.xml" in told.found
    words = "".join(data.decode() for data in imported(tmp_path / "content").values())
    assert "Decides one." in words
    assert "Decides another." in words


# --- what a build finds in content/ ---


def test_a_build_reads_the_rest_where_files_are_made_to_harm(inbox: Path, tmp_path: Path) -> None:
    content = tmp_path / "content"
    import_sources([inbox], content)
    place = content / "resolutions" / "en" / "A" / "RES" / "74"
    sound = (place / "1.yaml").read_text(encoding="utf-8")
    lines = "\n".join(f"x{n}: &x{n} [{', '.join([f'*x{n - 1}'] * 9)}]" for n in range(1, 30))
    harmful: dict[str, bytes] = {
        "2": f"x0: &x0 [ha, ha]\n{lines}\n{sound}".encode(),
        "3": sound.replace("title: A title", f"title: {'[' * 50_000}").encode(),
        "4": sound.replace("title: A title", "title: !!python/object/apply:os.system [exit]").encode(),
        "5": sound.encode("utf-16-le"),
        "6": sound.replace("A title", "Côte").encode("latin-1"),
        "7": sound.replace("A title", "a\0b").encode(),
        "8": b"a" * (BYTES + 1),
        "9": b"",
        "10": sound.replace("A/RES/74/1", "A/../../../1").encode(),
        "11": sound.replace("language: en", "language: ..").encode(),
        "12": sound.replace("A/RES/74/1", "a/res/74/12").encode(),
        "13": sound.encode(),  # a second file of A/RES/74/1
    }
    for name, data in harmful.items():
        (place / f"{name}.yaml").write_bytes(data)
    (place / "14.yaml").unlink()
    (place / "14.yaml").symlink_to(tmp_path / "nowhere.yaml")
    (place / "15.yaml").unlink()
    os.mkfifo(place / "15.yaml")
    began = time.process_time()
    archive, diagnostics = load_archive(content, jobs=1)
    assert time.process_time() - began < 10
    assert len(archive) == 31 - 14
    (twice,) = [found for found in diagnostics if found.code == "archive-twice"]
    assert "13.yaml" in twice.found
    assert len({found.document for found in diagnostics if found is not twice}) == 14
    assert archive.document("A/RES/74/1", "en") is not None


def test_a_word_file_that_is_a_bomb_is_not_unpacked(inbox: Path, tmp_path: Path) -> None:
    (inbox / "a.docx").write_bytes(zip_bomb())
    tracemalloc.start()
    report = import_sources([inbox], tmp_path / "content", jobs=1)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert report.read == 31
    assert [(found.code, Path(found.document).name) for found in report.diagnostics] == [("import-limit", "a.docx")]
    assert most < 20_000_000
    assert not (tmp_path / "outside.xml").exists()
