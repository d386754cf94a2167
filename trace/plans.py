"""Documents and their rows as the questions across years need them: read from the database, or made by hand."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from ..normalise.model import Rag, Status


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One action of one document; the fields are those of `plan_rows`."""

    row_id: str
    document_id: str
    position: int
    recommendation_number: str | None = None
    recommendation: str | None = None
    action_number: str | None = None
    action: str | None = None
    timescale_raw: str | None = None
    due: date | None = None
    progress: str | None = None
    rag: Rag | None = None
    status: Status | None = None
    page: int | None = None

    @property
    def text(self) -> str:
        """What the row asks for: its action, or its recommendation where it has none."""
        return self.action or self.recommendation or ""


@dataclass(frozen=True, slots=True)
class PlanDocument:
    """One imported file; the fields are those of `plan_documents`. `plan_date` and `inspection_date` are EDTF."""

    document_id: str
    document: str
    format: str = "pdf"
    title: str | None = None
    authority: str | None = None
    plan_date: str | None = None
    inspection_body: str | None = None
    inspection_date: str | None = None
    scanned: bool = False
    """Read by OCR."""
    rows: tuple[PlanRow, ...] = field(default=())
