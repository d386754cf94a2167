"""The tables of printed timescales and leads: where each comes from, and that no two are alike."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

EXPECTED = Path(__file__).parent / "expected"
TIMESCALES = ("timescales.toml", "timescales_later.toml", "timescales_unseen.toml", "timescales_second_unseen.toml")
LEADS = ("leads.toml", "leads_held_out.toml", "leads_unseen.toml", "leads_second_unseen.toml")
_MONTHS = {
    "Month": "January February March April May June July August September October November December".split(),
    "Mon": "Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec".split(),
}


def plans(name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = tomllib.loads((EXPECTED / name).read_text("utf-8"))["plan"]
    return found


def form_of(printed: str) -> str:
    """`31st March 2014` and `1st April 2019` are one form: a figure stands for any, a month for any written as long."""
    for name, months in _MONTHS.items():
        printed = re.sub(rf"\b(?:{'|'.join(months)})\b", name, printed)
        printed = re.sub(rf"\b(?:{'|'.join(months).upper()})\b", name.upper(), printed)
    printed = re.sub(r"(?<!\d)(?:19|20)\d\d(?!\d)", "Year", printed)
    return re.sub(r"\d\d?(?:st|nd|rd|th)", "Nth", re.sub(r"(?<!\d)\d\d?(?!\d|st|nd|rd|th)", "9", printed))


@pytest.mark.parametrize("name", [*TIMESCALES, *LEADS])
def test_each_cell_has_a_document_that_prints_it_or_the_form_that_it_is_of(name: str) -> None:
    for plan in plans(name):
        told = {key for key in ("source", "form", "example") if plan.get(key, "").strip()}
        assert told in ({"source"}, {"form", "example"}), plan


@pytest.mark.parametrize(("names", "fewest"), [(TIMESCALES, 600), (LEADS, 500)])
def test_no_two_are_alike_in_form(names: tuple[str, ...], fewest: int) -> None:
    """Two that are may stand only where they say different things: `31/03/19` is a day, `31/02/14` is none."""
    seen: dict[tuple[str, ...], str] = {}
    alike = []
    for name in names:
        for plan in plans(name):
            for printed, *expected in plan["cells"]:
                key = (form_of(printed), plan.get("heading", ""), *(each.split()[0] for each in expected))
                if key in seen:
                    alike.append((seen[key], printed))
                seen.setdefault(key, printed)
    assert alike == []
    assert len(seen) >= fewest
