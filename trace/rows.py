"""What was worked out, as rows of the tables that `schema.sql` describes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any

from .archive import ComparedRecommendation
from .editions import Edition
from .follow import FollowedAction
from .issues import edtf_start
from .plans import PlanDocument
from .recurrence import ScoredPair
from .recurrence.threads import Thread
from .recurrence.verdicts import text_pair

if TYPE_CHECKING:
    from sqlalchemy import Connection


def edition_rows(documents: Sequence[PlanDocument], editions: Sequence[Edition]) -> Iterator[dict[str, Any]]:
    by_id = {document.document_id: document for document in documents}
    latest: dict[str, int] = {}
    for edition in editions:
        latest[edition.plan_id] = max(edition.sequence, latest.get(edition.plan_id, 0))
    for edition in editions:
        document = by_id[edition.document_id]
        yield {
            "document_id": edition.document_id,
            "plan_id": edition.plan_id,
            "sequence": edition.sequence,
            "last": int(edition.sequence == latest[edition.plan_id]),
            "rendition_of": edition.rendition_of,
            "document": document.document,
            "authority": document.authority,
            "as_at": edtf_start(document.plan_date),
            "reason": edition.reason,
        }


def followed_rows(followed: Iterable[FollowedAction]) -> Iterator[dict[str, Any]]:
    for action in followed:
        for occurrence in action.occurrences:
            yield {
                "row_id": occurrence.row.row_id,
                "follow_id": action.follow_id,
                "plan_id": action.plan_id,
                "document_id": occurrence.row.document_id,
                "sequence": occurrence.edition,
            }


def slippage_rows(documents: Sequence[PlanDocument], followed: Iterable[FollowedAction]) -> Iterator[dict[str, Any]]:
    by_id = {document.document_id: document for document in documents}
    for action in followed:
        first, last, dates = action.occurrences[0], action.occurrences[-1], action.due_dates
        yield {
            "follow_id": action.follow_id,
            "plan_id": action.plan_id,
            "authority": by_id[last.row.document_id].authority,
            "action": last.row.text or None,
            "first_sequence": first.edition,
            "last_sequence": last.edition,
            "occurrences": len(action.occurrences),
            "first_due": dates[0][1].isoformat() if dates else None,
            "last_due": dates[-1][1].isoformat() if dates else None,
            "slipped_days": action.slipped_days,
            "moves": action.moves,
            "first_status": first.row.status,
            "last_status": last.row.status,
            "last_rag": last.row.rag,
            "vanished": action.vanished,
            "document": by_id[last.row.document_id].document,
            "document_id": last.row.document_id,
            "row_id": last.row.row_id,
        }


def compared_row(compared: ComparedRecommendation) -> dict[str, Any]:
    return {
        "recommendation_id": compared.text.recommendation_id,
        "plan_id": compared.text.plan_id,
        "document_id": compared.document_id,
        "document": compared.text.document,
        "number": compared.text.number,
        "text": compared.text.text,
        "authority": compared.text.authority,
        "plan_date": compared.text.plan_date,
        "as_at": edtf_start(compared.text.plan_date),
        "actions": compared.actions,
        "worst_rag": compared.worst_rag,
        "last_rag": compared.last_rag,
        "last_status": compared.last_status,
        "page": compared.page,
        "row_id": compared.row_id,
    }


def pair_row(pair: ScoredPair) -> dict[str, Any]:
    text_a, text_b = text_pair(pair.a.text, pair.b.text)
    return {
        "recommendation_id_a": pair.a.recommendation_id,
        "recommendation_id_b": pair.b.recommendation_id,
        "score": pair.score,
        "level": pair.level,
        "why": pair.why,
        "text_a": text_a,
        "text_b": text_b,
    }


def thread_rows(threads: Iterable[Thread]) -> Iterator[dict[str, Any]]:
    for thread in threads:
        for position, member in enumerate(thread.members, 1):
            yield {
                "recommendation_id": member.recommendation_id,
                "thread_id": thread.thread_id,
                "position": position,
                "plans": thread.plans,
                "thread_score": thread.score,
            }


def insert_rows(connection: Connection, table: str, rows: Iterable[dict[str, Any]]) -> None:
    """Rows of one shape, some thousands at a time: there may be millions, and they need not be there at once."""
    from sqlalchemy import text

    waiting = iter(rows)
    while some := list(islice(waiting, _AT_A_TIME)):
        names = list(some[0])
        statement = f"INSERT INTO {table} ({', '.join(names)}) VALUES ({', '.join(f':{name}' for name in names)})"
        connection.execute(text(statement), some)


_AT_A_TIME = 5_000
