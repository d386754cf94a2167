"""What the print means: a `Plan` is recommendations and the `Action`s that answer them, each value beside its printed text.

The values are those of the contract: README, "What a row holds".
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from ..diagnostics import Diagnostic
from ..extract.document import Route
from ..provenance import Place

LeadKind = Literal["person", "role", "group", "initials", "all"]
TimescaleKind = Literal["date", "period", "open", "within", "immediate", "ongoing", "recurring", "complete", "tbc", "event", "unparsed"]
ReferenceKind = Literal["paragraph", "recommendation", "source", "see"]
Rag = Literal["red", "amber_red", "amber", "amber_green", "green", "blue", "grey"]
RagSource = Literal["text", "colour"]
Status = Literal["complete", "on_track", "at_risk", "off_track", "not_started", "superseded"]


@dataclass(frozen=True, slots=True)
class Lead:
    """A party: `Lead("Lynne Goldsmith", "person", "Service Manager")` is a post with its holder."""

    name: str
    kind: LeadKind
    role: str | None = None


@dataclass(frozen=True, slots=True)
class Timescale:
    """One date or statement of a timescale cell. `edtf` is ISO 8601-2; `every` and `within` are ISO 8601 durations (`P3M`)."""

    raw: str
    kind: TimescaleKind
    edtf: str | None = None
    start: date | None = None
    end: date | None = None
    every: str | None = None
    within: str | None = None


@dataclass(frozen=True, slots=True)
class Reference:
    """`Reference("see", "A14", 50)`: what is printed, and the position of the row that it means where that is in the document."""

    kind: ReferenceKind
    value: str
    row: int | None = None


@dataclass(frozen=True, slots=True)
class Rating:
    """A RAG value, where it was read from, and why: `Rating("amber", "colour", "cell fill FFC000")`."""

    rag: Rag | None = None
    source: RagSource | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class RagKey:
    """A line of the document's own legend: `RagKey("green", "Complete", "complete", place)`."""

    rag: Rag
    meaning: str
    status: Status | None
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Other:
    """What stands in a column that has no field of its own."""

    heading: str
    text: str


Places = Mapping[str, tuple[Place, ...]]
"""Field name of `plan_rows` -> the cells that it was read from."""


@dataclass(frozen=True, slots=True)
class Recommendation:
    """What actions answer. `index` counts from 1 in the document, so that two recommendations 7 are two."""

    index: int
    number: str | None
    text: str | None
    theme: str | None = None
    timeframe: str | None = None
    references: tuple[Reference, ...] = ()
    outcome: str | None = None
    success_measure: str | None = None
    places: Places = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Action:
    """One row of `plan_rows`; `recommendation` is None in a plan without an answering column. `theme` holds where there is none, too."""

    position: int
    recommendation: Recommendation | None
    theme: str | None
    number: str | None
    text: str | None
    references: tuple[Reference, ...] = ()
    outcome: str | None = None
    success_measure: str | None = None
    lead_raw: str | None = None
    leads: tuple[Lead, ...] = ()
    timescale_raw: str | None = None
    timescales: tuple[Timescale, ...] = ()
    due: date | None = None
    due_revised: date | None = None
    due_inferred: date | None = None
    due_reason: str | None = None
    progress: str | None = None
    rating: Rating = Rating()
    status: Status | None = None
    status_reason: str | None = None
    evidence: str | None = None
    monitoring: str | None = None
    struck: bool = False
    other: tuple[Other, ...] = ()
    route: Route | None = None
    page_first: int | None = None
    page_last: int | None = None
    places: Places = field(default_factory=dict)
    confidence: float | None = None
    """OCR: the lowest confidence of its cells, 0 to 1."""


@dataclass(frozen=True, slots=True)
class Inspection:
    """What the plan answers: `date` and `published` are EDTF."""

    kind: str | None = None
    body: str | None = None
    date: str | None = None
    published: str | None = None
    judgements: tuple[str, ...] = ()
    """As printed: `Overall effectiveness: inadequate`."""


@dataclass(frozen=True, slots=True)
class Account:
    """Every word of the plan tables, told where it went. `left_over` holds the words that are in no row, heading or banner."""

    words_in_tables: int = 0
    words_in_rows: int = 0
    words_in_headings: int = 0
    left_over: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LeftOver:
    """Words of one printed cell that no row, heading or banner holds, the whole cell, and where it stands."""

    words: tuple[str, ...]
    text: str
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class ColumnReading:
    """A column of a plan table: the field of `plan_rows` that it became, and why (`heading 'Lead officer'`, `names under 'Progress'`)."""

    column: int
    """From 1, in the table's own grid."""
    heading: str
    field: str
    reason: str
    places: tuple[Place, ...] = ()
    """Of its heading."""


@dataclass(frozen=True, slots=True)
class SectionReading:
    """Rows of a table under one heading. `reason` says why they are no plan; None where they were read, with their `columns`."""

    row_first: int
    row_last: int
    """From 1, in the table's own grid, the heading included."""
    columns: tuple[ColumnReading, ...] = ()
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class TableReading:
    """How a printed table was read, and where each of its words went. Of a table that holds no plan, only its size and the reasons."""

    number: int
    """From 1, in the document."""
    rows: int
    sections: tuple[SectionReading, ...]
    account: Account = Account()
    left_over: tuple[LeftOver, ...] = ()
    cells: tuple[Place, ...] = ()
    """Of all its cells, those left blank, too."""

    @property
    def is_plan(self) -> bool:
        return any(section.columns for section in self.sections)


@dataclass(frozen=True, slots=True)
class LeadName:
    """Whom a lead names in full, as its document and the vocabulary tell: `LeadName("SMcL", "initials", "Shaun McLurg", "person", "the
    document's own glossary")`. Leads whose name is already in full have none."""

    name: str
    kind: LeadKind
    full_name: str
    full_kind: LeadKind
    reason: str


@dataclass(frozen=True, slots=True)
class Plan:
    title: str | None = None
    authority: str | None = None
    plan_date: str | None = None
    edition: str | None = None
    inspection: Inspection = Inspection()
    rag_key: tuple[RagKey, ...] = ()
    recommendations: tuple[Recommendation, ...] = ()
    actions: tuple[Action, ...] = ()
    lead_names: tuple[LeadName, ...] = ()
    account: Account = Account()
    tables: tuple[TableReading, ...] = ()
    """Every table of the document, plan or not."""
    places: Places = field(default_factory=dict)
    """Of title, authority, plan_date and the inspection's fields."""
    diagnostics: tuple[Diagnostic, ...] = ()
