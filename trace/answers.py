"""What the commands `recur` and `compare` answer: frames, and in words what a reader must know about them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from . import years
from .refresh import documents_not_compared
from .verdicts import verdicts_without_recommendations

if TYPE_CHECKING:
    import pandas
    from sqlalchemy import Connection


@dataclass(frozen=True, slots=True)
class RecurAnswer:
    """`threads` as in `years.threads`; `pairs` are the recurrences inside these threads, as in `years.recurrences`."""

    threads: pandas.DataFrame
    pairs: pandas.DataFrame
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CompareAnswer:
    """`plans` as in `years.compare`, `by_year` as in `years.year_summary`, both of one authority."""

    plans: pandas.DataFrame
    by_year: pandas.DataFrame
    notes: tuple[str, ...]


def recur(connection: Connection, authority: str | None = None, since: int | None = None) -> RecurAnswer:
    """Recommendations that came back, as threads. Raises NoSuchAuthority.

    Reads what `refresh` worked out: call that first where documents may have changed.
    """
    if years.editions(connection).empty:
        return RecurAnswer(years.threads(connection), years.recurrences(connection), (_nothing(connection),))
    threads = years.threads(connection, authority, since)
    every_pair = years.recurrences(connection, authority, since)
    inside = threads.set_index("recommendation_id")["thread_id"].to_dict()
    joined = every_pair["recommendation_id_a"].map(inside)
    pairs = every_pair[joined.notna() & (joined == every_pair["recommendation_id_b"].map(inside))].reset_index(drop=True)
    return RecurAnswer(threads, pairs, tuple(_recur_notes(connection, threads, every_pair, authority, since)))


def compare(connection: Connection, authority: str) -> CompareAnswer:
    """An authority's plans side by side. Raises NoSuchAuthority."""
    editions = years.editions(connection)
    if editions.empty:
        return CompareAnswer(_no_plans(), years.year_summary(connection), (_nothing(connection),))
    plans, by_year = years.compare(connection, authority), years.year_summary(connection, authority)
    return CompareAnswer(plans, by_year, tuple(_compare_notes(connection, plans, authority)))


EMPTY = "The database holds no documents: import some first."


def _nothing(connection: Connection) -> str:
    waiting = documents_not_compared(connection)
    return _waiting(waiting) if waiting else EMPTY


def _waiting(documents: int) -> str:
    return f"{_counted(documents, 'document is', 'documents are')} not compared yet: the database has to be open for writing once."


def _no_plans() -> pandas.DataFrame:
    import pandas

    return pandas.DataFrame(columns=pandas.Index(COMPARED_COLUMNS))


COMPARED_COLUMNS = (
    *("plan_id", "as_at", "document", "title", "issues", "recommendations", "came_back", "actions", "complete"),
    *("red", "amber", "green", "blue", "overdue", "slipped", "vanished_open"),
)


def _recur_notes(
    connection: Connection, threads: pandas.DataFrame, pairs: pandas.DataFrame, authority: str | None, since: int | None
) -> Iterator[str]:
    editions = _with_plans(years.editions(connection, authority))
    waiting = documents_not_compared(connection)
    if waiting:
        yield _waiting(waiting)
    plans = editions["plan_id"].nunique()
    if plans == 1:
        documents = ", ".join(editions["document"])
        yield f"One plan only ({documents}): there is no other to compare it with."
    yield from _missing(editions, since)
    if threads.empty and plans > 1:
        across = len(pairs)
        between = f" {across} pairs recur between authorities: they are in the view recurrences." if across else ""
        yield f"No recommendation came back within one authority.{between}"
    gone = len(verdicts_without_recommendations(connection))
    if gone:
        yield f"{_counted(gone, 'verdict is', 'verdicts are')} on recommendations that are not in the database now; nothing is lost."


def _compare_notes(connection: Connection, plans: pandas.DataFrame, authority: str) -> Iterator[str]:
    meant = years.known_authority(connection, authority)
    if len(meant) > 1:
        yield f"{authority} stands for {', '.join(meant)}."
    editions = years.editions(connection, authority)
    yield from _missing(_with_plans(editions), None)
    without = editions.loc[editions["actions"] == 0, "document"].tolist()
    if without:
        yield f"No plan was read from {_named(without)}: left out."
    if len(plans) == 1:
        yield "One plan only: there is no other to compare it with."


def _with_plans(editions: pandas.DataFrame) -> pandas.DataFrame:
    return editions[editions["actions"] > 0]


def _missing(editions: pandas.DataFrame, since: int | None) -> Iterator[str]:
    """Plans without a date, documents without an authority, each named. An issue among dated ones of its plan has its place."""
    undated = editions[editions["as_at"].isna()]
    placed = undated["plan_id"].isin(editions.loc[editions["as_at"].notna(), "plan_id"])
    lost = undated if since else undated[~placed]
    if len(lost):
        done = "left out by the year asked for" if since else "put where the inspection or the file's name says, else last"
        yield f"No date could be read from {_named(lost['document'].tolist())}: {done}."
    nameless = editions.loc[editions["authority"].isna(), "document"].tolist()
    if nameless:
        yield f"No authority could be read from {_named(nameless)}: followed with each other, not with a named one."


def _named(documents: Sequence[str], most: int = 10) -> str:
    more = len(documents) - most
    return ", ".join(documents[:most]) + (f" and {more} more" if more > 0 else "")


def _counted(count: int, one: str, many: str) -> str:
    return f"{count} {one if count == 1 else many}"
