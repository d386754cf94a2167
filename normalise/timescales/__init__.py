"""Timescale cell -> `Timescale`s, and what follows from them: due dates, revised and inferred dates, dates that cannot be right.

A grammar over tokens, each step knowing only those before it:

    tokens      `By end of\\nMarch 2014` -> words, numbers, ordinals, marks, line ends, each with its place in the cell
    dates       one calendar expression: `Fri 9 Aug`, `Sept ’13`, `Q3 2013/14`, `autumn term 2008`
                (with `numeric`, `divisions`, `years`; `moments` is the type, and the days that it spans)
    spans       several of them: `Sept - Dec 2012`, `June and December 2022` (the year carried back), with `wef`, `onwards` (`cues`)
    phrases     what is said without a date: `asap`, `TBC`, `Within 28 days` (`durations`), `six-weekly` (`recurring`), `Completed` (`done`)
    statements  which of those are one statement (`Quarterly ... wef August 2013 onwards`) and which several (`joins`)

It is written by hand, not with spaCy's Matcher, for accuracy: the blank English tokeniser leaves `31.3.10`, `Apr-19`, `2013/14` and
`30thJune2014` one token each (and `2009-` in `July 2009- July 2010`), so that every pattern would need a regex inside the token; and the
Matcher gives spans, while what is hard here comes after the span is found: a year carried over a list, a range that crosses the new
year, what belongs to one statement. A cell costs some 60 microseconds, of which tokenising is a quarter, as it is in spaCy.
"""

from .checks import check_timescales
from .due import infer_due, latest_due
from .revised import read_due_revised
from .statements import read_timescales

__all__ = ["check_timescales", "infer_due", "latest_due", "read_due_revised", "read_timescales"]
