"""What is compared, and what a comparison says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Level = Literal["identical", "reworded", "extended", "narrowed", "same duty", "related"]
LEVELS: tuple[Level, ...] = ("identical", "reworded", "extended", "narrowed", "same duty", "related")
"""From the closest to the loosest; `related` pairs touch one subject without raising the same matter again."""

Verdict = Literal["confirmed", "rejected"]


@dataclass(frozen=True, slots=True)
class RecommendationText:
    """A recommendation with the words that surround it. `actions` are the texts of the actions that answer it.

    `authority` is whose plan it is, `plan_date` EDTF (`2013-09`), `sorts_as` what its order is told by where it has no date;
    recommendations of one `plan_id` never pair.
    `references` are `kind:value` of sources that two plans can share (`source:CQC 1`), not paragraphs of one report.
    """

    recommendation_id: str
    plan_id: str
    document: str
    number: str | None
    text: str
    theme: str | None = None
    outcome: str | None = None
    actions: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    plan_date: str | None = None
    authority: str | None = None
    sorts_as: str | None = None

    @property
    def when(self) -> str:
        """What to sort by: the plan's date, else what is known besides, those of which nothing is known last."""
        return self.plan_date or self.sorts_as or "~"


@dataclass(frozen=True, slots=True)
class ScoredPair:
    """Two recommendations of different plans, `a` of the earlier plan. `why` names the words that decided the level."""

    a: RecommendationText
    b: RecommendationText
    score: float
    level: Level
    why: str
