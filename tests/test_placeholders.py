"""Fields of a form that nobody has filled in."""

from __future__ import annotations

from pathlib import Path

import pytest

from pdf_sheet import Sheet, save
from plantrace.extract.placeholders import PLACEHOLDER
from plantrace.extract.read import read
from word_files import p, tbl, tc, texts, tr, write_docx


def sdt(content: str) -> str:
    return f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"


@pytest.mark.parametrize(
    ("printed", "empty"),
    [
        ("Choose an item.", True),
        ("Click or tap to enter a date.", True),
        ("Click here to enter text.", True),
        ("Click or tap here to enter text.", True),
        # what officers write
        ("Choose an item of equipment for each ward.", False),
        ("Click on the link to enter a date.", False),
        ("Select", False),
    ],
)
def test_what_word_prints_in_an_empty_field(printed: str, empty: bool) -> None:
    assert (PLACEHOLDER.fullmatch(printed) is not None) is empty


def test_empty_fields_of_a_word_plan_are_blank(tmp_path: Path) -> None:
    body = p("Choose an item.") + tbl(
        tr(tc("Action"), tc("By when"), tc("RAG")),
        tr(tc("Audit files"), tc(sdt(p("Click or tap to enter a date."))), tc(sdt(p("Choose an item.")) + p("see below"))),
    )
    assert texts(read(write_docx(tmp_path / "plan.docx", body))) == [["Action", "By when", "RAG", "Audit files", "", "see below"]]


def test_empty_fields_of_a_plan_that_was_printed_are_blank(tmp_path: Path) -> None:
    sheet = Sheet().grid((20, 120, 280), (40, 60, 80)).text(25, 53, "Action").text(125, 53, "By when")
    sheet.text(25, 73, "Audit files").text(125, 73, "Click or tap to enter a date.")
    assert texts(read(save(tmp_path / "plan.pdf", sheet))) == [["Action", "By when", "Audit files", ""]]
