"""Labels that recognition misread: '(6)' for '(b)', '1,' and 'l.' for '1.', '(1)' for '(i)'. The sequence of the list says what was printed.

Only a label that is the next of its list is read otherwise than it stands there; where the sequence does not tell, it stays.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from builder.labels import Family, Label, readings

__all__ = ["LabelSequence", "mend_labels"]

_NUMBER = re.compile(r"(?P<core>[\dlIiLO|]{1,2})(?P<sign>[.,:;]{0,2})(?:\s+(?=[“\"(]?[A-Z])|(?<=\d\.)(?=[A-Z][a-z]))")
_OTHER_NUMBER = re.compile(r"(\d{1,2})\.\s")
_CLEAN_NUMBER = re.compile(r"\d{1,2}\.")
_LETTER = re.compile(r"[({\[]?\s?(?P<core>[a-z]{1,4}|[0-9]{1,2}|[A-Z])\s?[)}\]]{1,2}\s+(?=\S)|\((?P<half>[a-z])\s(?=[A-Z])")
_CLEAN_LETTER = re.compile(r"\([a-z]{1,4}\)")
_DIGITS = str.maketrans("lIiL|O", "111110")


@dataclass(slots=True)
class LabelSequence:
    """Which labels can come next: the number of the last numbered paragraph, and the lists that are open under it."""

    number: int = 0
    letter: int = 0
    roman: int = 0

    def next_number(self, words: str) -> str:
        """The label that opens these words, if it is the next number or the first, however it was recognized; '' else."""
        match = _NUMBER.match(words)
        if not match:
            return ""
        core = match["core"].translate(_DIGITS)
        if not core.isdecimal() or int(core) not in (self.number + 1, 1):
            return ""
        if not match["sign"] and (core != match["core"] or int(core) == 1):
            return ""
        return match.group().strip()

    def lettered(self, words: str) -> str:
        """The label in brackets that opens these words; '' where none does."""
        match = _LETTER.match(words)
        return match.group().strip() if match else ""

    def pass_number(self, number: int) -> None:
        self.number, self.letter, self.roman = number, 0, 0

    def pass_letter(self, label: str) -> bool:
        """Note a label in brackets; whether it goes on with an open list or begins one."""
        for meaning in readings(label):
            if meaning.family is Family.LETTER and meaning.ordinal == self.letter + 1:
                self.letter, self.roman = meaning.ordinal, 0
                return True
            if meaning.family is Family.ROMAN and meaning.ordinal == self.roman + 1:
                self.roman = meaning.ordinal
                return True
        if any(_is_first(meaning) for meaning in readings(label)):
            self.letter, self.roman = 1, 0
            return True
        return False


def _is_first(meaning: Label) -> bool:
    return meaning.family is Family.LETTER and meaning.ordinal == 1


def mend_labels(paragraphs: Sequence[str]) -> list[tuple[str, str]]:
    """For each paragraph the label as printed and as it is read; both '' where it has none, or none that was misread."""
    sequence = LabelSequence()
    mended: list[tuple[str, str]] = []
    for place, words in enumerate(paragraphs):
        if (printed := sequence.next_number(words)) and not (printed == "I." and any(later.startswith("II.") for later in paragraphs[place:])):
            number = int(re.sub(r"[.,:;]", "", printed).translate(_DIGITS))
            sequence.pass_number(number)
            whole = _CLEAN_NUMBER.fullmatch(printed) and words.startswith(f"{printed} ")
            mended.append((printed, "" if whole else f"{number}."))
            continue
        if (match := _OTHER_NUMBER.match(words)) and int(match[1]) != sequence.number + 1:
            skipped = f"{sequence.number + 2}."
            if any(later.startswith(f"{skipped} ") for later in paragraphs[place + 1 :]) and int(match[1]) > 1 and match[1] + "." != skipped:
                sequence.pass_number(sequence.number + 1)
                mended.append((f"{match[1]}.", f"{sequence.number}."))
                continue
        if match:
            sequence.pass_number(int(match[1]))
        printed = sequence.lettered(words)
        if printed and not (_CLEAN_LETTER.fullmatch(printed) and sequence.pass_letter(printed)):
            read = _misread(printed, sequence, paragraphs, place)
            if read:
                sequence.pass_letter(read)
                mended.append((printed, read if read != printed else ""))
                continue
        mended.append(("", ""))
    return [(printed, read) if read else ("", "") for printed, read in mended]


def _misread(printed: str, sequence: LabelSequence, paragraphs: Sequence[str], place: int) -> str:
    """What a label in brackets must have been: the next letter, or the first Roman numeral where the second follows; '' if unknown."""
    core = re.sub(r"\W", "", printed)
    following = next((label for words in paragraphs[place + 1 :] if (label := sequence.lettered(words))), "")
    if following == "(ii)" and core in ("1", "l", "I", "j"):
        return "(i)"
    if sequence.roman and core.isdecimal() and set(core) == {"1"}:
        return f"({'i' * len(core)})"
    if not sequence.letter:
        return f"({core})" if core == "a" else ""
    if core.isdecimal() and f"({int(core) + 1})" == following and int(core) < 3:
        return ""  # a list of numbers
    return f"({chr(ord('a') + sequence.letter)})" if sequence.letter < 26 else ""
