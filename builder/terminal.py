"""What the commands have in common on a terminal: progress on long work, findings by code, the option that names the archive."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from builder.diagnostics import Diagnostic, Severity, count_codes, meaning_of

__all__ = ["CONTENT", "WIDTH", "has_errors", "plural", "progress", "show"]

WIDTH = 100

CONTENT = click.option(
    "--content",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("content"),
    show_default=True,
    help="The folder of the archive.",
)


def has_errors(findings: Iterable[Diagnostic]) -> bool:
    """Whether one of the findings is an error."""
    return any(finding.severity is Severity.ERROR for finding in findings)


def show(findings: Sequence[Diagnostic], *, verbose: bool = False, examples: int = 1) -> None:
    """The findings by code, the gravest first, each code with what can be done about it; errors are always named one by one."""
    for code, count in count_codes(findings):
        meaning = meaning_of(code)
        click.echo(f"{meaning['severity']}: {meaning['title']} ({count:,} × {code})")
        shown = [finding for finding in findings if finding.code == code]
        if not verbose and meaning["severity"] != Severity.ERROR:
            shown = shown[:examples]
        for finding in shown:
            where = " ".join(part for part in (finding.document, finding.place) if part)
            click.echo(f"  {where}: {'; '.join(part for part in (finding.found, finding.done) if part)}".rstrip(": "))
        click.echo(textwrap.fill(meaning["advice"], WIDTH, initial_indent="  → ", subsequent_indent="    "))
    if findings:
        click.echo()


def plural(count: int, noun: str) -> str:
    """The noun for so many: 'file', 'files'."""
    return noun if count == 1 else f"{noun}s"


@contextmanager
def progress(label: str) -> Iterator[Callable[[int, int], None] | None]:
    """A bar for work of some length, on a terminal only; what it gives is called with (done, all)."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield None
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task(label, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)
