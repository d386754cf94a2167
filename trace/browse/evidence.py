"""A row beside its evidence: the page with its cells marked, the print of every field beside what was made of it, and why."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from datasette.utils.asgi import NotFound, Request, Response

from ..review.model import CORRECTABLE, ROW_FIELDS
from ..review.values import value_to_written
from .archive import Archive, Row, ask, served
from .on_the_page import picture_of_page, print_of_row
from .source import SourceGone, imported_from
from .words import from_json

if TYPE_CHECKING:
    from datasette.app import Datasette

SHOWN = (
    *(
        "theme",
        "recommendation_number",
        "recommendation",
        "outcome",
        "action_number",
        "action",
        "success_measure",
        "lead_raw",
        "timescale_raw",
    ),
    *("progress", "rag", "status", "evidence", "monitoring"),
)
TITLES = {field.name: field.title for field in ROW_FIELDS} | {"lead_raw": "Lead", "timescale_raw": "Timescale", "other": "Other columns"}


async def row(datasette: Datasette, request: Request) -> Response:
    row_id = request.url_vars["row_id"]
    found = await ask(datasette, lambda archive: _row(archive, row_id))
    if found is None:
        raise NotFound("No such row is in the archive.")
    found |= await asyncio.to_thread(print_of_row, found["document_row"], found["places"], served(datasette), TITLES)
    context = {**found, "who": request.cookies.get("plantrace_who", ""), "correctable": CORRECTABLE, "written": value_to_written}
    return Response.html(await datasette.render_template("plantrace_row.html", context, request))


async def picture(datasette: Datasette, request: Request) -> Response:
    document_id, page = request.url_vars["document_id"], int(request.url_vars["page"])
    document = await ask(datasette, lambda archive: _document(archive, document_id))
    if document is None:
        raise NotFound("No such document is in the archive.")
    try:
        png = await asyncio.to_thread(picture_of_page, document, page, served(datasette))
    except SourceGone as error:
        raise NotFound(str(error)) from error
    return Response(png, content_type="image/png", headers={"cache-control": "private, max-age=3600"})


def _document(archive: Archive, document_id: str) -> Row | None:
    found = archive.row("SELECT * FROM documents WHERE document_id = ?", [document_id])
    return {**found, "imported_from": imported_from(archive)} if found else None


def _row(archive: Archive, row_id: str) -> dict[str, Any] | None:
    found = archive.row(
        "SELECT a.row_id, a.document_id, a.recommendation_id, d.document, d.authority, d.plan_date, d.format, "
        "d.title, a.position, a.page_first, "
        "a.page_last, a.route, a.theme, r.number AS recommendation_number, r.text AS recommendation, r.timeframe "
        "AS recommendation_timeframe, "
        "COALESCE(r.refs, '[]') AS recommendation_refs, COALESCE(a.outcome, r.outcome) AS outcome, a.number AS "
        "action_number, a.text AS action, "
        "a.refs AS action_refs, COALESCE(a.success_measure, r.success_measure) AS success_measure, a.lead_raw, a.leads, a.timescale_raw, "
        "a.timescales, a.due, a.due_revised, a.due_inferred, a.due_reason, a.progress, a.rag, a.rag_source, a.rag_reason, a.status, "
        "a.status_reason, a.evidence, a.monitoring, a.struck, a.other, a.confidence, "
        "EXISTS (SELECT 1 FROM rejected_rows x WHERE x.row_id = a.row_id) AS rejected FROM actions a "
        "JOIN documents d ON d.document_id = a.document_id LEFT JOIN recommendations r ON r.recommendation_id = "
        "a.recommendation_id WHERE a.row_id = ?",
        [row_id],
    )
    if found is None:
        return None
    places = archive.rows("SELECT * FROM places WHERE row_id = ? ORDER BY field, position", [row_id])
    return {
        "row": found,
        "document_row": _document(archive, found["document_id"]),
        "fields": _fields(found, places),
        "places": places,
        "corrections": _corrections(archive, row_id),
        "diagnostics": _diagnostics(archive, found["document_id"], places),
        "issues": _issues(archive, row_id),
        "cited_by": _cited_by(archive, row_id),
        "parties": archive.rows(
            "SELECT printed, party, reason FROM lead_parties WHERE row_id = ? AND reason IS NOT NULL ORDER BY position", [row_id]
        ),
        "recurrences": _recurrences(archive, found["recommendation_id"]),
        "thread": archive.row("SELECT thread_id, plans FROM thread_members WHERE recommendation_id = ?", [found["recommendation_id"]]),
        "before": archive.row(
            "SELECT row_id FROM plan_rows WHERE document_id = ? AND position < ? ORDER BY position DESC LIMIT 1",
            [found["document_id"], found["position"]],
        ),
        "after": archive.row(
            "SELECT row_id FROM plan_rows WHERE document_id = ? AND position > ? ORDER BY position LIMIT 1",
            [found["document_id"], found["position"]],
        ),
    }


def _fields(row: Row, places: list[Row]) -> list[dict[str, Any]]:
    """Fields that are printed, each with its places, numbered as they are marked on the page."""
    by_field: dict[str, list[Row]] = {}
    for place in places:
        by_field.setdefault(place["field"], []).append(place)
    shown = [name for name in SHOWN if row[name] is not None or name in by_field]
    fields = [{"name": name, "title": TITLES[name], "value": row[name], "places": by_field.get(name, [])} for name in shown]
    for other in from_json(row["other"]):
        fields.append({"name": "other", "title": other["heading"] or "Without a heading", "value": other["text"], "places": []})
    if by_field.get("other") and fields and fields[-1]["name"] == "other":
        fields[-1]["places"] = by_field["other"]
    return fields


def _corrections(archive: Archive, row_id: str) -> dict[str, Row]:
    """What people said of the row, by field: `row` for the row as a whole."""
    statement = "SELECT c.* FROM applied_corrections x JOIN corrections c ON c.correction_id = x.correction_id WHERE x.row_id = ?"
    return {row["field"]: row for row in archive.rows(statement, [row_id])}


def _diagnostics(archive: Archive, document_id: str, places: list[Row]) -> list[Row]:
    cells = {(place["page"], place["table_number"], place["table_row"], place["table_column"]) for place in places}
    found = archive.rows("SELECT * FROM diagnostics WHERE document_id = ? ORDER BY position", [document_id])
    return [each for each in found if (each["page"], each["table_number"], each["table_row"], each["table_column"]) in cells]


def _issues(archive: Archive, row_id: str) -> list[Row]:
    """The same action in every issue of its plan, this one among them."""
    return archive.rows(
        "SELECT f.sequence, r.row_id, r.document, r.plan_date, r.due, r.due_revised, r.timescale_raw, r.rag, "
        "r.status, r.progress FROM followed_rows f "
        "JOIN plan_rows r ON r.row_id = f.row_id WHERE f.follow_id = (SELECT follow_id FROM followed_rows WHERE "
        "row_id = ?) ORDER BY f.sequence",
        [row_id],
    )


def _cited_by(archive: Archive, row_id: str) -> list[Row]:
    """The rows of the document that refer to this one: `see A14`."""
    statement = """
        SELECT a.row_id, a.position, COALESCE(a.number, r.number, 'row ' || a.position) AS label
        FROM action_references f JOIN actions a ON a.row_id = f.row_id
        LEFT JOIN recommendations r ON r.recommendation_id = a.recommendation_id WHERE f.target_row_id = :id
        UNION
        SELECT a.row_id, MIN(a.position), COALESCE(r.number, 'row ' || a.position)
        FROM recommendation_references f JOIN recommendations r ON r.recommendation_id = f.recommendation_id
        JOIN actions a ON a.recommendation_id = r.recommendation_id WHERE f.target_row_id = :id GROUP BY r.recommendation_id
        ORDER BY 2"""
    return archive.rows(statement, {"id": row_id})


def _recurrences(archive: Archive, recommendation_id: str | None) -> list[Row]:
    """The recommendations of other plans that raise the same, the closest first; pairs that a person has not judged among them."""
    statement = """
        SELECT p.score, p.level, p.why, v.verdict, p.recommendation_id_a, p.recommendation_id_b,
               c.document, c.plan_date, c.number, c.text, c.row_id
        FROM recurrence_pairs p
        JOIN compared_recommendations c
          ON c.recommendation_id = CASE WHEN p.recommendation_id_a = :id THEN p.recommendation_id_b ELSE p.recommendation_id_a END
        LEFT JOIN verdicts v ON v.text_a = p.text_a AND v.text_b = p.text_b
        WHERE (p.recommendation_id_a = :id OR p.recommendation_id_b = :id)
          AND (v.verdict = 'confirmed' OR p.level <> 'related') ORDER BY p.score DESC LIMIT 12"""
    return archive.rows(statement, {"id": recommendation_id}) if recommendation_id else []
