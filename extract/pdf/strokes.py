"""Rules that belong to words, not to tables: the line through a struck-out word, the line under a heading."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace

from .page import Rule, Word


def rules_to_struck_words(words: Sequence[Word], rules: Sequence[Rule]) -> tuple[list[Word], list[Rule]]:
    """The words, struck ones marked, and the rules less those that strike or underline words.

    A rule strikes the words whose middle it runs through (28 % to 70 % of the height from ascender to descender); it underlines
    where it runs through their feet and begins and ends with words: a cell's border does neither.
    """
    level = [rule for rule in rules if rule.horizontal and rule.end - rule.start > 2]
    upright = sorted((index for index, word in enumerate(words) if word.turn == 0), key=lambda index: words[index].box[1])
    tops = [words[index].box[1] for index in upright]
    tallest = max((words[index].box[3] - words[index].box[1] for index in upright), default=0.0)
    struck: set[int] = set()
    spent: set[int] = set()
    for rule in level:
        around = upright[bisect_left(tops, rule.at - tallest) : bisect_right(tops, rule.at)]
        if not around:
            continue
        along = [index for index in around if _runs_along(rule, words[index])]
        if not along:
            continue
        through = [index for index in along if 0.28 <= _depth(rule, words[index]) <= 0.7]
        if through and _within(rule, [words[index] for index in through], 0.6, 0.6):
            struck.update(through)
            spent.add(id(rule))
        elif _within(rule, [words[index] for index in along if _depth(rule, words[index]) > 0.7], 0.15, 0.4):
            spent.add(id(rule))
    if not spent:
        return list(words), list(rules)
    marked = [replace(word, struck=True) if index in struck else word for index, word in enumerate(words)]
    return marked, [rule for rule in rules if id(rule) not in spent]


def _depth(rule: Rule, word: Word) -> float:
    _, top, _, bottom = word.box
    return (rule.at - top) / max(0.1, bottom - top)


def _runs_along(rule: Rule, word: Word) -> bool:
    x0, top, x1, bottom = word.box
    covered = min(rule.end, x1) - max(rule.start, x0)
    return top <= rule.at <= bottom and covered >= 0.6 * (x1 - x0)


def _within(rule: Rule, words: Sequence[Word], before: float, after: float) -> bool:
    """Whether the rule goes no further than the words; `before` and `after` as shares of the type size, for spaces at either end.

    Word underlines the space that ends a line: `carried out in ` reaches further to the right than its words do.
    """
    if not words:
        return False
    size = max(word.size for word in words)
    starts = rule.start >= min(word.box[0] for word in words) - before * size - 0.3
    return starts and rule.end <= max(word.box[2] for word in words) + after * size + 0.3
