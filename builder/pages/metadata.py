"""What a document's page says of itself to machines: the facts that the templates print into its head, and the same as linked data.

The names of the tags are the templates' business (`overrides/partials/metadata.html`); here is what is true of the document.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from builder.linking.graph import Citation
from builder.model import Kind, Organ, Resolution
from builder.pages.addresses import Addresses
from builder.pages.names import document_name, full_name
from builder.pages.urls import page_url
from builder.pages.words import words_of
from builder.symbols import official_url, series_name

__all__ = ["LINKED_DATA", "body_name", "document_date", "document_metadata", "linked_data"]

# The key of the front matter that is JSON ready for a <script>; all others are words.
LINKED_DATA = "linked_data"

_UNITED_NATIONS = "United Nations"

# A script ends at its end tag wherever that stands, and two of these end a line for old readers of JavaScript.
_NOT_IN_SCRIPTS = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}

_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def document_metadata(resolution: Resolution, citations: Mapping[str, Sequence[Citation]], addresses: Addresses) -> dict[str, Any]:
    """What the templates print of the document besides what it can be searched by; `citations` are those in it, by anchor.

    `name` is its title alone (machines have the symbol as its number), `versions` its addresses in each language it is held in, where
    there are several.
    """
    symbol = resolution.symbol
    held = [language for language in addresses.archive.languages if addresses.archive.get(symbol, language)]
    return {
        "name": resolution.title or full_name(resolution, words_of(resolution.language)),
        "body": f"{_UNITED_NATIONS} {body_name(resolution)}" if resolution.organ is not Organ.OTHER else body_name(resolution),
        "date": document_date(resolution),
        "official": official_url(symbol, resolution.language),
        "versions": {language: page_url(symbol, language) for language in held} if len(held) > 1 else None,
        LINKED_DATA: linked_data(resolution, citations),
    }


def body_name(resolution: Resolution) -> str:
    """Whose document it is: 'General Assembly'; of a body that is no principal one, the name of its series."""
    return resolution.organ.value if resolution.organ is not Organ.OTHER else series_name(resolution.symbol)


def document_date(resolution: Resolution) -> str | None:
    """The day of adoption, else that of issue, as YYYY-MM-DD; None where neither is a date."""
    for day in (resolution.adopted, resolution.issued):
        try:
            return date.fromisoformat(day or "").isoformat()
        except ValueError:
            continue
    return None


def linked_data(resolution: Resolution, citations: Mapping[str, Sequence[Citation]]) -> str:
    """The document as schema.org `Legislation`, in JSON-LD that can stand in a <script>.

    The empty `@id` is the page's own address, whatever that is. What is cited stands there by symbol, in the order of the text: an archive
    without an address of its own has none to give. Source: https://schema.org/Legislation, https://schema.org/LegislationObject (this
    rendering is not the official one, and says so).
    """
    cited = {
        document_name(symbol): None
        for of_anchor in citations.values()
        for citation in of_anchor
        if (symbol := citation.document or citation.target) and not citation.cites_itself
    }
    passed = resolution.kind is not Kind.DRAFT_RESOLUTION
    body: dict[str, Any] = {"@type": "Organization", "name": body_name(resolution)}
    if resolution.organ is not Organ.OTHER:
        body["parentOrganization"] = {"@type": "Organization", "name": _UNITED_NATIONS}
    said: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": ["Legislation", "LegislationObject"],
        "@id": "",
        "name": resolution.title or full_name(resolution, words_of(resolution.language)),
        "description": None if resolution.title else resolution.description or None,
        "legislationIdentifier": resolution.symbol,
        "legislationType": resolution.kind.value.capitalize(),
        "legislationDate": document_date(resolution) if passed else None,
        "legislationPassedBy": body if passed else None,
        "legislationLegalValue": "https://schema.org/UnofficialLegalValue",
        "inLanguage": resolution.language,
        "about": [subject.term for subject in resolution.subjects] or None,
        "sameAs": official_url(resolution.symbol, resolution.language),
        "citation": list(cited) or None,
    }
    return _encode({name: value for name, value in said.items() if value is not None}).translate(_NOT_IN_SCRIPTS)
