"""The commands below `archive anchors`: what a keeper sees and decides of published addresses that a build would not keep."""

from __future__ import annotations

from pathlib import Path

import click

from builder.archive import Archive
from builder.diagnostics import Severity
from builder.ledger import LedgerError, find_broken
from builder.ledger.review import confirm, name_alias, shown
from builder.loading import load_archive
from builder.terminal import CONTENT, progress, show

__all__ = ["anchors"]


@click.group(invoke_without_command=True)
@CONTENT
@click.option(
    "--site",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("site"),
    show_default=True,
    help="The published site, for the words of old.",
)
@click.pass_context
def anchors(context: click.Context, content: Path, site: Path) -> None:
    """List published addresses that the next build would lose, or lead to other words; with a command, settle them.

    The exit status is 1 where there are any: a build fails until each is confirmed or has an alias.
    """
    context.obj = content
    if context.invoked_subcommand:
        return
    archive = _archive_with_ledger(content)
    broken = find_broken(archive)
    for line in shown(archive, broken, site):
        click.echo(line)
    if broken:
        raise click.ClickException(f"{len(broken):,} published {'address is' if len(broken) == 1 else 'addresses are'} not kept")
    click.echo("Every published address is kept.")


@anchors.command("confirm")
@click.argument("places", metavar="[SYMBOL[#ANCHOR]]...", nargs=-1)
@click.option("--all", "everything", is_flag=True, help="Confirm all that `archive anchors` lists.")
@click.option("--language", metavar="CODE", help="Only in this language. Default: in all.")
@click.pass_obj
def confirm_command(content: Path, places: tuple[str, ...], *, everything: bool, language: str | None) -> None:
    """Give up addresses that are gone, and let those whose words changed lead to the words that are there now."""
    if bool(places) is everything:
        raise click.UsageError("Name documents or anchors (A/RES/74/166#op7), or give --all.")
    archive = _archive_with_ledger(content)
    try:
        confirmed = confirm(content, archive, places, everything=everything, language=language)
    except (LedgerError, OSError) as error:
        raise click.ClickException(str(error)) from error
    for one in confirmed:
        click.echo(f"confirmed: {one}")


@anchors.command("alias")
@click.argument("symbol")
@click.argument("old")
@click.argument("new")
@click.option("--language", metavar="CODE", help="Only in this language. Default: in all in which OLD was published.")
@click.pass_obj
def alias_command(content: Path, symbol: str, old: str, new: str, *, language: str | None) -> None:
    """Let the old address of a paragraph lead to its new one: OLD and NEW are anchors of the document, like op7."""
    archive = _archive_with_ledger(content)
    try:
        languages = name_alias(content, archive, symbol, old, new, language=language)
    except (LedgerError, OSError) as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"{symbol}#{old} leads to #{new} from the next build on ({', '.join(languages)})")


def _archive_with_ledger(content: Path) -> Archive:
    with progress("Reading") as advance:
        archive, findings = load_archive(content, advance=advance)
    show([finding for finding in findings if finding.severity is Severity.ERROR])
    if any(finding.code == "ledger-line" for finding in findings):
        raise click.ClickException("The ledger cannot be read; mend the lines that are named first.")
    return archive
