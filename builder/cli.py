"""The command `archive`: import, build, check, verify, anchors, cite, pages, new.

Exit status: 0 when all went well, 1 when a file could not be read, a build or a check failed, 2 when the command was called wrongly.
"""

from __future__ import annotations

import json
import sys
import textwrap
from collections import Counter
from collections.abc import Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import TextIO

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

from builder.anchor_commands import anchors
from builder.archive import Archive
from builder.cache import cache_dir, write_atomically
from builder.check import check_site
from builder.export.rows import CitedRow, cited_row
from builder.importing import ImportReport, Outcome, import_sources
from builder.importing.dask_cluster import ClusterError, dask_workers
from builder.linking import link_archive
from builder.linking.cite import cite
from builder.linking.gloss import glossed_languages
from builder.loading import load_archive
from builder.new import make_archive
from builder.pages import render_pages
from builder.publishing import MANIFEST, verify_site
from builder.terminal import CONTENT, WIDTH, has_errors, plural, progress, show
from builder.text import normalise_words

__all__ = ["main"]

_CONFIG = click.option(
    "-f",
    "--config",
    type=click.Path(path_type=Path, dir_okay=False),
    default=Path("mkdocs.yml"),
    show_default=True,
    help="The configuration of MkDocs.",
)


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": WIDTH})
@click.version_option(package_name="resolution-archive")
def main() -> None:
    """Turn United Nations resolutions into a static site with an address for every paragraph."""


@main.command("import")
@click.argument("sources", metavar="SOURCE...", nargs=-1, required=True, type=click.Path(path_type=Path, exists=True))
@CONTENT
@click.option("--overwrite", is_flag=True, help="Also replace files that were edited by hand.")
@click.option("--keep-sources", is_flag=True, help="Also copy each source into content/sources/, so that its page offers it.")
@click.option("-j", "--jobs", type=click.IntRange(0), default=0, help="How many processes read files; 0, the default, is one a core.")
@click.option("--dask", metavar="ADDRESS", help="Let the workers of the Dask scheduler at ADDRESS read the files; they are sent the bytes.")
@click.option("-v", "--verbose", is_flag=True, help="Show each finding, not only how many there are of each code.")
@click.option(
    "--report",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Where all findings are written. Default: import.txt in .cache beside content.",
)
def import_command(
    sources: tuple[Path, ...],
    content: Path,
    *,
    overwrite: bool,
    keep_sources: bool,
    jobs: int,
    dask: str | None,
    verbose: bool,
    report: Path | None,
) -> None:
    """Read files and folders into the archive.

    Read are the United Nations' Akoma Ntoso XML, PDF, text extracted from PDF, and YAML files of an archive; folders are searched for them.
    A file that cannot be read is named and skipped, the others are imported, and the exit status is 1.
    """
    try:
        with dask_workers(dask) if dask else nullcontext() as workers, progress("Reading") as advance:
            done = import_sources(
                sources, content, overwrite=overwrite, keep_sources=keep_sources, jobs=jobs, workers=workers, advance=advance
            )
    except ClusterError as error:
        raise click.ClickException(str(error)) from None
    report = report or cache_dir(content) / "import.txt"
    write_atomically(report, "".join(f"{finding}\n" for finding in done.diagnostics).encode())
    show(done.diagnostics, verbose=verbose)
    click.echo(_import_summary(done, content))
    if done.diagnostics:
        click.echo(f"All findings are in {report}")
    sys.exit(1 if done.failed else 0)


def _import_summary(done: ImportReport, content: Path) -> str:
    counts = Counter(done.outcomes.values())
    parts = [f"{counts[outcome]:,} {outcome}" for outcome in Outcome if counts[outcome]]
    failed = f", {len(done.failed):,} could not be read" if done.failed else ""
    return f"{done.read:,} {plural(done.read, 'file')} read{failed}; in {content}: {', '.join(parts) or 'nothing new'}"


@main.command()
@_CONFIG
@click.option(
    "-d", "--site-dir", type=click.Path(path_type=Path, file_okay=False), help="Where the site is written. Default: site, as configured."
)
def build(config: Path, site_dir: Path | None) -> None:
    """Build the site, as `mkdocs build --strict` does: a dead link fails the build.

    Nothing is done where the site is what a build would make it.
    """
    from mkdocs.__main__ import cli as mkdocs  # half a second that only this command needs
    from mkdocs.config import load_config
    from mkdocs.exceptions import MkDocsException

    from builder.plugin.unchanged import is_unchanged

    if not config.is_file():
        raise click.ClickException(f"There is no {config} here. `archive new DIR` makes an archive, `--config` names another file.")
    try:
        unchanged = is_unchanged(load_config(str(config), **({"site_dir": str(site_dir)} if site_dir else {})))
    except MkDocsException:
        unchanged = False  # MkDocs says below what is wrong
    if unchanged:
        click.echo("Nothing has changed since the site was built.")
        return
    arguments = ["build", "--strict", "--config-file", str(config)]
    mkdocs.main(arguments + (["--site-dir", str(site_dir)] if site_dir else []), prog_name="mkdocs")


@main.command()
@click.argument("site", type=click.Path(path_type=Path, file_okay=False, exists=True), default=Path("site"))
@CONTENT
@click.option("-v", "--verbose", is_flag=True, help="Show each finding, not only the first of each code.")
def check(site: Path, content: Path, *, verbose: bool) -> None:
    """Verify the built folder SITE (default: site) and the archive it was built from.

    The files of the archive against their schema, every link and anchor, one page a document, the data files against the pages.
    """
    with progress("Checking") as advance:
        findings = check_site(site, content if content.is_dir() else None, progress=advance)
    show(findings, verbose=verbose, examples=3)
    if has_errors(findings):
        sys.exit(1)
    click.echo(f"{site}: all is well")


@main.command()
@click.argument("site", type=click.Path(path_type=Path, file_okay=False, exists=True), default=Path("site"))
def verify(site: Path) -> None:
    """Compare the folder SITE (default: site), or a mirror of it, with the hashes in its SHA256SUMS.

    Names each file that is missing, changed, or not in the list.
    """
    try:
        differences = list(verify_site(site))
    except FileNotFoundError as error:
        raise click.ClickException(f"There is no {MANIFEST} in {site}; a site has one where `archive build` made it.") from error
    except (OSError, ValueError) as error:
        raise click.ClickException(f"{site}: {error}") from error
    for difference in differences:
        click.echo(difference)
    if differences:
        raise click.ClickException(f"{site}: {len(differences):,} {plural(len(differences), 'file')} not as published")
    click.echo(f"{site}: every file is as published")


main.add_command(anchors)


@main.command("cite")
@click.argument("words", metavar="[TEXT]...", nargs=-1)
@click.option("--file", type=click.File("r", encoding="utf-8", errors="replace"), help="Read the text from this file.")
@click.option("--by", metavar="SYMBOL", help="The document that speaks: it decides whose “its resolution 73/180” is.")
@click.option(
    "--content",
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    help="The folder of an archive whose documents and paragraphs are looked up. Default: none, and everything is elsewhere.",
)
@click.option(
    "--language",
    type=click.Choice(["en", *sorted(glossed_languages())]),
    default="en",
    show_default=True,
    help="The language of the text.",
)
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line for each citation, with the fields of citations.jsonl.")
def cite_command(
    words: tuple[str, ...], file: TextIO | None, by: str | None, content: Path | None, *, language: str, as_json: bool
) -> None:
    """Say what TEXT cites. With no TEXT, or with -, it is read from standard input.

    A paragraph ends at a blank line, or where a line ends with a stop; other line ends count as spaces. On a terminal the answer is a
    table, elsewhere one line for each citation with its columns parted by tabs: words, symbol, place, outcome, address, reason.
    """
    if words and file:
        raise click.UsageError("Give the text or a file of it, not both.")
    text = " ".join(words) if words and words != ("-",) else (file or click.open_file("-", encoding="utf-8", errors="replace")).read()
    archive = Archive()
    if content:
        with progress("Reading") as advance:
            archive, _ = load_archive(content, advance=advance)
        if not len(archive):
            raise click.ClickException(f"There are no documents in {content}; --content names the folder that `archive import` filled.")
    try:
        citations = cite(text, by=by, archive=archive, language=language)
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="--by") from error
    rows = [cited_row(citation, archive) for citation in citations]
    if as_json:
        for row in rows:
            click.echo(json.dumps(row, ensure_ascii=False))
    elif rows:
        _show_cited(rows)
    else:
        click.echo("Nothing is cited.", err=True)


@main.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path, file_okay=False))
@CONTENT
def pages(folder: Path, content: Path) -> None:
    """Write the pages as Markdown into DIR, to look at or for another renderer."""
    _refuse_full(folder)
    with progress("Reading") as advance:
        archive, diagnostics = load_archive(content, advance=advance)
    show(diagnostics)
    written = 0
    for page in render_pages(archive, link_archive(archive)):
        target = folder / page.src
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(page.markdown, encoding="utf-8", newline="\n")
        written += 1
    click.echo(f"{written:,} {plural(written, 'page')} written to {folder}")
    sys.exit(1 if has_errors(diagnostics) else 0)


@main.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path, file_okay=False))
def new(folder: Path) -> None:
    """Make an empty archive in DIR: its configuration, a home page, and a place for documents."""
    _refuse_full(folder)
    make_archive(folder)
    click.echo(
        textwrap.dedent(
            f"""\
            An empty archive is in {folder}. Now:
              cd {folder}
              archive import FILES...
              archive build"""
        )
    )


def _refuse_full(folder: Path) -> None:
    if folder.is_dir() and any(folder.iterdir()):
        raise click.ClickException(f"{folder} is not empty; name a new folder.")


# --- what is shown ------------------------------------------------------------------------------------------------------------------


def _show_cited(rows: Sequence[CitedRow]) -> None:
    """The citations for a person on a terminal, for a program elsewhere. Words are shown without whatever could steer a terminal."""
    console = Console()
    table = Table("Words", "Means", "Where and why", box=None, pad_edge=False, padding=(0, 2, 1, 0))
    for row in rows:
        words, place = normalise_words(row["text"]), normalise_words(row["pinpoint"])
        place = " ".join([place, *(f"#{anchor}" for anchor in row["covers"])]).strip()
        if not console.is_terminal:
            click.echo("\t".join([words, row["target"] or "", place, row["outcome"], row["url"] or "", row["reason"]]))
            continue
        means = Text("\n".join(part for part in (row["target"] or row["outcome"], place) if part))
        why = Text("\n".join(part for part in (row["url"], row["reason"]) if part), overflow="fold")
        table.add_row(Text(words), means, why)
    if console.is_terminal:
        console.print(table)
