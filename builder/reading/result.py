"""What every reader gives back."""

from __future__ import annotations

from dataclasses import dataclass

from builder.diagnostics import Diagnostic
from builder.model import Resolution
from builder.reading.blocks import Printed
from builder.reading.lines import Line

__all__ = ["Reading"]


@dataclass(frozen=True, slots=True)
class Reading:
    """A document as read, and what the reader was unsure of. `resolution` is None where nothing could be read; a diagnostic says why.

    `lines` and `printed` are what a reader of printed text made on the way: the lines, and the paragraphs before their structure.
    """

    resolution: Resolution | None
    diagnostics: tuple[Diagnostic, ...] = ()
    lines: tuple[Line, ...] = ()
    printed: tuple[Printed, ...] = ()
