"""Boxes drawn around the rows of a table that say nothing of its columns: Word's table styles with shaded rows.

`Medium Shading 1` draws the cells of its headings and one box around all the rows below, which stripes tell apart:

    +----+---------+------+
    | No | Action  | When |
    +----+---------+------+
    | 1  | Recruit   May  |      one box, however many rows and columns
    | 2  | Train     June |
    +---------------------+
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from .grid import Grid, GridCell
from .lines import words_to_lines
from .page import Word

COLUMNS = 3
"""Texts side by side below the headings that make the body a table; prose in a merged cell runs over the borders."""
COLUMNS_ALONE = 4
"""The same of a box without headings, as on a table's later pages."""
APART = 1.1
"""Type sizes: words further apart than this stand in two columns."""


def without_frames(grids: Sequence[Grid], words: Sequence[Word]) -> list[Grid]:
    """The grids less those whose rows are framed and not ruled: the alignment of the words tells more of them."""
    return [grid for grid in grids if not _is_frame(grid, words)]


def _is_frame(grid: Grid, words: Sequence[Word]) -> bool:
    across = len(grid.xs) - 1
    bodies = [cell for cell in grid.cells if cell.colspan == across]
    headings = [cell for cell in grid.cells if cell.colspan < across]
    if not bodies or (headings and max(cell.row for cell in headings) > min(cell.row for cell in bodies)):
        return False
    if headings:
        return across >= COLUMNS and all(_keeps_columns(_words_in(body, words), grid.xs[1:-1]) for body in bodies)
    return len(grid.cells) == 1 and _sets_columns(_words_in(bodies[0], words))


def _words_in(cell: GridCell, words: Sequence[Word]) -> list[Word]:
    x0, top, x1, bottom = cell.box
    return [w for w in words if w.turn == 0 and x0 <= (w.box[0] + w.box[2]) / 2 <= x1 and top <= (w.box[1] + w.box[3]) / 2 <= bottom]


def _keeps_columns(words: Sequence[Word], borders: Sequence[float]) -> bool:
    """Whether the words stand in several columns between the borders of the headings, none of them across one."""
    if any(word.box[0] < border - 1 and word.box[2] > border + 1 for word in words for border in borders):
        return False
    return len({sum(border < (word.box[0] + word.box[2]) / 2 for border in borders) for word in words}) >= COLUMNS


def _sets_columns(words: Sequence[Word]) -> bool:
    """Whether a line of several texts is followed by others that leave the gaps between them free."""
    lines = words_to_lines(words) if words else []
    if len(lines) < 2:
        return False
    gaps = [(a.box[2], b.box[0]) for a, b in pairwise(lines[0].words) if b.box[0] - a.box[2] >= APART * lines[0].size]
    free = [gap for gap in gaps if not any(w.box[0] < gap[1] - 1 and w.box[2] > max(gap[0] + 1, gap[1] - 4) for w in words)]
    columns = {sum(gap[1] - 1 <= word.box[0] for gap in free) for word in words if word not in lines[0].words}
    return len(free) + 1 >= COLUMNS_ALONE and len(columns) > 1
