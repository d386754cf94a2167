"""Across the years: threads of recommendations that came back, two plans of an authority side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from datasette.utils.asgi import NotFound, Request, Response

from ..recurrence.threads import thread_title
from .archive import Archive, Row, ask

if TYPE_CHECKING:
    from datasette.app import Datasette


async def threads(datasette: Datasette, request: Request) -> Response:
    found = await ask(datasette, _threads)
    return Response.html(await datasette.render_template("plantrace_threads.html", {"threads": found}, request))


def _threads(archive: Archive) -> list[dict[str, Any]]:
    by_id: dict[str, list[Row]] = {}
    for row in archive.rows("SELECT * FROM threads ORDER BY plans DESC, thread_score DESC, thread_id, position LIMIT 2000"):
        by_id.setdefault(row["thread_id"], []).append(row)
    return [
        {
            "thread_id": thread_id,
            "occurrences": rows,
            "plans": rows[0]["plans"],
            "title": thread_title([row["text"] for row in rows]),
            "authority": rows[-1]["authority"],
        }
        for thread_id, rows in by_id.items()
    ]


async def thread(datasette: Datasette, request: Request) -> Response:
    thread_id = request.url_vars["thread_id"]
    found = await ask(datasette, lambda archive: _thread(archive, thread_id))
    if not found["occurrences"]:
        raise NotFound("No such thread is in the archive; threads are worked out anew after an import.")
    return Response.html(await datasette.render_template("plantrace_thread.html", found, request))


def _thread(archive: Archive, thread_id: str) -> dict[str, Any]:
    occurrences = archive.rows("SELECT * FROM threads WHERE thread_id = ? ORDER BY position", [thread_id])
    for one in occurrences:
        one["answers"] = archive.rows(
            "SELECT row_id, action_number, action, lead_raw, timescale_raw, rag, status FROM plan_rows WHERE "
            "recommendation_id = ? ORDER BY position",
            [one["recommendation_id"]],
        )
    inside = "SELECT recommendation_id FROM thread_members WHERE thread_id = :id"
    pairs = archive.rows(
        f"SELECT * FROM recurrences WHERE recommendation_id_a IN ({inside}) AND recommendation_id_b IN ({inside}) ORDER BY score DESC",
        {"id": thread_id},
    )
    return {"occurrences": occurrences, "pairs": pairs, "title": thread_title([row["text"] for row in occurrences]) if occurrences else ""}


async def compare(datasette: Datasette, request: Request) -> Response:
    left, right = request.args.get("left"), request.args.get("right")
    found = await ask(datasette, lambda archive: _compare(archive, left, right))
    return Response.html(await datasette.render_template("plantrace_compare.html", found, request))


def _compare(archive: Archive, left: str | None, right: str | None) -> dict[str, Any]:
    choices = archive.rows(
        "SELECT e.document_id, e.document, e.authority, e.as_at, e.plan_id, d.title FROM editions e JOIN documents "
        "d ON d.document_id = e.document_id "
        "WHERE e.rendition_of IS NULL ORDER BY e.authority IS NULL, e.authority, e.as_at IS NULL, e.as_at, e.document"
    )
    known = {row["document_id"]: row for row in choices}
    one, other = (_side(archive, known[side]) if side in known else None for side in (left, right))
    pairs = _pairs(archive, one, other) if one and other else []
    return {"choices": choices, "left": one, "right": other, "pairs": pairs}


def _side(archive: Archive, document: Row) -> dict[str, Any]:
    recommendations: dict[str, dict[str, Any]] = {}
    for row in archive.rows("SELECT * FROM plan_rows WHERE document_id = ? ORDER BY position", [document["document_id"]]):
        one = recommendations.setdefault(row["recommendation_id"] or row["row_id"], {"first": row, "rows": []})
        one["rows"].append(row)
    return {"document": document, "recommendations": recommendations}


def _pairs(archive: Archive, left: dict[str, Any], right: dict[str, Any]) -> list[dict[str, Any]]:
    """Recommendations side by side: those that came back, then those of the left plan alone, then those of the right alone.

    Issues of one plan stand side by side by their followed actions, different plans by their recurrences.
    """
    ours, theirs = left["recommendations"], right["recommendations"]
    same = [
        (row["a"], row["b"], "the same action in a later issue")
        for row in archive.rows(
            "SELECT DISTINCT COALESCE(x.recommendation_id, x.row_id) AS a, COALESCE(y.recommendation_id, y.row_id) "
            "AS b FROM followed_rows f "
            "JOIN followed_rows g ON g.follow_id = f.follow_id JOIN actions x ON x.row_id = f.row_id JOIN actions y ON y.row_id = g.row_id "
            "WHERE f.document_id = ? AND g.document_id = ?",
            [left["document"]["document_id"], right["document"]["document_id"]],
        )
    ]
    for row in archive.rows("SELECT recommendation_id_a, recommendation_id_b, level, why FROM recurrences ORDER BY score DESC"):
        a, b = row["recommendation_id_a"], row["recommendation_id_b"]
        same += [(a, b, f"{row['level']}: {row['why']}"), (b, a, f"{row['level']}: {row['why']}")]
    paired: list[dict[str, Any]] = []
    used: set[str] = set()
    for a, b, why in same:
        if a in ours and b in theirs and a not in used and b not in used:
            used |= {a, b}
            paired.append({"left": ours[a], "right": theirs[b], "why": why})
    paired.sort(key=lambda pair: pair["left"]["first"]["position"])
    alone = [{"left": one, "right": None, "why": None} for key, one in ours.items() if key not in used]
    return [*paired, *alone, *({"left": None, "right": one, "why": None} for key, one in theirs.items() if key not in used)]
