"""The rows of the archive as a file: .csv, .json, .parquet or .xlsx by its ending, each row with its citation."""

from __future__ import annotations

import csv
import json
import os
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..diagnostics import PlantraceError
from .citation import row_to_citation

if TYPE_CHECKING:
    from sqlalchemy import Connection

Record = dict[str, Any]
LISTS = ("recommendation_refs", "action_refs", "leads", "timescales", "other")
"""Columns of `plan_rows` that hold JSON."""
DAYS = ("due", "due_revised", "due_inferred")
COUNTS = ("position", "page_first", "page_last", "struck")
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


class UnknownEnding(PlantraceError):
    """The file's ending says no format that rows can be exported to."""

    exit_code = 2
    advice = "Use .xlsx, .csv, .json or .parquet."


class CannotWrite(PlantraceError):
    """The file cannot be written."""

    exit_code = 4
    advice = "Name one in a folder that is there and that you may write to."


def export_rows(connection: Connection, path: Path, *, without_names: bool = False) -> int:
    """Writes every row of `plan_rows`, in the order of authorities, dates, documents and positions; how many there are.

    `without_names` leaves out the names of persons; posts and bodies stay. The file appears whole or not at all.
    Raises UnknownEnding, CannotWrite.
    """
    write = writer_of(path)
    columns, records = read_records(connection)
    if without_names:
        from .review.names import records_without_names

        records = records_without_names(records)
    with replacing(path) as half:
        write(half, columns, records)
    return len(records)


def writer_of(path: Path) -> Callable[[Path, Sequence[str], Sequence[Record]], None]:
    """Raises UnknownEnding."""
    from .spreadsheet import write_xlsx

    writers = {".csv": write_csv, ".json": write_json, ".parquet": write_parquet, ".xlsx": write_xlsx}
    if path.suffix.lower() not in writers:
        raise UnknownEnding(path)
    return writers[path.suffix.lower()]


def read_records(connection: Connection) -> tuple[list[str], list[Record]]:
    """The columns, and a record a row: those of `plan_rows` with `citation` in front, lists as lists, not as JSON text."""
    from sqlalchemy import text

    found = connection.execute(text(_ROWS))
    columns = ["citation", *(name for name in found.keys() if name not in _ONLY_FOR_CITATION)]  # noqa: SIM118
    return columns, [_record(dict(row), columns) for row in found.mappings()]


_ONLY_FOR_CITATION = ("table_number", "table_row")
_ROWS = """
SELECT r.*, p.table_number, p.table_row
FROM plan_rows r
LEFT JOIN places p ON p.row_id = r.row_id AND p.position = 1
     AND p.field = (SELECT MIN(q.field) FROM places q WHERE q.row_id = r.row_id AND q.field IN ('action', 'lead_raw', 'progress'))
ORDER BY r.authority, r.plan_date, r.document, r.document_id, r.position
"""


def _record(row: Mapping[str, Any], columns: Sequence[str]) -> Record:
    cited = {"citation": row_to_citation(row), **row}
    return {name: json.loads(cited[name] or "[]") if name in LISTS else cited[name] for name in columns}


def write_json(path: Path, columns: Sequence[str], records: Sequence[Record]) -> None:
    """A list of objects; lists are lists."""
    with path.open("w", encoding="utf-8") as stream:
        stream.write("[")
        for number, record in enumerate(records):
            stream.write(("," if number else "") + "\n" + json.dumps(record, ensure_ascii=False))
        stream.write("\n]\n")


def write_csv(path: Path, columns: Sequence[str], records: Sequence[Record]) -> None:
    """UTF-8 with the mark that Excel needs to see it; lists are JSON text; a text that would be run as a formula has an apostrophe."""
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(columns)
        for record in records:
            writer.writerow([_csv_cell(name, record[name]) for name in columns])


def _csv_cell(name: str, value: Any) -> Any:
    if name in LISTS:
        return json.dumps(value, ensure_ascii=False)
    return formula_as_text(value) if isinstance(value, str) else value


def formula_as_text(value: str) -> str:
    """`=1+1` -> `'=1+1`, which a spreadsheet shows and does not run."""
    return f"'{value}" if value.startswith(_FORMULA_STARTS) else value


def write_parquet(path: Path, columns: Sequence[str], records: Sequence[Record]) -> None:
    """Days as dates, counts as integers, lists as JSON text, `confidence` as a float, all else as text."""
    import pyarrow
    import pyarrow.parquet

    kinds: dict[str, Any] = {name: pyarrow.date32() for name in DAYS}
    kinds |= {name: pyarrow.int64() for name in COUNTS}
    kinds["confidence"] = pyarrow.float64()
    schema = pyarrow.schema([(name, kinds.get(name, pyarrow.string())) for name in columns])
    plain = [{name: _parquet_cell(name, record[name]) for name in columns} for record in records]
    pyarrow.parquet.write_table(pyarrow.Table.from_pylist(plain, schema=schema), path)


def _parquet_cell(name: str, value: Any) -> Any:
    from datetime import date

    if name in LISTS:
        return json.dumps(value, ensure_ascii=False)
    return date.fromisoformat(value) if name in DAYS and value else value


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """A file beside `path` that takes its place when all is written: what stood there before is never left half overwritten."""
    try:
        handle, name = tempfile.mkstemp(dir=path.absolute().parent, prefix=f".{path.name}.", suffix=path.suffix)
        os.close(handle)
        half = Path(name)
        try:
            yield half
            mask = os.umask(0)
            os.umask(mask)
            half.chmod(0o666 & ~mask)
            half.replace(path)
        finally:
            half.unlink(missing_ok=True)
    except OSError as error:
        raise CannotWrite(path, error.strerror or str(error)) from error
