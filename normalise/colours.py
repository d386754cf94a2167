"""A printed colour -> the rating that a reader sees in it."""

from __future__ import annotations

import colorsys
from functools import lru_cache

from .model import Rag

# Least saturation, and least brightness, at which a fill of that hue is a rating and no tint of a heading or a zebra stripe:
# Excel's soft green C6EFCE is 0.17 saturated, its light blue B8CCE4 0.19 is a heading, the blue of a rating 8DB4E2 0.38.
_LEAST: dict[str, tuple[float, float]] = {"red": (0.19, 0.4), "amber": (0.19, 0.55), "green": (0.15, 0.3), "blue": (0.3, 0.45)}


@lru_cache(maxsize=4096)
def colour_to_rag(colour: str) -> Rag | None:
    """`FFC000` -> amber, `8DB4E2` -> blue, `BFBFBF` -> grey; None for white, black, purple and tints too pale to be meant.

    `colour` is sRGB in six hex digits. Orange and yellow both read as amber.
    """
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4))
    hue, saturation, value = colorsys.rgb_to_hsv(red, green, blue)
    if saturation < 0.08:
        return "grey" if 0.35 < value < 0.88 else None
    name = _hue_to_name(hue * 360)
    if name is None:
        return None
    least_saturation, least_value = _LEAST[name]
    return name if saturation >= least_saturation and value >= least_value else None  # type: ignore[return-value]


def _hue_to_name(degrees: float) -> str | None:
    if degrees < 15 or degrees >= 338:
        return "red"
    if degrees < 68:
        return "amber"
    if degrees < 172:
        return "green"
    if degrees < 262:
        return "blue"
    return None  # purple and magenta are no rating of their own
