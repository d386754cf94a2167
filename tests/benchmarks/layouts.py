"""The labelled plans set anew in every layout of `typeset`, read, and held against their labels.

    python tests/benchmarks/layouts.py [--only LAYOUT]... [--plan NAME]... [--misses N]

Rows are F1 of the actions, letter for letter but half a per cent; cells the share of rows of which every cell is right; fields the mean share that is right.
0.95 of the rows is the least. Needs Chromium and LibreOffice; what is set once lies in the temporary folder until the next start of the machine.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections import defaultdict
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from measured import measure

from plantrace.extract.read import read
from plantrace.normalise.plan import read_plan
from typeset import LAYOUTS, labelled, rows_read, share_right, typeset_all

CORPUS = Path(__file__).resolve().parents[3] / "shared" / "corpus"
PLANS = ("stockton-2013", "sunderland-2013", "sunderland-2019-irs")
FIELDS = ("recommendation_number", "recommendation", "lead_raw", "timescale_raw", "progress", "rag")
"""What the sheets have columns for."""


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--only", action="append", choices=list(LAYOUTS), help="a layout")
    asked.add_argument("--plan", action="append", choices=PLANS)
    asked.add_argument("--misses", type=int, default=0, help="wrong values to print of each")
    options = asked.parse_args()
    folder = Path(tempfile.gettempdir()) / "plantrace-layouts"
    folder.mkdir(exist_ok=True)
    labels = {name: CORPUS / f"{name}.word.gold.json" for name in options.plan or PLANS}
    sheets = {name: labelled(path) for name, path in labels.items()}
    asked_for = [(name, layout) for layout in options.only or LAYOUTS for name in sheets]
    paths = typeset_all([(sheets[name], LAYOUTS[layout]) for name, layout in asked_for], folder)
    worst: dict[str, float] = defaultdict(lambda: 1.0)
    for (name, layout), path in zip(asked_for, paths, strict=True):
        document = read(path)
        found = measure(read_plan(document).actions, json.loads(labels[name].read_text())["actions"], alike=99.5, fields=FIELDS)
        cells, more = share_right(rows_read(document, sheets[name].headings), sheets[name].expected(LAYOUTS[layout].faked_merges))
        worst[layout] = min(worst[layout], found.f1)
        print(
            f"{layout:36} {name:22} rows {found.f1:.3f}   cells {cells:.3f}{f' and {more} rows more' if more else '':18} fields {found.fields:.3f}"
        )
        for at, field, got, wanted in found.misses[: options.misses]:
            print(f"    row {at} {field}: {got[:100]!r}, printed {wanted[:100]!r}")
    print(f"least of all: {min(worst.values()):.3f} ({min(worst, key=lambda layout: worst[layout])})")


if __name__ == "__main__":
    main()
