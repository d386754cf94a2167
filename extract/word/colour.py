"""Colours of a Word document as sRGB hex: themes with tint and shade, shading patterns, highlight names."""

from __future__ import annotations

import colorsys
import re
from dataclasses import dataclass, field

from .names import VAL, A, Element, w

HIGHLIGHTS = {
    "black": "000000",
    "blue": "0000FF",
    "cyan": "00FFFF",
    "darkBlue": "000080",
    "darkCyan": "008080",
    "darkGray": "808080",
    "darkGreen": "008000",
    "darkMagenta": "800080",
    "darkRed": "800000",
    "darkYellow": "808000",
    "green": "00FF00",
    "lightGray": "C0C0C0",
    "magenta": "FF00FF",
    "red": "FF0000",
    "white": "FFFFFF",
    "yellow": "FFFF00",
}

_NAMED = {
    "red": "FF0000",
    "green": "008000",
    "lime": "00FF00",
    "blue": "0000FF",
    "navy": "000080",
    "yellow": "FFFF00",
    "orange": "FFA500",
    "gold": "FFD700",
    "black": "000000",
    "white": "FFFFFF",
    "gray": "808080",
    "grey": "808080",
    "silver": "C0C0C0",
    "maroon": "800000",
    "purple": "800080",
    "teal": "008080",
    "aqua": "00FFFF",
    "fuchsia": "FF00FF",
    "olive": "808000",
}
"""Colour names that VML uses beside hex: `fillcolor="red"`."""

_SLOTS = {
    "dark1": "dk1",
    "light1": "lt1",
    "dark2": "dk2",
    "light2": "lt2",
    "text1": "dk1",
    "background1": "lt1",
    "text2": "dk2",
    "background2": "lt2",
    "tx1": "dk1",
    "bg1": "lt1",
    "tx2": "dk2",
    "bg2": "lt2",
    "hyperlink": "hlink",
    "followedHyperlink": "folHlink",
}
"""What Word (`background1`) and DrawingML (`bg1`) call the slots of a theme."""

_STRIPES = {"horzStripe": 0.5, "vertStripe": 0.5, "diagStripe": 0.5, "reverseDiagStripe": 0.5, "horzCross": 0.75, "diagCross": 0.75}


@dataclass(frozen=True, slots=True)
class Theme:
    """The twelve colours of `theme1.xml` by slot (`accent1`); empty where the document has no theme."""

    colours: dict[str, str] = field(default_factory=dict)

    def colour(self, name: str | None) -> str | None:
        return self.colours.get(_SLOTS.get(name, name)) if name else None


def theme_from(root: Element | None) -> Theme:
    colours: dict[str, str] = {}
    scheme = root.find(f".//{{{A}}}clrScheme") if root is not None else None
    for slot in scheme if scheme is not None else ():
        for value in slot:
            printed = as_hex(value.get("lastClr") or value.get("val"))
            if printed:
                colours[str(slot.tag).rsplit("}", 1)[-1]] = printed
    return Theme(colours)


def as_hex(printed: str | None) -> str | None:
    """`ff0000`, `#F00`, `red`, VML's `#92d050 [3206]` -> six upper-case digits; None for `auto` and what is no colour."""
    if not printed:
        return None
    first = printed.split()[0].lstrip("#") if printed.split() else ""
    if re.fullmatch(r"[0-9A-Fa-f]{6}", first):
        return first.upper()
    if re.fullmatch(r"[0-9A-Fa-f]{3}", first) and printed.lstrip().startswith("#"):
        return "".join(digit * 2 for digit in first).upper()
    return _NAMED.get(first.lower())


def text_colour(element: Element, theme: Theme) -> str:
    """`w:color` of a run: hex, or `auto`, which overrides a style's colour."""
    get = element.get
    return _settled(theme, (get(w("themeColor")), get(w("themeTint")), get(w("themeShade"))), get(VAL)) or "auto"


def shading(element: Element | None, theme: Theme) -> str:
    """`w:shd` -> hex of what is seen, or `none`, which overrides a style's shading.

    A pattern mixes its two colours: `pct25` of black on white is `BFBFBF`.
    """
    if element is None:
        return "none"
    pattern = element.get(VAL) or "clear"
    get = element.get
    ground = _settled(theme, (get(w("themeFill")), get(w("themeFillTint")), get(w("themeFillShade"))), get(w("fill")))
    if pattern == "clear":
        return ground or "none"
    if pattern == "nil":
        return "none"
    front = _settled(theme, (get(w("themeColor")), get(w("themeTint")), get(w("themeShade"))), get(w("color"))) or "000000"
    return mixed(front, ground or "FFFFFF", _pattern_share(pattern))


def _pattern_share(pattern: str) -> float:
    if pattern == "solid":
        return 1.0
    per_cent = re.fullmatch(r"pct(\d+)", pattern)
    if per_cent:
        return min(int(per_cent[1][:3]), 100) / 100
    if pattern.startswith("thin"):
        return _STRIPES.get(pattern[4].lower() + pattern[5:], 0.5) / 2 if len(pattern) > 5 else 0.25
    return _STRIPES.get(pattern, 0.0)


def mixed(front: str, ground: str, share: float) -> str:
    pairs = zip(_channels(front), _channels(ground), strict=True)
    return _hex(tuple(over * share + under * (1 - share) for over, under in pairs))


def _settled(theme: Theme, themed: tuple[str | None, str | None, str | None], printed: str | None) -> str | None:
    """The theme's colour (name, tint, shade), which counts before the one printed beside it.

    Word writes what it worked out beside the name; the two differ by its rounding, unless the theme was changed elsewhere.
    """
    worked_out, beside = _themed(theme, *themed), as_hex(printed)
    if worked_out is None or beside is None:
        return worked_out or beside
    near = all(abs(one - other) <= 4 for one, other in zip(_channels(worked_out), _channels(beside), strict=True))
    return beside if near else worked_out


def _themed(theme: Theme, name: str | None, tint: str | None, shade: str | None) -> str | None:
    base = theme.colour(name)
    if base is None:
        return None
    if tint:
        share = _byte(tint) / 255
        return with_lightness(base, share, 1 - share)
    return with_lightness(base, _byte(shade) / 255, 0.0) if shade else base


def with_lightness(colour: str, factor: float, offset: float) -> str:
    """A theme colour made lighter or darker as Word does it, on the lightness of HSL (ECMA-376 Part 1, 17.3.2.6)."""
    hue, lightness, saturation = colorsys.rgb_to_hls(*(channel / 255 for channel in _channels(colour)))
    lightness = max(0.0, min(1.0, lightness * factor + offset))
    return _hex(tuple(channel * 255 for channel in colorsys.hls_to_rgb(hue, lightness, saturation)))


def is_dark(colour: str) -> bool:
    """Whether Word prints text of automatic colour in white on it."""
    red, green, blue = _channels(colour)
    return 0.299 * red + 0.587 * green + 0.114 * blue < 62


def _byte(printed: str) -> int:
    try:
        return int(printed[:2], 16)
    except ValueError:
        return 255


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[:2], 16), int(colour[2:4], 16), int(colour[4:], 16)


def _hex(channels: tuple[float, ...]) -> str:
    return "".join(f"{max(0, min(255, round(channel))):02X}" for channel in channels)
