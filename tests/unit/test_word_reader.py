"""The reader of Word files, each of what a file can hold in a small file made here."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.anchors import anchored
from builder.labels import readings
from builder.model import Resolution, Table
from builder.reading.formats import read_file
from builder.reading.result import Reading
from builder.reading.word import read_word
from builder.reading.word.numbering import written_number
from builder.text import format_text
from tests.word_files import STYLES, call, cell, fields, level, listed, note, numbering, p, package, parts, r, table, word

LISTS = numbering(level(0, "decimal", "%1."), level(1, "lowerLetter", "(%2)"), level(2, "lowerRoman", "(%3)"), level(3, "bullet", "\uf0b7"))


def read(data: bytes) -> Reading:
    reading = read_word(data, "input.docx")
    assert reading.resolution is not None, reading.diagnostics
    return reading


def resolution_of(*text: str, **others: Any) -> Resolution:
    resolution = read(word(*text, **others)).resolution
    assert resolution is not None
    return resolution


def units(*text: str, **others: Any) -> dict[str, str]:
    """Anchor -> text, in the notation."""
    found = anchored(resolution_of(*text, **others)).units
    return {unit.anchor: format_text(unit.text) for unit in found if unit.kind not in ("formula", "footnote")}


def notes(*text: str, **others: Any) -> dict[str, str]:
    return {one.marker: format_text(one.text) for one in resolution_of(*text, **others).footnotes}


def codes(*text: str, **others: Any) -> list[str]:
    return [finding.code for finding in read(word(*text, **others)).diagnostics]


# --- masthead, title page, closing ------------------------------------------------------------------------------------------------

HEADERS = {
    "header1": p("United Nations") + p("A/RES/90/7") + p("General Assembly") + p("Distr.: General") + p("9 May 2035"),
    "footer1": p("35-00123 (E)    110535") + p("*3500123*"),
    "header2": p("Lamps of the coast") + p("A/RES/90/7"),
    "footer2": p(fields(" PAGE ", r("2")) + r("/") + fields(" NUMPAGES ", r("3"))),
    "comments": '<w:comment w:id="0">' + p(r("<<ODS DOC SYMBOL1>>A/RES/90/7<<ODS DOC SYMBOL1>>")) + "</w:comment>",
}
TITLE_PAGE = (
    '<w:headerReference w:type="first" r:id="header1"/><w:footerReference w:type="first" r:id="footer1"/>'
    '<w:headerReference w:type="default" r:id="header2"/><w:footerReference w:type="default" r:id="footer2"/><w:titlePg/>'
)
CLOSING = p(r("12th", "i"), r(" plenary meeting", "i"), "<w:r><w:br/></w:r>", r("3 May 2035", "i"))


def test_the_first_page_says_what_the_document_is() -> None:
    found = resolution_of("1. Decides to light them.", CLOSING, section=TITLE_PAGE, **HEADERS)
    assert (found.symbol, found.title, found.issued, found.job_number) == ("A/RES/90/7", "Lamps of the coast", "2035-05-09", "35-00123 (E)")
    assert (found.adopted, found.meeting, found.session_name) == ("2035-05-03", "12th plenary meeting", "Ninetieth session")
    assert [item.number for item in found.agenda_items] == ["7"]
    around = ["Distr.: General", "*3500123*", "2/3", "<<ODS DOC SYMBOL1>>A/RES/90/7<<ODS DOC SYMBOL1>>", "12th plenary meeting"]
    assert set(around) <= set(found.furniture)
    assert units("1. Decides to light them.", CLOSING, section=TITLE_PAGE, **HEADERS) == {"op1": "Decides to light them."}


def test_without_a_header_the_title_and_the_organ_give_the_symbol_and_without_those_a_comment_does() -> None:
    assert resolution_of("1. Decides.").symbol == "A/RES/90/7"
    data = word(p(r("The General Assembly", "i"), ","), "1. Decides.", masthead=False, comments=HEADERS["comments"])
    assert read(data).resolution.symbol == "A/RES/90/7"  # type: ignore[union-attr]


def test_a_masthead_in_a_table_of_the_text() -> None:
    head = table(cell("United Nations") + cell("A/RES/90/7"), cell("General Assembly") + cell("Distr.: General"))
    data = word(head, p("90/7. Lamps of the coast"), p("The General Assembly,"), "1. Decides.", masthead=False)
    found = read(data).resolution
    assert found is not None
    assert (found.symbol, found.title) == ("A/RES/90/7", "Lamps of the coast")
    assert {"United Nations", "Distr.: General"} <= set(found.furniture)


def test_a_notice_of_reissue_is_kept_as_one() -> None:
    footer = p("* Reissued for technical reasons on 12 May 2035.")
    found = resolution_of("1. Decides.", section=TITLE_PAGE, **{**HEADERS, "footer1": footer})
    assert [notice.words for notice in found.notices] == ["* Reissued for technical reasons on 12 May 2035."]


def test_a_call_in_the_title_is_said_to_be_lost_and_the_note_kept() -> None:
    title = p("90/7. Lamps of the coast", call(4), style="H1")
    data = word(title, p("The General Assembly,"), "1. Decides.", masthead=False, footnotes=note(4, "As amended."))
    assert read(data).resolution.title == "Lamps of the coast"  # type: ignore[union-attr]
    assert "text-title-call" in [finding.code for finding in read(data).diagnostics]


# --- words and what they bear -----------------------------------------------------------------------------------------------------

RUNS = {
    "italics, bold, underline": (
        (r("Recalling", "i"), r(" its "), r("own", "b"), r(" rules", "u")),
        "*Recalling* its <b>own</b><u> rules</u>",
    ),
    "superscript": (("10 m", '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>2</w:t></w:r>'), "10 m<sup>2</sup>"),
    "switched off": (('<w:r><w:rPr><w:i w:val="0"/></w:rPr><w:t>plain</w:t></w:r>',), "plain"),
    "non-breaking hyphen": (("self", "<w:r><w:noBreakHyphen/></w:r>", "rule"), "self-rule"),
    "soft hyphen": (("light", "<w:r><w:softHyphen/></w:r>", "house"), "lighthouse"),
    "tab and line break": (("all", "<w:r><w:tab/><w:t>the</w:t><w:br/><w:t>lamps</w:t></w:r>"), "all the lamps"),
    "a sign of another font": (("20 ", '<w:r><w:sym w:font="Symbol" w:char="F0B0"/></w:r>', "C"), "20 °C"),
    "smart tag": (('<w:smartTag w:element="place">' + r("Norway") + "</w:smartTag>",), "Norway"),
    "content control": (("<w:sdt><w:sdtPr/><w:sdtContent>" + r("chosen") + "</w:sdtContent></w:sdt>",), "chosen"),
    "a link": (('<w:hyperlink r:id="web">' + r("80/1") + "</w:hyperlink>", " of May"), "[80/1](https://docs.un.org/A/RES/80/1) of May"),
    "a link's own style": (('<w:r><w:rPr><w:rStyle w:val="Hyperlink"/></w:rPr><w:t>80/1</w:t></w:r>',), "80/1"),
    "a link in a field": ((fields(' HYPERLINK "https://un.org/a" ', r("here")),), "[here](https://un.org/a)"),
    "a link to a script": ((fields(' HYPERLINK "javascript:alert(1)" ', r("here")),), "here"),
    "a field of another sort": (("page ", fields(" PAGEREF a ", r("3")), " below"), "page 3 below"),
    "a field in a field": ((fields(" IF ", fields(" PAGE ", r("7"))), " on"), "7 on"),
    "a simple field": (('<w:fldSimple w:instr=" DOCVARIABLE a ">' + r("value") + "</w:fldSimple>",), "value"),
    "inserted": (("the ", "<w:ins>" + r("new ") + "</w:ins>", "lamps"), "the new lamps"),
    "moved": (("<w:moveTo>" + r("here ") + "</w:moveTo>", "lamps"), "here lamps"),
    "a formula": (("<m:oMath><m:r><m:t>a+b</m:t></m:r></m:oMath>",), "a+b"),
    "a choice of forms": (
        ("<mc:AlternateContent><mc:Choice>" + r("one") + "</mc:Choice><mc:Fallback>" + r("one") + "</mc:Fallback></mc:AlternateContent>",),
        "one",
    ),
}


@pytest.mark.parametrize("case", RUNS)
def test_words(case: str) -> None:
    runs, expected = RUNS[case]
    assert units(p("1. ", *runs)) == {"op1": expected.replace("<u> rules</u>", " <u>rules</u>")}


def test_what_is_not_printed_is_left_out_and_named() -> None:
    text = p("1. Decides", r(" never", "vanish"), "<w:del><w:r><w:delText> not</w:delText></w:r></w:del>", " to light them.")
    assert units(text) == {"op1": "Decides to light them."}
    named = {finding.code: finding.found for finding in read(word(text)).diagnostics}
    assert named == {"word-hidden": "never", "word-deleted": "not"}


def test_a_paragraph_whose_end_was_deleted_goes_on_with_the_next() -> None:
    deleted = "<w:rPr><w:del/></w:rPr>"
    assert units(p("1. Decides to ", properties=deleted), p("light them.")) == {"op1": "Decides to light them."}


def test_a_text_box_is_read_after_its_paragraph() -> None:
    box = (
        "<w:r><mc:AlternateContent><mc:Choice><wps:txbx><w:txbxContent>" + p("2. Asks for oil.") + "</w:txbxContent></wps:txbx></mc:Choice>"
    )
    box += (
        "<mc:Fallback><v:textbox><w:txbxContent>"
        + p("2. Asks for oil.")
        + "</w:txbxContent></v:textbox></mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert units(p("1. Decides.", box), "3. Thanks them.") == {"op1": "Decides.", "op2": "Asks for oil.", "op3": "Thanks them."}
    assert codes(p("1. Decides.", box)) == ["word-text-box"]


def test_what_is_no_text_is_named() -> None:
    assert (
        codes(p("1. Decides.", "<w:r><w:object/></w:r>"), "<w:altChunk/>", p('<w:r><w:sym w:font="Odd" w:char="F0FE"/></w:r>2.'))
        == ["word-not-read"] * 3
    )


# --- labels -----------------------------------------------------------------------------------------------------------------------


def test_numbers_that_are_typed() -> None:
    tab = "<w:r><w:tab/></w:r>"
    text = [p(tab, "1.", tab, r("Decides", "i"), ":"), p(tab, "(a)", tab, "To light:"), p(tab, "(i)", tab, "Lamps;"), p("2.  Thanks them.")]
    assert units(*text) == {"op1": "*Decides*:", "op1-a": "To light:", "op1-a-i": "Lamps;", "op2": "Thanks them."}


def test_numbers_that_word_prints() -> None:
    text = [
        listed("Decides:"),
        listed("To light:", 1),
        listed("Lamps;", 2),
        listed("Fires;", 2),
        listed("To wait;", 1),
        listed("Thanks:"),
        listed("All;", 1),
    ]
    found = units(*text, numbering=LISTS)
    assert list(found) == ["op1", "op1-a", "op1-a-i", "op1-a-ii", "op1-b", "op2", "op2-a"]
    assert found["op1-a-ii"] == "Fires;"


def test_headings_that_word_numbers_in_digits_by_their_styles() -> None:
    numbered = '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr><w:outlineLvl w:val="{0}"/></w:pPr>'
    styles = "".join(f'<w:style w:type="paragraph" w:styleId="N{n}">{numbered.format(n)}</w:style>' for n in (0, 1))
    linked = numbering(*(level(n, "decimal", text, f'<w:pStyle w:val="N{n}"/>') for n, text in enumerate(("%1.", "%1.%2"))))
    text = [p("Oil", style="N0"), "Oil is dear.", p("Wicks", style="N1"), "Wicks are short.", p("Glass", style="N0"), "Glass breaks."]
    printed = read(word("1. Decides.", p("Annex", style="H1"), *text, styles=STYLES + styles, numbering=linked))
    assert printed.resolution is not None
    found = [(u.anchor, u.label, u.text.words) for u in anchored(printed.resolution).units if u.kind == "heading"]
    assert found == [("annex", "", "Annex"), ("annex-s1", "1", "Oil"), ("annex-h1", "1.1", "Wicks"), ("annex-s2", "2", "Glass")]


def test_a_list_that_begins_again_and_one_that_goes_on() -> None:
    again = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="4"/></w:lvlOverride>'
    nums = "".join(f'<w:num w:numId="{n}"><w:abstractNumId w:val="0"/>{again if n == 3 else ""}</w:num>' for n in (1, 2, 3))
    part = numbering(level(0, "decimal", "%1."), nums=nums)
    found = units(listed("Decides;"), listed("Asks;", 0, 2), listed("Thanks;", 0, 3), listed("Ends.", 0, 3), numbering=part)
    assert list(found) == ["op1", "op2", "op4", "op5"]


LABELS = {
    "legal": (numbering(level(0, "upperRoman", "%1."), level(1, "decimal", "%1.%2", "<w:isLgl/>")), ["I.", "1.1", "1.2", "II.", "2.1"]),
    "never anew": (
        numbering(level(0, "decimal", "%1."), level(1, "lowerLetter", "(%2)", '<w:lvlRestart w:val="0"/>')),
        ["1.", "(a)", "(b)", "2.", "(c)"],
    ),
    "bullets": (numbering(level(0, "bullet", "\uf0b7"), level(1, "bullet", "o")), ["•", "◦", "◦", "•", "◦"]),
    "none": (numbering(level(0, "none", ""), level(1, "decimal", "%2)")), ["", "1)", "2)", "", "1)"]),
    "no such list": ("", [""] * 5),
    "levels that are not there": (numbering(level(0, "decimal", "%1.")), ["1.", "", "", "2.", ""]),
}


@pytest.mark.parametrize("case", LABELS)
def test_labels_that_word_prints(case: str) -> None:
    part, expected = LABELS[case]
    text = [listed("First"), listed("Within", 1), listed("Within", 1), listed("Second"), listed("Within", 1)]
    printed = read(word(*text, numbering=part)).printed
    assert [paragraph.label for paragraph in printed[1:]] == expected


@given(st.integers(1, 234), st.sampled_from(["lowerLetter", "upperLetter", "lowerRoman", "upperRoman", "decimal"]))
def test_a_written_number_is_read_as_what_it_is(number: int, form: str) -> None:
    if (form.endswith("Letter") and number > 52) or (form.endswith("Roman") and number > 100):
        return  # 'aaa' and 'cl' are labels of no list of the United Nations'
    assert number in [meaning.ordinal for meaning in readings(written_number(number, form))]


def test_a_number_over_nothing_counts_and_is_named() -> None:
    text = [listed("Decides;"), listed(""), listed("Thanks.")]
    assert list(units(*text, numbering=LISTS)) == ["op1", "op3"]
    assert codes(*text, numbering=LISTS) == ["word-number-alone"]


# --- headings, annexes, tables ----------------------------------------------------------------------------------------------------


def test_headings_by_style_by_bold_and_in_the_middle() -> None:
    middle = '<w:jc w:val="center"/>'
    text = [
        p("Oil", style="H1"),
        "1. Decides.",
        p("Lamps ", "of brass", style="H2"),
        "2. Asks.",
        p(r("Wicks", "b")),
        "3. Thanks.",
        p("Glass", properties=middle),
        "4. Ends.",
    ]
    found = {u.anchor: (format_text(u.text), u.level) for u in anchored(resolution_of(*text)).units if u.kind == "heading"}
    assert found == {"h1": ("Oil", 1), "h2": ("Lamps of brass", 2), "h3": ("Wicks", 1), "h4": ("Glass", 1)}


def test_a_bold_paragraph_that_ends_as_a_sentence_is_none() -> None:
    assert units(p(r("1. Decides to light them;", "b")), "2. Thanks.")["op1"] == "<b>Decides to light them;</b>"


def test_a_number_and_a_title_in_one_paragraph() -> None:
    turn = "<w:r><w:br/></w:r>"
    text = [
        p("I", turn, "Oil", style="H1"),
        "1. Decides.",
        p("Annex", style="H1"),
        p("Rule 1", turn, "Wicks", style="H2"),
        "1. Wicks are short.",
    ]
    found = anchored(resolution_of(*text)).units
    assert [(u.anchor, u.label, u.text.words) for u in found if u.kind == "heading"] == [
        ("s1", "I", "Oil"), ("annex", "", "Annex"), ("annex-rule1", "", "Rule 1"), ("annex-h1", "", "Wicks"),
    ]  # fmt: skip


def test_sections_that_word_numbers() -> None:
    part = numbering(level(0, "upperRoman", "%1."), level(1, "decimal", "Article %2"))
    numbered = '<w:numPr><w:ilvl w:val="{}"/><w:numId w:val="1"/></w:numPr>'
    text = [
        p("Oil", style="H1", properties=numbered.format(0)),
        "1. Decides.",
        p("Wicks", style="H2", properties=numbered.format(1)),
        "2. Asks.",
    ]
    found = anchored(resolution_of(*text, numbering=part)).units
    assert [(u.anchor, u.label, u.text.words) for u in found if u.kind == "heading"] == [
        ("s1", "I", "Oil"), ("s1-art1", "", "Article 1"), ("h1", "", "Wicks"),
    ]  # fmt: skip


def test_a_table() -> None:
    rows = [
        "<w:trPr><w:tblHeader/></w:trPr>" + cell("Lamp", '<w:vMerge w:val="restart"/>') + cell("Oil in litres", '<w:gridSpan w:val="2"/>'),
        cell("", "<w:vMerge/>") + cell("spring") + cell("autumn"),
        cell("North") + cell("3") + cell("–"),
    ]
    (found,) = [u for u in anchored(resolution_of("1. Decides as follows:", table(*rows), "2. Thanks.")).units if u.kind == "table"]
    assert isinstance(found.table, Table)
    assert [[(c.paragraphs[0].words, c.colspan, c.rowspan, c.header) for c in row] for row in found.table.rows] == [
        [("Lamp", 1, 2, True), ("Oil in litres", 2, 1, True)],
        [("spring", 1, 1, False), ("autumn", 1, 1, False)],
        [("North", 1, 1, False), ("3", 1, 1, False), ("–", 1, 1, False)],
    ]


def test_a_frame_of_one_cell_is_no_table_and_a_deleted_row_is_left_out() -> None:
    assert units(table(cell("1. Decides."))) == {"op1": "Decides."}
    gone = "<w:trPr><w:del/></w:trPr>" + cell("gone") + cell("too")
    found = read(word("1. Decides:", table(cell("a") + cell("b"), gone)))
    assert [d.found for d in found.diagnostics if d.code == "word-deleted"] == ["gone too"]
    assert "gone" not in str(found.resolution)


# --- notes ------------------------------------------------------------------------------------------------------------------------


def test_notes_are_numbered_as_they_are_called_whatever_their_ids() -> None:
    text = [p("Recalling its rules", call(9), " and lamps,", call(4)), p("1. Decides", call(7), ".")]
    part = note(4, "Of brass.") + note(7, "See A/90/1.") + note(9, "Of oil.")
    assert notes(*text, footnotes=part) == {"1": "Of oil.", "2": "Of brass.", "3": "See A/90/1."}
    assert units(*text, footnotes=part)["pp1"] == "Recalling its rules[^1] and lamps,[^2]"


def test_the_lines_over_notes_are_none() -> None:
    separator = '<w:footnote w:type="separator" w:id="0">' + p("______") + "</w:footnote>"
    assert notes(p("1. Decides.", call(1)), footnotes=separator + note(1, "Of oil.")) == {"1": "Of oil."}


def test_a_note_of_several_paragraphs_and_one_whose_number_was_typed() -> None:
    text = [p("1. Decides", call(1), " so.", call(2))]
    part = note(1, "Of oil.", p("And of wax.")) + note(2, p("2", "<w:r><w:tab/></w:r>", "Of brass."))
    assert notes(*text, footnotes=part) == {"1": "Of oil. And of wax.", "2": "Of brass."}
    assert codes(*text, footnotes=part) == ["word-note-mark"]


def test_a_note_called_again() -> None:
    raised = '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>1</w:t></w:r>'
    text = [
        p("1. Decides", call(5), ";"),
        p("2. Asks", fields(" NOTEREF _Ref1 \\h ", raised), " as in footnote ", fields(" NOTEREF _Ref1 ", r("1")), "."),
    ]
    assert units(*text, footnotes=note(5, "Of oil.")) == {"op1": "Decides[^1];", "op2": "Asks[^1] as in footnote 1."}


RAISED = {
    "after a stop": ("as in the Convention,", "1", "as in the Convention,[^1] and"),
    "after a word": ("as in the Convention", "1", "as in the Convention[^1] and"),
    "after a unit": ("on 30 km", "1", "on 30 km<sup>1</sup> and"),
    "after a number": ("over 10", "1", "over 10<sup>1</sup> and"),
    "of no note": ("as in the Convention,", "2", "as in the Convention,<sup>2</sup> and"),
}


@pytest.mark.parametrize("case", RAISED)
def test_a_note_called_again_by_a_number_that_was_raised_by_hand(case: str) -> None:
    before, number, expected = RAISED[case]
    raised = f'<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>{number}</w:t></w:r>'
    text = [p("1. Decides", call(5), ";"), p("2. Asks, ", before, raised, r(" and", "i"), ".")]
    assert units(*text, footnotes=note(5, "Of oil."))["op2"] == f"Asks, {expected.replace(' and', ' *and*')}."


def test_marks_of_their_own_are_not_counted() -> None:
    text = [p("1. Decides", call(1, mark="*"), " on oil", call(2), " and wax.", call(3, mark="**"))]
    part = note(1, p("* Of May.")) + note(2, "Of oil.") + note(3, p("** Of bees."))
    assert notes(*text, footnotes=part) == {"*": "Of May.", "1": "Of oil.", "**": "Of bees."}
    assert units(*text, footnotes=part) == {"op1": "Decides[^*] on oil[^1] and wax.[^**]"}
    assert codes(*text, footnotes=part) == []


SETTINGS = {
    "letters": ('<w:footnotePr><w:numFmt w:val="lowerLetter"/></w:footnotePr>', ["a", "b", "c"], []),
    "from five": ('<w:footnotePr><w:numStart w:val="5"/></w:footnotePr>', ["5", "6", "7"], []),
    "signs": ('<w:footnotePr><w:numFmt w:val="chicago"/></w:footnotePr>', ["*", "†", "‡"], []),
    "each section": ('<w:footnotePr><w:numRestart w:val="eachSect"/></w:footnotePr>', ["1", "2", "1"], ["word-note-repeated"]),
    "each page": ('<w:footnotePr><w:numRestart w:val="eachPage"/></w:footnotePr>', ["1", "2", "3"], ["word-note-pages"]),
}


@pytest.mark.parametrize("case", SETTINGS)
def test_how_notes_are_numbered(case: str) -> None:
    settings, expected, findings = SETTINGS[case]
    text = [p("1. Decides", call(1), call(2), ";", properties="<w:sectPr/>"), p("2. Asks.", call(3))]
    part = "".join(note(n, f"Note {n}.") for n in (1, 2, 3))
    assert [n.marker for n in resolution_of(*text, settings=settings, footnotes=part).footnotes] == expected
    assert [code for code in codes(*text, settings=settings, footnotes=part) if code.startswith("word")] == findings


def test_endnotes_are_numbered_apart() -> None:
    text = [p("1. Decides", call(1), " so.", call(1, "endnote"))]
    found = notes(*text, footnotes=note(1, "Of oil."), endnotes=note(1, "Of wax.", kind="endnote"))
    assert found == {"1": "Of oil.", "i": "Of wax."}


def test_a_note_that_nothing_calls_is_not_printed_and_one_without_words_is_kept() -> None:
    text = [p("1. Decides", call(1), " so.", call(2))]
    found = read(word(*text, footnotes=note(1, "Of oil.") + note(3, "Of old.")))
    assert {d.code: d.found for d in found.diagnostics} == {"text-note-lost": "footnote 2 is called", "word-hidden": "Of old."}
    assert notes(*text, footnotes=note(1, "Of oil.")) == {"1": "Of oil.", "2": ""}


@given(st.lists(st.tuples(st.sampled_from(["", "H1", "H2"]), st.lists(st.text("abcXYZ ,.:;()1I", min_size=1), min_size=1)), max_size=8))
def test_no_word_is_lost(paragraphs: list[tuple[str, list[str]]]) -> None:
    text = [p(*(r(run) for run in runs), style=style) for style, runs in paragraphs]
    resolution = resolution_of("1. Decides:", *text)
    kept = letters("".join([*(f"{unit.label}{unit.text.words}" for unit in anchored(resolution).units), *resolution.furniture]))
    assert [runs for _, runs in paragraphs if letters("".join(runs)) not in kept] == []


def letters(words: str) -> str:
    return "".join(filter(str.isalnum, words))


# --- kinds of files ---------------------------------------------------------------------------------------------------------------


def test_it_is_known_by_its_bytes() -> None:
    assert read_file(word("1. Decides."), "lamps.bin").resolution is not None
    assert [d.found for d in read_file(package({"a.txt": "a"}), "a.docx").diagnostics] == ["it is an archive of files"]
    (old,) = read_file(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "a.doc").diagnostics
    assert "save it as .docx or PDF" in old.found


def test_the_strict_form_and_one_without_styles_and_relations_are_read() -> None:
    made = parts(p("90/7. Lamps") + p("The General Assembly,") + p("1. Decides", call(1), "."), footnotes=note(1, "Of oil."))
    strict = {
        name: str(data)
        .replace("http://schemas.openxmlformats.org/wordprocessingml/2006/main", "http://purl.oclc.org/ooxml/wordprocessingml/main")
        .replace(
            "http://schemas.openxmlformats.org/officeDocument/2006/relationships", "http://purl.oclc.org/ooxml/officeDocument/relationships"
        )
        for name, data in made.items()
    }
    bare = {name: data for name, data in made.items() if "rels" not in name and "styles" not in name}
    for data in (package(strict), package(bare)):
        resolution = read(data).resolution
        assert resolution is not None
        assert [n.text.words for n in resolution.footnotes] == ["Of oil."]


def test_a_style_based_on_itself_is_read() -> None:
    odd = '<w:style w:type="paragraph" w:styleId="X"><w:basedOn w:val="X"/></w:style>'
    assert units(p("1. Decides.", style="X"), styles=STYLES + odd) == {"op1": "Decides."}


def test_what_has_no_symbol_and_no_structure_is_kept_as_printed() -> None:
    reading = read_word(word("Minutes of a meeting", masthead=False), "minutes.docx")
    assert reading.resolution is not None
    assert (reading.resolution.symbol, reading.resolution.verbatim) == ("", True)
    assert [(d.code, d.document) for d in reading.diagnostics] == [("text-verbatim", "minutes.docx")]
