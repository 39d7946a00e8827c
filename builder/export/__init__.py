"""The archive as data: three files of JSON lines, a public contract that `data/data_files.schema.json` writes down field by field."""

from builder.export.data_files import FORMAT_VERSION, data_schema, write_data

__all__ = ["FORMAT_VERSION", "data_schema", "write_data"]
