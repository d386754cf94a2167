"""The workbook of a review pack: sheets, headings, lists to choose from, and the hidden copy of what it held when it went out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ...diagnostics import PlantraceError
from ..export import replacing
from .model import CORRECTABLE

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

SHEET, COPY, LISTS = "Rows", "As exported", "Lists"
FIXED = ("row_id", "document", "page", "doubt", "recommendation_number", "recommendation", "lead_raw", "timescale_raw")
EDITABLE = ("action", "leads", "timescales", "due", "due_revised", "progress", "rag", "status", "theme")
VERDICT, NOTE, WHO = "verdict", "note", "who"
VERDICTS = ("right as it stands", "no row of the plan")
HEADINGS = (*FIXED, *EDITABLE, VERDICT, NOTE, WHO)
_WIDTHS = {
    "recommendation": 40,
    "action": 50,
    "leads": 34,
    "timescales": 26,
    "timescale_raw": 22,
    "lead_raw": 24,
    "progress": 50,
    "doubt": 40,
    "note": 40,
}
_LONGEST_TEXT = 32_000
"""Excel takes 32,767 characters a cell."""
_NOTES = {
    "leads": "One party a line: `person: Lynne Goldsmith | Service Manager`, `role: Head of Service`, `group: SSCB`.",
    "timescales": "One a line, as it would be printed: 30/09/2014, September 2014, Q3 2013/14, Monthly, Ongoing.",
    "due": "2014-09-30",
    VERDICT: "Choose one where the row as a whole is right, or is no row of the plan.",
    NOTE: "Why, for those who read it later.",
    WHO: "Your name.",
}


class NotAPack(PlantraceError):
    """The file is no review pack."""

    exit_code = 4
    advice = "Make one with `plantrace review export pack.xlsx`."


@dataclass(frozen=True, slots=True)
class Pack:
    """What came back: `rows` by heading, and by row id what the editable columns held when they went out."""

    rows: Iterator[dict[str, Any]]
    exported: Mapping[str, Mapping[str, str]]


def write_workbook(path: Path, rows: Iterable[Mapping[str, Any]]) -> None:
    """Raises CannotWrite."""
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = SHEET
    copy, lists = book.create_sheet(COPY), book.create_sheet(LISTS)
    last = 1
    _write_row(sheet, 1, HEADINGS)
    _write_row(copy, 1, ["row_id", *EDITABLE])
    for last, row in enumerate(rows, 2):
        _write_row(sheet, last, [row.get(name) for name in HEADINGS])
        _write_row(copy, last, [row["row_id"], *(row.get(name) for name in EDITABLE)])
    copy.sheet_state = "veryHidden"
    _make_usable(sheet, last)
    _offer_choices(sheet, lists, max(last, 2))
    with replacing(path) as half:
        book.save(half)


def read_workbook(path: Path) -> Pack:
    """Raises NotAPack."""
    from zipfile import BadZipFile

    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        book = load_workbook(path, read_only=True, data_only=True)
        headings, rows = _records(book[SHEET])
        exported = {
            cell_to_text(row["row_id"]): {name: cell_to_text(row.get(name)) for name in EDITABLE}
            for row in _records(book[COPY])[1]
            if row.get("row_id")
        }
    except FileNotFoundError as error:
        raise NotAPack(path, "there is no such file") from error
    except (BadZipFile, InvalidFileException, KeyError, ValueError, OSError, StopIteration) as error:
        raise NotAPack(path, "it is no workbook" if not isinstance(error, KeyError) else "a sheet of it is missing") from error
    if not {"row_id", *EDITABLE} <= set(headings):
        raise NotAPack(path, "its headings have been changed")
    return Pack(rows, exported)


def _records(sheet: Any) -> tuple[list[str], Iterator[dict[str, Any]]]:
    """The headings of a sheet, and its rows by heading."""
    lines = sheet.iter_rows(values_only=True)
    headings = [str(cell or "") for cell in next(lines)]
    return headings, (dict(zip(headings, cells, strict=False)) for cells in lines)


def cell_to_text(value: Any) -> str:
    """A cell as text: Excel turns `2014-09-30` typed by hand into a date, and line ends into `_x000D_`."""
    from datetime import date, datetime

    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).replace("_x000D_", "").replace("\r\n", "\n").strip()[:_LONGEST_TEXT]


def _write_row(sheet: Worksheet, number: int, values: Sequence[Any]) -> None:
    """Every text as text: a cell that begins with `=` is printed so, and is no formula."""
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    for column, value in enumerate(values, 1):
        if value is None or value == "":
            continue
        cell = sheet.cell(number, column)
        if isinstance(value, str):
            cell.value = ILLEGAL_CHARACTERS_RE.sub("", value)[:_LONGEST_TEXT]
            cell.data_type = "s"
        else:
            cell.value = value


def _make_usable(sheet: Worksheet, last: int) -> None:
    """Headings that stay and say how, white columns to write in, grey ones to read, filters."""
    from openpyxl.comments import Comment
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter

    grey, dark = PatternFill("solid", fgColor="EEF1F4"), PatternFill("solid", fgColor="12324A")
    wrapped, bold = Alignment(wrap_text=True, vertical="top"), Font(bold=True, color="FFFFFF")
    for column, name in enumerate(HEADINGS, 1):
        heading = sheet.cell(1, column)
        heading.font, heading.fill = bold, dark
        sheet.column_dimensions[get_column_letter(column)].width = _WIDTHS.get(name, 18)
        if name in _NOTES:
            heading.comment = Comment(_NOTES[name], "plantrace")
        for row in range(2, last + 1):
            cell = sheet.cell(row, column)
            cell.alignment, cell.number_format = wrapped, "@"
            if name in FIXED:
                cell.fill = grey
    sheet.freeze_panes = "B2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(HEADINGS))}{max(last, 2)}"


def _offer_choices(sheet: Worksheet, lists: Worksheet, last: int) -> None:
    """Lists to choose from, written on a hidden sheet: Excel takes no more than 255 letters of them in the rule itself."""
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    choices = {"rag": CORRECTABLE["rag"].choices, "status": CORRECTABLE["status"].choices, VERDICT: VERDICTS}
    for position, (name, offered) in enumerate(choices.items(), 1):
        for line, choice in enumerate(offered, 1):
            lists.cell(line, position, choice)
        place, letter = get_column_letter(position), get_column_letter(HEADINGS.index(name) + 1)
        rule = DataValidation(type="list", formula1=f"'{LISTS}'!${place}$1:${place}${len(offered)}", allow_blank=True)
        rule.error, rule.errorTitle = f"Choose one of: {', '.join(offered)}", "Not in the list"
        sheet.add_data_validation(rule)
        rule.add(f"{letter}2:{letter}{last}")
    lists.sheet_state = "hidden"
