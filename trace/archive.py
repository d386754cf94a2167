"""The database as the questions across years need it: documents with their rows, recommendations with their context."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from .editions import Edition
from .follow import squash
from .issues import date_to_sort_by, edtf_start
from .plans import PlanDocument, PlanRow
from .recurrence import RecommendationText

if TYPE_CHECKING:
    from sqlalchemy import Connection, RowMapping

_ROW_COLUMNS = (
    "row_id, document_id, position, recommendation_id, recommendation_number, recommendation, recommendation_refs, theme, outcome, "
    "action_number, action, timescale_raw, due, due_revised, progress, rag, status, page_first, route"
)
_DOCUMENT_COLUMNS = "document_id, document, format, title, authority, plan_date, inspection_body, inspection_date"
_WORST_FIRST_RAG = ("red", "amber_red", "amber", "amber_green", "green", "blue", "grey")
_WORST_FIRST_STATUS = ("off_track", "at_risk", "not_started", "on_track", "superseded", "complete")


@dataclass(frozen=True, slots=True)
class ComparedRecommendation:
    """A recommendation of a plan as it is compared, with how its actions stood. `row_id` is its first row, `page` that row's."""

    text: RecommendationText
    document_id: str
    actions: int
    worst_rag: str | None
    last_rag: str | None
    last_status: str | None
    page: int | None
    row_id: str | None


def read_documents(
    connection: Connection, document_ids: Sequence[str] | None = None
) -> tuple[list[PlanDocument], dict[str, dict[str, Any]]]:
    """Every document, or those named, with its rows in reading order; and beside them, by row id, what only recommendations need."""
    from sqlalchemy import bindparam, text

    def asked(statement: str) -> Any:
        if document_ids is None:
            return connection.execute(text(statement.format(which=""))).mappings()
        which = text(statement.format(which="WHERE document_id IN :ids")).bindparams(bindparam("ids", expanding=True))
        return connection.execute(which, {"ids": list(document_ids)}).mappings()

    rows: dict[str, list[PlanRow]] = {}
    scanned: set[str] = set()
    beside: dict[str, dict[str, Any]] = {}
    for found in asked(f"SELECT {_ROW_COLUMNS} FROM plan_rows {{which}} ORDER BY document_id, position"):
        rows.setdefault(found["document_id"], []).append(_plan_row(found))
        if found["route"] == "ocr":
            scanned.add(found["document_id"])
        beside[found["row_id"]] = {name: found[name] for name in ("recommendation_id", "recommendation_refs", "theme", "outcome")}
    documents = [
        PlanDocument(
            **{name: found[name] for name in _DOCUMENT_COLUMNS.split(", ")},
            scanned=found["document_id"] in scanned,
            rows=tuple(rows.get(found["document_id"], ())),
        )
        for found in asked(f"SELECT {_DOCUMENT_COLUMNS} FROM plan_documents {{which}} ORDER BY document_id")
    ]
    return documents, beside


def _plan_row(found: RowMapping) -> PlanRow:
    due = found["due_revised"] or found["due"]
    return PlanRow(
        row_id=found["row_id"],
        document_id=found["document_id"],
        position=found["position"],
        recommendation_number=found["recommendation_number"],
        recommendation=found["recommendation"],
        action_number=found["action_number"],
        action=found["action"],
        timescale_raw=found["timescale_raw"],
        due=date.fromisoformat(str(due)[:10]) if due else None,
        progress=found["progress"],
        rag=found["rag"],
        status=found["status"],
        page=found["page_first"],
    )


def editions_to_compared(
    documents: Sequence[PlanDocument], editions: Iterable[Edition], beside: Mapping[str, Mapping[str, Any]]
) -> list[ComparedRecommendation]:
    """The recommendations of every plan, each once, as they stand in the latest issue that has them, in one rendition.

    `worst_rag` is the worst over all issues and actions, `last_rag` the worst in that latest issue.
    """
    by_id = {document.document_id: document for document in documents}
    plans: dict[str, list[PlanDocument]] = {}
    for edition in sorted(editions, key=lambda edition: edition.sequence):
        if edition.rendition_of is None:
            plans.setdefault(edition.plan_id, []).append(by_id[edition.document_id])
    return [compared for plan_id, issues in sorted(plans.items()) for compared in _compared_of_plan(plan_id, issues, beside)]


def _compared_of_plan(
    plan_id: str, issues: Sequence[PlanDocument], beside: Mapping[str, Mapping[str, Any]]
) -> Iterable[ComparedRecommendation]:
    worst: dict[str, str | None] = {}
    for issue in issues:
        for row in issue.rows:
            key = squash(row.recommendation or "")
            worst[key] = worst_of([worst.get(key), row.rag], _WORST_FIRST_RAG)
    told: set[str] = set()
    for issue, sorts_as in reversed(list(zip(issues, _dates_to_sort_by(issues), strict=True))):
        groups: dict[str, list[PlanRow]] = {}
        for row in issue.rows:
            recommendation_id = beside[row.row_id]["recommendation_id"]
            if recommendation_id and (row.recommendation or "").strip():
                groups.setdefault(recommendation_id, []).append(row)
        fresh = {key: rows for key, rows in groups.items() if squash(rows[0].recommendation or "") not in told}
        for recommendation_id, rows in fresh.items():
            compared = _compared(recommendation_id, plan_id, issue, rows, beside)
            yield replace(compared, text=replace(compared.text, sorts_as=sorts_as), worst_rag=worst[squash(compared.text.text)])
        told |= {squash(rows[0].recommendation or "") for rows in fresh.values()}


def _dates_to_sort_by(issues: Sequence[PlanDocument]) -> Iterable[str | None]:
    """An issue without a date comes right after the one before it."""
    before: str | None = None
    for issue in issues:
        before = edtf_start(issue.plan_date) or before or date_to_sort_by(None, issue.inspection_date, issue.document)
        yield before


def _compared(
    recommendation_id: str, plan_id: str, issue: PlanDocument, rows: Sequence[PlanRow], beside: Mapping[str, Mapping[str, Any]]
) -> ComparedRecommendation:
    first, context = rows[0], beside[rows[0].row_id]
    outcomes = dict.fromkeys(outcome for row in rows if (outcome := beside[row.row_id]["outcome"]))
    text = RecommendationText(
        recommendation_id=recommendation_id,
        plan_id=plan_id,
        document=issue.document,
        number=first.recommendation_number,
        text=first.recommendation or "",
        theme=context["theme"],
        outcome="\n".join(outcomes) or None,
        actions=tuple(row.action for row in rows if row.action),
        references=tuple(_shareable(context["recommendation_refs"], issue)),
        plan_date=issue.plan_date,
        authority=issue.authority,
    )
    rag = worst_of([row.rag for row in rows], _WORST_FIRST_RAG)
    status = worst_of([row.status for row in rows], _WORST_FIRST_STATUS)
    actions = sum(row.action is not None for row in rows)
    return ComparedRecommendation(text, issue.document_id, actions, rag, rag, status, first.page, first.row_id)


def worst_of(values: Iterable[str | None], worst_first: Sequence[str]) -> str | None:
    """The worst that is printed at all: red of (None, green, red)."""
    return min((value for value in values if value), key=worst_first.index, default=None)


def _shareable(references: str | None, issue: PlanDocument) -> Iterable[str]:
    """References that mean the same in another plan: a source (`CQC 4`), and a paragraph of a report that is known by its date."""
    for reference in json.loads(references or "[]"):
        if reference["kind"] == "source":
            yield f"source:{reference['value']}"
        elif reference["kind"] in ("paragraph", "recommendation") and issue.inspection_date:
            yield f"{issue.inspection_body or ''} {issue.inspection_date} {reference['kind']}:{reference['value']}"
