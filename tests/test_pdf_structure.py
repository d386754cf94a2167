"""Tagged PDFs: what the structure tree adds to the geometry, and what it leaves alone."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from plantrace.extract.document import Paragraph, Table
from plantrace.extract.pdf.blocks import page_to_blocks
from plantrace.extract.pdf.grid import GridCell
from plantrace.extract.pdf.page import PageContent, Word
from plantrace.extract.pdf.pdfium import open_pdf
from plantrace.extract.pdf.structure import Tag
from plantrace.extract.pdf.tagged_rows import rows_told_by_tags

CORPUS = Path(__file__).parents[2] / "shared" / "corpus"


def corpus_pages(name: str, *numbers: int) -> list[PageContent]:
    path = CORPUS / name
    if not path.exists():
        pytest.skip("the plans are not beside the checkout")
    with open_pdf(path) as pdf:
        pages = [pdf.page(number) for number in numbers]
    return [page for page in pages if page is not None]


def tables_of(page: PageContent) -> list[Table]:
    return [block for block in page_to_blocks(page) if isinstance(block, Table)]


def word(text: str, tag: int) -> Word:
    return Word(text, (0, 0, 10, 10), 9, tag=tag)


def cells(*rows: int) -> list[GridCell]:
    return [GridCell(row, column, 1, 1, (0, 0, 10, 10)) for column, row in enumerate(rows)]


HEAD, ONE, TWO = Tag(1, table=0, row=0, heading=True), Tag(2, table=0, row=1), Tag(3, table=0, row=2)
ROWS = [
    # One heading row, then rows that the tree holds as rows, too.
    ({0: HEAD, 1: ONE, 2: TWO}, [True, True, True], 1, False),
    # The first row below the headings has content on another page.
    ({0: HEAD, 1: replace(ONE, elsewhere=True), 2: TWO}, [True, True, True], 1, True),
    # Two rows of the page are one in the tree: they do not agree, and nothing is said of going on.
    ({0: HEAD, 1: ONE, 2: ONE}, [True, False, False], 1, None),
    # Words without a tag: unknown.
    ({1: ONE, 2: TWO}, [False, True, True], 0, None),
]


@pytest.mark.parametrize(("tags", "agrees", "header_rows", "continues"), ROWS)
def test_rows_told_by_tags(tags: dict[int, Tag], agrees: list[bool], header_rows: int, continues: bool | None) -> None:
    told = rows_told_by_tags(cells(0, 1, 2), [[word("a", 0)], [word("b", 1)], [word("c", 2)]], 3, tags)
    assert (told.agrees, told.header_rows, told.continues) == (agrees, header_rows, continues)


def test_row_that_fills_the_page_may_go_on_either_way() -> None:
    told = rows_told_by_tags(cells(0, 1), [[word("a", 0)], [word("b", 1)]], 2, {0: HEAD, 1: replace(ONE, elsewhere=True)})
    assert told.continues is None


def test_browser_pdf_tells_headings_and_rows_that_go_on() -> None:
    first, second = corpus_pages("sunderland-2013.web.pdf", 1, 2)
    (above,), (below,) = tables_of(first), tables_of(second)
    assert (above.header_rows, above.continues, above.routes) == (1, False, ("structure",) * 6)
    assert (below.header_rows, below.continues) == (1, True)


def test_tree_settles_rows_where_no_rule_is_drawn() -> None:
    """Half the page's rows have one text only: margins cannot tell them from paragraphs, the tree can."""
    (page,) = corpus_pages("sunderland-2019-irs.web.pdf", 20)
    bare = replace(page, rules=(), fills=())
    rows = [[cell.text for cell in table if cell.text] for table in tables_of(page)]
    assert [[cell.text for cell in table if cell.text] for table in tables_of(bare)] == rows


def test_word_pdf_tells_paragraphs_in_a_cell() -> None:
    (page,) = corpus_pages("real/dgu_LPDP_terms_tasks_2013-10.pdf", 4)
    (table,) = tables_of(page)
    texts = [cell.text for cell in table if cell.row == 1]
    assert texts[1].split("\n")[1].startswith("(18/7/13")
    assert [line.text for line in page_to_blocks(page)[:2] if isinstance(line, Paragraph)] == ["Annex A", "WORK PLAN 2013-14"]
