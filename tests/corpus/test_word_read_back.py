"""Documents of every organ, written as Word files and read back: structure, words, emphasis, notes and tables, whoever counts.

The corpus has few Word files, all of one sort; this is what a keeper's may hold. Where the XML itself has a slip (an item that hangs on the
wrong paragraph, a recital without a comma), the reader that goes by what is printed differs from it.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from builder.anchors import anchored
from builder.model import Resolution
from builder.reading.akn import read_akn
from builder.reading.word import read_word
from builder.text import MarkKind
from tests.word_printing import can_be_typed, print_word

# Folder of the corpus, how many of its files are passed over between two, and the share that must come back the same.
FOLDERS = {
    "GAresolutions/76session": (14, 0.9),
    "GAresolutions/78session": (28, 0.8),
    "SCresolutions/Pre-2020": (60, 0.85),
    "HRCresolutions": (9, 0.9),
    "ECOSOCresolutions": (9, 0.85),
}
FACTS = ("symbol", "kind", "organ", "session", "title", "adopted", "meeting", "issued")
ELSEWHERE = (MarkKind.LINK, MarkKind.CALL)  # the files have no links; calls are compared apart


def facts(resolution: Resolution) -> list[tuple[object, ...]]:
    return [
        (u.anchor, u.kind, u.path, u.text.words, u.text.calls, [mark for mark in u.text.marks if mark.kind not in ELSEWHERE])
        for u in anchored(resolution).units
    ]


@pytest.mark.parametrize("counted", [False, True], ids=["numbers are typed", "Word counts"])
@pytest.mark.parametrize("folder", FOLDERS)
def test_what_is_typed_is_read_back(corpus: Path, folder: str, counted: bool) -> None:
    step, least = FOLDERS[folder]
    counts: Counter[str] = Counter()
    differing: list[str] = []
    for path in sorted((corpus / "xml" / folder).rglob("*.xml"))[::step]:
        typed = read_akn(path.read_bytes(), path.name).resolution
        if typed is None or typed.language != "en" or not typed.symbol or not typed.body or not can_be_typed(typed):
            continue
        read = read_word(print_word(typed, counted=counted), path.name).resolution
        assert read is not None
        counts["documents"] += 1
        counts["facts"] += all(getattr(read, name) == getattr(typed, name) for name in FACTS)
        counts["same"] += facts(read) == facts(typed)
        differing += [path.name] if facts(read) != facts(typed) else []
    assert counts["documents"] >= 10
    assert counts["facts"] >= 0.95 * counts["documents"]
    assert counts["same"] >= least * counts["documents"], differing
