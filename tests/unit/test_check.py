"""The check of a built folder: a site as it should be gives nothing, and each defect is found and named."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from builder.anchors import anchored
from builder.archive import Archive
from builder.check import check_site
from builder.check.addresses import Address, Reach, read_address
from builder.export import write_data
from builder.linking import link_archive
from builder.model import Annex, BlockKind, Cell, Footnote, Formula, Heading, Kind, Organ, Paragraph, Resolution, Source, Table
from builder.reading.yaml_file import format_yaml
from builder.symbols import sort_key
from builder.text import Text, parse_text

FIRST = Resolution(
    "A/RES/73/2",
    "en",
    Kind.RESOLUTION,
    Organ.GENERAL_ASSEMBLY,
    Source("73_2.xml", "akn", "ab" * 32),
    title="Peace",
    session="73",
    adopted="2018-12-22",
    body=(Paragraph(BlockKind.OPERATIVE, Text("Decides to go on."), "1."),),
)
SECOND = Resolution(
    "A/RES/74/1",
    "en",
    Kind.RESOLUTION,
    Organ.GENERAL_ASSEMBLY,
    Source("74_1.xml", "akn", "cd" * 32),
    title="Peace & quiet",
    title_notes=("1",),
    session="74",
    adopted="2019-12-18",
    body=(
        Formula(Text("The General Assembly,")),
        Paragraph(BlockKind.PREAMBULAR, parse_text("*Recalling* its resolutions 73/2[^1] and 70/1 of 25 September 2015,[^2]")),
        Heading(Text("Scope"), "I"),
        Paragraph(
            BlockKind.OPERATIVE,
            parse_text("*Calls upon* all:"),
            "1.",
            (Paragraph(BlockKind.SUBPARAGRAPH, Text("To remain calm;"), "(a)"),),
        ),
        Table(((Cell((Text("Year"),)), Cell((Text("Members"),))), (Cell((Text("2019"),)), Cell((Text("193"),))))),
    ),
    annexes=(Annex((Paragraph(BlockKind.TEXT, Text("All is well."), "1."),)),),
    footnotes=(Footnote("1", Text("See A/74/399.")),),
)

STYLE = '<link rel="stylesheet" href="{root}assets/style.css"><link rel="canonical" href="https://example.org/">'
HOME = "<!doctype html><title>Home</title>" + STYLE.format(root="") + '<h1 id="title">Home</h1><a href="en/A/RES/74/1/#op1">OP1</a>'
FIRST_PAGE = (
    "<!doctype html><title>A/RES/73/2</title>"
    + STYLE.format(root="../../../../../")
    + """<p class="symbol">A/RES/73/2</p><h1 id="title">Peace</h1>
<div class="resolution">
<p id="op1" class="op"><strong>1.</strong> <em>Decides</em> to go on. <a class="permalink" href="#op1">¶</a>
<span class="places" role="group"><a href="../../74/1/" hreflang="fr" lang="fr">Français</a></span></p></div>
<a href="../../74/1/#pp1">A/RES/74/1, PP1</a>"""
)
SECOND_PAGE = (
    "<!doctype html><title>A/RES/74/1</title>"
    + STYLE.format(root="../../../../../")
    + """<a href="#title">Skip</a><p class="symbol">A/RES/74/1</p>
<h1 id="title">Peace &amp; quiet<sup><a class="footnote-ref" id="fnref1" href="#fn1">1</a></sup></h1>
<div class="resolution"><p class="formula">The General Assembly,</p>
<p id="pp1"><em>Recalling</em> its resolutions
 <a href="../../73/2/">73/2</a><sup><a class="footnote-ref" id="fnref1-2" href="#fn1">1</a></sup>
 and <a href="https://docs.un.org/en/A/RES/70/1">70/1</a> of 25 September 2015,<sup class="footnote-ref">2</sup></p>
<h2 id="s1"><strong>I</strong> Scope<a class="headerlink" href="#s1">¶</a></h2>
<p id="op1"><strong>1.</strong> <em>Calls upon</em> all:</p>
<p id="op1-a"><strong>(a)</strong> To remain calm;</p>
<div id="table1"><table><tr><td>Year</td><td>Members</td></tr><tr><td>2019</td><td>193</td></tr></table></div>
<section id="annex" aria-label="Annex"><p id="annex-p1"><strong>1.</strong> All is well.</p></section>
<section><h2 id="notes">Notes</h2><p id="fn1"><strong>1</strong> See <a href="https://docs.un.org/en/A/74/399">A/74/399</a>.
<a class="footnote-backref" href="#fnref1">↩</a> <a class="footnote-backref" href="#fnref1-2">↩2</a></p></section></div>
<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw="><a href="mailto:library@example.org">Write</a>"""
)
REFERENCE_PAGE = (
    "<!doctype html><title>{symbol}</title><h1>{symbol}</h1>{title}"
    '<p>This archive does not hold this document.</p><a href="{back}en/A/RES/74/1/#{anchor}">A/RES/74/1</a>'
)

PAGE = "en/A/RES/74/1/index.html"
PARAGRAPHS, CITATIONS, RESOLUTIONS = "data/paragraphs.jsonl", "data/citations.jsonl", "data/resolutions.jsonl"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A small site as it should be."""
    root = tmp_path / "site"
    documents = sorted((anchored(FIRST), anchored(SECOND)), key=lambda document: sort_key(document.resolution.symbol))
    graph = link_archive(documents)
    write_data(Archive(tuple(documents)), graph, root)
    titles = [reference.title for symbol in ("A/RES/70/1", "A/74/399") for reference in graph.references if reference.symbol == symbol]
    pages = {
        "index.html": HOME,
        "404.html": '<!doctype html><h1>Not found</h1><a href="/en/">All documents</a>',
        "assets/style.css": "p { background: url(paper.png) }",
        "en/A/RES/73/2/index.html": FIRST_PAGE,
        PAGE: SECOND_PAGE,
        "en/A/RES/70/1/index.html": REFERENCE_PAGE.format(symbol="A/RES/70/1", back="../../../../../", anchor="pp1", title=titles[0]),
        "en/A/74/399/index.html": REFERENCE_PAGE.format(symbol="A/74/399", back="../../../../", anchor="fn1", title=titles[1]),
    }
    for file, html in pages.items():
        (root / file).parent.mkdir(parents=True, exist_ok=True)
        (root / file).write_text(html, encoding="utf-8")
    return root


def edit(site: Path, file: str, old: str, new: str) -> None:
    """Put one string for another, which must be there once; a data file's line in the manifest is put right."""
    path = site / file
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{old!r} is {text.count(old)} times in {file}"
    path.write_text(text.replace(old, new), encoding="utf-8", newline="\n")
    renew_manifest(site)


def renew_manifest(site: Path) -> None:
    path = site / "data" / "manifest.json"
    manifest = json.loads(path.read_bytes())
    for entry in manifest["files"]:
        data = (site / "data" / entry["name"]).read_bytes()
        entry.update(rows=data.count(b"\n"), sha256=hashlib.sha256(data).hexdigest())
    path.write_text(json.dumps(manifest), encoding="utf-8")


def codes(site: Path, content: Path | None = None) -> list[str]:
    return sorted({finding.code for finding in check_site(site, content)})


def test_a_site_as_it_should_be_gives_nothing(site: Path) -> None:
    assert [str(finding) for finding in check_site(site)] == []


def test_a_folder_without_a_site_says_so(tmp_path: Path) -> None:
    assert codes(tmp_path) == ["check-no-site"]


@pytest.mark.parametrize(
    ("old", "new", "code", "found"),
    [
        # links and ids
        ('href="../../73/2/"', 'href="../../73/2/#op1"', "check-page-citations", "73/2"),
        ('href="mailto:library@example.org"', 'href="../9/"', "check-link-broken", "en/A/RES/74/9/index.html"),
        ('href="mailto:library@example.org"', 'href="../../../../../../elsewhere/"', "check-link-broken", "elsewhere"),
        ('href="mailto:library@example.org"', 'href="http://[broken/"', "check-link-broken", "http://[broken/"),
        ('href="mailto:library@example.org"', 'href="../../73/2/#op2"', "check-anchor-broken", "en/A/RES/73/2/index.html#op2"),
        ('<a href="#title">Skip</a>', '<a href="#main">Skip</a>', "check-anchor-broken", "#main"),
        ('href="mailto:library@example.org"', 'href="/en/A/RES/73/2/"', "check-link-absolute", "/en/A/RES/73/2/"),
        ('href="mailto:library@example.org"', 'href="javascript:alert(1)"', "check-link-script", "javascript:alert(1)"),
        ('href="mailto:library@example.org"', 'href=" java\nscript:alert(1)"', "check-link-script", "script:alert(1)"),
        ('<h2 id="notes">', '<h2 id="title">', "check-id-repeated", "2 times"),
        # requests to other hosts
        (
            '<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=">',
            '<img src="//example.org/a.png">',
            "check-remote-request",
            "//example.org",
        ),
        ("<title>", '<script src="https://example.org/a.js"></script><title>', "check-remote-request", "https://example.org/a.js"),
        ("<title>", '<link rel="preconnect" href="https://example.org"><title>', "check-remote-request", "https://example.org"),
        ("<title>", '<link rel="shortcut icon" href="https://example.org/i.ico"><title>', "check-remote-request", "i.ico"),
        (
            "<title>",
            '<meta http-equiv="refresh" content="0; url=https://example.org/"><title>',
            "check-remote-request",
            "https://example.org/",
        ),
        ("<title>", '<img srcset="data:image/gif;base64,R0lG 1x, https://example.org/c.png 2x"><title>', "check-remote-request", "c.png"),
        ("<title>", '<script src="missing.js"></script><title>', "check-link-broken", "missing.js"),
        # agreement with the data files
        ("To remain calm;", "To remain calmer;", "check-page-words", "calmer;…, not …Toremaincalm;"),
        ("To remain calm;", "To remain <em>calm</em>; and more", "check-page-words", "andmore"),
        ("<td>193</td>", "<td>194</td>", "check-page-words", "194"),
        ("<strong>(a)</strong>", "<strong>(b)</strong>", "check-page-label", "'(b)', not '1 (a)'"),
        ("<strong>(a)</strong>", "", "check-page-label", "'', not '1 (a)'"),
        ("<strong>I</strong> Scope", "Scope", "check-page-label", "'', not 'I'"),
        ('<sup class="footnote-ref">2</sup>', "", "check-page-calls", "1, not 1 2"),
        ('<p class="symbol">A/RES/74/1</p>', '<p class="symbol">A/RES/74/11</p>', "check-page-symbol", "not A/RES/74/1"),
        ("Peace &amp; quiet<sup>", "Peace<sup>", "check-page-title", "Peace & quiet"),
        ('<div class="resolution">', "<div>", "check-page-held", "there is no text"),
        ('<a href="https://docs.un.org/en/A/74/399">A/74/399</a>', "A/74/399", "check-page-citations", "0 links, 1 citations"),
        ("All is well.", '<a href="../../73/2/">All</a> is well.', "check-page-citations", "1 links, 0 citations"),
    ],
)
def test_a_defect_of_a_page_is_found(site: Path, old: str, new: str, code: str, found: str) -> None:
    edit(site, PAGE, old, new)
    (finding,) = check_site(site)
    assert finding.code == code
    assert finding.document == PAGE
    assert found in finding.found


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("<title>", "<script>start()</script><title>", "a script in the page"),
        ("<title>", '<script type="module">start()</script><title>', "a script in the page"),
        ("<title>", '<script type="importmap">{}</script><title>', "a script in the page"),
        ("<title>", "<style>p { color: red }</style><title>", "styles in the page"),
        ('<p class="symbol">', '<p class="symbol" style="color: red">', "a style attribute"),
        ('<p class="symbol">', '<p class="symbol" onclick="start()">', "an event handler"),
        ("<title>", '<base href="./"><title>', "an embedded page, media or base"),
        ("<title>", '<iframe srcdoc="Hello"></iframe><title>', "an embedded page, media or base"),
    ],
)
def test_what_the_security_policy_refuses_is_found(site: Path, old: str, new: str, found: str) -> None:
    edit(site, PAGE, old, new)
    (finding,) = check_site(site)
    assert (finding.code, finding.document, finding.found) == ("check-policy", PAGE, found)


@pytest.mark.parametrize(
    "harmless",
    [
        '<script type="application/ld+json">{"on": "onclick=\'x\'"}</script>',
        '<script type="application/json">{}</script>',
        "<p>Set once=1, only=2 on style=3.</p>",
    ],
)
def test_data_and_words_are_no_scripts(site: Path, harmless: str) -> None:
    edit(site, PAGE, "<title>", f"{harmless}<title>")
    assert codes(site) == []


@pytest.mark.parametrize(
    ("old", "new", "address"),
    [
        ("<title>", "<style>@import 'https://example.org/a.css';</style><title>", "https://example.org/a.css"),
        ('<p class="symbol">', '<p class="symbol" style="background: url(//example.org/b.png)">', "//example.org/b.png"),
    ],
)
def test_styles_in_a_page_that_ask_another_host_are_found(site: Path, old: str, new: str, address: str) -> None:
    edit(site, PAGE, old, new)
    assert address in [finding.found for finding in check_site(site) if finding.code == "check-remote-request"]


def test_an_anchor_that_is_gone_is_missed_by_the_data_files_and_by_the_links_to_it(site: Path) -> None:
    edit(site, PAGE, '<p id="op1">', "<p>")
    assert [(finding.code, finding.document, finding.found) for finding in check_site(site)] == [
        ("check-anchor-broken", "index.html", f"{PAGE}#op1"),
        ("check-data-address", PARAGRAPHS, "en/A/RES/74/1/#op1"),
    ]


def test_units_in_another_order_are_found(site: Path) -> None:
    annex = '<section id="annex" aria-label="Annex"><p id="annex-p1"><strong>1.</strong> All is well.</p></section>\n'
    edit(site, PAGE, annex, "")
    edit(site, PAGE, '<h2 id="s1">', annex + '<h2 id="s1">')
    (finding,) = check_site(site)
    assert (finding.code, finding.found) == ("check-page-order", "#annex, not #s1")


def test_white_space_and_emphasis_are_no_difference(site: Path) -> None:
    edit(site, PAGE, "To remain calm;", "\n\tTo  <em>re<b>main</b></em>\u00a0calm;\n")
    assert codes(site) == []


def test_a_page_that_is_missing_is_found_from_all_sides(site: Path) -> None:
    shutil.rmtree(site / "en" / "A" / "RES" / "73")
    assert [(finding.code, finding.document) for finding in check_site(site)] == [
        ("check-link-broken", PAGE),
        ("check-data-address", RESOLUTIONS),
        ("check-data-address", PARAGRAPHS),
        ("check-data-address", CITATIONS),
    ]


def test_a_document_without_a_title_may_have_any_heading(site: Path) -> None:
    lines_of(site, RESOLUTIONS, lambda lines: [json.dumps(json.loads(lines[0]) | {"title": None}) + "\n", *lines[1:]])
    assert codes(site) == []


def test_a_document_page_that_no_line_names_is_found(site: Path) -> None:
    copy = site / "en" / "A" / "RES" / "73" / "9"
    shutil.copytree(site / "en" / "A" / "RES" / "73" / "2", copy)
    (finding,) = check_site(site)
    assert (finding.code, finding.document) == ("check-page-unlisted", "en/A/RES/73/9/index.html")


def test_the_page_of_what_is_only_cited_has_its_symbol_as_heading_and_no_text(site: Path) -> None:
    edit(site, "en/A/RES/70/1/index.html", "<h1>A/RES/70/1</h1>", '<h1>A/RES/70/2</h1><div class="resolution">Text</div>')
    assert codes(site) == ["check-page-held", "check-page-symbol"]


def test_the_page_of_what_is_only_cited_says_its_title_below_its_symbol(site: Path) -> None:
    change = {"title": "The sea, the sea"}
    lines_of(site, RESOLUTIONS, lambda lines: [*lines[:-1], json.dumps(json.loads(lines[-1]) | change) + "\n"])
    assert codes(site) == ["check-page-title"]
    edit(site, "en/A/RES/70/1/index.html", "</h1>", "</h1><p>The sea, <em>the sea</em></p>")
    assert codes(site) == []


def test_an_empty_page_is_found(site: Path) -> None:
    (site / "en" / "index.html").write_bytes(b"")
    assert codes(site) == ["check-page-unreadable"]


def test_a_style_sheet_that_fetches_from_another_host_is_found(site: Path) -> None:
    edit(site, "assets/style.css", "url(paper.png)", "url('https://example.org/paper.png')")
    (finding,) = check_site(site)
    assert (finding.code, finding.document, finding.found) == ("check-remote-request", "assets/style.css", "https://example.org/paper.png")


# --- the data files ---


@pytest.mark.parametrize(
    ("file", "old", "new", "expected"),
    [
        (RESOLUTIONS, '"held":true,"url":"en/A/RES/74/1/"', '"held":"yes","url":"en/A/RES/74/1/"', "data.held must be boolean"),
        (RESOLUTIONS, '"title":"Peace",', "", "must contain"),
        (RESOLUTIONS, '"symbol":"A/74/399"', '"symbol":"a/74/399"', "'a/74/399' is no canonical symbol"),
        (RESOLUTIONS, '"symbol":"A/74/399","path":"A/74/399"', '"path":"A/74/399","symbol":"A/74/399"', "another order"),
        (RESOLUTIONS, '"kind":null,"language":null', '"kind":null,"language":"en"', "has none"),
        (CITATIONS, '"text":"A/74/399","target":"A/74/399"', '"text":"A/74/399","target":"A 74 399"', "'A 74 399' is no canonical symbol"),
        (PARAGRAPHS, '{"symbol":"A/RES/73/2"', '"symbol":"A/RES/73/2"', "Extra data"),
    ],
)
def test_a_line_that_is_not_as_the_schema_says_is_found(site: Path, file: str, old: str, new: str, expected: str) -> None:
    edit(site, file, old, new)
    findings = [finding for finding in check_site(site) if finding.code == "check-data-line"]
    assert [finding.document for finding in findings] == [file]
    assert expected in findings[0].found


@pytest.mark.parametrize(
    ("file", "old", "new", "code"),
    [
        (PARAGRAPHS, '"parent":"op1"', '"parent":"op9"', "check-data-orphan"),
        (PARAGRAPHS, '"url":"en/A/RES/73/2/#op1"', '"url":"en/A/RES/74/1/#op1"', "check-data-url"),
        (CITATIONS, '"start":26,"end":30', '"start":25,"end":29', "check-citation-text"),
        (
            CITATIONS,
            '"target":"A/RES/70/1","target_anchor":null,"outcome":"external"',
            '"target":null,"target_anchor":null,"outcome":"external"',
            "check-citation-target",
        ),
        (CITATIONS, '"target":"A/RES/70/1"', '"target":"A/RES/73/2"', "check-citation-target"),
        (CITATIONS, '"outcome":"held"', '"outcome":"ambiguous"', "check-citation-target"),
        (
            CITATIONS,
            '"outcome":"external","url":"https://docs.un.org/en/A/74/399"',
            '"outcome":"held","url":"https://docs.un.org/en/A/74/399"',
            "check-citation-target",
        ),
    ],
)
def test_lines_that_do_not_agree_with_each_other_are_found(site: Path, file: str, old: str, new: str, code: str) -> None:
    edit(site, file, old, new)
    assert [finding.document for finding in check_site(site) if finding.code == code] == [file]


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({"covers": ["op1"]}, "it means #None, but covers ['op1']"),
        ({"target_anchor": "op1"}, "it means #op1, but covers []"),
        ({"target_anchor": "op1", "covers": ["op1", "op9"], "url": "en/A/RES/73/2/#op1"}, "A/RES/73/2 has no #op9"),
        ({"target_anchor": "op1", "covers": ["op1"]}, "it means #op1, but leads to en/A/RES/73/2/"),
        ({"url": "en/A/RES/73/2/#op1"}, "it means #None, but leads to en/A/RES/73/2/#op1"),
        ({"url": "en/A/RES/70/1/"}, "en/A/RES/70/1/ is the page of no document that is held"),
        ({"target": "A/RES/73/3", "outcome": "external", "target_anchor": "op1", "covers": ["op1"]}, "external, but covers ['op1']"),
    ],
)
def test_paragraphs_that_a_citation_cannot_mean_are_found(site: Path, changes: dict[str, object], found: str) -> None:
    """The first citation is that of A/RES/73/2, which is held and has one paragraph."""
    lines_of(site, CITATIONS, lambda lines: [json.dumps(json.loads(lines[0]) | changes) + "\n", *lines[1:]])
    assert [finding.found for finding in check_site(site) if finding.code == "check-citation-place"] == [found]


def test_paragraphs_that_a_citation_means_are_right_where_its_document_has_them(site: Path) -> None:
    changes = {"target_anchor": "op1", "covers": ["op1"], "url": "en/A/RES/73/2/#op1"}
    lines_of(site, CITATIONS, lambda lines: [json.dumps(json.loads(lines[0]) | changes) + "\n", *lines[1:]])
    edit(site, PAGE, 'href="../../73/2/"', 'href="../../73/2/#op1"')
    assert codes(site) == []


def lines_of(site: Path, file: str, change: Callable[[list[str]], list[str]]) -> None:
    path = site / file
    path.write_text("".join(change(path.read_text(encoding="utf-8").splitlines(keepends=True))), encoding="utf-8", newline="\n")
    renew_manifest(site)


@pytest.mark.parametrize(
    ("file", "change", "expected"),
    [
        (RESOLUTIONS, lambda lines: lines[::-1], {"check-data-order"}),
        (RESOLUTIONS, lambda lines: [*lines, lines[-1]], {"check-data-repeated"}),
        (PARAGRAPHS, lambda lines: [*lines[1:], lines[0]], {"check-data-order"}),
        (PARAGRAPHS, lambda lines: [*lines, lines[-1]], {"check-data-repeated"}),
        (CITATIONS, lambda lines: [*lines, lines[0]], {"check-data-order"}),
        (CITATIONS, lambda lines: [lines[0], *lines], {"check-citation-overlap", "check-page-citations"}),
        (CITATIONS, lambda lines: lines[1:], {"check-page-citations"}),
        (RESOLUTIONS, lambda lines: lines[1:], {"check-data-orphan", "check-page-unlisted"}),
    ],
)
def test_lines_in_disorder_and_lines_too_many_or_too_few_are_found(
    site: Path, file: str, change: Callable[[list[str]], list[str]], expected: set[str]
) -> None:
    lines_of(site, file, change)
    assert expected <= set(codes(site))


def test_a_citation_in_a_paragraph_without_a_line_is_found(site: Path) -> None:
    lines_of(site, PARAGRAPHS, lambda lines: [line for line in lines if '"anchor":"fn1"' not in line])
    assert codes(site) == ["check-data-orphan"]


def test_a_document_that_is_held_is_no_reference(site: Path) -> None:
    edit(site, RESOLUTIONS, '{"symbol":"A/RES/70/1"', '{"symbol":"A/RES/73/2"')
    assert "check-data-repeated" in codes(site)


def test_data_files_that_are_missing_or_not_as_the_manifest_says_are_found(site: Path) -> None:
    with (site / CITATIONS).open("a", encoding="utf-8") as file:
        file.write("\n")
    assert codes(site) == ["check-data-line", "check-data-manifest"]
    (site / CITATIONS).unlink()
    (site / "data" / "manifest.json").write_text('{"version": "0.1", "files": []}')
    found = {(finding.code, finding.document) for finding in check_site(site)}
    assert ("check-data-missing", CITATIONS) in found
    assert ("check-data-manifest", "data/manifest.json") in found
    (site / "data" / "manifest.json").write_text("[]")
    assert "check-data-manifest" in codes(site)
    (site / "data" / "manifest.json").unlink()
    assert ("check-data-missing", "data/manifest.json") in {(finding.code, finding.document) for finding in check_site(site)}


# --- the archive it was built from ---


@pytest.fixture
def content(tmp_path: Path) -> Path:
    for resolution in (FIRST, SECOND):
        file = tmp_path / "content" / "resolutions" / "en" / f"{resolution.symbol}.yaml"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(format_yaml(resolution), encoding="utf-8")
    return tmp_path / "content"


def test_every_file_of_the_archive_is_a_document_of_the_site(site: Path, content: Path) -> None:
    assert codes(site, content) == []
    folder = content / "resolutions" / "en" / "A" / "RES" / "73"
    (folder / "2.yaml").rename(folder / "3.yaml")
    assert codes(site, content) == ["check-content-left-out", "check-content-missing"]


def test_files_of_the_archive_are_validated(site: Path, content: Path) -> None:
    edit_file = content / "resolutions" / "en" / "A" / "RES" / "73" / "2.yaml"
    edit_file.write_text(edit_file.read_text(encoding="utf-8").replace("kind: resolution", "kind: letter"), encoding="utf-8")
    (finding,) = check_site(site, content)
    assert finding.code == "yaml-field"
    assert finding.document == str(edit_file)


def test_progress_counts_pages_and_files(site: Path, content: Path) -> None:
    steps: list[tuple[int, int]] = []
    check_site(site, content, progress=lambda done, total: steps.append((done, total)))
    assert steps == [(done, 8) for done in range(1, 9)]  # six pages, two files


def test_many_pages_are_read_by_several_processes_with_the_same_result(site: Path) -> None:
    for number in range(40):
        (site / "about" / str(number)).mkdir(parents=True)
        (site / "about" / str(number) / "index.html").write_text(f'<p id="a">{number}</p><a href="../{number + 1}/#a">next</a>')
    assert [(finding.code, finding.document) for finding in check_site(site)] == [("check-link-broken", "about/39/index.html")]


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("#op1", Address(Reach.INSIDE, "en/A/1/index.html", "op1")),
        ("", Address(Reach.INSIDE, "en/A/1/index.html")),
        ("?q=peace#op1", Address(Reach.INSIDE, "en/A/1/index.html", "op1")),
        (".", Address(Reach.INSIDE, "en/A/1/index.html")),
        ("..", Address(Reach.INSIDE, "en/A/index.html")),
        ("../../../", Address(Reach.INSIDE, "index.html")),
        ("../../..", Address(Reach.INSIDE, "index.html")),
        ("../2%28b%29/#op%31", Address(Reach.INSIDE, "en/A/2(b)/index.html", "op1")),
        ("../2/#op1:~:text=peace", Address(Reach.INSIDE, "en/A/2/index.html", "op1")),
        ("../2/file.xml", Address(Reach.INSIDE, "en/A/2/file.xml")),
        ("../../../../x", Address(Reach.NOWHERE)),
        ("/x", Address(Reach.ROOT)),
        ("//example.org/x", Address(Reach.OUTSIDE)),
        ("HTTPS://example.org/x", Address(Reach.OUTSIDE)),
        ("JavaScript:alert(1)", Address(Reach.SCRIPT)),
        ("\x01javascript:alert(1)", Address(Reach.SCRIPT)),
        ("data:text/html,x", Address(Reach.SCRIPT)),
    ],
)
def test_where_an_address_leads(written: str, address: Address) -> None:
    assert read_address(written, "en/A/1/index.html") == address
