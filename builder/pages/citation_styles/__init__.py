"""How a document is cited: in the United Nations' own way, in four styles of manuals, and as records for reference managers.

`citations` gives a template for each style, with a slot for the place in the document; `pinpoint` gives what stands in the slot. The
browser fills the slots by the same table.
"""

from __future__ import annotations

from builder.model import Resolution
from builder.pages.citation_styles.pinpoints import pinpoint, style_table
from builder.pages.citation_styles.prose import prose_citations
from builder.pages.citation_styles.records import record_citations
from builder.pages.citation_styles.template import Template

__all__ = ["Template", "citations", "pinpoint", "style_table"]


def citations(resolution: Resolution) -> dict[str, Template]:
    """The document's citation in each style, under the style's key, in the order of `data/citation_styles.yaml`."""
    found = {**prose_citations(resolution), **record_citations(resolution)}
    return {style: found[style] for style in style_table()["styles"]}
