"""The accessibility rules that can be checked by program: axe-core's, of WCAG 2.1 A and AA and of good practice."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def violations(page: Page) -> list[tuple[str, str]]:
    """Each rule that the page fails as it stands, with the first element that does."""
    found = Axe().run(page, options={"runOnly": _RULES}).response["violations"]
    return [(violation["id"], violation["nodes"][0]["html"][:200]) for violation in found]
