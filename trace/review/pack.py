"""Rows out to Excel for people without the server, and what they wrote in it back as corrections.

The workbook has the sheet `Rows`: a row an action, white columns to write in, lists to choose from; a hidden copy of what they held
tells later what was changed. Nothing is overwritten in silence: a field that somebody else has changed meanwhile is a conflict.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ...diagnostics import PlantraceError
from ..export import replacing
from .corrections import accept_row, correct, reject_row
from .model import CORRECTABLE, NoSuchRow, WrongValue
from .queue import ALL_ROWS
from .values import value_to_written, written_to_value

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet
    from sqlalchemy import Connection

SHEET, COPY, LISTS = "Rows", "As exported", "Lists"
FIXED = ("row_id", "document", "page", "doubt", "recommendation_number", "recommendation", "lead_raw", "timescale_raw")
EDITABLE = ("action", "leads", "timescales", "due", "due_revised", "progress", "rag", "status", "theme")
VERDICT, NOTE, WHO = "verdict", "note", "who"
VERDICTS = ("right as it stands", "no row of the plan")
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


class NotAPack(PlantraceError):
    """The file is no review pack."""

    exit_code = 4
    advice = "Make one with `plantrace review export pack.xlsx`."


@dataclass(slots=True)
class Imported:
    """What a pack came to; `conflicts` and `refused` say in words which row and field, and why."""

    corrected: int = 0
    accepted: int = 0
    rejected: int = 0
    conflicts: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)


def export_pack(connection: Connection, path: Path, *, everything: bool = False) -> int:
    """Writes the rows that need a look, or every row; how many. Raises CannotWrite."""
    from openpyxl import Workbook

    rows = list(_rows(connection, everything))
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = SHEET
    copy, lists = book.create_sheet(COPY), book.create_sheet(LISTS)
    headings = [*FIXED, *EDITABLE, VERDICT, NOTE, WHO]
    _write_row(sheet, headings)
    _write_row(copy, ["row_id", *EDITABLE])
    for row in rows:
        _write_row(sheet, [row.get(name) for name in headings])
        _write_row(copy, [row["row_id"], *(row.get(name) for name in EDITABLE)])
    copy.sheet_state = "veryHidden"
    _make_usable(sheet, lists, headings)
    with replacing(path) as half:
        book.save(half)
    return len(rows)


def import_pack(connection: Connection, path: Path, who: str) -> Imported:
    """Records what was changed in a pack, in the caller's transaction. Raises NotAPack.

    A value that the database no longer holds as it was exported is a conflict, unless it is what the pack says.
    """
    sheet, exported = _open(path)
    headings = [str(cell or "") for cell in next(sheet)]
    if not {"row_id", *EDITABLE} <= set(headings):
        raise NotAPack(path, "its headings have been changed")
    found = Imported()
    for cells in sheet:
        row = dict(zip(headings, cells, strict=False))
        row_id = _text(row.get("row_id"))
        if row_id:
            _take_in(connection, row, row_id, exported.get(row_id), who, found)
    return found


def _take_in(connection: Connection, row: dict[str, Any], row_id: str, exported: dict[str, str] | None, who: str, found: Imported) -> None:
    now = _row_now(connection, row_id)
    label = f"{_text(row.get('document'))}, row {row_id}"
    if now is None or exported is None:
        if exported is None or any(_text(row.get(name)) != exported[name] for name in EDITABLE) or row.get(VERDICT):
            found.conflicts.append(f"{label}: this row is not in the database now")
        return
    by, note = _text(row.get(WHO)) or who, _text(row.get(NOTE)) or None
    for name in EDITABLE:
        written = _text(row.get(name))
        if written == exported[name] or written == now[name]:
            continue
        if now[name] != exported[name]:
            found.conflicts.append(f"{label}, {name}: the pack says {written!r}, the database meanwhile {now[name]!r}; left as it is")
            continue
        try:
            correct(connection, row_id, name, written_to_value(CORRECTABLE[name], written), by, note)
            found.corrected += 1
        except (WrongValue, NoSuchRow) as error:
            found.refused.append(f"{label}, {name}: {error}")
    verdict = _text(row.get(VERDICT))
    if verdict == VERDICTS[0]:
        accept_row(connection, row_id, by, note)
        found.accepted += 1
    elif verdict == VERDICTS[1]:
        reject_row(connection, row_id, by, note)
        found.rejected += 1
    elif verdict:
        found.refused.append(f"{label}, {VERDICT}: {verdict!r} is none of {', '.join(VERDICTS)}")


def _rows(connection: Connection, everything: bool) -> Iterator[dict[str, Any]]:
    from sqlalchemy import text

    doubts: dict[str, str] = {}
    for row_id, said in connection.execute(text(f"SELECT row_id, said FROM ({ALL_ROWS}) q ORDER BY row_id, said")):
        doubts[row_id] = f"{doubts[row_id]}\n{said}" if row_id in doubts else said
    statement = text("SELECT * FROM plan_rows ORDER BY authority, plan_date, document, document_id, position")
    for row in connection.execute(statement).mappings():
        if everything or row["row_id"] in doubts:
            fixed = {name: row[name] for name in FIXED if name in row}
            yield {**fixed, "page": row["page_first"], "doubt": doubts.get(row["row_id"]), **_written(dict(row))}


def _written(row: dict[str, Any]) -> dict[str, str]:
    return {name: _text(value_to_written(CORRECTABLE[name], row[name])) for name in EDITABLE}


def _row_now(connection: Connection, row_id: str) -> dict[str, str] | None:
    from sqlalchemy import text

    found = connection.execute(text("SELECT * FROM plan_rows WHERE row_id = :id"), {"id": row_id}).mappings().first()
    return _written(dict(found)) if found else None


def _text(value: Any) -> str:
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


def _write_row(sheet: Worksheet, values: list[Any]) -> None:
    """Every text as text: a cell that begins with `=` is printed so, and is no formula."""
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    sheet.append([None] * len(values))
    for column, value in enumerate(values, 1):
        if value is None or value == "":
            continue
        cell = sheet.cell(sheet.max_row, column)
        if isinstance(value, str):
            cell.value = ILLEGAL_CHARACTERS_RE.sub("", value)[:_LONGEST_TEXT]
            cell.data_type = "s"
        else:
            cell.value = value


def _make_usable(sheet: Worksheet, lists: Worksheet, headings: list[str]) -> None:
    """Headings that stay, white columns to write in, grey ones to read, lists to choose from, a note on how."""
    from openpyxl.comments import Comment
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    grey, dark = PatternFill("solid", fgColor="EEF1F4"), PatternFill("solid", fgColor="12324A")
    notes = {
        "leads": "One party a line: `person: Lynne Goldsmith | Service Manager`, `role: Head of Service`, `group: SSCB`.",
        "timescales": "One a line, as it would be printed: 30/09/2014, September 2014, Q3 2013/14, Monthly, Ongoing.",
        "due": "2014-09-30",
        VERDICT: "Choose one where the row as a whole is right, or is no row of the plan.",
        NOTE: "Why, for those who read it later.",
        WHO: "Your name.",
    }
    choices = {"rag": CORRECTABLE["rag"].choices, "status": CORRECTABLE["status"].choices, VERDICT: VERDICTS}
    last = max(sheet.max_row, 2)
    for column, name in enumerate(headings, 1):
        letter, heading = get_column_letter(column), sheet.cell(1, column)
        heading.font, heading.fill = Font(bold=True, color="FFFFFF"), dark
        sheet.column_dimensions[letter].width = _WIDTHS.get(name, 18)
        if name in notes:
            heading.comment = Comment(notes[name], "plantrace")
        for row in range(2, sheet.max_row + 1):
            cell = sheet.cell(row, column)
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            cell.number_format = "@"
            if name in FIXED:
                cell.fill = grey
        if name in choices:
            position = list(choices).index(name) + 1
            for line, choice in enumerate(choices[name], 1):
                lists.cell(line, position, choice)
            place = get_column_letter(position)
            rule = DataValidation(type="list", formula1=f"'{LISTS}'!${place}$1:${place}${len(choices[name])}", allow_blank=True)
            rule.error, rule.errorTitle = f"Choose one of: {', '.join(choices[name])}", "Not in the list"
            sheet.add_data_validation(rule)
            rule.add(f"{letter}2:{letter}{last}")
    lists.sheet_state = "hidden"
    sheet.freeze_panes = "B2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(headings))}{last}"


def _open(path: Path) -> tuple[Iterator[tuple[Any, ...]], dict[str, dict[str, str]]]:
    """The rows of the sheet that people wrote in, and what it held by row id."""
    from zipfile import BadZipFile

    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        book = load_workbook(path, read_only=True, data_only=True)
        sheet, copy = book[SHEET], book[COPY]
        rows = copy.iter_rows(values_only=True)
        headings = [str(cell or "") for cell in next(rows)]
        exported = {}
        for cells in rows:
            row = dict(zip(headings, cells, strict=False))
            if row.get("row_id"):
                exported[_text(row["row_id"])] = {name: _text(row.get(name)) for name in EDITABLE}
    except FileNotFoundError as error:
        raise NotAPack(path, "there is no such file") from error
    except (BadZipFile, InvalidFileException, KeyError, ValueError, OSError, StopIteration) as error:
        raise NotAPack(path, "it is no workbook" if not isinstance(error, KeyError) else "a sheet of it is missing") from error
    return iter(sheet.iter_rows(values_only=True)), exported
