"""What the picture of a word tells that Tesseract does not say: how heavy its strokes are, whether its last letter is a capital."""

from __future__ import annotations

import re

import numpy as np
from numpy.typing import NDArray

from .render import Picture

AS_HIGH = 0.86
"""Share of a capital's height from which a letter that looks the same small and large is a capital; small ones measure 0.7."""

TALLER = 0.61
"""Share of the type size between the heights of small letters (0.5) and capitals (0.7)."""

_ALIKE = re.compile(r"[cosuvwxz]+")
_ENDS_ALIKE = re.compile(r"[A-Z]+[cosuvwxz]")
_BEGINS_ALIKE = re.compile(r"[cosuvwxz][A-Z]+")


def stroke_width(picture: Picture, box: tuple[int, int, int, int]) -> float | None:
    """Mean thickness of a word's strokes in dots: twice their area over the length of their outline. None where there is little ink."""
    ink = _ink(picture, box)
    area = int(ink.sum())
    if area < 20:
        return None
    inside = np.pad(ink, 1)
    core = inside[1:-1, 1:-1] & inside[:-2, 1:-1] & inside[2:, 1:-1] & inside[1:-1, :-2] & inside[1:-1, 2:]
    return 2.0 * area / max(1, area - int(core.sum()))


def with_case(text: str, picture: Picture, box: tuple[int, int, int, int], size: float) -> str:
    """`Sw` -> `SW` where the `w` stands as high as the `S`: letters whose capital only is larger, in words of capitals alone.

    `size` is the type size in dots: `sw` on a line of its own is `SW` where both stand as high as capitals do.
    """
    if not 2 <= len(text) <= 5:
        return text
    if _ALIKE.fullmatch(text):
        return text.upper() if box[3] - box[1] > TALLER * size else text
    ink = _ink(picture, box)
    width = ink.shape[1] // len(text)
    if _ENDS_ALIKE.fullmatch(text):
        return text.upper() if _height(ink[:, -width:]) >= AS_HIGH * _height(ink[:, :-width]) else text
    if _BEGINS_ALIKE.fullmatch(text):
        return text.upper() if _height(ink[:, :width]) >= AS_HIGH * _height(ink[:, width:]) else text
    return text


def _ink(picture: Picture, box: tuple[int, int, int, int]) -> NDArray[np.bool_]:
    """Darker than halfway between paper and the word's own darkest: pale letters are no thinner for that."""
    x0, top, x1, bottom = box
    word = picture[max(0, top) : bottom, max(0, x0) : x1]
    if not word.size:
        return np.zeros((0, 0), bool)
    return np.asarray(word < (255.0 + float(np.percentile(word, 5))) / 2)


def _height(ink: NDArray[np.bool_]) -> int:
    rows = np.flatnonzero(ink.any(axis=1))
    return int(rows[-1] - rows[0] + 1) if len(rows) else 0
