"""Rows without the names of persons; posts and bodies stay.

| as printed                       | without names                      |
| Service Manager Lynne Goldsmith  | Service Manager (name withheld)    |
| Denise Moore / SSCB              | (name withheld) / SSCB             |
| SMcL                             | (name withheld)                    |
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

WITHHELD = "(name withheld)"
_IDENTIFIERS = frozenset(
    {"row_id", "document_id", "recommendation_id", "plan_id", "rag", "rag_source", "status", "route", "due", "due_revised", "due_inferred"}
)
_HONORIFICS = frozenset("mr mrs ms miss dr prof professor sir dame lord lady cllr councillor rev".split())


def records_without_names(records: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Records of `plan_rows`, lists as lists; a name that any lead cell gives is withheld in every text of every record.

    Persons and initials lose their names in `leads`; a person with a post becomes the post. Names in running text that no lead
    cell gives are not known to be names, and stay.
    """
    names, initials = _known(lead for record in records for lead in record.get("leads") or ())
    full = _matcher(names)
    return [_without(record, full, initials) for record in records]


def text_without_names(leads: Iterable[Mapping[str, Any]]) -> Callable[[str], str]:
    """What withholds in any text the full names that these leads give; posts, bodies and initials stay."""
    full = _matcher(_known(leads)[0])
    return (lambda text: full.sub(WITHHELD, text)) if full else str


def _without(record: Mapping[str, Any], full: re.Pattern[str] | None, initials: frozenset[str]) -> dict[str, Any]:
    def clean(value: Any) -> Any:
        if isinstance(value, str):
            return full.sub(WITHHELD, value) if full else value
        if isinstance(value, list):
            return [clean(each) for each in value]
        if isinstance(value, Mapping):
            return {key: clean(each) for key, each in value.items()}
        return value

    kept = {name: value if name in _IDENTIFIERS else clean(value) for name, value in record.items()}
    if "leads" in record:
        kept["leads"] = [_lead(lead) for lead in record["leads"] or ()]
    if isinstance(kept.get("lead_raw"), str):
        own = _matcher(frozenset(lead["name"] for lead in record.get("leads") or () if lead["kind"] == "initials") | initials)
        kept["lead_raw"] = own.sub(WITHHELD, kept["lead_raw"]) if own else kept["lead_raw"]
    return kept


def _lead(lead: Mapping[str, Any]) -> dict[str, Any]:
    """`{"name": "Lynne Goldsmith", "kind": "person", "role": "Service Manager"}` -> the post alone."""
    if lead["kind"] not in ("person", "initials"):
        return dict(lead)
    if lead.get("role"):
        return {"name": lead["role"], "kind": "role", "role": None}
    return {"name": WITHHELD, "kind": lead["kind"], "role": None}


def _known(leads: Iterable[Mapping[str, Any]]) -> tuple[frozenset[str], frozenset[str]]:
    """Full names with, of each, the form with a title (`Dr Moore`); and initials, which are withheld in lead cells alone."""
    names: set[str] = set()
    initials: set[str] = set()
    for lead in leads:
        name = " ".join(str(lead["name"]).split())
        if lead["kind"] == "initials":
            initials.add(name)
        elif lead["kind"] == "person" and name:
            names.add(name)
            words = [word for word in name.split() if word.casefold().strip(".") not in _HONORIFICS]
            if len(words) > 1:
                names.add(" ".join(words))
    return frozenset(names), frozenset(initials)


def _matcher(names: frozenset[str]) -> re.Pattern[str] | None:
    """Whole words, the longest name first, however a line breaks between its parts."""
    if not names:
        return None
    patterns = (r"\s+".join(map(re.escape, name.split())) for name in sorted(names, key=lambda name: (-len(name), name)))
    return re.compile(rf"(?<!\w)(?:{'|'.join(patterns)})(?!\w)")
