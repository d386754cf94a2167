"""Columns that say who keeps watch over a plan and how often, under headings that say `Timescale` or `Responsible`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from .column import Column, column_cells
from .headings import Field
from .leads import read_leads
from .sections import Section
from .timescales import read_timescales

_SHARE = 0.7


def watch_to_monitoring(columns: Sequence[Column], section: Section) -> list[Column]:
    """| Start date | Timescale                  |       | timescale | monitoring                 |
    | 2007       | Annual / Steering Group    |   ->  | 2007      | Annual / Steering Group    |

    Only beside another column of dates, and where most cells name a body with a frequency and no date.
    """
    dated = [c for c in columns if c.field in ("timescale", "start")]
    watching = {c.index for c in dated if _is_watch([cell.text for cell in column_cells(section, c.index)])}
    if not watching or len(watching) == len(dated) or any(c.field == "monitoring" for c in columns):
        return list(columns)
    first, *rest = sorted(watching)
    kept: dict[int, Field] = {first: "monitoring", **dict.fromkeys(rest, "other")}
    reason = "how often, and by whom"
    return [replace(c, field=kept[c.index], reason=f"{reason}, under {c.heading!r}") if c.index in kept else c for c in columns]


def _is_watch(texts: Sequence[str]) -> bool:
    filled = [text for text in texts if text.strip()]
    return bool(filled) and sum(map(_names_frequency_and_body, filled)) >= _SHARE * len(filled)


def _names_frequency_and_body(text: str) -> bool:
    """`Annual` / `Steering Group`, `Termly - Governors`; not `Quarterly from May 2013`, not `Monthly`."""
    parts = [part.strip() for part in re.split(r"\n|\s[-–—/]\s|[:;]\s", text) if part.strip()]
    if len(parts) < 2:
        return False
    often = [part for part in parts if [(each.kind, each.edtf) for each in read_timescales(part)] == [("recurring", None)]]
    bodies = [part for part in parts if part not in often]
    return bool(often) and bool(bodies) and all(_is_body(body) for body in bodies)


def _is_body(text: str) -> bool:
    found = read_leads(text)
    return bool(found) and all(lead.kind in ("group", "role") for lead in found)
