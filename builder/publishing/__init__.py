"""From a finished build to the folder that is served: in one step, one build at a time, with a list of all files and their hashes."""

from builder.publishing.manifest import MANIFEST, Difference, verify_site, write_manifest
from builder.publishing.replacing import Publication, PublishingError

__all__ = ["MANIFEST", "Difference", "Publication", "PublishingError", "verify_site", "write_manifest"]
