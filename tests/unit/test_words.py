"""What the archive itself says: the same in all languages, with the forms that each needs."""

from __future__ import annotations

import re
import string
from collections.abc import Iterator

import pytest
from babel import Locale

from builder.pages.words import LANGUAGES, Phrase, phrases, words_of

OTHERS = [language for language in LANGUAGES if language != "en"]
# A language says whichever of these its grammar asks for: 'General Assembly resolutions', 'résolutions de l’Assemblée générale'.
SAME = {"of_organ": "organ"}


def places(words: str) -> set[str]:
    """What is to be filled in, by name."""
    return {SAME.get(name, name) for _, name, _, _ in string.Formatter().parse(words) if name}


def forms(phrase: Phrase) -> Iterator[str]:
    yield from [phrase] if isinstance(phrase, str) else phrase.values()


@pytest.mark.parametrize("language", OTHERS)
def test_every_language_has_the_words_that_english_has_and_no_others(language: str) -> None:
    assert sorted(phrases(language)) == sorted(phrases("en"))


@pytest.mark.parametrize("language", OTHERS)
def test_the_same_is_filled_in_in_every_language(language: str) -> None:
    english = phrases("en")
    for name, phrase in phrases(language).items():
        wanted = set().union(*map(places, forms(english[name])))
        for form in forms(phrase):
            # A form may say its number in words: 'وثيقتان', two documents.
            assert places(form) | {"n"} == wanted | {"n"}, name


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_counted_has_all_forms_of_the_language(language: str) -> None:
    locale = Locale.parse(language)
    english = phrases("en")
    for name, phrase in phrases(language).items():
        assert isinstance(phrase, str) == isinstance(english[name], str), name
        if not isinstance(phrase, str):
            rule = locale.ordinal_form if name.startswith("session.") else locale.plural_form
            assert set(phrase) == rule.tags | {"other"}, name


@pytest.mark.parametrize("language", OTHERS)
def test_sentences_are_not_left_in_english(language: str) -> None:
    """Names and single words can be the same in two languages, sentences cannot; the Treaty Series is cited under its own name."""
    english = phrases("en")
    same = [phrase for name, phrase in phrases(language).items() if phrase == english[name] and not name.startswith("name.treaty")]
    assert [phrase for phrase in same if len(re.findall(r"\b[^\W\d_]{2,}(?![^{]*\})", str(phrase))) > 3] == []


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("ar", ("18 كانون الأول/ديسمبر 2019", "1 كانون الثاني/يناير 2020", "وثيقتان", "1\u00a0204 وثائق", "الدورة 74")),
        ("de", ("18. Dezember 2019", "1. Januar 2020", "2 Dokumente", "1.204 Dokumente", "74. Tagung")),
        ("en", ("18 December 2019", "1 January 2020", "2 documents", "1,204 documents", "74th session")),
        ("es", ("18 de diciembre de 2019", "1 de enero de 2020", "2 documentos", "1.204 documentos", "74º período de sesiones")),
        ("fr", ("18 décembre 2019", "1er janvier 2020", "2 documents", "1\u00a0204 documents", "74e session")),
        ("ru", ("18 декабря 2019 года", "1 января 2020 года", "2 документа", "1\u00a0204 документа", "74-я сессия")),
        ("zh", ("2019年12月18日", "2020年1月1日", "2份文件", "1\u00a0204份文件", "第74届会议")),
    ],
)
def test_dates_numbers_and_sessions_are_written_as_the_united_nations_does(language: str, said: tuple[str, ...]) -> None:
    say = words_of(language)
    found = say.day("2019-12-18"), say.day("2020-01-01"), say.count("count.documents", 2), say.count("count.documents", 1204)
    assert (*found, say.ordinal("session.regular", 74)) == said


def test_what_is_no_date_stays_as_it_is() -> None:
    assert [words_of("fr").day(day) for day in ("2019", "2019-13-01", None)] == ["2019", "2019-13-01", ""]


def test_a_language_without_words_speaks_english() -> None:
    assert words_of("pt")("masthead.adopted") == "Adopted"
    assert words_of("pt").language == "en"
