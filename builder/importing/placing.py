"""Which file becomes which document, where several claim one symbol or one bears none.

The United Nations publishes some documents twice and some under the wrong symbol. A document's own symbol counts, not its file's name;
the name bears witness between two that claim the same. What is decided depends on the files alone, not on the order they come in.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import PurePath

from builder.archive import RESOLUTIONS, UNPLACED, document_file
from builder.diagnostics import Diagnostic
from builder.file_names import is_device_name, same_on_some_system
from builder.importing.candidates import Candidate
from builder.reading.file_names import name_agrees, symbol_in_name

__all__ = ["Placement", "place"]


@dataclass(slots=True)
class Placement:
    """What is to be written where (paths below content/), and what had to be decided."""

    places: dict[str, Candidate] = field(default_factory=dict)
    diagnostics: list[Diagnostic] = field(default_factory=list)


def place(
    candidates: Iterable[Candidate],
    kept: Callable[[str, Sequence[Candidate]], Candidate | None],
    read_as: Callable[[str, str], Candidate],
) -> Placement:
    """A place for each file that was read.

    `kept(place, candidates)` is what the archive already has there, if it comes from none of the candidates' files; `read_as(file, symbol)`
    reads a file again under a symbol.
    """
    claims: dict[str, list[Candidate]] = {}
    placement = Placement()
    aside: list[Candidate] = []
    for candidate in sorted(candidates, key=lambda candidate: candidate.file):
        if candidate.yaml is None:
            continue
        if candidate.symbol:
            claims.setdefault(_place(candidate.symbol, candidate.language), []).append(candidate)
        else:
            aside.append(candidate)
            placement.diagnostics.append(Diagnostic("import-no-symbol", done=f"set aside in {UNPLACED}/", document=candidate.name))
    losers: list[tuple[Candidate, Candidate]] = []
    for target, claimants in sorted(claims.items()):
        rival = kept(target, claimants)
        first, others = _choose([*claimants, rival] if rival else claimants)
        placement.places[target] = first
        placement.diagnostics += _remarks(first)
        for other in others:
            if other.words == first.words:
                placement.diagnostics.append(_both("import-same-words", first, other, "not stored a second time"))
            else:
                losers.append((first, other))
    for first, loser in losers:
        spelled = symbol_in_name(loser.name)
        target = _place(spelled, loser.language) if spelled else ""
        if spelled and not loser.kept and target not in placement.places and kept(target, [loser]) is None:
            placement.places[target] = read_as(loser.file, spelled)
            placement.diagnostics.append(_both("import-symbol-from-name", first, loser, f"{loser.name} is taken for {spelled}"))
        else:
            aside.append(loser)
            placement.diagnostics.append(_both("import-set-aside", first, loser, f"{loser.name} is set aside in {UNPLACED}/"))
    _set_aside(aside, placement.places)
    return placement


def _place(symbol: str, language: str) -> str:
    return f"{RESOLUTIONS}/{document_file(symbol, language)}"


def _choose(claimants: Sequence[Candidate]) -> tuple[Candidate, Sequence[Candidate]]:
    """Who keeps the symbol, and the others.

    A file that a person edited does, else one whose name agrees, else the XML, else the fuller, else the first.
    """
    if len(claimants) == 1:
        return claimants[0], ()

    def rank(claimant: Candidate) -> tuple[bool, bool, bool, int, str]:
        agrees = name_agrees(claimant.name, claimant.symbol) is True
        return (not claimant.edited, not agrees, claimant.format != "akn", -len(claimant.words), claimant.file)

    first, *others = sorted(claimants, key=rank)
    return first, others


def _remarks(candidate: Candidate) -> list[Diagnostic]:
    if candidate.kept or name_agrees(candidate.name, candidate.symbol) is not False:
        return []
    spelled = symbol_in_name(candidate.name) or "another number"
    return [Diagnostic("import-name-differs", f"{candidate.name} spells {spelled}", document=candidate.symbol)]


def _both(code: str, first: Candidate, other: Candidate, done: str) -> Diagnostic:
    return Diagnostic(code, f"{first.file} and {other.file}", done, document=first.symbol)


def _set_aside(candidates: Iterable[Candidate], places: dict[str, Candidate]) -> None:
    """A place in content/unplaced/ for each, by the name of its file; names that some systems take for one get a number."""
    taken = {same_on_some_system(place) for place in places}
    for candidate in candidates:
        stem = f"{UNPLACED}/{candidate.language}/{_file_name(PurePath(candidate.name).stem)}"
        possible = (f"{stem}.yaml" if number == 1 else f"{stem}-{number}.yaml" for number in range(1, len(taken) + 2))
        place = next(name for name in possible if same_on_some_system(name) not in taken)
        taken.add(same_on_some_system(place))
        places[place] = candidate


_NO_NAME = re.compile(r'[\\/:*?"<>|\x00-\x1f\x7f]|^[. ]+|[. ]+$')
_BYTES = 200  # of a name; systems allow 255, with the ending


def _file_name(stem: str) -> str:
    """The stem as every system can have it in the name of a file: an archive that grew on Linux is opened on Windows, too."""
    name = _NO_NAME.sub("_", stem).encode("utf-8", errors="replace")[:_BYTES].decode("utf-8", errors="ignore")
    return f"file-{name}" if not name or is_device_name(name) else name
