"""A grid and the words, fills and shapes in it -> a `Table`."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from ...provenance import Box, Place
from ..document import Cell, Route, Table
from .grid import Grid, GridCell
from .lines import SPACE, Line, Measure, lines_to_text, upright, usual_pitch, words_to_lines
from .marks import cell_marks, cell_paint
from .page import Fill, PageContent, Shape, Word
from .spills import without_spills
from .tagged_rows import RowTags, rows_told_by_tags


@dataclass(slots=True)
class Content:
    """What stands in one cell of a grid."""

    words: list[Word] = field(default_factory=list)
    fills: list[Fill] = field(default_factory=list)
    shapes: list[Shape] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    turned: list[tuple[list[Line], Box]] = field(default_factory=list)


def grid_to_table(grid: Grid, page: PageContent, words: Sequence[Word], route: Route) -> Table | None:
    """The table of a grid; None where nothing is written in it."""
    if not words:
        return None
    contents = _contents(grid, page, words)
    if page.tags:
        for content, inside in zip(contents, without_spills(grid.cells, [each.words for each in contents], page.tags), strict=True):
            content.words = inside
    for cell, content in zip(grid.cells, contents, strict=True):
        _set_lines(cell.box, content)
    pitch = usual_pitch([content.lines for content in contents])
    padding = _padding(grid.cells, contents)
    rights = _right_ends(grid.cells, contents)
    caps = _wrapping_ends(grid.cells, contents) if route == "alignment" else {}
    cells = []
    for cell, content in zip(grid.cells, contents, strict=True):
        if content.words or content.fills or content.shapes or cell.open_sides < 2:
            border = cell.column + cell.colspan
            right = min(cell.box[2] - padding, caps.get(border, cell.box[2])) if cell.colspan == 1 else cell.box[2] - padding
            right = max(right, rights.get(border, 0.0) if cell.colspan == 1 else 0.0)
            cells.append(
                _cell(
                    cell, content, Measure(cell.box[0] + padding, right, pitch, page.line_ends, page.tags, page.tag_breaks), padding, page
                )
            )
    n_rows, n_columns = len(grid.ys) - 1, len(grid.xs) - 1
    told = rows_told_by_tags(grid.cells, [content.words for content in contents], n_rows, page.tags) if page.tags else RowTags(n_rows)
    routes = tuple(page.route or ("structure" if agrees else route) for agrees in told.agrees)
    return Table(
        tuple(cells),
        n_rows,
        n_columns,
        routes,
        told.header_rows,
        grid.xs,
        page_first=page.number,
        page_last=page.number,
        continues=told.continues,
    )


def _contents(grid: Grid, page: PageContent, words: Sequence[Word]) -> list[Content]:
    contents = [Content() for _ in grid.cells]
    owner: list[list[Content | None]] = [[None] * (len(grid.xs) - 1) for _ in grid.ys[1:]]
    for cell, content in zip(grid.cells, contents, strict=True):
        for row in range(cell.row, cell.row + cell.rowspan):
            owner[row][cell.column : cell.column + cell.colspan] = [content] * cell.colspan
    for word in words:
        if (home := _at(owner, grid, word.box)) is not None:
            home.words.append(word)
    for shape in page.shapes:
        if (home := _at(owner, grid, shape.box)) is not None:
            home.shapes.append(shape)
    for fill in page.fills:
        _share_fill(fill, grid, owner)
    return contents


def _at(owner: list[list[Content | None]], grid: Grid, box: Box) -> Content | None:
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    if not (grid.xs[0] <= x <= grid.xs[-1] and grid.ys[0] <= y <= grid.ys[-1]):
        return None
    # what stands on the last border is in the last row or column
    return owner[bisect_right(grid.ys, y, 0, len(grid.ys) - 1) - 1][bisect_right(grid.xs, x, 0, len(grid.xs) - 1) - 1]


def _share_fill(fill: Fill, grid: Grid, owner: list[list[Content | None]]) -> None:
    """Gives a fill to every cell that it covers a part of; a fill that only laps over a border by a point does not count there."""
    x0, top, x1, bottom = fill.box
    first_row, last_row = bisect_right(grid.ys, top + 1.5) - 1, bisect_right(grid.ys, bottom - 1.5) - 1
    first_column, last_column = bisect_right(grid.xs, x0 + 1.5) - 1, bisect_right(grid.xs, x1 - 1.5) - 1
    given: list[Content] = []
    for row in range(max(0, first_row), min(last_row, len(grid.ys) - 2) + 1):
        for column in range(max(0, first_column), min(last_column, len(grid.xs) - 2) + 1):
            content = owner[row][column]
            if content is not None and not any(content is one for one in given[-len(grid.xs) :]):
                content.fills.append(fill)
                given.append(content)


def _set_lines(box: Box, content: Content) -> None:
    level = [word for word in content.words if word.turn == 0]
    content.lines = words_to_lines(level) if level else []
    for turn in (90, 180, 270):
        turned = [word for word in content.words if word.turn == turn] if len(level) < len(content.words) else []
        if turned:
            words, turned_box = upright(turned, box)
            content.turned.append((words_to_lines(words), turned_box))


def _padding(cells: Sequence[GridCell], contents: Sequence[Content]) -> float:
    """How far inside their cells this table's lines begin: the smallest distance that several cells agree on."""
    distances = [
        round((min(line.box[0] for line in content.lines) - cell.box[0]) * 2) / 2
        for cell, content in zip(cells, contents, strict=True)
        if content.lines
    ]
    usual = [distance for distance, count in Counter(distances).items() if count >= max(2, len(distances) // 8)]
    return max(0.0, min(10.0, min(usual or distances, default=0.0)))


def _right_ends(cells: Sequence[GridCell], contents: Sequence[Content]) -> dict[int, float]:
    """The furthest that a line reaches in the cells of each column, by the column's right border."""
    ends: dict[int, float] = {}
    for cell, content in zip(cells, contents, strict=True):
        if cell.colspan == 1 and content.lines:
            border = cell.column + 1
            reach = min(max(line.box[2] for line in content.lines), cell.box[2])
            ends[border] = max(ends.get(border, 0.0), reach)
    return ends


def _wrapping_ends(cells: Sequence[GridCell], contents: Sequence[Content]) -> dict[int, float]:
    """Where the lines of each column must end at the latest, by its right border: the gutter beside it may be wider than its margin.

    A line that goes on in lower case wrapped, so its next word had no room.
    """
    ends: dict[int, float] = {}
    for cell, content in zip(cells, contents, strict=True):
        for before, line in pairwise(content.lines if cell.colspan == 1 else []):
            first = line.words[0]
            if (
                first.text[0].islower()
                and before.box[2] - cell.box[0] > 0.6 * (cell.box[2] - cell.box[0])
                and before.text[-1] not in ".:;,"
            ):
                end = before.box[2] + SPACE * line.size + first.box[2] - first.box[0]
                ends[cell.column + 1] = min(end, ends.get(cell.column + 1, end))
    return ends


def _cell(cell: GridCell, content: Content, measure: Measure, padding: float, page: PageContent) -> Cell:
    texts = [lines_to_text(content.lines, measure)] if content.lines else []
    lines = [line.text for line in content.lines]
    for turned, box in content.turned:
        texts.append(lines_to_text(turned, Measure(box[0] + padding, box[2] - padding, measure.pitch, page.line_ends)))
        lines += [line.text for line in turned]
    text = "\n".join(texts)
    fill, highlights = cell_paint(cell.box, content.fills)
    words = content.words
    struck = [word for word in words if word.struck]
    ink = _usual_ink(words)
    return Cell(
        text=text,
        row=cell.row,
        column=cell.column,
        rowspan=cell.rowspan,
        colspan=cell.colspan,
        places=(Place(page.number, 0, cell.row + 1, cell.column + 1, cell.box),),
        fill=fill,
        marks=cell_marks(words, highlights, content.shapes, cell.box),
        lines=tuple(lines),
        bold=bool(words) and all(word.bold for word in words),
        ink=ink,
        struck_text=("" if not struck else text if len(struck) == len(words) else " ".join(word.text for word in struck)),
        confidence=_confidence(words),
    )


def _usual_ink(words: Sequence[Word]) -> str | None:
    if all(word.ink is None for word in words):
        return None
    letters: Counter[str | None] = Counter()
    for word in words:
        letters[word.ink] += len(word.text)
    return letters.most_common(1)[0][0]


def _confidence(words: Sequence[Word]) -> float | None:
    known = [word.confidence for word in words if word.confidence is not None]
    return round(sum(known) / len(known), 4) if known else None
