"""How near two recommendations are: an ordered list of named levels, the first that holds decides.

After the comparison levels of splink (https://moj-analytical-services.github.io/splink/): a match names the level that made it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .model import Level

THRESHOLD = 0.27
"""Likeness (0 to 1) from which two recommendations raise the same duty again. Chosen on pairs labelled as recurring, merely related
or neither, of children's services, hospitals, police, housing, safeguarding adults, fire and schools; F1 is level from 0.25 to 0.28."""
SAME_WORDS = 0.9
"""Share of letters in common from which a text is the other one reworded: a plural, a comma, a slip of OCR."""
CONTAINED = 0.8
"""Share of the shorter text's own words that the longer one must have to be its extension."""
LONGER = 1.25
FEWEST_WORDS = 2
"""A text with fewer own words (`Training`) is contained in too much to be extended by it."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """Measures of many pairs, one array each: `likeness` of the vectors, `letters` the share of letters that match, words counted."""

    likeness: NDArray[np.float32]
    letters: NDArray[np.float32]
    equal: NDArray[np.bool_]
    words_a: NDArray[np.float32]
    words_b: NDArray[np.float32]
    words_shared: NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class ComparisonLevel:
    """A level and the scores that it may give: `floor` at likeness 0, `ceiling` at 1."""

    name: Level
    floor: float
    ceiling: float


COMPARISON_LEVELS = (
    ComparisonLevel("identical", 1.0, 1.0),
    ComparisonLevel("reworded", 0.85, 0.99),
    ComparisonLevel("extended", 0.5, 0.9),
    ComparisonLevel("narrowed", 0.5, 0.9),
    ComparisonLevel("same duty", 0.0, 1.0),
    ComparisonLevel("related", 0.0, 1.0),
)


def comparisons_to_levels(comparison: Comparison, threshold: float = THRESHOLD) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Position in COMPARISON_LEVELS and score of each pair.

    A contained text must also be alike in sense, at least to the threshold: `Improve case recording` is not extended by
    a long text that happens to name cases and recording in passing.
    """
    likeness = comparison.likeness.astype(np.float64)
    fewest = np.minimum(comparison.words_a, comparison.words_b)
    contained = (comparison.words_shared >= CONTAINED * fewest) & (fewest >= FEWEST_WORDS) & (likeness >= threshold)
    holds = [
        comparison.equal,
        (comparison.letters >= SAME_WORDS) & (comparison.words_shared >= CONTAINED * np.maximum(comparison.words_a, comparison.words_b)),
        contained & (comparison.words_b >= LONGER * comparison.words_a),
        contained & (comparison.words_a >= LONGER * comparison.words_b),
        likeness >= threshold,
    ]
    decided = np.select(holds, list(range(len(holds))), default=len(holds))
    floors, ceilings = (np.array(values) for values in zip(*((level.floor, level.ceiling) for level in COMPARISON_LEVELS), strict=True))
    score = floors[decided] + (ceilings - floors)[decided] * np.clip(likeness, 0, 1)
    return decided, np.round(score, 4)


def shared_words_to_reason(
    level: Level,
    concepts: Sequence[tuple[str, str, str]],
    shared: Sequence[str],
    only_a: Sequence[str],
    only_b: Sequence[str],
    apart: str = "",
) -> str:
    """Why a pair has its level, as a sentence: `both name supervision ("supervisions", "supervision"); words in common: record`.

    `concepts` are (name, words in a, words in b), `apart` what the two ask of one matter where that differs.
    """
    named = ", ".join(f'{name} ("{a}", "{b}")' if a.casefold() != b.casefold() else f'{name} ("{a}")' for name, a, b in concepts)
    reasons = {
        "identical": ["the same words"],
        "reworded": ["the same words but for a few"],
        "extended": ["the later text holds the earlier and adds to it"],
        "narrowed": ["the later text is a part of the earlier"],
    }.get(level, [])
    if named and level != "identical":
        reasons.append(f"both name {named}")
    if shared and level != "identical":
        reasons.append(f"words in common: {', '.join(shared)}")
    if only_a and level in ("reworded", "narrowed"):
        reasons.append(f"only the earlier: {', '.join(only_a)}")
    if only_b and level in ("reworded", "extended"):
        reasons.append(f"only the later: {', '.join(only_b)}")
    reasons = reasons or ["alike in the words of their actions"]
    return "; ".join([*reasons, apart] if apart else reasons)
