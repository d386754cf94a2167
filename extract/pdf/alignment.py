"""Tables without vertical rules, told by the alignment of their words: gutters that run down many lines make the columns.

Rows are told by horizontal rules where there are any, else by `aligned_rows`. What comes out is the same `Grid` that rules make.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from ...provenance import Box
from .aligned_rows import Band, lines_to_bands
from .beside import lines_to_sides
from .edges import Edge
from .forms import after_forms, is_labelled
from .grid import Grid, grid_from_borders
from .letters import BULLETS
from .lines import Line, usual_pitch, words_to_lines
from .on_end import level_words, turned_top
from .page import Fill, PageContent, Word
from .starts import SAME_START, TOUCHING, common_starts, is_parted, keeps_columns, segments
from .stripes import fills_to_stripes, is_painted_cell, stripes_to_columns, stripes_to_row_edges

GUTTER = 3.0
"""Points: the narrowest strip without words between two columns."""
REGION_GAP = 2.7
"""Line steps of white above a line that begins another region."""
TALL_ROW = 12.0
"""Line steps of white that a row may have below its text."""

_LABEL = re.compile(r"(?:[A-Za-z]{0,3}[\d.]{1,6}[a-z]?|[a-z]|[ivx]{1,4}|\([a-z\d]{1,3}\))[.):]?")


@dataclass(frozen=True, slots=True)
class Region:
    """Lines that may make a table. `rules` are horizontal and run through it."""

    lines: tuple[Line, ...]
    rules: tuple[Edge, ...] = ()

    @property
    def box(self) -> Box:
        boxes = [line.box for line in self.lines]
        left, right = min(b[0] for b in boxes), max(b[2] for b in boxes)
        top, bottom = min(b[1] for b in boxes), max(b[3] for b in boxes)
        if self.rules:
            left, right = min(left, *(rule.start for rule in self.rules)), max(right, *(rule.end for rule in self.rules))
            top, bottom = min(top, self.rules[0].at), max(bottom, self.rules[-1].at)
        return left, top, right, bottom


def words_to_aligned_grids(words: Sequence[Word], page: PageContent, rules: Sequence[Edge], ruled: Sequence[Box]) -> list[Grid]:
    """Grids of the tables that no vertical rules tell; `rules` are the page's horizontal edges, `ruled` the boxes of its ruled tables."""
    lines = words_to_lines(level_words(words))
    if sum(map(is_parted, lines)) < 2:
        return []
    free = [rule for rule in rules if not any(b[1] - 2 <= rule.at <= b[3] + 2 and rule.start < b[2] and rule.end > b[0] for b in ruled)]
    pitch = usual_pitch([lines])
    grids = []
    for region in _regions(lines, free, pitch, page.fills, ruled):
        sides = lines_to_sides(region.lines, region.rules, page.fills, page.words)
        parts = [region] if len(sides) == 1 else [part for side in sides for part in _regions(side, free, pitch, page.fills, ruled)]
        grids += [grid for part in parts if (grid := _region_to_grid(part, pitch, page)) is not None]
    return grids


def _regions(lines: Sequence[Line], rules: Sequence[Edge], pitch: float, fills: Sequence[Fill], ruled: Sequence[Box]) -> list[Region]:
    """Runs of lines without a wide white gap or a ruled table between them, cut again where a new heading row begins."""
    groups: list[list[Line]] = []
    for line in lines:
        last = groups[-1][-1] if groups else None
        across = last is not None and any(last.box[1] <= b[1] and b[3] <= line.box[3] for b in ruled)
        white = (line.box[1] - last.box[1]) / (pitch * max(line.size, last.size)) if last is not None else 0.0
        apart = white > REGION_GAP and not (white < TALL_ROW and keeps_columns([each for each in groups[-1] if is_parted(each)], line))
        if last is None or across or (apart and not _painted_through(last, line, fills)):
            groups.append([])
        groups[-1].append(line)
    regions = []
    for group in groups:
        for part in (part for form in after_forms(group) for part in _at_headings(form, fills)):
            top, bottom = part[0].box[1], max(line.box[3] for line in part)
            left, right = min(line.box[0] for line in part), max(line.box[2] for line in part)
            near = (rule for rule in rules if top - 8 <= rule.at <= bottom + 8 and rule.end > left and rule.start < right)
            through = tuple(rule for rule in near if rule.end - rule.start > 15)
            regions.append(Region(tuple(part), through))
    return regions


def _painted_through(above: Line, below: Line, fills: Sequence[Fill]) -> bool:
    """Whether one painted cell reaches from line to line: a tall row with little text."""
    return any(is_painted_cell(f) and f.box[1] < above.box[3] and f.box[3] > below.box[1] for f in fills)


def _at_headings(lines: Sequence[Line], fills: Sequence[Fill]) -> list[list[Line]]:
    """Cut before each heading row that follows text, and before the banner lines that stand right above it."""
    starts = [0]
    for at in range(1, len(lines)):
        if not _is_heading(lines[at], fills) or _is_heading(lines[at - 1], fills) or is_labelled(lines[starts[-1] : at], lines[at]):
            continue
        start = at
        while start - 1 > starts[-1] and not is_parted(lines[start - 1]) and _is_banner(lines[start - 1], fills):
            start -= 1
        if any(is_parted(line) for line in lines[starts[-1] : start]):
            starts.append(start)
    return [list(lines[start:end]) for start, end in pairwise([*starts, len(lines)])]


def _is_heading(line: Line, fills: Sequence[Fill]) -> bool:
    """Parted texts, all of them bold or white on a dark fill."""
    return is_parted(line) and all(word.bold or word.ink == "FFFFFF" for word in line.words)


def _is_banner(line: Line, fills: Sequence[Fill]) -> bool:
    """A line on a fill, or a bold one: `Recommendation No. 2 - for immediate improvement`."""
    x, y = line.words[0].box[0] + 1, (line.box[1] + line.box[3]) / 2
    on_fill = any(f.colour != "FFFFFF" and f.box[0] <= x <= f.box[2] and f.box[1] <= y <= f.box[3] for f in fills)
    return on_fill or all(word.bold for word in line.words)


def _region_to_grid(region: Region, pitch: float, page: PageContent) -> Grid | None:
    fills = page.fills
    lines = _trimmed(region, fills, pitch)
    if len(lines) < 2:
        return None
    region, pitch = Region(tuple(lines), region.rules), _line_pitch(lines, pitch)
    left, top, right, bottom = region.box
    stripes = [stripe for stripe in fills_to_stripes(fills) if stripe.top < bottom and stripe.bottom > top]
    xs = stripes_to_columns(stripes, left, right) or [left - 1.0, *_gutters(region, fills), right + 1.0]
    if len(xs) < 3 or not _looks_like_table(region, xs[1:-1], fills):
        return None
    bands = lines_to_bands(lines, xs, pitch, region.rules, page, stripes_to_row_edges(stripes, xs, page.words))
    return _bands_to_grid(bands, xs, min(top, bands[0].top, turned_top(lines[0], page.words)), bottom + 0.5)


def _line_pitch(lines: Sequence[Line], pitch: float) -> float:
    """The step from line to line within a text: where most lines of a table are rows, the usual step is that of the rows."""
    steps = [step for above, below in pairwise(lines) if (step := (below.box[1] - above.box[1]) / min(above.size, below.size)) > 1.02]
    if pitch <= 1.45 or not steps:
        return pitch
    return 1.2 if max(steps) < 1.15 * min(steps) else min(pitch, *steps)


def _trimmed(region: Region, fills: Sequence[Fill], pitch: float) -> list[Line]:
    """Without the prose before the first parted line (a heading, an introduction) and after the last text of the columns."""
    parted = [at for at, line in enumerate(region.lines) if is_parted(line)]
    if not parted:
        return []
    first = parted[0]
    top_rule = region.rules[0].at if region.rules else None
    while first > 0 and (
        (top_rule is not None and region.lines[first - 1].box[1] > top_rule - 2) or _on_fill(region.lines[first - 1], fills)
    ):
        first -= 1
    last = parted[-1]
    left = min(line.box[0] for line in region.lines[first : last + 1])
    gutters = _gutters(Region(region.lines[first : last + 1]), fills) or [left + 0.5 * (region.box[2] - region.box[0])]
    bottom_rule = region.rules[-1].at if region.rules else None
    for at in range(last + 1, len(region.lines)):
        line = region.lines[at]
        wide = line.box[0] < left + 3 and line.box[2] > gutters[0] + 2 and not _in_columns(line, region.lines[first : last + 1], gutters)
        apart = line.box[1] - region.lines[at - 1].box[1] > 1.45 * pitch * line.size
        if (wide or apart) and not (bottom_rule is not None and line.box[3] < bottom_rule + 2) and not _on_fill(line, fills):
            break
        last = at
    return list(region.lines[first : last + 1])


def _in_columns(line: Line, above: Sequence[Line], gutters: Sequence[float]) -> bool:
    """Whether a line that looks like running text is two cells' that nearly touch: no word of it runs over a gutter that it reaches
    across, and behind each a word begins where others of that column do."""
    for gutter, right in zip(gutters, [*gutters[1:], float("inf")], strict=True):
        if line.box[2] < gutter:
            break
        if any(word.box[0] < gutter < word.box[2] for word in line.words):
            return False
        after = next((word.box[0] for word in line.words if gutter <= word.box[0] < right), None)
        starts = [next((word.box[0] for word in each.words if gutter <= word.box[0] < right), None) for each in above]
        if after is not None and sum(x is not None and abs(x - after) < SAME_START for x in starts) < TOUCHING:
            return False
    return True


def _on_fill(line: Line, fills: Sequence[Fill]) -> bool:
    x, y = line.words[0].box[0] + 1, (line.box[1] + line.box[3]) / 2
    return any(
        f.colour != "FFFFFF"
        and f.box[0] <= x <= f.box[2]
        and f.box[1] <= y <= f.box[3]
        and f.box[2] - f.box[0] > 0.8 * (line.box[2] - line.box[0])
        for f in fills
    )


def _gutters(region: Region, fills: Sequence[Fill]) -> list[float]:
    """Where the columns part: strips that no text crosses, banner lines aside, each a little left of the column's text."""
    left, _, right, _ = region.box
    banners = _painted_banners(region, fills)
    columns = [
        line for line in region.lines if is_parted(line) or (line.box[2] - line.box[0] < 0.45 * (right - left) and line not in banners)
    ]
    allowed = len(columns) // 40
    starts = common_starts(columns)
    changes = sorted(change for line in columns for x0, x1 in segments(line, starts) for change in ((x0, 1), (x1, -1)))
    gutters, covered, open_at = [], 0, left
    for x, change in changes:
        before = covered
        covered += change
        wide = x - open_at >= GUTTER or any(abs(x - start) < SAME_START for start in starts)
        if before <= allowed < covered and wide and open_at > left + 1:
            gutters.append(max((open_at + x) / 2, x - 4.0))
        elif before > allowed >= covered:
            open_at = x
    return _without_shifted_headings(_without_bullet_columns(gutters, region.lines), region.lines)


def _painted_banners(region: Region, fills: Sequence[Fill]) -> list[Line]:
    """Lines that begin at the left on a painted row across the table which holds one text alone: `Theme B: Governance`."""
    left, _, right, _ = region.box
    banners = []
    for _, top, _, bottom in (f.box for f in fills if f.colour != "FFFFFF" and f.box[0] < left + 6 and f.box[2] > right - 6):
        held = [line for line in region.lines if top <= (line.box[1] + line.box[3]) / 2 <= bottom]
        if all(not is_parted(line) and line.box[0] < left + 12 for line in held):
            banners += held
    return banners


def _without_bullet_columns(gutters: Sequence[float], lines: Sequence[Line]) -> list[float]:
    """Without the gutter between a list's bullets and its texts."""
    kept: list[float] = []
    for gutter in gutters:
        left = kept[-1] if kept else float("-inf")
        if any(left <= word.box[0] < gutter and word.text not in BULLETS for line in lines for word in line.words):
            kept.append(gutter)
    return kept


def _without_shifted_headings(gutters: Sequence[float], lines: Sequence[Line]) -> list[float]:
    """Without the gutter between a heading and its column where they only stand a little apart: `1` to the left below `Number` on end."""
    kept = list(gutters)
    for gutter in gutters:
        at = kept.index(gutter)
        before, after = (kept[at - 1] if at else float("-inf")), (kept[at + 1] if at + 1 < len(kept) else float("inf"))
        left = {n for n, line in enumerate(lines) for word in line.words if before <= word.box[0] < gutter}
        right = {n for n, line in enumerate(lines) for word in line.words if gutter <= word.box[0] < after}
        if left and right and not left & right and (max(left) < min(3, min(right)) or max(right) < min(3, min(left))):
            kept.remove(gutter)
    return kept


def _looks_like_table(region: Region, borders: Sequence[float], fills: Sequence[Fill]) -> bool:
    """Not a list with its numbers in the margin, nor prose set in columns."""
    first = [word.text for line in region.lines for word in line.words if word.box[2] <= borders[0] + 1]
    labels = sum(1 for text in first if _LABEL.fullmatch(text) or text in BULLETS or text in "-–o")
    parted = sum(map(is_parted, region.lines))
    heading = _is_heading(next(line for line in region.lines if is_parted(line)), fills)
    if len(borders) == 1:
        return (heading or len(region.rules) >= 3) and labels < 0.8 * len(first) and parted >= 2
    enough = parted >= (3 if len(borders) < 3 else 2) or heading or len(region.rules) >= 3
    return enough and (heading or bool(region.rules) or parted > 0.3 * len(region.lines))


def _bands_to_grid(bands: Sequence[Band], xs: Sequence[float], top: float, bottom: float) -> Grid:
    ys = [top, *(band.top for band in bands[1:]), bottom]
    below = [[True] * (len(xs) - 1)] + [[not through for through in band.runs_on] for band in bands[1:]] + [[True] * (len(xs) - 1)]
    beside = [[True] * len(bands)] + [[not band.crossed[at] for band in bands] for at in range(len(xs) - 2)] + [[True] * len(bands)]
    return grid_from_borders(xs, ys, below, beside)
