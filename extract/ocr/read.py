"""A scanned page of a PDF -> the `PageContent` that a born-digital one gives."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from time import monotonic

import numpy as np

from ...provenance import Box
from ..pdf.edges import rules_to_edges
from ..pdf.grid import Grid, edges_to_grids
from ..pdf.page import Fill, PageContent, Rule, Shape, Word
from ..pdf.strokes import rules_to_struck_words
from .bands import paint_to_bands, rules_through_bands
from .coloured import rules_of_coloured_rows, rules_of_free_rows
from .colours import paint_to_fills, sheet_to_paint
from .erase import without_rules
from .inks import paint_to_shapes, with_inks, without_shapes
from .labels import with_labels
from .lie import Lie
from .regions import MOST_REGIONS, Region, cells_to_regions, rest_to_regions
from .render import Picture
from .ruling import DPI as RULING_DPI
from .ruling import grey_to_traces
from .sheet import Sheet, picture_to_sheet
from .steps import level_steps, upright_steps
from .tesseract import ReadWord, pictures_to_words
from .words import regions_to_page_words
from .worn import traces_to_rules

SAMPLES = 12
SAMPLE = (250.0, 60.0)
"""Points across and down of each region that is read to see which way is up."""


@dataclass(frozen=True, slots=True)
class _Drawn:
    rules: list[Rule]
    fills: list[Fill]
    shapes: list[Shape]
    grids: list[Grid]
    regions: list[Region]


def picture_to_page(picture: Picture, scale: float, number: int, seconds: float = 120.0) -> tuple[PageContent, Lie]:
    """(what is printed on the page made upright and level, how it lay), from its RGB picture of `scale` dots per point.

    Raises OcrTimeout.
    """
    until = monotonic() + seconds
    sheet = picture_to_sheet(picture, scale)
    drawn = _drawn(sheet)
    if not sheet.sure and reads_better_upside_down(drawn.regions, scale, until):
        sheet = sheet.upside_down()
        drawn = _drawn(sheet)
    read = without_shapes(regions_to_words(drawn.regions, scale, until), drawn.shapes)
    words, rules = rules_to_struck_words(with_inks(with_labels(read, drawn.grids), sheet), drawn.rules)
    width, height = sheet.lie.width, sheet.lie.height
    contents = tuple(words), tuple(rules), tuple(drawn.fills), tuple(drawn.shapes)
    return PageContent(number, width, height, *contents, route="ocr", pictured=1.0), sheet.lie


def _drawn(sheet: Sheet) -> _Drawn:
    """What a sheet shows before anybody reads it."""
    small, density = sheet.reduced(RULING_DPI)
    paint = sheet_to_paint(sheet)
    traces = grey_to_traces(small, density * 72)
    bands = paint_to_bands(paint)
    rules = rules_through_bands(traces_to_rules(traces, density), bands, small, density)
    rules += upright_steps(_grids(rules), paint)
    rules += level_steps(_grids(rules), paint)
    rules += rules_of_coloured_rows(_grids(rules), paint, small, density)
    grids = _grids(rules)
    tables = [grid.box for grid in grids]
    lone = [band for band in bands if not any(_inside(band, table) for table in tables)]
    cleared = without_rules(sheet.grey, traces, sheet.scale / density)
    regions = cells_to_regions(cleared, [*(cell.box for grid in grids for cell in grid.cells), *lone], sheet.scale)
    regions += rest_to_regions(cleared, [*tables, *lone], sheet.scale)
    fills = paint_to_fills(paint, grids)
    rules += rules_of_free_rows([fill for fill in fills if not any(_inside(fill.box, table) for table in tables)], rules)
    return _Drawn(rules, fills, paint_to_shapes(paint, grids), grids, regions[:MOST_REGIONS])


def _grids(rules: Sequence[Rule]) -> list[Grid]:
    return [grid for grid in edges_to_grids(*rules_to_edges(rules)) if _is_table(grid)]


def _inside(inner: Box, outer: Box) -> bool:
    x, y = (inner[0] + inner[2]) / 2, (inner[1] + inner[3]) / 2
    return outer[0] <= x <= outer[2] and outer[1] <= y <= outer[3]


def _is_table(grid: Grid) -> bool:
    return len(grid.cells) > 1 or grid.cells[0].open_sides == 0


def regions_to_words(regions: Sequence[Region], scale: float, until: float) -> list[Word]:
    """The words of all regions; `until` as `time.monotonic` counts. Raises OcrTimeout."""
    read = pictures_to_words([region.picture for region in regions], "block", scale * 72, until - monotonic())
    return regions_to_page_words(regions, read, scale)


def reads_better_upside_down(regions: Sequence[Region], scale: float, until: float) -> bool:
    """Reads a part of the largest regions both ways up and compares how sure Tesseract is of them."""
    largest = sorted(regions, key=lambda region: -region.picture.size)[:SAMPLES]
    across, down = (round(side * scale) for side in SAMPLE)
    pictures = [region.picture[:down, :across] for region in largest]
    turned = [np.rot90(picture, 2) for picture in pictures]
    read = pictures_to_words([*pictures, *turned], "block", scale * 72, until - monotonic())
    return _sureness(read[len(pictures) :]) > _sureness(read[: len(pictures)])


def _sureness(read: Sequence[Sequence[ReadWord]]) -> float:
    letters = [(len(word.text), word.confidence) for words in read for word in words]
    return sum(length * confidence for length, confidence in letters) / max(1, sum(length for length, _ in letters))
