"""The source document, found by its hash inside the folders that were imported, and what it looks like."""

from __future__ import annotations

import io
import json
import os
import threading
from functools import lru_cache
from pathlib import Path
from typing import Any

from ...diagnostics import PlantraceError
from ...provenance import file_sha256
from .archive import Row, Served

LARGEST_PICTURE = 2400
"""Pixels of the longer side: a page as large as a poster is shown smaller, not refused."""
_PIXELS_A_POINT = 2.0
_ROWS_AROUND = 2
_PDFIUM = threading.Lock()
"""PDFium is not made for several threads."""


class SourceGone(PlantraceError):
    """The source document cannot be shown."""


def source_of_row(document: Row, served: Served | None) -> Path:
    """The file, unchanged since its import. Raises SourceGone: moved away, changed, or outside the folders that were imported.

    Where it was imported from comes from the database, which may have come from anyone: a path leads nowhere but into the folders
    given to `serve`, or, without any, to the place that the import noted; and the content must have the hash.
    """
    path = Path(document["source_path"])
    candidates = [path, *(folder / path.name for folder in (served.folders if served else ()))]
    for candidate in dict.fromkeys(candidates):
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


def _within(real: Path, document: Row, served: Served | None) -> bool:
    """Inside the folders given; else at the very place that the import noted, or in a folder that it was given.

    A link at that place, or above it, leads nowhere else.
    """
    if served and served.folders:
        return any(real.is_relative_to(folder.resolve()) for folder in served.folders)
    folders = _imported_folders(document)
    return any(real.is_relative_to(folder) for folder in folders) if folders else real == Path(document["source_path"])


def _imported_folders(document: Row) -> list[Path]:
    """The folders of the paths that the document's import was given, where it noted them.

    A path that was given relative to a folder nobody knows any more (`archive/plan.pdf`) counts where the document's own ends so.
    """
    try:
        settings = json.loads(document.get("run_settings") or "{}")
    except ValueError:
        settings = {}
    given = settings.get("paths", ()) if isinstance(settings, dict) else ()
    own = Path(os.path.normpath(document["source_path"]))
    folders: list[Path] = []
    for path in (Path(os.path.normpath(str(one))) for one in given):
        parts = tuple(part for part in path.parts if part != "..")
        if path.is_absolute():
            folders.append(path.resolve() if path.is_dir() else path.parent.resolve())
        elif parts and own.parts[-len(parts) :] == parts:
            folders.append(own.parent.resolve())
    return folders


@lru_cache(maxsize=64)
def page_picture(source: Path, page: int) -> bytes:
    """The page as a PNG. Raises SourceGone where there is no such page or it cannot be drawn."""
    import pypdfium2

    try:
        with _PDFIUM:
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
        with _PDFIUM:
            pdf = pypdfium2.PdfDocument(source)
            try:
                width, height = pdf[page - 1].get_size()
            finally:
                pdf.close()
    except (pypdfium2.PdfiumError, IndexError) as error:
        raise SourceGone(source.name, f"page {page}: {error}") from error
    return width, height


def word_table(source: Path, file_format: str, places: list[Row]) -> dict[str, Any] | None:
    """The rows of the Word table around a row, `{"rows": [[cell, ...], ...]}`, the cells that the row was read from marked.

    None for older Word files, which would have to be converted for each look: their place is told in words.
    """
    if file_format not in ("docx", "docm") or not places:
        return None
    try:
        tables = _word_tables(source)
    except PlantraceError as error:
        raise SourceGone(source.name, error.detail) from error
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
def _word_tables(source: Path) -> tuple[Any, ...]:
    from ...extract.read import read

    return read(source).tables
