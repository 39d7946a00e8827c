"""One file as received, read and written out as the file of the archive that it may become."""

from __future__ import annotations

import traceback
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property
from pathlib import Path

from builder.anchors import anchored
from builder.diagnostics import Diagnostic, Severity
from builder.importing import bounds
from builder.model import Repair, Resolution
from builder.reading.data_extract import Extract, complete
from builder.reading.file_names import symbol_in_name
from builder.reading.formats import is_archive_file, read_file
from builder.reading.limits import received
from builder.reading.yaml_file import format_yaml, is_edited, parse_yaml
from builder.symbols import canonical_symbol, symbol_facts

__all__ = ["Candidate", "Quality", "kept_file", "read_candidate", "use_extracts"]


class Quality(StrEnum):
    """How well a document was read: without a doubt; with something for a person to look at; as printed, its structure not made out."""

    CLEAN = "clean"
    PARTIAL = "partial"
    VERBATIM = "verbatim"


@dataclass(frozen=True)
class Candidate:
    """A file that was read.

    `file` is the path it was found under. `symbol` is canonical and the document's own, '' where it bears none; `format` is what the source
    was read as. `yaml` is the file of the archive, None where the source could not be read. `kept` is one that is in the archive already,
    `edited` where a person changed it. `verbatim` is one whose structure could not be made out.
    """

    file: str
    symbol: str = ""
    language: str = ""
    format: str = ""
    yaml: str | None = None
    verbatim: bool = False
    diagnostics: tuple[Diagnostic, ...] = ()
    kept: bool = False
    edited: bool = False

    @property
    def quality(self) -> Quality:
        """How well it was read, by what the reader said of it."""
        if self.verbatim:
            return Quality.VERBATIM
        unsure = self.yaml is None or any(finding.severity is not Severity.NOTE for finding in self.diagnostics)
        return Quality.PARTIAL if unsure else Quality.CLEAN

    @property
    def name(self) -> str:
        """The name that the file came with."""
        return Path(self.file).name

    @cached_property
    def words(self) -> str:
        """All words of the document, in order: two files with the same are the same document."""
        resolution = parse_yaml((self.yaml or "").encode(), self.file).resolution
        if resolution is None:
            return ""
        units = anchored(resolution).units
        return "\n".join([resolution.title or "", *(f"{unit.label} {unit.text.words}" for unit in units)])


def kept_file(data: bytes, place: str) -> Candidate:
    """A file of the archive, from an earlier import or written by hand, as a candidate for its own place."""
    resolution = parse_yaml(data, place).resolution
    text = data.decode("utf-8", errors="replace")
    if resolution is None:  # whoever broke it will want to mend it
        return Candidate(place, yaml=text, kept=True, edited=True)
    file = str(Path(place).with_name(resolution.source.file or Path(place).name))
    return Candidate(file, resolution.symbol, resolution.language, resolution.source.format, text, kept=True, edited=is_edited(data))


# What the records beside the XML say, by symbol; set once in each process that reads.
_extracts: Mapping[str, Extract] = {}


def use_extracts(extracts: Mapping[str, Extract]) -> None:
    """Complete what is read from here on with these records."""
    global _extracts
    _extracts = extracts


def read_candidate(path: str, symbol: str | None = None, data: bytes | None = None) -> Candidate:
    """The file at the path, read, completed from the records, and written out.

    `data` is what the file holds, for a process that cannot see it. With `symbol`, the document is taken to bear that one, whatever it
    says. Never raises: a reader's failure is a diagnostic, for one file must not stop four thousand others.
    """
    try:
        with bounds.bounded():
            found = received(Path(path)) if data is None else data
            return Candidate(path, diagnostics=(found,)) if isinstance(found, Diagnostic) else _read(path, symbol, found)
    except bounds.TooLongError:
        return Candidate(path, diagnostics=(Diagnostic("import-time", f"more than {bounds.SECONDS} seconds", "not read", document=path),))
    except MemoryError:
        most = f"more than {bounds.MEMORY // 2**20:,} MB"
        return Candidate(path, diagnostics=(Diagnostic("import-memory", most, "not read", document=path),))
    except Exception as error:  # a fault of the reader
        where = traceback.extract_tb(error.__traceback__)[-1]
        failure = f"{type(error).__name__}: {error} ({Path(where.filename).name}:{where.lineno})"
        return Candidate(path, diagnostics=(Diagnostic("import-failed", failure, "not read", document=path),))


def _read(path: str, symbol: str | None, data: bytes) -> Candidate:
    name = Path(path).name
    reading = read_file(data, name)
    if reading.resolution is None:
        return Candidate(path, diagnostics=tuple(finding.at(path) for finding in reading.diagnostics))
    resolution, diagnostics = reading.resolution, reading.diagnostics
    own = canonical_symbol(resolution.symbol) or ""
    if own and symbol is None and is_archive_file(name):
        # Taken over as it is, so that one that was corrected stays known as corrected.
        return Candidate(
            path,
            own,
            resolution.language,
            resolution.source.format,
            data.decode("utf-8-sig").replace("\r\n", "\n"),
            resolution.verbatim,
            diagnostics,
        )
    spelled = symbol_in_name(name)
    if not own and spelled and resolution.source.format != "akn":
        # The United Nations' XML without a symbol is a fault of the file; extracted text has often lost its first lines.
        resolution, own = _named(resolution, spelled), spelled
        diagnostics += (Diagnostic("import-symbol-by-name", done=f"taken for {spelled}", document=name),)
    if symbol is not None:
        resolution, own = _renamed(resolution, symbol), symbol
    else:
        # Without a symbol of its own it can only be set aside; a file needs one all the same.
        resolution = replace(resolution, symbol=own or spelled or Path(name).stem.strip() or "unknown")
    if own and resolution.language == "en" and (extract := _extracts.get(own)):
        resolution, differences = complete(resolution, extract)
        diagnostics += differences
    return Candidate(path, own, resolution.language, resolution.source.format, format_yaml(resolution), resolution.verbatim, diagnostics)


def _renamed(resolution: Resolution, symbol: str) -> Resolution:
    """The document under the symbol that its file's name spells, though it prints another."""
    repair = Repair(resolution.symbol, symbol, "the symbol printed is that of another document, this one is in the file’s name")
    return replace(_named(resolution, symbol), repairs=(*resolution.repairs, repair))


def _named(resolution: Resolution, symbol: str) -> Resolution:
    """The document under this symbol, with what that says of it."""
    facts = symbol_facts(symbol)
    return replace(resolution, symbol=symbol, kind=facts.kind or resolution.kind, organ=facts.organ, session=facts.session)
