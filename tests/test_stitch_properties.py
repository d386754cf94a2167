"""Any plan, cut anywhere, comes back; of any pages at all, no word is lost and none made up."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as some

from plantrace.extract.document import Cell, Table
from plantrace.extract.stitch import stitch_pages
from plantrace.extract.stitch.headings import head_rows, rows_of
from stitched import drawn, piece

HEAD = "No.** | Action** | Lead** | Progress**"
_WORDS = "audit files train staff review plans with partners and show how risk was weighed before the board met again".split()

sentences = some.lists(some.sampled_from(_WORDS), min_size=3, max_size=14).map(lambda words: " ".join(words).capitalize() + ".")
leads = some.sampled_from(["JH", "Head of Safeguarding", "Kim Roberts", "SSCB"])
rows = some.lists(some.tuples(sentences, leads, sentences), min_size=2, max_size=12)


@settings(max_examples=150, deadline=None, derandomize=True)
@given(rows, some.data())
def test_a_plan_cut_anywhere_comes_back(plan: list[tuple[str, str, str]], data: some.DataObject) -> None:
    """Cut between rows or within one, in one column or both, the heading repeated or not."""
    whole = [[str(number), action, lead, progress] for number, (action, lead, progress) in enumerate(plan, 1)]
    repeated = data.draw(some.booleans(), label="heading repeated")
    pages: list[list[list[str]]] = [[]]
    for row in whole:
        how = data.draw(some.sampled_from(["on", "on", "break before", "cut"]))
        if how == "break before" and pages[-1]:
            pages.append([])
        if how == "cut":
            columns = data.draw(some.sampled_from([(1,), (3,), (1, 3)]))
            cuts = {column: data.draw(some.integers(1, len(row[column].split()) - 1)) for column in columns}
            above = [" ".join(text.split()[: cuts.get(column)]) if column in cuts else text for column, text in enumerate(row)]
            below = [" ".join(text.split()[cuts[column] :]) if column in cuts else "" for column, text in enumerate(row)]
            pages[-1].append(above)
            pages.append([below])
        else:
            pages[-1].append(row)
    drawn_pages = [
        [piece(number, *([HEAD] if repeated or number == 1 else []), *(" | ".join(row) for row in page))]
        for number, page in enumerate(pages, 1)
        if page
    ]
    (table,) = stitch_pages(drawn_pages)
    assert isinstance(table, Table)
    assert drawn(table)[1:] == [" | ".join(row) for row in whole]


cells = some.sampled_from(["", "", "JH", "1", "2.", "Audit files", "and so on", "Completed.", "May 2013", "•", "^", "="])
tables = some.integers(1, 4).flatmap(
    lambda width: some.lists(some.lists(cells, min_size=width, max_size=width).map(" | ".join), min_size=1, max_size=6)
)


@settings(max_examples=300, deadline=None, derandomize=True)
@given(some.lists(some.lists(tables, max_size=2), min_size=1, max_size=4), some.booleans())
def test_no_word_is_lost_or_made_up(pages: list[list[list[str]]], aligned: bool) -> None:
    """Words that are gone stood in rows that repeat a table's head; every cell lies within its table and covers no other."""
    route = "alignment" if aligned else "rules"
    drawn_pages = [
        [_drawable(piece(number, *_bounded(lines), top=50 + 200 * at, route=route)) for at, lines in enumerate(page)]
        for number, page in enumerate(pages, 1)
    ]
    before = Counter(word for page in drawn_pages for table in page for cell in table.cells for word in cell.text.split())
    joined = [block for block in stitch_pages(drawn_pages) if isinstance(block, Table)]
    after = Counter("".join(word) for table in joined for cell in table.cells for word in cell.text.split())
    assert not after - before
    heads = Counter(
        word for table in (t for page in drawn_pages for t in page) for row in _head(table) for cell in row for word in cell.text.split()
    )
    assert not (before - after) - heads
    for table in joined:
        taken = Counter(
            (row, column)
            for cell in table.cells
            for row in range(cell.row, cell.row + cell.rowspan)
            for column in range(cell.column, cell.column + cell.colspan)
        )
        assert max(taken.values(), default=1) == 1
        assert all(row < table.n_rows and column < table.n_columns for row, column in taken)
        assert len(table.routes) == table.n_rows


def _bounded(lines: list[str]) -> list[str]:
    """`^` in the first row and `=` in the first column have nothing to repeat."""
    parts = [line.split(" | ") for line in lines]
    return [
        " | ".join("" if (part == "^" and not row) or (part == "=" and not column) else part for column, part in enumerate(line))
        for row, line in enumerate(parts)
    ]


def _drawable(table: Table) -> Table:
    """Merges both ways may make no rectangle: of cells that overlap the first is kept."""
    kept, taken = [], set()
    for cell in table.cells:
        area = {(r, c) for r in range(cell.row, cell.row + cell.rowspan) for c in range(cell.column, cell.column + cell.colspan)}
        if not area & taken:
            kept.append(cell)
            taken |= area
    return replace(table, cells=tuple(kept))


def _head(table: Table) -> list[list[Cell]]:
    rows = rows_of(table.cells, table.n_rows)
    return rows[: max(1, head_rows(rows, table.n_columns, 0))]
