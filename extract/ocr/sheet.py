"""The picture of a page as scanned -> a `Sheet`: upright, straight, without the dots of a halftone."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from PIL import Image
from scipy import ndimage

from .bed import without_bed
from .letters import across_lines, grey_to_letters, letters_to_slope, letters_to_upright
from .lie import Lie
from .render import Picture

SURER = 1.3
"""How much sharper letters must gather across the page for it to be turned by a quarter."""

LETTERS_DPI = 150.0
"""Dots per inch at which letters are told from one another."""

TINY = 6
"""Dots (at `LETTERS_DPI`) of a blob that is no letter and hardly a full stop."""

LEVEL = 0.02
"""Degrees that nobody sees."""

HALFTONE_SIGMA = 0.43
"""Points by which a halftone is blurred: its dots make an even grey, strokes of letters stay."""

ROUGH_SIGMA = 0.29
"""The same for grain, and for the jagged letters of one bit: `1.1` was read as `1.4`."""

GRAIN = 4.0
"""Steps of 255 by which dots of the paper differ from their neighbours in a grainy scan; JPEG's ripples amount to less than 1."""

JAGGED = 0.35
"""Share of a page's ink that is as black as can be, from which it was scanned at one bit; rendering alone makes grey edges."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """An upright, straight page: RGB picture, the same in grey, `scale` dots per point."""

    colours: Picture
    grey: Picture
    scale: float
    lie: Lie
    sure: bool = True
    """Whether its letters tell which way is up; if not, somebody has to read some."""

    def reduced(self, dpi: float) -> tuple[Picture, float]:
        """(the grey picture at about `dpi`, its dots per point)."""
        step = max(1, round(self.scale * 72 / dpi))
        return np.asarray(Image.fromarray(self.grey).reduce(step)), self.scale / step

    def upside_down(self) -> Sheet:
        """The sheet turned by 180 degrees: what is level stays so."""
        lie = replace(self.lie, turn=(self.lie.turn + 180) % 360)
        colours, grey = (np.ascontiguousarray(np.rot90(one, 2)) for one in (self.colours, self.grey))
        return Sheet(colours, grey, self.scale, lie)


def picture_to_sheet(picture: Picture, scale: float) -> Sheet:
    """The page upright and straight, from its RGB picture of `scale` dots per point."""
    picture = without_bed(picture, scale)
    grey = Image.fromarray(picture).convert("L")
    step = max(1, round(scale * 72 / LETTERS_DPI))
    small = np.asarray(grey.reduce(step))
    sigma = HALFTONE_SIGMA if _is_halftone(small, scale / step) else ROUGH_SIGMA if _is_rough(np.asarray(grey)) else 0.0
    if sigma:
        picture = _blurred(picture, sigma * scale)
        small = _blurred(small, sigma * scale / step)
    letters = grey_to_letters(small, scale * 72 / step)
    slope, sharp = letters_to_slope(letters)
    turn, turned = 0, across_lines(letters)
    slope_across, sharp_across = letters_to_slope(turned)
    if sharp_across > SURER * sharp:
        turn, slope, letters = 90, slope_across, turned
    upright = letters_to_upright(letters, slope) if len(letters) else None
    if upright is False:
        turn += 180
    colours = straightened(np.ascontiguousarray(np.rot90(picture, -turn // 90)), slope)
    lie = Lie(turn, slope if abs(slope) >= LEVEL else 0.0, colours.shape[1] / scale, colours.shape[0] / scale)
    return Sheet(colours, np.asarray(Image.fromarray(colours).convert("L")), scale, lie, upright is not None)


def straightened(picture: Picture, slope: float) -> Picture:
    """An RGB picture turned by `slope` degrees about its middle, so that lines that fell to the right lie level.

    Its size stays; the corners that come in are of the colour of the paper.
    """
    if abs(slope) < LEVEL:
        return picture
    red, green, blue = (int(part) for part in np.percentile(picture[::16, ::16].reshape(-1, 3), 80, axis=0))
    return np.asarray(Image.fromarray(picture).rotate(slope, Image.Resampling.BICUBIC, fillcolor=(red, green, blue)))


def _is_halftone(grey: Picture, scale: float) -> bool:
    """Whether the page is made of dots (a grey or coloured area on a black-and-white scan), or strewn with specks."""
    labels, blobs = ndimage.label(grey < 128)
    tiny = int((np.bincount(labels.ravel())[1:] <= TINY).sum())
    square_inches = grey.size / (scale * 72) ** 2
    return tiny > 60 * square_inches and tiny > 0.6 * blobs


def _is_rough(grey: Picture) -> bool:
    """Whether a page is grainy all over, or of black and white alone."""
    part = grey[::2, ::2].astype(np.int16)
    ink = part[part < 195]
    return float(np.median(np.abs(part[1:] - part[:-1]))) > GRAIN or bool(len(ink) and (ink <= 8).mean() > JAGGED)


def _blurred(picture: Picture, sigma: float) -> Picture:
    sigmas = (sigma, sigma, 0) if picture.ndim == 3 else (sigma, sigma)
    return np.asarray(ndimage.gaussian_filter(picture, sigmas), np.uint8)
