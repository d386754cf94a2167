"""Plans made up by chance, typeset in layouts by chance, read, and compared cell by cell and field by field.

    python tests/benchmarks/any_plans.py [--plans 100] [--seed 0] [--only LAYOUT]... [--keep FOLDER]

A plan is right where every row shows every cell as set, every field says what was set, and no word of its tables is left over. Needs Chromium
and LibreOffice.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).parents[1]))

from any_plan import AnyPlan, any_plan, faults

from plantrace.extract.read import read
from typeset import LAYOUTS, typeset_all

AT_A_TIME = 20
"""Plans that LibreOffice prints in one call."""


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--plans", type=int, default=100)
    asked.add_argument("--seed", type=int, default=0, help="of the first plan")
    asked.add_argument("--only", action="append", choices=list(LAYOUTS), help="a layout")
    asked.add_argument("--keep", type=Path, help="a folder for the documents")
    options = asked.parse_args()
    right: Counter[str] = Counter()
    count: Counter[str] = Counter()
    for first in range(options.seed, options.seed + options.plans, AT_A_TIME):
        seeds = range(first, min(first + AT_A_TIME, options.seed + options.plans))
        plans = [any_plan(Random(seed), options.only or tuple(LAYOUTS)) for seed in seeds]
        with tempfile.TemporaryDirectory() as passing:
            folder = (options.keep or Path(passing)).resolve()  # a browser prints files by their whole path
            folder.mkdir(parents=True, exist_ok=True)
            told(seeds, plans, typeset_all([(plan.sheet, plan.layout) for plan in plans], folder), right, count)
    for named in sorted(count):
        print(f"{named:40} {right[named]:4} of {count[named]:4} plans whole")
    print(f"{'all':40} {right.total():4} of {count.total():4} plans whole")


def told(seeds: Sequence[int], plans: Sequence[AnyPlan], paths: Sequence[Path], right: Counter[str], count: Counter[str]) -> None:
    for seed, plan, path in zip(seeds, plans, paths, strict=True):
        found = faults(plan, read(path))
        count[plan.named] += 1
        right[plan.named] += not found
        if found:
            print(f"plan {seed}, {plan.named}, {path.name}: {len(found)} faults; {found[0][:400]}", flush=True)


if __name__ == "__main__":
    main()
