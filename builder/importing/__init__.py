"""Files as received into the archive: find, read, place, write."""

from builder.importing.candidates import Quality
from builder.importing.run import ImportReport, Outcome, import_sources
from builder.importing.workers import Workers

__all__ = ["ImportReport", "Outcome", "Quality", "Workers", "import_sources"]
