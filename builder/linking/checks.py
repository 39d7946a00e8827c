"""What is odd in a citation as printed: a date that is not the document's, a number that cannot be, a link to something else.

The words are never changed for it, and nothing is decided here: the keeper of the archive reads it and looks.
"""

from __future__ import annotations

from collections.abc import Iterator

from builder.anchors import Anchored
from builder.diagnostics import Diagnostic
from builder.linking.context import Understood
from builder.linking.holdings import Landing
from builder.linking.resolve import Reason
from builder.symbols import without_letters

__all__ = ["check_citation"]


def check_citation(document: Anchored, anchor: str, printed: str, each: Understood, landing: Landing | None) -> Iterator[Diagnostic]:
    """The diagnostics of one mention with its printed words, in the unit at the anchor; `landing` is where what it means is held."""
    mention, meaning = each.mention, each.meaning
    symbol = document.resolution.symbol

    def finding(code: str, found: str, done: str) -> Diagnostic:
        return Diagnostic(code, f"“{printed}”: {found}", done, anchor, symbol)

    if meaning.reason is Reason.IMPOSSIBLE:
        yield finding("link-impossible", "no such number can have been adopted by then", "not linked")
    if meaning.reason is Reason.YEAR_SLIP:
        yield finding("link-year", f"it is {meaning.symbol}", f"linked to {meaning.symbol}")
    if mention.address and meaning.symbol and without_letters(mention.address) != without_letters(meaning.symbol):
        yield finding("link-differs", f"the source's link leads to {mention.address}", f"linked to {meaning.symbol}, as the words say")
    if landing is None:
        return
    cited, citing = landing.resolution, document.resolution
    if mention.date and cited.adopted and landing.part is None and mention.date != cited.adopted:
        yield finding("link-date", f"dated {mention.date}, {cited.symbol} was adopted on {cited.adopted}", f"linked to {cited.symbol}")
    if cited.adopted and citing.adopted and cited.adopted > citing.adopted:
        yield finding("link-forward", f"{cited.symbol} was adopted on {cited.adopted}, after this document", f"linked to {cited.symbol}")
