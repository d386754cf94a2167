"""The labelled plans: what is read is what a careful reader takes from them, the same in every format."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import pytest

from plantrace.extract.ocr.tesseract import why_unavailable
from plantrace.extract.read import read
from plantrace.normalise.model import Action
from plantrace.normalise.plan import read_plan
from plantrace.normalise.wording import squash

CORPUS = Path(__file__).resolve().parents[2] / "shared" / "corpus"
PLANS = ("stockton-2013", "sunderland-2013", "sunderland-2019-irs")
FORMATS = ("word.docx", "worddoc.doc", "wordpdf.pdf", "web.pdf")

pytestmark = pytest.mark.skipif(not CORPUS.is_dir(), reason="the labelled corpus is not beside the checkout (../shared)")


@cache
def actions(name: str) -> tuple[Action, ...]:
    return read_plan(read(CORPUS / name)).actions


def row(action: Action) -> dict[str, object]:
    """The values of a row that every format must give alike: text without white space and bullets."""
    answered = action.recommendation
    texts = {
        "theme": action.theme,
        "recommendation_number": answered and answered.number,
        "recommendation": answered and answered.text,
        "outcome": action.outcome,
        "action_number": action.number,
        "action": action.text,
        "success_measure": action.success_measure,
        "lead_raw": action.lead_raw,
        "timescale_raw": action.timescale_raw,
        "progress": action.progress,
    }
    return {name: squash(text or "") for name, text in texts.items()} | {
        "due": action.due,
        "rag": action.rating.rag,
        "rag_source": action.rating.source,
        "status": action.status,
        "struck": action.struck,
    }


@pytest.mark.parametrize("other", FORMATS[1:])
@pytest.mark.parametrize("plan", PLANS)
def test_the_formats_of_one_plan_give_the_same_rows(plan: str, other: str) -> None:
    assert [row(action) for action in actions(f"{plan}.{other}")] == [row(action) for action in actions(f"{plan}.word.docx")]


@pytest.mark.parametrize("plan", PLANS)
def test_rows_are_those_that_a_careful_reader_takes(plan: str) -> None:
    labelled = json.loads((CORPUS / f"{plan}.word.gold.json").read_text("utf-8"))["actions"]
    names = ("theme", "recommendation_number", "recommendation", "action_number", "action", "lead_raw", "timescale_raw", "progress")
    found = [row(action) for action in actions(f"{plan}.word.docx") if action.text]
    assert [{name: each[name] for name in names} for each in found] == [
        {name: squash(str(each[name] or "")) for name in names} for each in labelled
    ]
    assert [(each["rag"], each["status"]) for each in found] == [(each["rag"], each["status"]) for each in labelled]
    assert [each["due"].isoformat() if each["due"] else None for each in found] == [each["due"] for each in labelled]  # type: ignore[attr-defined]


NOTHING_TO_IMPORT = [
    ("real/dgu_communications_action_plan_NOTABLE_2010.doc", "no table in this document: nothing was imported from it"),
    ("real/dgu_qwms_rag_q2_2013-14.pdf", "none of 5 tables has a column that means action"),
    ("real/dgu_qwms_rag_q2_2013-14.docx", "none of 5 tables has a column that means action"),
    # a scanned letter: with OCR its letterhead looks like a table, without it there is nothing to read
    (
        "real/dgu_wms_q4_2012-13_SCANNED.pdf",
        "no table in this document" if why_unavailable() else "the only table has no column that means action",
    ),
]


@pytest.mark.parametrize(("name", "reason"), NOTHING_TO_IMPORT)
def test_a_document_without_a_plan_says_why(name: str, reason: str) -> None:
    plan = read_plan(read(CORPUS / name))
    assert plan.actions == ()
    assert any(each.code == "no-plan-table" and each.message.startswith(reason) for each in plan.diagnostics)
