"""How long 250,000 actions take to load, with leads, timescales and places, and how long the views take to answer.

python tests/benchmarks/load_actions.py [--actions 250000] [--db postgresql+psycopg://...]
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from dataclasses import replace
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from sqlalchemy import text

from hand_made import PLAN, document_of
from plantrace.load.database import open_database
from plantrace.load.runs import begin_run
from plantrace.load.store import store_document
from plantrace.normalise.model import Action, Lead, Plan, Rating, Recommendation, Timescale
from plantrace.provenance import Place, Source, content_id

ACTIONS_A_DOCUMENT = 100
_FIELDS = ("action", "action_number", "lead_raw", "timescale_raw", "progress", "rag")
_QUERIES = {
    "rows of a document": "SELECT * FROM plan_rows WHERE document_id = '{id}' ORDER BY position",
    "places of a row": "SELECT * FROM places WHERE row_id = (SELECT row_id FROM plan_rows WHERE document_id = '{id}' AND position = 7)",
    "red actions of an authority": "SELECT * FROM plan_rows WHERE authority = 'Council 7' AND rag = 'red'",
    "actions of a lead": "SELECT r.* FROM leads l JOIN plan_rows r ON r.row_id = l.row_id WHERE l.name = 'Person 77'",
    "all documents": "SELECT * FROM plan_documents",
}


def plan_of(number: int) -> Plan:
    """A plan of a hundred actions under twenty recommendations, each field with its place."""
    box = (10.0, 20.0, 110.0, 60.0)
    recommendations = tuple(
        Recommendation(
            index, str(index), f"Recommendation {index} of plan {number}", places={"recommendation": (Place(1, 1, index, 1, box),)}
        )
        for index in range(1, ACTIONS_A_DOCUMENT // 5 + 1)
    )
    actions = tuple(
        Action(
            position=position,
            recommendation=recommendations[(position - 1) // 5],
            theme=None,
            number=str(position),
            text=f"Action {position} of plan {number}: review the arrangements and report to the board " * 2,
            lead_raw=f"Person {number % 1000}\nSSCB",
            leads=(Lead(f"Person {number % 1000}", "person"), Lead("SSCB", "group")),
            timescale_raw="September 2013",
            timescales=(Timescale("September 2013", "period", "2013-09", date(2013, 9, 1), date(2013, 9, 30)),),
            due=date(2013, 9, 30),
            progress="The review was completed and reported; the arrangements are in place and will be audited. " * 3,
            rating=Rating(("red", "amber", "green")[position % 3], "text"),  # type: ignore[arg-type]
            page_first=1,
            page_last=1,
            route="rules",
            places={name: (Place(1, 1, position, column, box),) for column, name in enumerate(_FIELDS, 2)},
        )
        for position in range(1, ACTIONS_A_DOCUMENT + 1)
    )
    return replace(PLAN, title=f"Plan {number}", authority=f"Council {number % 150}", recommendations=recommendations, actions=actions)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--actions", type=int, default=250_000)
    parser.add_argument("--db")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        engine = open_database(given.db or Path(folder) / "plans.db", create=True)
        with engine.begin() as connection:
            run_id = begin_run(connection, {})
        documents = given.actions // ACTIONS_A_DOCUMENT
        loading, at_quarter = 0.0, 0.0
        for number in range(documents):
            plan = plan_of(number)
            document = replace(document_of(), source=Source(Path(f"/archive/{number}.pdf"), content_id(number) * 4, "pdf"))
            started = time.perf_counter()
            with engine.begin() as connection:
                store_document(connection, document, plan, run_id)
            loading += time.perf_counter() - started
            if number == documents // 4 - 1:
                at_quarter = loading
        print(f"{documents * ACTIONS_A_DOCUMENT:,} actions of {documents:,} documents loaded in {loading:.1f} s")
        print(
            f"a document took {at_quarter / (documents // 4) * 1000:.1f} ms in the first quarter, {loading / documents * 1000:.1f} ms in all"
        )
        with engine.connect() as connection:
            for name, query in _QUERIES.items():
                started = time.perf_counter()
                rows = connection.execute(text(query.format(id=content_id(documents // 2) * 4))).all()
                print(f"{name}: {len(rows):,} rows in {(time.perf_counter() - started) * 1000:.1f} ms")
        engine.dispose()


if __name__ == "__main__":
    main()
