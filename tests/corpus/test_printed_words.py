"""Of the extracted texts, in both layouts, no printed word is lost: each letter is in the document, its notes or its furniture."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from pathlib import Path

import pytest

from builder.reading.text import read_text
from tests.account import printed_in


def letters(words: str) -> Counter[str]:
    """How often each letter and digit stands in the words; where lines and words were broken cannot matter."""
    return Counter(re.sub(r"[\W_]", "", unicodedata.normalize("NFC", words)))


@pytest.mark.parametrize("layout", ["own-line-markers", "inline-markers"])
def test_no_printed_word_is_lost(corpus: Path, layout: str) -> None:
    paths = sorted((corpus / "text" / layout).glob("*.txt"))
    assert len(paths) > 300
    lost = {}
    for path in paths:
        resolution = read_text(path.read_bytes(), path.name).resolution
        assert resolution is not None, path.name
        missing = letters(path.read_text(encoding="utf-8")) - letters(printed_in(resolution) + "".join(t.words for t in resolution.notices))
        if missing:
            lost[path.name] = dict(missing)
    assert not lost
