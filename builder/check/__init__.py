"""Looks at the finished folder with the eyes of a visitor: `addresses`, one of the `pages`, the `data_files`, and the whole `site`."""

from builder.check.site import check_site

__all__ = ["check_site"]
