"""Results for the terminal: columns of text."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping, Sequence
from typing import Any


def records_to_lines(records: Sequence[Mapping[str, Any]], widths: Mapping[str, int]) -> Iterator[str]:
    """One line a record under a line of headings; `widths` names the columns and how wide each may be. Numbers stand to the right."""
    cells = {name: [_cut(record[name], width) for record in records] for name, width in widths.items()}
    wide = {name: max(map(len, [name, *column])) for name, column in cells.items()}
    right = {name for name in widths if records and all(isinstance(record[name], int | None) for record in records)}
    for line in ({name: name for name in widths}, *({name: cells[name][row] for name in widths} for row in range(len(records)))):
        yield "  ".join(text.rjust(wide[name]) if name in right else text.ljust(wide[name]) for name, text in line.items()).rstrip()


def counted(number: int, noun: str) -> str:
    """`1 row`, `1,060 rows`."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _cut(value: Any, width: int) -> str:
    text = " ".join(str("" if value is None else value).split())
    return (
        text if len(text) <= width else textwrap.shorten(text, width, placeholder="…") if " " in text[:width] else text[: width - 1] + "…"
    )
