"""The rows as an Excel workbook that people read: filters, a frozen heading row, ratings in their colours."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

COLUMNS: Mapping[str, tuple[str, int]] = {
    "citation": ("Citation", 26),
    "authority": ("Authority", 18),
    "plan_date": ("Plan date", 11),
    "theme": ("Theme", 22),
    "recommendation_number": ("No.", 9),
    "recommendation": ("Recommendation", 44),
    "recommendation_timeframe": ("Timeframe", 14),
    "recommendation_refs": ("References", 14),
    "outcome": ("Outcome", 34),
    "action_number": ("Action no.", 9),
    "action": ("Action", 50),
    "success_measure": ("Success measure", 34),
    "lead_raw": ("Lead as printed", 22),
    "leads": ("Leads", 24),
    "timescale_raw": ("Timescale as printed", 18),
    "due": ("Due", 11),
    "due_revised": ("Revised due", 11),
    "due_inferred": ("Inferred due", 11),
    "progress": ("Update", 50),
    "rag": ("Rating", 12),
    "status": ("Status", 12),
    "evidence": ("Evidence", 30),
    "monitoring": ("Monitoring", 30),
    "other": ("Other columns", 30),
    "struck": ("Crossed out", 9),
    "document": ("Document", 24),
    "page_first": ("Page", 7),
    "position": ("Row", 7),
    "row_id": ("Row id", 18),
}
"""Column of `plan_rows` -> heading and width; what a reader does not need stays in the other formats."""

FILLS: Mapping[str, tuple[str, str]] = {
    "red": ("C00000", "FFFFFF"),
    "amber_red": ("E46C0A", "000000"),
    "amber": ("FFC000", "000000"),
    "amber_green": ("C4D600", "000000"),
    "green": ("00B050", "000000"),
    "blue": ("2F75B5", "FFFFFF"),
    "grey": ("BFBFBF", "000000"),
}
"""Rating -> fill and letters, dark on light and light on dark; the word stands in the cell, so that no one needs to see the colour."""

LONGEST_CELL = 32_767
"""What Excel allows in a cell."""
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_CUT = " [cut: Excel holds no more in a cell]"


def write_xlsx(path: Path, columns: Sequence[str], records: Sequence[Mapping[str, Any]]) -> None:
    """One sheet, `Actions`. Text stays text, even where it begins with `=`; days are dates, so that Excel can filter them by year."""
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter

    book = Workbook(write_only=True)
    sheet = book.create_sheet("Actions")
    shown = [name for name in COLUMNS if name in columns]
    for index, name in enumerate(shown, 1):
        sheet.column_dimensions[get_column_letter(index)].width = COLUMNS[name][1]
    sheet.freeze_panes = "B2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(shown))}{len(records) + 1}"
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation = "landscape"
    top = Alignment(vertical="top", wrap_text=True)
    ratings = {rag: (PatternFill("solid", fgColor=fill), Font(color=ink)) for rag, (fill, ink) in FILLS.items()}

    def cell(value: Any) -> Any:
        made = WriteOnlyCell(sheet, value=value)
        made.alignment = top
        if isinstance(value, str):
            made.data_type = "s"
            made.quotePrefix = value.startswith(("=", "+", "-", "@"))
        elif isinstance(value, date):
            made.number_format = "yyyy-mm-dd"
        return made

    headings = [cell(COLUMNS[name][0]) for name in shown]
    for made in headings:
        made.font = Font(bold=True, color="FFFFFF")
        made.fill = PatternFill("solid", fgColor="404040")
    sheet.append(headings)
    for record in records:
        row = [cell(_value(name, record[name])) for name in shown]
        if record["rag"] in ratings:
            row[shown.index("rag")].fill, row[shown.index("rag")].font = ratings[record["rag"]]
        sheet.append(row)
    book.save(path)


def _value(name: str, value: Any) -> Any:
    """What a person reads in the cell: dates as dates, lists in words, yes or nothing."""
    if value is None or value == []:
        return None
    if name in ("due", "due_revised", "due_inferred"):
        return date.fromisoformat(value)
    if name == "struck":
        return "yes" if value else None
    if name in ("rag", "status"):
        value = value.replace("_", " ")
    elif isinstance(value, list):
        value = "\n".join(_in_words(name, each) for each in value)
    if not isinstance(value, str):
        return value
    text = _FORBIDDEN.sub("", value)
    return text if len(text) <= LONGEST_CELL else text[: LONGEST_CELL - len(_CUT)] + _CUT


def _in_words(name: str, each: Mapping[str, Any]) -> str:
    if name == "leads":
        return f"{each['name']} ({each['role']})" if each.get("role") else str(each["name"])
    if name == "other":
        return f"{each['heading']}: {each['text']}"
    return f"{each['kind']} {each['value']}"
