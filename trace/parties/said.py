"""A person's word on two names, kept in the database through every import: `apart` are never one party, `same` always."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from ...diagnostics import PlantraceError
from ...normalise.vocabulary import fold
from .model import Party, Said
from .store import refresh_parties

if TYPE_CHECKING:
    from sqlalchemy import Connection

_EITHER = "((name = :name AND other = :other) OR (name = :other AND other = :name))"


class NoSuchParty(PlantraceError):
    """No party of the archive is printed so."""

    exit_code = 4
    advice = "`plantrace parties` lists the names of each party as they are printed."


class SeveralParties(PlantraceError):
    """Several authorities have a party that is printed so."""

    exit_code = 4
    advice = "Say whose with --authority."


def say(connection: Connection, name: str, other: str, said: Said, authority: str | None = None, note: str | None = None) -> Party:
    """Keeps what a person said, and works the parties out anew; the party that `name` is of then.

    `other` need not be printed where they are the same: `RB`, `Rob Brown`. Raises NoSuchParty where `name` is printed nowhere, or is of
    one party with `other` nowhere and is told apart from it; SeveralParties where that leaves more than one authority.
    """
    from sqlalchemy import text

    whose = _authority(refresh_parties(connection), name, other, said, authority)
    now = datetime.now(UTC).isoformat(timespec="seconds")
    values = {"authority": whose, "name": name, "other": other, "said": said, "note": note, "now": now}
    connection.execute(text(f"DELETE FROM party_verdicts WHERE authority = :authority AND {_EITHER}"), values)
    statement = (
        "INSERT INTO party_verdicts (authority, name, other, verdict, note, said_at) VALUES (:authority, :name, :other, :said, :note, :now)"
    )
    connection.execute(text(statement), values)
    return next(each for each in refresh_parties(connection) if (each.authority or "") == whose and _prints(each, name))


def unsay(connection: Connection, name: str, other: str) -> int:
    """Takes back what was said of two names, in whichever order; how many records that were."""
    from sqlalchemy import text

    gone = connection.execute(text(f"DELETE FROM party_verdicts WHERE {_EITHER}"), {"name": name, "other": other}).rowcount
    refresh_parties(connection)
    return gone


def _authority(parties: Sequence[Party], name: str, other: str, said: Said, authority: str | None) -> str:
    """Whose two names they are; empty for national bodies and documents that name none."""
    from ..relationship import authorities_agree

    found = [each for each in parties if _prints(each, name)]
    if said == "apart":
        found = [each for each in found if fold(each.name) == fold(other) or _prints(each, other)]
    if authority is not None:
        found = [each for each in found if each.authority and authorities_agree(each.authority, authority)]
    if not found:
        raise NoSuchParty(name, f"it is one party with {other!r} nowhere" if said == "apart" else "")
    whose = sorted({each.authority or "" for each in found})
    if len(whose) > 1:
        raise SeveralParties(name, ", ".join(each or "no authority named" for each in whose))
    return whose[0]


def _prints(party: Party, name: str) -> bool:
    return any(fold(each.name) == fold(name) for each in party.names)
