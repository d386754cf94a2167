"""The rest of a row that stands alone on its page, with nothing around it to make a table of it: paragraphs in the open table's columns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from ...provenance import Place
from ..document import Block, Cell, Paragraph, Table
from .growing import Growing
from .headings import is_banner, written
from .wording import beginning, ending, joined, room_of, squeezed

GAP = 2.5
"""Heights of a line that may lie between two lines of the rest."""

INSET = 2.0
"""Points by which letters may stand over a border."""


def loose_rest(page: Sequence[Block], growing: Growing) -> tuple[Table, int] | None:
    """(the leading paragraphs of a page as a piece of one row, how many they are), where they are the rest of the table's last row.

    Either the table's heading stands above them, or each goes on mid-sentence in its column. Lines of one column only, as on the
    last page of a plan without rules, give nobody a hint that they are a table:

        No.   Action   By when   Progress
                                 and the final report was
                                 agreed in May.
    """
    paragraphs = [block for block in page if isinstance(block, Paragraph)][: _leading(page)]
    if growing.n_columns < 3 or not growing.edges or not paragraphs:
        return None
    headed = _heading_length(paragraphs, growing)
    columns: dict[int, list[Paragraph]] = {}
    taken, bottom = headed, None
    for paragraph in paragraphs[headed:]:
        column, box = _column_of(paragraph, growing.edges), paragraph.place.box
        if column is None or box is None or paragraph.level is not None:
            break
        if bottom is not None and box[1] - bottom > GAP * (paragraph.size or 10.0):
            break
        bottom = max(bottom or 0.0, box[3])
        columns.setdefault(column, []).append(paragraph)
        taken += 1
    if not columns or not (headed or _goes_on(columns, growing)):
        return None
    return _piece(columns, growing), taken


def _leading(page: Sequence[Block]) -> int:
    return next((at for at, block in enumerate(page) if isinstance(block, Table)), len(page))


def _heading_length(paragraphs: Sequence[Paragraph], growing: Growing) -> int:
    """How many leading paragraphs are the heading row read as text: the same letters, whose order is another where a heading has two lines.

    `Action RAG Success measure` / `rating` for `Action | RAG rating | Success measure`.
    """
    rows = (row for row in growing.head if not is_banner(row, growing.n_columns))
    headings = [Counter("".join(squeezed(cell.text) for cell in written(row))) for row in rows]
    letters: Counter[str] = Counter()
    for length, paragraph in enumerate(paragraphs, 1):
        letters.update(squeezed(paragraph.text))
        if letters in headings:
            return length
        if not any(letters <= heading for heading in headings):
            return 0
    return 0


def _column_of(paragraph: Paragraph, edges: Sequence[float]) -> int | None:
    box = paragraph.place.box
    if box is None:
        return None
    within = (at for at, left in enumerate(edges[:-1]) if left - INSET <= box[0] and box[2] <= edges[at + 1] + INSET)
    return next(within, None)


def _goes_on(columns: dict[int, list[Paragraph]], growing: Growing) -> bool:
    """Whether each column's text goes on mid-sentence, and one of them is not the leftmost, where any paragraph may stand."""
    if max(columns) == 0:
        return False
    for column, paragraphs in columns.items():
        above = growing.foot.get(column)
        if above is None or not above.text.strip() or beginning(paragraphs[0].text) != "lower" or ending(above.text) == "closed":
            return False
    return True


def _piece(columns: dict[int, list[Paragraph]], growing: Growing) -> Table:
    boxes = [paragraph.place.box for paragraphs in columns.values() for paragraph in paragraphs if paragraph.place.box]
    top, bottom = min(box[1] for box in boxes), max(box[3] for box in boxes)
    page = next(iter(columns.values()))[0].place.page
    cells = []
    for column in range(growing.n_columns):
        paragraphs = columns.get(column, [])
        lines = tuple(paragraph.text for paragraph in paragraphs)
        text = ""
        for line in lines:
            text = joined(text, line, text.split("\n")[-1], room_of(lines))
        box = (growing.edges[column], top, growing.edges[column + 1], bottom)
        bold = bool(paragraphs) and all(paragraph.bold for paragraph in paragraphs)
        marks = tuple(mark for paragraph in paragraphs for mark in paragraph.marks)
        cells.append(Cell(text, 0, column, places=(Place(page, 0, 1, column + 1, box),), lines=lines, bold=bold, marks=marks))
    return Table(tuple(cells), 1, growing.n_columns, (growing.routes[-1],), 0, growing.edges, page, page)
