"""Running heads, feet and page numbers: what stands in the same place on neighbouring pages, numbers aside, is no text of the plan."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from statistics import median

from ..document import Paragraph
from .edges import rules_to_edges
from .grid import edges_to_boxes
from .lines import Line, words_to_lines
from .page import PageContent, Word
from .paragraphs import words_to_paragraphs
from .watermarks import watermarks

MARGIN = 0.14
"""Share of the page's height at top and bottom in which furniture stands."""
NEIGHBOURS = 4
"""Pages on either side that are compared."""
SAME_PLACE = 6.0
"""Points by which a repeated line may be off."""
LARGER = 1.4
"""Type sizes: a title is set in so much larger type than most of a page."""
FEWEST_TITLES = 2
"""Different titles in one place of the pages around for that place to be the titles'."""

_PAGE_NUMBER = re.compile(r"(?:page\s*|p\.?\s*|[-–—|]\s*)?(\d{1,4})(?:\s*(?:of|/)\s*\d{1,4})?(?:\s*[-–—|])?", re.IGNORECASE)
_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A line in the margin, its numbers made equal, its distance from the nearer end of the page."""

    words: tuple[Word, ...]
    text: str
    printed: str
    distance: float
    at_top: bool
    larger: bool = False
    """Whether its type is larger than most of the page's."""


def without_furniture(pages: Iterable[PageContent]) -> Iterator[tuple[PageContent, list[Paragraph]]]:
    """Each page without its running heads and feet, and these. Looks a few pages ahead, never holds the whole document."""
    window: deque[tuple[PageContent, list[_Candidate]]] = deque()
    before: deque[list[_Candidate]] = deque(maxlen=NEIGHBOURS)
    for page in pages:
        window.append((page, _candidates(page)))
        if len(window) > NEIGHBOURS:
            yield _cleared(window, before)
    while window:
        yield _cleared(window, before)


def _cleared(window: deque[tuple[PageContent, list[_Candidate]]], before: deque[list[_Candidate]]) -> tuple[PageContent, list[Paragraph]]:
    page, candidates = window.popleft()
    others = [*before, *(following for _, following in window)]
    repeated = [
        one
        for one in candidates
        if _is_number(one, page) or (any(_alike(one, other) for around in others for other in around) and not _is_title(one, others))
    ]
    before.append(candidates)
    over = watermarks(page.words)
    if not repeated and not over:
        return page, []
    gone = {id(word) for word in [*over, *(word for one in repeated for word in one.words)]}
    margins = [paragraph for words in [*(one.words for one in repeated), over] if words for paragraph in words_to_paragraphs(words, page)]
    return replace(page, words=tuple(word for word in page.words if id(word) not in gone)), margins


def _candidates(page: PageContent) -> list[_Candidate]:
    """The lines in the margins that stand in no ruled table and on no fill, and beyond the rows of tables without rules."""
    top, bottom = MARGIN * page.height, (1 - MARGIN) * page.height
    marginal = [word for word in page.words if word.turn == 0 and (word.box[3] < top or word.box[1] > bottom)]
    if not marginal:
        return []
    boxes = edges_to_boxes(*rules_to_edges(page.rules))
    boxes += [fill.box for fill in page.fills if fill.colour != "FFFFFF"]
    free = [word for word in marginal if not any(_holds(box, word) for box in boxes)]
    inside = [replace(_candidate(line, page), printed="") for line in _numbers_in_tables(marginal, free)]  # repeated, or left alone
    lines = words_to_lines(free)
    rows = [line for line in lines if _columns(line) > 3]
    highest = min((line.box[1] for line in rows if line.box[3] < page.height / 2), default=page.height)
    lowest = max((line.box[3] for line in rows if line.box[3] >= page.height / 2), default=0.0)
    outer = [line for line in lines if (line.box[3] < highest + 1 if line.box[3] < page.height / 2 else line.box[1] > lowest - 1)]
    return inside + [_candidate(line, page) for line in outer if line not in rows]


def _numbers_in_tables(marginal: Sequence[Word], free: Sequence[Word]) -> Iterator[Line]:
    """`Page 3 of 12` at the foot of a page whose table reaches further down, the words in the order of the file."""
    if len(marginal) == len(free):
        return
    for at, word in enumerate(marginal):
        if word.text.lower() == "page" and [_DIGITS.sub("#", each.text) for each in marginal[at + 1 : at + 4]] == ["#", "of", "#"]:
            yield words_to_lines(marginal[at : at + 4])[0]


def _holds(box: tuple[float, float, float, float], word: Word) -> bool:
    x, y = (word.box[0] + word.box[2]) / 2, (word.box[1] + word.box[3]) / 2
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]


def _candidate(line: Line, page: PageContent) -> _Candidate:
    at_top = line.box[3] < page.height / 2
    distance = line.box[1] if at_top else page.height - line.box[3]
    larger = line.size > LARGER * median(word.size for word in page.words)
    return _Candidate(line.words, _DIGITS.sub("#", "".join(line.text.split()).lower()), line.text, distance, at_top, larger)


def _columns(line: Line) -> int:
    return 1 + sum(after.box[0] - before.box[2] > line.size for before, after in zip(line.words, line.words[1:], strict=False))


def _alike(one: _Candidate, other: _Candidate) -> bool:
    return one.at_top == other.at_top and abs(one.distance - other.distance) < SAME_PLACE and one.text == other.text


def _is_title(one: _Candidate, others: Sequence[Sequence[_Candidate]]) -> bool:
    """Whether a line in large type is a slide's title that the next slide repeats: others hold titles of their own in the same place."""
    if not one.at_top or not one.larger:
        return False
    place = [
        other for around in others for other in around if other.at_top and other.larger and abs(one.distance - other.distance) < SAME_PLACE
    ]
    differing = {other.text for other in place if other.text != one.text}
    return len(differing) >= FEWEST_TITLES and 2 * sum(other.text == one.text for other in place) <= len(place)


def _is_number(one: _Candidate, page: PageContent) -> bool:
    """`Page 3`, `3 of 8`, `- 3 -` alone at the very end of the page; on a page of its own nothing repeats it."""
    match = _PAGE_NUMBER.fullmatch(one.printed.strip())
    return match is not None and one.distance < 0.09 * page.height and (not one.at_top or int(match[1]) == page.number)
