"""A small plan made by hand, with something in every field: for tests of what stands behind normalisation."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from plantrace.diagnostics import Diagnostic
from plantrace.extract.document import Document
from plantrace.normalise.model import (
    Account,
    Action,
    Inspection,
    Lead,
    Other,
    Plan,
    RagKey,
    Rating,
    Recommendation,
    Reference,
    Timescale,
)
from plantrace.provenance import Place, Source

SUPERVISION = Recommendation(
    index=1,
    number="A5",
    text="Improve supervision",
    theme="A - Practice",
    timeframe="within 3 months",
    references=(Reference("paragraph", "17"), Reference("source", "CQC 1")),
    outcome="Staff are supervised",
    success_measure="Audits show it",
    places={"recommendation": (Place(3, 1, 2, 1, (10.0, 20.0, 110.0, 60.0)),), "recommendation_number": (Place(3, 1, 2, 1),)},
)

MONTHLY = Action(
    position=1,
    recommendation=SUPERVISION,
    theme="A - Practice",
    number="5.1",
    text="Supervise every social worker monthly (see A14)",
    references=(Reference("see", "A14"),),
    lead_raw="Lynne Goldsmith\nSSCB",
    leads=(Lead("Lynne Goldsmith", "person", "Service Manager"), Lead("SSCB", "group")),
    timescale_raw="September 2013, then monthly",
    timescales=(
        Timescale("September 2013", "period", "2013-09", date(2013, 9, 1), date(2013, 9, 30)),
        Timescale("monthly", "recurring", every="P1M"),
    ),
    due=date(2013, 9, 30),
    due_revised=date(2014, 1, 31),
    progress="Begun",
    rating=Rating("amber_green", "colour", "cell fill C4D600"),
    status="on_track",
    status_reason="rating",
    other=(Other("Priority", "High"),),
    route="rules",
    page_first=3,
    page_last=4,
    places={"action": (Place(3, 1, 2, 2, (110.0, 20.0, 210.0, 60.0)), Place(4, 1, 2, 2, (110.0, 10.0, 210.0, 30.0)))},
)

PLAN = Plan(
    title="Improvement plan 2013",
    authority="Sunderland City Council",
    plan_date="2013-03",
    edition="update",
    inspection=Inspection("announced inspection", "Ofsted", "2012-02", judgements=("Overall effectiveness: inadequate",)),
    rag_key=(RagKey("green", "Complete", "complete", Place(9, 0, 0, 0)),),
    recommendations=(SUPERVISION,),
    actions=(MONTHLY, Action(position=2, recommendation=None, theme=None, number=None, text="=1+1 posters", struck=True)),
    account=Account(30, 24, 4, ("stray", "words")),
    places={"title": (Place(1, 0, 0, 0, (0.0, 0.0, 100.0, 12.0)),)},
    diagnostics=(Diagnostic("text-left-over", "warning", "in no row: 'stray words'", Place(4, 1, 3, 2)),),
)


def document_of(content: str = "a", name: str = "plan.pdf", pages: int | None = 9) -> Document:
    """A document whose content is known by one letter."""
    return Document(Source(Path("/archive") / name, content * 64, "pdf"), (), pages)


def with_actions(*texts: str) -> Plan:
    """The plan above with other actions, none of them under a recommendation."""
    actions = tuple(Action(position=n, recommendation=None, theme=None, number=None, text=text) for n, text in enumerate(texts, 1))
    return replace(PLAN, recommendations=(), actions=actions)
