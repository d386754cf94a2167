"""Questions that are asked of an archive, each a query that Datasette answers as a page, as CSV and as JSON."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Question:
    """`name` is its address, and therefore the name of no table or view: those would be hidden behind it."""

    name: str
    title: str
    help: str
    sql: str
    needs_index: bool = False
    """Asked of the search index, which only `plantrace serve` makes."""


QUESTIONS = (
    Question(
        "search",
        "Rows that hold these words",
        "Recommendations, actions, updates, leads; the best match first, each issue in one format.",
        "SELECT r.* FROM browse_search s JOIN browse_index i ON i.number = s.rowid JOIN plan_rows r ON r.row_id = i.row_id\n"
        "WHERE browse_search MATCH :words AND i.rendition = 0 ORDER BY s.rank LIMIT 1000",
        needs_index=True,
    ),
    Question(
        "was_overdue",
        "What was overdue when the plan was printed?",
        "Actions whose date had passed and that are not complete, the longest overdue first.",
        "SELECT row_id, authority, as_at, due, action, lead_raw, progress, rag, status, document FROM overdue ORDER BY due",
    ),
    Question(
        "red",
        "Which actions are red?",
        "Every action with a red or amber/red rating.",
        "SELECT row_id, authority, plan_date, recommendation_number, action, lead_raw, due, progress, rag FROM plan_rows\n"
        "WHERE rag IN ('red', 'amber_red') ORDER BY authority, plan_date, position",
    ),
    Question(
        "came_back",
        "Which recommendations came back?",
        "Threads of one matter through several plans of one authority.",
        "SELECT thread_id, authority, plans, plan_date, document, number, text, worst_rag, last_status FROM threads\n"
        "ORDER BY plans DESC, thread_score DESC, thread_id, position",
    ),
    Question(
        "slipped",
        "Which dates moved from one issue of a plan to the next?",
        "Actions by how many days their date moved.",
        "SELECT row_id, authority, action, first_due, last_due, slipped_days, moves, last_status, document FROM slippage\n"
        "WHERE slipped_days > 0 ORDER BY slipped_days DESC",
    ),
    Question(
        "vanished",
        "Which actions left the plan unfinished?",
        "They stand in one issue, not complete, and not in the next.",
        "SELECT row_id, authority, action, last_due, last_status, last_rag, document FROM slippage WHERE vanished = 'while open'",
    ),
    Question(
        "busiest",
        "Who has the most to do?",
        "Leads by their actions, and how many of those are not complete.",
        "SELECT l.name, l.kind, COUNT(*) AS actions, SUM(CASE WHEN r.status = 'complete' THEN 0 ELSE 1 END) AS not_complete\n"
        "FROM leads l JOIN plan_rows r ON r.row_id = l.row_id GROUP BY l.name, l.kind ORDER BY actions DESC, l.name",
    ),
    Question(
        "years",
        "How did each year go?",
        "Plans, actions and ratings by authority and year.",
        "SELECT * FROM year_summary ORDER BY authority, year",
    ),
    Question(
        "unread",
        "What could not be read?",
        "Timescales that no date was read from, as printed.",
        "SELECT MIN(r.row_id) AS row_id, t.raw, COUNT(*) AS times, MIN(r.document) AS document FROM timescales t\n"
        "JOIN plan_rows r ON r.row_id = t.row_id WHERE t.kind = 'unparsed' GROUP BY t.raw ORDER BY times DESC, t.raw",
    ),
    Question(
        "left_over",
        "Which documents have words that are in no row?",
        "What stands in a plan table and was not understood, and documents without any row.",
        "SELECT document_id, document, authority, plan_date, rows, words_left_over, diagnostics FROM plan_documents\n"
        "WHERE words_left_over > 0 OR rows = 0 ORDER BY words_left_over DESC",
    ),
    Question(
        "corrected",
        "What did people correct?",
        "Every correction with what was printed, what was read, and who said otherwise.",
        "SELECT row_id, said_at, who, field, said, printed, value_read, value, why, undone_at FROM corrections ORDER BY said_at DESC",
    ),
)
