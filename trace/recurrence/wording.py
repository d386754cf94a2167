"""The words of a recommendation, made comparable.

Two grains: `plain_words` (final s dropped, abbreviations kept in capitals) for finding concepts, where `adopt` must not be
`adoption`; `stems` (Porter's English stemmer) for likeness of wording, where `recording` and `recorded` are one.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import Protocol

_POSSESSIVE = re.compile(r"['’]s?$")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*\+?|&")
_PURPOSE = re.compile(
    r"\b(?:in order (?:to|that)|so that|so as to|to (?:ensure|enable|drive|inform|support|help|allow|optimise|provide assurance)"
    r"|in accordance with|in line with|in view of|as part of|including|by ensuring)\b",
    re.IGNORECASE,
)
_MIN_WORDS_BEFORE_PURPOSE = 4
"""`CHSNHSFT to ensure that midwives access supervision`: after a mere name, `to ensure` opens the matter itself."""

FUNCTION_WORDS = frozenset(
    "a about after all also an and any are as at be been being both but by can did do does each either for from further had has have "
    "how if in into is it its made make may more most must no nor not of off on once or other our out over own shall should so some "
    "such than that the their them then there these they this those through to under until up upon very was were what when where which "
    "while who whom whose why will with within would yet & i we us you your".split()
)
BOILERPLATE = frozenset(
    "ensure ensuring improve improving improvement strengthen develop development continue establish implement implementation review "
    "consider address undertake provide provision support effective effectively effectiveness appropriate appropriately robust clear "
    "clearly quality arrangement process system service council authority local team staff child children young people person plan "
    "action need work working use used using place take taken set key relevant regular regularly identify identified increase "
    "enhance promote maintain achieve better good best high level area number way part current new full fully further possible "
    "practice outcome agency organisation board".split()
)
"""What nearly every recommendation of an inspection says, whatever it is about."""


class _Stemmer(Protocol):
    def stemWord(self, word: str) -> str: ...  # noqa: N802


@cache
def _stemmer() -> _Stemmer:
    import snowballstemmer

    stemmer: _Stemmer = snowballstemmer.stemmer("english")
    return stemmer


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """`recording`, `recorded` -> `record`. M. F. Porter, https://snowballstem.org/algorithms/english/stemmer.html"""
    return _stemmer().stemWord(word)


@lru_cache(maxsize=200_000)
def _plain_word(word: str) -> str:
    """`CAMHs` -> `CAMH`, `IROs` -> `IRO`, `Children's` -> `children`, `policies` -> `policy`, `process` -> `process`."""
    word = re.sub(r"['’](?:s|S)?$", "", word).replace("’", "'")
    if sum(letter.isupper() for letter in word) >= 2 and len(word) <= 8:
        upper = word.upper()
        return upper[:-1] if len(upper) >= 4 and upper.endswith("S") else upper
    word = word.casefold()
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def words(text: str) -> list[str]:
    """The words as printed; a text wholly in capitals (`RECRUITMENT AND RETENTION`) in lower case, since no abbreviation can be told."""
    plain = unicodedata.normalize("NFKC", text)
    found = _WORD.findall(plain)
    if len(found) > 2 and plain.isupper():
        return [word.casefold() for word in found]
    return found


def plain_words(printed: list[str]) -> list[str]:
    return [_plain_word(word) for word in printed]


def stems(printed: list[str]) -> list[str]:
    """Stems of the words that carry meaning, in order; numbers of one digit and function words dropped."""
    return [found for found in map(_stem_of_meaning, printed) if found]


@lru_cache(maxsize=200_000)
def _stem_of_meaning(printed: str) -> str:
    """`Children's` -> `children`; nothing of `the` and `2`."""
    word = _POSSESSIVE.sub("", printed.casefold())
    return "" if word in FUNCTION_WORDS or len(word) < 2 else stem(word)


BOILERPLATE_STEMS = frozenset(stem(word) for word in BOILERPLATE)


def matter_and_purpose(text: str) -> tuple[str, str]:
    """What is asked for, and what for.

    `Strengthen the audit process, to drive improvement` -> (`Strengthen the audit process,`, `to drive improvement`)
    """
    for match in _PURPOSE.finditer(text):
        if len(_WORD.findall(text[: match.start()])) >= _MIN_WORDS_BEFORE_PURPOSE:
            return text[: match.start()], text[match.start() :]
    return text, ""
