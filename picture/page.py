"""One page of a PDF as a picture, with marks over it and a legend under it."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from ..diagnostics import PlantraceError
from ..provenance import Box

if TYPE_CHECKING:
    from PIL.Image import Image as Picture
    from PIL.ImageFont import FreeTypeFont, ImageFont

LARGEST_SIDE = 5000
"""Pixels: a page of several metres is drawn smaller than asked for."""

MarkStyle = Literal["cell", "frame", "field", "row", "rating", "warning"]
"""A thin outline; a thick one around a table; a tinted cell with its field's name; a bracket beside a row with its number; a pill in the
rating's colour; a hatched box that nobody can overlook."""


class CannotDraw(PlantraceError):
    """The picture cannot be drawn."""


@dataclass(frozen=True, slots=True)
class PageMark:
    """Something to draw at `box`, in points from the page's top left corner; `legend` names its colour under the page, once a colour."""

    style: MarkStyle
    box: Box
    colour: str
    """sRGB hex: `1F77B4`."""
    label: str = ""
    legend: str = ""


def page_picture(path: Path, page: int, marks: Sequence[PageMark] = (), *, scale: float = 2.0, caption: str = "") -> bytes:
    """A page (1-based) as a PNG: `scale` pixels a point, `marks` drawn over it, a legend of theirs and the caption below, if there are any.

    The top left of the page is the top left of the picture, so that boxes times scale are its pixels. Raises CannotDraw. PDFium is not
    for several threads at once: who has several holds a lock around this.
    """
    image = _rendered(path, page, scale)
    if marks or caption:
        image = _drawn_over(image, marks, image.info["scale"], caption)
    png = io.BytesIO()
    image.quantize(255).save(png, "PNG")
    return png.getvalue()


def _rendered(path: Path, page: int, scale: float) -> Picture:
    import pypdfium2

    try:
        pdf = pypdfium2.PdfDocument(path)
        try:
            drawn = pdf[page - 1]
            scale = min(scale, LARGEST_SIDE / max(*drawn.get_size(), 1.0))
            image: Picture = drawn.render(scale=scale).to_pil().convert("RGB")
        finally:
            pdf.close()
    except (pypdfium2.PdfiumError, IndexError) as error:
        raise CannotDraw(path, f"page {page}: {error}") from error
    image.info["scale"] = scale
    return image


_ORDER: tuple[MarkStyle, ...] = ("cell", "field", "frame", "warning", "row", "rating")
"""Later ones lie over earlier ones."""


def _drawn_over(image: Picture, marks: Sequence[PageMark], scale: float, caption: str) -> Picture:
    from PIL import Image, ImageDraw

    veil = Image.new("RGBA", image.size)
    draw = ImageDraw.Draw(veil)
    pen = _Pen(draw, scale, image.width)
    for mark in sorted(marks, key=lambda mark: _ORDER.index(mark.style)):
        pen.draw(mark)
    for label in pen.labels:
        pen.tag(*label)
    page = Image.alpha_composite(image.convert("RGBA"), veil).convert("RGB")
    return _with_legend(page, marks, scale, caption)


class _Pen:
    """Draws marks at one scale. Labels come last, so that no neighbour's tint lies over them."""

    def __init__(self, draw: Any, scale: float, width: int) -> None:
        self.ink, self.scale, self.width = draw, scale, width
        self.labels: list[tuple[float, float, str, str, bool]] = []
        self.small, self.large = font(4.6 * scale), font(6.4 * scale)

    def draw(self, mark: PageMark) -> None:
        x0, top, x1, bottom = (value * self.scale for value in mark.box)
        colour, line = rgb(mark.colour), max(1, round(self.scale * 0.5))
        if x1 - x0 < 2 or bottom - top < 2:
            return
        if mark.style == "cell":
            self.ink.rectangle((x0, top, x1, bottom), outline=(*colour, 110), width=line)
        elif mark.style == "frame":
            self.ink.rectangle((x0, top, x1, bottom), outline=(*colour, 235), width=line * 3)
            self._label(x0, top - 5.5 * self.scale, mark)
        elif mark.style == "field":
            self.ink.rectangle((x0, top, x1, bottom), fill=(*colour, 34), outline=(*colour, 200), width=line)
            self._label(x1, top - 2.6 * self.scale, mark, right=True)  # over the edge: text begins below it
        elif mark.style == "warning":
            self._hatch(x0, top, x1, bottom, colour)
            self.ink.rectangle((x0, top, x1, bottom), outline=(*colour, 255), width=line * 3)
            self._label(x0, top - 2.6 * self.scale, mark)
        elif mark.style == "row":
            self._bracket(x0, top, bottom, mark.label)
        else:
            self._pill(x1, bottom, mark)

    def _label(self, x: float, y: float, mark: PageMark, right: bool = False) -> None:
        if mark.label:
            self.labels.append((x, max(y, 0), mark.label, mark.colour, right))

    def tag(self, x: float, y: float, text: str, colour: str, right: bool) -> None:
        width, height = self.small.getbbox(text)[2] + 2 * self.scale, 5.6 * self.scale
        x = x - width if right else x
        self.ink.rectangle((x, y, x + width, y + height), fill=(*rgb(colour), 225))
        self.ink.text((x + self.scale, y + height / 2), text, fill="white", font=self.small, anchor="lm")

    def _hatch(self, x0: float, top: float, x1: float, bottom: float, colour: tuple[int, int, int]) -> None:
        step, height = 5 * self.scale, bottom - top
        start = x0 - height
        while start < x1:
            left, right = max(start, x0), min(start + height, x1)
            if right > left:
                self.ink.line((left, bottom - (left - start), right, bottom - (right - start)), fill=(*colour, 90), width=1)
            start += step

    def _bracket(self, x0: float, top: float, bottom: float, label: str) -> None:
        """`⎡12` to the left of a row; inside the page where the row begins at its edge."""
        gap, arm = 3 * self.scale, 2.5 * self.scale
        x = max(x0 - gap, arm)
        line = max(2, round(self.scale * 0.8))
        top, bottom = top + self.scale, bottom - self.scale
        for points in ((x, top, x, bottom), (x, top, x + arm, top), (x, bottom, x + arm, bottom)):
            self.ink.line(points, fill=(20, 20, 20, 230), width=line)
        width, height = self.large.getbbox(label)[2] + 3 * self.scale, 8 * self.scale
        left, middle = max(x - width, 0), (top + bottom) / 2
        box = (left, middle - height / 2, left + width, middle + height / 2)
        self.ink.rounded_rectangle(box, radius=height / 3, fill=(20, 20, 20, 235))
        self.ink.text((left + width / 2, middle), label, fill="white", font=self.large, anchor="mm")

    def _pill(self, x1: float, bottom: float, mark: PageMark) -> None:
        width, height = self.small.getbbox(mark.label)[2] + 4 * self.scale, 7 * self.scale
        x1 = min(max(x1, width + self.scale), self.width)
        box = (x1 - width - self.scale, bottom - height - 3 * self.scale, x1 - self.scale, bottom - 3 * self.scale)
        self.ink.rounded_rectangle(box, radius=height / 2, fill=(*rgb(mark.colour), 255), outline=(0, 0, 0, 255), width=1)
        middle = ((box[0] + box[2]) / 2, (box[1] + box[3]) / 2)
        self.ink.text(middle, mark.label, fill=text_on(mark.colour), font=self.small, anchor="mm")


def _with_legend(page: Picture, marks: Sequence[PageMark], scale: float, caption: str) -> Picture:
    """The page on a longer sheet, with a swatch for each colour that has a name, and the caption."""
    from PIL import Image, ImageDraw

    entries = list({mark.legend: mark for mark in marks if mark.legend}.values())
    text, line, pad = font(6.5 * scale), 11 * scale, 6 * scale
    spots: list[tuple[float, float, PageMark]] = []
    x, y = pad, pad + (line if caption else 0)
    for mark in entries:
        width = text.getbbox(mark.legend)[2] + 14 * scale
        if x + width > page.width - pad and x > pad:
            x, y = pad, y + line
        spots.append((x, y, mark))
        x += width
    sheet = Image.new("RGB", (page.width, round(page.height + y + line + pad)), "white")
    sheet.paste(page, (0, 0))
    draw = ImageDraw.Draw(sheet)
    draw.line((0, page.height, page.width, page.height), fill=(120, 120, 120), width=max(1, round(scale)))
    if caption:
        draw.text((pad, page.height + pad), caption, fill="black", font=text)
    for x, y, mark in spots:
        box = (x, page.height + y, x + 7 * scale, page.height + y + 7 * scale)
        draw.rectangle(box, fill=rgb(mark.colour), outline="black")
        draw.text((x + 9 * scale, page.height + y + 3.5 * scale), mark.legend, fill="black", font=text, anchor="lm")
    return sheet


def font(size: float) -> FreeTypeFont | ImageFont:
    """The letters that Pillow brings along: a server has no others."""
    from PIL import ImageFont

    return ImageFont.load_default(max(6, round(size)))


def rgb(colour: str) -> tuple[int, int, int]:
    return int(colour[:2], 16), int(colour[2:4], 16), int(colour[4:], 16)


def text_on(colour: str) -> str:
    """Black or white, whichever is read more easily on a colour (Rec. 601 luma)."""
    red, green, blue = rgb(colour)
    return "black" if 0.299 * red + 0.587 * green + 0.114 * blue > 140 else "white"
