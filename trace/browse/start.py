"""The start page: what is in the archive, what needs attention, what may be asked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from datasette.utils.asgi import Request, Response

from ..review.queue import REASONS, WAITING_CORRECTIONS
from .archive import DATA, Archive, Row, ask
from .questions import QUESTIONS

if TYPE_CHECKING:
    from datasette.app import Datasette


async def start(datasette: Datasette, request: Request) -> Response:
    found = await ask(datasette, overview)
    return Response.html(await datasette.render_template("plantrace_start.html", {**found, "questions": QUESTIONS[1:]}, request))


async def questions(datasette: Datasette, request: Request) -> Response:
    return Response.html(await datasette.render_template("plantrace_questions.html", {"questions": QUESTIONS[1:]}, request))


def overview(archive: Archive) -> dict[str, Any]:
    counts = _counts(archive)
    few = counts["documents"] <= _LISTED
    plans = {"authorities": authorities(archive)} if few else {"summary": _authorities_in_short(archive)}
    return {"counts": counts, "attention": attention(archive), **plans}


_LISTED = 60
"""More documents than this are counted on the start page, and listed on a page of their own."""


_EACH_ISSUE_ONCE = "document_id NOT IN (SELECT document_id FROM editions WHERE rendition_of IS NOT NULL)"
"""An issue in PDF and in Word is one plan with one set of actions."""


def _authorities_in_short(archive: Archive) -> list[dict[str, Any]]:
    """An authority a line, with its years, documents, actions and ratings."""
    found: dict[str | None, dict[str, Any]] = {}
    statement = (
        "SELECT authority, COUNT(*) AS documents, MIN(SUBSTR(plan_date, 1, 4)) AS first, MAX(SUBSTR(plan_date, 1, 4)) AS last "
        "FROM documents GROUP BY authority ORDER BY authority IS NULL, authority"
    )
    for row in archive.rows(statement):
        found[row["authority"]] = {**row, "ratings": {}}
    source = "browse_index WHERE rendition = 0" if archive.has_index else f"plan_rows WHERE {_EACH_ISSUE_ONCE}"
    for row in archive.rows(f"SELECT authority, rag, COUNT(*) AS actions FROM {source} GROUP BY authority, rag"):
        found[row["authority"]]["ratings"][row["rag"]] = row["actions"]
    return [{**one, "actions": sum(one["ratings"].values()), "bar": bar(one["ratings"])} for one in found.values()]


def _counts(archive: Archive) -> Row:
    actions = "browse_index WHERE rendition = 0" if archive.has_index else f"plan_rows WHERE {_EACH_ISSUE_ONCE}"
    years = archive.row("SELECT MIN(SUBSTR(plan_date, 1, 4)) AS first, MAX(SUBSTR(plan_date, 1, 4)) AS last FROM documents") or {}
    return {
        "documents": archive.number("SELECT COUNT(*) FROM documents"),
        "plans": archive.number("SELECT COUNT(DISTINCT plan_id) FROM editions") or archive.number("SELECT COUNT(*) FROM plans"),
        "rows": archive.number(f"SELECT COUNT(*) FROM {actions}"),
        "recommendations": archive.number(f"SELECT COUNT(*) FROM recommendations WHERE {_EACH_ISSUE_ONCE}"),
        "threads": archive.number("SELECT COUNT(DISTINCT thread_id) FROM thread_members"),
        "corrections": archive.number("SELECT COUNT(*) FROM corrections WHERE undone_at IS NULL AND said = 'corrected'"),
        **years,
    }


def attention(archive: Archive) -> list[dict[str, Any]]:
    """What a person should look at: how much of it, in words, and where it is."""
    by_reason = {
        row["reason"]: row["rows"]
        for row in archive.rows(f"SELECT reason, COUNT(DISTINCT row_id) AS rows FROM {archive.doubts} GROUP BY reason")
    }
    found = [
        {"count": by_reason[key], "title": reason.title, "href": f"/review?reason={key}"}
        for key, reason in REASONS.items()
        if by_reason.get(key)
    ]
    last_run = "run_id = (SELECT run_id FROM import_runs ORDER BY started_at DESC, run_id LIMIT 1)"
    for title, href, sql in (
        ("Files that the last import could not read", "/plans#failures", f"SELECT COUNT(*) FROM import_failures WHERE {last_run}"),
        (
            "Documents without any row",
            "/plans#no-rows",
            "SELECT COUNT(*) FROM documents d WHERE NOT EXISTS (SELECT 1 FROM actions a WHERE a.document_id = d.document_id)",
        ),
        ("Documents with words that are in no row", f"/{DATA}/left_over", "SELECT COUNT(*) FROM documents WHERE words_left_over > 0"),
        ("Documents whose authority could not be read", "/plans#unnamed", "SELECT COUNT(*) FROM documents WHERE authority IS NULL"),
        ("Corrections whose row is not there now", "/corrections#waiting", f"SELECT COUNT(*) FROM ({WAITING_CORRECTIONS})"),
    ):
        count = archive.number(sql)
        if count:
            found.append({"count": count, "title": title, "href": href})
    return found


def authorities(archive: Archive, authority: str | None = None) -> list[dict[str, Any]]:
    """Authorities in order, each with its years, each with its documents and how their actions stood.

    The same issue in another format stands in `other_formats` of the document that stands for it.
    """
    stood: dict[str, dict[str | None, int]] = {}
    for row in archive.rows(
        f"SELECT document_id, rag, COUNT(*) AS actions FROM {'browse_index' if archive.has_index else 'plan_rows'} "
        f"GROUP BY document_id, rag"
    ):
        stood.setdefault(row["document_id"], {})[row["rag"]] = row["actions"]
    by_authority: dict[str | None, dict[str | None, list[Row]]] = {}
    statement = (
        "SELECT d.document_id, d.document, d.authority, d.plan_date, SUBSTR(d.plan_date, 1, 4) AS year, d.title, "
        "d.format, d.pages, e.sequence, "
        "e.rendition_of FROM documents d LEFT JOIN editions e ON e.document_id = d.document_id "
        f"{'WHERE d.authority = :authority ' if authority else ''}ORDER BY d.authority IS NULL, d.authority, "
        f"d.plan_date IS NULL, d.plan_date, d.document"
    )
    rows = archive.rows(statement, {"authority": authority} if authority else ())
    listed = {row["document_id"]: row for row in rows}
    for row in rows:
        row["other_formats"] = []
    for row in rows:
        if row["rendition_of"] in listed:
            listed[row["rendition_of"]]["other_formats"].append(row)
            continue
        row["ratings"] = stood.get(row["document_id"], {})
        row["actions"] = sum(row["ratings"].values())
        row["bar"] = bar(row["ratings"])
        by_authority.setdefault(row["authority"], {}).setdefault(row["year"], []).append(row)
    return [
        {"authority": name, "years": [{"year": year, "documents": rows} for year, rows in years.items()]}
        for name, years in by_authority.items()
    ]


_BAR_WIDTH = 120.0
_IN_ORDER = ("red", "amber_red", "amber", "amber_green", "green", "blue", "grey", None)


def bar(ratings: dict[str | None, int]) -> list[dict[str, Any]]:
    """Pieces of a bar 120 wide, worst rating first: `{"rag", "x", "width", "count"}`; none where nothing is rated."""
    if not any(ratings):
        return []
    total = sum(ratings.values())
    pieces, x = [], 0.0
    for rag in _IN_ORDER:
        count = ratings.get(rag, 0)
        if count:
            width = _BAR_WIDTH * count / total
            pieces.append({"rag": rag, "x": round(x, 2), "width": round(width, 2), "count": count})
            x += width
    return pieces
