"""Plans by authority and year, and a plan as a table like the printed one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from datasette.utils.asgi import NotFound, Request, Response

from .archive import Archive, Row, ask
from .start import authorities, bar

if TYPE_CHECKING:
    from datasette.app import Datasette

GIVEN_ONCE = ("theme", "recommendation_number", "recommendation", "recommendation_timeframe")


async def plans(datasette: Datasette, request: Request) -> Response:
    authority = request.args.get("authority")
    found = await ask(datasette, lambda archive: _plans(archive, authority))
    return Response.html(await datasette.render_template("plantrace_plans.html", found, request))


def _plans(archive: Archive, authority: str | None) -> dict[str, Any]:
    last_run = "SELECT run_id FROM import_runs ORDER BY started_at DESC, run_id LIMIT 1"
    return {
        "authorities": authorities(archive, authority),
        "failures": archive.rows(f"SELECT source_path, message FROM import_failures WHERE run_id = ({last_run}) ORDER BY position"),
        "without_rows": archive.rows(
            "SELECT d.document_id, d.document, (SELECT MIN(g.message) FROM diagnostics g WHERE g.document_id = "
            "d.document_id) AS why FROM documents d "
            "WHERE NOT EXISTS (SELECT 1 FROM actions a WHERE a.document_id = d.document_id) ORDER BY d.document"
        ),
    }


async def plan(datasette: Datasette, request: Request) -> Response:
    document_id = request.url_vars["document_id"]
    found = await ask(datasette, lambda archive: _plan(archive, document_id))
    if found is None:
        raise NotFound("No such document is in the archive.")
    return Response.html(await datasette.render_template("plantrace_plan.html", found, request))


def _plan(archive: Archive, document_id: str) -> dict[str, Any] | None:
    document = archive.row("SELECT * FROM plan_documents WHERE document_id = ?", [document_id])
    if document is None:
        return None
    rows = archive.rows("SELECT * FROM plan_rows WHERE document_id = ? ORDER BY position", [document_id])
    corrected = {
        (row["row_id"], row["field"]): row
        for row in archive.rows(
            "SELECT x.row_id, x.field, c.who, c.value_read FROM applied_corrections x JOIN corrections c ON "
            "c.correction_id = x.correction_id "
            "WHERE x.document_id = ?",
            [document_id],
        )
    }
    ratings: dict[str | None, int] = {}
    for row in rows:
        ratings[row["rag"]] = ratings.get(row["rag"], 0) + 1
    return {
        "document": document,
        "groups": _groups(rows),
        "columns": [name for name in ("outcome", "success_measure", "evidence", "monitoring") if any(row[name] for row in rows)],
        "has_recommendations": any(row["recommendation"] or row["recommendation_number"] for row in rows),
        "corrected": corrected,
        "ratings": ratings,
        "pieces": bar(ratings),
        "key": archive.rows("SELECT rag, meaning, status FROM rag_keys WHERE document_id = ? ORDER BY position", [document_id]),
        "diagnostics": archive.rows("SELECT * FROM diagnostics WHERE document_id = ? ORDER BY position", [document_id]),
        "editions": archive.rows(
            "SELECT e.*, d.plan_date FROM editions e JOIN documents d ON d.document_id = e.document_id WHERE e.plan_id = "
            "(SELECT plan_id FROM editions WHERE document_id = ?) ORDER BY e.sequence, e.rendition_of IS NOT NULL, e.document",
            [document_id],
        ),
    }


def _groups(rows: list[Row]) -> list[dict[str, Any]]:
    """Themes, each with its recommendations, each with its actions: what is printed once is shown once.

    | theme | recommendation | action |      theme
    | A     | 1              | 1.1    |        1   1.1
    | A     | 1              | 1.2    |  ->        1.2
    | A     | 2              | 2.1    |        2   2.1
    """
    themes: list[dict[str, Any]] = []
    for row in rows:
        if not themes or themes[-1]["theme"] != row["theme"]:
            themes.append({"theme": row["theme"], "recommendations": []})
        recommendations = themes[-1]["recommendations"]
        if not recommendations or recommendations[-1]["id"] != row["recommendation_id"]:
            recommendations.append({"id": row["recommendation_id"], "first": row, "rows": []})
        recommendations[-1]["rows"].append(row)
    return themes
