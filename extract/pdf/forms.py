"""Forms without vertical rules: bold or grey labels down the left, values beside them, titles and texts between the forms."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from .lines import Line
from .starts import SAME_START, is_parted, segments

FEWEST_LABELLED = 2
"""Lines of a label and its value that make a form."""
LARGER = 1.1
"""Type sizes: a line in so much larger type than the line above is a title."""


def is_labelled(above: Sequence[Line], line: Line) -> bool:
    """Whether a bold line of two texts is one more label with its value: `Owner | Head of ICT`, `Due | May`, **`Status | On track`**."""
    starts = [x0 for x0, _ in segments(line)]
    labels = [begun for each in above if (begun := _label_and_value(each))]
    alike = (all(abs(x0 - start) < SAME_START for x0, start in zip(one, starts, strict=True)) for one in labels if len(starts) == 2)
    return sum(alike) >= FEWEST_LABELLED


def after_forms(lines: Sequence[Line]) -> list[list[Line]]:
    """Cut where a form ends: before a text that begins where the labels do and runs over where the values do, or is in larger type."""
    starts, label, value, labelled = [0], 0.0, 0.0, 0
    for at, line in enumerate(lines):
        if found := _label_and_value(line):
            label, value = found
            labelled += 1
            continue
        over = line.box[2] > value or line.size > LARGER * lines[at - 1].size
        if labelled >= FEWEST_LABELLED and over and line.box[0] < label + SAME_START and not is_parted(line):
            starts.append(at)
            labelled = 0
    return [list(lines[start:end]) for start, end in pairwise([*starts, len(lines)])]


def _label_and_value(line: Line) -> tuple[float, float] | None:
    """Where a label and its value begin; None for any other line. A label is bold, or in a colour of its own."""
    texts = segments(line)
    label, value = line.words[0], line.words[-1]
    return (texts[0][0], texts[1][0]) if len(texts) == 2 and (label.bold > value.bold or label.ink != value.ink) else None
