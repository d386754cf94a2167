"""How a row is cited: `Sunderland 2013, A5, p. 3`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

_OFFICE = re.compile(
    r"^(?:the )?(?:(?:royal |london )?borough of |(?:city|county) of )"
    r"|(?: (?:city|county|borough|metropolitan|district|town|parish))* council$",
    re.IGNORECASE,
)


def row_to_citation(row: Mapping[str, Any]) -> str:
    """Of a row of `plan_rows`: whose plan and of which year, the number printed, the page; of Word the row's place in its table.

    A plan whose authority is not known is cited by its file. The row may have `table_number` and `table_row` beside its own columns.
    """
    whose = _short(row.get("authority")) or str(row["document"])
    year = f" {row['plan_date'][:4]}" if row.get("plan_date") else ""
    return ", ".join(part for part in (whose + year, _number(row) or f"row {row['position']}", _place(row)) if part)


def _short(authority: str | None) -> str:
    """`Sunderland City Council` -> `Sunderland`, `London Borough of Brent` -> `Brent`; `Kent Police` stays."""
    return _OFFICE.sub("", authority or "").strip() or (authority or "")


def _number(row: Mapping[str, Any]) -> str | None:
    """`A5`; of action 1.2 under recommendation 1 `1.2`; of action 3 under Priority 1 `Priority 1, action 3`."""
    answered, own = row.get("recommendation_number"), row.get("action_number")
    if own and answered and not str(own).startswith(str(answered)):
        return f"{answered}, action {own}"
    return own or answered


def _place(row: Mapping[str, Any]) -> str | None:
    first, last = row.get("page_first"), row.get("page_last")
    if first:
        return f"p. {first}" if last in (None, first) else f"pp. {first}-{last}"
    return f"table {row['table_number']}, row {row['table_row']}" if row.get("table_number") else None
