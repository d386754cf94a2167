"""What is worked out across documents, kept in the database: editions, followed actions, recurrences, threads."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Any

from .archive import editions_to_compared, read_documents
from .editions import Edition, documents_to_editions
from .follow import FollowedAction, editions_to_followed_actions
from .plans import PlanDocument
from .recurrence import RecommendationText, ScoredPair, iterate_pairs
from .recurrence.levels import THRESHOLD
from .recurrence.threads import pairs_to_threads
from .recurrence.verdicts import recurs, text_hash, text_pair, verdict_on
from .relationship import authorities_agree
from .rows import compared_row, edition_rows, followed_rows, pair_row, slippage_rows, thread_rows

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from .recurrence import Verdict
    from .recurrence.verdicts import TextPair

WORKED_OUT = ("editions", "followed_rows", "slippage", "recurrence_pairs", "compared_recommendations", "thread_members")
"""Tables that `refresh` empties and fills; `verdicts` and `edition_overrides` it only reads."""
_AT_A_TIME = 5_000


@dataclass(frozen=True, slots=True)
class Refreshed:
    """What was found: `recurrences` are pairs at or above the threshold or confirmed, less the rejected."""

    documents: int
    plans: int
    recommendations: int
    candidates: int
    recurrences: int
    threads: int


def refresh(connection: Connection, threshold: float = THRESHOLD) -> Refreshed:
    """Works everything across documents out anew, in the caller's transaction. Called after an import, a correction, a verdict."""
    documents, beside = read_documents(connection)
    editions = documents_to_editions(documents, read_overrides(connection))
    followed = list(_followed(documents, editions))
    compared = editions_to_compared(documents, editions, beside)
    texts = [one.text for one in compared]
    verdicts = read_verdicts(connection)
    _empty(connection)
    _insert(connection, "editions", edition_rows(documents, editions))
    _write_plans(connection, documents, editions)
    _insert(connection, "followed_rows", followed_rows(followed))
    _insert(connection, "slippage", slippage_rows(documents, followed))
    _insert(connection, "compared_recommendations", map(compared_row, compared))
    candidates, kept = _write_pairs(connection, texts, verdicts, threshold)
    threads = pairs_to_threads(kept, _of_one_authority)
    _insert(connection, "thread_members", thread_rows(threads))
    plans = len({edition.plan_id for edition in editions})
    return Refreshed(len(documents), plans, len(compared), candidates, len(kept), len(threads))


def documents_not_compared(connection: Connection) -> int:
    """How many documents came in since the last `refresh`; 0 where what is worked out is up to date with them."""
    from sqlalchemy import text

    missing = "SELECT COUNT(*) FROM documents d WHERE NOT EXISTS (SELECT 1 FROM editions e WHERE e.document_id = d.document_id)"
    return int(connection.execute(text(missing)).scalar_one())


def read_overrides(connection: Connection) -> dict[str, str]:
    from sqlalchemy import text

    return {row.document_id: row.plan_name for row in connection.execute(text("SELECT document_id, plan_name FROM edition_overrides"))}


def read_verdicts(connection: Connection) -> dict[TextPair, Verdict]:
    from sqlalchemy import text

    return {(row.text_a, row.text_b): row.verdict for row in connection.execute(text("SELECT text_a, text_b, verdict FROM verdicts"))}


def _of_one_authority(a: RecommendationText, b: RecommendationText) -> bool:
    """Plans that name no authority are taken together, never with one that does: that would chain authorities through them."""
    return bool(a.authority) == bool(b.authority) and authorities_agree(a.authority, b.authority)


def _followed(documents: Sequence[PlanDocument], editions: Sequence[Edition]) -> Iterator[FollowedAction]:
    """The actions of every plan of more than one issue."""
    by_id = {document.document_id: document for document in documents}
    issues: dict[str, dict[int, PlanDocument]] = {}
    for edition in editions:
        if edition.rendition_of is None:
            issues.setdefault(edition.plan_id, {})[edition.sequence] = by_id[edition.document_id]
    for plan_id, in_order in issues.items():
        if len(in_order) > 1:
            yield from editions_to_followed_actions(plan_id, [in_order[sequence].rows for sequence in sorted(in_order)])


def _write_pairs(
    connection: Connection, texts: Sequence[RecommendationText], verdicts: dict[TextPair, Verdict], threshold: float
) -> tuple[int, list[ScoredPair]]:
    """How many pairs were written, and those that recur; the others, millions in a large archive, pass through."""
    count = 0
    kept: list[ScoredPair] = []
    told: set[TextPair] = set()

    def rows() -> Iterator[dict[str, Any]]:
        nonlocal count
        scored = iterate_pairs(texts, threshold=threshold)
        for pair in chain(scored, _confirmed_but_unlike(texts, told, verdicts)):
            said = verdict_on(pair, verdicts)
            if said:
                told.add(text_pair(pair.a.text, pair.b.text))
            if recurs(pair, said):
                kept.append(pair)
            count += 1
            yield pair_row(pair)

    _insert(connection, "recurrence_pairs", rows())
    return count, kept


def _confirmed_but_unlike(
    texts: Sequence[RecommendationText], told: set[TextPair], verdicts: dict[TextPair, Verdict]
) -> Iterator[ScoredPair]:
    """Pairs that a person confirmed and the words alone would not bring up: a verdict is never lost to a change of method."""
    wanted = {key for key, verdict in verdicts.items() if verdict == "confirmed"} - told
    holders: dict[str, list[RecommendationText]] = {}
    for one in texts if wanted else ():
        holders.setdefault(text_hash(one.text), []).append(one)
    for text_a, text_b in sorted(wanted):
        for a in holders.get(text_a, ()):
            for b in holders.get(text_b, ()):
                if a.plan_id != b.plan_id:
                    earlier, later = sorted((a, b), key=lambda one: (one.plan_date or "~", one.plan_id))
                    yield ScoredPair(earlier, later, 0.0, "related", "confirmed by a person")


def _empty(connection: Connection) -> None:
    from sqlalchemy import text

    for table in WORKED_OUT:
        connection.execute(text(f"DELETE FROM {table}"))


def _insert(connection: Connection, table: str, rows: Iterable[dict[str, Any]]) -> None:
    from sqlalchemy import text

    waiting: list[dict[str, Any]] = []

    def write() -> None:
        names = list(waiting[0])
        statement = f"INSERT INTO {table} ({', '.join(names)}) VALUES ({', '.join(f':{name}' for name in names)})"
        connection.execute(text(statement), waiting)
        waiting.clear()

    for row in rows:
        waiting.append(row)
        if len(waiting) == _AT_A_TIME:
            write()
    if waiting:
        write()


def _write_plans(connection: Connection, documents: Sequence[PlanDocument], editions: Sequence[Edition]) -> None:
    """The plans as they were recognised, in `plans` and `documents` too: the importer, which sees one file, can only guess."""
    from sqlalchemy import text

    by_id = {document.document_id: document for document in documents}
    known = set(connection.execute(text("SELECT plan_id FROM plans")).scalars())
    first = {edition.plan_id: by_id[edition.document_id] for edition in reversed(editions)}
    new = [
        {"plan_id": plan_id, "authority": document.authority, "title": document.title}
        for plan_id, document in first.items()
        if plan_id not in known
    ]
    _insert(connection, "plans", new)
    statement = text("UPDATE documents SET plan_id = :plan_id WHERE document_id = :document_id AND plan_id <> :plan_id")
    for edition in editions:
        connection.execute(statement, {"plan_id": edition.plan_id, "document_id": edition.document_id})
    connection.execute(text("DELETE FROM plans WHERE plan_id NOT IN (SELECT plan_id FROM documents)"))
