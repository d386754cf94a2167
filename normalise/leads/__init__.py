"""Lead cells: who is to do it. `read_leads` reads a cell, `known_parties` what the document itself tells of its parties,
`resolve_parties` which leads are one party."""

from .glossary import table_to_explanations
from .known import KnownParties
from .read import known_parties, read_leads
from .same import Party, fits_initial, is_full_name, party_key, person_key, resolve_parties, without_title
from .words import LeadWords, lead_words

__all__ = [
    "KnownParties",
    "LeadWords",
    "Party",
    "fits_initial",
    "is_full_name",
    "known_parties",
    "lead_words",
    "party_key",
    "person_key",
    "read_leads",
    "resolve_parties",
    "table_to_explanations",
    "without_title",
]
