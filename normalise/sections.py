"""A table -> its sections: full-width rows, a heading, and the rows under it.

| Recommendation 1 ...        |
| Outcome: ...                |        Section(banners=[Recommendation 1, Outcome], headings=[What, When],
| What         | When         |   ->           items=[row, row])
| Audit files  | May          |        Section(banners=[Recommendation 2], ...)
| Train staff  | June         |
| Recommendation 2 ...        |
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from ..extract.document import Block, Cell, Table
from .contrast import stands_apart
from .headings import heading_to_match
from .inset_labels import label_rows_to_banners, pieces_beside
from .labelled import labelled_to_table
from .sideways import form_to_table
from .ticked import ticked_to_table
from .vocabulary import Vocabulary

GridRow = list[Cell | None]

LONGEST_HEADING = 130
"""Letters in a heading cell: `How will we know we have succeeded (include measures and targets)?` is one; most actions are longer."""


@dataclass(frozen=True, slots=True)
class Section:
    """Rows of one table under one heading.

    `headings` has one text a grid column (empty where there is none; a heading over a run of columns stands before theirs,
    its text on a line of its own). `items` are body rows (indices into the grid) and full-width cells between them, in order.
    """

    table: Table
    grid: list[GridRow]
    banners: tuple[Cell, ...]
    headings: tuple[str, ...]
    heading_cells: tuple[Cell, ...]
    items: tuple[int | Cell, ...]
    rows: tuple[int, ...] = field(init=False)
    """The body rows of `items`."""
    _fills: dict[int, frozenset[str]] = field(default_factory=dict, init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "rows", tuple(item for item in self.items if isinstance(item, int)))

    def fills_of(self, column: int) -> frozenset[str]:
        """The colours of a column's body cells, gathered once: each row asks for them."""
        if column not in self._fills:
            cells = (self.grid[row][column] for row in self.rows)
            self._fills[column] = frozenset(cell.fill for cell in cells if cell is not None and cell.fill)
        return self._fills[column]


Sections = Mapping[int, Sequence[Section]]
"""The sections of tables, by the position of each in the document: divided once, asked for plans, keys and what was not read."""


_OF_PLANS = frozenset({"action", "deliverable", "response", "recommendation", "issue", "objective", "rag", "status", "progress"})
"""What stands over a plan and over no list of meetings or versions, which have persons and dates, too."""


@dataclass(slots=True)
class _Draft:
    banners: list[Cell] = field(default_factory=list)
    headings: list[str] = field(default_factory=list)
    heading_cells: list[Cell] = field(default_factory=list)
    items: list[int | Cell] = field(default_factory=list)


def blocks_to_sections(blocks: Sequence[Block], vocabulary: Vocabulary) -> Sections:
    return {position: table_to_sections(block, vocabulary) for position, block in enumerate(blocks) if isinstance(block, Table)}


def table_to_sections(table: Table, vocabulary: Vocabulary) -> list[Section]:
    """The sections of a table in order; one without headings where no row of it is a heading.

    What stands above the first heading (a title row, banners) goes to that section's banners; full-width rows directly above a
    later heading go to the section that it opens.
    """
    table = ticked_to_table(labelled_to_table(form_to_table(table, vocabulary), vocabulary), vocabulary)
    grid = table.grid()
    marked = table.header_rows
    table = label_rows_to_banners(table, vocabulary, lambda row: is_heading_row(grid[row], row < marked, vocabulary))
    grid = table.grid()
    drafts = [_Draft()]
    row = 0
    while row < len(grid):
        current = drafts[-1]
        height = heading_height(grid, row, table, vocabulary)
        if not height and not current.headings and not current.items and _is_heading_of_strange_words(table, grid, row, vocabulary):
            height = 1
        if height:
            if current.headings or any(isinstance(item, int) for item in current.items):
                current = _Draft(banners=_trailing_banners(current) if drafts[0].headings else [])
                _keep_preface(drafts, current)
                drafts.append(current)
            current.headings, current.heading_cells = _heading_texts(grid[row : row + height], table.n_columns)
            row += height
            continue
        whole = full_width_cell(grid[row], table.n_columns) or _lone_heading(grid, row)
        if whole is not None:
            # a full-width cell over two grid rows is one banner
            target = current.items if current.headings or current.items else current.banners
            if not target or target[-1] is not whole:
                target.append(whole)
        elif beside := pieces_beside(list(distinct_cells(grid[row])), table.n_columns, vocabulary):
            (current.items if current.headings or current.items else current.banners).extend(beside)
        elif any(cell is not None and cell.text.strip() for cell in grid[row]) or any(cell is not None and cell.fill for cell in grid[row]):
            current.items.append(row)
        row += 1
    return [
        Section(table, grid, tuple(each.banners), tuple(each.headings), tuple(each.heading_cells), tuple(each.items))
        for each in drafts
        if each.headings or each.items
    ]


def _is_heading_of_strange_words(table: Table, grid: list[GridRow], row: int, vocabulary: Vocabulary) -> bool:
    """Where no row of a table is a heading by its words, the first may be one by what stands below it."""
    if full_width_cell(grid[row], table.n_columns) is not None:
        return False
    matches = [match for cell in grid[row] if cell is not None and (match := heading_to_match(cell.text, vocabulary))]
    return stands_apart(grid, row, known=any(match.field in _OF_PLANS for match in matches)) and not any(
        heading_height(grid, at, table, vocabulary) for at in range(row, len(grid))
    )


def _keep_preface(drafts: list[_Draft], opened: _Draft) -> None:
    """Rows above the very first heading are no section of their own: a title row (`TB (9)1.ii | Action Log as 2 Sept 2011`) is a banner."""
    first = drafts[0]
    if first.headings or len(drafts) > 1:
        return
    if len([item for item in first.items if isinstance(item, int)]) > 3:
        opened.banners = _trailing_banners(first) + opened.banners
        return  # a table of its own stands above: it may be a plan without headings, or none
    opened.banners = [*first.banners, *(item for item in first.items if not isinstance(item, int)), *opened.banners]
    drafts.clear()


def _trailing_banners(draft: _Draft) -> list[Cell]:
    """Takes the full-width cells at the end of a draft out of it: they belong to the heading that follows them."""
    taken: list[Cell] = []
    while draft.items and not isinstance(draft.items[-1], int):
        cell = draft.items.pop()
        assert not isinstance(cell, int)
        taken.insert(0, cell)
    return taken


def distinct_cells(cells: GridRow) -> Iterator[Cell]:
    """The cells of a grid row, a merged one once."""
    seen: set[int] = set()
    for cell in cells:
        if cell is not None and id(cell) not in seen:
            seen.add(id(cell))
            yield cell


def full_width_cell(cells: GridRow, n_columns: int) -> Cell | None:
    """The one cell that fills a row from edge to edge, else None.

    Also where the author merged most of it and left the rest blank, or shaded a whole row and wrote in its first cell in bold.
    """
    present = list(distinct_cells(cells))
    filled = [cell for cell in present if cell.text.strip()]
    if len(filled) != 1 or n_columns < 2:
        return None
    cell = filled[0]
    if cell.rowspan > 1 and cell.colspan < n_columns:
        return None  # a merged recommendation whose other columns are blank in this row
    if cell.colspan == n_columns or (cell.colspan > 1 and cell.colspan * 2 > n_columns):
        return cell
    shades = {other.fill for other in present}
    shaded = len(shades) == 1 and not shades & {None, "FFFFFF"}
    return cell if cell.bold and shaded and len(present) > 2 and len(cell.text) < LONGEST_HEADING else None


def _lone_heading(grid: list[GridRow], row: int) -> Cell | None:
    """A short bold text alone in its row, above a row that begins with a text of its own, not bold: no rule need part the columns of it.
    One that goes over a border of the columns, or stands above a row that does, needs no such row.

    | **Quality of practice** |                  |      |
    | Improve assessments     | Audit case files | June |
    """
    filled = [cell for cell in distinct_cells(grid[row]) if cell.text.strip()]
    if len(filled) != 1 or len(grid[row]) < 3 or row + 1 == len(grid):
        return None
    cell, below = filled[0], grid[row + 1][0]
    alone = cell.bold and cell.column == 0 and cell.rowspan == 1 and len(cell.text) < LONGEST_HEADING
    over = cell.colspan > 1 or full_width_cell(grid[row + 1], len(grid[row])) is not None
    return cell if alone and (over or (below is not None and below.text.strip() and not below.bold)) else None


def heading_height(grid: list[GridRow], row: int, table: Table, vocabulary: Vocabulary) -> int:
    """How many grid rows, from this one on, are a heading: 0 where it is none, 2 where a heading stands over a run of columns."""
    if not is_heading_row(grid[row], row < table.header_rows, vocabulary):
        return 0
    cells = list(distinct_cells(grid[row]))
    height = max((cell.row + cell.rowspan - row for cell in cells if cell.text.strip() and cell.rowspan <= 3), default=1)
    below = grid[row + height] if row + height < len(grid) else None
    grouped = any(1 < cell.colspan < table.n_columns for cell in cells)
    if height == 1 and below is not None and grouped and _is_second_line(grid[row], below):
        height = 2
    while row + height < min(table.header_rows, len(grid)) and is_heading_row(grid[row + height], True, vocabulary):
        height += 1
    return min(height, len(grid) - row)


def _is_second_line(over: GridRow, under: GridRow) -> bool:
    """Whether a row holds the columns' own headings below a heading over a run of them: short, and blank below the others."""
    for above, below in zip(over, under, strict=True):
        if below is None or above is None:
            continue
        if len(below.text) > 40 or (above.colspan == 1 and below.text.strip() and below is not above):
            return False
    return sum(1 for cell in distinct_cells(under) if cell.text.strip()) >= 2


def _is_too_long(text: str) -> bool:
    """For a heading; a question may take as long again: `How are you going to ensure ... What measures will you put in place?`"""
    return len(text) > LONGEST_HEADING * (2 if text.rstrip().endswith(("?", ":")) else 1)


def is_heading_row(cells: GridRow, marked: bool, vocabulary: Vocabulary) -> bool:
    """Whether a row names columns: at least two different fields, most of its filled cells known, none a sentence.

    `marked`: the file itself says so (Word's repeating heading, TH): one known field is enough.
    """
    filled = [cell for cell in distinct_cells(cells) if cell.text.strip()]
    if len(filled) < 2 or any(_is_too_long(cell.text) for cell in filled):
        return False
    matches = [heading_to_match(cell.text, vocabulary) for cell in filled]
    fields = {match.field for match in matches if match}
    sure = {match.field for match in matches if match and match.level == "exact"}
    known = sum(match is not None for match in matches)
    if marked:
        return bool(fields)
    if all(cell.bold for cell in filled) or all(cell.row == 0 for cell in filled):
        return len(fields) >= 2 and known * 2 >= len(filled)
    if all(cell.fill not in (None, "FFFFFF") for cell in filled):  # a heading, or a striped row that has headings' words in its cells
        return len(sure) >= 2 and known * 2 >= len(filled)
    return len(sure) >= 2 and len(fields) >= 2 and known * 3 >= len(filled) * 2


def _heading_texts(rows: list[GridRow], n_columns: int) -> tuple[list[str], list[Cell]]:
    """`| Monitoring      |` over `| Who | When |` -> `["Monitoring\\nWho", "Monitoring\\nWhen"]`, and the cells."""
    texts: list[str] = []
    cells: dict[int, Cell] = {}
    for column in range(n_columns):
        stack: list[Cell] = []
        for row in rows:
            cell = row[column]
            if cell is not None and cell.text.strip() and cell not in stack:
                stack.append(cell)
                cells[id(cell)] = cell
        texts.append("\n".join(" ".join(cell.text.split()) for cell in stack))
    return texts, list(cells.values())
