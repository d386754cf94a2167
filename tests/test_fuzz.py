"""Documents with something wrong in them, a few hundred of the thousands that `benchmarks/fuzz.py` reads: an answer for each, never a fault."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from mutants import mutant, odd_plan, small_plans
from plantrace.batch import process
from plantrace.load.database import memory_database
from plantrace.load.runs import begin_run
from plantrace.load.store import store_document
from plantrace.normalise.plan import read_plan

INPUTS = 240


def plantrace(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "plantrace", *map(str, arguments)]
    return subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=600)


@pytest.fixture(scope="module")
def plans(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    return small_plans(tmp_path_factory.mktemp("plans"))


def test_the_plans_are_plans_before_anything_is_wrong_with_them(plans: list[Path]) -> None:
    outcomes = [process(plan) for plan in plans]
    assert [(outcome.error, bool(outcome.plan and outcome.plan.actions)) for outcome in outcomes] == [(None, True)] * len(plans)


def test_an_import_of_what_is_wrong_ends_with_an_answer_for_each(plans: list[Path], tmp_path: Path) -> None:
    archive, database = tmp_path / "archive", tmp_path / "plans.db"
    archive.mkdir()
    for number in range(INPUTS):
        (archive / f"{number:04d}{plans[number % len(plans)].suffix}").write_bytes(mutant(plans, number))
    done = plantrace("import", archive, "--db", database, "--jobs", 2)
    assert done.returncode in (0, 1), done.stderr
    for fault in ("Traceback", "fault of plantrace", "ended the process", "longer than"):
        assert fault not in done.stderr
    for arguments in (["export", tmp_path / "rows.xlsx"], ["recur", "--json"], ["status", "--json"]):
        after = plantrace(*arguments, "--db", database)
        assert (after.returncode, "Traceback" in after.stderr) == (0, False), after.stderr


def test_whatever_the_cells_say_a_plan_is_read_and_kept() -> None:
    engine = memory_database()
    with engine.begin() as connection:
        run_id = begin_run(connection, {})
    for number in range(INPUTS):
        document = odd_plan(number)
        plan = read_plan(document)
        with engine.begin() as connection:
            assert store_document(connection, document, plan, run_id).rows == len(plan.actions)
