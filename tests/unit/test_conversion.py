"""What is converted by a pattern of its own is, to the byte, what Python-Markdown makes of it; what is filled in is what templates give."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File
from mkdocs.structure.nav import Navigation

from builder.linking import link_archive
from builder.loading import load_archive
from builder.pages import render_pages
from builder.pages.markdown import attributes, escape, escape_html, inline, link
from builder.plugin import conversion
from builder.plugin.archive_files import ArchiveFiles
from builder.plugin.conversion import convert
from builder.plugin.environment import add_overrides
from builder.plugin.filling import Templates
from builder.plugin.generated import GeneratedPage, generated_file
from builder.plugin.languages import add_words
from builder.plugin.quick_pages import convert_page
from builder.text import Mark, MarkKind, Text
from tests.unit.test_incremental import ARCHIVE, assert_same, contents, resolution, rewrite
from tests.unit.test_plugin import built, make


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make(tmp_path_factory.mktemp("conversion"), *ARCHIVE)


@pytest.fixture(scope="module")
def config(archive: Path) -> MkDocsConfig:
    found = load_config(str(archive / "mkdocs.yml"))
    add_overrides(found)
    return found


def converted(
    markdown: str, config: MkDocsConfig, source: str = "en/A/RES/74/1.md", sources: frozenset[str] = frozenset()
) -> tuple[str, str, object]:
    """The HTML, the list of contents, and the links to anchors."""
    files = ArchiveFiles([], config)
    files.sources = sources
    made = convert(markdown, File(source, None, "site", True), files, config)
    return made.html, str(made.toc), made.links


def slowly(markdown: str, config: MkDocsConfig, monkeypatch: pytest.MonkeyPatch, *where: Any) -> tuple[str, str, object]:
    """The same by Python-Markdown alone."""
    with monkeypatch.context() as patch:
        patch.setattr(conversion, "convert_page", lambda *_: None)
        return converted(markdown, config, *where)


def test_pages_are_what_python_markdown_makes_of_them(archive: Path, config: MkDocsConfig, monkeypatch: pytest.MonkeyPatch) -> None:
    loaded, _ = load_archive(archive / "content")
    pages = list(render_pages(loaded, link_archive(loaded)))
    sources = frozenset(page.src for page in pages)
    quick = 0
    for page in pages:
        made = converted(page.text, config, page.src, sources)
        assert made == slowly(page.text, config, monkeypatch, page.src, sources), page.src
        quick += convert_page(page.text, str) is not None
    assert quick > len(pages) * 0.9, "nearly all pages are of the forms that are converted at once"


CONFIG = load_config("mkdocs.yml")
WORDS = st.text(alphabet="ab1 .,*_`[](){}<>&#!\\\"'+-:|~=;@/é中ا\u00a0", max_size=12)
KINDS = (MarkKind.BOLD, MarkKind.ITALIC, MarkKind.UNDERLINE, MarkKind.SUPERSCRIPT, MarkKind.LINK)


@st.composite
def blocks(draw: st.DrawFn) -> str:
    """A page of blocks as the builder writes them, of any words."""
    made = []
    for _ in range(draw(st.integers(1, 4))):
        words = draw(WORDS)
        marks = []
        if words:
            start = draw(st.integers(0, len(words) - 1))
            end = draw(st.integers(start + 1, len(words)))
            marks.append(Mark(draw(st.sampled_from(KINDS)), start, end, "../2.md#op1"))
        line = inline(Text(words, tuple(marks)), lambda marker: f"<sup>{link(marker, '#fn1')}{attributes('fnref1', 'footnote-ref')}</sup>")
        line = f"{line} {link('¶', '#op2')}{attributes('', 'permalink', aria_label=draw(WORDS))}"
        forms = {
            "paragraph": line,
            "numbered": f"**2.** {line}\n{attributes('op2', 'op', 'numbered')}",
            "item": f"- {line}",
            "items": f"- {line}\n- {escape(words) or 'x'} <small>{line}</small>",
            "raw": words.strip() or "x",
            "heading": f"## {line} {attributes('h')}",
            "named": f"### {line} {attributes('h', data_toc_label=draw(WORDS))}",
            "unnamed": f"## {escape(words) or 'x'}",
            "term": f"{escape(words) or 'x'}\n:   {line}",
            "details": f'<details class="a" data-b markdown="1"><summary>{escape_html(words) or "x"}</summary>\n\n{line}\n\n</details>',
            "annex": f'<section aria-labelledby="h" title="{escape_html(words)}" markdown="1">\n\n- {line}\n\n</section>',
            "table": f'<table markdown="1">\n<tr markdown="1">\n<td rowspan="2" markdown="span">{line}</td>\n</tr>\n</table>',
        }
        made.append(forms[draw(st.sampled_from(sorted(forms)))])
    return "\n\n".join(made)


@settings(deadline=None)
@given(blocks())
def test_any_words_are_converted_as_python_markdown_does(markdown: str) -> None:
    config = CONFIG
    with pytest.MonkeyPatch.context() as patch:
        assert converted(markdown, config) == slowly(markdown, config, patch)


@pytest.mark.parametrize(
    "markdown",
    [
        '<div class="c" markdown="1">\n\nwords',
        "words\n\n</div>",
        '<div markdown="1">\n\n<nav markdown="1">\n\nwords\n\n</div>\n\n</nav>',
        "a\tb",
        "- one\n\n- two",
        "- one\n\n    more",
        "`code`",
        "term\n\n:   definition",
        "two\nlines",
        "1 < 2",
        "<script>alert(1)</script>",
    ],
)
def test_other_forms_are_left_to_python_markdown(markdown: str) -> None:
    assert convert_page(markdown, str) is None


def test_finished_html_is_taken_as_it_is_and_markdown_in_html_is_not(config: MkDocsConfig) -> None:
    ready, inner = '<nav id="n"><a href="#a">*a*</a></nav>', "<figure><b>*b*</b></figure>"
    text = f'{ready}\n\n<div markdown="1">\n\n{inner}\n\n*c* <div>*d*</div>\n\n</div>\n\n`e` <x@y.org>\n'
    html, *_ = converted(text, config)
    assert ready in html
    assert inner in html
    assert "<em>c</em>" in html
    assert "<p>`e` " in html
    assert "<code>" not in html
    assert "mailto" not in html


def test_pages_that_are_filled_in_are_those_that_the_templates_give(tmp_path: Path) -> None:
    """With a hook that may change what templates are given, all pages are rendered in full."""
    alike = [resolution(f"A/RES/77/{number}", "Notes & *decides*;", title=f"“<b>{number}</b>” & {{{{ x }}}}") for number in range(1, 30)]
    other = [replace(document, language="ar", title=f"عنوان {document.symbol}") for document in alike[:5]]
    sites = []
    for name, hook in (("filled", ""), ("in full", "def on_page_context(context, **_):\n    return context\n")):
        folder = make(tmp_path / name, *ARCHIVE, *alike, *other)
        if hook:
            (folder / "hook.py").write_text(hook, encoding="utf-8")
            rewrite(folder / "mkdocs.yml", "plugins:", "hooks: [hook.py]\nplugins:")
        rewrite(folder / "mkdocs.yml", "docs_dir:", "site_url: https://example.org/archive/\ndocs_dir:")
        sites.append(contents(built(folder)))
    assert_same(*sites, "filling in")


def test_the_templates_are_rendered_in_full_for_the_first_pages_only(
    archive: Path, config: MkDocsConfig, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(config.plugins, "_current_plugin", None, raising=False)  # MkDocs' own builds set it
    rendered: list[str] = []
    render = Templates._in_full
    monkeypatch.setattr(Templates, "_in_full", lambda self, page: rendered.append(page.file.src_uri) or render(self, page))
    env = config.theme.get_env()
    add_words(env)
    templates = Templates(config, env, Navigation([], []), [])
    for number in range(1, 20):
        file = generated_file(f"en/A/RES/80/{number}.md", f"---\ntitle: Number {number}\n---\n\n# Words\n", config, str(archive / "out"))
        page = file.page
        assert isinstance(page, GeneratedPage)
        page.read_source(config)
        page.render(config, ArchiveFiles([], config))
        assert f"<title>Number {number} – " in templates.html(page).decode()
    assert len(rendered) == 3, "the form, its first page, and the second as a proof"
