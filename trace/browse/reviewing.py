"""Review in the browser: the queue, and what a person says of it. Every write is a POST, and only where `serve --review` was given."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from datasette.utils.asgi import Forbidden, Request, Response

from ...diagnostics import PlantraceError
from .. import review
from ..recurrence.levels import THRESHOLD
from ..review.model import CORRECTABLE
from ..review.queue import NEAR_PAIRS, NEAR_THRESHOLD, REASONS, WAITING_CORRECTIONS
from ..review.values import leads_to_value, written_to_value
from ..standing import update_standing
from .archive import Archive, ask, change_across, reviewing_is_on, served, writing
from .search import update_index

if TYPE_CHECKING:
    from datasette.app import Datasette

PAGE = 50
CHANGES_ACROSS = frozenset({"recommendation", "authority", "plan_date", "title"})
"""Fields by which plans and recommendations of different years are brought together."""
_A_YEAR = 365 * 24 * 3600


async def queue(datasette: Datasette, request: Request) -> Response:
    reason = request.args.get("reason")
    asked = request.args.get("page") or "1"
    page = max(int(asked), 1) if asked.isdigit() and len(asked) < 7 else 1
    found = await ask(datasette, lambda archive: _queue(archive, reason if reason in REASONS else None, page))
    context = {**found, "reasons": REASONS, "reason": reason, "page": page, "who": request.cookies.get("plantrace_who", "")}
    return Response.html(await datasette.render_template("plantrace_review.html", context, request))


def _queue(archive: Archive, reason: str | None, page: int) -> dict[str, Any]:
    counts = archive.rows(f"SELECT reason, COUNT(DISTINCT row_id) AS rows FROM {archive.doubts} GROUP BY reason")
    chosen = f" WHERE reason = '{reason}'" if reason else ""
    rows = archive.rows(
        "SELECT q.row_id, MIN(q.said) AS said, COUNT(*) AS doubts, a.position, d.document, d.authority, "
        "d.plan_date, a.text AS action, r.text AS recommendation, "
        f"a.lead_raw, a.timescale_raw FROM (SELECT * FROM {archive.doubts}{chosen}) q "
        "JOIN actions a ON a.row_id = q.row_id JOIN documents d ON d.document_id = q.document_id "
        "LEFT JOIN recommendations r ON r.recommendation_id = a.recommendation_id "
        f"GROUP BY q.row_id ORDER BY d.authority, d.plan_date, d.document, a.position LIMIT {PAGE + 1} OFFSET {(page - 1) * PAGE}"
    )
    pairs = archive.rows(f"{NEAR_PAIRS} LIMIT 20", {"low": THRESHOLD - NEAR_THRESHOLD, "high": THRESHOLD + NEAR_THRESHOLD})
    return {"counts": {row["reason"]: row["rows"] for row in counts}, "rows": rows[:PAGE], "more": len(rows) > PAGE, "pairs": pairs}


async def corrections(datasette: Datasette, request: Request) -> Response:
    found = await ask(datasette, _corrections)
    context = {**found, "who": request.cookies.get("plantrace_who", ""), "correctable": CORRECTABLE}
    return Response.html(await datasette.render_template("plantrace_corrections.html", context, request))


def _corrections(archive: Archive) -> dict[str, Any]:
    statement = (
        "SELECT c.*, x.row_id AS now_in, x.found_by, d.document FROM corrections c LEFT JOIN applied_corrections x "
        "ON x.correction_id = c.correction_id "
        "LEFT JOIN documents d ON d.document_id = c.document_id WHERE {condition} ORDER BY c.said_at DESC LIMIT 500"
    )
    return {
        "standing": archive.rows(statement.format(condition="x.correction_id IS NOT NULL")),
        "waiting": archive.rows(f"{WAITING_CORRECTIONS} ORDER BY c.said_at DESC LIMIT 500"),
        "undone": archive.rows(statement.format(condition="c.undone_at IS NOT NULL")),
    }


async def say_of_row(datasette: Datasette, request: Request) -> Response:
    """Accepts or rejects a row as a whole."""
    form = await _form(datasette, request)
    saying = review.reject_row if form.get("said") == "rejected" else review.accept_row
    return await _write(datasette, form, lambda connection, who: saying(connection, form.get("row_id", ""), who, form.get("why")))


async def correct_field(datasette: Datasette, request: Request) -> Response:
    form = await _form(datasette, request)

    def change(connection: Any, who: str) -> str:
        field = CORRECTABLE.get(form.get("field", ""))
        if field is None:
            raise review.WrongValue(form.get("field", ""), "there is no such field")
        if field.shape == "leads":
            parties = [(form.get(f"name{n}", ""), form.get(f"kind{n}", "role"), form.get(f"role{n}", "")) for n in range(1, 31)]
            value: str | None = leads_to_value(parties)
        else:
            value = written_to_value(field, form.get("value", ""))
        return review.correct(connection, form.get("owner", ""), field.name, value, who, form.get("why"))

    return await _write(datasette, form, change, across=form.get("field") in CHANGES_ACROSS)


async def take_back(datasette: Datasette, request: Request) -> Response:
    form = await _form(datasette, request)
    correction_id = form.get("correction_id", "")
    statement = "SELECT field FROM corrections WHERE correction_id = ?"
    field = await ask(datasette, lambda archive: archive.row(statement, [correction_id]))
    across = field is not None and field["field"] in CHANGES_ACROSS
    return await _write(datasette, form, lambda connection, who: review.undo(connection, correction_id, who).correction_id, across=across)


async def say_of_pair(datasette: Datasette, request: Request) -> Response:
    """Confirms or rejects that two recommendations are of one matter."""
    from ..verdicts import record_verdict

    form = await _form(datasette, request)
    verdict = {"confirmed": "confirmed", "rejected": "rejected"}.get(form.get("verdict", ""))

    def change(connection: Any, _who: str) -> str:
        record_verdict(connection, form.get("a", ""), form.get("b", ""), verdict, form.get("why"))  # type: ignore[arg-type]
        return ""

    return await _write(datasette, form, change, across=True)


async def _form(datasette: Datasette, request: Request) -> dict[str, str]:
    if not reviewing_is_on(datasette):
        raise Forbidden("Corrections are off: start the server with `plantrace serve --review`.")
    if request.method != "POST":
        raise Forbidden("A correction is sent as a form.")
    found: dict[str, str] = await request.post_vars()
    return found


async def _write(datasette: Datasette, form: dict[str, str], change: Callable[[Any, str], str], *, across: bool = False) -> Response:
    """Makes the change, says what came of it, and leads back to the page where it was asked for.

    `change` gives the id of the correction. `across` where it bears on what is brought together over the years; else on its plan alone.
    """
    found = served(datasette)
    assert found is not None
    who = form.get("who", "").strip()

    def run() -> None:
        if across:
            change_across(found.path, lambda connection: change(connection, who))
        else:
            with writing(found.path) as connection:
                update_standing(connection, review.document_of(connection, change(connection, who)))
        update_index(found.path)

    back = _own_page(form.get("back", "/review"))
    try:
        await asyncio.to_thread(run)
    except PlantraceError as error:
        response = Response.html(
            await datasette.render_template("plantrace_refused.html", {"message": str(error), "back": back}), status=400
        )
    else:
        response = Response.redirect(back, status=303)
    if who:
        response.set_cookie("plantrace_who", who[:80], max_age=_A_YEAR, httponly=True, samesite="strict")
    return response


def _own_page(address: str) -> str:
    """A page of this server: `//elsewhere.example` and `https://elsewhere.example` lead to the queue instead."""
    parts = urlsplit(address)
    clean = address.startswith("/") and not address.startswith(("//", "/\\")) and not parts.netloc and address.isprintable()
    return address if clean else "/review"
