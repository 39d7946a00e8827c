"""The overview pictures, as they are seen, heard, clicked and folded out."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.accessibility import violations

pytestmark = pytest.mark.browser

SMALLEST = {"viewport": {"width": 320, "height": 640}, "has_touch": True, "is_mobile": True}
WITH_CHARTS = [
    "",
    "en/",
    "en/A/",
    "en/S/",
    "en/S/RES/",
    "en/A/RES/",
    "en/A/RES/77/",
    "en/S/RES/2006/",
    "en/S/RES/1325(2000)/",
    "en/A/RES/74/166/",
]

SIZES = "figure => [...figure.querySelectorAll('p, a, b, small, td, th')].map((element) => parseFloat(getComputedStyle(element).fontSize))"

# How much lighter one colour is than another, as WCAG 2 measures it.
CONTRAST = """(element) => {
  const context = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const light = (colour) => {
    context.fillStyle = colour;
    context.fillRect(0, 0, 1, 1);
    const [r, g, b] = [...context.getImageData(0, 0, 1, 1).data].slice(0, 3).map((value) => {
      const part = value / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const style = getComputedStyle(element);
  const shape = light(style.fill === "none" ? style.stroke : style.fill);
  const behind = light(getComputedStyle(document.body).backgroundColor);
  return (Math.max(shape, behind) + 0.05) / (Math.min(shape, behind) + 0.05);
}"""


def counted(root: Path) -> Counter[tuple[str, str]]:
    """The documents of an archive by body and year, from its data."""
    rows = map(json.loads, (root / "resolutions/data/resolutions.jsonl").read_text(encoding="utf-8").splitlines())
    once = {row["symbol"]: (row["organ"], str(row["year"])) for row in rows if row["held"]}
    return Counter(once.values())


def test_the_table_of_the_home_page_has_the_numbers_of_the_data(page: Page, real_address: str, real_root: Path) -> None:
    page.goto(real_address)
    figure = page.locator(".chart.columns")
    expect(figure.locator("table")).to_be_hidden()
    figure.locator("summary").click()
    bodies = figure.locator("thead th").all_inner_texts()
    rows = {row.locator("th").inner_text(): row.locator("td").all_inner_texts() for row in figure.locator("tbody tr").all()}
    numbers = counted(real_root)
    years = sorted({year for _, year in numbers})
    assert set(rows) == {*years, "All"}
    for year in years:
        assert [int(number) for number in rows[year]] == [numbers[body, year] for body in bodies], year
    assert [int(number.replace(",", "")) for number in rows["All"]] == [
        sum(number for (organ, _), number in numbers.items() if organ == body) for body in bodies
    ]


def test_a_chart_is_seen_as_shapes_and_heard_as_words(page: Page, real_address: str) -> None:
    page.goto(real_address)
    picture = page.get_by_role("img", name="Security Council, column by column")
    shape = picture.locator("path").bounding_box()
    assert shape
    assert shape["width"] > 200
    assert shape["height"] > 10
    session = page.context.new_cdp_session(page)
    session.send("Accessibility.enable")
    nodes = session.send("Accessibility.getFullAXTree")["nodes"]
    described = [
        node["description"]["value"]
        for node in nodes
        if node.get("role", {}).get("value") in ("image", "img")
        and node.get("name", {}).get("value") == "Security Council, column by column"
    ]
    assert len(described) == 1
    assert re.fullmatch(r"\d+ documents, from 2000 to 20\d\d\. Peak \d+ in 20\d\d; lowest \d+ in 20\d\d\.", described[0])


def test_a_strip_of_columns_stands_on_the_line_of_its_years_at_every_width(page: Page, real_address: str) -> None:
    for width in (320, 768, 1440):
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(real_address)
        strips = [strip.bounding_box() for strip in page.locator(".columns svg").all()]
        figure = page.locator(".columns").bounding_box()
        assert figure
        for strip in strips:
            assert strip
            assert abs(strip["width"] - figure["width"]) < 1
            assert strip["height"] <= 60


def test_a_click_on_a_column_leads_to_the_list_of_its_year(page: Page, real_address: str) -> None:
    page.goto(f"{real_address}en/S/RES/")
    column = page.locator(".columns svg a").filter(has_text="2006:")
    told = (column.locator("title").text_content() or "").removeprefix("2006: ")
    column.locator("rect").click()
    page.wait_for_url(f"{real_address}en/S/RES/2006/")
    assert f"{told} documents" in page.locator("article").inner_text()


def test_the_most_cited_document_is_reached_by_keyboard_and_bears_the_number_of_its_own_page(page: Page, real_address: str) -> None:
    page.goto(f"{real_address}en/S/")
    first = page.locator(".bars li").first
    assert first.locator("a").inner_text().startswith("S/RES/1325 (2000)")
    number = first.locator("b").inner_text()
    first.locator("a").focus()
    page.keyboard.press("Enter")
    page.wait_for_url(f"{real_address}en/S/RES/1325(2000)/")
    assert f"{number} documents, in" in page.locator(".citator[aria-labelledby='cited-by']").inner_text()


def test_tab_does_not_stop_at_every_column(page: Page, real_address: str) -> None:
    page.goto(f"{real_address}en/S/RES/")
    assert page.locator(".columns svg a").count() > 15
    page.locator(".trail a").focus()
    page.keyboard.press("Tab")
    expect(page.locator(".columns summary")).to_be_focused()


def test_a_document_is_drawn_with_each_arc_ending_at_the_name_of_its_row(page: Page, real_address: str) -> None:
    for width in (320, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(f"{real_address}en/S/RES/1325(2000)/")
        figure = page.locator(".neighbourhood")
        picture = figure.locator("svg").bounding_box()
        assert picture
        rows = [row.bounding_box() for row in figure.locator("li:not(.more)").all()]
        ends = [int(end) for end in re.findall(r"M60 (\d+)h0", figure.locator(".dots").get_attribute("d") or "")]
        units = float((figure.locator("svg").get_attribute("viewBox") or "").split()[-1])
        assert len(ends) == len(rows) > 8
        for end, row in zip(ends, rows, strict=True):
            assert row
            assert abs(picture["y"] + picture["height"] * end / units - (row["y"] + row["height"] / 2)) < 1.5
            assert picture["x"] + picture["width"] <= row["x"]


def test_the_drawing_says_in_words_who_cites_whom_and_leads_there(page: Page, real_address: str) -> None:
    page.goto(f"{real_address}en/S/RES/1325(2000)/")
    figure = page.locator(".neighbourhood")
    cited_by, cites = (
        int((page.locator(f".citator[aria-labelledby='{side}'] > p").first.inner_text()).split()[0]) for side in ("cited-by", "cites")
    )
    expect(figure.get_by_role("img", name=f"Citing S/RES/1325 (2000): {cited_by} documents; cited by it: {cites}")).to_be_visible()
    assert figure.locator(".more").all_inner_texts() == [f"{cited_by - 6} more documents cite it", f"It cites {cites - 6} more documents"]
    years = [int(text[:4]) for text in figure.locator("small").all_inner_texts() if text[:4].isdigit()]
    assert years == sorted(years, reverse=True)
    first = figure.locator("li:not(.more) a").first
    told = re.search(r"cites it in (\d+) places", first.inner_text())
    assert told
    first.click()
    page.wait_for_url(re.compile(r"/en/S/(RES|PRST)/[^/]+/(\d+/)?$"))
    line = page.locator(".citator[aria-labelledby='cites'] li").filter(
        has=page.locator("strong", has_text=re.compile(r"^S/RES/1325 \(2000\)$"))
    )
    assert line.locator("small a[href^='#']").count() == int(told[1])
    expect(page.locator(".neighbourhood a").filter(has_text=re.compile("cited in"))).not_to_have_count(0)


def test_the_rest_of_the_neighbours_is_one_click_away(page: Page, real_address: str) -> None:
    page.goto(f"{real_address}en/S/RES/1325(2000)/")
    page.locator(".neighbourhood .more a").first.click()
    assert page.url.endswith("#cited-by")
    expect(page.locator("#cited-by")).to_be_in_viewport()


@pytest.mark.parametrize("context", [SMALLEST], indirect=True, ids=["phone"])
@pytest.mark.parametrize("path", WITH_CHARTS)
def test_nothing_scrolls_sideways_on_the_smallest_phone_also_when_all_is_open(page: Page, real_address: str, path: str) -> None:
    page.goto(real_address + path)
    page.evaluate("document.querySelectorAll('details').forEach(details => { details.open = true })")
    assert page.evaluate("document.scrollingElement.scrollWidth") <= 320
    for part in page.locator(".chart, .neighbourhood").all():
        assert part.evaluate("element => element.scrollWidth <= element.clientWidth + 1")
        assert min(part.evaluate(SIZES)) >= 10


@pytest.mark.parametrize("context", [{}, {"color_scheme": "dark"}], indirect=True, ids=["light", "dark"])
def test_shapes_stand_out_from_the_page_by_day_and_by_night(page: Page, real_address: str) -> None:
    page.goto(real_address)
    for shape in (".columns path", ".bars rect"):
        assert page.locator(shape).first.evaluate(CONTRAST) >= 3
    page.goto(f"{real_address}en/S/RES/1325(2000)/")
    assert page.locator(".neighbourhood path").first.evaluate(CONTRAST) >= 3


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", WITH_CHARTS)
def test_no_page_with_a_picture_fails_the_accessibility_rules(page: Page, real_address: str, path: str, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    page.goto(real_address + path, wait_until="networkidle")
    page.evaluate("document.querySelectorAll('details').forEach(details => { details.open = true })")
    assert page.locator(".chart, .neighbourhood").count() > 0
    assert violations(page) == []


@pytest.mark.parametrize("context", [{"java_script_enabled": False}], indirect=True, ids=["no script"])
def test_pictures_need_no_script(page: Page, real_address: str) -> None:
    page.goto(real_address)
    expect(page.locator(".columns svg").first).to_be_visible()
    page.locator(".columns summary").click()
    expect(page.locator(".columns table")).to_be_visible()
    page.locator(".chart-strip a", has_text="Security Council").click()
    assert page.url == f"{real_address}en/S/"


def test_the_neighbours_stay_off_paper(page: Page, real_address: str) -> None:
    page.goto(f"{real_address}en/S/RES/1325(2000)/")
    page.emulate_media(media="print")
    expect(page.locator(".neighbourhood")).to_be_hidden()


def test_hostile_words_of_a_document_do_no_harm_in_a_picture(page: Page, address: str) -> None:
    for path in ("", "en/", "en/A/RES/74/", "en/A/RES/74/392/"):
        page.goto(address + path)
        assert page.evaluate("window.harmed") is None


def test_a_text_from_right_to_left_has_its_arcs_on_the_right(page: Page, address: str) -> None:
    page.goto(f"{address}ar/A/RES/74/391/")
    figure = page.locator(".neighbourhood")
    expect(figure).to_be_visible()
    picture, row = figure.locator("svg").bounding_box(), figure.locator("li").first.bounding_box()
    assert picture
    assert row
    assert picture["x"] >= row["x"] + row["width"]
    assert figure.locator("svg").evaluate("element => new DOMMatrix(getComputedStyle(element).transform).a") == -1
