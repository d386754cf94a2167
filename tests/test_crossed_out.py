"""Cells of which a part is crossed out."""

from __future__ import annotations

from dataclasses import replace

import pytest

from grids import document, grid
from plantrace.extract.document import Cell
from plantrace.normalise.crossed_out import left_standing
from plantrace.normalise.plan import read_plan


@pytest.mark.parametrize(
    ("printed", "struck", "standing"),
    [
        ("31/12/2023 31/03/2024", "31/12/2023", "31/03/2024"),
        ("June 2023\nSeptember 2023", "June 2023", "September 2023"),
        ("Tom Jones Ann Lee", "Tom Jones", "Ann Lee"),
        # crossed out whole: so is its row
        ("May 2023", "May 2023", "May 2023"),
        # which of two, or words apart: nobody can say
        ("May 2023 May 2023", "May 2023", "May 2023 May 2023"),
        ("A May B June", "A B", "A May B June"),
        ("Maypole", "May", "Maypole"),
        ("May 2023", "", "May 2023"),
    ],
)
def test_what_is_left_standing(printed: str, struck: str, standing: str) -> None:
    (cell,) = left_standing([Cell(printed, 0, 0, lines=tuple(printed.split("\n")), struck_text=struck)])
    assert cell.text == standing


def test_the_new_date_and_lead_beside_the_old_ones_are_read_and_all_of_it_is_kept_as_printed() -> None:
    struck = {1: "Tom Jones", 2: "31/12/2023", 3: "In progress."}
    table = grid(
        "Action | Lead | By when | Progress",
        "Audit files | Tom Jones Ann Lee | 31/12/2023 31/03/2024 | In progress. Completed in March.",
        "Train staff | HR Manager | May 2024 | Begun",
    )
    cells = tuple(replace(cell, struck_text=struck.get(cell.column, "")) if cell.row == 1 else cell for cell in table.cells)
    action = read_plan(document(replace(table, cells=cells))).actions[0]
    assert (action.lead_raw, action.timescale_raw, action.progress) == (
        "Tom Jones Ann Lee",
        "31/12/2023 31/03/2024",
        "In progress. Completed in March.",
    )
    assert [lead.name for lead in action.leads] == ["Ann Lee"]
    assert [each.edtf for each in action.timescales] == ["2024-03-31"]
    assert (action.status, action.struck) == ("complete", False)
