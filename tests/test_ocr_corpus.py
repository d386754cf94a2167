"""The first two pages of the scanned plan, as they are and worse, held against their labels."""

from __future__ import annotations

import json
import re
from pathlib import Path
from time import monotonic

import pytest
from PIL import Image
from rapidfuzz import fuzz
from scanner import BENDS, pictures, scan

from plantrace.extract.ocr.tesseract import why_unavailable
from plantrace.extract.read import read
from plantrace.normalise.plan import read_plan

pytestmark = pytest.mark.skipif(why_unavailable() is not None, reason=str(why_unavailable()))

PAGES = (1, 2)
ROWS_ON_THEM = 13

# Share of the labelled actions that must be found, and of the short fields (numbers, leads, dates) that must be exact.
BARS = {
    "as scanned": (0.97, 0.95),
    "one bit": (0.9, 0.88),
    "halftone": (0.9, 0.8),
    "JPEG 30": (0.9, 0.88),
    "2 degrees askew": (0.9, 0.88),
    "turned by 90": (0.9, 0.88),
    "turned by 180": (0.9, 0.88),
    "askew, turned, JPEG 40": (0.9, 0.88),
}


@pytest.fixture(scope="module")
def labels(corpus: Path) -> list[dict[str, str | None]]:
    gold = json.loads((corpus / "scan" / "stockton-2013.webscan.gold.json").read_text())
    return list(gold["actions"][:ROWS_ON_THEM])


@pytest.fixture(scope="module")
def sheets(corpus: Path) -> list[Image.Image]:
    return pictures(corpus / "scan" / "stockton-2013.webscan.pdf", 170, PAGES)


def _squeezed(text: str | None) -> str:
    return re.sub(r"[^0-9a-z%&/]+", "", (text or "").casefold())


@pytest.mark.parametrize("bend", BARS)
def test_rows_of_the_scan(bend: str, labels: list[dict[str, str | None]], sheets: list[Image.Image], tmp_path: Path) -> None:
    path = scan(tmp_path / "scan.pdf", [BENDS[bend](sheet) for sheet in sheets])
    begun = monotonic()
    document = read(path)
    print(f"{bend}: {(monotonic() - begun) / len(sheets):.2f} seconds a page")
    rows = read_plan(document).actions
    pairs = [
        (row, label) for row, label in zip(rows, labels, strict=False) if fuzz.ratio(_squeezed(row.text), _squeezed(label["action"])) >= 98
    ]
    f1 = 2 * len(pairs) / (len(rows) + len(labels))
    wrong = []
    for row, label in pairs:
        read_fields = {
            "recommendation_number": row.recommendation and row.recommendation.number,
            "action_number": row.number,
            "lead_raw": row.lead_raw,
            "timescale_raw": row.timescale_raw,
        }
        wrong += [(name, text, label[name]) for name, text in read_fields.items() if _squeezed(text) != _squeezed(label[name])]
    least_rows, least_fields = BARS[bend]
    assert f1 >= least_rows
    assert 1 - len(wrong) / (4 * len(labels)) >= least_fields, wrong
    assert {route for table in document.tables for route in table.routes} == {"ocr"}
