"""Fields that can be corrected, and what a correction is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from ...diagnostics import PlantraceError
from ...normalise.model import LeadKind, Rag, Status

Said = Literal["corrected", "accepted", "rejected"]
Table = Literal["actions", "recommendations", "documents"]
Shape = Literal["text", "line", "date", "edtf", "choice", "leads", "timescales"]


@dataclass(frozen=True, slots=True)
class Field:
    """A column of `plan_rows` that a person may correct.

    `table` and `columns` say where its value is kept, `place` under which field its print stands in `places` (leads stand where
    lead_raw stands), `choices` are the values of a vocabulary.
    """

    name: str
    title: str
    table: Table
    columns: tuple[str, ...]
    shape: Shape = "text"
    place: str = ""
    choices: tuple[str, ...] = ()

    @property
    def printed_in(self) -> str:
        return self.place or self.name


RATINGS: tuple[str, ...] = get_args(Rag)
STATUSES: tuple[str, ...] = get_args(Status)
LEAD_KINDS: tuple[str, ...] = get_args(LeadKind)

_ALL = (
    Field("theme", "Theme", "actions", ("theme",), "line"),
    Field("recommendation_number", "Recommendation number", "recommendations", ("number",), "line"),
    Field("recommendation", "Recommendation", "recommendations", ("text",)),
    Field("action_number", "Action number", "actions", ("number",), "line"),
    Field("action", "Action", "actions", ("text",)),
    Field("outcome", "Outcome", "actions", ("outcome",)),
    Field("success_measure", "Success measure", "actions", ("success_measure",)),
    Field("lead_raw", "Lead as printed", "actions", ("lead_raw",)),
    Field("leads", "Leads", "actions", ("leads",), "leads", "lead_raw"),
    Field("timescale_raw", "Timescale as printed", "actions", ("timescale_raw",)),
    Field("timescales", "Timescales", "actions", ("timescales", "due"), "timescales", "timescale_raw"),
    Field("due", "Due", "actions", ("due",), "date", "timescale_raw"),
    Field("due_revised", "Due, revised", "actions", ("due_revised",), "date", "progress"),
    Field("progress", "Update", "actions", ("progress",)),
    Field("rag", "Rating", "actions", ("rag", "rag_reason"), "choice", choices=RATINGS),
    Field("status", "Status", "actions", ("status", "status_reason"), "choice", choices=STATUSES),
    Field("evidence", "Evidence", "actions", ("evidence",)),
    Field("monitoring", "Monitoring", "actions", ("monitoring",)),
    Field("authority", "Authority", "documents", ("authority",), "line"),
    Field("plan_date", "As at", "documents", ("plan_date",), "edtf"),
    Field("title", "Title", "documents", ("title",), "line"),
)
CORRECTABLE = {field.name: field for field in _ALL}
ROW_FIELDS = tuple(field for field in _ALL if field.table != "documents")
DOCUMENT_FIELDS = tuple(field for field in _ALL if field.table == "documents")
WHOLE_ROW = "row"


@dataclass(frozen=True, slots=True)
class Correction:
    """What a person said: the value of a field, `accepted` of a row that is right, `rejected` of one that is none."""

    correction_id: str
    document_id: str
    field: str
    said: Said
    printed: str | None
    value_read: str | None
    value: str | None
    who: str
    said_at: str
    why: str | None
    row_id: str | None
    position: int | None
    row_text: str | None
    page: int | None
    table_number: int | None
    table_row: int | None
    table_column: int | None
    x0: float | None
    top: float | None
    x1: float | None
    bottom: float | None


class WrongValue(PlantraceError):
    """The value cannot stand in this field."""

    exit_code = 4


class NoSuchRow(PlantraceError):
    """No row or document of this id is in the database."""

    exit_code = 4


class NoSuchCorrection(PlantraceError):
    """No correction of this id is in the database, or it has been taken back already."""

    exit_code = 4
