"""How the actions of one plan stand, worked out anew when a person corrects one of them.

`refresh` compares every plan with every other, which takes minutes in a large archive. A corrected rating or date bears on its own plan
alone: on how its recommendations are rated where they came back, and on what became of its actions from issue to issue.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .archive import editions_to_compared, read_documents
from .editions import Edition
from .rows import compared_row, followed_rows, insert_rows, slippage_rows
from .workings import followed_actions

if TYPE_CHECKING:
    from sqlalchemy import Connection


def update_standing(connection: Connection, document_id: str) -> None:
    """The plan of a document, in the caller's transaction; nothing where it was not compared yet. Plans and pairs stay as they are."""
    from sqlalchemy import text

    plan = connection.execute(text("SELECT plan_id FROM editions WHERE document_id = :id"), {"id": document_id}).scalar()
    if plan is None:
        return
    statement = "SELECT document_id, plan_id, sequence, rendition_of, reason FROM editions WHERE plan_id = :plan ORDER BY sequence"
    editions = [Edition(**row) for row in connection.execute(text(statement), {"plan": plan}).mappings()]
    documents, beside = read_documents(connection, [edition.document_id for edition in editions])
    followed = list(followed_actions(documents, editions))
    for table in ("slippage", "followed_rows", "compared_recommendations"):
        connection.execute(text(f"DELETE FROM {table} WHERE plan_id = :plan"), {"plan": plan})
    insert_rows(connection, "followed_rows", followed_rows(followed))
    insert_rows(connection, "slippage", slippage_rows(documents, followed))
    insert_rows(connection, "compared_recommendations", map(compared_row, editions_to_compared(documents, editions, beside)))
