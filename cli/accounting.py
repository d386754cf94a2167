"""How each table of a document was read and where its words went, as `plantrace inspect` tells it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from .printing import counted

if TYPE_CHECKING:
    from ..normalise.model import SectionReading, TableReading


def table_to_account(table: TableReading) -> dict[str, Any]:
    """One table, for JSON: `{"table", "rows", "plan", "words_in_table", "words_in_rows", "words_in_headings", "left_over", "sections"}`."""
    account = table.account
    return {
        "table": table.number,
        "rows": table.rows,
        "plan": table.is_plan,
        "words_in_table": account.words_in_tables,
        "words_in_rows": account.words_in_rows,
        "words_in_headings": account.words_in_headings,
        "left_over": [
            {"words": list(each.words), "cell": each.text, "place": str(each.place) if each.place else None} for each in table.left_over
        ],
        "sections": [_section(section) for section in table.sections],
    }


def _section(section: SectionReading) -> dict[str, Any]:
    return {
        "rows": [section.row_first, section.row_last],
        "reason": section.reason,
        "columns": [
            {"column": column.column, "heading": column.heading, "field": column.field, "reason": column.reason}
            for column in section.columns
        ],
    }


def account_to_lines(account: Mapping[str, Any]) -> Iterator[str]:
    """The account of a document, and what is left over, cell by cell."""
    yield (
        f"words in plan tables: {account['words_in_tables']}, of them in rows {account['words_in_rows']}, "
        f"in headings {account['words_in_headings']}, left over {len(account['left_over'])}"
    )
    for table in account["tables"]:
        for each in table["left_over"]:
            cell = " ".join(each["cell"].split())
            yield f"left over: {' '.join(each['words'])!r} of {cell[:80]!r}, {each['place']}"


def tables_to_lines(tables: list[dict[str, Any]]) -> Iterator[str]:
    """What each column became, and why; then the tables, and the rows of plan tables, that were not read."""
    yield from _column_lines(tables)
    yield from _unread_lines(tables)


def _column_lines(tables: list[dict[str, Any]]) -> Iterator[str]:
    """Tables whose columns were read alike are told once: `tables 1, 2, 5 to 8`."""
    alike: dict[tuple[tuple[str, str, str], ...], list[int]] = {}
    for table in tables:
        for section in table["sections"]:
            columns = tuple((" ".join(each["heading"].split()), each["field"], each["reason"]) for each in section["columns"])
            numbers = alike.setdefault(columns, []) if columns else []
            if table["table"] not in numbers:
                numbers.append(table["table"])
    for columns, numbers in alike.items():
        yield f"columns of {_numbered(numbers)}:"
        longest = min(max(len(heading) for heading, _, _ in columns), 40)
        for heading, field, reason in columns:
            # `heading 'Lead officer'` names what stands beside it already
            why = re.sub(r"^heading (['\"]).*?\1(?=$|;)", "its heading", reason)
            yield f"  {_shortened(heading) or '-':{longest}}  {field:22} {why}"
    if alike:
        yield ""


def _shortened(heading: str) -> str:
    return heading if len(heading) <= 40 else heading[:39] + "…"


def _unread_lines(tables: list[dict[str, Any]]) -> Iterator[str]:
    """`table 3, 12 rows: no column means action`; of a plan table, the rows that were not read."""
    lines = [
        f"table {table['table']}, {_extent(table, section)}: not read, {section['reason']}"
        for table in tables
        for section in table["sections"]
        if section["reason"]
    ]
    yield from [*lines, ""] if lines else ()


def _extent(table: dict[str, Any], section: dict[str, Any]) -> str:
    first, last = section["rows"]
    if table["plan"]:
        return f"row {first}" if first == last else f"rows {first} to {last}"
    return counted(table["rows"], "row")


def _numbered(numbers: list[int]) -> str:
    """`table 4`; `tables 1, 2, 5 to 8`"""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    parts = [part for run in runs for part in ([f"{run[0]} to {run[-1]}"] if len(run) > 2 else map(str, run))]
    return f"{'table' if len(numbers) == 1 else 'tables'} {', '.join(parts)}"
