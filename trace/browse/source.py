"""The source document, found by its hash inside the folders that were imported, and what it looks like."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ...diagnostics import PlantraceError
from ...provenance import file_sha256
from .archive import Archive, Row, Served
from .word_pages import PDFIUM

if TYPE_CHECKING:
    from ...extract.document import Table

LARGEST_PICTURE = 2400
"""Pixels of the longer side: a page as large as a poster is shown smaller, not refused."""
_PIXELS_A_POINT = 2.0
_ROWS_AROUND = 2


class SourceGone(PlantraceError):
    """The source document cannot be shown."""


def source_of_row(document: Row, served: Served | None) -> Path:
    """The file, unchanged since its import. Raises SourceGone: moved away, changed, or outside the folders that were imported.

    Where it was imported from comes from the database, which may have come from anyone: a path leads nowhere but into the folders
    given to `serve`, or, without any, into what imports were given; and the content must have the hash.
    """
    path = Path(document["source_path"])
    for candidate in dict.fromkeys([path, *_moved(path, served.folders if served else ())]):
        try:
            real = candidate.resolve(strict=True)
            if not real.is_file() or not _within(real, document, served):
                continue
            if _hash(str(real), real.stat().st_mtime_ns, real.stat().st_size) == document["document_id"]:
                return real
        except (OSError, RuntimeError, ValueError):
            continue
    raise SourceGone(path.name, "it is not where it was, or is another file by now")


@lru_cache(maxsize=512)
def _hash(path: str, _modified: int, _size: int) -> str:
    return file_sha256(Path(path))


def _moved(path: Path, folders: Iterable[Path]) -> Iterator[Path]:
    """Where a file may be below folders that the archive was moved to: `/old/archive/2013/plan.pdf` -> `/new/2013/plan.pdf` ..."""
    for folder in folders:
        for first in range(len(path.parts) - 1, 0, -1):
            yield folder.joinpath(*path.parts[first:])


def _within(real: Path, document: Row, served: Served | None) -> bool:
    """Inside the folders given, else what an import was given: the file itself or a folder above it.

    A link leads nowhere else.
    """
    given = served.folders if served and served.folders else [Path(path) for path in document["imported_from"]]
    return any(real.is_relative_to(path.resolve()) for path in given)


def imported_from(archive: Archive) -> list[str]:
    """The absolute paths, of files and of folders, that imports into this database were given."""
    paths: dict[str, None] = {}
    for row in archive.rows("SELECT DISTINCT settings FROM import_runs"):
        settings = json.loads(row["settings"])
        given = settings.get("paths", []) if isinstance(settings, dict) else []
        paths.update(dict.fromkeys(path for path in given if isinstance(path, str)))
    return list(paths)


@lru_cache(maxsize=64)
def page_picture(source: Path, page: int) -> bytes:
    """The page as a PNG. Raises SourceGone where there is no such page or it cannot be drawn."""
    import pypdfium2

    try:
        with PDFIUM:
            pdf = pypdfium2.PdfDocument(source)
            try:
                drawn = pdf[page - 1]
                scale = min(_PIXELS_A_POINT, LARGEST_PICTURE / max(*drawn.get_size(), 1.0))
                image = drawn.render(scale=scale).to_pil()
            finally:
                pdf.close()
    except (pypdfium2.PdfiumError, IndexError) as error:
        raise SourceGone(source.name, f"page {page}: {error}") from error
    png = io.BytesIO()
    image.convert("RGB").quantize(128).save(png, "PNG")
    return png.getvalue()


@lru_cache(maxsize=512)
def page_size(source: Path, page: int) -> tuple[float, float]:
    """Width and height in points, as a reader sees the page."""
    import pypdfium2

    try:
        with PDFIUM:
            pdf = pypdfium2.PdfDocument(source)
            try:
                width, height = pdf[page - 1].get_size()
            finally:
                pdf.close()
    except (pypdfium2.PdfiumError, IndexError) as error:
        raise SourceGone(source.name, f"page {page}: {error}") from error
    return width, height


def word_table(tables: Sequence[Table], places: list[Row]) -> dict[str, Any] | None:
    """The rows of the Word table around a row, `{"rows": [[cell, ...], ...]}`, the cells that the row was read from marked."""
    numbers = sorted({place["table_number"] for place in places if place["table_number"]})
    number = max(numbers, key=lambda one: sum(place["table_number"] == one for place in places), default=0)
    if not 0 < number <= len(tables):
        return None
    marked: dict[tuple[int, int], list[str]] = {}
    for place in places:
        if place["table_number"] == number:
            marked.setdefault((place["table_row"], place["table_column"]), []).append(place["field"])
    rows = [row for row, _ in marked]
    first, last = max(max(rows) - 12, min(rows) - _ROWS_AROUND, 1), max(rows) + _ROWS_AROUND
    table = tables[number - 1]
    shown: dict[int, list[dict[str, Any]]] = {}
    for cell in table:
        if first <= cell.row + 1 <= last:
            names = marked.get((cell.row + 1, cell.column + 1), [])
            span = {"rowspan": min(cell.rowspan, last - cell.row), "colspan": cell.colspan}
            shown.setdefault(cell.row, []).append({"text": cell.text, "fill": cell.fill, "names": names, **span})
    return {"number": number, "first": first, "rows": [shown.get(index, []) for index in range(first - 1, min(last, table.n_rows))]}


@lru_cache(maxsize=8)
def docx_tables(source: Path) -> tuple[Table, ...]:
    """Raises SourceGone where the file cannot be read any more."""
    from ...extract.read import read

    try:
        return read(source).tables
    except PlantraceError as error:
        raise SourceGone(source.name, error.detail) from error
