"""What an analyst knows better than the print: options of the command line, and a `plans.csv` beside the files."""

from __future__ import annotations

import csv
import difflib
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date
from functools import lru_cache
from pathlib import Path

from ...diagnostics import PlantraceError

FILE_NAME = "plans.csv"
_MOST_BYTES = 5_000_000
_POINT = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


class BadPlansFile(PlantraceError):
    """The plans.csv beside the documents has an error."""

    exit_code = 4
    advice = "Mend that line: a heading row with `file` and any of authority, plan_date, title, then a row for each file."


@dataclass(frozen=True, slots=True)
class Overrides:
    """Each None where the print is to be believed. Dates are EDTF: `2013`, `2013-09`, `2013-09-18`, `2012-03-12/2012-03-23`."""

    authority: str | None = None
    plan_date: str | None = None
    title: str | None = None
    edition: str | None = None
    inspection_kind: str | None = None
    inspection_body: str | None = None
    inspection_date: str | None = None
    inspection_published: str | None = None

    def over(self, other: Overrides) -> Overrides:
        """These, and the other's where these say nothing: `Overrides(authority="Leeds City Council").over(overrides_beside(path))`."""
        return Overrides(**{name: getattr(self, name) or getattr(other, name) for name in FIELDS})


FIELDS = tuple(field.name for field in fields(Overrides))
_DATES = frozenset({"plan_date", "inspection_date", "inspection_published"})


def overrides_beside(path: Path) -> Overrides:
    """What the `plans.csv` in a document's folder says of it: nothing where there is no such file, or no row for the document.

    | file          | authority             | plan_date | inspection_body |
    | plan-2013.pdf | Stockton-on-Tees B.C. | 2013-09   | Ofsted          |

    Raises BadPlansFile, with line and reason.
    """
    table = path.parent / FILE_NAME
    try:
        stamp = table.stat()
    except OSError:
        return Overrides()
    if not table.is_file():
        return Overrides()
    return _rows(table, stamp.st_mtime_ns, stamp.st_size).get(_key(path.name), Overrides())


def rows_without_file(folder: Path) -> list[str]:
    """What to say of rows of a folder's `plans.csv` that name no file there: a slip of the pen would else be lost in silence.

    Raises BadPlansFile.
    """
    table = folder / FILE_NAME
    if not table.is_file():
        return []
    there = {_key(file.name): file.name for file in folder.iterdir()}
    said = []
    for line, name, _ in _read(table):
        if _key(name) not in there:
            near = difflib.get_close_matches(_key(name), list(there), 1)
            hint = f"; did you mean {there[near[0]]!r}?" if near else ""
            said.append(f"{table}: line {line}: there is no file {name!r} beside it{hint}")
    return said


def is_edtf(text: str) -> bool:
    """A year, a month, a season (`2018-22`) or a day, or two of them with `/` between; the first not after the second."""
    points = text.split("/")
    if len(points) > 2 or not all(map(_is_point, points)):
        return False
    return len(points) == 1 or points[0][: len(points[1])] <= points[1][: len(points[0])]


def _is_point(text: str) -> bool:
    match = _POINT.fullmatch(text)
    if not match:
        return False
    year, month, day = int(match[1]), int(match[2] or 1), int(match[3] or 1)
    if match[2] and not match[3] and 21 <= month <= 24:
        return True
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def _key(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold().strip()


@lru_cache(maxsize=64)
def _rows(table: Path, _changed: int, _size: int) -> Mapping[str, Overrides]:
    """Every row by its file's name; read once while the file does not change."""
    found: dict[str, tuple[int, Overrides]] = {}
    for line, name, overrides in _read(table):
        before = found.get(_key(name))
        if before is not None:
            raise BadPlansFile(table, f"line {line}: {name!r} stands on line {before[0]}, too")
        found[_key(name)] = (line, overrides)
    return {name: overrides for name, (_, overrides) in found.items()}


def _read(table: Path) -> Iterator[tuple[int, str, Overrides]]:
    text = _text(table)
    opening = next((line for line in text.splitlines() if line.strip()), "")
    delimiter = max(",;\t", key=opening.count)
    reader = csv.reader(text.splitlines(keepends=True), delimiter=delimiter, strict=True)
    columns: list[str] = []
    try:
        for row in reader:
            cells = [cell.strip() for cell in row]
            if not any(cells):
                continue
            if not columns:
                columns = _columns(table, reader.line_num, cells)
                continue
            if len(cells) > len(columns) and any(cells[len(columns) :]):
                raise BadPlansFile(table, f"line {reader.line_num}: {len(cells)} cells under {len(columns)} headings")
            values = dict(zip(columns, cells, strict=False))
            yield reader.line_num, _file_of(table, reader.line_num, values), _overrides(table, reader.line_num, values)
    except csv.Error as error:
        raise BadPlansFile(table, f"line {reader.line_num}: {error}") from error


def _text(table: Path) -> str:
    try:
        if table.stat().st_size > _MOST_BYTES:
            raise BadPlansFile(table, f"larger than {_MOST_BYTES:,} bytes")
        return table.read_text("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise BadPlansFile(table, f"line {line}: not UTF-8") from error
    except OSError as error:
        raise BadPlansFile(table, error.strerror or str(error)) from error


def _columns(table: Path, line: int, cells: list[str]) -> list[str]:
    columns = ["_".join(cell.casefold().split()) for cell in cells]
    for column in columns:
        if column and column not in ("file", *FIELDS):
            near = difflib.get_close_matches(column, ("file", *FIELDS), 1)
            hint = f"; did you mean {near[0]!r}?" if near else f"; there are: file, {', '.join(FIELDS)}"
            raise BadPlansFile(table, f"line {line}: no such column: {column!r}{hint}")
        if column and columns.count(column) > 1:
            raise BadPlansFile(table, f"line {line}: two columns {column!r}")
    if "file" not in columns:
        raise BadPlansFile(table, f"line {line}: no column 'file'")
    return columns


def _file_of(table: Path, line: int, values: Mapping[str, str]) -> str:
    name = values.get("file", "")
    if not name:
        raise BadPlansFile(table, f"line {line}: no file named")
    if re.search(r"[/\\]", name):
        raise BadPlansFile(table, f"line {line}: {name!r} names a folder; a plans.csv speaks of the files beside it")
    return name


def _overrides(table: Path, line: int, values: Mapping[str, str]) -> Overrides:
    for name in _DATES & values.keys():
        if values[name] and not is_edtf(values[name]):
            raise BadPlansFile(table, f"line {line}: {name} {values[name]!r} is no date such as 2013, 2013-09 or 2013-09-18")
    return Overrides(**{name: values.get(name) or None for name in FIELDS})
