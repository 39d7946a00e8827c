"""`archive import`: files and folders into `content/`."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path, PurePath

from builder.archive import RESOLUTIONS, SOURCES
from builder.cache import write_atomically
from builder.diagnostics import Diagnostic, Severity
from builder.importing.candidates import Candidate, Quality, kept_file, read_candidate, use_extracts
from builder.importing.placing import place
from builder.importing.workers import Workers, read_all
from builder.reading.data_extract import read_extracts
from builder.reading.formats import SUFFIXES
from builder.reading.yaml_file import is_edited

__all__ = ["ImportReport", "Outcome", "import_sources"]

_EXTRACTS = "data_extract"
_LEVELS_UP = 3  # GAresolutions/Emergency sessions/ES-11/English: the records lie in GAresolutions


class Outcome(StrEnum):
    """What became of a place in content/."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    LEFT_ALONE = "left alone, edited"
    SET_ASIDE = "set aside"


@dataclass(slots=True)
class ImportReport:
    """What an import did: how many files were read, which could not be, what became of each place in content/, what was found.

    `qualities` has the documents in the order of their files: symbol, file, and how well it was read.
    """

    read: int = 0
    failed: list[str] = field(default_factory=list)
    qualities: list[tuple[str, str, Quality]] = field(default_factory=list)
    outcomes: dict[str, Outcome] = field(default_factory=dict)
    diagnostics: list[Diagnostic] = field(default_factory=list)


def import_sources(
    sources: Sequence[Path],
    content: Path,
    *,
    overwrite: bool = False,
    keep_sources: bool = False,
    jobs: int = 0,
    workers: Workers | None = None,
    advance: Callable[[int, int], None] | None = None,
) -> ImportReport:
    """Read the files and folders into the archive. The result is the same for any order of the sources and any number of jobs.

    Local processes read the files (`jobs`; 0: one a core), or `workers` do, wherever they are.

    A file that was edited since it was written stays as it is unless `overwrite`. `keep_sources` copies each source beside the
    resolutions. `advance(done, all)` is called as files are read. OSError where content/ cannot be written.
    """
    report = ImportReport()
    files, extract_files = _find(sources, report.diagnostics)
    extracts, unread = read_extracts(extract_files)
    report.diagnostics += unread
    candidates: list[Candidate] = []
    for candidate in read_all(files, extracts, jobs, workers):
        candidates.append(candidate)
        if advance:
            advance(len(candidates), len(files))
    use_extracts(extracts)  # for what is read again here
    report.read = sum(candidate.yaml is not None for candidate in candidates)
    report.qualities = [(c.symbol or c.name, c.file, c.quality) for c in candidates if c.yaml is not None]
    report.failed = [candidate.file for candidate in candidates if candidate.yaml is None]
    placement = place(candidates, lambda target, claimants: _kept(content, target, claimants), read_candidate)
    for candidate in candidates:
        report.diagnostics += candidate.diagnostics
    report.diagnostics += placement.diagnostics
    for target, candidate in sorted(placement.places.items()):
        report.outcomes[target] = _write(content, target, candidate, overwrite=overwrite)
        if report.outcomes[target] is Outcome.LEFT_ALONE:
            report.diagnostics.append(Diagnostic("import-edited", target, "left as it is", document=candidate.symbol or candidate.name))
        if keep_sources and not candidate.kept and target.startswith(f"{RESOLUTIONS}/"):
            _keep_source(content, target, candidate)
    order = list(Severity)
    report.diagnostics.sort(key=lambda found: (order.index(found.severity), found.code, found.document, found.found))
    return report


# --- what is read -----------------------------------------------------------------------------------------------------------------


def _find(sources: Iterable[Path], diagnostics: list[Diagnostic]) -> tuple[list[str], list[Path]]:
    """The files to read, sorted, each once, whatever ways lead to it; and the records beside them."""
    files: dict[Path, str] = {}
    extracts: set[Path] = set()
    for source in sorted(sources):
        if source.is_dir():
            for path in sorted(source.rglob("*")):
                if not path.is_file() or any(part.startswith(".") for part in path.relative_to(source).parts):
                    continue
                if not path.resolve().is_relative_to(source.resolve()):
                    diagnostics.append(Diagnostic("import-passed-over", "a link that leads out of the folder", document=str(path)))
                elif path.suffix.lower() in SUFFIXES:
                    files.setdefault(path.resolve(), str(path))
                elif path.parent.name != _EXTRACTS:
                    found = f"files that end in {path.suffix} are not read" if path.suffix else "files without an ending are not read"
                    diagnostics.append(Diagnostic("import-passed-over", found, document=str(path)))
            extracts |= set(source.rglob(f"{_EXTRACTS}/*.json"))
        else:
            files.setdefault(source.resolve(), str(source))
        for folder in (source.resolve(), *list(source.resolve().parents)[:_LEVELS_UP]):
            extracts |= set((folder / _EXTRACTS).glob("*.json"))
    return sorted(files.values()), sorted({path.resolve() for path in extracts})


# --- what is written -----------------------------------------------------------------------------------------------------------------

_SOURCE_FILE = re.compile(r"^  file: .*$", re.MULTILINE)


def _kept(content: Path, target: str, claimants: Sequence[Candidate]) -> Candidate | None:
    """What the archive has in the place, if it comes from another file than the claimants."""
    try:
        data = (content / target).read_bytes()
    except OSError:
        return None
    own = _source_line(data.decode("utf-8", errors="replace"))
    if own and any(own == _source_line(claimant.yaml or "") for claimant in claimants):
        return None
    return kept_file(data, target)


def _source_line(yaml: str) -> str:
    """The line that names the source, as the file has it."""
    source = yaml.rfind("\nsource:\n")
    match = _SOURCE_FILE.search(yaml, source) if source >= 0 else None
    return match.group() if match else ""


def _write(content: Path, target: str, candidate: Candidate, *, overwrite: bool) -> Outcome:
    path, data = content / target, (candidate.yaml or "").encode()
    try:
        there: bytes | None = path.read_bytes()
    except FileNotFoundError:
        there = None
    if there == data:
        return Outcome.UNCHANGED
    if there is not None and is_edited(there) and not overwrite:
        return Outcome.LEFT_ALONE
    write_atomically(path, data)
    if not target.startswith(f"{RESOLUTIONS}/"):
        return Outcome.SET_ASIDE
    return Outcome.NEW if there is None else Outcome.CHANGED


def _keep_source(content: Path, target: str, candidate: Candidate) -> None:
    copy = content / SOURCES / PurePath(target).relative_to(RESOLUTIONS).with_suffix(Path(candidate.file).suffix)
    copy.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(candidate.file, copy)
