"""Names as documents print them, and the parties that they are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from ...normalise.model import LeadKind

Said = Literal["same", "apart"]


@dataclass(frozen=True, slots=True, eq=False)
class PrintedName:
    """A name among the leads of one document: `full_name`, `full_kind` and `reason` are what that document and the vocabulary tell of it
    (the name itself and None where it is in full). `plan` is what plan the document is of; `rows` are the ids of the rows that it leads.
    Two are equal when they are one object: there are a hundred thousand of them."""

    document_id: str
    plan: str
    authority: str | None
    name: str
    kind: LeadKind
    full_name: str
    full_kind: LeadKind
    reason: str | None = None
    rows: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class PartyVerdict:
    """What a person said of two names of an authority (None: of national bodies and where no authority is named)."""

    authority: str | None
    name: str
    other: str
    said: Said
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Party:
    """One person, post or body. `reasons` says of each of its names why it was taken for this party; None where it is the party's name."""

    party_id: str
    name: str
    kind: LeadKind
    authority: str | None
    names: tuple[PrintedName, ...]
    reasons: Mapping[PrintedName, str | None] = field(default_factory=dict)

    @property
    def rows(self) -> frozenset[str]:
        return frozenset(row for each in self.names for row in each.rows)

    @property
    def documents(self) -> frozenset[str]:
        return frozenset(each.document_id for each in self.names)
