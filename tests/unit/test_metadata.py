"""What a document's page says of itself to machines."""

from __future__ import annotations

import json
from collections.abc import Sequence

import pytest

from builder.anchors import anchored
from builder.archive import Archive
from builder.linking import link_archive
from builder.model import BlockKind, Kind, Organ, Paragraph, Resolution, Source, Subject
from builder.pages.addresses import Addresses
from builder.pages.metadata import LINKED_DATA, document_metadata
from builder.symbols import sort_key
from builder.text import parse_text

HOSTILE = "</script><script>alert(1)</script> <!-- & \u2028 \"quoted\" 'and' \\ {{ 7 * 7 }}"


def document(
    symbol: str,
    words: str = "*Decides* something;",
    *,
    kind: Kind = Kind.RESOLUTION,
    organ: Organ = Organ.GENERAL_ASSEMBLY,
    language: str = "en",
    title: str | None = "Protection of lighthouses",
    description: str | None = None,
    adopted: str | None = "2019-12-18",
    issued: str | None = None,
    subjects: Sequence[Subject] = (),
) -> Resolution:
    body = (Paragraph(BlockKind.OPERATIVE, parse_text(words), "1."),)
    return Resolution(
        symbol,
        language,
        kind,
        organ,
        Source("made.xml", "akn", "0" * 64),
        title,
        description=description,
        adopted=adopted,
        issued=issued,
        subjects=tuple(subjects),
        body=body,
    )


def said_of(resolution: Resolution, *others: Resolution) -> tuple[dict[str, object], dict[str, object]]:
    """The facts for the templates, and the linked data as a machine reads it."""
    documents = sorted((anchored(each) for each in (resolution, *others)), key=lambda each: sort_key(each.resolution.symbol))
    archive = Archive(tuple(documents))
    addresses = Addresses(archive, link_archive(documents))
    said = document_metadata(resolution, addresses.graph.citations_in(resolution.symbol, resolution.language), addresses)
    return said, json.loads(said[LINKED_DATA])


def test_a_resolution_is_legislation_with_its_number_body_and_date() -> None:
    said, linked = said_of(document("A/RES/74/166", subjects=[Subject("LIGHTHOUSES")]))
    assert said["name"] == "Protection of lighthouses"
    assert said["body"] == "United Nations General Assembly"
    assert said["date"] == "2019-12-18"
    assert said["official"] == "https://docs.un.org/en/A/RES/74/166"
    assert linked == {
        "@context": "https://schema.org",
        "@type": ["Legislation", "LegislationObject"],
        "@id": "",
        "name": "Protection of lighthouses",
        "legislationIdentifier": "A/RES/74/166",
        "legislationType": "Resolution",
        "legislationDate": "2019-12-18",
        "legislationPassedBy": {
            "@type": "Organization",
            "name": "General Assembly",
            "parentOrganization": {"@type": "Organization", "name": "United Nations"},
        },
        "legislationLegalValue": "https://schema.org/UnofficialLegalValue",
        "inLanguage": "en",
        "about": ["LIGHTHOUSES"],
        "sameAs": "https://docs.un.org/en/A/RES/74/166",
    }


def test_what_is_cited_is_named_once_and_never_the_document_itself() -> None:
    words = "*Recalls* resolution 73/180, resolution 74/166, and resolution 73/180, and Security Council resolution 1325 (2000);"
    _, linked = said_of(document("A/RES/74/166", words))
    assert linked["citation"] == ["A/RES/73/180", "S/RES/1325 (2000)"]


def test_a_draft_was_passed_by_nobody() -> None:
    draft = document("S/2023/506", kind=Kind.DRAFT_RESOLUTION, organ=Organ.SECURITY_COUNCIL, adopted=None, issued="2023-07-11")
    said, linked = said_of(draft)
    assert said["date"] == "2023-07-11"
    assert linked["legislationType"] == "Draft resolution"
    assert {"legislationPassedBy", "legislationDate"}.isdisjoint(linked)


def test_a_document_without_a_title_has_the_name_it_is_called_by() -> None:
    said, linked = said_of(
        document("S/RES/1325 (2000)", organ=Organ.SECURITY_COUNCIL, title=None, description="on women and peace and security")
    )
    assert said["name"] == linked["name"] == "Security Council resolution 1325 (2000)"
    assert linked["description"] == "on women and peace and security"


def test_what_has_no_official_address_names_none() -> None:
    said, linked = said_of(document("A/DEC/76/416", kind=Kind.DECISION))
    assert said["official"] is None
    assert "sameAs" not in linked


@pytest.mark.parametrize("day", [None, "", "18 December 2019", "2019-13-41"])
def test_what_is_no_date_is_not_said(day: str | None) -> None:
    said, linked = said_of(document("A/RES/74/166", adopted=day))
    assert said["date"] is None
    assert "legislationDate" not in linked


def test_languages_are_named_where_there_are_several() -> None:
    english, arabic = document("A/RES/74/166"), document("A/RES/74/166", language="ar")
    assert said_of(english)[0]["versions"] is None
    assert said_of(english, arabic)[0]["versions"] == {"ar": "ar/A/RES/74/166/", "en": "en/A/RES/74/166/"}


def test_no_word_of_a_document_can_end_the_script_it_stands_in() -> None:
    said, linked = said_of(document("A/RES/74/166", title=HOSTILE, subjects=[Subject(HOSTILE)]))
    printed = said[LINKED_DATA]
    assert isinstance(printed, str)
    assert not set("<>&\u2028\u2029").intersection(printed)
    assert linked["name"] == HOSTILE
    assert linked["about"] == [HOSTILE]
