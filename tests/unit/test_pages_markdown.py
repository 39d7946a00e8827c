"""Words become Markdown that shows exactly these words, whatever they are."""

from __future__ import annotations

from functools import cache

import lxml.html
import markdown
import pytest
from hypothesis import given
from hypothesis import strategies as st
from mkdocs.utils.meta import get_data

from builder.pages.markdown import attributes, escape, escape_html, front_matter, inline, link, plain_matter, relative_link
from builder.text import Mark, MarkKind, Text, normalise_words
from tests.strategies import strings, texts

# What Python-Markdown, its extensions and template engines take for something else than words.
_SIGNS = r"""
* ** *** _ __ ` ``` ~~~ [ ] ( ) [^1] [a]:b ![x](y) *[x]:y [TOC] # ## 1. 12. 1) - + > | --- === = ! !!! \ \* $x$ ^ ~ " '
<b> </p> <script>alert(1)</script> <!-- --> <div/markdown="1"> <?php ?> <![CDATA[ ]]> &amp; & &#60; amp; lt;
{:#x} {.x} {{x}} {%raw%} http://a.b a@b.c <http://a.b> wzxhzdk:0 klzzwxh:0001 word
"""
SIGNS = [*_SIGNS.split(), " ", "    ", "\t", ":   ", "{: #x }", "{% x %}", "<div markdown='1'>", "\x02", "\x03"]
wild = st.lists(st.sampled_from(SIGNS) | st.text(max_size=3) | strings).map("".join)
words = wild.map(normalise_words)


@cache
def converter() -> markdown.Markdown:
    """With more extensions than the pages are converted with: who renders them otherwise may have these on."""
    return markdown.Markdown(
        extensions=["attr_list", "def_list", "md_in_html", "toc", "tables", "fenced_code", "footnotes", "admonition", "abbr"]
    )


def converted(source: str) -> lxml.html.HtmlElement:
    """The elements that the source makes, inside a <div>."""
    return lxml.html.fragment_fromstring(converter().reset().convert(source), create_parent="div")


def shown(element: lxml.html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def as_html_keeps(expected: str) -> str:
    """The words with white space as a browser shows it."""
    return " ".join(expected.split())


@given(words.filter(bool))
def test_a_paragraph_shows_exactly_the_words_and_is_one_paragraph(expected: str) -> None:
    page = converted(f"{escape(expected)}\n{attributes('op2', 'op')}")
    assert shown(page) == as_html_keeps(expected)
    assert [(element.tag, dict(element.attrib)) for element in page.iterdescendants()] == [("p", {"id": "op2", "class": "op"})]


@given(words.filter(bool))
def test_a_heading_shows_exactly_the_words(expected: str) -> None:
    page = converted(f"## {escape(expected)} {attributes('h1')}")
    assert shown(page) == as_html_keeps(expected)
    assert [(element.tag, dict(element.attrib)) for element in page.iterdescendants()] == [("h2", {"id": "h1"})]


@given(words.filter(bool), words.filter(bool))
def test_a_row_of_a_masthead_shows_exactly_the_words(name: str, value: str) -> None:
    page = converted(f"{escape(name)}\n:   {escape(value)}")
    assert [(element.tag, shown(element)) for element in page.iter("dt", "dd")] == [
        ("dt", as_html_keeps(name)),
        ("dd", as_html_keeps(value)),
    ]
    assert {element.tag for element in page.iterdescendants()} == {"dl", "dt", "dd"}


@given(words)
def test_a_cell_shows_exactly_the_words(expected: str) -> None:
    rows = f'<tr markdown="1">\n<td markdown="span">{escape(expected, opening=False)}</td>\n</tr>'
    page = converted(f'<div markdown="1">\n<table markdown="1">\n{rows}\n</table>\n</div>')
    assert shown(page) == as_html_keeps(expected)
    assert [element.tag for element in page.iterdescendants() if element.tag != "p"] == ["div", "table", "tr", "td"]


@given(wild)
def test_words_in_raw_html_are_words_and_in_attributes_too(expected: str) -> None:
    page = lxml.html.fragment_fromstring(f'<details title="{escape_html(expected)}"><summary>{escape_html(expected)}</summary></details>')
    assert [element.tag for element in page.iter()] == ["details", "summary"]
    assert normalise_words(page.text_content()) == normalise_words(expected)


@given(texts | wild.map(lambda raw: Text(normalise_words(raw))))
def test_marked_text_shows_its_words_under_its_marks_and_nothing_else(text: Text) -> None:
    text = _linked_to("../1325(2000).md#op3", text)
    source = inline(text, lambda marker: f"<sup>[{escape(marker)}](#fn1){attributes('fnref1', 'footnote-ref')}</sup>", opening=False)
    page = converted(f"**2.** {source}\n{attributes('op2')}")
    paragraph = page[0]
    paragraph[0].drop_tree()
    calls = paragraph.find_class("footnote-ref")
    assert [shown(call) for call in calls] == [as_html_keeps(normalise_words(call)) for call in text.calls]
    for call in calls:
        call.getparent().drop_tree()
    assert shown(paragraph) == as_html_keeps(text.words)
    for kind, tag in _TAGS.items():
        marked = "".join(text.words[m.start : m.end] for m in text.marks if m.kind is kind)
        found = "".join(element.text_content() for element in paragraph.iter(tag) if tag != "span" or element.get("class") == "sc")
        assert _without_spaces(found) == _without_spaces(marked)
    assert {element.tag for element in paragraph.iterdescendants()} <= set(_TAGS.values())
    assert {element.get("href") for element in paragraph.iter("a")} <= {"../1325(2000).md#op3"}


_TAGS = {
    MarkKind.LINK: "a",
    MarkKind.BOLD: "strong",
    MarkKind.UNDERLINE: "u",
    MarkKind.STRIKE: "s",
    MarkKind.SMALL_CAPS: "span",
    MarkKind.SUPERSCRIPT: "sup",
    MarkKind.SUBSCRIPT: "sub",
    MarkKind.ITALIC: "em",
}


def _linked_to(address: str, text: Text) -> Text:
    marks = (Mark(mark.kind, mark.start, mark.end, address) if mark.kind is MarkKind.LINK else mark for mark in text.marks)
    return Text(text.words, tuple(marks))


def _without_spaces(words: str) -> str:
    return "".join(words.split())


@pytest.mark.parametrize(
    ("words", "source"),
    [
        ("Recalling its resolution 73/180,", "Recalling its resolution 73/180,"),
        ("A/C.3/74/L.26 (Part I) & Add.1 - 5", "A/C.3/74/L.26 (Part I) & Add.1 - 5"),
        ("2020. Decides", "2020\\. Decides"),
        ("snake_case [sic]", "snake\\_case \\[sic\\]"),
    ],
)
def test_plain_words_stay_readable_in_the_source(words: str, source: str) -> None:
    assert escape(words) == source


def test_italic_openings_read_like_markdown() -> None:
    opening = Text("Recalling its resolution", (Mark(MarkKind.ITALIC, 0, 9),))
    assert inline(opening, escape) == "*Recalling* its resolution"


@given(wild, st.sampled_from(["https://docs.un.org/en/A/RES/217(III)", "../a b/<c>.md#x"]))
def test_a_link_leads_where_it_should(label: str, address: str) -> None:
    page = converted(f"see {link(escape(label or 'x', opening=False), address)} there")
    (element,) = page.iter("a")
    assert element.get("href") == address.replace(" ", "%20").replace("<", "%3C").replace(">", "%3E")
    assert shown(page).startswith("see ")
    assert shown(page).endswith(" there")


@given(st.dictionaries(st.sampled_from(["title", "description", "organ"]), wild.map(normalise_words).filter(bool)), wild)
def test_front_matter_is_read_back_as_it_was_and_never_ends_early(values: dict[str, str], body: str) -> None:
    text, read = get_data(front_matter(plain_matter(values)) + "\n# Title\n" + normalise_words(body))
    assert read == values
    assert text.startswith("# Title")


def test_front_matter_leaves_out_what_is_empty() -> None:
    assert front_matter(plain_matter({"title": "A", "session": "", "year": None, "subjects": []})) == "---\ntitle: A\n---\n"


@pytest.mark.parametrize(
    ("source", "target", "anchor", "expected"),
    [
        ("en/A/RES/74/166.md", "en/A/RES/74/167.md", "op2", "167.md#op2"),
        ("en/A/RES/74/166.md", "en/A/RES/74/166.md", "op2", "#op2"),
        ("en/A/RES/74/166.md", "en/A/RES/74/index.md", "", "index.md"),
        ("en/A/RES/74/166.md", "fr/S/RES/1325(2000).md", "", "../../../../fr/S/RES/1325(2000).md"),
        ("index.md", "en/A/RES/74/166.md", "", "en/A/RES/74/166.md"),
    ],
)
def test_links_between_pages_are_relative(source: str, target: str, anchor: str, expected: str) -> None:
    assert relative_link(source, target, anchor) == expected
