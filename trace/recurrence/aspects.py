"""What is asked of a matter: that it be on time, on record, well done, enough of it.

Two recommendations about supervision are one duty where both ask how often it is held, and two where one asks that it be held and
the other that it be written down. Each aspect is known by everyday words, compared by their stems; one that names no aspect is
held apart from nothing.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from .wording import stem, stems, words

ASPECTS = {
    "timeliness": "timely timeliness time delay delayed prompt promptly late lateness overdue wait waiting backlog deadline timescale day "
    "week hour speed quick quickly drift outstanding",
    "recording": "record recorded document documented documentation write written minute log file note evidence",
    "quality": "quality consistent consistency standard good better specific measurable personalised individualised holistic clarity clear "
    "analysis accurate accuracy",
    "skills": "train training skill competent competence knowledge understand understanding aware awareness qualified",
    "policy": "policy protocol procedure guidance strategy agreement framework",
    "numbers": "sufficient sufficiency enough number reduce reduction increase capacity manageable lower few fewer many cut",
    "involvement": "attend attendance involve involvement participate participation contribute contribution engage engagement invite view "
    "voice feedback influence listen consult consultation",
    "access": "offer access available availability choice",
    "sharing": "share communicate communication inform notify notification exchange disseminate",
    "checking": "audit check monitor scrutiny scrutinise review evaluate evaluation oversight assure assurance examine inspect inspection",
    "security": "secure securely security store storage lock confidential",
    "learning": "lesson learn learning learnt",
}
"""Regularity is none of them: `regular`, `routinely` stand in every other recommendation, whatever it asks."""

_BIT_OF_STEM: dict[str, int] = {}
for _bit, _words in enumerate(ASPECTS.values()):
    for _word in _words.split():
        _BIT_OF_STEM[stem(_word)] = _BIT_OF_STEM.get(stem(_word), 0) | 1 << _bit

OTHER_ASPECT = 0.7
"""What is left of the likeness of two texts that name aspects, none of them the same."""

Aspects = NDArray[np.int64]


def texts_to_aspects(texts: Sequence[str]) -> Aspects:
    """Each text's aspects as bits, in the order of ASPECTS: `Share records promptly` -> timeliness, recording and sharing."""
    return np.array([_aspects_of(text) for text in texts], np.int64)


def are_of_other_aspects(a: Aspects, b: Aspects) -> NDArray[np.bool_]:
    """Where both sides name an aspect, and none in common."""
    apart: NDArray[np.bool_] = (a > 0) & (b > 0) & ((a & b) == 0)
    return apart


def told_apart(a: int, b: int) -> str:
    """`one asks for recording, the other for quality and skills`; nothing where they are not of other aspects."""
    return "" if not a or not b or a & b else f"one asks for {_names(a)}, the other for {_names(b)}"


def _names(aspects: int) -> str:
    return " and ".join(name for bit, name in enumerate(ASPECTS) if aspects >> bit & 1)


def _aspects_of(text: str) -> int:
    found = 0
    for one in stems(words(text)):
        found |= _BIT_OF_STEM.get(one, 0)
    return found
