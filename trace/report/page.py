"""The page itself: figures and frames put into the template."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from .. import years
from ..answers import recur
from ..recurrence.threads import thread_title
from ..review.names import text_without_names
from .charts import bars_to_svg, ratings_to_svg
from .colours import RATINGS, UNRATED, Shown, shown
from .figures import RatedIssue, issues_by_year, leads_with_open_actions, printed_leads, ratings_of_issues
from .matrix import authority_of, threads_to_matrix
from .pictures import Picture, pictures_of_rows

if TYPE_CHECKING:
    import pandas
    from sqlalchemy import Connection

MOST_THREADS = 60
"""Rows of the matrix; the rest stand in the view `threads`."""
MOST_EVIDENCE = 12
"""Threads shown with their evidence."""
MOST_BARS = 20
MOST_ISSUES = 60
"""Bars of the chart of ratings before it is drawn by year."""


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart with the same numbers as a table for those who do not see it. Without rows `svg` is empty and `absent` says why."""

    caption: str
    svg: str
    heading: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    absent: str


@dataclass(frozen=True, slots=True)
class Occurrence:
    plan_date: str
    document: str
    page: int | None
    number: str
    text: str
    look: Shown
    worst: Shown
    status: str
    picture: Picture | None


@dataclass(frozen=True, slots=True)
class Evidence:
    """A thread with its occurrences and the words that joined them."""

    thread_id: str
    title: str
    authority: str | None
    plans: int
    occurrences: tuple[Occurrence, ...]
    reasons: tuple[str, ...]


def report_to_html(
    connection: Connection, authority: str | None = None, since: int | None = None, *, pictures: bool = True, without_names: bool = False
) -> str:
    """One self-contained page: the matrix of threads by year, ratings over time, slippage, leads with most open actions, evidence.

    Reads what `refresh` worked out. `pictures` cuts the cells out of the PDFs that are still where they were imported from.
    `without_names` leaves out the names of persons, and with them the pictures, on which they may be read.
    Raises NoSuchAuthority; an empty database gives a page that says so.
    """
    from jinja2 import Environment, PackageLoader, StrictUndefined

    withheld = text_without_names(printed_leads(connection)) if without_names else str
    answer = recur(connection, authority, since)
    found, pairs = _with_texts(answer.threads, withheld), _with_texts(answer.pairs, withheld)
    environment = Environment(
        loader=PackageLoader(__package__, "."), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    empty = years.editions(connection).empty
    editions = years.editions(connection, None if empty else authority)
    in_order = found["thread_id"].unique()
    matrix = threads_to_matrix(found[found["thread_id"].isin(in_order[:MOST_THREADS])])
    return environment.get_template("page.html.j2").render(
        heading=f"Action plans of {authority}" if authority else "Action plans across the years",
        since=since,
        notes=answer.notes,
        empty=empty,
        plans=editions.loc[editions["actions"] > 0, "plan_id"].nunique(),
        matrix=matrix,
        several=len({row.authority for row in matrix.rows if row.authority}) > 1,
        threads=len(in_order),
        key=[*RATINGS.values(), UNRATED],
        ratings=ratings_chart(ratings_of_issues(connection, authority, since)),
        slippage=slippage_chart(_with_texts(years.slippage(connection, None if empty else authority), withheld)),
        leads=leads_chart(leads_with_open_actions(connection, authority, MOST_BARS, without_names=without_names)),
        evidence=_evidence(connection, found, pairs, pictures and not without_names),
        explained={row.thread_id for row in matrix.rows[:MOST_EVIDENCE]},
    )


def _with_texts(frame: pandas.DataFrame, change: Callable[[str], str]) -> pandas.DataFrame:
    """The frame with what is printed in it changed: texts, and the reasons that quote them."""
    texts = [name for name in ("text", "action", "recommendation_a", "recommendation_b", "why") if name in frame]
    return frame.assign(**{name: [change(value) if isinstance(value, str) else value for value in frame[name]] for name in texts})


def ratings_chart(issues: Sequence[RatedIssue]) -> Chart:
    """A bar an issue; in a large archive, where that would be a page of bars for each shelf, a bar a year."""
    looks = {**RATINGS, "unrated": UNRATED}
    by_year = len(issues) > MOST_ISSUES
    bars = issues_by_year(issues) if by_year else [(issue.label, issue.ratings) for issue in issues]
    used = [name for name in looks if any(name in ratings for _, ratings in bars)]
    rows = tuple((label, *(str(ratings.get(name, 0)) for name in used)) for label, ratings in bars)
    caption = (
        "Actions of each year, in the latest issue of every plan within it, by the rating that is printed"
        if by_year
        else "Actions of each issue of each plan, by the rating that is printed"
    )
    heading = ("year" if by_year else "issue", *(looks[name].name for name in used))
    return Chart(caption, ratings_to_svg(bars, caption) if bars else "", heading, rows, "No actions are in the database.")


def slippage_chart(slippage: pandas.DataFrame) -> Chart:
    slipped = slippage[slippage["slipped_days"].fillna(0) > 0].head(MOST_BARS)
    rows = tuple(
        (str(row["action"]), str(row["first_due"]), str(row["last_due"]), str(row["slipped_days"])) for _, row in slipped.iterrows()
    )
    values = [(action, int(days)) for action, _, _, days in rows]
    caption = "Days by which due dates moved back from the first issue that prints one to the last"
    absent = "No due date moved back from one issue of a plan to another."
    return Chart(caption, bars_to_svg(values, caption, "days") if values else "", ("action", "first due", "last due", "days"), rows, absent)


def leads_chart(leads: Sequence[tuple[str, int]]) -> Chart:
    rows = tuple((name, str(count)) for name, count in leads)
    caption = "Leads with most actions that are neither complete nor superseded in the latest issue of their plan"
    svg = bars_to_svg(leads, caption, "open actions") if leads else ""
    return Chart(caption, svg, ("lead", "open actions"), rows, "No open action names a lead.")


def _evidence(connection: Connection, threads: pandas.DataFrame, pairs: pandas.DataFrame, pictures: bool) -> list[Evidence]:
    chosen = [(str(thread_id), thread) for thread_id, thread in threads.groupby("thread_id", sort=False)][:MOST_EVIDENCE]
    row_ids = [str(row_id) for _, thread in chosen for row_id in thread["row_id"] if row_id]
    cut = pictures_of_rows(connection, row_ids) if pictures else {}
    return [
        Evidence(
            thread_id,
            thread_title(thread["text"].tolist()),
            authority_of(thread),
            int(thread["plans"].iloc[0]),
            tuple(_occurrence(row, cut) for _, row in thread.iterrows()),
            tuple(_reasons(thread, pairs)),
        )
        for thread_id, thread in chosen
    ]


def _occurrence(row: Any, cut: Mapping[str, Picture]) -> Occurrence:
    import pandas

    return Occurrence(
        plan_date=row["plan_date"] or "no date",
        document=row["document"],
        page=None if pandas.isna(row["page"]) else int(row["page"]),
        number=row["number"] or "",
        text=row["text"],
        look=shown(row["last_rag"]),
        worst=shown(row["worst_rag"]),
        status=(row["last_status"] or "").replace("_", " "),
        picture=cut.get(row["row_id"] or ""),
    )


def _reasons(thread: pandas.DataFrame, pairs: pandas.DataFrame) -> list[str]:
    ids = set(thread["recommendation_id"])
    inside = pairs[pairs["recommendation_id_a"].isin(ids) & pairs["recommendation_id_b"].isin(ids)]
    return [
        f"{row['recommendation_number_a'] or row['recommendation_a']} ({row['plan_date_a'] or 'no date'}) and "
        f"{row['recommendation_number_b'] or row['recommendation_b']} ({row['plan_date_b'] or 'no date'}): {row['level']}, {row['why']}"
        for _, row in inside.iterrows()
    ]
