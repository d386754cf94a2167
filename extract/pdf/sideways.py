"""A page whose text stands on its side though its file says nothing of it: landscape set on a portrait sheet, without /Rotate."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from ...provenance import Box
from ..ocr.lie import Lie
from .page import PageContent, Rule

MOST = 0.8
"""Share of a page's words that must be turned the same way."""
FEWEST = 12
"""Words; a spine or a stamp holds fewer."""


def pages_upright(pages: Iterable[PageContent | None], lies: dict[int, Lie]) -> Iterator[PageContent | None]:
    """Each page as one holds it to read it; `lies` gets the way back for those that had to be turned."""
    for page in pages:
        turn = _turn(page) if page is not None else 0
        if page is None or not turn or page.number in lies:
            yield page
            continue
        upright = _turned(page, turn)
        lies[page.number] = Lie((360 - turn) % 360, 0.0, upright.width, upright.height)
        yield upright


def _turn(page: PageContent) -> int:
    """Degrees clockwise by which most words are turned."""
    if len(page.words) < FEWEST or page.words[0].turn == page.words[-1].turn == 0:
        return 0
    turn, count = Counter(word.turn for word in page.words).most_common(1)[0]
    return turn if count > MOST * len(page.words) else 0


def _turned(page: PageContent, turn: int) -> PageContent:
    """The page turned back by `turn` degrees: what read downwards (90) or upwards (270) reads level."""
    width, height = (page.width, page.height) if turn == 180 else (page.height, page.width)

    def box_of(box: Box) -> Box:
        x0, top, x1, bottom = box
        if turn == 90:
            return top, height - x1, bottom, height - x0
        if turn == 180:
            return width - x1, height - bottom, width - x0, height - top
        return width - bottom, x0, width - top, x1

    def rule_of(rule: Rule) -> Rule:
        x0, top, x1, bottom = box_of(
            (rule.start, rule.at, rule.end, rule.at) if rule.horizontal else (rule.at, rule.start, rule.at, rule.end)
        )
        level = rule.horizontal == (turn == 180)
        return replace(rule, horizontal=level, at=top if level else x0, start=x0 if level else top, end=x1 if level else bottom)

    def moved(things: Iterable[Any]) -> tuple[Any, ...]:
        return tuple(replace(thing, box=box_of(thing.box)) for thing in things)

    words = tuple(replace(word, box=box_of(word.box), turn=(word.turn - turn) % 360) for word in page.words)
    rules = tuple(map(rule_of, page.rules))
    return replace(page, width=width, height=height, words=words, rules=rules, fills=moved(page.fills), shapes=moved(page.shapes))
