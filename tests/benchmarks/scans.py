"""How well and how fast scans of labelled plans are read: as scanned, and as worse scanners and careless hands make them.

    python tests/benchmarks/scans.py [--only NAME]... [--plans N] [--misses N]

The scanned plan of ../shared/corpus, then pages of the others as pictures of 200 dots per inch. Rows are F1 of the actions (98 per cent of the
letters alike), fields the mean share that is right; 0.90 of the rows is the least for each.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from measured import Measure, measure
from PIL import Image
from scanner import BENDS, pictures, scan

from plantrace.extract.read import read
from plantrace.normalise.plan import read_plan

CORPUS = Path(__file__).resolve().parents[3] / "shared" / "corpus"
SCANNED = CORPUS / "scan" / "stockton-2013.webscan.pdf"
DPI = {SCANNED: 170.0}
BORN_DIGITAL = 200.0


def plans() -> list[Path]:
    return [
        SCANNED,
        CORPUS / "stockton-2013.wordpdf.pdf",
        CORPUS / "sunderland-2019-irs.wordpdf.pdf",
        *sorted((CORPUS / "mini").glob("*.pdf")),
    ]


def measured(sheets: list[Image.Image], bend: str, dpi: float, labels: Path, folder: Path) -> tuple[Measure, float]:
    """(what was right, seconds a page)."""
    path = scan(folder / "scan.pdf", [BENDS[bend](sheet) for sheet in sheets], 150 if bend == "150 dpi" else dpi)
    begun = time.monotonic()
    actions = read_plan(read(path)).actions
    seconds = (time.monotonic() - begun) / len(sheets)
    return measure(actions, json.loads(labels.read_text())["actions"]), seconds


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--only", action="append", choices=list(BENDS), help="a way of scanning")
    asked.add_argument("--plans", type=int, default=1, help="how many plans, the scanned one first")
    asked.add_argument("--misses", type=int, default=0, help="wrong values to print of each")
    options = asked.parse_args()
    for plan in plans()[: options.plans]:
        dpi = DPI.get(plan, BORN_DIGITAL)
        sheets = pictures(plan, dpi)
        for bend in options.only or BENDS:
            with tempfile.TemporaryDirectory() as folder:
                found, seconds = measured(sheets, bend, dpi, plan.with_suffix(".gold.json"), Path(folder))
            print(f"{plan.stem:42} {bend:24} rows {found.f1:.3f}   fields {found.fields:.3f}   {seconds:.2f} s a page", flush=True)
            for at, name, got, wanted in found.misses[: options.misses]:
                print(f"    row {at} {name}: {got[:120]!r}, printed {wanted[:120]!r}")


if __name__ == "__main__":
    main()
