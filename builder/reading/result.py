"""What every reader gives back."""

from __future__ import annotations

from dataclasses import dataclass

from builder.diagnostics import Diagnostic
from builder.model import Resolution

__all__ = ["Reading"]


@dataclass(frozen=True, slots=True)
class Reading:
    """A document as read, and what the reader was unsure of. `resolution` is None where nothing could be read; a diagnostic says why."""

    resolution: Resolution | None
    diagnostics: tuple[Diagnostic, ...] = ()
