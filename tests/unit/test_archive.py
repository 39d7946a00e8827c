"""The archive in memory: where files belong, in what order, and a cache that never lies and runs no code."""

from __future__ import annotations

import os
import pickle
from dataclasses import replace
from pathlib import Path

import pytest

from builder import archive as archive_module
from builder.anchors import anchored
from builder.archive import document_file, load_archive
from builder.cache import DocumentCache, pack, unpack
from builder.model import BlockKind, Kind, Organ, Paragraph, Resolution, Source
from builder.reading.yaml_file import format_yaml
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
    assert [(d.resolution.language, d.resolution.symbol) for d in archive.documents] == [
        ("ar", "A/RES/74/9"),
        ("en", "A/RES/217 A (III)"),
        ("en", "A/RES/74/9"),
        ("en", "A/RES/74/10"),
        ("en", "S/RES/1325 (2000)"),
    ]
    assert archive.languages == ("en", "ar")
    arabic = archive.get("A/RES/74/9", "ar")
    assert arabic is not None
    assert [unit.anchor for unit in arabic.units] == ["op1", "op2"]
    assert archive.get("A/RES/74/10", "ar") is None
    assert archive.held("S/RES/1325 (2000)")
    assert not archive.held("S/RES/1326 (2000)")


def test_an_empty_folder_is_an_empty_archive(content: Path) -> None:
    archive, diagnostics = load_archive(content)
    assert (archive.documents, archive.languages, diagnostics) == ((), (), [])


def test_what_does_not_belong_is_named_and_left_out(content: Path) -> None:
    store(content, resolution("A/RES/74/1"))
    store(content, resolution("A/RES/74/2"), "en/A/RES/74/3.yaml")
    store(content, resolution("A/RES/74/4", "fr"), "en/A/RES/74/4.yaml")
    store(content, resolution("a/res/74/5"), "en/A/RES/74/5.yaml")
    store(content, resolution("Draft"), "en/Draft.yaml")
    (content / "resolutions/en/A/RES/74/6.yaml").write_text("symbol: 6\n", encoding="utf-8")
    archive, diagnostics = load_archive(content)
    assert [d.resolution.symbol for d in archive.documents] == ["A/RES/74/1"]
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
    assert seen == [(1, 3), (2, 3), (3, 3)]


def test_many_files_are_read_alike_by_any_number_of_jobs(content: Path) -> None:
    for number in range(40):
        store(content, resolution(f"A/RES/74/{number + 1}", words=f"Decides {number}."))
    (content / "resolutions/en/A/RES/74/7.yaml").write_text("[", encoding="utf-8")
    one, first = load_archive(content, jobs=1)
    (content.parent / ".cache" / "documents").unlink()
    two, second = load_archive(content, jobs=2)
    assert one.documents == two.documents
    assert first == second


# --- the cache --------------------------------------------------------------------------------------------------------------------


def refuse(path: Path) -> None:
    raise AssertionError(f"{path} is read though it is in the cache")


def test_what_did_not_change_is_not_read_again(content: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in (1, 2):
        store(content, resolution(f"A/RES/74/{number}"))
    before, _ = load_archive(content)
    with monkeypatch.context() as patched:
        patched.setattr(archive_module, "_read", refuse)
        again, diagnostics = load_archive(content)
        assert again.documents == before.documents
        assert not diagnostics
        store(content, resolution("A/RES/74/2", words="Decides otherwise."))
        with pytest.raises(AssertionError, match=r"2\.yaml is read"):
            load_archive(content)
    changed, _ = load_archive(content)
    assert [d.units[0].text.words for d in changed.documents] == ["Decides.", "Decides otherwise."]


def test_what_is_gone_leaves_the_cache(content: Path) -> None:
    store(content, resolution("A/RES/74/1", words="Decides at length. " * 50))
    gone = store(content, resolution("A/RES/74/2", words="Decides at length. " * 50))
    load_archive(content)
    cache = content.parent / ".cache" / "documents"
    size = cache.stat().st_size
    gone.unlink()
    load_archive(content)
    assert cache.stat().st_size < size * 0.7


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: b"",
        lambda data: b"not ours",
        lambda data: data[:-20],
        lambda data: data.replace(b"Decides", b"Decided"),
        lambda data: data.replace(b'"code": "', b'"code": "0', 1),
        lambda data: b"[]\n" + data,
        lambda data: b"{}\n",
    ],
)
def test_a_damaged_cache_is_no_cache(content: Path, damage: object) -> None:
    store(content, resolution("A/RES/74/1"))
    before, _ = load_archive(content)
    cache = content.parent / ".cache" / "documents"
    cache.write_bytes(damage(cache.read_bytes()))  # type: ignore[operator]
    again, diagnostics = load_archive(content)
    assert again.documents == before.documents
    assert not diagnostics


class _Intruder:
    def __reduce__(self) -> tuple[object, tuple[str]]:
        return os.mkdir, ("intruded",)


@pytest.mark.parametrize("evil", [_Intruder(), eval, os.system, {"a": 1}, Path("x")])
def test_the_cache_runs_no_code(evil: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(pickle.UnpicklingError):
        unpack(pickle.dumps(evil))
    assert not Path("intruded").exists()


def test_a_cache_that_somebody_prepared_is_read_past(content: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(content.parent)
    cache = DocumentCache(content)
    cache.put(("x", "y"), pickle.dumps(_Intruder()))
    cache.save()
    assert DocumentCache(content).get(("x", "y")) is None
    assert not Path("intruded").exists()


def test_packed_documents_are_the_same_unpacked() -> None:
    document = anchored(resolution("A/RES/74/1"))
    assert unpack(pack(document)) == document


def test_a_place_that_cannot_be_written_does_not_stop_the_reading(content: Path) -> None:
    store(content, resolution("A/RES/74/1"))
    (content.parent / ".cache").write_text("in the way", encoding="utf-8")
    assert len(load_archive(content)[0].documents) == 1
