"""A plan as a sheet of columns and rows, before anybody sets it in type."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

Colour = str | None


@dataclass(frozen=True)
class Row:
    """`group` tells which rows stand under one recommendation: in `Sheet.merged` columns they share one cell."""

    texts: tuple[str, ...]
    group: int
    colour: Colour = None
    """sRGB hex of the rating cell."""
    banner: str | None = None
    """A full-width row printed above this one."""


@dataclass(frozen=True)
class Sheet:
    title: str
    headings: tuple[str, ...]
    weights: tuple[float, ...]
    """Shares of the width."""
    rows: tuple[Row, ...]
    merged: tuple[int, ...] = ()
    rating: int | None = None
    """The column that is coloured."""

    def spans(self, column: int) -> list[int]:
        """Rows that the cell of each row spans in a column; 0 where the cell above covers it."""
        spans = [1] * len(self.rows)
        if column not in self.merged:
            return spans
        for at in range(len(self.rows) - 1, 0, -1):
            if self.rows[at].group == self.rows[at - 1].group:
                spans[at - 1] += spans[at]
                spans[at] = 0
        return spans

    def expected(self, faked_merges: bool = False) -> list[tuple[str, ...]]:
        """The texts that each row shows, one a column: a merged cell shows in each of its rows, a cell left blank does not."""
        shown = [list(row.texts) for row in self.rows]
        if faked_merges:
            for at, (before, row) in enumerate(pairwise(self.rows), 1):
                for column in self.merged:
                    shown[at][column] = "" if before.group == row.group else row.texts[column]
        return [tuple(texts) for texts in shown]


_COLUMNS: Mapping[str, tuple[str, float]] = {
    "theme": ("Theme", 1.0),
    "recommendation_number": ("No.", 0.7),
    "recommendation": ("Recommendation", 2.2),
    "outcome": ("Outcome", 1.8),
    "action": ("Action", 2.8),
    "success_measure": ("Success measure", 1.8),
    "lead_raw": ("Lead", 1.2),
    "timescale_raw": ("Timescale", 1.1),
    "progress": ("Progress update", 2.8),
    "rag": ("RAG", 0.6),
}
_GROUPED = ("theme", "recommendation_number", "recommendation", "outcome")
_RATINGS = {"red": "FF0000", "amber": "FFC000", "green": "00B050", "blue": "0070C0"}


def labelled(
    gold: Path,
    columns: Sequence[str] = ("recommendation_number", "recommendation", "action", "lead_raw", "timescale_raw", "progress", "rag"),
) -> Sheet:
    """A labelled plan as one table with the named fields for columns; `rag` is shown as the colour of an empty cell."""
    label = json.loads(gold.read_text())
    actions = [action for action in label["actions"] if action["action"]]
    kept = [name for name in columns if any(action[name] for action in actions)]
    rows, group, last = [], 0, None
    for action in actions:
        key = (action["theme"], action["recommendation_number"], action["recommendation"])
        group += key != last
        last = key
        texts = tuple("" if name == "rag" else action[name] or "" for name in kept)
        rows.append(Row(texts, group, _RATINGS.get(action["rag"] or "")))
    return Sheet(
        title=label["document"]["title"] or label["slug"],
        headings=tuple(_COLUMNS[name][0] for name in kept),
        weights=tuple(_COLUMNS[name][1] for name in kept),
        rows=tuple(rows),
        merged=tuple(at for at, name in enumerate(kept) if name in _GROUPED),
        rating=kept.index("rag") if "rag" in kept else None,
    )


def cells_of(sheet: Sheet, faked_merges: bool) -> Iterator[list[tuple[int, str, int]]]:
    """For each row the cells to draw: (column, text, rows that it spans). Faked merges leave the cells below blank."""
    spans = [sheet.spans(column) for column in range(len(sheet.headings))]
    for at, row in enumerate(sheet.rows):
        cells = []
        for column, text in enumerate(row.texts):
            span = spans[column][at]
            if faked_merges:
                cells.append((column, text if span else "", 1))
            elif span:
                cells.append((column, text, span))
        yield cells
