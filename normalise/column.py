"""What a column of a plan section is: its heading, what stands in it, the field that it was settled to hold and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ..extract.document import Cell
from .headings import Field
from .profile import Profile
from .sections import Section


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a section. `field` is what it was settled to hold, None where nobody can say; `reason` says how."""

    index: int
    heading: str
    profile: Profile
    field: Field | None
    reason: str
    level: str = ""
    counted: bool = False
    """Whether its texts open with 1, 2, 3 and so on: `1 The Board should review its thresholds`."""
    part: Literal["", "parties", "dates", "named", "unnamed"] = ""
    """Which lines of its cells count where one heading names two fields (`Lead Officer & Timescale`), or where the cells themselves name
    another below their text (`Responsible officer: Head of Finance`): `named` by `labels`, or before any of `every_label`."""
    labels: tuple[str, ...] = ()
    every_label: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ColumnPlan:
    """The columns of a plan section: `one(field)` and `all_of(field)` in printed order. `notes` are (heading, why) for the analyst."""

    columns: tuple[Column, ...]
    notes: tuple[tuple[str, str], ...] = ()

    def all_of(self, *fields: Field) -> tuple[Column, ...]:
        return tuple(column for column in self.columns if column.field in fields)

    def one(self, field: Field) -> Column | None:
        return next(iter(self.all_of(field)), None)


def column_cells(section: Section, index: int) -> list[Cell]:
    """The body cells of a grid column, a merged one once."""
    cells: list[Cell] = []
    for row in section.rows:
        cell = section.grid[row][index]
        if cell is not None and (not cells or cells[-1] is not cell):
            cells.append(cell)
    return cells
