"""The archive in memory: where files belong, in what order, and a cache that never lies and runs no code."""

from __future__ import annotations

import os
import pickle
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from builder import loading
from builder.anchors import anchored
from builder.archive import document_file
from builder.diagnostics import Severity
from builder.loading import load_archive
from builder.model import BlockKind, Kind, Organ, Paragraph, Resolution, Source
from builder.reading.yaml_file import format_yaml
from builder.store import pack, unpack
from builder.text import parse_text


def resolution(symbol: str, language: str = "en", words: str = "Decides.") -> Resolution:
    body = (Paragraph(BlockKind.OPERATIVE, parse_text(words), "1."), Paragraph(BlockKind.OPERATIVE, parse_text(words), "2."))
    return Resolution(symbol, language, Kind.RESOLUTION, Organ.GENERAL_ASSEMBLY, Source("a.xml", "akn", ""), body=body)


def store(content: Path, document: Resolution, place: str | None = None) -> Path:
    path = content / "resolutions" / (place or document_file(document.symbol, document.language))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(format_yaml(document), encoding="utf-8")
    return path


@pytest.fixture
def content(tmp_path: Path) -> Path:
    return tmp_path / "content"


def test_documents_are_in_order_of_language_and_number(content: Path) -> None:
    for symbol in ("A/RES/74/10", "A/RES/74/9", "S/RES/1325 (2000)", "A/RES/217 A (III)"):
        store(content, resolution(symbol))
    store(content, resolution("A/RES/74/9", "ar"))
    archive, diagnostics = load_archive(content)
    assert not diagnostics
    assert [(d.resolution.language, d.resolution.symbol) for d in archive.documents()] == [
        ("ar", "A/RES/74/9"),
        ("en", "A/RES/217 A (III)"),
        ("en", "A/RES/74/9"),
        ("en", "A/RES/74/10"),
        ("en", "S/RES/1325 (2000)"),
    ]
    assert archive.languages == ("en", "ar")
    assert archive.anchors("A/RES/74/9", "ar") == ("op1", "op2")
    assert archive.get("A/RES/74/10", "ar") is None
    assert archive.held("S/RES/1325 (2000)")
    assert not archive.held("S/RES/1326 (2000)")


def test_an_empty_folder_is_an_empty_archive(content: Path) -> None:
    archive, diagnostics = load_archive(content)
    assert (list(archive.documents()), archive.languages, diagnostics) == ([], (), [])


def test_what_does_not_belong_is_named_and_left_out(content: Path) -> None:
    store(content, resolution("A/RES/74/1"))
    store(content, resolution("A/RES/74/2"), "en/A/RES/74/3.yaml")
    store(content, resolution("A/RES/74/4", "fr"), "en/A/RES/74/4.yaml")
    store(content, resolution("a/res/74/5"), "en/A/RES/74/5.yaml")
    store(content, resolution("Draft"), "en/Draft.yaml")
    (content / "resolutions/en/A/RES/74/6.yaml").write_text("symbol: 6\n", encoding="utf-8")
    archive, diagnostics = load_archive(content)
    assert [d.resolution.symbol for d in archive.documents()] == ["A/RES/74/1"]
    named = sorted((d.document.removeprefix("resolutions/en/"), d.code) for d in diagnostics if d.code != "yaml-field")
    assert named == [
        ("A/RES/74/3.yaml", "archive-misplaced"),
        ("A/RES/74/4.yaml", "archive-misplaced"),
        ("A/RES/74/5.yaml", "archive-symbol"),
        ("Draft.yaml", "archive-symbol"),
    ]
    assert {d.document for d in diagnostics if d.code == "yaml-field"} == {"resolutions/en/A/RES/74/6.yaml"}


def test_a_source_is_offered_where_it_is_kept(content: Path) -> None:
    document = resolution("A/RES/74/1")
    store(content, document)
    (content / "sources/en/A/RES/74").mkdir(parents=True)
    (content / "sources/en/A/RES/74/1.xml").write_text("<a/>", encoding="utf-8")
    archive, _ = load_archive(content)
    assert archive.source_of(document) == "sources/en/A/RES/74/1.xml"
    assert archive.source_of(resolution("A/RES/74/2")) is None
    assert archive.source_of(replace(document, source=Source("1.txt", "text", ""))) is None


def test_progress_is_told(content: Path) -> None:
    for number in range(3):
        store(content, resolution(f"A/RES/74/{number + 1}"))
    seen: list[tuple[int, int]] = []
    load_archive(content, advance=lambda done, total: seen.append((done, total)))
    assert seen == [(3, 3)]


def test_many_files_are_read_alike_by_any_number_of_jobs(content: Path) -> None:
    for number in range(40):
        store(content, resolution(f"A/RES/74/{number + 1}", words=f"Decides {number}."))
    (content / "resolutions/en/A/RES/74/7.yaml").write_text("[", encoding="utf-8")
    one, first = load_archive(content, jobs=1)
    one_by_one = list(one.documents())
    one.store.begin_anew()
    two, second = load_archive(content, jobs=2)
    assert one_by_one == list(two.documents())
    assert first == second


# --- the store --------------------------------------------------------------------------------------------------------------------


def refuse(task: object) -> None:
    raise AssertionError(f"{task} is read though it is in the store")


def test_what_did_not_change_is_not_read_again(content: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in (1, 2):
        store(content, resolution(f"A/RES/74/{number}"))
    before = list(load_archive(content)[0].documents())
    with monkeypatch.context() as patched:
        patched.setattr(loading, "_read", refuse)
        again, diagnostics = load_archive(content)
        assert list(again.documents()) == before
        assert not diagnostics
        store(content, resolution("A/RES/74/2", words="Decides otherwise."))
        with pytest.raises(AssertionError, match=r"2\.yaml.*is read"):
            load_archive(content)
    changed, _ = load_archive(content)
    assert [d.units[0].text.words for d in changed.documents()] == ["Decides.", "Decides otherwise."]


def test_what_is_gone_leaves_the_archive(content: Path) -> None:
    store(content, resolution("A/RES/74/1"))
    gone = store(content, resolution("A/RES/74/2"))
    assert len(load_archive(content)[0]) == 2
    gone.unlink()
    assert [document.resolution.symbol for document in load_archive(content)[0].documents()] == ["A/RES/74/1"]


def test_a_document_that_breaks_and_is_mended_goes_and_comes(content: Path) -> None:
    path = store(content, resolution("A/RES/74/1"))
    whole = path.read_bytes()
    for broken in (b"[", b"[["):
        path.write_bytes(broken)
        archive, diagnostics = load_archive(content)
        assert not len(archive)
        assert [finding.severity for finding in diagnostics] == [Severity.ERROR]
        assert load_archive(content)[1] == diagnostics, "what is wrong is said in each build"
    path.write_bytes(whole)
    archive, diagnostics = load_archive(content)
    assert len(archive) == 1
    assert not diagnostics


@pytest.mark.parametrize(
    "damage", [lambda data: b"", lambda data: b"not ours", lambda data: data[:5000], lambda data: data[:4096] + b"x" * 40960]
)
def test_a_damaged_store_is_no_store(content: Path, damage: Callable[[bytes], bytes]) -> None:
    store(content, resolution("A/RES/74/1"))
    archive, _ = load_archive(content)
    before = list(archive.documents())
    archive.store.close()
    archive.store.path.write_bytes(damage(archive.store.path.read_bytes()))
    again, diagnostics = load_archive(content)
    assert list(again.documents()) == before
    assert not diagnostics


def test_a_store_of_another_version_is_no_store(content: Path) -> None:
    store(content, resolution("A/RES/74/1"))
    archive, _ = load_archive(content)
    archive.store.keep("code", "0")
    archive.store.write("DELETE FROM content")
    archive.store.close()
    assert len(list(load_archive(content)[0].documents())) == 1


class _Intruder:
    def __reduce__(self) -> tuple[object, tuple[str]]:
        return os.mkdir, ("intruded",)


@pytest.mark.parametrize("evil", [_Intruder(), eval, os.system, Path("x")])
def test_the_store_runs_no_code(evil: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(pickle.UnpicklingError):
        unpack(pickle.dumps(evil))
    assert not Path("intruded").exists()


def test_packed_documents_are_the_same_unpacked() -> None:
    document = anchored(resolution("A/RES/74/1"))
    assert unpack(pack(document)) == document


def test_a_place_that_cannot_be_written_does_not_stop_the_reading(content: Path) -> None:
    store(content, resolution("A/RES/74/1"))
    (content.parent / ".cache").write_text("in the way", encoding="utf-8")
    assert len(load_archive(content)[0]) == 1
