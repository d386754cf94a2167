"""Two pages printed side by side on one sheet: each is read as a page of its own, so that the plan goes on from left to right."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from ...provenance import Box
from .lines import Line, words_to_lines
from .page import PageContent

NARROWEST = 14.0
"""Points between the two pages, at least."""
RIGHT_HALF = 1_000_000
"""Added to the page number of a right half while pages are read."""


def sheets_to_pages(sheets: Iterable[PageContent], folds: dict[int, float]) -> Iterator[PageContent]:
    """The pages in reading order; `folds` gets, by the number of each right half, how far right it stands on its sheet."""
    for sheet in sheets:
        fold = _fold(sheet)
        if fold is None or not (folds or _is_two_up(sheet, fold)):
            yield sheet
            continue
        across = sheet.width / 2
        folds[sheet.number + RIGHT_HALF] = across
        yield _half(sheet, 0.0, fold, 0.0, sheet.number)
        yield _half(sheet, fold, sheet.width, across, sheet.number + RIGHT_HALF)


def on_sheet(page: int | None, box: Box | None, folds: Mapping[int, float]) -> tuple[int | None, Box | None]:
    """(number, box) on the sheet of what stands at a box of a page."""
    if page is None or page < RIGHT_HALF:
        return page, box
    across = folds.get(page, 0.0)
    return page - RIGHT_HALF, box and (box[0] + across, box[1], box[2] + across, box[3])


def _fold(sheet: PageContent) -> float | None:
    """The middle of the white strip down the middle of a landscape sheet, None where anything crosses it."""
    if sheet.width < 1.15 * sheet.height or not sheet.words:
        return None
    middle = sheet.width / 2
    if any(word.box[0] < middle < word.box[2] for word in sheet.words):
        return None
    spans = [(word.box[0], word.box[2]) for word in sheet.words]
    spans += [(rule.start, rule.end) if rule.horizontal else (rule.at, rule.at) for rule in sheet.rules]
    spans += [(fill.box[0], fill.box[2]) for fill in sheet.fills if fill.box[2] - fill.box[0] < 0.9 * sheet.width]
    left = max((x1 for x0, x1 in spans if x0 < middle), default=0.0)
    right = min((x0 for x0, x1 in spans if x1 > middle), default=sheet.width)
    if right - left < NARROWEST or not 0.47 * sheet.width < (left + right) / 2 < 0.53 * sheet.width:
        return None
    return (left + right) / 2 if left > 0.3 * sheet.width and right < 0.7 * sheet.width else None


def _is_two_up(sheet: PageContent, fold: float) -> bool:
    """Whether both halves show the same heading at the same place, or page numbers that follow one another."""
    left = words_to_lines([word for word in sheet.words if word.turn == 0 and word.box[2] < fold])
    right = words_to_lines([word for word in sheet.words if word.turn == 0 and word.box[0] >= fold])
    pairs = [(a, b) for a in left for b in right if abs(a.box[3] - b.box[3]) < 2 and _same_place(a, b, sheet.width / 2)]
    repeated = [a for a, b in pairs if a.text == b.text and len(a.words) > 2 and not a.text[0].isdigit()]
    return bool(repeated) or any(
        _next(a.text, b.text) for a, b in pairs if a.box[1] > 0.85 * sheet.height or a.box[3] < 0.15 * sheet.height
    )


def _same_place(a: Line, b: Line, across: float) -> bool:
    return abs(a.box[0] + across - b.box[0]) < 8


def _next(a: str, b: str) -> bool:
    numbers = [[int(part) for part in text.split() if part.isdecimal()] for text in (a, b)]
    words = [[part for part in text.split() if not part.isdecimal()] for text in (a, b)]
    return words[0] == words[1] and bool(numbers[0]) and numbers[1][:1] == [numbers[0][0] + 1]


def _half(sheet: PageContent, left: float, right: float, across: float, number: int) -> PageContent:
    def moved(things: Iterable[Any]) -> tuple[Any, ...]:
        inside = (thing for thing in things if left <= (thing.box[0] + thing.box[2]) / 2 < right)
        return tuple(replace(thing, box=(thing.box[0] - across, thing.box[1], thing.box[2] - across, thing.box[3])) for thing in inside)

    rules = tuple(
        replace(rule, start=rule.start - across, end=rule.end - across) if rule.horizontal else replace(rule, at=rule.at - across)
        for rule in sheet.rules
        if left <= ((rule.start + rule.end) / 2 if rule.horizontal else rule.at) < right
    )
    words, fills, shapes = moved(sheet.words), moved(sheet.fills), moved(sheet.shapes)
    return replace(sheet, number=number, width=sheet.width / 2, words=words, fills=fills, shapes=shapes, rules=rules)
