"""What the structure tree says of a grid's rows: do they agree, which are headings, does the first go on from the page before?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from .grid import GridCell
from .page import Word
from .structure import Tag


class RowTags:
    """For each row whether the tree holds it as one row, too; how many lead as headings; whether the first other row goes on."""

    __slots__ = ("agrees", "continues", "header_rows")

    def __init__(self, n_rows: int) -> None:
        self.agrees: list[bool] = [False] * n_rows
        self.header_rows = 0
        self.continues: bool | None = None


@dataclass(slots=True)
class _Row:
    """The tags of the words in cells that begin and end in one row of the grid."""

    tags: list[Tag]
    untagged: int = 0

    @property
    def rows(self) -> set[int]:
        return {tag.row for tag in self.tags}

    @property
    def is_heading(self) -> bool:
        return bool(self.tags) and not self.untagged and all(tag.heading for tag in self.tags)


def rows_told_by_tags(cells: Sequence[GridCell], words: Sequence[Sequence[Word]], n_rows: int, tags: Mapping[int, Tag]) -> RowTags:
    """`words[i]` are those of `cells[i]`."""
    rows = [_Row([]) for _ in range(n_rows)]
    for cell, inside in zip(cells, words, strict=True):
        if cell.rowspan > 1 or cell.row >= n_rows:
            continue
        row = rows[cell.row]
        for word in inside:
            tag = tags.get(word.tag)
            if tag is None or tag.row < 0:
                row.untagged += 1
            else:
                row.tags.append(tag)
    told = RowTags(n_rows)
    owners: dict[int, int] = {}
    for row in rows:
        for number in row.rows:
            owners[number] = owners.get(number, 0) + 1
    told.agrees = [len(row.rows) == 1 and not row.untagged and owners[next(iter(row.rows))] == 1 for row in rows]
    while told.header_rows < n_rows and rows[told.header_rows].is_heading:
        told.header_rows += 1
    if told.header_rows < n_rows:
        told.continues = _continues(rows[told.header_rows :], told.agrees[told.header_rows])
    return told


def _continues(body: Sequence[_Row], agrees: bool) -> bool | None:
    """None where the tree does not know the row, or where the row fills the page and may only go on overleaf."""
    if not agrees:
        return None
    elsewhere = any(tag.elsewhere for tag in body[0].tags)
    return None if elsewhere and not any(row.tags for row in body[1:]) else elsewhere
