"""The fuzzer itself, for a few inputs of each reader: that it runs, that it finds, that what it finds is made small."""

from __future__ import annotations

import random

import pytest

from builder.reading import formats
from builder.reading.akn import read_akn
from builder.reading.result import Reading
from builder.reading.yaml_file import format_yaml
from tests.fuzz.__main__ import failure_of, minimised
from tests.fuzz.mutation import mutate
from tests.fuzz.properties import EXAMINE
from tests.samples import akn_bytes, text_bytes

AKN, TEXT = akn_bytes("A/RES/74/1"), text_bytes("A/RES/74/1")
SEEDS = {
    "akn": [AKN],
    "text": [TEXT],
    "yaml": [format_yaml(read_akn(AKN, "a.xml").resolution).encode()],  # type: ignore[arg-type]
    "extract": [b'{"symbol": "A/RES/74/1", "adoption_date": "18 December 2019", "MS_in_favour": ["CHAD"], "MS_in_favour_count": "1"}\n'],
    "linking": [b"Recalling its resolutions 73/180 and 74/1 A,\nDecides to act on paragraph 2 above and annex I;\n"],
}


@pytest.mark.parametrize("reader", EXAMINE)
def test_damaged_files_of_each_reader_keep_every_promise(reader: str) -> None:
    for number in range(60):
        data = mutate(random.Random(f"kept {number}"), SEEDS[reader], reader)
        assert failure_of(reader, data, pages=number % 6 == 0) is None, data


def test_what_falls_out_is_named_once_and_made_small(monkeypatch: pytest.MonkeyPatch) -> None:
    def forgetful(data: bytes, name: str) -> Reading:
        assert b"Decides" not in data, "the word it cannot bear"
        return read_akn(data, name)

    monkeypatch.setattr(formats, "read_akn", forgetful)
    failure = failure_of("akn", AKN, pages=False)
    assert failure is not None
    kind, told = failure
    assert kind.startswith("AssertionError at ")
    assert told.startswith("the word it cannot bear")
    assert len(minimised("akn", AKN, kind, pages=False)) < 20


def test_words_that_a_reader_drops_fall_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(formats, "read_akn", lambda data, name: read_akn(data.replace(b"Decides", b""), name))
    assert failure_of("akn", AKN, pages=False) == ("words of the XML are lost", "['Decides.']")
