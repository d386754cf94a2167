"""Columns whose headings are nothing but dates: what was said, or how an action was rated, at each."""

from __future__ import annotations

from dataclasses import replace

from .column import Column
from .headings import Field
from .profile import Profile
from .wording import is_date


def dated_to_updates(columns: list[Column]) -> list[Column]:
    """| Action | Lead | Target date | Nov 2019 | Dec 2019 | BRAG |: both months are updates, or ratings where letters stand in them.

    Only beside a column that says when the action is due, or months may be milestones to come; an update column of its own, or a
    heading over the months, says that they are.
    """
    owned = next((at for at, column in enumerate(columns) if column.field in ("action", "deliverable", "response")), len(columns))
    dated = [c for c in columns[owned + 1 :] if c.field is None and not c.part and is_date(c.heading)]
    if not dated or not any(c.field in ("timescale", "due_revised") for c in columns):
        return columns
    if any(c.field == "progress" and c.level != "weak" for c in columns):
        return columns
    fields = {field for c in dated if (field := _what_stands_there(c.profile))}
    if len(fields) != 1 or len(dated) < 2:
        return columns
    (field,) = fields
    indexes = {c.index for c in dated}
    return [replace(c, field=field, reason=f"as at {c.heading!r}", level="content") if c.index in indexes else c for c in columns]


def _what_stands_there(profile: Profile) -> Field | None:
    """None for ticks, crosses, figures, dates and names: a chart of weeks, a series of indicators."""
    if profile.ratings >= 0.7 and profile.priorities < 0.9:
        return "rag"
    if profile.words >= 2 and max(profile.dates, profile.parties, profile.numbers, profile.marks) < 0.6:
        return "progress"
    return "progress" if profile.filled and profile.statuses >= 0.7 > profile.marks else None
