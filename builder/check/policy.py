"""What a browser refuses under the security policy that docs/publishing.md gives: code and styles that stand in the page, embedded pages.

Source: Content Security Policy Level 3, https://www.w3.org/TR/CSP3/ (inline checks, and the directives without `'self'`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from builder.diagnostics import Diagnostic

__all__ = ["check_policy"]

# A browser runs neither of these: they are data.
_DATA_BLOCKS = frozenset({"application/json", "application/ld+json"})
_EMBEDDED = ("iframe", "frame", "object", "embed", "audio", "video", "base")
_SUSPECTS = etree.XPath(f"//*[@style or self::style or self::script[not(@src)] or {' or '.join(f'self::{tag}' for tag in _EMBEDDED)}]")
_HANDLERS = etree.XPath("//@*[starts-with(name(), 'on')]")
# Few pages have anything of the kind; in those without it no attribute is looked at.
_PERHAPS_HANDLER = re.compile(rb"[\s\"'/]on[a-z]+\s*=", re.IGNORECASE)


def check_policy(root: etree._Element, source: bytes, file: str) -> Iterator[Diagnostic]:
    """A finding for each sort of thing in the page that the policy refuses; `source` is what `root` was parsed from."""
    found: dict[str, str] = {}
    suspects = _SUSPECTS(root)
    for element in suspects if isinstance(suspects, list) else []:
        if not isinstance(element, etree._Element):
            continue
        tag = str(element.tag)
        if element.get("style") is not None:
            found.setdefault("a style attribute", f"<{tag}>")
        if tag == "style":
            found.setdefault("styles in the page", "<style>")
        elif tag == "script" and (element.get("type") or "").strip().lower() not in _DATA_BLOCKS and not element.get("src"):
            found.setdefault("a script in the page", "<script>")
        elif tag in _EMBEDDED:
            found.setdefault("an embedded page, media or base", f"<{tag}>")
    if _PERHAPS_HANDLER.search(source):
        handlers = _HANDLERS(root)
        for handler in handlers if isinstance(handlers, list) else []:
            name = getattr(handler, "attrname", "")
            found.setdefault("an event handler", f"@{name}")
    for what, place in found.items():
        yield Diagnostic("check-policy", what, place=place, document=file)
