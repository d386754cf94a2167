"""Parties in the database: worked out from the leads of all documents, with what people said of them."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any

from ...normalise.model import LeadKind
from .merge import names_to_parties
from .model import Party, PartyVerdict, PrintedName

if TYPE_CHECKING:
    from sqlalchemy import Connection

Key = tuple[str, str, LeadKind]
"""Document, name, kind."""

_AT_A_TIME = 5_000


def refresh_parties(connection: Connection) -> list[Party]:
    """Works the parties out and writes them, all in the caller's transaction: seconds for 100,000 rows."""
    parties = names_to_parties(read_names(connection), read_verdicts(connection))
    write_parties(connection, parties)
    return parties


def write_parties(connection: Connection, parties: Sequence[Party]) -> None:
    """Fills `parties` and `party_names` anew."""
    from sqlalchemy import text

    for table in ("party_names", "parties"):
        connection.execute(text(f"DELETE FROM {table}"))
    _insert(connection, "parties", [_party_row(party) for party in parties])
    _insert(connection, "party_names", [row for party in parties for row in _name_rows(party)])


def read_names(connection: Connection) -> list[PrintedName]:
    """Every name that a document prints among its leads, with the rows of `plan_rows` that it leads."""
    from sqlalchemy import text

    rows: defaultdict[Key, set[str]] = defaultdict(set)
    statement = (
        "SELECT a.document_id, l.name, l.kind, l.row_id FROM leads l JOIN actions a ON a.row_id = l.row_id "
        "WHERE NOT EXISTS (SELECT 1 FROM rejected_rows x WHERE x.row_id = l.row_id)"
    )
    for document_id, name, kind, row_id in connection.execute(text(statement)):
        rows[document_id, name, kind].add(row_id)
    statement = "SELECT document_id, name, kind, full_name, full_kind, reason FROM lead_names"
    in_full = {(each.document_id, each.name, each.kind): each for each in connection.execute(text(statement))}
    documents = {each.document_id: each for each in connection.execute(text("SELECT document_id, plan_id, authority FROM documents"))}

    def printed_name(key: Key) -> PrintedName:
        document_id, name, kind = key
        document, known = documents[document_id], in_full.get(key)
        return PrintedName(
            document_id,
            document.plan_id,
            document.authority,
            name,
            kind,
            known.full_name if known else name,
            known.full_kind if known else kind,
            known.reason if known else None,
            frozenset(rows[key]),
        )

    return [printed_name(key) for key in sorted(rows)]


def read_verdicts(connection: Connection) -> list[PartyVerdict]:
    from sqlalchemy import text

    statement = text("SELECT authority, name, other, verdict, note FROM party_verdicts ORDER BY said_at, authority, name, other")
    return [
        PartyVerdict(authority or None, name, other, said, note) for authority, name, other, said, note in connection.execute(statement)
    ]


def _party_row(party: Party) -> dict[str, Any]:
    return {
        "party_id": party.party_id,
        "name": party.name,
        "kind": party.kind,
        "authority": party.authority,
        "rows": len(party.rows),
        "documents": len(party.documents),
        "variants": json.dumps(_variants(party), ensure_ascii=False),
    }


def _variants(party: Party) -> list[dict[str, Any]]:
    """The ways in which it is printed, the most frequent first."""
    rows: defaultdict[tuple[str, str, str | None], set[str]] = defaultdict(set)
    for each in party.names:
        rows[each.name, each.kind, party.reasons[each]] |= each.rows
    in_order = sorted(rows.items(), key=lambda item: (-len(item[1]), item[0][0], item[0][2] or ""))
    return [{"name": name, "kind": kind, "rows": len(ids), "reason": reason} for (name, kind, reason), ids in in_order]


def _name_rows(party: Party) -> Iterator[dict[str, Any]]:
    for each in party.names:
        shared = {"party_id": party.party_id, "reason": party.reasons[each]}
        yield {"document_id": each.document_id, "name": each.name, "kind": each.kind, **shared}


def _insert(connection: Connection, table: str, rows: Iterable[dict[str, Any]]) -> None:
    from ...load.database import reflected

    waiting = iter(rows)
    while some := list(islice(waiting, _AT_A_TIME)):
        connection.execute(reflected(connection).tables[table].insert(), some)
