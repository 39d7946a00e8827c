"""From a finished build to the folder that is served: in one step, one build at a time, with a list of all files and their hashes."""

from builder.publishing.manifest import MANIFEST, Difference, hashes_of, verify_site, write_manifest
from builder.publishing.replacing import Publication, PublishingError
from builder.publishing.reusing import link_into

__all__ = ["MANIFEST", "Difference", "Publication", "PublishingError", "hashes_of", "link_into", "verify_site", "write_manifest"]
