"""Headings that stand on end over narrow columns: where they would stand if they were set level."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from .lines import Line
from .page import Word

MOST = 80
"""Words on end: more are no headings."""
APART = 8.0
"""Points between two headings on end, at least; one alone is a note in the margin."""


def level_words(words: Sequence[Word]) -> list[Word]:
    """The words that read level, and for each row of headings on end a level word at the foot of each."""
    level = [word for word in words if word.turn == 0]
    turned = [word for word in words if word.turn in (90, 270)] if len(level) < len(words) else []
    if (
        len(turned) > MOST
        or max((word.box[0] for word in turned), default=0.0) - min((word.box[0] for word in turned), default=0.0) < APART
    ):
        return level
    feet = {id(word): _foot(word, turned) for word in turned}
    return level + [_laid_down(word, feet[id(word)], level) for word in turned]


def _foot(word: Word, turned: Sequence[Word]) -> float:
    """The foot of the row of headings that a word on end belongs to."""
    foot = word.box[3]
    for other in sorted(turned, key=lambda one: one.box[1]):
        if other.box[1] < foot + other.size and other.box[3] > foot:
            foot = other.box[3]
    return foot


def _laid_down(word: Word, foot: float, level: Sequence[Word]) -> Word:
    """Beside the level headings that the word on end stands next to, else at its foot."""
    beside = [other for other in level if word.box[1] < other.box[3] and other.box[1] < foot]
    top, bottom = (beside[-1].box[1], beside[-1].box[3]) if beside else (foot - word.size, foot)
    return replace(word, box=(word.box[0], top, word.box[2], bottom), turn=0)


def turned_top(first: Line, words: Sequence[Word]) -> float:
    """The top of the headings on end that stand beside or above a line and reach down to it."""
    beside = [word for word in words if word.turn and word.box[0] > first.box[0] - word.size and word.box[2] < first.box[2] + word.size]
    top = first.box[1]
    for word in sorted(beside, key=lambda one: -one.box[3]):
        if word.box[1] < top <= word.box[3] + 2 * word.size:
            top = word.box[1]
    return top
