"""Files made to harm, or broken: each is refused with a word of what and where, soon, and nothing outside it is read."""

from __future__ import annotations

import bz2
import gzip
import io
import time
import zipfile
from collections.abc import Callable

import pytest

from builder.anchors import anchored
from builder.archive import Archive
from builder.linking.graph import link_archive
from builder.pages import render_pages
from builder.reading.formats import read_file
from builder.reading.limits import BYTES, DEPTH
from builder.reading.yaml_file import format_yaml, parse_yaml
from tests.fuzz.properties import examine_pages

AKN = (
    '{before}<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><statement name="resolution"><coverPage><p>'
    '<docNumber refersTo="#symbol">A/RES/74/1</docNumber></p></coverPage><mainBody>{body}</mainBody></statement></akomaNtoso>'
)
YAML = "symbol: A/RES/74/1\nlanguage: en\nkind: resolution\norgan: General Assembly\nsource:\n  file: a\n  format: akn\n  sha256: ''\n"
TEXT = "United Nations  A/RES/74/1\n\n 74/1. A title\n\n The General Assembly,\n\n {body}\n"
LONG = 10_000_000


def akn(body: str, before: str = "") -> bytes:
    return AKN.format(before=before, body=body).encode()


def text(body: str) -> bytes:
    return TEXT.format(body=body).encode()


def laughs(entities: str) -> str:
    return f"<!DOCTYPE a [{entities}]>"


BILLION = '<!ENTITY a "ha">' + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9))

REFUSED: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "XML 100,000 deep": ("a.xml", lambda: akn("<paragraph>" * 100_000 + "x" + "</paragraph>" * 100_000), "import-limit"),
    "XML 100,000 deep, never closed": ("a.xml", lambda: akn("<paragraph>" * 100_000), "import-limit"),
    "subparagraphs 1,500 deep": ("a.xml", lambda: akn("<paragraph>" * 1_500 + "x" + "</paragraph>" * 1_500), "import-limit"),
    "spans in spans": ("a.xml", lambda: akn("<p>" + "<span>" * 1_500 + "x" + "</span>" * 1_500 + "</p>"), "import-limit"),
    "a billion laughs": ("a.xml", lambda: akn("<p>&i;</p>", laughs(BILLION)), "import-limit akn-entities"),
    "quadratic blow-up": ("a.xml", lambda: akn("<p>" + "&a;" * 100_000 + "</p>", laughs(f'<!ENTITY a "{"ha" * 50_000}">')), "import-limit"),
    "an entity of another file": ("a.xml", lambda: akn("<p>&a;</p>", laughs('<!ENTITY a SYSTEM "file:///etc/passwd">')), "akn-entities"),
    "a parameter entity": (
        "a.xml",
        lambda: akn("<p>&x;</p>", laughs('<!ENTITY % f SYSTEM "file:///etc/passwd"> %f; <!ENTITY x "words">')),
        "akn-entities",
    ),
    "an entity of the network": ("a.xml", lambda: akn("<p>&a;</p>", laughs('<!ENTITY a SYSTEM "http://127.0.0.1:9/">')), "akn-entities"),
    "one word of 10 MB": ("a.txt", lambda: text("w" * LONG), "import-limit"),
    "250,000 lines": ("a.txt", lambda: text("1. word word\n\n" * 250_000), "import-limit"),
    "300,000 numbers": ("a.txt", lambda: text("1\n" * 300_000), "import-limit"),
    "lists 100,000 deep": ("a.yaml", lambda: (YAML + "sponsors: " + "[" * 100_000).encode(), "yaml-syntax"),
    "mappings 100,000 deep": ("a.yaml", lambda: b"{a: " * 100_000, "yaml-syntax"),
    "dashes 100,000 deep": ("a.yaml", lambda: b"- " * 100_000, "yaml-syntax"),
    "items 300 deep": (
        "a.yaml",
        lambda: (YAML + "body:\n" + "".join(f"{'  ' * n}- text: a\n{'  ' * n}  items:\n" for n in range(300))).encode(),
        "yaml-syntax",
    ),
    "aliases of aliases": ("a.yaml", lambda: b"a: &a [x, x]\n" + b"b: &b [*a, *a]\n" * 20, "yaml-syntax"),
    "a merge key": ("a.yaml", lambda: (YAML + "<<: {title: x}\n").encode(), "yaml-field"),
    "a tag that makes an object": ("a.yaml", lambda: (YAML + "title: !!python/object/apply:os.system [ls]\n").encode(), "yaml-syntax"),
    "a key given twice": ("a.yaml", lambda: (YAML + "symbol: A/RES/74/2\n").encode(), "yaml-syntax"),
    "a number of 100,000 digits": ("a.yaml", lambda: (YAML + "title: " + "9" * 100_000 + "\n").encode(), "yaml-syntax"),
    "a lone surrogate": ("a.yaml", lambda: (YAML + 'title: "\\ud800"\n').encode(), "yaml-syntax"),
    "a NUL byte in YAML": ("a.yaml", lambda: (YAML + "title: a\0b\n").encode(), "yaml-syntax"),
    "YAML that is not UTF-8": ("a.yaml", lambda: (YAML + "title: é\n").encode("cp1252"), "yaml-syntax"),
    "20,000 values that do not fit": ("a.yaml", lambda: (YAML + "sponsors: [" + "1, " * 20_000 + "1]\n").encode(), "yaml-field"),
    "a PDF bomb": ("a.txt", lambda: b"%PDF-1.7\n" + b"<</Filter/FlateDecode>>" * 1000, "pdf-damaged"),
    "a zip bomb called Word": ("a.docx", lambda: packed("word/document.xml"), "import-limit"),
    "a zip bomb called XML": ("a.xml", lambda: packed("a.xml"), "import-format"),
    "gzip called XML": ("a.xml", lambda: gzip.compress(b"\0" * LONG), "import-format"),
    "bzip2 called text": ("a.txt", lambda: bz2.compress(b"\0" * LONG), "import-format"),
    "bytes called text": ("a.txt", lambda: bytes(range(256)) * 100, "import-format"),
    "more than may be read": ("a.txt", lambda: b"a " * BYTES, "import-limit"),
}


def packed(name: str) -> bytes:
    """A zip file of a few kilobytes that holds ten megabytes."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, b"\0" * LONG)
    return file.getvalue()


@pytest.mark.parametrize("case", REFUSED)
def test_it_is_refused_soon_and_named(case: str) -> None:
    name, made, code = REFUSED[case]
    data = made()
    began = time.process_time()
    reading = read_file(data, name)
    assert reading.resolution is None
    assert reading.diagnostics[0].code in code.split()
    assert len(reading.diagnostics) <= 51
    assert "root:" not in str(reading.diagnostics)
    assert time.process_time() - began < 10  # a hundred times what it takes: what hangs, hangs for minutes


READ = {
    "10 MB of one line in XML": ("a.xml", lambda: akn("<p>" + "word " * (LONG // 5) + "</p>")),
    "2 MB of one word in XML": ("a.xml", lambda: akn("<p>" + "w" * (LONG // 5) + "</p>")),
    "1 MB of one line of text": ("a.txt", lambda: text("1. " + "word " * (LONG // 50))),
    "one paragraph of 19,000 lines": (
        "a.txt",
        lambda: text("1. Decides" + " that all the lamps of the coast are lit at night\n\n" * 19_000),
    ),
    "spaces in text": ("a.txt", lambda: text("1. a" + " " * LONG + "b")),
    "brackets in text": ("a.txt", lambda: text("( " * 20_000)),
    "10 MB of one line in YAML": ("a.yaml", lambda: (YAML + "title: " + "word " * (LONG // 5) + "x\n").encode()),
    "as deep as may be": ("a.xml", lambda: akn("<paragraph>" * (DEPTH - 5) + "<p>x</p>" + "</paragraph>" * (DEPTH - 5))),
}


@pytest.mark.parametrize("case", READ)
def test_it_is_long_and_read_all_the_same(case: str) -> None:
    name, made = READ[case]
    data = made()
    began = time.process_time()
    resolution = read_file(data, name).resolution
    assert time.process_time() - began < 20
    assert resolution is not None
    anchored(resolution)
    assert parse_yaml(format_yaml(resolution).encode(), "a.yaml").resolution == resolution


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "latin-1", "cp1251", "cp1256"])
def test_xml_in_the_encoding_it_declares_is_read(encoding: str) -> None:
    words = {"cp1251": "Генеральная", "cp1256": "الجمعية"}.get(encoding, "Côte")
    declared = {"cp1251": "windows-1251", "cp1256": "windows-1256", "latin-1": "iso-8859-1"}.get(encoding, encoding.removesuffix("-sig"))
    data = akn(f"<p>{words}</p>", f'<?xml version="1.0" encoding="{declared}"?>').decode().encode(encoding)
    resolution = read_file(data, "a.xml").resolution
    assert resolution is not None
    assert anchored(resolution).units[0].text.words == words


@pytest.mark.parametrize(
    ("encoding", "code"),
    [
        ("utf-8", ""),
        ("utf-8-sig", ""),
        ("utf-16", ""),  # with a mark of the order of bytes, as Windows writes it
        ("cp1252", "text-encoding"),
        ("latin-1", "text-encoding"),
        ("utf-16-le", "import-format"),
        ("utf-16-be", "import-format"),
        ("utf-32", "import-format"),
        ("utf-7", ""),  # plain letters, read as they stand
        ("cp037", "text-verbatim"),  # letters of no word: kept, as they stand
    ],
)
def test_text_in_another_encoding_is_read_or_refused_with_a_word(encoding: str, code: str) -> None:
    reading = read_file(TEXT.format(body="1. Décide d’agir.").encode(encoding, errors="replace"), "a.txt")
    assert [found.code for found in reading.diagnostics][-1:] == ([code] if code else [])
    refused = code == "import-format"
    assert (reading.resolution is None) == refused
    if not refused and encoding not in ("utf-7", "cp037"):
        assert "Décide" in format_yaml(reading.resolution)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "latin-1", "cp1251", "utf-7", "cp037"]
)
def test_yaml_in_another_encoding_is_read_or_refused_with_a_word(encoding: str) -> None:
    reading = read_file((YAML + "title: Côte\n").encode(encoding, errors="replace"), "a.yaml")
    assert (reading.resolution is None) == bool(reading.diagnostics)
    if reading.resolution is not None and encoding != "utf-7":
        assert (reading.resolution.title or "").replace("?", "ô") == "Côte"


def test_bytes_that_are_not_as_declared_are_told_and_what_follows_is_kept() -> None:
    data = akn("<p>before \ue000 after</p>").replace("\ue000".encode(), b"\xe9")
    reading = read_file(data, "a.xml")
    assert [found.code for found in reading.diagnostics] == ["akn-encoding"]
    assert reading.resolution is not None
    assert anchored(reading.resolution).units[0].text.words == "before \ufffd after"


def test_no_file_is_included() -> None:
    xi = '<p xmlns:xi="http://www.w3.org/2001/XInclude">a <xi:include href="file:///etc/passwd" parse="text"/> b</p>'
    resolution = read_file(akn(xi), "a.xml").resolution
    assert "root:" not in format_yaml(resolution)  # type: ignore[arg-type]


NUMBERS = ["9" * 5000, "999999999", "9" * 25, "-1", "²", "٣", "1e9", "0x1f"]


@pytest.mark.parametrize("number", NUMBERS)
def test_a_number_is_counted_with_only_where_it_can_be_one(number: str) -> None:
    body = (
        f"<paragraph><num>{number}.</num><content><p>a<authorialNote marker='{number}'><p>b</p></authorialNote></p></content></paragraph>"
        f"<section><num>{number}</num><heading>c</heading><p>d</p></section><section><heading>Article {number}</heading><p>e</p></section>"
        f"<table><tr><td colspan='{number}'><p>f</p></td></tr></table>"
    )
    votes = f"<voting outcome='x'><count refersTo='inFavour' value='{number}'/></voting><keyword dictionary='SDGO' value='{number}'/>"
    data = akn(body).replace(b"<coverPage>", f"<meta>{votes}</meta><coverPage>".encode())
    resolution = read_file(data, "a.xml").resolution
    assert resolution is not None
    assert parse_yaml(format_yaml(resolution).encode(), "a.yaml").resolution == resolution
    examine_pages(anchored(resolution))


DEEP = {
    "points that end in colons": akn("<list>" + "<point><num>(a)</num><content><p>lamps:</p></content></point>" * 2000 + "</list>"),
    "another sign for each list": akn(
        "".join(f"<paragraph><num>{'(' * n}1{')' * n}</num><content><p>lamps:</p></content></paragraph>" for n in range(1, 400))
    ),
    "drafts in drafts": akn("<quotedStructure>" * 90 + "<p>x</p>" + "</quotedStructure>" * 90),
    "annexes in annexes": akn(
        "<attachments><attachment><doc><mainBody>" * 20 + "<p>x</p>" + "</mainBody></doc></attachment></attachments>" * 20
    ),
    "notes in notes": akn("<p>x<authorialNote marker='1'><p>y</p><p>z" * 30 + "</p></authorialNote></p>" * 30),
    "lines that end in colons": text("(a) lamps:\n\n " * 2000),
}


@pytest.mark.parametrize("case", DEEP)
def test_what_was_read_is_no_deeper_than_what_can_be_read_again(case: str) -> None:
    resolution = read_file(DEEP[case], "a.txt").resolution
    assert resolution is not None
    assert parse_yaml(format_yaml(resolution).encode(), "a.yaml").resolution == resolution
    anchors = [unit.anchor for unit in anchored(resolution).units if unit.anchor]
    assert len(anchors) == len(set(anchors))


LOST = {
    "before the document": ("<p>x</p>", lambda data: data.replace(b'<statement name="resolution">', b'words<statement name="resolution">')),
    "after the document": ("<p>x</p>", lambda data: data + b"<p>words</p>"),
    "in an attribute that is not closed": ("<p a='>words</p><p>y</p>", bytes),
    "between rows": ("<table>words<tr><td><p>x</p></td></tr></table>", bytes),
    "between cells": ("<table><tr>words<td><p>x</p></td></tr></table>", bytes),
    "in a cell without a paragraph": ("<table><tr><td>words</td><td><p>x</p></td></tr></table>", bytes),
    "in a list between points": ("<list>words<point><num>(a)</num><content><p>x</p></content></point></list>", bytes),
    "in a second number": ("<paragraph><num>1.</num><num>words</num><content><p>x</p></content></paragraph>", bytes),
    "in a note outside its paragraphs": ("<p>x<authorialNote marker='1'>words<p>y</p></authorialNote></p>", bytes),
    "in a formula outside its paragraph": ("<formula>words<p>x</p></formula>", bytes),
    "in the masthead": (
        "<p>x</p>",
        lambda data: data.replace(b"</coverPage>", b"<paragraph><content><p>words</p></content></paragraph></coverPage>"),
    ),
    "in the metadata": (
        "<p>x</p>",
        lambda data: data.replace(b"<coverPage>", b"<meta><paragraph><p>words</p></paragraph></meta><coverPage>"),
    ),
    "in an element of another name": ("<p>x</p><strange>words</strange>", bytes),
    "in a picture": ("<p>x <img src='a'>words</img></p>", bytes),
    "in a document inside": ("<p>x</p><documentRef>words</documentRef>", bytes),
}


@pytest.mark.parametrize("place", LOST)
def test_words_that_stand_where_none_should_are_kept(place: str) -> None:
    body, damaged = LOST[place]
    reading = read_file(damaged(akn(body)), "a.xml")
    assert reading.resolution is not None
    assert "words" in format_yaml(reading.resolution)


@pytest.mark.parametrize(
    "address",
    [
        "javascript:harm()",
        " JavaScript:harm()",
        "data:text/html,x",
        "//host.example/",
        "file:///etc/passwd",
        "http://host.example/",
        "../../x",
        "#op1",
    ],
)
def test_a_link_of_the_source_leads_nowhere_but_to_documents(address: str) -> None:
    resolution = read_file(
        akn(f'<p>see <a href="{address}">here</a> and <a href="{address}">resolution 73/180</a></p>'), "a.xml"
    ).resolution
    assert resolution is not None
    archive = Archive([anchored(resolution)])
    pages = "\n".join(page.markdown for page in render_pages(archive, link_archive(archive)))
    assert "harm()" not in pages
    assert "host.example" not in pages
    assert "passwd" not in pages
    examine_pages(anchored(resolution))
