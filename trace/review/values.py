"""A value as a person writes it <-> as the database keeps it.

| field      | written                                        | kept                                                        |
| due        | 2014-09-30, or 30/09/2014                      | 2014-09-30                                                  |
| rag        | amber                                          | amber                                                       |
| leads      | person: Lynne Goldsmith | Service Manager      | [{"name": "Lynne Goldsmith", "kind": "person", "role": ...}] |
| timescales | End of September 2014                          | [{"raw": ..., "kind": "period", "edtf": "2014-09", ...}]     |
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from datetime import date
from typing import Any, cast

from ...load.rows import clean
from ...normalise.model import Lead, LeadKind
from .model import LEAD_KINDS, Field, WrongValue

_LEAD = re.compile(rf"(?:(?P<kind>{'|'.join(LEAD_KINDS)})\s*:\s*)?(?P<name>[^|]+?)\s*(?:\|\s*(?P<role>.+?))?\s*")


def written_to_value(field: Field, written: str) -> str | None:
    """What the database keeps; None for nothing. Raises WrongValue, with what would do."""
    text = clean(written.replace("\r\n", "\n")).strip()
    if not text:
        return "[]" if field.shape in ("leads", "timescales") else None
    match field.shape:
        case "line":
            return " ".join(text.split())
        case "date":
            return _day(text)
        case "edtf":
            return _edtf(text)
        case "choice":
            return _choice(field, text)
        case "leads":
            return _leads(text)
        case "timescales":
            return _timescales(text)
        case _:
            return text


def value_to_written(field: Field, value: str | None) -> str:
    """The value as a person would write it, so that what is shown can be sent back unchanged."""
    if value is None:
        return ""
    if field.shape == "leads":
        return "\n".join(lead_to_written(lead) for lead in json.loads(value))
    if field.shape == "timescales":
        return "\n".join(" ".join(str(each["raw"]).split()) for each in json.loads(value))
    return value


def lead_to_written(lead: dict[str, Any]) -> str:
    role = f" | {lead['role']}" if lead.get("role") else ""
    return f"{lead['kind']}: {lead['name']}{role}"


def leads_to_value(leads: Iterable[tuple[str, str, str]]) -> str:
    """(name, kind, role) of a form's lines; those without a name are left out. Raises WrongValue."""
    return _kept(Lead(*_checked_lead(name, kind, role)) for name, kind, role in leads if name.strip())


def _checked_lead(name: str, kind: str, role: str) -> tuple[str, LeadKind, str | None]:
    if kind not in LEAD_KINDS:
        raise WrongValue(kind, f"a lead is one of {', '.join(LEAD_KINDS)}")
    return " ".join(clean(name).split()), cast(LeadKind, kind), " ".join(clean(role).split()) or None


def _leads(text: str) -> str:
    """One party a line; a line without its kind is read as a lead cell would be."""
    from ...normalise.leads import read_leads

    leads: list[Lead] = []
    for line in filter(str.strip, text.split("\n")):
        parts = _LEAD.fullmatch(line.strip())
        if parts is None:
            raise WrongValue(line, "a lead is written `kind: name | post`")
        if parts["kind"]:
            leads.append(Lead(*_checked_lead(parts["name"], parts["kind"], parts["role"] or "")))
        elif parts["role"]:
            leads.append(Lead(*_checked_lead(parts["name"], "person", parts["role"])))
        else:
            leads += read_leads(parts["name"]) or [Lead(parts["name"], "role")]
    return _kept(leads)


def _kept(leads: Iterable[Lead]) -> str:
    return json.dumps([{"name": lead.name, "kind": lead.kind, "role": lead.role} for lead in leads], ensure_ascii=False)


def _timescales(text: str) -> str:
    from ...normalise.timescales import read_timescales

    found = [timescale for line in text.split("\n") for timescale in read_timescales(line)]
    unclear = [timescale.raw for timescale in found if timescale.kind == "unparsed"]
    if unclear:
        raise WrongValue(unclear[0], "no timescale is read from it; `30/09/2014`, `September 2014`, `Q3 2013/14`, `Monthly`, `Ongoing` are")
    return json.dumps(
        [
            {
                "raw": each.raw,
                "kind": each.kind,
                "edtf": each.edtf,
                "start": each.start.isoformat() if each.start else None,
                "end": each.end.isoformat() if each.end else None,
                "every": each.every,
                "within": each.within,
            }
            for each in found
        ],
        ensure_ascii=False,
    )


def _choice(field: Field, text: str) -> str:
    wanted = re.sub(r"[\s/-]+", "_", text.casefold())
    if wanted not in field.choices:
        raise WrongValue(text, f"{field.title.lower()} is one of {', '.join(field.choices)}")
    return wanted


def _day(text: str) -> str:
    """`2014-09-30`, or as it would be printed: `30/09/2014`, `30 September 2014`."""
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        pass
    from ...normalise.timescales import read_timescales

    found = read_timescales(text)
    if len(found) == 1 and found[0].kind == "date" and found[0].end:
        return found[0].end.isoformat()
    raise WrongValue(text, "a day is written 2014-09-30 or 30/09/2014")


def _edtf(text: str) -> str:
    if re.fullmatch(r"\d{4}(-\d{2}(-\d{2})?)?", text):
        try:
            padded = f"{text}-01-01"[:10] if len(text) == 4 else f"{text}-01"[:10]
            date.fromisoformat(padded)
        except ValueError:
            raise WrongValue(text, "there is no such date") from None
        return text
    raise WrongValue(text, "a date is written 2013, 2013-09 or 2013-09-18")
