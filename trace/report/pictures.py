"""The cell as it stands on the page, cut out of the PDF."""

from __future__ import annotations

import base64
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ...provenance import Box, file_sha256

if TYPE_CHECKING:
    from sqlalchemy import Connection

SCALE = 1.6
"""Pixels a point: 115 dots an inch, legible in print without swelling the page."""
MARGIN = 4.0
"""Points of the page shown around the cell, so that its borders are seen."""


@dataclass(frozen=True, slots=True)
class CellPlace:
    """Where a row's recommendation is printed: the file as it was imported, the page from 1, the box in points from the top left."""

    row_id: str
    path: Path
    sha256: str
    page: int
    box: Box


@dataclass(frozen=True, slots=True)
class Picture:
    """A PNG as a data address, with its size in pixels."""

    address: str
    width: int
    height: int


def pictures_of_rows(connection: Connection, row_ids: Iterable[str]) -> dict[str, Picture]:
    """The cell of each row's recommendation, for the rows that were read from a PDF that still is where it was, unchanged."""
    wanted = set(row_ids)
    places = [place for place in _places(connection) if place.row_id in wanted] if wanted else []
    return places_to_pictures(places)


def places_to_pictures(places: Sequence[CellPlace]) -> dict[str, Picture]:
    """Pictures by row id. A file that is gone, or is another one by now, gives none: a wrong picture would be false evidence."""
    by_file: dict[tuple[Path, str], list[CellPlace]] = {}
    for place in places:
        by_file.setdefault((place.path, place.sha256), []).append(place)
    found: dict[str, Picture] = {}
    for (path, sha256), in_file in by_file.items():
        if path.is_file() and file_sha256(path) == sha256:
            found.update(_cut(path, in_file))
    return found


def _cut(path: Path, places: Sequence[CellPlace]) -> dict[str, Picture]:
    import pypdfium2

    found: dict[str, Picture] = {}
    pdf = pypdfium2.PdfDocument(path)
    try:
        for place in places:
            page = pdf[place.page - 1]
            width, height = page.get_size()
            x0, top, x1, bottom = place.box
            crop = (max(x0 - MARGIN, 0), max(height - bottom - MARGIN, 0), max(width - x1 - MARGIN, 0), max(top - MARGIN, 0))
            image = page.render(scale=SCALE, crop=crop).to_pil()
            png = io.BytesIO()
            image.convert("P").save(png, "PNG", optimize=True)
            address = f"data:image/png;base64,{base64.b64encode(png.getvalue()).decode()}"
            found[place.row_id] = Picture(address, image.width, image.height)
    finally:
        pdf.close()
    return found


def _places(connection: Connection) -> list[CellPlace]:
    """The first place of each recommendation that is compared, where it is in a PDF."""
    from sqlalchemy import text

    statement = text(
        "SELECT p.row_id, d.source_path, d.document_id, p.page, p.x0, p.top, p.x1, p.bottom FROM places p "
        "JOIN compared_recommendations c ON c.row_id = p.row_id JOIN documents d ON d.document_id = c.document_id "
        "WHERE p.field = 'recommendation' AND p.position = "
        "(SELECT MIN(f.position) FROM places f WHERE f.row_id = p.row_id AND f.field = 'recommendation' AND f.x0 IS NOT NULL)"
    )
    return [
        CellPlace(row.row_id, Path(row.source_path), row.document_id, row.page, (row.x0, row.top, row.x1, row.bottom))
        for row in connection.execute(statement)
    ]
