"""Which pages of a document a row's evidence shows, and where the document is looked for."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("datasette", reason="the extra `browse` is not installed")

from conftest import SAMPLES
from plantrace.provenance import file_sha256
from plantrace.trace.browse.archive import Served
from plantrace.trace.browse.on_the_page import pages_of_row
from plantrace.trace.browse.source import SourceGone, source_of_row


def place(field: str, page: int, row: int) -> dict[str, Any]:
    return {"field": field, "page": page, "table_number": 1, "table_row": row, "table_column": 1}


@pytest.mark.parametrize(
    ("places", "pages"),
    [
        ([place("action", 4, 7), place("lead_raw", 4, 7)], [4]),
        # the row is cut by the page
        ([place("action", 4, 7), place("action", 5, 7), place("lead_raw", 4, 7), place("lead_raw", 5, 7)], [4, 5]),
        # a theme and a lead merged over pages: the lead's words are on its first, the theme is seen on another
        (
            [
                place("action", 2, 9),
                *(place("lead_raw", page, 2) for page in (1, 2, 3)),
                *(place("theme", page, 1) for page in (1, 2, 3, 4)),
            ],
            [2, 1],
        ),
        ([place("action", 4, 9), place("recommendation", 2, 1), place("theme", 1, 1)], [4, 2, 1]),
        # a recommendation without an action: where most of its cells are
        ([place("recommendation", 3, 1), place("progress", 4, 2), place("rag", 4, 2)], [4, 3]),
        ([], []),
        ([{**place("action", 1, 1), "page": None}], []),
    ],
)
def test_the_pages_of_a_row(places: list[dict[str, Any]], pages: list[int]) -> None:
    assert pages_of_row(places) == pages


@pytest.fixture
def moved(tmp_path: Path) -> dict[str, Any]:
    """A document that was imported from /old/archive/2013 and is in new/2013 now."""
    plan = SAMPLES / "stockton-2013.wordpdf.pdf"
    (tmp_path / "new" / "2013").mkdir(parents=True)
    (tmp_path / "new" / "2013" / "plan.pdf").write_bytes(plan.read_bytes())
    return {"source_path": "/old/archive/2013/plan.pdf", "document_id": file_sha256(plan), "imported_from": ["/old/archive"]}


def test_a_document_is_found_below_the_folder_that_the_archive_was_moved_to(moved: dict[str, Any], tmp_path: Path) -> None:
    served = Served(tmp_path / "plans.db", folders=(tmp_path / "new",))
    assert source_of_row(moved, served) == (tmp_path / "new" / "2013" / "plan.pdf").resolve()
    with pytest.raises(SourceGone):
        source_of_row(moved, None)


@pytest.mark.parametrize(
    ("imported_from", "found"),
    [
        (["new"], True),  # the folder
        (["new/2013/plan.pdf"], True),  # the file itself
        (["elsewhere", "new/2013"], True),
        (["new/2013/other.pdf"], False),  # another file of the same folder
        (["elsewhere"], False),
        ([], False),  # nothing is known of what was imported
        (["new/../elsewhere"], False),
    ],
)
def test_a_path_of_the_database_leads_only_into_what_was_imported(
    moved: dict[str, Any], tmp_path: Path, imported_from: list[str], found: bool
) -> None:
    document = {
        **moved,
        "source_path": str(tmp_path / "new" / "2013" / "plan.pdf"),
        "imported_from": [str(tmp_path / path) for path in imported_from],
    }
    if found:
        assert source_of_row(document, None).name == "plan.pdf"
    else:
        with pytest.raises(SourceGone):
            source_of_row(document, None)
