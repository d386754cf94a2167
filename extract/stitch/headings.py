"""Heading rows and banners: which rows stand at a table's head, and which of the next page's rows repeat them."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher

from ..document import Cell
from .wording import label_of, squeezed, timeless

Row = Sequence[Cell]
"""The cells whose top left corner is in one row, left to right."""


def rows_of(cells: Sequence[Cell], n_rows: int) -> list[list[Cell]]:
    rows: list[list[Cell]] = [[] for _ in range(n_rows)]
    for cell in cells:
        rows[cell.row].append(cell)
    for row in rows:
        row.sort(key=lambda cell: cell.column)
    return rows


def columns_of(cell: Cell) -> range:
    return range(cell.column, cell.column + cell.colspan)


def written(row: Row) -> list[Cell]:
    return [cell for cell in row if cell.text.strip()]


def is_banner(row: Row, n_columns: int) -> bool:
    """`Recommendation No. 1 - for immediate improvement`: one cell over the whole width."""
    texts = written(row)
    return n_columns > 1 and len(texts) == 1 and texts[0].colspan == n_columns and texts[0].rowspan == 1


def is_emphatic(row: Row) -> bool:
    """Bold throughout, or in white letters."""
    texts = written(row)
    return bool(texts) and (all(cell.bold for cell in texts) or all(cell.ink == "FFFFFF" for cell in texts))


def is_styled(row: Row) -> bool:
    """Bold throughout, in coloured letters, or on one dark or coloured ground: as headings are and rows of text are not."""
    texts = written(row)
    if is_emphatic(row):
        return True
    fills = {cell.fill for cell in row}
    return len(texts) > 1 and len(fills) == 1 and not fills & {None, "FFFFFF"}


def heads(row: Row, row_below: Row | None) -> bool:
    """Whether a row reads as a table's heading row: set apart by its style, or else by short words without a number among them."""
    texts = written(row)
    if len(texts) < 2:
        return False
    if is_styled(row) and (row_below is None or not _same_style(row, row_below)):
        return True
    return all(
        len(cell.text.split()) <= 9 and label_of(cell.text) is None and cell.text.rstrip()[-1] not in ".;," for cell in texts
    ) and not any(cell.text.strip()[0].isdigit() for cell in texts)


def _same_style(row: Row, other: Row) -> bool:
    return is_styled(other) and {cell.fill for cell in row} == {cell.fill for cell in other} and len(written(other)) > 1


def head_rows(rows: Sequence[Row], n_columns: int, marked: int) -> int:
    """How many leading rows are banners and heading rows; `marked` is what the file itself says.

    | Recommendation 1          |
    | Action    | Lead | By     |   -> 2
    | Audit ... | JH   | June   |
    """
    at = 0
    while at < len(rows) and is_banner(rows[at], n_columns):
        at += 1
    if at < len(rows) and heads(rows[at], rows[at + 1] if at + 1 < len(rows) else None):
        first = at
        at += max((cell.rowspan for cell in written(rows[first])), default=1)
        at = first + 1 if at > len(rows) else at
        while (
            at < len(rows) and is_styled(rows[at]) and is_styled(rows[first]) and not is_banner(rows[at], n_columns) and _heads_on(rows[at])
        ):
            at += 1
    return max(at, marked)


def _heads_on(row: Row) -> bool:
    return all(len(cell.text.split()) <= 6 and label_of(cell.text) is None for cell in written(row))


def repeated(rows: Sequence[Row], head: Sequence[Row], block: Sequence[Row], n_columns: int) -> int:
    """How many leading rows of a piece repeat the head of the table above, its banner block in force (`block`), or both."""
    heading = next((at for at, row in enumerate(head) if not is_banner(row, n_columns)), len(head))
    known = (block, head, head[heading:])
    done = 0
    for _ in known:
        longest = max(_run(rows[done:], above, n_columns) for above in known)
        if longest == 0:
            break
        done += longest
    return done


def last_block(rows: Sequence[Row], n_columns: int) -> int | None:
    """Where the last group of banners begins, which the last rows stand under."""
    last = next((at for at in range(len(rows) - 1, -1, -1) if is_banner(rows[at], n_columns)), None)
    while last and is_banner(rows[last - 1], n_columns):
        last -= 1
    return last


def _run(rows: Sequence[Row], above: Sequence[Row], n_columns: int) -> int:
    """Length of the run of banners, then heading rows, that both begin with."""
    at = 0
    while at < min(len(rows), len(above)) and is_banner(rows[at], n_columns) and is_banner(above[at], n_columns):
        if squeezed(written(rows[at])[0].text) != squeezed(written(above[at])[0].text):
            return at
        at += 1
    length = at
    while length < min(len(rows), len(above)):
        styled = is_styled(above[length])
        if length > at and not styled:
            break
        if not same_heading(rows[length], above[length], lenient=styled and length == at):
            break
        length += 1
    return length


def same_heading(row: Row, other: Row, lenient: bool) -> bool:
    """Cell by cell the same words; where lenient, a date may have moved on, a letter may differ, or one heading be shortened."""
    texts, others = written(row), written(other)
    if len(texts) < 2 or len(texts) != len(others) or [cell.column for cell in texts] != [cell.column for cell in others]:
        return False
    if not is_styled(other) and not heads(other, None):
        return False
    same = sum(squeezed(a.text) == squeezed(b.text) for a, b in zip(texts, others, strict=True))
    if same == len(texts):
        return True
    return lenient and 2 * same >= len(texts) and all(_reworded(a.text, b.text) for a, b in zip(texts, others, strict=True))


def _reworded(text: str, other: str) -> bool:
    first, second = timeless(text), timeless(other)
    if first == second:
        return True
    if min(len(first), len(second)) >= 8 and SequenceMatcher(None, first, second).ratio() >= 0.87:
        return True
    words, others = sorted((text.split(), other.split()), key=len)
    return words == others[: len(words)]  # `Lead` for `Lead officer`
