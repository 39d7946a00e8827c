"""What the archive itself says, in each language: 'Adopted', 'Cited in 14 places', '18 décembre 2019'.

The words are data, one file a language in `data/words/`, all with the same names; those of a language that the archive has no words in are
English. Nothing here is escaped: what is written into Markdown or HTML is escaped there, like the words of a document.

    say = words_of("fr")
    say("masthead.adopted")             'Adoptée'
    say.count("count.documents", 1204)  '1 204 documents'
    say.day("2019-12-18")               '18 décembre 2019'
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from importlib.resources import files
from typing import Any

import yaml
from babel import Locale

from builder.model import Kind, Organ

__all__ = ["ENGLISH", "LANGUAGES", "Words", "phrases", "words_of"]

LANGUAGES = ("ar", "de", "en", "es", "fr", "ru", "zh")

# The categories of the Unicode CLDR. What has one of them by this name has forms, everything else has sections or words.
_OTHER = "other"
_CATEGORIES = frozenset(("zero", "one", "two", "few", "many", _OTHER))

Phrase = str | Mapping[str, str]

# The sections that scripts get whole, and the words of others that they get besides.
_OF_SCRIPTS = ("languages", "session", "place", "place_short", "script")
_ALSO_OF_SCRIPTS = ("writing.comma", "writing.letters", "writing.thousands", "document.link_to")


@dataclass(frozen=True, slots=True, eq=False)  # there is one of each language
class Words:
    """The words of one language, called by name."""

    language: str
    name: str
    direction: str
    months: Sequence[str]
    phrases: Mapping[str, Phrase]

    def __call__(self, name: str, /, **given: object) -> str:
        """The phrase of this name, with what is given in its places. KeyError for a name that there is not."""
        phrase = self.phrases[name]
        assert isinstance(phrase, str), f"{name} has forms"
        return phrase.format(**given) if given else phrase

    def count(self, name: str, number: int, /, **given: object) -> str:
        """The form of the phrase that goes with so many: '1 document', '1,204 documents'."""
        return self._form(name, _category(self.language, number), number, given)

    def ordinal(self, name: str, number: int, /, **given: object) -> str:
        """The form of the phrase that goes with a place in an order: '1st session', '74th session'."""
        return self._form(name, _category(self.language, number, order=True), number, given)

    def _form(self, name: str, category: str, number: int, given: Mapping[str, object]) -> str:
        forms = self.phrases[name]
        assert not isinstance(forms, str), f"{name} has no forms"
        return forms[category].format(n=self.number(number), **given)

    def number(self, number: int) -> str:
        """The number with its thousands parted: '1,204', '1 204'."""
        return str(number) if -1000 < number < 1000 else f"{number:,}".replace(",", self("writing.thousands"))

    def day(self, iso: str | None) -> str:
        """The date as the United Nations writes it: '2019-12-18' is '18 December 2019'. What is no date stays as it is; None is ''."""
        try:
            when = date.fromisoformat(iso or "")
        except ValueError:
            return iso or ""
        first = self("writing.first") if when.day == 1 else str(when.day)
        return self("writing.day", day=first, month=self.months[when.month - 1], year=when.year)

    def listed(self, parts: Sequence[str]) -> str:
        """The parts that are not empty, one after the other: 'A, B, C'."""
        return self("writing.comma").join(part for part in parts if part)

    @property
    def is_right_to_left(self) -> bool:
        """Whether the language is written from right to left."""
        return self.direction == "rtl"

    def of_scripts(self) -> dict[str, Any]:
        """What the scripts of a page say, by 'section.name'; bodies and kinds of documents by what the data calls them."""
        chosen = {name: phrase for name, phrase in self.phrases.items() if name.split(".")[0] in _OF_SCRIPTS or name in _ALSO_OF_SCRIPTS}
        bodies = {organ.value: self(f"organ.{organ.name.lower()}") for organ in Organ}
        kinds = {kind.value: self(f"kind.{kind.name.lower()}") for kind in Kind}
        return {"language": self.language, "direction": self.direction, "named": bodies | kinds, **chosen}


@lru_cache(maxsize=1 << 14)
def _category(language: str, number: int, *, order: bool = False) -> str:
    """The CLDR's category for a quantity, or for a place in an order."""
    locale = Locale.parse(language)
    rule: Callable[[int], str] = locale.ordinal_form if order else locale.plural_form
    return rule(number)


@lru_cache(maxsize=16)
def words_of(language: str) -> Words:
    """The words of the language, those that it lacks in English; English where the archive has no words in it."""
    if language not in LANGUAGES:
        return words_of("en")
    data = _data(language)
    return Words(language, data["language"], data["direction"], tuple(data["writing"]["months"]), {**phrases("en"), **phrases(language)})


def phrases(language: str) -> dict[str, Phrase]:
    """All phrases of a language's file by 'section.name', without the English ones that fill its gaps."""
    return {
        f"{section}.{name}": phrase
        for section, of_section in _data(language).items()
        if isinstance(of_section, dict)
        for name, phrase in of_section.items()
        if isinstance(phrase, (str, dict))
    }


@lru_cache(maxsize=16)
def _data(language: str) -> dict[str, Any]:
    data: dict[str, Any] = yaml.load(files("builder").joinpath(f"data/words/{language}.yaml").read_bytes(), Loader=yaml.CSafeLoader)
    return data


ENGLISH = words_of("en")
