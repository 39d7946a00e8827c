"""The reader of PDF, on small PDFs of invented words, whole and broken."""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable
from itertools import pairwise

import pypdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.anchors import anchored
from builder.model import AgendaItem, Resolution, Table
from builder.reading.formats import read_file
from builder.reading.pdf import library_process, read_pdf
from builder.reading.pdf.opening import PAGES
from builder.text import MarkKind, format_text
from tests.pdf_writer import INDENT, LEFT, Sheet, objects_of, pdf, pdf_of, stream

SYMBOL, TITLE = "A/RES/94/7", "Care of lighthouses"


def first_sheet() -> Sheet:
    """The masthead, with the symbol in two sizes, and the first recital."""
    sheet = Sheet()
    sheet.at(LEFT, 734.2, "United Nations", size=14)
    sheet.at(482, 735.5, ("A", "r", 20.0), ("/RES/94/7", "r", 10.0))
    sheet.at(LEFT, 705.6, ("General Assembly", "b"), size=20)
    sheet.at(397, 705.3, "Distr.: General")
    sheet.at(397, 693.6, "12 December 2039")
    sheet.at(65.4, 44.4, "39-00001 (E) 131239")
    sheet.at(60, 569.7, ("Ninety-fourth session", "b"))
    sheet.at(60, 557.7, "Agenda item 9")
    sheet.at(60, 545.7, ("Lights", "b"))
    sheet.at(LEFT, 512, ("Resolution adopted by the General Assembly", "b"), size=14)
    sheet.at(LEFT, 497, ("on 1 December 2039", "b"), size=14)
    sheet.at(LEFT, 472, "[", ("on the report of the Second Committee", "i"), " (A/94/101)]")
    sheet.at(85, 447, ("94/7.", "b"), size=12)
    sheet.at(LEFT, 447, (TITLE, "b"), size=12)
    sheet.y = 424
    sheet.paragraph((("The General Assembly", "i"), ","))
    sheet.paragraph(
        (("Recalling", "i"), " its resolution 59/300", ("1", "^"), " and the words of all who"),
        "have kept a lamp burning on the 23rd night, in spite of storms and of the long",
        "distance to the shore,",
    )
    return sheet


def second_sheet() -> Sheet:
    sheet = Sheet()
    sheet.heads(2, 2, SYMBOL, TITLE)
    sheet.line("keepers, with a well-trimmed wick;")
    sheet.paragraph((("Requests", "i"), " the keepers:"), label="2.")
    sheet.paragraph("To trim the wick of every lamp on the coast before the sun goes down on each", "of the days of the year;", label="(a)")
    sheet.paragraph(("To write down what passes", ("2", "^"), " and what does not."), label="(b)")
    sheet.at(397, sheet.y - 12, ("7th plenary meeting", "i"))
    sheet.at(410, sheet.y - 24, ("1 December 2039", "i"))
    return sheet


def resolution_of(data: bytes) -> Resolution:
    resolution = read_file(data, "A_RES_94_7.pdf").resolution
    assert resolution is not None
    return resolution


def units_of(resolution: Resolution) -> dict[str, str]:
    return {unit.anchor: format_text(unit.text) for unit in anchored(resolution).units}


@pytest.fixture(scope="module")
def two_pages() -> bytes:
    first, second = first_sheet(), second_sheet()
    first.paragraph((("Welcomes", "i"), " the light that is seen from far away at sea by the boats of the"), label="1.")
    first.notes("1 Official Records of the Lights, which go on over", y=133)
    second.notes(" the end of the page (A/94/3).", "2 A/94/12.", y=133)
    return pdf(first, second)


def test_masthead(two_pages: bytes) -> None:
    resolution = resolution_of(two_pages)
    assert (resolution.symbol, resolution.title, resolution.session_name) == (SYMBOL, TITLE, "Ninety-fourth session")
    assert (resolution.adopted, resolution.issued, resolution.meeting) == ("2039-12-01", "2039-12-12", "7th plenary meeting")
    assert resolution.agenda_items == (AgendaItem("9", "Lights"),)
    assert resolution.proponent == "[on the report of the Second Committee (A/94/101)]"
    assert (resolution.job_number, resolution.source.format) == ("39-00001 (E)", "pdf")


def test_paragraphs_over_a_page_break_with_calls_italics_and_subparagraphs(two_pages: bytes) -> None:
    units = units_of(resolution_of(two_pages))
    recital = (
        "*Recalling* its resolution 59/300[^1] and the words of all who have kept a lamp burning on the 23rd night, in spite of storms"
    )
    assert units["pp1"] == f"{recital} and of the long distance to the shore,"
    assert units["op1"] == "*Welcomes* the light that is seen from far away at sea by the boats of the keepers, with a well-trimmed wick;"
    assert units["op2"] == "*Requests* the keepers:"
    assert units["op2-a"].endswith("before the sun goes down on each of the days of the year;")
    assert units["op2-b"] == "To write down what passes[^2] and what does not."


def test_a_footnote_that_goes_on_on_the_next_page(two_pages: bytes) -> None:
    notes = {note.marker: note.text.words for note in resolution_of(two_pages).footnotes}
    assert notes == {"1": "Official Records of the Lights, which go on over the end of the page (A/94/3).", "2": "A/94/12."}


def test_what_is_around_the_pages_is_furniture(two_pages: bytes) -> None:
    furniture = resolution_of(two_pages).furniture
    assert f"{SYMBOL} {TITLE}" in furniture
    assert "2/2 39-00001" in furniture
    assert not any(TITLE in words for words in units_of(resolution_of(two_pages)).values())


def test_a_raised_number_that_calls_nothing_is_a_superscript() -> None:
    sheet = first_sheet()
    sheet.paragraph((("Decides", "i"), " to light 4 m", ("2", "^"), " of the coast on the 6123", ("rd", "^"), " night."), label="1.")
    sheet.notes("1 Resolution 90/2.", "2 Resolution 91/2.", y=133)
    text = next(unit.text for unit in anchored(resolution_of(pdf(sheet))).units if unit.anchor == "op1")
    assert text.calls == ()
    assert [text.words[m.start : m.end] for m in text.marks if m.kind is MarkKind.SUPERSCRIPT] == ["2", "rd"]


def test_sections_and_headings() -> None:
    sheet = first_sheet()
    for number, title, words in (("I", "Lamps", "Decides to keep them;"), ("II", "Boats", "Decides to count them.")):
        sheet.y -= 12
        sheet.line((number, "b"))
        sheet.line((title, "b"))
        sheet.paragraph(words, label="1." if number == "I" else "2.")
    headings = [(unit.anchor, unit.text) for unit in anchored(resolution_of(pdf(sheet))).units if unit.kind == "heading"]
    assert [(anchor, text.words, text.marks) for anchor, text in headings] == [("s1", "Lamps", ()), ("s2", "Boats", ())]


def test_a_table_with_a_head_a_wrapped_cell_and_its_note() -> None:
    sheet = first_sheet()
    sheet.paragraph("Decides that there shall be as many lamps as the table below has for each year:", label="1.")
    top = sheet.y - 10
    for y in (top, top - 15, top - 62):
        for x, width in ((123.4, 240), (363.4, 60), (423.4, 60)):
            sheet.rule(x, y, width - 1)
    sheet.at(380, top - 10, ("Oil", "i"), size=7)
    sheet.at(440, top - 10, ("Wicks", "i"), size=7)
    for y, words, oil, wicks in ((27, "Lighthouses of the north", "1 200", "40"), (52, "and of the east", "–", "(3)")):
        sheet.at(123.4, top - y, words, *([("a", "^")] if y == 27 else []), size=8.5)
        sheet.at(380, top - y, oil, size=8.5)
        sheet.at(440, top - y, wicks, size=8.5)
    sheet.at(123.4, top - 42, "Lighthouses of the south", size=8.5)
    sheet.at(130, top - 72, ("a", "^"), " As counted.", size=8.5)
    resolution = resolution_of(pdf(sheet))
    table = next(block for block in resolution.body if isinstance(block, Table))
    cells = [[" ".join(text.words for text in cell.paragraphs) for cell in row] for row in table.rows]
    assert cells == [
        ["", "Oil", "Wicks"],
        ["Lighthouses of the northa", "1 200", "40"],
        ["Lighthouses of the south and of the east", "–", "(3)"],
    ]
    assert [cell.header for row in table.rows for cell in row] == [True] * 3 + [False] * 6
    assert [(m.kind, m.start) for m in table.rows[1][0].paragraphs[0].marks] == [(MarkKind.SUPERSCRIPT, 24)]
    assert "<sup>a</sup> As counted." in units_of(resolution).values()


def test_other_measures_are_read_alike() -> None:
    """Everything half as large again, on a page that begins elsewhere: all rules are relative."""
    sheet = first_sheet()
    sheet.paragraph((("Decides", "i"), " to light all of the lamps that stand along the coast, and to keep"), "them so.", label="1.")
    sheet.paragraph("It does.", label="2.")
    sheet.notes("1 Resolution 90/2.", y=133)
    plain = resolution_of(pdf(sheet))
    sheet.drawn = ["q 1.5 0 0 1.5 -300 40 cm", *sheet.drawn, "Q"]
    objects = objects_of([sheet])
    objects[5] = objects[5].replace(b"/MediaBox[0 0 612 792]", b"/MediaBox[-300 40 618 1228]")
    larger = resolution_of(pdf_of(objects))
    assert units_of(larger) == units_of(plain)
    assert (larger.title, larger.adopted, larger.job_number) == (plain.title, plain.adopted, plain.job_number)


def test_pages_set_sideways_are_read() -> None:
    sheet = first_sheet()
    sheet.paragraph("Decides.", label="1.")
    upright = resolution_of(pdf(sheet))
    sheet.drawn = ["q 0 1 -1 0 792 0 cm", *sheet.drawn, "Q"]
    sheet.width, sheet.height = 792, 612
    assert units_of(resolution_of(pdf(sheet))) == units_of(upright)


# --- broken and hostile files ---


def encrypted(data: bytes, password: str) -> bytes:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(data))
    writer.encrypt(user_password=password, owner_password="keeper")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def codes(data: bytes) -> list[str]:
    reading = read_file(data, "a.pdf")
    assert reading.resolution is None or reading.resolution.verbatim
    assert {finding.document for finding in reading.diagnostics} == {"a.pdf"}
    return [finding.code for finding in reading.diagnostics]


def test_a_file_locked_with_a_password_is_named_and_one_without_is_read(two_pages: bytes) -> None:
    assert codes(encrypted(two_pages, "secret")) == ["pdf-encrypted"]
    assert units_of(resolution_of(encrypted(two_pages, ""))) == units_of(resolution_of(two_pages))


def picture() -> bytes:
    sheet = Sheet(drawn=["q 500 0 0 700 50 50 cm /P Do Q"])
    objects = objects_of([sheet])
    objects[5] = objects[5].replace(b"/Font<<", b"/XObject<</P 8 0 R>>/Font<<")
    image = "/Type/XObject/Subtype/Image/Width 2/Height 2/BitsPerComponent 8/ColorSpace/DeviceGray"
    return pdf_of([*objects, stream(b"\x00\xff\xff\x00", image)])


def test_pictures_of_pages_need_to_be_recognised() -> None:
    assert codes(picture()) == ["pdf-image-only"]


def test_a_file_that_breaks_off_is_read_as_far_as_it_goes(two_pages: bytes) -> None:
    reading = read_pdf(two_pages[: two_pages.rindex(b"xref")], "a.pdf")
    assert reading.resolution is not None
    assert "pdf-incomplete" in [finding.code for finding in reading.diagnostics]
    assert "op2-b" in units_of(reading.resolution)


def test_pages_that_are_missing_are_told_from_the_page_numbers() -> None:
    first, second = first_sheet(), Sheet()
    second.heads(2, 5, SYMBOL, TITLE)
    second.paragraph("Decides.", label="1.")
    found = read_pdf(pdf(first, second), "a.pdf").diagnostics
    assert [(finding.code, finding.found) for finding in found if finding.code == "pdf-incomplete"] == [
        ("pdf-incomplete", "2 pages, numbered as 5")
    ]


def test_no_symbol() -> None:
    sheet = Sheet()
    sheet.line("Minutes of a meeting")
    assert codes(pdf(sheet)) == ["text-verbatim"]


def forms_in_forms() -> bytes:
    """Forms of which each draws the next ten times: ten thousand million letters."""
    objects = objects_of([Sheet(drawn=["/X Do"])])
    objects[5] = objects[5].replace(b"/Font<<", b"/XObject<</X 8 0 R>>/Font<<")
    for number in range(8, 18):
        inner = f"/Resources<</XObject<</X {number + 1} 0 R>>>>"
        objects.append(stream(b"/X Do " * 10, f"/Type/XObject/Subtype/Form/BBox[0 0 9 9]{inner}"))
    font = "/Resources<</Font<</r 3 0 R>>>>"
    return pdf_of([*objects, stream(b"BT /r 1 Tf (a) Tj ET", f"/Type/XObject/Subtype/Form/BBox[0 0 9 9]{font}")])


def bomb() -> bytes:
    objects = objects_of([Sheet()])
    packed = zlib.compress(zlib.compress(b"BT /r 9 Tf (a) Tj ET\n" * 3_000_000))
    objects[6] = stream(packed, "/Filter[/FlateDecode/FlateDecode]")
    return pdf_of(objects)


def tree(kids: str, count: int) -> Callable[[], bytes]:
    return lambda: pdf_of([b"<</Type/Catalog/Pages 2 0 R>>", f"<</Type/Pages/Kids[{kids}]/Count {count}>>".encode()])


LETTER = "BT /r 9 Tf (a) Tj ET"
HOSTILE: dict[str, tuple[Callable[[], bytes], set[str]]] = {
    "only a beginning": (lambda: b"%PDF-1.7\n", {"pdf-damaged"}),
    "a beginning and noise": (lambda: b"%PDF-1.7\n" + bytes(range(256)) * 40, {"pdf-damaged"}),
    "a page tree that is its own child": (tree("2 0 R", 5), {"pdf-damaged", "pdf-page-lost"}),
    "a million pages that are not there": (tree("", 1_000_000), {"pdf-limit", "pdf-damaged"}),
    "more pages than a document has": (lambda: pdf(*[Sheet()] * (PAGES + 1)), {"pdf-limit"}),
    "arrays in arrays": (lambda: pdf_of([b"[" * 200_000]), {"pdf-damaged"}),
    "a page as wide as the sea": (lambda: pdf(Sheet(width=1e30, height=1e30, drawn=[LETTER])), {"text-verbatim", "pdf-damaged"}),
    "letters of no size": (lambda: pdf(Sheet(drawn=[LETTER.replace("9", "0")] * 9)), {"text-verbatim", "pdf-damaged"}),
    "letters of any size": (lambda: pdf(Sheet(drawn=[LETTER.replace("9", "1e38")] * 9)), {"text-verbatim", "pdf-damaged"}),
    "letters at no place": (lambda: pdf(Sheet(drawn=[LETTER.replace("9 Tf", "9 Tf 1e38 1e38 Td 1e38 -1e38 Td")] * 9)), {"text-verbatim"}),
    "rules at no place": (lambda: pdf(Sheet(drawn=[LETTER, "1e38 1e38 1e38 0.1 re f -1e38 0 1e38 1e38 re f"])), {"text-verbatim"}),
    "forms in forms": (forms_in_forms, {"pdf-limit"}),
    "a bomb": (bomb, {"pdf-limit"}),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_files_end_in_a_finding(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    made, expected = HOSTILE[name]
    monkeypatch.setattr(library_process, "SECONDS", 2.0)
    found = codes(made())
    assert found
    assert set(found) <= expected


def test_after_a_file_that_took_the_library_along_the_next_is_read(two_pages: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(library_process, "SECONDS", 0.2)
    assert codes(forms_in_forms()) == ["pdf-limit"]
    monkeypatch.undo()
    assert resolution_of(two_pages).symbol == SYMBOL


@settings(max_examples=60)
@given(st.data())
def test_no_bytes_raise(data: st.DataObject) -> None:
    """A whole PDF with some of its bytes changed, or cut off."""
    first = first_sheet()
    first.paragraph("Decides.", label="1.")
    bytes_ = bytearray(pdf(first))
    for _ in range(data.draw(st.integers(1, 8))):
        place = data.draw(st.integers(9, len(bytes_) - 1))
        bytes_[place : place + data.draw(st.integers(0, 4))] = data.draw(st.binary(max_size=4))
    reading = read_pdf(bytes(bytes_[: data.draw(st.integers(9, len(bytes_)))]), "a.pdf")
    assert reading.resolution or reading.diagnostics


@settings(max_examples=40)
@given(st.lists(st.from_regex(r"[a-z]{1,12}( [a-z]{1,12}){0,8}[.,;]?", fullmatch=True), min_size=1, max_size=12), st.randoms())
def test_no_word_is_lost_wherever_it_stands(lines: list[str], random: object) -> None:
    sheet = first_sheet()
    sheet.y -= 6
    printed: list[str] = []
    for line in lines:
        x = random.choice([LEFT, INDENT, 60.0, 300.0])  # type: ignore[attr-defined]
        sheet.line((line, random.choice("rib")), x=x, size=random.choice([8.5, 10, 10, 12]))  # type: ignore[attr-defined]
        printed += line.split()
    reading = read_pdf(pdf(sheet), "a.pdf")
    assert reading.resolution is not None
    r = reading.resolution
    kept = [f"{unit.printed or unit.label} {unit.text.words}" for unit in anchored(r).units] + [*r.furniture, r.title or "", r.proponent]
    kept += [item.title for item in r.agenda_items] + [repair.printed for repair in r.repairs] + [d.found for d in reading.diagnostics]
    words = " ".join(kept).replace("\t", " ")
    assert [word for word in printed if word not in words] == []


def test_lines_are_in_the_order_of_the_page(two_pages: bytes) -> None:
    numbers = [line.number for line in read_pdf(two_pages, "a.pdf").lines]
    assert all(before < after for before, after in pairwise(numbers[2:]))
