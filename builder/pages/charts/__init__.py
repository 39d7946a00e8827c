"""Overview pictures: small charts as inline SVG, each described in words and beside the same numbers as text.

`drawing` makes the pictures, `overview` chooses what an index shows, `neighbourhood` draws a document among those that cite it or that it
cites.
Words stand in HTML, so that they wrap and keep their size on a phone; SVG holds shapes only. Colours are in charts.css.
"""

from __future__ import annotations

from builder.pages.charts.neighbourhood import render_neighbourhood
from builder.pages.charts.overview import archive_charts, list_charts, prefix_charts

__all__ = ["archive_charts", "list_charts", "prefix_charts", "render_neighbourhood"]
