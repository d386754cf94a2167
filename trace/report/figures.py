"""The numbers behind the charts, read from the database."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ..relationship import authorities_agree

if TYPE_CHECKING:
    from sqlalchemy import Connection

_RATINGS = """
SELECT e.plan_id, e.sequence, e.as_at, e.authority, d.title, d.document, COALESCE(r.rag, 'unrated') AS rag, COUNT(*) AS actions
FROM plan_rows r JOIN editions e ON e.document_id = r.document_id JOIN plan_documents d ON d.document_id = e.document_id
WHERE e.rendition_of IS NULL
GROUP BY e.plan_id, e.sequence, e.as_at, e.authority, d.title, d.document, COALESCE(r.rag, 'unrated')
ORDER BY e.plan_id, e.sequence
"""
_OPEN = """
SELECT l.row_id, l.name AS printed, l.kind, l.role, p.party_id, p.party, e.authority
FROM plan_rows r
JOIN editions e ON e.document_id = r.document_id
JOIN leads l ON l.row_id = r.row_id
LEFT JOIN lead_parties p ON p.row_id = l.row_id AND p.position = l.position
WHERE e.rendition_of IS NULL AND e.last = 1 AND COALESCE(r.status, '') NOT IN ('complete', 'superseded') AND l.kind <> 'all'
"""


@dataclass(frozen=True, slots=True)
class RatedIssue:
    """An issue of a plan with the number of its actions of each rating: `2013-03  Action plan`, {"red": 4}."""

    plan_id: str
    as_at: str | None
    label: str
    ratings: dict[str, int]


def ratings_of_issues(connection: Connection, authority: str | None = None, since: int | None = None) -> list[RatedIssue]:
    """Each issue of each plan, the issues of a plan together and in order, the plan that began first on top."""
    from sqlalchemy import text

    issues: dict[tuple[str, int], RatedIssue] = {}
    began: dict[str, str] = {}
    for row in connection.execute(text(_RATINGS)).mappings():
        if not _wanted(row["authority"], authority) or (since and not _since(row["as_at"], since)):
            continue
        label = f"{row['as_at'] or 'no date'}  {row['title'] or row['document']}"
        issue = issues.setdefault((row["plan_id"], row["sequence"]), RatedIssue(row["plan_id"], row["as_at"], label, {}))
        issue.ratings[row["rag"]] = row["actions"]
        began[row["plan_id"]] = min(began.get(row["plan_id"], "~"), row["as_at"] or "~")
    return [issues[place] for place in sorted(issues, key=lambda place: (began[place[0]], *place))]


def issues_by_year(issues: Iterable[RatedIssue]) -> list[tuple[str, dict[str, int]]]:
    """The ratings of each year, the latest issue of every plan within it counted; what has no date at the end."""
    latest = {(issue.as_at[:4] if issue.as_at else "no date", issue.plan_id): issue for issue in issues}
    years: dict[str, Counter[str]] = {}
    for (year, _), issue in latest.items():
        years.setdefault(year, Counter()).update(issue.ratings)
    return [(year, dict(years[year])) for year in sorted(years, key=lambda year: (year == "no date", year))]


def leads_with_open_actions(
    connection: Connection, authority: str | None = None, most: int = 20, *, without_names: bool = False
) -> list[tuple[str, int]]:
    """Leads of the actions that are neither complete nor superseded in the latest issue of their plan, the busiest first.

    Each party once, however it is printed; of two authorities' parties of one name each says whose it is. `without_names` counts a
    person under the post, and leaves out who is printed without one.
    """
    from sqlalchemy import text

    rows: dict[str, set[str]] = {}
    parties: dict[str, tuple[str, str | None]] = {}
    for lead in connection.execute(text(_OPEN)):
        if not _wanted(lead.authority, authority):
            continue
        party, name = lead.party_id or lead.printed, lead.party or lead.printed
        if without_names and lead.kind in ("person", "initials"):
            party = name = lead.role
        if name:
            rows.setdefault(party, set()).add(lead.row_id)
            parties[party] = name, lead.authority
    busiest = sorted(rows, key=lambda party: (-len(rows[party]), *map(str, parties[party])))[:most]
    namesakes = Counter(parties[party][0] for party in busiest)
    return [
        (f"{name} ({whose})" if namesakes[name] > 1 and whose else name, len(rows[party]))
        for party in busiest
        for name, whose in [parties[party]]
    ]


def printed_leads(connection: Connection) -> list[dict[str, Any]]:
    """Every lead that a lead cell of any document gives."""
    from sqlalchemy import text

    return [lead for row in connection.execute(text("SELECT DISTINCT leads FROM plan_rows")) for lead in json.loads(row.leads or "[]")]


def _wanted(printed: str | None, authority: str | None) -> bool:
    return authority is None or (printed is not None and authorities_agree(printed, authority))


def _since(as_at: str | None, year: int) -> bool:
    return bool(as_at) and str(as_at)[:4].isdigit() and int(str(as_at)[:4]) >= year
