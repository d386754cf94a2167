"""Lead cells: who is to do it. `read_leads` reads a cell, `known_parties` what the document itself tells of its parties,
`resolve_parties` which leads are one party."""

from .known import KnownParties
from .read import known_parties, read_leads
from .same import Party, resolve_parties

__all__ = ["KnownParties", "Party", "known_parties", "read_leads", "resolve_parties"]
