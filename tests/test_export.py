"""Rows as files: every format holds the same, text stays text, and the workbook is one that a person can use."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
import pyarrow.parquet
import pytest

from hand_made import MONTHLY, PLAN, SUPERVISION, document_of
from plantrace.extract.document import Document
from plantrace.load.database import memory_database
from plantrace.load.runs import begin_run
from plantrace.load.store import store_document
from plantrace.normalise.model import Plan, Rating
from plantrace.trace.citation import row_to_citation
from plantrace.trace.export import CannotWrite, UnknownEnding, export_rows
from plantrace.trace.spreadsheet import FILLS, LONGEST_CELL

ROW = {
    "document": "plan.pdf",
    "authority": "Sunderland City Council",
    "plan_date": "2013-03",
    "position": 7,
    "page_first": 3,
    "page_last": 3,
}

CITED = [
    ({"recommendation_number": "A5"}, "Sunderland 2013, A5, p. 3"),
    ({"recommendation_number": "A5", "page_last": 4}, "Sunderland 2013, A5, pp. 3-4"),
    # Action 1.2 names its recommendation, action 3 of Priority 1 does not.
    ({"recommendation_number": "1", "action_number": "1.2"}, "Sunderland 2013, 1.2, p. 3"),
    ({"recommendation_number": "Priority 1", "action_number": "3"}, "Sunderland 2013, Priority 1, action 3, p. 3"),
    ({"action_number": "12"}, "Sunderland 2013, 12, p. 3"),
    ({}, "Sunderland 2013, row 7, p. 3"),
    # Word has no pages: the row's place in its table stands for one.
    ({"page_first": None, "page_last": None, "table_number": 2, "table_row": 14}, "Sunderland 2013, row 7, table 2, row 14"),
    ({"authority": None, "recommendation_number": "A5"}, "plan.pdf 2013, A5, p. 3"),
    ({"authority": "London Borough of Brent", "plan_date": None}, "Brent, row 7, p. 3"),
    ({"authority": "Stockton-on-Tees Borough Council"}, "Stockton-on-Tees 2013, row 7, p. 3"),
    ({"authority": "Kent Police"}, "Kent Police 2013, row 7, p. 3"),
    ({"authority": "Council"}, "Council 2013, row 7, p. 3"),
]


@pytest.mark.parametrize(("printed", "cited"), CITED)
def test_a_row_is_cited_as_a_person_would(printed: dict[str, object], cited: str) -> None:
    assert row_to_citation({**ROW, **printed}) == cited


def written(path: Path, plan: Plan = PLAN, document: Document | None = None) -> int:
    engine = memory_database()
    with engine.begin() as connection:
        store_document(connection, document or document_of(), plan, begin_run(connection, {}))
        return export_rows(connection, path)


def test_json_has_lists_as_lists(tmp_path: Path) -> None:
    assert written(tmp_path / "rows.json") == 2
    first, second = json.loads((tmp_path / "rows.json").read_text("utf-8"))
    assert (first["citation"], first["due"], first["recommendation_refs"]) == (
        *("Sunderland 2013, A5, action 5.1, pp. 3-4", "2013-09-30"),
        [{"kind": "paragraph", "value": "17"}, {"kind": "source", "value": "CQC 1"}],
    )
    assert first["leads"][1] == {"name": "SSCB", "kind": "group", "role": None}
    assert (second["action"], second["leads"], second["rag"]) == ("=1+1 posters", [], None)


def test_csv_holds_what_json_holds_and_no_formula(tmp_path: Path) -> None:
    written(tmp_path / "rows.csv")
    written(tmp_path / "rows.json")
    raw = (tmp_path / "rows.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")  # else Excel takes UTF-8 for Windows-1252
    with (tmp_path / "rows.csv").open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    expected = json.loads((tmp_path / "rows.json").read_text("utf-8"))
    for row, record in zip(rows, expected, strict=True):
        plain = {name: json.loads(row[name]) if isinstance(value, list) else row[name] for name, value in record.items()}
        assert plain == {
            name: f"'{value}" if value == "=1+1 posters" else value if isinstance(value, list) else "" if value is None else str(value)
            for name, value in record.items()
        }


def test_parquet_has_types(tmp_path: Path) -> None:
    written(tmp_path / "rows.parquet")
    table = pyarrow.parquet.read_table(tmp_path / "rows.parquet")
    kinds = {
        name: str(table.schema.field(name).type) for name in ("citation", "position", "page_first", "due", "struck", "confidence", "leads")
    }
    assert kinds == {
        "citation": "string",
        "position": "int64",
        "page_first": "int64",
        "due": "date32[day]",
        "struck": "int64",
        "confidence": "double",
        "leads": "string",
    }
    assert table.column("due").to_pylist() == [date(2013, 9, 30), None]
    assert table.column("action").to_pylist()[1] == "=1+1 posters"


def workbook(path: Path) -> tuple[openpyxl.worksheet.worksheet.Worksheet, dict[str, int]]:
    sheet = openpyxl.load_workbook(path)["Actions"]
    return sheet, {str(cell.value): cell.column for cell in sheet[1]}


def test_the_workbook_has_filters_a_frozen_heading_and_one_row_an_action(tmp_path: Path) -> None:
    written(tmp_path / "rows.xlsx")
    sheet, columns = workbook(tmp_path / "rows.xlsx")
    assert (sheet.freeze_panes, sheet.auto_filter.ref, sheet.max_row) == ("B2", f"A1:{sheet.cell(1, sheet.max_column).column_letter}3", 3)
    shown = {
        name: sheet.cell(2, columns[name]).value for name in ("Citation", "No.", "Leads", "Rating", "Status", "References", "Other columns")
    }
    assert shown == {
        "Citation": "Sunderland 2013, A5, action 5.1, pp. 3-4",
        "No.": "A5",
        "Leads": "Lynne Goldsmith (Service Manager)\nSSCB",
        "Rating": "amber green",
        "Status": "on track",
        "References": "paragraph 17\nsource CQC 1",
        "Other columns": "Priority: High",
    }
    due = sheet.cell(2, columns["Due"])
    assert (due.value.date(), due.number_format, due.is_date) == (date(2013, 9, 30), "yyyy-mm-dd", True)


def test_each_rating_is_coloured_and_worded(tmp_path: Path) -> None:
    actions = tuple(replace(MONTHLY, position=n, text=rag, rating=Rating(rag, "text")) for n, rag in enumerate(FILLS, 1))  # type: ignore[arg-type]
    unrated = replace(MONTHLY, position=len(actions) + 1, rating=Rating())
    written(tmp_path / "rows.xlsx", replace(PLAN, actions=(*actions, unrated)))
    sheet, columns = workbook(tmp_path / "rows.xlsx")
    cells = [sheet.cell(row, columns["Rating"]) for row in range(2, sheet.max_row + 1)]
    assert [(cell.value, cell.fill.fgColor.rgb[2:]) for cell in cells[:-1]] == [
        (rag.replace("_", " "), fill) for rag, (fill, _) in FILLS.items()
    ]
    assert (cells[-1].value, cells[-1].fill.fill_type) == (None, None)


FORMULAS = ['=HYPERLINK("http://x","y")', "+441642", "-1", "@SUM(A1)", "=cmd|'/c calc'!A0"]


@pytest.mark.parametrize("printed", FORMULAS)
def test_text_that_begins_like_a_formula_stays_text(tmp_path: Path, printed: str) -> None:
    plan = replace(PLAN, actions=(replace(MONTHLY, text=printed, progress=printed),))
    written(tmp_path / "rows.xlsx", plan)
    sheet, columns = workbook(tmp_path / "rows.xlsx")
    for name in ("Action", "Update"):
        cell = sheet.cell(2, columns[name])
        assert (cell.value, cell.data_type, cell.quotePrefix) == (printed, "s", True)
    written(tmp_path / "rows.csv", plan)
    with (tmp_path / "rows.csv").open(encoding="utf-8-sig", newline="") as stream:
        assert next(csv.DictReader(stream))["action"] == f"'{printed}"


def test_what_excel_cannot_hold_is_cut_with_a_word_and_control_characters_go(tmp_path: Path) -> None:
    plan = replace(PLAN, actions=(replace(MONTHLY, text="a" * 40_000, progress="one\x07\x0btwo"),))
    written(tmp_path / "rows.xlsx", plan)
    sheet, columns = workbook(tmp_path / "rows.xlsx")
    text = sheet.cell(2, columns["Action"]).value
    assert (len(text), text.endswith("a [cut: Excel holds no more in a cell]")) == (LONGEST_CELL, True)
    assert sheet.cell(2, columns["Update"]).value == "onetwo"


def test_word_rows_are_cited_by_their_place(tmp_path: Path) -> None:
    action = replace(MONTHLY, page_first=None, page_last=None)
    written(tmp_path / "rows.json", replace(PLAN, recommendations=(SUPERVISION,), actions=(action,)))
    assert json.loads((tmp_path / "rows.json").read_text("utf-8"))[0]["citation"] == "Sunderland 2013, A5, action 5.1, table 1, row 2"


def test_names_can_be_left_out_and_posts_stay(tmp_path: Path) -> None:
    engine = memory_database()
    with engine.begin() as connection:
        store_document(connection, document_of(), PLAN, begin_run(connection, {}))
        export_rows(connection, tmp_path / "rows.json", without_names=True)
    [row, _] = json.loads((tmp_path / "rows.json").read_text("utf-8"))
    assert [lead["name"] for lead in row["leads"]] == ["Service Manager", "SSCB"]
    assert "Goldsmith" not in (tmp_path / "rows.json").read_text("utf-8")


def test_an_empty_archive_gives_headings_alone(tmp_path: Path) -> None:
    for ending in ("csv", "json", "parquet", "xlsx"):
        with memory_database().connect() as connection:
            assert export_rows(connection, tmp_path / f"rows.{ending}") == 0
    assert json.loads((tmp_path / "rows.json").read_text()) == []
    assert (tmp_path / "rows.csv").read_text("utf-8-sig").startswith("citation,row_id,document_id")
    assert workbook(tmp_path / "rows.xlsx")[0].max_row == 1


@pytest.mark.parametrize("name", ["rows.ods", "rows", "rows.csv.gz"])
def test_another_ending_is_refused_before_anything_is_read(tmp_path: Path, name: str) -> None:
    with pytest.raises(UnknownEnding, match=r"Use \.xlsx, \.csv, \.json or \.parquet"):
        written(tmp_path / name)
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_cannot_be_written_leaves_what_was_there(tmp_path: Path) -> None:
    with pytest.raises(CannotWrite):
        written(tmp_path / "missing" / "rows.csv")
    (tmp_path / "rows.csv").mkdir()
    with pytest.raises(CannotWrite):
        written(tmp_path / "rows.csv")
    assert [path.name for path in tmp_path.iterdir()] == ["rows.csv"]
