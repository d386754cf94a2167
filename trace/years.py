"""The archive over the years, as pandas DataFrames: what recurs, what slipped, what is overdue, how plans compare.

Every function takes a SQLAlchemy connection and returns a frame whose columns and dtypes its docstring names; text columns are
`object` with None where nothing is printed, dates are ISO text, so that `2013-09` stays as precise as the page. An empty
database gives empty frames with the same columns.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from ..diagnostics import PlantraceError
from .issues import date_to_sort_by
from .relationship import authorities_agree

if TYPE_CHECKING:
    import pandas
    from sqlalchemy import Connection


class NoSuchAuthority(PlantraceError):
    """No document of this authority is in the database."""

    exit_code = 4


def editions(connection: Connection, authority: str | None = None) -> pandas.DataFrame:
    """Every document with its plan and its place among the plan's issues, in that order.

    Columns: plan_id, sequence (int64), last (bool), document, rendition_of (name of the document that stands for it), authority,
    as_at, title, reason, document_id, actions (int64; 0 where no plan was read from the document).
    """
    frame = _read(
        connection,
        "SELECT e.plan_id, e.sequence, e.last, e.document, other.document AS rendition_of, e.authority, e.as_at, d.title, e.reason, "
        "e.document_id, (SELECT COUNT(*) FROM actions a WHERE a.document_id = e.document_id) AS actions "
        "FROM editions e JOIN plan_documents d ON d.document_id = e.document_id "
        "LEFT JOIN editions other ON other.document_id = e.rendition_of ORDER BY e.plan_id, e.sequence, e.document",
        authority,
    )
    return _typed(frame, whole=["sequence", "actions"], truth=["last"])


def recurrences(
    connection: Connection, authority: str | None = None, since: int | None = None, *, candidates: bool = False
) -> pandas.DataFrame:
    """Pairs of recommendations that recur, best first; with `candidates` every scored pair.

    `authority` keeps pairs that both are of it, `since` those whose plans are both dated in that year or later.
    Columns: those of the view `recurrences`: document_a, recommendation_id_a, recommendation_number_a, recommendation_a, plan_id_a,
    authority_a, plan_date_a, page_a (Int64), the same for b, score (float64), level, why, verdict.
    """
    view = "recurrence_candidates" if candidates else "recurrences"
    frame = _read(connection, f"SELECT * FROM {view} ORDER BY score DESC, recommendation_id_a, recommendation_id_b")
    if authority:
        known_authority(connection, authority)
        frame = frame[_is_of(frame["authority_a"], authority) & _is_of(frame["authority_b"], authority)]
    if since:
        frame = frame[_dated_since(frame["plan_date_a"], since) & _dated_since(frame["plan_date_b"], since)]
    return _typed(frame, whole=["page_a", "page_b"], real=["score"])


def threads(connection: Connection, authority: str | None = None, since: int | None = None) -> pandas.DataFrame:
    """Recommendations of one matter over the years, a row an occurrence, threads through most plans first.

    With `since`, occurrences dated before that year, or not at all, are left out, and threads of which fewer than two plans remain.
    Columns: thread_id, position (int64), plans (int64), thread_score (float64), authority, plan_id, plan_date, as_at, document,
    document_id, recommendation_id, number, text, actions (int64), worst_rag, last_rag, last_status, page (Int64), row_id.
    """
    statement = "SELECT * FROM threads ORDER BY plans DESC, thread_score DESC, thread_id, position"
    frame = _read(connection, statement, authority)
    if since:
        frame = frame[_dated_since(frame["plan_date"], since)]
    if authority or since:
        plans = frame.groupby("thread_id")["plan_id"].transform("nunique")
        frame = frame.assign(plans=plans)[plans > 1].sort_values(
            ["plans", "thread_score", "thread_id", "position"], ascending=[False, False, True, True], kind="stable"
        )
    return _typed(frame, whole=["position", "plans", "actions", "page"], real=["thread_score"])


def slippage(connection: Connection, authority: str | None = None) -> pandas.DataFrame:
    """What became of every action of a plan of several issues, the furthest slipped first.

    Columns: those of the table `slippage`; slipped_days (Int64) is missing where fewer than two issues print a date,
    vanished is None, `after completion`, `while open` or `into another row`; first_sequence, last_sequence, occurrences, moves are int64.
    """
    statement = "SELECT * FROM slippage ORDER BY CASE WHEN slipped_days IS NULL THEN 1 ELSE 0 END, slipped_days DESC, follow_id"
    whole = ["first_sequence", "last_sequence", "occurrences", "moves", "slipped_days"]
    return _typed(_read(connection, statement, authority), whole=whole)


def overdue(connection: Connection, authority: str | None = None) -> pandas.DataFrame:
    """Actions due before their plan's own date and not complete, the longest overdue of each authority first.

    Columns: those of the view `overdue`; due, as_at are text, sequence is int64, last is bool, page_first is Int64.
    """
    frame = _read(connection, "SELECT * FROM overdue ORDER BY authority, due, row_id", authority)
    return _typed(frame, whole=["sequence", "page_first"], truth=["last"])


def year_summary(connection: Connection, authority: str | None = None) -> pandas.DataFrame:
    """Each authority's plans year by year; `year` is None for plans none of whose issues has a date.

    Columns: authority, year (text), and as int64 plans, recommendations, threads, actions, complete, red, amber, green, blue,
    unrated, overdue.
    """
    frame = _read(connection, "SELECT * FROM year_summary ORDER BY authority, year", authority)
    return _typed(frame, whole=[name for name in frame.columns if name not in ("authority", "year")])


def compare(connection: Connection, authority: str) -> pandas.DataFrame:
    """An authority's plans side by side, the earliest first: each as its latest issue left it. Raises NoSuchAuthority.

    Documents from which no plan was read are none of them.
    Plans without a date stand where their inspection or the year in the file's name puts them, those without any of these last.
    Columns: plan_id, as_at, document, title, and as int64 issues, recommendations, came_back (recommendations that an earlier
    plan has too), actions, complete, red, amber, green, blue, overdue, slipped (actions whose date moved back over the issues),
    vanished_open (actions that left the plan unfinished).
    """
    known_authority(connection, authority)
    found = _typed(_read(connection, _COMPARE, authority))
    known = zip(found["as_at"], found["inspection_date"], found["document"], strict=True)
    order = [date_to_sort_by(as_at, inspected, name) or "~" for as_at, inspected, name in known]
    frame = found.assign(order=order).sort_values("order", kind="stable").drop(columns=["authority", "inspection_date", "order"])
    return _typed(frame, whole=[name for name in frame.columns if name not in ("plan_id", "as_at", "document", "title")])


_COMPARE = """
SELECT e.authority, e.plan_id, e.as_at, d.inspection_date, e.document, d.title, e.sequence AS issues,
       COUNT(DISTINCT r.recommendation_id) AS recommendations,
       COUNT(DISTINCT CASE WHEN EXISTS (
           SELECT 1 FROM thread_members earlier JOIN compared_recommendations c ON c.recommendation_id = earlier.recommendation_id
           WHERE earlier.thread_id = m.thread_id AND earlier.position < m.position AND c.plan_id <> e.plan_id)
           THEN r.recommendation_id END) AS came_back,
       COUNT(r.row_id) AS actions,
       COALESCE(SUM(CASE WHEN r.status = 'complete' THEN 1 ELSE 0 END), 0) AS complete,
       COALESCE(SUM(CASE WHEN r.rag = 'red' THEN 1 ELSE 0 END), 0) AS red,
       COALESCE(SUM(CASE WHEN r.rag IN ('amber', 'amber_red', 'amber_green') THEN 1 ELSE 0 END), 0) AS amber,
       COALESCE(SUM(CASE WHEN r.rag = 'green' THEN 1 ELSE 0 END), 0) AS green,
       COALESCE(SUM(CASE WHEN r.rag = 'blue' THEN 1 ELSE 0 END), 0) AS blue,
       (SELECT COUNT(*) FROM overdue o WHERE o.document_id = e.document_id) AS overdue,
       (SELECT COUNT(*) FROM slippage s WHERE s.plan_id = e.plan_id AND s.slipped_days > 0) AS slipped,
       (SELECT COUNT(*) FROM slippage s WHERE s.plan_id = e.plan_id AND s.vanished = 'while open') AS vanished_open
FROM editions e
JOIN plan_documents d ON d.document_id = e.document_id
JOIN plan_rows r ON r.document_id = e.document_id
LEFT JOIN thread_members m ON m.recommendation_id = r.recommendation_id
WHERE e.last = 1 AND e.rendition_of IS NULL
GROUP BY e.authority, e.plan_id, e.as_at, d.inspection_date, e.document, d.title, e.sequence, e.document_id
ORDER BY e.plan_id
"""


def known_authority(connection: Connection, authority: str) -> tuple[str, ...]:
    """The authorities, as printed, that a name stands for: `Sunderland` for `Sunderland City Council`. Raises NoSuchAuthority."""
    from sqlalchemy import text

    printed = connection.execute(text("SELECT DISTINCT authority FROM editions WHERE authority IS NOT NULL ORDER BY authority"))
    names = tuple(str(name) for name in printed.scalars())
    meant = tuple(name for name in names if authorities_agree(name, authority))
    if not meant:
        raise NoSuchAuthority(authority, f"there are: {', '.join(names)}" if names else "it names no authority at all")
    return meant


def _read(connection: Connection, statement: str, authority: str | None = None) -> pandas.DataFrame:
    import pandas
    from sqlalchemy import text

    frame = pandas.read_sql(text(statement), connection)
    if authority:
        known_authority(connection, authority)
        frame = frame[_is_of(frame["authority"], authority)]
    return frame


def _is_of(column: pandas.Series[Any], authority: str) -> pandas.Series[bool]:
    return column.map(lambda name: isinstance(name, str) and authorities_agree(name, authority)).astype(bool)


def _dated_since(column: pandas.Series[Any], year: int) -> pandas.Series[bool]:
    return column.map(lambda edtf: isinstance(edtf, str) and edtf[:4].isdigit() and int(edtf[:4]) >= year).astype(bool)


def _typed(frame: pandas.DataFrame, whole: Sequence[str] = (), real: Sequence[str] = (), truth: Sequence[str] = ()) -> pandas.DataFrame:
    """Named columns as numbers (Int64 where a value is missing) and truth values, the others as objects with None; index from 0."""
    import pandas

    columns: dict[str, Any] = {}
    for name in frame.columns:
        column = frame[name]
        if name in whole:
            columns[name] = (
                column.astype("Int64") if column.isna().any() or name.startswith(("page", "slipped_days")) else column.astype("int64")
            )
        elif name in real:
            columns[name] = column.astype("float64")
        elif name in truth:
            columns[name] = column.astype(bool)
        else:
            columns[name] = column.astype(object).where(column.notna(), None)
    return pandas.DataFrame(columns).reset_index(drop=True)
