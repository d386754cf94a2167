"""A person's word on a pair, kept in the database."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from ..diagnostics import PlantraceError
from .recurrence import Verdict
from .recurrence.verdicts import text_pair

if TYPE_CHECKING:
    import pandas
    from sqlalchemy import Connection


class NoSuchRecommendation(PlantraceError):
    """No recommendation of this id is compared in the database."""

    exit_code = 4
    advice = "Ids stand in the columns recommendation_id_a and recommendation_id_b of the view recurrence_candidates."


def record_verdict(connection: Connection, id_a: str, id_b: str, verdict: Verdict | None, note: str | None = None) -> None:
    """Keeps a verdict on the texts of two recommendations, None takes it back. Raises NoSuchRecommendation.

    The views `recurrence_candidates` and `recurrences` show it at once, threads after the next `refresh`.
    """
    from sqlalchemy import text

    texts = [_text_of(connection, recommendation_id) for recommendation_id in (id_a, id_b)]
    text_a, text_b = text_pair(*texts)
    connection.execute(text("DELETE FROM verdicts WHERE text_a = :a AND text_b = :b"), {"a": text_a, "b": text_b})
    if verdict is not None:
        statement = (
            "INSERT INTO verdicts (text_a, text_b, verdict, recommendation_a, recommendation_b, note, said_at) "
            "VALUES (:a, :b, :verdict, :text_a, :text_b, :note, :now)"
        )
        now = datetime.now(UTC).isoformat(timespec="seconds")
        values = {"a": text_a, "b": text_b, "verdict": verdict, "text_a": texts[0], "text_b": texts[1], "note": note, "now": now}
        connection.execute(text(statement), values)


def verdicts_without_recommendations(connection: Connection) -> pandas.DataFrame:
    """Verdicts whose texts are in no compared plan now. They are kept: the document may be imported again.

    Columns, all text: `verdict`, `recommendation_a`, `recommendation_b`, `note`, `said_at`.
    """
    import pandas
    from sqlalchemy import text

    known = {text_pair(row.text, row.text)[0] for row in connection.execute(text("SELECT text FROM compared_recommendations"))}
    found = pandas.read_sql(text("SELECT * FROM verdicts ORDER BY said_at, text_a, text_b"), connection)
    gone = ~(found["text_a"].isin(known) & found["text_b"].isin(known))
    return found.loc[gone, ["verdict", "recommendation_a", "recommendation_b", "note", "said_at"]].reset_index(drop=True)


def _text_of(connection: Connection, recommendation_id: str) -> str:
    from sqlalchemy import text

    statement = text("SELECT text FROM compared_recommendations WHERE recommendation_id = :id")
    found = connection.execute(statement, {"id": recommendation_id}).scalar()
    if found is None:
        raise NoSuchRecommendation(recommendation_id)
    return str(found)
