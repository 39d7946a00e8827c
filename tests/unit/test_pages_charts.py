"""The overview pictures: every number in them is one that can be counted, and what they say in words is what they show."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

import lxml.html
import pytest

from builder.anchors import anchored
from builder.archive import Archive
from builder.linking.graph import Graph, link_archive
from builder.model import AdoptionMethod, Resolution
from builder.pages.addresses import Addresses
from builder.pages.charts import archive_charts, list_charts, prefix_charts, render_neighbourhood
from builder.pages.charts.drawing import Bar, Strip, bar_chart, column_chart
from builder.pages.urls import relative_url
from builder.pages.words import ENGLISH
from builder.symbols import sort_key
from tests.unit.test_pages_lists import converted, document, pages_of, words

HOSTILE = r"""<script>harm()</script> "quoted" & 'single' *stars* [link](x) {: #id } &amp; </title>"""


def addresses_of(*documents: Resolution) -> Addresses:
    ordered = sorted(documents, key=lambda found: (found.language, sort_key(found.symbol)))
    archive = Archive(tuple(anchored(found) for found in ordered))
    return Addresses(archive, link_archive(archive))


def parsed(html: str) -> lxml.html.HtmlElement:
    return lxml.html.fragment_fromstring(html, create_parent="div")


def table(figure: lxml.html.HtmlElement) -> dict[str, list[int]]:
    """The rows of a chart's table by their heading."""
    rows = [[words(cell) for cell in row] for row in figure.find(".//tbody")]
    return {row[0]: [int(number.replace(",", "")) for number in row[1:]] for row in rows}


def columns(strip: lxml.html.HtmlElement) -> dict[int, float]:
    """The heights of a strip's columns by their place, in units."""
    path = strip.find(".//path").get("d")
    shapes = re.findall(r"M(\d+)\.1 (\d+)V([\d.]+)h\.8V\2z", path)
    assert "".join(f"M{place}.1 {foot}V{top}h.8V{foot}z" for place, foot, top in shapes) == path
    return {int(place): int(foot) - float(top) for place, foot, top in shapes}


def bars(figure: lxml.html.HtmlElement) -> list[tuple[str, str, float]]:
    """Name, number and length of each bar."""
    return [(words(item[0]), words(item[1]), float(item.find(".//rect").get("width"))) for item in figure.iter("li")]


# --- columns ---------------------------------------------------------------------------------------------------------------------

COUNCIL = [
    document(f"S/RES/{first + number} ({year})", adopted=f"{year}-05-01")
    for number in range(10)
    for first, year in ((1290, 2000), (1340, 2001), (1460, 2003))
]
ASSEMBLY = [document(f"A/RES/74/{number}", adopted="2019-12-18" if number < 4 else "2003-01-01") for number in range(1, 6)]


def test_every_column_and_every_cell_is_the_number_of_documents_that_can_be_counted() -> None:
    held = [*COUNCIL[:25], *ASSEMBLY]
    figure = parsed(archive_charts(held, addresses_of(*held), "index.md", "en")).find_class("columns")[0]
    counted = Counter((document.organ.value, (document.adopted or "")[:4]) for document in held)
    heads = [words(cell) for cell in figure.find(".//thead").iter("th")]
    assert heads == ["General Assembly", "Security Council"]
    numbers = table(figure)
    for year in ("2000", "2001", "2003", "2019"):
        assert numbers[year] == [counted[head, year] for head in heads]
    assert "2002" not in numbers, "a year with nothing has no row"
    assert numbers["All"] == [5, 25]
    axis = list(range(2000, 2020))
    highest = max(counted.values())
    for head, strip in zip(heads, figure.iter("svg"), strict=True):
        heights = columns(strip)
        assert {axis[place] for place in heights} == {int(year) for organ, year in counted if organ == head}
        for place, height in heights.items():
            assert height == pytest.approx(56 * counted[head, str(axis[place])] / highest, abs=0.1), "one scale for all strips"


def test_a_strip_says_its_total_and_its_peak_and_describes_itself_to_who_does_not_see_it() -> None:
    held = [*COUNCIL[:25], *ASSEMBLY]
    figure = parsed(archive_charts(held, addresses_of(*held), "index.md", "en")).find_class("columns")[0]
    assert [words(strip) for strip in figure.find_class("chart-strip")] == [
        "General Assembly 5 documents, peak 3 in 2019",
        "Security Council 25 documents, peak 9 in 2000",
    ]
    (_, council) = figure.iter("svg")
    (image,) = council.xpath(".//*[@role='img']")
    assert words(image.find("title")) == "Security Council, column by column"
    assert words(image.find("desc")) == "25 documents, from 2000 to 2003. Peak 9 in 2000; lowest 8 in 2001."


def test_a_document_without_a_year_is_counted_and_said_to_have_none() -> None:
    held = [*COUNCIL, *ASSEMBLY, document("A/RES/75/1", adopted=None)]
    figure = parsed(archive_charts(held, addresses_of(*held), "index.md", "en")).find_class("columns")[0]
    assert table(figure)["Without a date"] == [1, 0]
    assert table(figure)["All"] == [6, 30]
    assert "1 more without a date" in words(next(figure.iter("desc")))


def test_a_document_held_in_two_languages_counts_once_for_the_archive() -> None:
    held = [*COUNCIL, *(replace(found, language="fr") for found in COUNCIL)]
    figure = parsed(archive_charts(held, addresses_of(*held), "index.md", "en")).find_class("columns")[0]
    assert table(figure)["All"] == [30]


def test_the_columns_of_one_series_are_its_sessions_and_lead_to_their_lists() -> None:
    held = [document(symbol) for symbol in ("A/RES/74/1", "A/RES/74/2", "A/RES/76/1", "A/RES/77/1", "A/RES/ES-11/1", "A/RES/217 A (III)")]
    figure = parsed(prefix_charts(held, addresses_of(*held), "en/A/RES/index.md", "en")).find_class("columns")[0]
    links = {words(link.find("title")): link.get("href") for link in figure.iterfind(".//svg//a")}
    assert links == {"3rd session: 1": "III/", "74th session: 2": "74/", "76th session: 1": "76/", "77th session: 1": "77/"}
    assert table(figure) == {
        "3rd session": [1],
        "74th session": [2],
        "76th session": [1],
        "77th session": [1],
        "Of special sessions": [1],
        "All": [6],
    }
    assert words(figure.find_class("chart-strip")[0]) == "6 documents, peak 2 in the 74th session"


def test_a_column_leads_only_to_a_list_that_has_all_its_documents() -> None:
    autumn, spring = document("A/RES/74/1", adopted="2019-12-18"), document("A/RES/73/300", adopted="2019-05-01")
    held = [
        autumn,
        spring,
        document("A/DEC/74/401", adopted="2019-12-18"),
        document("A/DEC/76/401", adopted="2021-12-18"),
        document("A/RES/75/1", adopted="2020-12-18"),
    ]
    figure = parsed(prefix_charts(held, addresses_of(*held), "en/A/index.md", "en")).find_class("columns")[0]
    assert {words(link.find("title")): link.get("href") for link in figure.iterfind(".//svg//a")} == {
        "2020: 1": "RES/75/",
        "2019: 1": "DEC/74/",
        "2021: 1": "DEC/76/",
    }
    assert [link.get("href") for link in figure.iterfind("p//a")] == ["RES/", "DEC/"]


def test_the_keyboard_is_not_led_through_every_column() -> None:
    figure = parsed(prefix_charts(COUNCIL, addresses_of(*COUNCIL), "en/S/RES/index.md", "en"))
    links = list(figure.iterfind(".//svg//a"))
    assert len(links) == 3
    assert {link.get("tabindex") for link in links} == {"-1"}
    assert all(any(parent.get("aria-hidden") == "true" for parent in link.iterancestors()) for link in links)


def test_too_few_columns_make_no_chart() -> None:
    held = [document("S/RES/1300 (2000)"), document("S/RES/1340 (2001)")]
    assert archive_charts(held, addresses_of(*held), "index.md", "en") == ""
    assert prefix_charts(held, addresses_of(*held), "en/S/RES/index.md", "en") == ""


# --- bars ------------------------------------------------------------------------------------------------------------------------


def citing(number: int, *symbols: str) -> Resolution:
    return document(f"A/RES/75/{number}", f"Recalls resolutions {', '.join(symbols)}.", adopted="2020-12-18")


CITED = [citing(1, "74/1", "74/2"), citing(2, "74/1", "74/2", "74/3"), citing(3, "74/1", "74/3", "73/300"), citing(4, "73/300")]
ARCHIVE = [*ASSEMBLY, *CITED]


def test_the_most_cited_documents_are_those_that_most_documents_cite_held_or_not() -> None:
    addresses = addresses_of(*ARCHIVE)
    (figure,) = parsed(archive_charts(ARCHIVE, addresses, "index.md", "en")).find_class("bars")
    assert bars(figure) == [
        ("A/RES/74/1 Title of A/RES/74/1", "3", 100),
        ("A/RES/73/300", "2", 66.7),
        ("A/RES/74/2 Title of A/RES/74/2", "2", 66.7),
        ("A/RES/74/3 Title of A/RES/74/3", "2", 66.7),
    ]
    assert [link.get("href") for link in figure.iter("a")] == [f"en/A/RES/{path}/" for path in ("74/1", "73/300", "74/2", "74/3")]


def test_the_number_of_a_bar_is_the_one_that_the_documents_own_page_gives() -> None:
    pages = pages_of(*ARCHIVE)
    (figure,) = converted(pages["en/index.md"]).find_class("bars")
    for name, number, _ in bars(figure):
        page = pages[f"en/{name.split()[0]}.md"]
        assert f"{number} documents, in {number} places." in page


def test_an_index_shows_the_most_cited_of_what_it_lists() -> None:
    (figure,) = converted(pages_of(*ARCHIVE)["en/A/RES/74/index.md"]).find_class("bars")
    assert [(name.split()[0], number) for name, number, _ in bars(figure)] == [
        ("A/RES/74/1", "3"),
        ("A/RES/74/2", "2"),
        ("A/RES/74/3", "2"),
    ]
    assert [link.get("href") for link in figure.iter("a")] == ["1/", "2/", "3/"]


def test_a_list_shows_how_its_documents_were_adopted_where_that_differs() -> None:
    ways = [AdoptionMethod.RECORDED_VOTE] * 3 + [AdoptionMethod.WITHOUT_VOTE] * 8 + [None]
    held = [document(f"A/RES/74/{number}", adoption=way) for number, way in enumerate(ways, start=1)]
    (figure,) = parsed(list_charts(held, addresses_of(*held), "en/A/RES/74/index.md", "en")).find_class("bars")
    assert bars(figure) == [("Without a vote", "8", 100), ("Recorded vote", "3", 37.5), ("Not on record here", "1", 12.5)]
    alike = [found for found in held if found.adoption is AdoptionMethod.WITHOUT_VOTE] * 2
    assert list_charts(alike, addresses_of(*held), "en/A/RES/74/index.md", "en") == ""


# --- a document among its neighbours ------------------------------------------------------------------------------------------------


def rows(figure: lxml.html.HtmlElement) -> list[str]:
    return [words(item) for item in figure.iter("li")]


def drawn(source: str) -> lxml.html.HtmlElement:
    (figure,) = converted(source).find_class("neighbourhood")
    return figure


def arcs(figure: lxml.html.HtmlElement) -> dict[tuple[int, int], int]:
    """The rows that the drawing joins, with the weight of the line."""
    found = {}
    for path in figure.iter("path"):
        for start, end in re.findall(r"M60 (\d+)C-?\d+ \d+ -?\d+ \d+ 60 (\d+)", path.get("d")):
            found[int(start) // 40, int(end) // 40] = int(path.get("stroke-width"))
    return found


def test_what_cites_a_document_stands_above_it_and_what_it_cites_below_in_order_of_time() -> None:
    pages = pages_of(
        document("A/RES/73/1", adopted="2018-10-01"),
        document("A/RES/74/1", "Recalls resolution 73/1,", "Recalls resolution 73/1 and resolution 1325 (2000).", adopted="2019-10-01"),
        document("A/RES/75/1", "Recalls resolution 74/1.", adopted="2020-10-01"),
        document("A/RES/76/1", "Recalls resolution 74/1.", "Reaffirms resolution 74/1.", "Notes resolution 74/1.", adopted="2021-10-01"),
    )
    figure = drawn(pages["en/A/RES/74/1.md"])
    assert rows(figure) == [
        "A/RES/76/1 Title of A/RES/76/1 2021, cites it in 3 places",
        "A/RES/75/1 Title of A/RES/75/1 2020, cites it in 1 place",
        "A/RES/74/1 2019",
        "A/RES/73/1 Title of A/RES/73/1 2018, cited in 2 places",
        "S/RES/1325 (2000) 2000, cited in 1 place",
    ]
    assert [link.get("href") for link in figure.iter("a")] == ["../../76/1/", "../../75/1/", "../../73/1/", "../../../../S/RES/1325(2000)/"]
    assert arcs(figure) == {(0, 2): 3, (1, 2): 1, (2, 3): 2, (2, 4): 1}
    (picture,) = figure.iter("svg")
    assert picture.get("viewbox") == f"0 0 60 {40 * len(rows(figure))}"
    assert words(picture.find("title")) == "Citing A/RES/74/1: 2 documents; cited by it: 2"


def test_of_many_neighbours_those_with_most_places_are_drawn_and_the_rest_is_counted() -> None:
    many = [
        document(f"A/RES/75/{number}", *["Recalls resolution 74/1."] * (2 if number > 3 else 1), adopted="2020-12-01")
        for number in range(1, 10)
    ]
    others = ", ".join(f"73/{number}" for number in range(1, 8))
    pages = pages_of(document("A/RES/74/1", f"Recalls resolutions {others}.", adopted="2019-10-01"), *many)
    shown = rows(drawn(pages["en/A/RES/74/1.md"]))
    assert shown[0] == "3 more documents cite it"
    assert [row.split()[0] for row in shown[1:7]] == [f"A/RES/75/{number}" for number in range(4, 10)]
    assert shown[-1] == "It cites 1 more document"
    links = [link.get("href") for link in drawn(pages["en/A/RES/74/1.md"]).iter("a")]
    assert (links[0], links[-1]) == ("#cited-by", "#cites")


def test_a_document_with_one_neighbour_or_none_has_no_drawing() -> None:
    pages = pages_of(document("A/RES/74/1", "Recalls resolution 73/1."), document("A/RES/74/2"))
    assert "neighbourhood" not in pages["en/A/RES/74/1.md"]
    assert "neighbourhood" not in pages["en/A/RES/74/2.md"]


def test_neighbours_without_a_date_come_last_and_bear_none() -> None:
    treaty = "United Nations, Treaty Series, vol. 1577, No. 27531"
    pages = pages_of(
        document("A/RES/74/1", adopted="2019-10-01"),
        document("A/RES/75/1", f"Recalls the Convention on the Rights of the Child ({treaty}) and resolution 74/1."),
    )
    shown = rows(drawn(pages["en/A/RES/75/1.md"]))
    assert shown[0] == "A/RES/75/1"
    assert shown[1].startswith("A/RES/74/1 Title of A/RES/74/1 2019")
    assert shown[2] == "Convention on the Rights of the Child cited in 1 place"


# --- words and addresses ------------------------------------------------------------------------------------------------------------


def test_hostile_words_are_shown_as_words() -> None:
    strips = [Strip(HOSTILE, {HOSTILE: 2, "b": 1}, 1, '"x', {HOSTILE: '"y'}), Strip("s", {})]
    for html in (
        column_chart(HOSTILE, [HOSTILE, "b"], strips, HOSTILE, ENGLISH),
        bar_chart(HOSTILE, [Bar(HOSTILE, 2, HOSTILE, '"z')], ENGLISH),
    ):
        figure = converted(f"Before\n\n{html}\n\nAfter")[1]
        assert not list(figure.iter("script"))
        assert not [name for element in figure.iter() for name in element.attrib if name.startswith("on") or name == "style"]
        assert words(figure.find("figcaption")) == HOSTILE


def test_a_document_with_a_hostile_title_is_drawn_with_its_words() -> None:
    pages = pages_of(
        document("A/RES/74/1", "Recalls resolutions 74/2 and 74/3."), document("A/RES/74/2", title=HOSTILE), document("A/RES/74/3")
    )
    figure = drawn(pages["en/A/RES/74/1.md"])
    assert not list(figure.iter("script"))
    assert "<script>harm()</script> \"quoted\" & 'single' *stars*" in " ".join(rows(figure))


def test_the_same_archive_gives_the_same_drawings_in_whatever_order_it_is_read() -> None:
    again = addresses_of(*reversed(ARCHIVE))
    assert archive_charts(ARCHIVE, addresses_of(*ARCHIVE), "index.md", "en") == archive_charts(ARCHIVE[::-1], again, "index.md", "en")
    order = {"A/RES/74/1": 3, "A/RES/74/2": 1, "A/RES/74/3": 2}
    one, other = (render_neighbourhood(CITED[0], given, {}, again, "en/A/RES/75/1.md") for given in (order, dict(reversed(order.items()))))
    assert one == other


def test_a_chart_is_one_line_that_markdown_leaves_alone() -> None:
    chart = archive_charts(ARCHIVE, addresses_of(*ARCHIVE), "index.md", "en")
    assert "\n" not in chart
    assert " id=" not in chart, "two charts may stand on one page"
    assert lxml.html.tostring(converted(f"# A\n\n{chart}\n\nB")[1]).strip() == lxml.html.tostring(parsed(chart)[0])


@pytest.mark.parametrize(
    ("source", "target", "address"),
    [
        ("index.md", "en/A/RES/74/166.md", "en/A/RES/74/166/"),
        ("en/A/RES/74/166.md", "index.md", "../../../../../"),
        ("en/A/RES/74/166.md", "en/A/RES/74/index.md", "../"),
        ("en/A/RES/74/166.md", "en/A/RES/74/167.md", "../167/"),
        ("en/A/RES/74/166.md", "en/A/RES/74/166.md", "./"),
        ("en/A/RES/74/166.md", "en/A/RES/74/166/cited-by/a-res-75.md", "cited-by/a-res-75/"),
        ("en/A/RES/index.md", "en/A/RES/74/index.md", "74/"),
        ("en/A/index.md", "en/index.md", "../"),
    ],
)
def test_addresses_in_raw_html_lead_from_folder_to_folder(source: str, target: str, address: str) -> None:
    assert relative_url(source, target) == address


def test_an_archive_without_citations_has_no_bars() -> None:
    assert Graph().times_cited == {}
