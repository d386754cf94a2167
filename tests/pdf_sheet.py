"""A sheet of paper for tests: writes PDF pages operator by operator, so that each oddity of a producer can be set exactly.

Coordinates are points from the top left of the unturned page, as in `PageContent`.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pikepdf
from pikepdf import Dictionary, Name

FONTS = {"plain": "Helvetica", "bold": "Helvetica-Bold", "symbols": "ZapfDingbats"}


class Sheet:
    def __init__(self, width: float = 400, height: float = 300) -> None:
        self.width, self.height = width, height
        self.operators: list[str] = []

    def text(self, x: float, foot: float, words: str, size: float = 10, font: str = "plain", colour: str = "0 g", more: str = "") -> Sheet:
        """`foot` is the base line."""
        escaped = words.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
        place = f"1 0 0 1 {x} {self.height - foot} Tm"
        self.operators.append(f"q BT {colour} /{font} {size} Tf {more} {place} ({escaped}) Tj ET Q")
        return self

    def raw(self, operators: str) -> Sheet:
        self.operators.append(f"q {operators} Q")
        return self

    def line(self, x0: float, y0: float, x1: float, y1: float, width: float = 0.5, more: str = "0 G") -> Sheet:
        return self.raw(f"{more} {width} w {x0} {self.height - y0} m {x1} {self.height - y1} l S")

    def fill(self, x0: float, top: float, x1: float, bottom: float, colour: str = "0 g") -> Sheet:
        return self.raw(f"{colour} {x0} {self.height - bottom} {x1 - x0} {bottom - top} re f")

    def outline(self, x0: float, top: float, x1: float, bottom: float) -> Sheet:
        return self.raw(f"0.5 w {x0} {self.height - bottom} {x1 - x0} {bottom - top} re S")

    def grid(self, xs: Sequence[float], ys: Sequence[float], more: str = "0 G") -> Sheet:
        for x in xs:
            self.line(x, ys[0], x, ys[-1], more=more)
        for y in ys:
            self.line(xs[0], y, xs[-1], y, more=more)
        return self


def save(path: Path, *sheets: Sheet, rotate: int = 0, crop: tuple[float, float, float, float] | None = None, **options: object) -> Path:
    """Writes the sheets as pages; `crop` is a CropBox in PDF's own coordinates."""
    pdf = pikepdf.new()
    for sheet in sheets:
        pdf.add_blank_page(page_size=(sheet.width, sheet.height))
        page = pdf.pages[-1]
        fonts = {f"/{name}": Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name("/" + base)) for name, base in FONTS.items()}
        for name in ("plain", "bold"):
            fonts[f"/{name}"].Encoding = Name.WinAnsiEncoding
        page.Resources = Dictionary(Font=Dictionary(fonts))
        page.Contents = pdf.make_stream("\n".join(sheet.operators).encode("cp1252"))
        if rotate:
            page.Rotate = rotate
        if crop:
            page.CropBox = pikepdf.Array(list(crop))
    pdf.save(path, **options)  # type: ignore[arg-type]
    return path
