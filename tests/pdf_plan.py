"""Sets plans on a `pdf_sheet.Sheet` as a word processor would: texts wrapped to their columns, rows as high as their tallest cell.

`set_rows(sheet, xs, rows, top)` returns the rows' borders; a cell is a text, or a `Cell` where it is more than that.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from pdf_sheet import Sheet

# Widths of Helvetica's letters from space to tilde, thousandths of the type size (Adobe's metrics).
_WIDTHS = [int(width) for width in (
    "278 278 355 556 556 889 667 191 333 333 389 584 278 333 278 278 556 556 556 556 556 556 556 556 556 556 278 278 584 584 584 556 1015 "
    "667 667 722 722 667 611 778 722 278 500 667 556 833 722 778 667 778 722 667 611 722 667 944 667 667 611 278 278 278 469 556 333 "
    "556 556 500 556 556 278 556 556 222 222 500 222 833 556 556 556 556 333 500 278 556 500 722 500 500 500 334 260 334 584"
).split()]  # fmt: skip


@dataclass(frozen=True)
class Cell:
    text: str = ""
    fill: str | None = None
    """Three numbers for `rg`."""
    ink: str = "0 g"
    font: str = "plain"


@dataclass(frozen=True)
class Setting:
    size: float = 9.0
    pitch: float = 1.2
    inner: float = 4.0
    """Margin inside a cell, left and right."""
    above: float = 3.0
    """Margin inside a cell, above and below."""
    align: str = "l"
    """`l`, `r` or `c`, one a column; the last counts for the rest."""
    cut_words: bool = False
    """Words too long for their column are cut, as browsers and Word do."""


def width_of(text: str, size: float) -> float:
    return sum(_WIDTHS[ord(letter) - 32] if 32 <= ord(letter) < 127 else 556 for letter in text) * size / 1000


def wrapped(text: str, room: float, setting: Setting) -> list[str]:
    lines: list[str] = []
    for paragraph in text.split("\n"):
        line = ""
        for word in paragraph.split(" "):
            longer = f"{line} {word}" if line else word
            if line and width_of(longer, setting.size) > room:
                lines.append(line)
                longer = word
            while setting.cut_words and width_of(longer, setting.size) > room:
                keep = next(n for n in range(len(longer), 0, -1) if width_of(longer[:n], setting.size) <= room)
                lines.append(longer[:keep])
                longer = longer[keep:]
            line = longer
        lines.append(line)
    return lines


def set_rows(
    sheet: Sheet, xs: Sequence[float], rows: Sequence[Sequence[str | Cell]], top: float, setting: Setting = Setting()
) -> list[float]:
    """The y positions of the rows' borders, from the top of the first to the foot of the last."""
    ys = [top]
    for row in rows:
        cells = [cell if isinstance(cell, Cell) else Cell(cell) for cell in row]
        columns = list(pairwise(xs))
        set_lines = [wrapped(c.text, right - left - 2 * setting.inner, setting) for c, (left, right) in zip(cells, columns, strict=True)]
        foot = ys[-1] + max(map(len, set_lines)) * setting.pitch * setting.size + 2 * setting.above
        for at, (cell, (left, right), lines) in enumerate(zip(cells, columns, set_lines, strict=True)):
            if cell.fill:
                sheet.fill(left, ys[-1], right, foot, f"{cell.fill} rg")
            side = setting.align[min(at, len(setting.align) - 1)]
            for number, line in enumerate(lines):
                free = right - left - 2 * setting.inner - width_of(line, setting.size)
                x = left + setting.inner + {"l": 0.0, "c": free / 2, "r": free}[side]
                y = ys[-1] + setting.above + (number * setting.pitch + 0.93) * setting.size
                if line:
                    sheet.text(round(x, 2), round(y, 2), line, size=setting.size, font=cell.font, colour=cell.ink)
        ys.append(foot)
    return ys
