"""A key is found wherever it is printed, and decides what the colours of the plan mean; nothing of it is left over or taken for a row."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from grids import document, grid, heading
from pdf_plan import Cell, set_rows
from pdf_sheet import Sheet, save
from plantrace.extract.document import Document, Paragraph
from plantrace.extract.read import read
from plantrace.normalise.model import Plan
from plantrace.normalise.plan import read_plan
from plantrace.provenance import Place

TOP = "Action | Lead | By when | Status"
ROWS = ("Audit files | JH | May 2013 | {FF0000}", "Train staff | RB | June 2013 | {FFC000}", "Recruit nurses | KS | July 2013 | {00B050}")
RED, AMBER, GREEN = "not yet commenced", "commenced, some slippage", "complete"
LINE = f"Red – {RED}; Amber – {AMBER}; Green – {GREEN}"
KEY = grid(f"Red | {RED}", f"Amber | {AMBER}", f"Green | {GREEN}", table=2)
PLAN = grid(TOP, *ROWS)


def line(text: str, page: int = 1) -> Paragraph:
    return Paragraph(text, Place(page, 0, 0, 0))


def beside(*cells: str) -> Document:
    return document(grid(*(f"{row} | {cell}" for row, cell in zip((TOP, *ROWS), cells, strict=True))))


PLACES = {
    "a line above": document(line(f"Key: {LINE}"), PLAN),
    "a table above": document(KEY, PLAN),
    "a line below": document(PLAN, line(LINE)),
    "a table below": document(PLAN, KEY),
    "the last page": document(PLAN, heading("Appendix A"), line("This appendix explains what the plan says. " * 6, 8), line(LINE, 9)),
    "a table on the last page": document(PLAN, heading("Appendix A"), line("What the plan says. " * 9, 8), KEY),
    "a running foot": replace(document(PLAN), furniture=(line("Page 3 of 9"), line(LINE))),
    "a running head of three lines": replace(document(PLAN), furniture=tuple(line(part.strip()) for part in LINE.split(";"))),
    "a heading of the table": document(grid(f"{TOP} (Red = {RED}, Amber = {AMBER}, Green = {GREEN})", *ROWS)),
    "a full-width first row": document(grid(f"Key: {LINE} | = | = | =", TOP, *ROWS)),
    "rows above the headings": document(grid(f"Red | {RED} | = | =", f"Amber | {AMBER} | = | =", f"Green | {GREEN} | = | =", TOP, *ROWS)),
    "a full-width last row": document(grid(TOP, *ROWS, f"Key: {LINE} | = | = | =")),
    "the cells of the last row": document(grid(TOP, *ROWS, f"Key | Red – {RED} | Amber – {AMBER} | Green – {GREEN}")),
    "the last rows": document(grid(TOP, *ROWS, "Key | = | = | =", f"Red | {RED} | = | =", f"Amber | {AMBER} | = | =", f"Green | {GREEN} | = | =")),
    "painted cells of the last rows": document(
        grid(TOP, *ROWS, "Key | = | = | =", f"{{FF0000}} | {RED} | = | =", f"{{FFC000}} | {AMBER} | = | =", f"{{00B050}} | {GREEN} | = | =")
    ),
    "a column to the right": beside("Key", f"Red – {RED}", f"Amber – {AMBER}", f"Green – {GREEN}"),
    "two columns to the right": beside("RAG key | =", f"Red | {RED}", f"Amber | {AMBER}", f"Green | {GREEN}"),
    "one cell to the right of all rows": beside("", f"Key\\nRed – {RED}\\nAmber – {AMBER}\\nGreen – {GREEN}", "^", "^"),
}  # fmt: skip


def told(plan: Plan) -> tuple[list[tuple[str, str]], list[tuple[str | None, str | None, str | None]]]:
    return [(each.rag, each.meaning) for each in plan.rag_key], [(each.text, each.rating.rag, each.status) for each in plan.actions]


EXPECTED = (
    [("red", RED), ("amber", AMBER), ("green", GREEN)],
    # green is done here: without the key it would be on track
    [("Audit files", "red", "off_track"), ("Train staff", "amber", "at_risk"), ("Recruit nurses", "green", "complete")],
)


@pytest.mark.parametrize("made", PLACES.values(), ids=PLACES.keys())
def test_a_key_is_read_and_applied(made: Document) -> None:
    plan = read_plan(made)
    assert told(plan) == EXPECTED
    assert (plan.account.left_over, plan.diagnostics) == ((), ())


def on_paper(sheet: Sheet, columns: list[float], top: float = 40) -> list[float]:
    rows = [TOP.split(" | ")]
    rows += [[*row.split(" | ")[:3], ""] for row in ROWS]
    colours = (None, "1 0 0", "1 0.75 0", "0 0.69 0.31")
    cells = [[*row[:3], Cell(row[3], fill)] for row, fill in zip(rows, colours, strict=True)]
    ys = set_rows(sheet, columns, cells, top)
    sheet.grid(columns, ys)
    return ys


def key_beside(sheet: Sheet) -> None:
    on_paper(sheet, [30, 150, 210, 280, 330])
    xs = [400, 460, 590]
    sheet.grid(xs, set_rows(sheet, xs, [["Red", RED], ["Amber", AMBER], ["Green", GREEN]], 40))


def key_below(sheet: Sheet) -> None:
    foot = on_paper(sheet, [30, 250, 350, 450, 560])[-1]
    for number, (text, fill) in enumerate(((RED, "1 0 0"), (AMBER, "1 0.75 0"), (GREEN, "0 0.69 0.31"))):
        left = 30 + number * 180
        sheet.fill(left, foot + 20, left + 12, foot + 32, f"{fill} rg").text(left + 16, foot + 30, f"= {text}", size=9)


def key_in_last_rows(sheet: Sheet) -> None:
    columns = [30, 250, 350, 450, 560]
    foot = on_paper(sheet, columns)[-1]
    ys = set_rows(sheet, [30, 250, 560], [["Red", RED], ["Amber", AMBER], ["Green", GREEN]], foot)
    sheet.grid([30, 250, 560], ys)


def key_at_the_foot(sheet: Sheet) -> None:
    on_paper(sheet, [30, 250, 350, 450, 560])
    sheet.text(30, 385, f"Key: {LINE.replace('–', '-')}", size=8)


@pytest.mark.parametrize("drawn", [key_beside, key_below, key_in_last_rows, key_at_the_foot])
def test_a_key_on_paper(drawn: Callable[[Sheet], None], tmp_path: Path) -> None:
    sheet = Sheet(620, 400)
    drawn(sheet)
    plan = read_plan(read(save(tmp_path / "plan.pdf", sheet)))
    assert told(plan) == EXPECTED
    assert plan.account.left_over == ()


NO_KEYS = {
    # a rating column of three rows, each of its own colour
    "a status column": grid("Action | Lead | RAG status", "Audit files | JH | Red – not started", "Train staff | RB | Amber – delayed", "Recruit | KS | Green – complete"),
    # the status of this row at two dates
    "two updates": grid("Action | May | June | Lead", "Audit files | Red – not started | Amber – delayed | JH", "Train staff | Amber – delayed | Green – complete | RB"),
}  # fmt: skip


@pytest.mark.parametrize("table", NO_KEYS.values(), ids=NO_KEYS.keys())
def test_ratings_of_rows_are_no_key(table) -> None:  # type: ignore[no-untyped-def]
    plan = read_plan(document(table))
    assert (plan.rag_key, len(plan.actions)) == ((), table.n_rows - 1)
