"""One page's words, rules and fills -> its tables and paragraphs in reading order."""

from __future__ import annotations

from collections.abc import Sequence

from ...provenance import Box
from ..document import Block, Route, Table
from .alignment import words_to_aligned_grids
from .cells import grid_to_table
from .edges import rules_to_edges
from .framed import without_frames
from .grid import Grid, edges_to_grids
from .new_columns import grid_to_plans
from .page import PageContent, Word
from .painted import fills_to_grids
from .paragraphs import words_to_paragraphs


def page_to_blocks(page: PageContent) -> list[Block]:
    """Tables and paragraphs from top to bottom, places with page and box, tables not yet numbered (`Place.table` is 0).

    Texts may still hold the marks of `lines` for words that a line end cut; `settle` them when the whole document is read.
    """
    level, upright = rules_to_edges(page.rules)
    grids = without_frames(edges_to_grids(level, upright), page.words, page.fills)
    grids += fills_to_grids(page, [grid.box for grid in grids])
    found, outside = _tables(grids, page.words, page, "rules")
    aligned = words_to_aligned_grids(outside, page, level, [box for box, _ in found])
    if aligned:
        more, outside = _tables(aligned, outside, page, "alignment")
        found += more
    return in_reading_order(found, words_to_paragraphs(outside, page, [box for box, _ in found]))


def _tables(grids: Sequence[Grid], words: Sequence[Word], page: PageContent, route: Route) -> tuple[list[tuple[Box, Block]], list[Word]]:
    """(tables with their boxes, the words in none of them)."""
    grids = [part for grid in grids for part in grid_to_plans(grid, words)]
    owned, outside = _words_of_grids(words, grids)
    found: list[tuple[Box, Block]] = []
    for grid, inside in zip(grids, owned, strict=True):
        table = grid_to_table(grid, page, inside, route) if _is_table(grid) else None
        if table is None:
            outside += inside
        else:
            found.append((grid.box, table))
    return found, outside


def _is_table(grid: Grid) -> bool:
    """A box drawn on all four sides counts, even of one cell; two lines that merely meet do not."""
    return len(grid.cells) > 1 or grid.cells[0].open_sides == 0


def _words_of_grids(words: Sequence[Word], grids: Sequence[Grid]) -> tuple[list[list[Word]], list[Word]]:
    """(the words of each grid, the words outside all of them)."""
    owned: list[list[Word]] = [[] for _ in grids]
    outside: list[Word] = []
    boxes = [grid.box for grid in grids]
    for word in words:
        x, y = (word.box[0] + word.box[2]) / 2, (word.box[1] + word.box[3]) / 2
        for inside, (x0, top, x1, bottom) in zip(owned, boxes, strict=True):
            if top <= y <= bottom and x0 <= x <= x1:
                inside.append(word)
                break
        else:
            outside.append(word)
    return owned, outside


def in_reading_order(tables: Sequence[tuple[Box, Block]], paragraphs: Sequence[Block]) -> list[Block]:
    """By the top of each; of two blocks that stand side by side the left one first."""
    placed = list(tables)
    for paragraph in paragraphs:
        assert not isinstance(paragraph, Table)
        box = paragraph.place.box
        if box is not None:
            placed.append((box, paragraph))
    placed.sort(key=lambda one: (one[0][1], one[0][0]))
    for _ in range(2):
        for at in range(len(placed) - 1):
            (a, _first), (b, _second) = placed[at], placed[at + 1]
            beside = min(a[3], b[3]) - max(a[1], b[1]) > 0.5 * min(a[3] - a[1], b[3] - b[1])
            if beside and b[2] <= a[0] + 1:
                placed[at], placed[at + 1] = placed[at + 1], placed[at]
    return [block for _, block in placed]
