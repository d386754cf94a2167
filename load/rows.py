"""A `Plan` -> the rows of each table, with their ids. Pure: what the database will hold can be looked at without one."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from ..normalise.model import Action, Inspection, Lead, Places, Plan, Recommendation, Reference, Timescale
from ..provenance import Place, content_id

Row = dict[str, Any]
_PLACE_COLUMNS = ("page", "table_number", "table_row", "table_column", "x0", "top", "x1", "bottom")
_NO_LETTER = re.compile(r"[\W_]+")
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
"""PostgreSQL has no NUL in text, and no database has half a character: damaged PDFs give both."""


@dataclass(frozen=True, slots=True)
class PlanRows:
    """Rows by table, in an order in which they can be inserted: each table refers only to those before it."""

    plan_id: str
    inspection_id: str | None
    tables: Mapping[str, Sequence[Row]]


def plan_to_rows(document_id: str, plan: Plan) -> PlanRows:
    """Everything of a document but its own row in `documents`, which says when and by which run it was imported."""
    recommendation_ids = _recommendation_ids(document_id, plan.recommendations)
    row_ids = _row_ids(document_id, plan.actions)
    rows = list(zip(row_ids, plan.actions, strict=True))
    named = [(recommendation_ids[each.index], each) for each in plan.recommendations]
    tables: dict[str, Iterable[Row]] = {
        "recommendations": (_recommendation(key, document_id, each, row_ids) for key, each in named),
        "actions": (_action(key, document_id, each, recommendation_ids, row_ids) for key, each in rows),
        "recommendation_references": (r for key, each in named for r in _references("recommendation_id", key, each.references, row_ids)),
        "action_references": (row for key, each in rows for row in _references("row_id", key, each.references, row_ids)),
        "leads": (row for key, each in rows for row in _leads(key, each)),
        "lead_names": ({"document_id": document_id, **asdict(each)} for each in plan.lead_names),
        "timescales": (row for key, each in rows for row in _timescales(key, each)),
        "places": (row for key, each in rows for row in _places("row_id", key, _row_places(each))),
        "document_places": _places("document_id", document_id, plan.places),
        "rag_keys": (
            {"document_id": document_id, "position": n, "rag": key.rag, "meaning": key.meaning, "status": key.status, **_place(key.place)}
            for n, key in enumerate(plan.rag_key, 1)
        ),
        "diagnostics": (
            {
                "document_id": document_id,
                "position": n,
                "code": each.code,
                "severity": each.severity,
                "message": each.message,
                **_place(each.place),
            }
            for n, each in enumerate(plan.diagnostics, 1)
        ),
    }
    stored = {name: [storable(row) for row in rows] for name, rows in tables.items()}
    return PlanRows(plan_to_id(document_id, plan), inspection_to_id(plan.inspection), stored)


def plan_to_id(document_id: str, plan: Plan) -> str:
    """One for all that an authority prints in answer to one inspection, else under one title; a document that names neither is alone."""
    inspection = plan.inspection
    answered = squash(inspection.body or inspection.kind) + squash(inspection.date) if inspection.date else ""
    subject = answered or squash(plan.title)
    if not (plan.authority and subject):
        return content_id("plan", document_id)
    return content_id("plan", squash(plan.authority), subject)


def inspection_to_id(inspection: Inspection) -> str | None:
    """None where the document names no inspection."""
    parts = (inspection.kind, inspection.body, inspection.date, inspection.published)
    return content_id("inspection", *map(squash, parts)) if any(parts) else None


def squash(text: str | None) -> str:
    """Letters and digits alone, in lower case: a change of line breaks or quotes changes no id."""
    return _NO_LETTER.sub("", (text or "").casefold())


def clean(text: str) -> str:
    """Without NUL; half a character (a lone surrogate) is a replacement character."""
    if text.isascii() and "\x00" not in text:
        return text
    return _UNSTORABLE.sub(lambda match: "" if match[0] == "\x00" else "\N{REPLACEMENT CHARACTER}", text)


def storable(row: Row) -> Row:
    return {name: clean(value) if isinstance(value, str) else value for name, value in row.items()}


def as_json(values: Iterable[Row]) -> str:
    return json.dumps([storable(value) for value in values], ensure_ascii=False)


class _Ids:
    """Ids from content, and from the position among what has the same content: a row that is read better changes its own id alone."""

    def __init__(self, kind: str, document_id: str) -> None:
        self.parts = (kind, document_id)
        self.seen: Counter[tuple[str, ...]] = Counter()

    def of(self, *content: str | None) -> str:
        key = tuple(map(squash, content))
        self.seen[key] += 1
        return content_id(*self.parts, *key, self.seen[key])


def _recommendation_ids(document_id: str, recommendations: Sequence[Recommendation]) -> dict[int, str]:
    ids = _Ids("recommendation", document_id)
    return {each.index: ids.of(each.number, each.text) for each in recommendations}


def _row_ids(document_id: str, actions: Sequence[Action]) -> list[str]:
    """By the action; a row without one by the recommendation that it stands beside."""
    ids = _Ids("action", document_id)
    return [ids.of(each.number, each.text or (each.recommendation.text if each.recommendation else None)) for each in actions]


def _recommendation(recommendation_id: str, document_id: str, each: Recommendation, row_ids: Sequence[str]) -> Row:
    return {
        "recommendation_id": recommendation_id,
        "document_id": document_id,
        "position": each.index,
        "number": each.number,
        "text": each.text,
        "theme": each.theme,
        "timeframe": each.timeframe,
        "outcome": each.outcome,
        "success_measure": each.success_measure,
        "refs": as_json(_reference(reference, row_ids) for reference in each.references),
    }


def _action(row_id: str, document_id: str, each: Action, recommendation_ids: Mapping[int, str], row_ids: Sequence[str]) -> Row:
    return {
        "row_id": row_id,
        "document_id": document_id,
        "recommendation_id": recommendation_ids[each.recommendation.index] if each.recommendation else None,
        "position": each.position,
        "page_first": each.page_first,
        "page_last": each.page_last,
        "route": each.route,
        "theme": each.theme or (each.recommendation.theme if each.recommendation else None),
        "number": each.number,
        "text": each.text,
        "refs": as_json(_reference(reference, row_ids) for reference in each.references),
        "outcome": each.outcome,
        "success_measure": each.success_measure,
        "lead_raw": each.lead_raw,
        "leads": as_json(map(_lead, each.leads)),
        "timescale_raw": each.timescale_raw,
        "timescales": as_json(map(_timescale, each.timescales)),
        "due": _iso(each.due),
        "due_revised": _iso(each.due_revised),
        "due_inferred": _iso(each.due_inferred),
        "due_reason": each.due_reason,
        "progress": each.progress,
        "rag": each.rating.rag,
        "rag_source": each.rating.source,
        "rag_reason": each.rating.reason,
        "status": each.status,
        "status_reason": each.status_reason,
        "evidence": each.evidence,
        "monitoring": each.monitoring,
        "struck": int(each.struck),
        "other": as_json({"heading": other.heading, "text": other.text} for other in each.other),
        "confidence": each.confidence,
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _reference(each: Reference, row_ids: Sequence[str]) -> Row:
    target = {"row_id": row_ids[each.row - 1]} if each.row else {}
    return {"kind": each.kind, "value": each.value, **target}


def _references(owner: str, key: str, references: Sequence[Reference], row_ids: Sequence[str]) -> Iterator[Row]:
    for position, each in enumerate(references, 1):
        target = row_ids[each.row - 1] if each.row else None
        yield {owner: key, "position": position, "kind": each.kind, "value": each.value, "target_row_id": target}


def _lead(each: Lead) -> Row:
    return {"name": each.name, "kind": each.kind, "role": each.role}


def _leads(row_id: str, action: Action) -> Iterator[Row]:
    for position, each in enumerate(action.leads, 1):
        yield {"row_id": row_id, "position": position, **_lead(each)}


def _timescale(each: Timescale) -> Row:
    days = {"start": _iso(each.start), "end": _iso(each.end)}
    return {"raw": each.raw, "kind": each.kind, "edtf": each.edtf, **days, "every": each.every, "within": each.within}


def _timescales(row_id: str, action: Action) -> Iterator[Row]:
    for position, each in enumerate(action.timescales, 1):
        row = _timescale(each)
        days = {"start_date": row.pop("start"), "end_date": row.pop("end")}  # `end` is a word of SQL
        yield {"row_id": row_id, "position": position, **row, **days}


def _row_places(action: Action) -> Places:
    """The row's own, and those of the recommendation that it answers."""
    return {**(action.recommendation.places if action.recommendation else {}), **action.places}


def _places(owner: str, key: str, places: Places) -> Iterator[Row]:
    for name, cells in places.items():
        for position, place in enumerate(dict.fromkeys(cells), 1):
            yield {owner: key, "field": name, "position": position, **_place(place)}


def _place(place: Place | None) -> Row:
    if place is None:
        return dict.fromkeys(_PLACE_COLUMNS)
    x0, top, x1, bottom = place.box or (None, None, None, None)
    return dict(zip(_PLACE_COLUMNS, (place.page, place.table, place.row, place.column, x0, top, x1, bottom), strict=True))
