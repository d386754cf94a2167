"""A scanner for tests: the pages of a PDF as pictures, and a PDF of such pictures, askew, turned, at one bit, badly compressed."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import numpy as np
import pypdfium2
from PIL import Image

Bend = Callable[[Image.Image], Image.Image]


def pictures(path: Path, dpi: float = 170, pages: Iterable[int] | None = None) -> list[Image.Image]:
    """Each page of a PDF (or those named, from 1) in colour."""
    pdf = pypdfium2.PdfDocument(path)
    numbers = range(1, len(pdf) + 1) if pages is None else pages
    return [pdf[number - 1].render(scale=dpi / 72).to_pil().convert("RGB") for number in numbers]


def scan(path: Path, sheets: Sequence[Image.Image], dpi: float = 170) -> Path:
    """Saves the pictures as the pages of a PDF."""
    sheets[0].save(path, save_all=True, append_images=sheets[1:], resolution=dpi)
    return path


def jpeg(quality: int) -> Bend:
    def compressed(sheet: Image.Image) -> Image.Image:
        stream = io.BytesIO()
        sheet.save(stream, "JPEG", quality=quality)
        return Image.open(io.BytesIO(stream.getvalue())).convert("RGB")

    return compressed


def askew(degrees: float) -> Bend:
    return lambda sheet: sheet.rotate(degrees, Image.Resampling.BICUBIC, expand=True, fillcolor=(255, 255, 255))


def turned(degrees: int) -> Bend:
    """Clockwise."""
    return lambda sheet: sheet.rotate(-degrees, expand=True)


def one_bit(sheet: Image.Image) -> Image.Image:
    return sheet.convert("L").point(lambda level: 255 if level > 140 else 0).convert("1")


def halftone(sheet: Image.Image) -> Image.Image:
    """One bit, greys as dots."""
    return sheet.convert("1")


def yellowed(sheet: Image.Image) -> Image.Image:
    """Old paper, darker to one side."""
    shade = Image.linear_gradient("L").resize(sheet.size).point(lambda level: 215 + level // 10)
    return Image.merge(
        "RGB",
        [
            Image.composite(band, Image.new("L", sheet.size), shade.point(lambda level, by=by: level - by))
            for band, by in zip(sheet.split(), (0, 6, 28), strict=True)
        ],
    )


def noisy(spread: float) -> Bend:
    """A sensor's grain: grey noise of that standard deviation, of 255."""

    def grained(sheet: Image.Image) -> Image.Image:
        levels = np.asarray(sheet.convert("L"), np.float32)
        grain = np.random.default_rng(1).normal(0, spread, levels.shape)
        return Image.fromarray(np.clip(levels * 0.9 + 12 + grain, 0, 255).astype(np.uint8)).convert("RGB")

    return grained


def at_resolution(dpi: float, of: float = 170) -> Bend:
    """A picture of `of` dots per inch as if scanned at `dpi`."""
    return lambda sheet: sheet.resize((round(sheet.width * dpi / of), round(sheet.height * dpi / of)), Image.Resampling.BICUBIC)


def bordered(sheet: Image.Image) -> Image.Image:
    """Laid askew on a scanner's black bed: dark corners and edges around the paper."""
    laid = sheet.rotate(1.2, Image.Resampling.BICUBIC, expand=True, fillcolor=(18, 18, 20))
    on_bed = Image.new("RGB", (laid.width + 60, laid.height + 40), (18, 18, 20))
    on_bed.paste(laid, (45, 15))
    return on_bed


def warped(sheet: Image.Image) -> Image.Image:
    """Photographed from slightly below: the far edge is shorter by a hundredth and the lines are bent a little."""
    wide, high = sheet.size
    across, down = wide * 0.006, high * 0.004
    corners = (-across, -down, 0, high, wide, high, wide + across, -down)
    return sheet.transform(sheet.size, Image.Transform.QUAD, corners, Image.Resampling.BICUBIC, fillcolor=(255, 255, 255))


BENDS: dict[str, Bend] = {
    "as scanned": lambda sheet: sheet,
    "one bit": one_bit,
    "halftone": halftone,
    "JPEG 30": jpeg(30),
    "2 degrees askew": askew(2),
    "turned by 90": turned(90),
    "turned by 180": turned(180),
    "turned by 270": turned(270),
    "askew, turned, JPEG 40": lambda sheet: jpeg(40)(turned(270)(askew(-1.5)(sheet))),
    "yellowed": yellowed,
    "3 degrees askew": askew(-3),
    "150 dpi": at_resolution(150),
    "grain": noisy(14),
    "fax": lambda sheet: one_bit(noisy(10)(sheet)),
    "black bed": bordered,
    "photographed": warped,
}
