"""Citations: what is printed (mentions), what it means (resolve), and who cites whom (graph)."""

from builder.linking.graph import Citation, Graph, Reference, link_archive
from builder.linking.resolve import Outcome

__all__ = ["Citation", "Graph", "Outcome", "Reference", "link_archive"]
