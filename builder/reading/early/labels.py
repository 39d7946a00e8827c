"""Labels that recognition misread: '(6)' for '(b)', '1,' and 'l.' for '1.', '(1)' for '(i)'.

The sequence of the list says what was printed. Only a label that is the next of its list is read otherwise than it stands there; where the
sequence does not tell, it stays.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from builder.labels import Family, readings

__all__ = ["LabelSequence", "Misread", "mend_labels"]

# '1.', '1,', 'l.', '2' before a capital; '6.Calls'.
_NUMBER = re.compile(r"(?P<core>[\dlIiLO|]{1,2})(?P<sign>[.,:;]{0,2})(?:\s+(?=[“\"(]?[A-Z])|(?<=\d\.)(?=[A-Z][a-z]))")
_PRINTED_NUMBER = re.compile(r"(\d{1,2})\.\s")
# '(a)', '{a}', 'b)', '(6)', '(c})'; '(b To'.
_LETTER = re.compile(r"[({\[]?\s?(?P<core>[a-z]{1,4}|[0-9]{1,2}|[A-Z])\s?[)}\]]{1,2}\s+(?=\S)|\((?P<half>[a-z])\s(?=[A-Z])")
_STOPPED = re.compile(r"(\d{1,2}|II)\.")
_CLEAN_LETTER = re.compile(r"\([a-z]{1,4}\)")
_DIGITS = str.maketrans("lIiL|O", "111110")
_ALPHABET = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True)
class Misread:
    """A label as it stands in the text, and as it was printed; both '' where a paragraph has none that was misread."""

    found: str = ""
    read: str = ""


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

    def pass_number(self, label: str) -> int:
        """Note a number, however it was recognized; its value is returned."""
        self.number, self.letter, self.roman = int(re.sub(r"\D", "", label.translate(_DIGITS))), 0, 0
        return self.number

    def pass_letter(self, label: str) -> bool:
        """Note a label in brackets; whether it goes on with an open list or begins one."""
        meanings = readings(label)
        for meaning in meanings:
            if meaning.family is Family.LETTER and meaning.ordinal == self.letter + 1:
                self.letter, self.roman = meaning.ordinal, 0
                return True
            if meaning.family is Family.ROMAN and meaning.ordinal == self.roman + 1:
                self.roman = meaning.ordinal
                return True
        if any(meaning.family is Family.LETTER and meaning.ordinal == 1 for meaning in meanings):
            self.letter, self.roman = 1, 0
            return True
        return False


def mend_labels(paragraphs: Sequence[str]) -> list[Misread]:
    """For each paragraph its misread label."""
    sequence = LabelSequence()
    last = {match[1]: place for place, words in enumerate(paragraphs) if (match := _STOPPED.match(words))}
    following = _labels_after(paragraphs, sequence)
    return [
        _number(words, sequence, {label for label in (str(sequence.number + 2), "II") if last.get(label, -1) > place})
        or _letter(words, sequence, following[place])
        for place, words in enumerate(paragraphs)
    ]


def _labels_after(paragraphs: Sequence[str], sequence: LabelSequence) -> list[str]:
    """For each paragraph the next label in brackets after it; '' where none comes."""
    after: list[str] = []
    coming = ""
    for words in reversed(paragraphs):
        after.append(coming)
        coming = sequence.lettered(words) or coming
    return after[::-1]


def _number(words: str, sequence: LabelSequence, later: Collection[str]) -> Misread | None:
    """What the number that opens the words was; None where none does. `later` are the labels that come after it, of those that matter."""
    found = sequence.next_number(words)
    if found and not (found == "I." and "II" in later):
        read = f"{sequence.pass_number(found)}."
        return Misread() if words.startswith(f"{read} ") else Misread(found, read)
    match = _PRINTED_NUMBER.match(words)
    if match is None:
        return None
    wanted = sequence.number + 1
    # Not the next number, but the one after the next comes later: the digit was misread.
    if int(match[1]) not in (1, wanted, wanted + 1) and str(wanted + 1) in later:
        sequence.pass_number(str(wanted))
        return Misread(f"{match[1]}.", f"{wanted}.")
    sequence.pass_number(match[1])
    return Misread()


def _letter(words: str, sequence: LabelSequence, following: str) -> Misread:
    found = sequence.lettered(words)
    if not found or (_CLEAN_LETTER.fullmatch(found) and sequence.pass_letter(found)):
        return Misread()
    read = _wanted_letter(found, sequence, following)
    if not read:
        return Misread()
    sequence.pass_letter(read)
    return Misread(found, read) if read != found else Misread()


def _wanted_letter(found: str, sequence: LabelSequence, following: str) -> str:
    """What a label in brackets must have been: the next letter, or the first Roman numeral where the second follows; '' if unknown."""
    core = re.sub(r"\W", "", found)
    if following == "(ii)" and core in ("1", "l", "I", "j"):
        return "(i)"
    if sequence.roman and set(core) == {"1"}:
        return f"({'i' * len(core)})"
    if not sequence.letter:
        return "(a)" if core == "a" else ""
    if core in ("1", "2") and following == f"({int(core) + 1})":
        return ""  # a list of numbers
    return f"({_ALPHABET[sequence.letter]})" if sequence.letter < len(_ALPHABET) else ""
