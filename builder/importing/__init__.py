"""Files as received into the archive: find, read, place, write."""

from builder.importing.run import ImportReport, Outcome, import_sources
from builder.importing.workers import Workers

__all__ = ["ImportReport", "Outcome", "Workers", "import_sources"]
