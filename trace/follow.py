"""An action followed from edition to edition: its rating, status and due date over time, and whether it vanished."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import pairwise
from typing import Literal

from ..provenance import content_id
from .plans import PlanRow

Vanished = Literal["after completion", "while open", "into another row"]

SAME_ACTION = 80
"""Percent of letters in common from which two rows are one action reworded: `Katie Davis to present a proposal ...` and, two meetings
later, `Tim Kelsey to present a proposal ...`. Different actions of one log reach 67 (`Cabinet Office Team to work with ...`)."""
GROWN_ACTION = 65
"""The same where one holds all of the other's words, or both carry one number under one recommendation: actions are rewritten
while they keep their place, and grow (`a copy of the proposed [contract for the] agreement`)."""
SPLIT_ACTION = 45
"""The same where one is a stretch of the other, or holds all of its words under the same recommendation: three sentences of one row
become three rows, `Audit supervision records` becomes `Audit supervision records and report the findings to the leadership team`."""
LONG = 40
"""Letters from which an action that stands in another word for word is a part of it, whatever recommendation they are under."""
SHORT = 15
"""Letters under which an action (`Ongoing review`) is told only together with its recommendation."""


@dataclass(frozen=True, slots=True)
class Occurrence:
    """The row that an action is in one edition. `edition` counts from 1."""

    edition: int
    row: PlanRow


@dataclass(frozen=True, slots=True)
class FollowedAction:
    """One action over the editions of a plan, earliest first. `editions` is how many the plan has.

    `absorbed_by` is the row of the next edition that took its words in, where two rows became one.
    """

    follow_id: str
    plan_id: str
    occurrences: tuple[Occurrence, ...]
    editions: int
    absorbed_by: PlanRow | None = None

    @property
    def due_dates(self) -> tuple[tuple[int, date], ...]:
        """Edition and due date wherever one is printed."""
        return tuple((occurrence.edition, occurrence.row.due) for occurrence in self.occurrences if occurrence.row.due)

    @property
    def slipped_days(self) -> int | None:
        """Days from the first due date printed to the last; 0 where it stood, negative where it was brought forward, None without two."""
        dates = self.due_dates
        return (dates[-1][1] - dates[0][1]).days if len(dates) > 1 else None

    @property
    def moves(self) -> int:
        """How often the due date changed from one edition to the next that prints one."""
        dates = [day for _, day in self.due_dates]
        return sum(one != other for one, other in pairwise(dates))

    @property
    def vanished(self) -> Vanished | None:
        """Whether it is missing from the last edition, and in what state it was when last seen."""
        last = self.occurrences[-1]
        if last.edition == self.editions:
            return None
        if self.absorbed_by:
            return "into another row"
        return "after completion" if last.row.status in ("complete", "superseded") else "while open"


def editions_to_followed_actions(plan_id: str, editions: Sequence[Sequence[PlanRow]]) -> list[FollowedAction]:
    """Actions of a plan in the order in which they first stand; `editions` are the rows of each issue, earliest first.

    An action that is left out of an issue and comes back later is one action: every issue is held against the latest
    occurrence of all actions so far.
    """
    chains: list[list[Occurrence]] = []
    for edition, rows in enumerate(editions, 1):
        chain_of = {chain[-1].row.row_id: chain for chain in chains}
        found = {row.row_id: chain_of[before.row_id] for before, row in same_rows([chain[-1].row for chain in chains], rows, parts=True)}
        for row in rows:
            if row.row_id in found:
                found[row.row_id].append(Occurrence(edition, row))
            else:
                chains.append([Occurrence(edition, row)])
    return [
        FollowedAction(content_id("followed", chain[0].row.row_id), plan_id, tuple(chain), len(editions), _absorbing(chain[-1], editions))
        for chain in chains
    ]


def _absorbing(last: Occurrence, editions: Sequence[Sequence[PlanRow]]) -> PlanRow | None:
    """The row of the next edition in which this one's words stand, among others."""
    following = editions[last.edition] if last.edition < len(editions) else ()
    return next((row for row in following if _is_part_of(last.row, row)), None)


def same_rows(earlier: Sequence[PlanRow], later: Sequence[PlanRow], *, parts: bool = False) -> list[tuple[PlanRow, PlanRow]]:
    """Rows that are one action, each in one pair at most, in the order of `earlier`.

    First the same words under the same recommendation, then the same words, then nearly the same; with `parts`, last, rows one of
    which is a part of the other.
    """
    pairs: list[tuple[PlanRow, PlanRow]] = []
    left, right = list(earlier), list(later)
    for key in (_under_its_recommendation, _by_itself):
        taken = _equal(left, right, key)
        pairs += taken
        left, right = _without(left, {a.row_id for a, _ in taken}), _without(right, {b.row_id for _, b in taken})
    for nearly in (_alike, _parts) if parts else (_alike,):
        taken = nearly(left, right)
        pairs += taken
        left, right = _without(left, {a.row_id for a, _ in taken}), _without(right, {b.row_id for _, b in taken})
    order = {row.row_id: position for position, row in enumerate(earlier)}
    return sorted(pairs, key=lambda pair: order[pair[0].row_id])


@lru_cache(maxsize=100_000)
def squash(text: str) -> str:
    """Letters and digits alone, in lower case, so that a line break or a comma makes no difference."""
    return _NO_LETTERS.sub("", unicodedata.normalize("NFKC", text).casefold())


_NO_LETTERS = re.compile(r"[\W_]+")


def _under_its_recommendation(row: PlanRow) -> str:
    text, under = squash(row.text), squash(row.recommendation or row.recommendation_number or "")
    return f"{under}/{text}" if text and (under or len(text) >= SHORT) else ""


def _by_itself(row: PlanRow) -> str:
    text = squash(row.text)
    return text if len(text) >= SHORT else ""


def _equal(left: Sequence[PlanRow], right: Sequence[PlanRow], key: Callable[[PlanRow], str]) -> list[tuple[PlanRow, PlanRow]]:
    """Rows of one key, in order: the second of two equal rows goes with the second."""
    waiting: dict[str, list[PlanRow]] = {}
    for row in right:
        waiting.setdefault(key(row), []).append(row)
    waiting.pop("", None)
    return [(row, waiting[key(row)].pop(0)) for row in left if waiting.get(key(row))]


def _without(rows: Sequence[PlanRow], taken: set[str]) -> list[PlanRow]:
    return [row for row in rows if row.row_id not in taken]


def _alike(left: Sequence[PlanRow], right: Sequence[PlanRow]) -> list[tuple[PlanRow, PlanRow]]:
    """Nearly the same rows, the most alike first, each row once."""
    from rapidfuzz import fuzz, process

    if not left or not right:
        return []
    texts = [[row.text.casefold() for row in rows] for rows in (left, right)]
    ratios = process.cdist(*texts, scorer=fuzz.ratio, score_cutoff=GROWN_ACTION)
    likely = sorted((-ratios[i, j], abs(i - j), i, j) for i, j in zip(*ratios.nonzero(), strict=True))
    return _each_once(left, right, [(i, j) for minus_ratio, _, i, j in likely if -minus_ratio >= _least_ratio(left[i], right[j])])


def _parts(left: Sequence[PlanRow], right: Sequence[PlanRow]) -> list[tuple[PlanRow, PlanRow]]:
    """Rows one of which holds the other, the most alike first: a row that was split goes on in its longest piece."""
    from rapidfuzz import fuzz

    found = []
    for i, one in enumerate(left):
        for j, other in enumerate(right):
            if _is_part_of(one, other) or _is_part_of(other, one) or _grew(one, other):
                ratio = fuzz.ratio(one.text.casefold(), other.text.casefold())
                if ratio >= SPLIT_ACTION:
                    found.append((-ratio, abs(i - j), i, j))
    return _each_once(left, right, [(i, j) for _, _, i, j in sorted(found)])


def _each_once(left: Sequence[PlanRow], right: Sequence[PlanRow], likely: Sequence[tuple[int, int]]) -> list[tuple[PlanRow, PlanRow]]:
    """The pairs of positions in their order, those left out of which one row is taken already."""
    pairs: list[tuple[PlanRow, PlanRow]] = []
    used_left: set[int] = set()
    used_right: set[int] = set()
    for i, j in likely:
        if i not in used_left and j not in used_right:
            used_left.add(i)
            used_right.add(j)
            pairs.append((left[i], right[j]))
    return pairs


def _least_ratio(one: PlanRow, other: PlanRow) -> int:
    """Percent of letters that these two rows must have in common; 101 where nothing would do."""
    short = min(len(squash(one.text)), len(squash(other.text))) < SHORT
    if short and not _of_one_recommendation(one, other):
        return 101
    numbers = (one.action_number, one.recommendation_number), (other.action_number, other.recommendation_number)
    keeps_its_place = bool(one.action_number) and numbers[0] == numbers[1]
    return GROWN_ACTION if keeps_its_place or _holds_all_words(one, other) else SAME_ACTION


def _holds_all_words(one: PlanRow, other: PlanRow) -> bool:
    from rapidfuzz import fuzz

    return fuzz.token_set_ratio(one.text.casefold(), other.text.casefold()) >= 97


def _grew(one: PlanRow, other: PlanRow) -> bool:
    """All words of one are in the other, under the same recommendation."""
    short = min(len(squash(one.text)), len(squash(other.text))) < SHORT
    return not short and _of_one_recommendation(one, other) and _holds_all_words(one, other)


def _of_one_recommendation(one: PlanRow, other: PlanRow) -> bool:
    under = squash(one.recommendation or "")
    return bool(under) and under == squash(other.recommendation or "")


def _is_part_of(one: PlanRow, other: PlanRow) -> bool:
    """The words of one stand in the other as they are, and are enough of them to be no chance."""
    text = squash(one.text)
    return len(text) >= (SHORT if _of_one_recommendation(one, other) else LONG) and text in squash(other.text)
