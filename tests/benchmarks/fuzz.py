"""Twenty thousand documents with something wrong in them, read as an import reads them, loaded, compared and exported.

    python tests/benchmarks/fuzz.py                                       numbers 0 to 19,999, then 400 older Word files
    python tests/benchmarks/fuzz.py --first 5000 --inputs 500 --older 0   a piece
    python tests/benchmarks/fuzz.py --first 4711 --inputs 1 --older 0 --keep strange/    one, left to be looked at

What comes out is counted by kind: a plan, no plan, or the error that a user would see; the slowest are listed. It ends with an error
where plantrace is at fault: an exception nobody expected, a reader that goes on past its limit, a plan that cannot be stored or exported.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from heapq import nlargest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from mutants import mutant, older_plans, small_plans
from plantrace.batch import Limits, Outcome, Settings, UnexpectedFailure, paths_to_tasks, run, workers
from plantrace.extract.word.soffice import soffice
from plantrace.load.database import open_database
from plantrace.load.runs import begin_run
from plantrace.load.store import store_document
from plantrace.trace.export import export_rows
from plantrace.trace.refresh import refresh
from plantrace.workers import Workers

_AT_A_TIME = 500
_COMPARED = 40
"""Documents of each lot that are compared with each other and exported: they are copies of five, and all recur in all."""
_SECONDS_TO_SPARE = 30.0
"""Beyond a reader's limit: for a worker to be asked to end, to be ended and replaced, on a busy machine."""


@dataclass(slots=True)
class Found:
    kinds: Counter[str] = field(default_factory=Counter)
    seconds: list[tuple[float, str]] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Lot:
    plans: tuple[Path, ...]
    numbers: range


def write_mutant(plans: Sequence[Path], number: int, path: Path) -> None:
    path.write_bytes(mutant(plans, number))


def made(lot: Lot, folder: Path, makers: Workers, found: Found) -> list[Path]:
    """The documents of a lot, written by processes that may end over them as well: what makes PDFs is no safer than what reads them."""
    paths = [folder / f"{number:07d}{lot.plans[number % len(lot.plans)].suffix}" for number in lot.numbers]
    waiting = [makers.submit(write_mutant, lot.plans, number, path) for number, path in zip(lot.numbers, paths, strict=True)]
    for future in waiting:
        error = future.exception()
        if error is not None:
            found.kinds[f"not made: {type(error).__name__}"] += 1
    return [path for path in paths if path.exists()]


def read_lot(lot: Lot, folder: Path, pools: tuple[Workers, Workers], jobs: int, limits: Limits, found: Found) -> None:
    makers, readers = pools
    paths = made(lot, folder, makers, found)
    plans: list[Outcome] = []
    begun = time.monotonic()
    for outcome in run(paths_to_tasks(paths, Settings(), jobs), readers, jobs):
        waited, begun = time.monotonic() - begun, time.monotonic()
        name = outcome.path.name
        found.seconds.append((outcome.seconds, name))
        if waited > limits.seconds + _SECONDS_TO_SPARE:
            found.faults.append(f"{name}: {waited:.0f} s, past the limit")
        if outcome.error is None and outcome.plan is not None:
            found.kinds["plan" if outcome.plan.actions else "no plan"] += 1
            plans.append(outcome)
        else:
            found.kinds[type(outcome.error).__name__] += 1
            if outcome.seconds == 0:
                found.lost.append(str(outcome.error))
            if isinstance(outcome.error, UnexpectedFailure) or outcome.error is None or "\n" in str(outcome.error):
                found.faults.append(str(outcome.error))
    keep(plans, folder, found)


def keep(outcomes: Sequence[Outcome], folder: Path, found: Found) -> None:
    """What the importing process does with them, and what is done with a database afterwards."""
    path = folder / "plans.db"
    engine = open_database(path, create=True)
    with engine.begin() as connection:
        run_id = begin_run(connection, {})
    try:
        for position, outcome in enumerate(outcomes, 1):
            store(engine, outcome, run_id, found)
            if position == min(_COMPARED, len(outcomes)):
                after(engine, folder, found)
    finally:
        engine.dispose()


def store(engine, outcome: Outcome, run_id: str, found: Found) -> None:
    try:
        with engine.begin() as connection:
            store_document(connection, outcome.document, outcome.plan, run_id)
    except Exception as error:
        found.faults.append(f"{outcome.path.name}: not stored: {told(error)}")


def after(engine, folder: Path, found: Found) -> None:
    try:
        with engine.begin() as connection:
            refresh(connection)
        with engine.connect() as connection:
            for ending in ("xlsx", "csv", "json", "parquet"):
                export_rows(connection, folder / f"rows.{ending}")
    except Exception as error:
        found.faults.append(f"{folder}: not compared or exported: {told(error)}")


def told(error: Exception) -> str:
    return f"{type(error).__name__}: {str(error)[:200]} {traceback.extract_tb(error.__traceback__)[-1]}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--inputs", type=int, default=20_000)
    parser.add_argument("--older", type=int, default=400, help="older Word files, through LibreOffice")
    parser.add_argument("--jobs", type=int, default=len(os.sched_getaffinity(0)))
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--megabytes", type=int, default=Limits().megabytes)
    parser.add_argument("--keep", type=Path, help="a folder in which the documents stay")
    given = parser.parse_args()
    limits, found = Limits(given.seconds, given.megabytes), Found()
    begun = time.monotonic()
    makers = Workers(given.jobs, seconds_for=lambda *_: 60.0, megabytes=given.megabytes)
    with tempfile.TemporaryDirectory(prefix="plantrace-fuzz-") as work, workers(given.jobs, limits) as readers:
        seeds = Path(work) / "plans"
        seeds.mkdir()
        kinds = [(small_plans(seeds), given.inputs)]
        if soffice() is not None and given.older:
            kinds.append((older_plans(seeds), given.older))
        for plans, inputs in kinds:
            last = given.first + inputs
            for first in range(given.first, last, _AT_A_TIME):
                with tempfile.TemporaryDirectory(dir=work) as lot_folder:
                    folder = given.keep or Path(lot_folder)
                    folder.mkdir(parents=True, exist_ok=True)
                    lot = Lot(tuple(plans), range(first, min(last, first + _AT_A_TIME)))
                    read_lot(lot, folder, (makers, readers), given.jobs, limits, found)
                print(f"{len(found.seconds):,} read in {time.monotonic() - begun:.0f} s: {dict(found.kinds)}", flush=True)
        makers.shutdown(cancel_futures=True)
    report(found, time.monotonic() - begun)


def report(found: Found, seconds: float) -> None:
    print(f"\n{len(found.seconds):,} documents in {seconds:.0f} s")
    for kind, count in found.kinds.most_common():
        print(f"{count:7,}  {kind}")
    print("slowest: " + ", ".join(f"{name} {took:.1f} s" for took, name in nlargest(10, found.seconds)))
    print(f"{len(found.lost)} ended or outlasted the process that read them:", *dict.fromkeys(found.lost), sep="\n  ")
    print(f"{len(found.faults)} faults of plantrace:", *dict.fromkeys(found.faults), sep="\n  ")
    sys.exit(bool(found.faults))


if __name__ == "__main__":
    main()
