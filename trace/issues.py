"""The order of the issues of one plan: by date, and by the number of the meeting where dates are missing."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .plans import PlanDocument

_SEASONS = {"21": "03", "22": "06", "23": "09", "24": "12"}
_YEAR_IN_NAME = re.compile(r"(?<!\d)(?:19[89]\d|20[0-4]\d)(?!\d)")
_DATE_IN_NAME = re.compile(r"(?:19|20)\d\d(?:[-_. ]?\d\d){0,2}(?!\d)|\b\d{1,2}[-_. ]\d{1,2}[-_. ](?:19|20)?\d\d\b")


def edtf_start(edtf: str | None) -> str | None:
    """The first day or month of an EDTF date, fit for sorting: `2018-22` (summer) -> `2018-06`, `2013-04/2014-03` -> `2013-04`."""
    if not edtf:
        return None
    start = edtf.split("/")[0].strip("~?%.")
    year, _, rest = start.partition("-")
    return f"{year}-{_SEASONS[rest]}" if rest in _SEASONS else start or None


def date_to_sort_by(plan_date: str | None, inspection_date: str | None, name: str) -> str | None:
    """Where a plan belongs in time: its date, else that of the inspection that it answers, else the year in the file's name.

    For the order alone: a year in a name is no date of the plan, and is never shown as one.
    """
    year = _YEAR_IN_NAME.search(name)
    return edtf_start(plan_date) or edtf_start(inspection_date) or (year[0] if year else None)


def issues_in_order(issues: Sequence[Sequence[PlanDocument]]) -> list[list[PlanDocument]]:
    """Issues of a plan, earliest first.

    | document                     | plan_date  |
    | TB07_action_log.pdf          |            |      TB04, TB07, TB08: the numbers of the meetings run with the dates
    | TB08_action_log_2011-07.pdf  | 2011-07-19 |  ->  that are known, and place the one without a date.
    | TB04_status_update.pdf       | 2011-01-11 |

    Where the numbers do not run with the dates, or there are none, the undated come last, by name.
    """
    dated = [(_issue_date(issue), _meeting_number(issue), issue) for issue in issues]
    numbers = [number for _, number, _ in dated]
    if None not in numbers and len(set(numbers)) == len(numbers) and _run_together(dated):
        return [list(issue) for _, _, issue in sorted(dated, key=lambda entry: (entry[1], _name(entry[2])))]
    return [list(issue) for _, _, issue in sorted(dated, key=lambda entry: (entry[0] or "~", _natural(_name(entry[2]))))]


def _run_together(dated: Sequence[tuple[str | None, int | None, Sequence[PlanDocument]]]) -> bool:
    """The known dates, taken in the order of the numbers, never go back; and some are missing, else the dates alone suffice."""
    dates = [day for day, _, _ in sorted(dated, key=lambda entry: entry[1] or 0) if day]
    return len(dates) < len(dated) and dates == sorted(dates)


def _issue_date(issue: Sequence[PlanDocument]) -> str | None:
    return next((day for day in (edtf_start(document.plan_date) for document in issue) if day), None)


def _meeting_number(issue: Sequence[PlanDocument]) -> int | None:
    """The first number of the file's name that is no part of a date: `dgu_TB07_action_log_2011-06-08.pdf` -> 7."""
    for document in issue:
        match = re.search(r"\d{1,3}(?!\d)", _DATE_IN_NAME.sub(" ", _name([document])))
        if match:
            return int(match[0])
    return None


def _name(issue: Sequence[PlanDocument]) -> str:
    return issue[0].document.rpartition(".")[0] or issue[0].document


def _natural(name: str) -> list[tuple[int, str]]:
    """`log 10` after `log 9`."""
    return [(int(part), "") if part.isdigit() else (-1, part) for part in re.split(r"(\d+)", name.casefold()) if part]
