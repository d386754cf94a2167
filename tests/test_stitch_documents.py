"""Whole documents: the labelled plans as archived, and plans set for the test in layouts of every kind. Every row must come out whole."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from plantrace.extract.document import Table
from plantrace.extract.read import read
from typeset import LAYOUTS, Sheet, labelled, made_up, missing_program, rows_read, share_right, typeset

CORPUS = Path(__file__).parents[2] / "shared" / "corpus"
needs_corpus = pytest.mark.skipif(not CORPUS.is_dir(), reason="the labelled plans lie in ../shared/corpus beside the checkout")


def _letters(text: str | None) -> str:
    """Letters and digits alone, without the number or bullet that an action begins with."""
    return re.sub(r"\W+", "", re.sub(r"^\s*\d+(?:\.\d+)*[.)]?\s", "", text or "")).casefold()


@needs_corpus
@pytest.mark.parametrize("name", ["stockton-2013", "sunderland-2013", "sunderland-2019-irs"])
@pytest.mark.parametrize("printer", ["web", "wordpdf"])
def test_every_labelled_row_is_one_row_of_one_table(name: str, printer: str) -> None:
    actions = json.loads((CORPUS / f"{name}.{printer}.gold.json").read_text())["actions"]
    document = read(CORPUS / f"{name}.{printer}.pdf")
    rows = [
        {_letters(cell.text) for cell in row if cell is not None}
        for table in document.blocks
        if isinstance(table, Table)
        for row in table.grid()
    ]
    torn = [action["action"] for action in actions if not _found(action, rows)]
    assert torn == []


def _found(action: dict[str, str | None], rows: list[set[str]]) -> bool:
    """Takes the row out, so that each is found once."""
    for row in rows:
        if all(_letters(action[field]) in row for field in ("action", "progress") if action[field]):
            rows.remove(row)
            return True
    return False


@needs_corpus
@pytest.mark.parametrize(
    ("name", "pieces"),
    [
        # A table a recommendation, 1 to 14, and a second one under 5 and 8.
        ("stockton-2013.web", 16),
        ("stockton-2013.wordpdf", 16),
        # One table on 21 and on 25 pages.
        ("sunderland-2013.web", 1),
        ("sunderland-2013.wordpdf", 1),
        # Eight of the plan 18-19, one of 2019-20, twelve of figures and signatures.
        ("sunderland-2019-irs.web", 21),
        ("sunderland-2019-irs.wordpdf", 21),
    ],
)
def test_the_plans_have_the_tables_that_their_authors_wrote(name: str, pieces: int) -> None:
    assert len(read(CORPUS / f"{name}.pdf").tables) == pieces


WHOLE = [
    "browser grid, untagged",
    "browser grid, heading once",
    "browser faked merges",
    "browser horizontal rules",
    "browser doubled rules",
    "browser portrait",
    "browser turned",
    "office grid, heading once",
    "office faked merges",
    "office horizontal rules",
    "office portrait",
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("typeset")


def _read_share(sheet: Sheet, name: str, folder: Path) -> tuple[float, int]:
    layout = LAYOUTS[name]
    if (program := missing_program(layout)) is not None:
        pytest.skip(f"needs {program}")
    document = read(typeset(sheet, layout, folder))
    return share_right(rows_read(document, sheet.headings), sheet.expected(layout.faked_merges))


@pytest.mark.parametrize("name", WHOLE)
def test_a_plan_comes_out_row_for_row_however_it_is_set(name: str, folder: Path) -> None:
    assert _read_share(made_up(3, wordy=6), name, folder) == (1.0, 0)


@needs_corpus
@pytest.mark.parametrize("name", ["browser doubled rules", "browser portrait", "office horizontal rules"])
def test_a_real_plan_comes_out_row_for_row_however_it_is_set(name: str, folder: Path) -> None:
    """Its progress texts fill more than a page; in LibreOffice's narrow columns one row takes three."""
    assert _read_share(labelled(CORPUS / "sunderland-2013.web.gold.json"), name, folder) == (1.0, 0)
