"""Ordinary prose under a timescale heading yields no date that is not printed there."""

from __future__ import annotations

import json
import random
import re
from pathlib import Path

import pytest

from plantrace.normalise.timescales import read_due_revised, read_timescales

CORPUS = Path(__file__).resolve().parents[2] / "shared" / "corpus"
DATE_WORDS = re.compile(
    r"\b(jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec|january|february|march|april|june|july|august|september|october|november|december"
    r"|spring|summer|autumn|winter)\b|\b(19|20)\d\d\b|\b\d\d?[/.-]\d\d?\b|\b\d\d\b|\bq\d\b",
    re.IGNORECASE,
)

WHO = [
    "The Service Manager",
    "Staff",
    "Heads of Service",
    "Social workers",
    "All 12 teams",
    "The Board",
    "Partners",
    "The IRO",
    "Ward 4",
    "Year 6 pupils",
    "Team B2",
]
DOES = [
    "may review", "will march towards", "should spring from", "must complete", "are auditing", "can date", "will second", "have seen", "could quarter",
    "intend to sun", "might sat in on", "will fall back on", "are to monitor", "decided to wed", "need to mar", "have implemented", "will close",
]  # fmt: skip
WHAT = [
    "the case files", "100% of assessments", "Section 47 enquiries", "24 cases in the sample", "a ratio of 1:15", "the Children Act 1989 duties",
    "Working Together 2013", "Regulation 44 visits", "3.1.2 of the procedures", "paragraph 12.3", "form CP7/8", "room 10.30", "£2014 of savings",
    "the 2-3 age group", "5/6 of the sample", "Standard 7", "policy v1.2", "10 of the 31 homes", "a score of 13/20", "children under 5 years old",
    "the first half of the form", "grades A-C", "B&B use", "the second quarter of the floor", "24.5 hours", "pages 3-12", "the 16-17 year olds", "Level 2/3 training",
    "the Housing Act 2004 homes", "Q&A sheets", "BS8300", "the A1 road",
]  # fmt: skip
HOW = [
    "where appropriate", "with partners", "so that children are safe", "and report back", "as part of supervision", "in line with the procedures", "for 19 families",
    "by means of audit", "by 15 staff", "from all 7 schools", "until the risk is lower", "before a decision is made", "since the service moved", "to 20 of them", "at 3 sites",
    "during the visit", "within the team", "after a fall", "in the spring cupboard", "",
]  # fmt: skip


def made_up(count: int) -> list[str]:
    chooser = random.Random(20130918)
    return [
        f"{chooser.choice(WHO)} {chooser.choice(DOES)} {chooser.choice(WHAT)} {chooser.choice(HOW)}".strip() + "." for _ in range(count)
    ]


def dated(text: str) -> list[str]:
    return [entry.edtf or str(entry.end) for entry in read_timescales(text) if entry.edtf or entry.start or entry.end]


def test_two_thousand_made_up_sentences_hold_no_date() -> None:
    assert {text: dates for text in made_up(2000) if (dates := dated(text))} == {}


def test_two_thousand_made_up_sentences_revise_no_date() -> None:
    assert [text for text in made_up(2000) if read_due_revised(text)] == []


def test_the_prose_of_real_plans_holds_no_date_where_none_is_printed() -> None:
    if not CORPUS.is_dir():
        pytest.skip("the labelled plans are not beside this checkout (../shared/corpus)")
    sentences = set()
    for path in CORPUS.glob("**/*.gold.json"):
        labels = json.loads(path.read_text(encoding="utf-8"))
        rows = [*labels.get("actions", []), *labels.get("recommendations", [])]
        texts = [value for row in rows for value in row.values() if isinstance(value, str)]
        sentences |= {sentence for text in texts for sentence in re.split(r"(?<=[.!?])\s+|\n", text) if len(sentence) > 20}
    prose = sorted(sentence for sentence in sentences if not DATE_WORDS.search(sentence))
    assert len(prose) > 500
    assert {text: dates for text in prose if (dates := dated(text))} == {}
