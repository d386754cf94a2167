"""What two documents are to each other: renditions of one issue, editions of one plan, or other plans.

They are taken for one plan by the rows that they share, since titles change from meeting to meeting and names from archive to
archive. A plan that answers another inspection is another plan, even where unfinished actions were carried over into it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from .follow import same_rows, squash
from .plans import PlanDocument, PlanRow

Relation = Literal["rendition", "edition", "other"]

RENDITION_SHARE = 0.85
"""Share of the rows, of both documents, that a rendition repeats: a reader of another format may cut a few of them otherwise."""
UPDATED_SHARE = 0.1
"""Share of common rows whose update, rating or due date differs from which it is another issue, not another format."""
EDITION_SHARE = 0.3
"""Share of the shorter document's rows that another issue repeats. Different plans of one authority share next to none word for word."""
SAME_SERIES_SHARE = 0.1
"""The same where the titles are one but for numbers and dates (`TB (7) Transparency Board Action Log`): completed rows drop out."""
SAME_INSPECTION_SHARE = 0.5
"""Share of the recommendations that an issue repeats whose actions were all written anew, where both name the same inspection."""
FEWEST_COMMON_ROWS = 2


@dataclass(frozen=True, slots=True)
class Relationship:
    """What two documents are to each other, and why in words. `share` is how much of the shorter one both have, 0 to 1."""

    relation: Relation
    reason: str
    share: float = field(default=1.0, compare=False)


def relationship(a: PlanDocument, b: PlanDocument) -> Relationship:
    """What `b` is to `a`, by the rows that they share: rendition, edition or other."""
    pairs = same_rows(a.rows, b.rows)
    shorter, longer = sorted((len(a.rows), len(b.rows)))
    if not shorter:
        return Relationship("other", "no rows to compare")
    counted, share = f"{len(pairs)} of {shorter} rows are the same", len(pairs) / shorter
    if inspections_differ(a, b):
        return Relationship("other", f"answers another inspection ({a.inspection_date}, {b.inspection_date}); {counted}")
    if not authorities_agree(a.authority, b.authority) and len(pairs) < RENDITION_SHARE * longer:
        return Relationship("other", f"of another authority ({a.authority}, {b.authority}); {counted}")
    updated = sum(_was_updated(one, other) for one, other in pairs)
    same_issue = not (a.plan_date and b.plan_date) or _dates_agree(a.plan_date, b.plan_date)
    if len(pairs) >= RENDITION_SHARE * longer and same_issue and updated <= UPDATED_SHARE * len(pairs):
        return Relationship("rendition", f"{counted}, and so are their updates", share)
    series = bool(series_title(a)) and series_title(a) == series_title(b)
    enough = SAME_SERIES_SHARE if series else EDITION_SHARE
    if len(pairs) >= max(enough * shorter, min(FEWEST_COMMON_ROWS, shorter)):
        called = ", the titles differ in numbers and dates alone" if series else ""
        return Relationship("edition", f"{counted}, {updated} of them updated{called}", share)
    again, recommendations = _common_recommendations(a.rows, b.rows)
    if same_inspection(a, b) and again >= max(SAME_INSPECTION_SHARE * recommendations, 1):
        told = f"answers the same inspection ({a.inspection_date}): {again} of {recommendations} recommendations are the same"
        return Relationship("edition", told, share)
    return Relationship("other", counted)


def inspections_differ(a: PlanDocument, b: PlanDocument) -> bool:
    """Both name an inspection and they are not one: 2012-02 and 2013 differ, 2012 and 2012-02 may be the same."""
    return bool(a.inspection_date and b.inspection_date) and not _dates_agree(a.inspection_date or "", b.inspection_date or "")


def same_inspection(a: PlanDocument, b: PlanDocument) -> bool:
    """Both name the inspection, and its date agrees."""
    return bool(a.inspection_date and b.inspection_date) and _dates_agree(a.inspection_date or "", b.inspection_date or "")


def authorities_agree(a: str | None, b: str | None) -> bool:
    """One is unknown, or they share a word that names a place: `Stockton` and `Stockton-on-Tees Borough Council` agree."""
    ours, theirs = _names(a), _names(b)
    return not ours or not theirs or bool(ours & theirs)


def series_title(document: PlanDocument) -> str:
    """The title without numbers, dates and punctuation: `TB (7)1.ii Action Log as 19 July 2011` -> `tb ii action log as`."""
    return " ".join(re.findall(r"[^\W\d_]+", _MONTHS.sub(" ", (document.title or "").casefold())))


_MONTHS = re.compile(
    r"\b(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
    r"|\d+(?:st|nd|rd|th)|as (?:at|of)|as(?=\s+\d)|updated?)\b"
)
_COMMON_NAMES = frozenset(
    "council city borough county district metropolitan of and the on upon for with royal london children together trust nhs board".split()
)


def _names(authority: str | None) -> set[str]:
    return {word for word in re.findall(r"[^\W\d_]+", (authority or "").casefold()) if word not in _COMMON_NAMES}


def _dates_agree(a: str, b: str) -> bool:
    shorter, longer = sorted((a, b), key=len)
    return longer.startswith(shorter)


def _common_recommendations(a: Sequence[PlanRow], b: Sequence[PlanRow]) -> tuple[int, int]:
    """How many recommendations both have in the same words, and how many the one of fewer has."""
    ours, theirs = ({text for row in rows if (text := squash(row.recommendation or ""))} for rows in (a, b))
    return len(ours & theirs), min(len(ours), len(theirs))


def _was_updated(a: PlanRow, b: PlanRow) -> bool:
    """The update, the rating or the due date differs, by more than a reader of another format would make it differ."""
    from rapidfuzz import fuzz

    if (a.due and b.due and a.due != b.due) or (a.rag and b.rag and a.rag != b.rag):
        return True
    ours, theirs = squash(a.progress or ""), squash(b.progress or "")
    return ours != theirs and fuzz.ratio(ours, theirs) < 90
