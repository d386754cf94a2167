"""The matrix of threads by year: which matter came back when, and how it stood."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ..archive import worst_of
from ..recurrence.threads import thread_title
from .colours import RATINGS, Shown, shown

if TYPE_CHECKING:
    import pandas

UNDATED = "no date"


@dataclass(frozen=True, slots=True)
class MatrixCell:
    """A thread in a year: `look` is the worst of the last ratings, `recommendations` how many of them raise the matter then."""

    look: Shown
    status: str
    recommendations: int
    documents: str


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """`cells` has one entry a year of the matrix, None where the matter was not raised."""

    thread_id: str
    title: str
    authority: str | None
    plans: int
    cells: tuple[MatrixCell | None, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    years: tuple[str, ...]
    rows: tuple[MatrixRow, ...]


def threads_to_matrix(threads: pandas.DataFrame) -> Matrix:
    """`years.threads` as rows of threads and columns of years, in the order of the frame; undated plans have a column at the end.

    | thread_id | plan_date | last_rag |       |                   | 2013 | 2019 |
    | t1        | 2013-03   | red      |  ->   | case recording    |  R   |  G   |
    | t1        | 2019-06   | green    |
    """
    if threads.empty:
        return Matrix((), ())
    year = threads["as_at"].map(lambda day: day[:4] if isinstance(day, str) else UNDATED)
    years = tuple(sorted(year.unique(), key=lambda name: (name == UNDATED, name)))
    rows = [_row(str(thread_id), thread, year, years) for thread_id, thread in threads.groupby("thread_id", sort=False)]
    return Matrix(years, tuple(rows))


def _row(thread_id: str, thread: pandas.DataFrame, year: pandas.Series[Any], years: tuple[str, ...]) -> MatrixRow:
    cells = tuple(_cell(thread[year.loc[thread.index] == name]) for name in years)
    return MatrixRow(thread_id, thread_title(thread["text"].tolist()), authority_of(thread), int(thread["plans"].iloc[0]), cells)


def authority_of(thread: pandas.DataFrame) -> str | None:
    """As the latest of its plans that names one prints it."""
    return next((name for name in reversed(thread["authority"].tolist()) if isinstance(name, str)), None)


def _cell(occurrences: pandas.DataFrame) -> MatrixCell | None:
    if occurrences.empty:
        return None
    look = shown(worst_of(occurrences["last_rag"], tuple(RATINGS)))
    statuses = [str(status).replace("_", " ") for status in dict.fromkeys(occurrences["last_status"]) if status]
    return MatrixCell(look, ", ".join(statuses), len(occurrences), ", ".join(dict.fromkeys(occurrences["document"])))
