"""Documents of every organ, printed as an extractor writes their pages, and read back: nothing but italics may be lost.

The United Nations publishes the text of its PDF files for few of these; what pages look like is written down in `tests.printing`. Where the
XML itself has a slip (a word cut in two, an item that hangs on the wrong paragraph), the reader that mends it differs from it.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from builder.anchors import anchored
from builder.model import Kind, Resolution
from builder.reading.akn import read_akn
from builder.reading.text import read_text
from tests.printing import can_be_printed, print_text

# Folder of the corpus, how many of its files are passed over between two, and the share that must come back the same.
FOLDERS = {
    "GAresolutions/76session": (9, 0.9),
    "SCresolutions/Pre-2020": (36, 0.85),
    "SCresolutions/2020": (2, 0.7),
    "SCresolutions/PRST": (24, 0.9),
    "HRCresolutions": (5, 0.85),
    "ECOSOCresolutions": (4, 0.85),
}
FACTS = ("symbol", "kind", "organ", "session", "title", "adopted")


def facts(resolution: Resolution) -> list[tuple[str, str, str, str, tuple[str, ...]]]:
    return [(u.anchor, str(u.kind), u.path, u.text.words, u.text.calls) for u in anchored(resolution).units]


@pytest.mark.parametrize("own_line", [True, False], ids=["own line", "inline"])
@pytest.mark.parametrize("folder", FOLDERS)
def test_what_is_printed_is_read_back(corpus: Path, folder: str, own_line: bool) -> None:
    step, least = FOLDERS[folder]
    counts: Counter[str] = Counter()
    differing: list[str] = []
    for path in sorted((corpus / "xml" / folder).rglob("*.xml"))[::step]:
        printed = read_akn(path.read_bytes(), path.name).resolution
        if printed is None or printed.language != "en" or not printed.symbol or not printed.body or not can_be_printed(printed):
            continue
        read = read_text(print_text(printed, own_line=own_line).encode(), path.name).resolution
        assert read is not None
        assert not read.verbatim, path.name
        counts["documents"] += 1
        # A statement's day is told in its first sentence, not always in the same words; some XML has no day to print.
        known = [name for name in FACTS if name != "adopted" or (printed.adopted and printed.kind is not Kind.PRESIDENTIAL_STATEMENT)]
        counts["facts"] += all(getattr(read, name) == getattr(printed, name) for name in known)
        counts["same"] += facts(read) == facts(printed)
        differing += [path.name] if facts(read) != facts(printed) else []
    assert counts["documents"] >= 15
    assert counts["facts"] >= 0.97 * counts["documents"]
    assert counts["same"] >= least * counts["documents"], differing
