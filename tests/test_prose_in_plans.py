"""Two thousand rows whose lead, timescale and update cells are ordinary prose: no date, no lead, no rating comes out that is not printed."""

from __future__ import annotations

import random

from test_timescales_prose import made_up

from grids import document, grid
from plantrace.normalise.plan import read_plan

COLOURED = (
    "Green waste is collected by the contractor", "Red Cross volunteers have been trained", "Blue badge applications are dealt with", "The red route was extended",
    "Amber lights are fitted to all vehicles", "The Green Paper was read by staff", "Grey areas in the policy were discussed", "Brown bins are emptied",
    "Complete records are kept of all visits", "Completed forms are sent to the office", "Ongoing costs are met by the trust", "Closed cases were looked at again",
    "Delayed discharges were counted", "Done well this helps families", "On track records show how people travel", "New starters are given a pack",
)  # fmt: skip
_ROWS = 2000


def test_prose_under_the_headings_of_a_plan() -> None:
    chooser = random.Random(42)
    prose = [
        text if number % 3 else f"{chooser.choice(COLOURED)}, {text[0].lower()}{text[1:]}" for number, text in enumerate(made_up(_ROWS * 3))
    ]
    cells = [prose[at : at + 3] for at in range(0, _ROWS * 3, 3)]
    rows = [f"Audit the case files of team {number} | {' | '.join(each)}" for number, each in enumerate(cells)]
    plan = read_plan(document(grid("Action | Lead | Timescale | Progress", *rows)))
    assert [[action.lead_raw, action.timescale_raw, action.progress] for action in plan.actions] == cells
    wrong = [
        (action.lead_raw, action.timescale_raw, action.progress, action.leads, action.due, action.rating.rag, action.status)
        for action in plan.actions
        if action.leads or action.due or action.due_revised or action.due_inferred or action.rating.rag or action.status
    ]
    assert wrong == []
