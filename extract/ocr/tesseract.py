"""Little pictures -> words with boxes and confidences, through the `tesseract` program (pytesseract calls it).

All pictures of a page go through one call, by a list of files in a temporary folder: the program loads its model once, and a call that
takes too long can be ended, which a library inside this process cannot.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

from PIL import Image

from .render import Picture

Layout = Literal["block", "line"]
"""What a picture holds: lines of text one below the other, or a single line (Tesseract's page segmentation modes 6 and 7)."""

_MODES: dict[Layout, int] = {"block": 6, "line": 7}

_WORD_LEVEL = 5


class OcrTimeout(Exception):
    """Tesseract took longer than it was given."""


@dataclass(frozen=True, slots=True)
class ReadWord:
    """A word as Tesseract read it: `box` in dots of its picture, `line` the same for words of one line, `confidence` 0 to 1."""

    text: str
    box: tuple[int, int, int, int]
    line: int
    confidence: float


@cache
def why_unavailable() -> str | None:
    """In one line what is missing and how to install it; None where OCR works."""
    if find_spec("pytesseract") is None:
        return "OCR is not installed: pip install 'plantrace[ocr]'"
    import pytesseract

    try:
        languages = pytesseract.get_languages()
    except (pytesseract.TesseractNotFoundError, OSError):
        return "Tesseract is not installed: apt-get install tesseract-ocr"
    except (pytesseract.TesseractError, RuntimeError, ValueError, SystemExit) as error:
        return f"Tesseract does not run ({error}): apt-get install --reinstall tesseract-ocr"
    return None if "eng" in languages else "Tesseract knows no English: apt-get install tesseract-ocr-eng"


def pictures_to_words(pictures: Sequence[Picture], layout: Layout, dpi: float, seconds: float) -> list[list[ReadWord]]:
    """The words of each picture, in Tesseract's reading order. Raises OcrTimeout."""
    if not pictures:
        return []
    import pytesseract

    if seconds <= 0:
        raise OcrTimeout
    os.environ.setdefault("OMP_THREAD_LIMIT", "1")  # its threads wait for one another: two pages at a time are faster by half
    with TemporaryDirectory(prefix="plantrace-ocr-") as folder:
        listing = _written(pictures, Path(folder))
        try:
            table = pytesseract.image_to_data(
                str(listing),
                lang="eng",
                config=f"--oem 1 --psm {_MODES[layout]} --dpi {round(dpi)}",
                timeout=seconds,
                output_type=pytesseract.Output.DICT,
            )
        except RuntimeError as error:
            if "timeout" in str(error):
                raise OcrTimeout from error
            raise
    return _words(table, len(pictures))


def _written(pictures: Sequence[Picture], folder: Path) -> Path:
    names = []
    for index, picture in enumerate(pictures):
        name = folder / f"{index:05}.png"
        Image.fromarray(picture).save(name, compress_level=1)
        names.append(f"{name}\n")
    listing = folder / "pictures.txt"
    listing.write_text("".join(names))
    return listing


def _words(table: dict[str, list[int | float | str]], count: int) -> list[list[ReadWord]]:
    words: list[list[ReadWord]] = [[] for _ in range(count)]
    columns = ("level", "page_num", "block_num", "par_num", "line_num", "left", "top", "width", "height", "conf", "text")
    for level, page, block, paragraph, line, left, top, width, height, confidence, text in zip(
        *(table[column] for column in columns), strict=True
    ):
        if int(level) == _WORD_LEVEL and str(text).strip():
            x, y = int(left), int(top)
            box = (x, y, x + int(width), y + int(height))
            place = (int(block) * 1000 + int(paragraph)) * 1000 + int(line)
            words[int(page) - 1].append(ReadWord(str(text).strip(), box, place, max(0.0, float(confidence)) / 100))
    return words
