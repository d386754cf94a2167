"""The numbers behind the charts, read from the database."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from ..relationship import authorities_agree

if TYPE_CHECKING:
    from sqlalchemy import Connection

_RATINGS = """
SELECT e.plan_id, e.sequence, e.as_at, e.authority, d.title, d.document, COALESCE(r.rag, 'unrated') AS rag, COUNT(*) AS actions
FROM plan_rows r JOIN editions e ON e.document_id = r.document_id JOIN plan_documents d ON d.document_id = e.document_id
WHERE e.rendition_of IS NULL
GROUP BY e.plan_id, e.sequence, e.as_at, e.authority, d.title, d.document, COALESCE(r.rag, 'unrated')
ORDER BY CASE WHEN e.as_at IS NULL THEN 1 ELSE 0 END, e.as_at, e.plan_id, e.sequence
"""
_OPEN = """
SELECT r.leads, e.authority FROM plan_rows r JOIN editions e ON e.document_id = r.document_id
WHERE e.rendition_of IS NULL AND e.last = 1 AND COALESCE(r.status, '') NOT IN ('complete', 'superseded')
"""


def ratings_of_issues(
    connection: Connection, authority: str | None = None, since: int | None = None
) -> list[tuple[str, Mapping[str, int]]]:
    """Each issue of each plan, the earliest first, with the number of its actions of each rating: (`2013-03 Action plan`, {"red": 4})."""
    from sqlalchemy import text

    issues: dict[tuple[str, int], tuple[str, dict[str, int]]] = {}
    for row in connection.execute(text(_RATINGS)).mappings():
        if not _wanted(row["authority"], authority) or (since and not _since(row["as_at"], since)):
            continue
        label = f"{row['as_at'] or 'no date'}  {row['title'] or row['document']}"
        issues.setdefault((row["plan_id"], row["sequence"]), (label, {}))[1][row["rag"]] = row["actions"]
    return list(issues.values())


def leads_with_open_actions(connection: Connection, authority: str | None = None, most: int = 20) -> list[tuple[str, int]]:
    """Leads of the actions that are neither complete nor superseded in the latest issue of their plan, the busiest first."""
    from sqlalchemy import text

    counts: Counter[str] = Counter()
    for row in connection.execute(text(_OPEN)):
        if _wanted(row.authority, authority):
            counts.update(set(_names(row.leads)))
    return sorted(counts.items(), key=lambda entry: (-entry[1], entry[0]))[:most]


def _names(leads: str | None) -> Iterator[str]:
    for lead in json.loads(leads or "[]"):
        if lead["kind"] != "all":
            yield lead["name"]


def _wanted(printed: str | None, authority: str | None) -> bool:
    return authority is None or (printed is not None and authorities_agree(printed, authority))


def _since(as_at: str | None, year: int) -> bool:
    return bool(as_at) and str(as_at)[:4].isdigit() and int(str(as_at)[:4]) >= year
