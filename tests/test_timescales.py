"""Timescale cells -> entries: the tables in `expected/`, whole values, with the days worked out from the calendar here."""

from __future__ import annotations

import tomllib
from calendar import monthrange
from datetime import date
from pathlib import Path

import pytest
from test_expected_tables import TIMESCALES

from plantrace.normalise.model import Timescale
from plantrace.normalise.timescales import read_timescales

EXPECTED = Path(__file__).parent / "expected"
SEASONS = {"21": (3, 5), "22": (6, 8), "23": (9, 11), "24": (12, 2)}


def cells(name: str) -> list[tuple[str, str, list[str]]]:
    plans = tomllib.loads((EXPECTED / name).read_text(encoding="utf-8"))["plan"]
    return [(plan.get("heading", ""), cell[0], cell[1:]) for plan in plans for cell in plan["cells"]]


def first(point: str) -> date:
    year, month, day = [*point.split("-"), "", ""][:3]
    return date(int(year), SEASONS[month][0] if month in SEASONS else int(month or 1), int(day or 1))


def last(point: str) -> date:
    year, month, day = [*point.split("-"), "", ""][:3]
    if month in SEASONS:
        year, month = str(int(year) + (month == "24")), str(SEASONS[month][1])
    month = month or "12"
    return date(int(year), int(month), int(day or monthrange(int(year), int(month))[1]))


def expected_entry(raw: str, expectation: str) -> Timescale:
    """`recurring 2013-08/.. every P3M` -> the whole entry, its days from the calendar."""
    kind, *rest = expectation.split()
    if kind == "within":
        rest = ["within", *rest]
    edtf = rest.pop(0) if rest and rest[0] not in ("every", "within") else None
    durations = dict(zip(rest[::2], rest[1::2], strict=True))
    start, _, end = (edtf or "").partition("/")
    return Timescale(
        raw,
        kind,  # type: ignore[arg-type]
        edtf,
        first(start) if start else None,
        None if not start or end == ".." else last(end or start),
        durations.get("every"),
        durations.get("within"),
    )


@pytest.mark.parametrize(("heading", "printed", "expected"), [cell for name in TIMESCALES for cell in cells(name)])
def test_a_cell_says_what_a_reader_says(heading: str, printed: str, expected: list[str]) -> None:
    entries = read_timescales(printed, heading=heading)
    assert entries == tuple(expected_entry(entry.raw, line) for entry, line in zip(entries, expected, strict=False)), [
        e.kind for e in entries
    ]
    assert len(entries) == len(expected), [(e.raw, e.kind, e.edtf) for e in entries]
    place = 0
    for entry in entries:  # each entry's text is printed, in this order
        place = printed.index(entry.raw, place) + len(entry.raw)
        assert entry.raw
    if len(entries) == 1:
        assert entries[0].raw == printed.strip()
