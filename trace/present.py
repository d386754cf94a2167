"""Answers as a reader sees them: a table for the terminal, JSON, CSV."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterable, Iterator
from itertools import zip_longest
from typing import TYPE_CHECKING, Any

from .answers import CompareAnswer, RecurAnswer
from .recurrence.threads import thread_title

if TYPE_CHECKING:
    import pandas

_COMPARED = {
    "issues": "issues",
    "recommendations": "recs",
    "came_back": "came\nback",
    "actions": "actions",
    "complete": "complete",
    "red": "red",
    "amber": "amber",
    "green": "green",
    "blue": "blue",
    "overdue": "overdue",
    "slipped": "slipped",
    "vanished_open": "vanished\nopen",
}
"""The columns of the comparison, with headings of one or two lines."""
_INDENT = 12


def recur_to_text(answer: RecurAnswer, *, explain: bool = False, width: int = 100) -> str:
    """Each thread with its occurrences, one under the other; with `explain` the words that decided every pair.

    Improve case recording - 2 plans, 2013-03 to 2019-06
      2013-03     sunderland-2013.pdf, p. 4 - worst red, last green, complete
                  A10  Improve the quality of case recording
    """
    blocks = [
        "\n".join(_thread_lines(thread, answer.pairs, explain, width)) for _, thread in answer.threads.groupby("thread_id", sort=False)
    ]
    return "\n\n".join([*blocks, *_note_lines(answer.notes, width)])


def compare_to_text(answer: CompareAnswer, width: int = 100) -> str:
    """The plans of an authority, the earliest first, each on two lines: its date and name, and under it the numbers.

    as at       plan
                issues  recs  came  actions  complete  ...
                              back
    2013-03     Announced inspection Action Plan
                     1    76     0      145         6  ...
    """
    table = [] if answer.plans.empty else ["\n".join(_compared_lines(answer.plans, width))]
    return "\n\n".join([*table, *_note_lines(answer.notes, width)])


def _compared_lines(plans: pandas.DataFrame, width: int) -> Iterator[str]:
    headings = [heading.split("\n") for heading in _COMPARED.values()]
    widths = [max(len(line) for line in heading) for heading in headings]

    def line(cells: Iterable[str]) -> str:
        return (" " * _INDENT + "  ".join(cell.rjust(space) for cell, space in zip(cells, widths, strict=True))).rstrip()

    yield f"{'as at':<{_INDENT}}plan"
    yield from (line(part) for part in zip_longest(*headings, fillvalue=""))
    for plan in frame_to_records(plans):
        yield f"{plan['as_at'] or 'no date':<{_INDENT}}{_one_line(plan['title'] or plan['document'], width - _INDENT)}"
        yield line(str(plan[name]) for name in _COMPARED)


def frame_to_json(frame: pandas.DataFrame) -> str:
    """A list of objects, one a row; null where nothing is printed."""
    return json.dumps(frame_to_records(frame), ensure_ascii=False, indent=2)


def frame_to_records(frame: pandas.DataFrame) -> list[dict[str, Any]]:
    """The rows as plain Python values, fit for JSON."""
    records: list[dict[str, Any]] = json.loads(frame.to_json(orient="records", force_ascii=False) or "[]")
    return records


def recur_to_json(answer: RecurAnswer) -> str:
    """`{"threads": [{"thread_id", "plans", "score", "occurrences": [...], "pairs": [...]}], "notes": [...]}`."""
    threads = []
    for thread_id, thread in answer.threads.groupby("thread_id", sort=False):
        ids = set(thread["recommendation_id"])
        pairs = answer.pairs[answer.pairs["recommendation_id_a"].isin(ids) & answer.pairs["recommendation_id_b"].isin(ids)]
        threads.append(
            {
                "thread_id": thread_id,
                "plans": int(thread["plans"].iloc[0]),
                "score": float(thread["thread_score"].iloc[0]),
                "occurrences": frame_to_records(thread.drop(columns=["thread_id", "plans", "thread_score"])),
                "pairs": frame_to_records(pairs.loc[:, ["recommendation_id_a", "recommendation_id_b", "score", "level", "why", "verdict"]]),
            }
        )
    return json.dumps({"threads": threads, "notes": list(answer.notes)}, ensure_ascii=False, indent=2)


def compare_to_json(answer: CompareAnswer) -> str:
    """`{"plans": [...], "by_year": [...], "notes": [...]}`."""
    found = {"plans": frame_to_records(answer.plans), "by_year": frame_to_records(answer.by_year), "notes": list(answer.notes)}
    return json.dumps(found, ensure_ascii=False, indent=2)


def frame_to_csv(frame: pandas.DataFrame) -> str:
    """Comma-separated, a heading row; a text that a spreadsheet would run as a formula is kept from it by an apostrophe."""
    guarded = frame.map(
        lambda value: f"'{value}" if isinstance(value, str) and value.startswith(("=", "+", "-", "@", "\t", "\r")) else value
    )
    return guarded.to_csv(index=False, lineterminator="\n")


def _thread_lines(thread: pandas.DataFrame, pairs: pandas.DataFrame, explain: bool, width: int) -> Iterator[str]:
    dates = [date for date in thread["plan_date"] if date]
    years = f", {dates[0]} to {dates[-1]}" if len(dates) > 1 else ""
    yield f"{_one_line(thread_title(thread['text'].tolist()), width - 40)} - {thread['plans'].iloc[0]} plans{years}"
    occurrences: Iterable[Any] = thread.itertuples()
    for occurrence in occurrences:
        page = f", p. {occurrence.page}" if _present(occurrence.page) else ""
        yield f"  {occurrence.plan_date or 'no date':<10}  {occurrence.document}{page}{_stood(occurrence)}"
        label = f"{occurrence.number}  " if occurrence.number else ""
        yield textwrap.indent(textwrap.fill(f"{label}{' '.join(str(occurrence.text).split())}", width - 14), " " * 14)
    if explain:
        ids = set(thread["recommendation_id"])
        inside = pairs[pairs["recommendation_id_a"].isin(ids) & pairs["recommendation_id_b"].isin(ids)]
        decided: Iterable[Any] = inside.itertuples()
        for pair in decided:
            told = f"{_label(pair, 'a')} ~ {_label(pair, 'b')}: {pair.level} ({pair.score:.2f}){_said(pair.verdict)}: {pair.why}"
            yield textwrap.fill(told, width, initial_indent="    ", subsequent_indent="      ")


def _stood(occurrence: Any) -> str:
    """` - worst red, last green, complete`; one colour alone where it never changed; nothing where nothing is printed."""
    worst, last = occurrence.worst_rag, occurrence.last_rag
    colours = [worst] if worst == last else [f"worst {worst}", f"last {last or 'none'}"]
    told = ", ".join(part.replace("_", " ") for part in (*colours, occurrence.last_status) if part)
    return f" - {told}" if told else ""


def _label(pair: Any, side: str) -> str:
    number = getattr(pair, f"recommendation_number_{side}")
    return str(number or _one_line(getattr(pair, f"recommendation_{side}"), 40))


def _said(verdict: str | None) -> str:
    return f", {verdict}" if verdict else ""


def _note_lines(notes: Iterable[str], width: int) -> Iterator[str]:
    told = "\n".join(textwrap.fill(note, width, subsequent_indent="  ", break_long_words=False, break_on_hyphens=False) for note in notes)
    if told:
        yield told


def _one_line(text: str, width: int) -> str:
    return textwrap.shorten(text, max(width, 20), placeholder=" …")


def _present(value: Any) -> bool:
    import pandas

    return value is not None and not pandas.isna(value)
