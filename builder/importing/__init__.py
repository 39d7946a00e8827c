"""Files as received into the archive: find, read, place, write."""

from builder.importing.run import ImportReport, Outcome, import_sources

__all__ = ["ImportReport", "Outcome", "import_sources"]
