"""Leads of all documents -> parties: one entity a person, post or body, every merge with its reason, none that a person cannot undo.

names as printed, each in its document -> parties of each authority -> tables `parties` and `party_names`; `said` keeps a person's word
"""

from .merge import names_to_parties
from .model import Party, PartyVerdict, PrintedName
from .said import NoSuchParty, SeveralParties, say, unsay
from .store import read_names, read_verdicts, refresh_parties, write_parties

__all__ = [
    "NoSuchParty",
    "Party",
    "PartyVerdict",
    "PrintedName",
    "SeveralParties",
    "names_to_parties",
    "read_names",
    "read_verdicts",
    "refresh_parties",
    "say",
    "unsay",
    "write_parties",
]
