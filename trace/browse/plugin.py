"""What Datasette asks of a plugin: pages, questions, headers.

Datasette loads its plugins while it is being imported itself, so nothing here imports `datasette.app` before it is called.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from datasette import hookimpl
from datasette.utils.asgi import Base400, Request, Response, asgi_static
from markupsafe import Markup

from . import across, evidence, plans, reviewing, rows, start
from .archive import DATA, address_of, archive_of, has_index, reviewing_is_on, served
from .formulas import formulas_as_text
from .questions import QUESTIONS
from .security import guarded
from .words import TEMPLATE_WORDS

if TYPE_CHECKING:
    from datasette.app import Datasette

Handler = Callable[..., Awaitable[Any]]

_STATIC = Path(__file__).resolve().parent / "static"
"""As it lies on the disk: an editable install links each file, and Datasette gives out no link that leads out of its folder."""


@hookimpl
def startup(datasette: Datasette) -> None:
    """`datasette plans.db` would give the tables the address /plans, which is that of a page here."""
    name = archive_of(datasette)
    if name is not None and all(database.route != DATA for database in datasette.databases.values()):
        datasette.databases[name].route = DATA


@hookimpl
def register_routes(datasette: Datasette) -> list[tuple[str, Handler]]:
    """None over a database of something else: the plugin may be installed where other databases are served."""
    if archive_of(datasette) is None:
        return []
    return [
        (r"^/$", start.start),
        (r"^/rows$", rows.rows),
        (r"^/plans$", plans.plans),
        (r"^/plan/(?P<document_id>[0-9a-f]{64})$", plans.plan),
        (r"^/row/(?P<row_id>[0-9a-f]{16})$", evidence.row),
        (r"^/page/(?P<document_id>[0-9a-f]{64})/(?P<page>\d{1,5})\.png$", evidence.picture),
        (r"^/threads$", across.threads),
        (r"^/thread/(?P<thread_id>[0-9a-f]{16})$", across.thread),
        (r"^/compare$", across.compare),
        (r"^/questions$", start.questions),
        (r"^/review$", reviewing.queue),
        (r"^/corrections$", reviewing.corrections),
        (r"^/review/row$", reviewing.say_of_row),
        (r"^/review/field$", reviewing.correct_field),
        (r"^/review/undo$", reviewing.take_back),
        (r"^/review/pair$", reviewing.say_of_pair),
        (r"^/plantrace-static/(?P<path>.*)$", asgi_static(_STATIC)),
    ]


@hookimpl
def canned_queries(datasette: Datasette, database: str) -> dict[str, dict[str, Any]]:
    if database != archive_of(datasette):
        return {}
    asked = QUESTIONS if has_index(datasette) else tuple(question for question in QUESTIONS if not question.needs_index)
    return {
        question.name: {"title": question.title, "description": question.help, "sql": question.sql, "hide_sql": True} for question in asked
    }


@hookimpl
def render_cell(value: Any, column: str, database: str, datasette: Datasette) -> Markup | None:
    """In tables and answers an id leads to the page of what it stands for, and a long text is folded."""
    if database != archive_of(datasette) or not isinstance(value, str):
        return None
    if column in _PAGES and value.isalnum():
        return Markup('<a href="{}{}">{}</a>').format(_PAGES[column], value, value[:16])
    if len(value) > _LONG:
        start = value[:_LONG].rpartition(" ")[0] or value[:_LONG]
        return Markup("{} <details><summary>more</summary>{}</details>").format(start, value[len(start) :].lstrip())
    return None


_LONG = 220
_PAGES = {"row_id": "/row/", "document_id": "/plan/", "thread_id": "/thread/"}


@hookimpl
def get_metadata(datasette: Datasette) -> dict[str, Any]:
    name = archive_of(datasette)
    hidden = {table: {"hidden": True} for table in ("browse_index", "browse_documents", "browse_doubts", "schema_version", "rejected_rows")}
    sorting = {"plan_rows": {"sortable_columns": ["due", "plan_date", "position", "rag", "status"]}}
    about = {"title": "Tables and views", "description": "plan_rows, among the views at the end, has a row for each action."}
    return {"title": "Action plans", "databases": {name: {**about, "tables": {**hidden, **sorting}}}} if name else {}


@hookimpl
def extra_template_vars(datasette: Datasette) -> dict[str, Any]:
    return {**TEMPLATE_WORDS, "data": address_of(datasette), "reviewing": reviewing_is_on(datasette)}


@hookimpl
def handle_exception(datasette: Datasette, request: Request, exception: Exception) -> Callable[[], Awaitable[Response]] | None:
    """What is not there or not allowed is a page that says so, not a traceback in the terminal; a fault of ours still is one."""
    if served(datasette) is None or not isinstance(exception, Base400):
        return None

    async def say_so() -> Response:
        message = " ".join(map(str, exception.args)) or "There is nothing at this address."
        if request.path.endswith(".json"):
            return Response.json({"ok": False, "error": message, "status": exception.status}, status=exception.status)
        title = "Not allowed" if exception.status == 403 else "Not found" if exception.status == 404 else "Not understood"
        context = {"title": title, "message": message, "back": None}
        return Response.html(await datasette.render_template("plantrace_refused.html", context, request), status=exception.status)

    return say_so


@hookimpl
def asgi_wrapper(datasette: Datasette) -> Callable[[Any], Any]:
    return lambda application: guarded(datasette)(formulas_as_text(application))
