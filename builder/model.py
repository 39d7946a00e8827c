"""The parsed resolution: what every reader produces, the YAML holds, and everything after it reads.

Words are the United Nations' own (Editorial Manual), structure follows Akoma Ntoso. Blocks stand in the order of the document; a
heading opens a division that lasts until the next heading of its level, so divisions are not nested here: the anchors find them.
Everything is frozen; readers build it bottom up.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from builder.text import EMPTY, Text

__all__ = [
    "AdoptionMethod",
    "AgendaItem",
    "Annex",
    "Block",
    "BlockKind",
    "Cell",
    "Draft",
    "Footnote",
    "Formula",
    "Heading",
    "Kind",
    "Organ",
    "Paragraph",
    "Part",
    "Repair",
    "Resolution",
    "Source",
    "Subject",
    "Table",
    "Vote",
]


class Kind(StrEnum):
    """What sort of document bears the symbol."""

    RESOLUTION = "resolution"
    DECISION = "decision"
    PRESIDENTIAL_STATEMENT = "presidential statement"
    DRAFT_RESOLUTION = "draft resolution"


class Organ(StrEnum):
    """The bodies whose documents the archive holds."""

    GENERAL_ASSEMBLY = "General Assembly"
    SECURITY_COUNCIL = "Security Council"
    ECOSOC = "Economic and Social Council"
    HUMAN_RIGHTS_COUNCIL = "Human Rights Council"
    OTHER = "other"


class AdoptionMethod(StrEnum):
    """How a text was adopted, as the record says it."""

    WITHOUT_VOTE = "without a vote"
    RECORDED_VOTE = "recorded vote"
    UNANIMOUS = "unanimously"
    CONSENSUS = "consensus"
    ACCLAMATION = "acclamation"
    SILENCE = "silence procedure"
    NOT_ADOPTED = "not adopted"


class BlockKind(StrEnum):
    """The part a paragraph plays: recital, operative paragraph, subparagraph of either, or text that is none of these."""

    PREAMBULAR = "preambular"
    OPERATIVE = "operative"
    SUBPARAGRAPH = "subparagraph"
    TEXT = "text"


@dataclass(frozen=True)
class Formula:
    """The enacting formula: 'The General Assembly,'."""

    text: Text


@dataclass(frozen=True)
class Heading:
    """A heading. `label` is its printed number ('II', 'B', 'Article 5'), `level` counts from 1, the outermost."""

    text: Text
    label: str = ""
    level: int = 1


@dataclass(frozen=True)
class Cell:
    """A cell of a table; its paragraphs, one Text each."""

    paragraphs: tuple[Text, ...]
    colspan: int = 1
    rowspan: int = 1
    header: bool = False


@dataclass(frozen=True)
class Table:
    """A table, row by row."""

    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True)
class Paragraph:
    """A paragraph with its printed label ('2.', '(a)', '•', '' where none is printed) and what hangs on it.

    `text` is the whole paragraph or, where `items` follow, its chapeau. Items are subparagraphs, and the text that wraps them up
    (a paragraph of kind TEXT without label).
    """

    kind: BlockKind
    text: Text
    label: str = ""
    items: tuple[Block, ...] = ()


@dataclass(frozen=True)
class Draft:
    """A draft resolution quoted in the text, as when a council recommends one to the Assembly. Its title is a heading in its body."""

    body: tuple[Block, ...]
    annexes: tuple[Annex, ...] = ()


Block = Formula | Heading | Paragraph | Table | Draft


@dataclass(frozen=True)
class Annex:
    """An annex, appendix or enclosure under its printed heading ('Annex II'; empty where none is printed).

    Its title lines are the first headings of its body.
    """

    body: tuple[Block, ...]
    heading: Text = EMPTY


@dataclass(frozen=True)
class Part:
    """A part of a composite resolution (74/250 A-B): its letter ('A'), title, meeting and adoption date."""

    letter: str
    body: tuple[Block, ...]
    title: Text = EMPTY
    annexes: tuple[Annex, ...] = ()
    meeting: str = ""  # '52nd plenary meeting'
    adopted: str | None = None


@dataclass(frozen=True)
class Footnote:
    """A footnote under its printed marker: '1', '*'."""

    marker: str
    text: Text


@dataclass(frozen=True)
class AgendaItem:
    """An agenda item: '70 (c)' and its title, '' where the source has none."""

    number: str
    title: str = ""


@dataclass(frozen=True)
class Vote:
    """The recorded vote: counts (None where the record gives none), and the States where they are known."""

    in_favour: int | None = None
    against: int | None = None
    abstaining: int | None = None
    states_in_favour: tuple[str, ...] = ()
    states_against: tuple[str, ...] = ()
    states_abstaining: tuple[str, ...] = ()


@dataclass(frozen=True)
class Subject:
    """A subject heading of the UNBIS Thesaurus, with its identifier where the source gives one."""

    term: str
    identifier: str = ""  # 'http://metadata.un.org/thesaurus/1002975'


@dataclass(frozen=True)
class Source:
    """The file the document was read from: its name, what kind it is ('akn', 'text', 'pdf') and its SHA-256 in hexadecimal."""

    file: str
    format: str
    sha256: str


@dataclass(frozen=True)
class Repair:
    """A slip of the source that the reader mended: what was printed, what stands in the text instead, and why."""

    printed: str
    read: str
    reason: str


@dataclass(frozen=True)
class Resolution:
    """A document that bears one symbol, in one language. Dates are ISO 8601 (YYYY-MM-DD)."""

    symbol: str  # canonical: 'A/RES/74/166', 'S/RES/1325 (2000)'
    language: str  # ISO 639-1: 'en'
    kind: Kind
    organ: Organ
    source: Source
    title: str | None = None
    title_notes: tuple[str, ...] = ()  # markers of the footnotes that the title or the number calls
    description: str | None = None  # where no title is printed: the UN's own bracketed description, or the agenda item
    session: str | None = None  # '74', 'ES-11', '2021'; none in the Security Council
    session_name: str = ""  # 'Seventy-fourth session'
    agenda_items: tuple[AgendaItem, ...] = ()
    proponent: str = ""  # '[on the report of the Third Committee (A/74/399/Add.3)]'
    reports: tuple[str, ...] = ()  # symbols of the reports that recommended it
    drafts: tuple[str, ...] = ()  # symbols of the drafts it was adopted from
    sponsors: tuple[str, ...] = ()
    additional_sponsors: tuple[str, ...] = ()
    adopted: str | None = None
    issued: str | None = None
    meeting: str = ""  # as printed: '50th plenary meeting', '8700th meeting (resumed)'
    meeting_record: str = ""  # symbol of the verbatim record: 'A/74/PV.50'
    adoption: AdoptionMethod | None = None
    adoption_note: str = ""  # the record's own words: 'Adopted 11-0-4, 8700th meeting'
    vote: Vote | None = None
    subjects: tuple[Subject, ...] = ()
    sustainable_development_goals: tuple[int, ...] = ()
    job_number: str = ""  # '19-22298 (E)'
    verbatim: bool = False  # whether its structure could not be made out: the body is what is printed, line by line
    body: tuple[Block, ...] = ()
    parts: tuple[Part, ...] = ()
    annexes: tuple[Annex, ...] = ()
    footnotes: tuple[Footnote, ...] = ()
    notices: tuple[Text, ...] = ()  # what is printed about the document itself: '* Reissued for technical reasons on 15 January 2024.'
    furniture: tuple[str, ...] = ()  # printed words that are no part of the text: running heads, '__________'
    repairs: tuple[Repair, ...] = ()
