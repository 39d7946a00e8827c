"""`archive show`: a document at each stage of its reading, so that a keeper sees why it was read as it was."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path

import click

from builder.archive import RESOLUTIONS, SOURCES, document_file
from builder.reading.blocks import Printed
from builder.reading.formats import is_archive_file, read_file
from builder.reading.limits import received
from builder.reading.lines import Line, PageStart
from builder.reading.result import Reading
from builder.reading.yaml_file import format_yaml
from builder.symbols import canonical_symbol
from builder.terminal import CONTENT
from builder.text import Text, format_text

__all__ = ["show_document"]


class Stage(StrEnum):
    """What a document is made of on its way, in order."""

    LINES = "lines"
    BLOCKS = "blocks"
    MODEL = "model"


@click.command("show")
@click.argument("document", metavar="SYMBOL|FILE")
@CONTENT
@click.option(
    "--stage",
    type=click.Choice([stage.value for stage in Stage]),
    default=Stage.MODEL.value,
    show_default=True,
    help="The printed lines, the paragraphs they make, or the parsed document.",
)
@click.option("--language", default="en", show_default=True, help="The language of the document, where a symbol is given.")
def show_document(document: str, content: Path, *, stage: str, language: str) -> None:
    """Show how a document was read: SYMBOL of the archive in --content, or a FILE that could be imported.

    The lines are numbered as in the file; before the words of each stand its indent and its signs: `+` goes on with the line before after
    a raised number, `^` is a raised number or sign, `=` stands apart from the line before, `p` begins a page, `P` begins one with a running
    head, `T` is a table. Words are in the notation of the archive's files. Findings go to standard error.
    """
    path = _file(document, content, language, Stage(stage))
    data = received(path)
    if not isinstance(data, bytes):
        raise click.ClickException(f"{path}: {data.found}")
    reading = read_file(data, path.name)
    for line in _shown(reading, Stage(stage)):
        click.echo(line)
    for finding in reading.diagnostics:
        click.echo(str(finding), err=True)
    if reading.resolution is None:
        raise click.exceptions.Exit(1)


def _file(document: str, content: Path, language: str, stage: Stage) -> Path:
    """The file to read: the one that is named; else of the symbol the archive's own, for its lines and paragraphs the source it keeps."""
    symbol = canonical_symbol(document)
    if Path(document).is_file() or symbol is None:
        if not Path(document).is_file():
            raise click.ClickException(f"{document} is neither a file nor the symbol of a document.")
        return Path(document)
    own = content / RESOLUTIONS / document_file(symbol, language)
    if not own.is_file():
        raise click.ClickException(f"{symbol} is not in {content} in the language {language}.")
    if stage is Stage.MODEL:
        return own
    kept = content / SOURCES / document_file(symbol, language)
    for path in sorted(kept.parent.glob("*")):
        if path.stem == kept.stem and not is_archive_file(path.name):
            return path
    raise click.ClickException(
        f"The file that {symbol} was read from is not kept. Name it: archive show FILE --stage {stage}; or import with --keep-sources."
    )


def _shown(reading: Reading, stage: Stage) -> Iterator[str]:
    if stage is Stage.MODEL:
        if reading.resolution is not None:
            yield format_yaml(reading.resolution).rstrip("\n")
    elif reading.resolution is not None and not reading.printed:
        raise click.ClickException(f"A file read as {reading.resolution.source.format} has no {stage}: its parts are marked in it.")
    elif stage is Stage.LINES:
        yield from map(_shown_line, reading.lines)
    else:
        yield from map(_shown_paragraph, reading.printed)
        if reading.resolution is not None:
            yield from (f"[^{note.marker}]: {format_text(note.text)}" for note in reading.resolution.footnotes)
            yield from (f"furniture: {words}" for words in reading.resolution.furniture)


def _shown_line(line: Line) -> str:
    page = {PageStart.NO: "", PageStart.BARE: "p", PageStart.HEADED: "P"}[line.start]
    signs = page + "+" * line.rest + "^" * line.is_marker + "=" * line.apart + "T" * (line.table is not None)
    return f"{line.number:>5} {line.indent:>2} {signs:<3} {format_text(Text(line.words, line.marks))}"


def _shown_paragraph(printed: Printed) -> str:
    signs = "=" * printed.apart + "T" * (printed.table is not None)
    return f"{printed.indent:>2} {signs:<2} {format_text(printed.text)}"
