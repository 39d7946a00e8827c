"""Word files made to harm, or broken: each is refused with a word of what, or read with one, soon; nothing outside it is opened."""

from __future__ import annotations

import io
import re
import time
import zipfile
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from builder.anchors import anchored
from builder.reading.formats import read_file
from builder.reading.yaml_file import format_yaml, parse_yaml
from tests.word_files import MASTHEAD, SPACES, call, listed, note, numbering, p, package, part, parts, r, table, word

LONG = 10_000_000
MAIN = "word/document.xml"
TEXT = "".join(map(p, MASTHEAD)) + p("90/7. Lamps of the coast") + p("The General Assembly,") + p("1. Decides to light them", call(1), ".")


def with_parts(changed: dict[str, bytes | str | None], **others: str) -> bytes:
    """The file of a resolution with some parts in place of its own, or none."""
    made = {**parts(TEXT, footnotes=note(1, "Of oil."), **others), **changed}
    return package({name: data for name, data in made.items() if data is not None})


def with_body(body: str) -> bytes:
    return package(parts(TEXT + body, footnotes=note(1, "Of oil.")))


def entity(declared: str) -> str:
    return f"<!DOCTYPE a [{declared}]>" + part("document", "<w:body>" + p("<w:r><w:t>&a;</w:t></w:r>") + "</w:body>").partition("?>")[2]


def encrypted() -> bytes:
    data = bytearray(with_parts({}))
    for sign, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(sign)
        while at >= 0:
            data[at + place] |= 1
            at = data.find(sign, at + 4)
    return bytes(data)


def many_entries() -> bytes:
    return package({MAIN: part("document", "<w:body/>"), **{f"a{n}": b"" for n in range(20_000)}})


def bzip2() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_BZIP2) as archive:
        archive.writestr(MAIN, part("document", "<w:body/>"))
    return file.getvalue()


def nested(names: str, times: int) -> str:
    opened, closed = ("".join(f"<{sign}w:{name}>" for name in order) for sign, order in (("", names.split()), ("/", names.split()[::-1])))
    return opened * times + p("deep") + closed * times


REFUSED: dict[str, tuple[Callable[[], bytes], str]] = {
    "a bomb": (lambda: package({MAIN: b"\0" * LONG}), "import-limit"),
    "a bomb beside the text": (lambda: with_parts({"word/footnotes.xml": b" " * LONG}), "import-limit"),
    "parts that are large together": (
        lambda: with_parts({f"word/{name}.xml": bytes(range(32, 127)) * 150_000 for name in ("styles", "numbering", "settings")}),
        "import-limit",
    ),
    "20,000 parts": (many_entries, "import-limit"),
    "cut short": (lambda: with_parts({})[:-400], "word-unreadable"),
    "cut in the middle": (lambda: with_parts({})[:900], "word-unreadable"),
    "the text's bytes are others": (lambda: with_parts({}).replace(b"PK\x03\x04", b"PK\x03\x05", 1), "word-unreadable import-format"),
    "encrypted": (encrypted, "word-unreadable"),
    "packed in another way": (bzip2, "word-unreadable"),
    "no body": (lambda: package({MAIN: part("document", "")}), "word-unreadable"),
    "no XML": (lambda: package({MAIN: b"\x01\x02"}), "word-unreadable"),
    "empty": (lambda: package({MAIN: b""}), "word-unreadable"),
    "another archive": (lambda: package({"xl/workbook.xml": b"<a/>"}), "import-format"),
    "a billion laughs": (
        lambda: package({MAIN: entity('<!ENTITY z "ha"><!ENTITY a "' + "&z;" * 9000 + '">')}),
        "word-unreadable import-limit",
    ),
    "an entity of another file": (lambda: package({MAIN: entity('<!ENTITY a SYSTEM "file:///etc/passwd">')}), "word-unreadable"),
    "an entity of the network": (lambda: package({MAIN: entity('<!ENTITY a SYSTEM "http://127.0.0.1:9/">')}), "word-unreadable"),
    "content controls 3,000 deep": (lambda: with_body(nested("sdt sdtContent", 1500)), "import-limit"),
    "tables 200 deep": (lambda: with_body(nested("tbl tr tc", 200)), "import-limit"),
    "runs 300 deep": (lambda: with_body("<w:p>" + "<w:ins>" * 300 + r("a") + "</w:ins>" * 300 + "</w:p>"), "import-limit"),
    "30,000 paragraphs": (lambda: with_body(p("1. Decides.") * 30_000), "import-limit"),
    "30,000 cells without paragraphs": (lambda: with_body(table("<w:tc/>" * 30_000)), "import-limit"),
    "30,000 notes": (lambda: with_body(p("".join(map(call, range(30_000))))), "import-limit"),
    "one word of a million letters": (lambda: with_body(p("w" * 1_000_000)), "import-limit"),
    "a word of as many in a header": (lambda: with_parts({}, header1=p("w" * 100_000)), "import-limit"),
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSED)
def test_it_is_refused_soon_and_named(case: str) -> None:
    made, code = REFUSED[case]
    data = made()
    began = time.process_time()
    reading = read_file(data, "a.docx")
    assert reading.resolution is None
    (finding,) = reading.diagnostics
    assert finding.code in code.split()
    assert finding.document == "a.docx"
    assert "root:" not in str(finding)
    assert time.process_time() - began < 10


LINKED_STYLE = '<w:style w:styleId="X"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
LINKED_LIST = (
    '<w:abstractNum w:abstractNumId="0"><w:numStyleLink w:val="X"/></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
)
BEGIN, SEPARATE, END = (f'<w:r><w:fldChar w:fldCharType="{sort}"/></w:r>' for sort in ("begin", "separate", "end"))
CALLING = "".join(note(n, p("Of oil.", call(n + 1))) for n in range(1, 400))
OUTSIDE = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="a" Type="x/styles" Target="../../../../etc/passwd"/>'
    '<Relationship Id="b" Type="x/numbering" Target="file:///etc/passwd" TargetMode="External"/>'
    '<Relationship Id="c" Type="x/footnotes" Target="/word/../word/footnotes.xml"/>'
    '<Relationship Id="d" Type="x/header" Target="document.xml"/></Relationships>'
)
LEVELS = f'<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="{"9" * 5000}"><w:start w:val="-{"9" * 5000}"/></w:lvl></w:abstractNum>'
READ: dict[str, tuple[Callable[[], bytes], set[str]]] = {
    "ill-formed": (lambda: with_parts({MAIN: part("document", f"<w:body>{TEXT}</w:p><w:p>")}), {"word-damaged"}),
    "notes that are no XML": (lambda: with_parts({"word/footnotes.xml": b"\x01"}), {"word-damaged", "text-note-lost"}),
    "notes that are missing": (lambda: with_parts({"word/footnotes.xml": None}), {"text-note-lost"}),
    "no relationships": (lambda: with_parts({"word/_rels/document.xml.rels": None}), set()),
    "relationships that lead outside": (lambda: with_parts({"word/_rels/document.xml.rels": OUTSIDE}), set()),
    "styles that are other parts": (lambda: with_parts({"word/styles.xml": part("document", p("a"))}), set()),
    "absurd levels": (
        lambda: package(parts(TEXT + p("2. Asks.", properties='<w:numPr><w:ilvl w:val="99999999999"/><w:numId w:val="1"/></w:numPr>'),
                              footnotes=note(1, "a"), numbering=LEVELS + '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>')),
        set(),
    ),
    "a label of a million letters": (
        lambda: word(listed("Decides."), numbering=numbering(f'<w:lvl w:ilvl="0"><w:lvlText w:val="{"%1" * 500_000}"/></w:lvl>')),
        set(),
    ),
    "lists that lead to each other": (lambda: word("1. Decides.", listed("a"), numbering=LINKED_LIST, styles=LINKED_STYLE), set()),
    "spans wider than a page": (
        lambda: with_body(table('<w:tc><w:tcPr><w:gridSpan w:val="999999999"/></w:tcPr>' + p("a") + "</w:tc><w:tc>" + p("b") + "</w:tc>")),
        set(),
    ),
    "fields that never end": (lambda: with_body(p(BEGIN, "2. Asks.") + p("3. Thanks.")), {"word-hidden"}),
    "fields that never began": (lambda: with_body(p(END, "2. Asks.")), set()),
    "5,000 fields in each other": (lambda: with_body(p(f"{BEGIN}{SEPARATE}{r('a ')}" * 5_000)), set()),
    "a note that calls itself": (lambda: with_parts({"word/footnotes.xml": part("footnotes", note(1, p("Of oil.", call(1))))}), set()),
    "notes that call notes": (
        lambda: with_parts({"word/footnotes.xml": part("footnotes", CALLING)}),
        {"text-note-lost", "text-note-uncalled"},
    ),
    "a megabyte of one paragraph": (lambda: with_body(p("2. " + "Asks for oil " * 80_000)), {"text-verbatim"}),
    "10,000 cells": (lambda: with_body(table(*[("<w:tc>" + p("a") + "</w:tc>") * 100] * 100)), set()),
    "attributes that are no numbers": (
        lambda: with_body(p("2. Asks.", properties='<w:outlineLvl w:val="x"/><w:numPr><w:ilvl w:val="²"/><w:numId w:val=""/></w:numPr>')),
        set(),
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", READ)
def test_it_is_read_all_the_same_and_what_was_amiss_is_named(case: str) -> None:
    made, codes = READ[case]
    data = made()
    began = time.process_time()
    reading = read_file(data, "a.docx")
    assert time.process_time() - began < 20
    resolution = reading.resolution
    assert resolution is not None
    assert {finding.code for finding in reading.diagnostics} == codes
    assert "Decides" in str(anchored(resolution).units)
    assert "root:" not in str(resolution)
    assert parse_yaml(format_yaml(resolution).encode(), "a.yaml").resolution == resolution


# --- any file at all --------------------------------------------------------------------------------------------------------------

NAMES = re.findall(
    r"\w+",
    """
    p r t tbl tr tc tcPr trPr sdt sdtContent ins del moveFrom hyperlink fldSimple fldChar instrText footnoteReference endnoteReference br
    tab sym noBreakHyphen pPr rPr numPr numId ilvl pStyle vMerge gridSpan sectPr footnotePr numFmt vanish b txbxContent object delText
    """,
)
leaves = st.builds(
    lambda name, val: f'<w:{name} w:val="{val}" w:id="{val}" w:fldCharType="{val}" w:customMarkFollows="{val}"/>',
    st.sampled_from(NAMES),
    st.sampled_from(["0", "1", "begin", "separate", "end", "restart", "eachSect", "", "x"]),
)
words = st.sampled_from(
    ["1. Decides ", "(a) ", "I", "Annex", "The General Assembly,", "12th plenary meeting", "3 May 2035", "*", "1", " "]
).map(lambda printed: f"<w:r><w:t>{printed}</w:t></w:r>")
elements = st.recursive(
    st.one_of(leaves, words),
    lambda inner: st.builds(
        lambda name, held: f"<w:{name}>{''.join(held)}</w:{name}>", st.sampled_from(NAMES), st.lists(inner, max_size=4)
    ),
    max_leaves=40,
)


@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(elements, max_size=12), st.lists(elements, max_size=3))
def test_any_elements_are_read(text: list[str], styles: list[str]) -> None:
    others = {name: "".join(styles) for name in ("styles", "numbering", "settings", "footnotes", "header1")}
    reading = read_file(package(parts(TEXT + "".join(text), **others)), "a.docx")
    assert reading.resolution is not None
    assert "Decides to light them" in str(reading.resolution)
    assert parse_yaml(format_yaml(reading.resolution).encode(), "a.yaml").resolution == reading.resolution


@settings(max_examples=150)
@given(st.integers(0, 5_000), st.binary(min_size=1, max_size=40))
def test_any_damage_is_survived(place: int, damage: bytes) -> None:
    data = bytearray(with_parts({}))
    data[place % len(data) : place % len(data) + len(damage)] = damage
    reading = read_file(bytes(data), "a.docx")
    assert reading.resolution is not None or reading.diagnostics


def test_the_spaces_are_those_of_word() -> None:
    """The elements above are in the namespace that the reader knows; else all would be read as nothing."""
    assert "wordprocessingml/2006/main" in SPACES
