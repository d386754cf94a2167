"""Plans as offices set them, printed and scanned askew: every row whole, in its theme, with the rating that its colour says."""

from __future__ import annotations

from pathlib import Path

import pytest
from scanner import askew, jpeg, pictures, scan

from pdf_plan import Cell, Setting, set_rows
from pdf_sheet import Sheet, save
from plantrace.extract.ocr.tesseract import why_unavailable
from plantrace.extract.read import read
from plantrace.normalise.model import Action
from plantrace.normalise.plan import read_plan

pytestmark = pytest.mark.skipif(why_unavailable() is not None, reason=str(why_unavailable()))

XS = (40, 75, 215, 375, 465, 545, 690, 740)
HEADS = ("No.", "Recommendation", "Action", "Lead", "By when", "Progress", "RAG")
BANNERS = ("Leadership and management", "Quality of teaching")
ROWS = (
    ("1", "Governors hold leaders to account.", "Appoint a link governor and set out the role in writing.", "Chair of Governors", "October 2018",
     "Appointed on 4 October.", "green"),
    ("2", "Leaders check each other's work.", "Hold meetings with an agenda that includes progress.", "Headteacher", "November 2018",
     "The agenda is not always followed.", "amber"),
    ("3", "Teachers set work that is hard enough.", "Coach eight teachers every week.", "Assistant Head", "December 2018",
     "Not yet begun.", "red"),
    ("4", "Pupils read widely and often.", "Tutor groups read aloud on three days a week.", "Literacy Coordinator", "January 2019",
     "Books bought for all groups.", "green"),
)  # fmt: skip
SET = Setting(size=10, above=4)
FILLS = {"green": "0 0.69 0.31", "amber": "1 0.75 0", "red": "1 0 0"}
WHITE = "1 1 1 rg"


def _banner(sheet: Sheet, text: str, top: float, fill: str, ink: str) -> float:
    sheet.fill(XS[0], top, XS[-1], top + 20, f"{fill} rg").text(XS[0] + 4, top + 14, text, 10, "bold", ink)
    return top + 20


def tinted() -> Sheet:
    """A table style of Word: tinted cells with white borders, headings and banners white on a blue that is not dark."""
    sheet, blue = Sheet(780, 400), "0.31 0.51 0.74"
    ys = set_rows(sheet, XS, [[Cell(head, blue, WHITE, "bold") for head in HEADS]], 60, SET)
    lines, top = ys[:], ys[-1]
    for at, row in enumerate(ROWS):
        if at % 2 == 0:
            top = _banner(sheet, BANNERS[at // 2], top, blue, WHITE)
            lines.append(top)
        tint = "0.83 0.87 0.93" if at % 2 else "0.91 0.94 0.97"
        cells = [*(Cell(text, tint) for text in row[:6]), Cell("", FILLS[row[6]])]
        ys = set_rows(sheet, XS, [cells], top, SET)
        for x in XS[1:-1]:
            sheet.line(x, ys[0], x, ys[-1], 1.5, "1 G")
        top = ys[-1]
        lines.append(top)
    for x in XS[1:-1]:
        sheet.line(x, 60, x, lines[1], 1.5, "1 G")
    for y in lines:
        sheet.line(XS[0], y, XS[-1], y, 1.5, "1 G")
    return sheet


def level() -> Sheet:
    """Level rules alone, the headings white on purple, banners on lilac; the rating is a word."""
    sheet = Sheet(780, 400)
    top = set_rows(sheet, XS, [[Cell(head, "0.37 0.29 0.48", WHITE, "bold") for head in HEADS]], 60, SET)[-1]
    for at, row in enumerate(ROWS):
        if at % 2 == 0:
            top = _banner(sheet, BANNERS[at // 2], top, "0.8 0.75 0.85", "0 g")
            sheet.line(XS[0], top, XS[-1], top)
        top = set_rows(sheet, XS, [(*row[:6], row[6].capitalize())], top, SET)[-1]
        sheet.line(XS[0], top, XS[-1], top)
    return sheet


def drowned() -> Sheet:
    """Pale hairlines that the fill of a rating drowns, headings grey on a grey of their own, letters in the rating's colour."""
    sheet, pale = Sheet(780, 400), "0.75 G"
    ys = set_rows(sheet, XS, [[Cell(head, "0.65 0.65 0.65", "0 g", "bold") for head in HEADS]], 60, SET)
    for at, row in enumerate(ROWS):
        tint = "0.91 0.93 0.97" if at % 2 else None
        ys += set_rows(sheet, XS, [[*(Cell(text, tint) for text in row[:6]), Cell(row[6][0].upper(), FILLS[row[6]])]], ys[-1], SET)[1:]
    for y in ys[1:]:
        sheet.line(XS[0], y, XS[-1], y, 0.5, pale)
    for x in XS:
        sheet.line(x, ys[1], x, ys[-1], 0.5, pale)
    return sheet


PAGES = {"tinted": (tinted, True), "level": (level, True), "drowned": (drowned, False)}


def _row(action: Action) -> tuple[str | None, ...]:
    answered = action.recommendation
    assert answered is not None
    texts = (answered.number, answered.text, action.text, action.lead_raw, action.timescale_raw, action.progress)
    return (*(" ".join((text or "").split()) for text in texts), action.rating.rag, action.theme)


@pytest.mark.parametrize("name", PAGES)
def test_rows_of_a_scan(name: str, tmp_path: Path) -> None:
    page, themed = PAGES[name]
    sheets = [jpeg(60)(askew(0.8)(sheet)) for sheet in pictures(save(tmp_path / "plan.pdf", page()), 160)]
    document = read(scan(tmp_path / "scan.pdf", sheets, 160))
    assert [_row(action) for action in read_plan(document).actions] == [
        (*row, BANNERS[at // 2] if themed else None) for at, row in enumerate(ROWS)
    ]
    assert {route for table in document.tables for route in table.routes} == {"ocr"}
