"""The prose of whole plans yields no lead that is not printed there as the one who is to do something."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from plantrace.normalise.leads import read_leads

CORPUS = Path(__file__).parents[1].parent / "shared" / "corpus"
PROSE = ("action", "recommendation", "outcome", "success_measure", "progress", "evidence", "monitoring")


def sentences() -> list[str]:
    """Every line and every sentence of six words or more in the labelled plans' prose columns."""
    found: set[str] = set()
    for path in CORPUS.rglob("*.gold.json"):
        for action in json.loads(path.read_text("utf-8")).get("actions", ()):
            for line in (line for name in PROSE for line in (action.get(name) or "").split("\n")):
                found |= {line, *re.split(r"(?<=[.;:])\s+", line)}
    return sorted(text for text in found if len(text.split()) >= 6)


@pytest.mark.skipif(not CORPUS.exists(), reason="the labelled plans are not beside this checkout")
def test_prose_yields_no_person_but_who_is_to_do_it() -> None:
    texts = sentences()
    assert len(texts) > 1000
    wrong = []
    for text in texts:
        for lead in read_leads(text):
            head, to, _ = text.partition(" to ")
            if lead.kind in ("person", "initials") and not (to and lead.name in head):
                wrong.append((lead.name, text))
    assert not wrong


@pytest.mark.skipif(not CORPUS.exists(), reason="the labelled plans are not beside this checkout")
def test_a_leads_words_are_printed_in_the_cell() -> None:
    for text in sentences():
        printed = "".join(text.split())
        assert all("".join(lead.name.split()) in printed for lead in read_leads(text))
