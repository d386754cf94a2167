"""What needs a look: rows that plantrace is not sure of, recurrences near the threshold, corrections whose row is gone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

LOW_CONFIDENCE = 0.8
"""Mean OCR confidence of a row's worst cell below which a person should read it."""
NEAR_THRESHOLD = 0.1
"""Score on either side of the threshold within which a pair is worth a person's word."""

_SEEN = "NOT EXISTS (SELECT 1 FROM applied_corrections x WHERE x.row_id = a.row_id AND x.field IN ('row', {fields}))"


@dataclass(frozen=True, slots=True)
class Reason:
    """A kind of doubt: `sql` gives (row_id, document_id, said, field) of the rows that nobody looked at since."""

    key: str
    title: str
    help: str
    sql: str


REASONS: Mapping[str, Reason] = {
    reason.key: reason
    for reason in (
        Reason(
            "timescale",
            "Timescales that were not understood",
            "No date or statement is read from the cell, or only from part of it.",
            "SELECT t.row_id, a.document_id, 'not understood: ' || t.raw AS said, 'timescales' AS field FROM timescales t "
            "JOIN actions a ON a.row_id = t.row_id WHERE t.kind = 'unparsed' AND " + _SEEN.format(fields="'timescales', 'due'"),
        ),
        Reason(
            "diagnostic",
            "Rows with a warning",
            "The reader reported something in a cell of the row.",
            "SELECT DISTINCT a.row_id, a.document_id, g.message AS said, p.field AS field FROM diagnostics g "
            "JOIN actions a ON a.document_id = g.document_id "
            "JOIN places p ON p.row_id = a.row_id AND p.table_number = g.table_number AND p.table_row = g.table_row "
            "AND p.table_column = g.table_column AND COALESCE(p.page, 0) = COALESCE(g.page, 0) "
            "WHERE g.severity <> 'info' AND g.code <> 'timescale-unparsed' AND g.table_number > 0 AND "
            + _SEEN.format(
                fields="p.field, CASE p.field WHEN 'timescale_raw' THEN 'timescales' WHEN 'lead_raw' THEN 'leads' ELSE p.field END"
            ),
        ),
        Reason(
            "confidence",
            "Scanned rows that were hard to read",
            "The words come from a picture of the page, and some of them are doubtful.",
            "SELECT a.row_id, a.document_id, 'read from a scan with confidence ' || CAST(ROUND(CAST(a.confidence * "
            "100 AS NUMERIC), 0) AS INTEGER) "
            f"|| ' %' AS said, 'action' AS field FROM actions a WHERE a.confidence < {LOW_CONFIDENCE} AND "
            + _SEEN.format(fields="'action'"),
        ),
        Reason(
            "lead",
            "Leads that were not understood",
            "Something is printed as lead, and no party is read from it.",
            "SELECT a.row_id, a.document_id, 'no lead is read from: ' || a.lead_raw AS said, 'leads' AS field FROM actions a "
            "WHERE a.lead_raw IS NOT NULL AND a.leads = '[]' AND " + _SEEN.format(fields="'leads'"),
        ),
    )
}

ALL_ROWS = " UNION ALL ".join(f"SELECT '{reason.key}' AS reason, q.* FROM ({reason.sql}) q" for reason in REASONS.values())
"""(reason, row_id, document_id, said, field)."""

ROWS_OF_DOCUMENT = " UNION ALL ".join(
    f"SELECT '{reason.key}' AS reason, q.* FROM ({reason.sql} AND a.document_id = :document_id) q" for reason in REASONS.values()
)
"""The same of one document: said inside, since a database does not carry a condition into a union by itself."""

WAITING_CORRECTIONS = (
    "SELECT c.* FROM corrections c WHERE c.undone_at IS NULL "
    "AND NOT EXISTS (SELECT 1 FROM applied_corrections x WHERE x.correction_id = c.correction_id)"
)
"""Corrections whose document was forgotten, or whose row a later reading no longer has."""

NEAR_PAIRS = (
    "SELECT * FROM recurrence_candidates WHERE verdict IS NULL AND score BETWEEN :low AND :high "
    "ORDER BY score DESC, recommendation_id_a, recommendation_id_b"
)
