"""Drawn shapes and little pictures as coloured marks, and the text boxes inside them."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass, field

from ..document import Mark
from .colour import Theme, as_hex, mixed, with_lightness
from .names import ALTERNATE, PIC, TEXT_BOX, VAL, WP, WPS, A, Element, V, alternate_branch, whole_number
from .package import RELATION_EMBED, RELATION_ID, Package

_EMU_PER_POINT = 12700
_LITTLE = 90.0
"""A picture larger than this, in points, is an illustration or a logo and says nothing of a row."""

_PICTURE_BYTES = 2_000_000
_PICTURE_PIXELS = 4_000_000
_VML_SHAPES = frozenset(f"{{{V}}}{name}" for name in ("shape", "oval", "rect", "roundrect", "polyline", "arc"))


@dataclass(slots=True)
class Drawn:
    """What one `w:drawing` or `w:pict` holds."""

    marks: list[Mark] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)
    """`w:txbxContent`, whose paragraphs belong where the shape is anchored."""


@dataclass(slots=True)
class Drawings:
    """Reads shapes; a picture's colour is worked out once, however often it stands in the document."""

    package: Package
    theme: Theme
    part: str = ""
    _pictures: dict[str, str | None] = field(default_factory=dict)

    def read(self, element: Element) -> Drawn:
        drawn = Drawn()
        self._visit(element, drawn, None)
        return drawn

    def _visit(self, element: Element, drawn: Drawn, extent: tuple[float, float] | None) -> None:
        tag = element.tag
        if tag == TEXT_BOX:
            drawn.boxes.append(element)
            return
        if tag == ALTERNATE:
            branch = alternate_branch(element)
            if branch is not None:
                self._visit(branch, drawn, extent)
            return
        if tag in (f"{{{WP}}}inline", f"{{{WP}}}anchor"):
            shown = element.find(f"{{{WP}}}docPr")
            if shown is not None and shown.get("hidden") in ("1", "true"):
                return
            extent = _extent(element.find(f"{{{WP}}}extent"))
        elif tag == f"{{{WPS}}}wsp":
            self._add(drawn, "drawing", _shape_fill(element, self.theme))
        elif tag == f"{{{PIC}}}pic":
            extent = _extent(element.find(f"{{{PIC}}}spPr/{{{A}}}xfrm/{{{A}}}ext")) or extent
            blip = element.find(f"{{{PIC}}}blipFill/{{{A}}}blip")
            self._add(drawn, "picture", self._picture(blip.get(RELATION_EMBED) if blip is not None else None, extent))
        elif tag in _VML_SHAPES:
            extent = _vml_extent(element) or extent
            picture = element.find(f"{{{V}}}imagedata")
            if picture is not None:
                self._add(drawn, "picture", self._picture(picture.get(RELATION_ID), extent))
            else:
                self._add(drawn, "drawing", _vml_fill(element))
        for child in element:
            self._visit(child, drawn, extent)

    @staticmethod
    def _add(drawn: Drawn, kind: str, colour: str | None) -> None:
        if colour is not None:
            drawn.marks.append(Mark("picture" if kind == "picture" else "drawing", colour))

    def _picture(self, relation_id: str | None, extent: tuple[float, float] | None) -> str | None:
        if relation_id is None or extent is None or max(extent) > _LITTLE:
            return None
        name = self.package.target(relation_id, self.part)
        if name is None:
            return None
        if name not in self._pictures:
            blob = self.package.blob(name, _PICTURE_BYTES)
            self._pictures[name] = picture_colour(blob) if blob else None
        return self._pictures[name]


def picture_colour(blob: bytes) -> str | None:
    """Mean colour of what a little picture shows: its transparent and white ground does not count. None where it cannot be opened."""
    from PIL import Image

    try:
        with Image.open(io.BytesIO(blob), formats=("PNG", "JPEG", "GIF", "BMP")) as picture:
            if picture.width * picture.height > _PICTURE_PIXELS:
                return None
            raw = picture.convert("RGBA").resize((24, 24), Image.Resampling.BOX).tobytes()
    except (OSError, ValueError, SyntaxError, EOFError, MemoryError, Image.DecompressionBombError):
        return None
    pixels = [raw[at : at + 4] for at in range(0, len(raw), 4) if raw[at + 3] >= 128]
    shown = [pixel for pixel in pixels if min(pixel[:3]) < 235] or pixels
    if not shown:
        return None
    return "".join(f"{round(sum(pixel[channel] for pixel in shown) / len(shown)):02X}" for channel in range(3))


def _extent(element: Element | None) -> tuple[float, float] | None:
    if element is None:
        return None
    width, height = (whole_number(element.get(side), 0, 0, 10**9) / _EMU_PER_POINT for side in ("cx", "cy"))
    return width, height


def _shape_fill(shape: Element, theme: Theme) -> str | None:
    properties = shape.find(f"{{{WPS}}}spPr")
    if properties is not None:
        if properties.find(f"{{{A}}}noFill") is not None:
            return None
        solid = properties.find(f"{{{A}}}solidFill")
        if solid is None:
            solid = properties.find(f"{{{A}}}gradFill/{{{A}}}gsLst/{{{A}}}gs")
        if solid is not None:
            return drawing_colour(solid, theme)
    styled = shape.find(f"{{{WPS}}}style/{{{A}}}fillRef")
    if styled is not None and styled.get("idx") not in (None, "0"):
        return drawing_colour(styled, theme)
    return None


def drawing_colour(holder: Element, theme: Theme) -> str | None:
    """The colour inside an `a:solidFill`: sRGB, system or theme colour, with its tint, shade and luminance changes."""
    for value in holder:
        name = str(value.tag).rsplit("}", 1)[-1]
        colour = theme.colour(value.get("val")) if name == "schemeClr" else as_hex(value.get("lastClr") or value.get("val"))
        if name == "prstClr":
            colour = as_hex(re.sub(r"^(dk|lt|med)", "", value.get("val") or ""))
        if colour is None:
            continue
        for change in value:
            colour = _changed(colour, str(change.tag).rsplit("}", 1)[-1], whole_number(change.get(VAL) or change.get("val"), 0, 0, 400_000))
        return colour
    return None


def _changed(colour: str, change: str, thousandths: int) -> str:
    share = thousandths / 100_000
    if change == "lumMod":
        return with_lightness(colour, share, 0.0)
    if change == "lumOff":
        return with_lightness(colour, 1.0, share)
    if change == "shade":
        return mixed("000000", colour, 1 - min(1.0, share))
    return mixed("FFFFFF", colour, 1 - min(1.0, share)) if change == "tint" else colour


def _vml_fill(shape: Element) -> str | None:
    if shape.get("filled") in ("f", "false", "0"):
        return None
    return as_hex(shape.get("fillcolor"))


def _vml_extent(shape: Element) -> tuple[float, float] | None:
    """`style="width:12pt;height:12pt"`."""
    sides = [re.search(rf"(?:^|;)\s*{side}:\s*([\d.]+)(pt|in|cm|mm|px)?", shape.get("style") or "") for side in ("width", "height")]
    in_points = {"pt": 1.0, "in": 72.0, "cm": 28.35, "mm": 2.835, "px": 0.75}
    try:
        width, height = (float(side[1]) * in_points[side[2] or "px"] for side in sides if side is not None)
    except ValueError:
        return None
    return width, height
