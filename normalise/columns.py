"""A section's columns -> what each stands for: the heading first, the content where the heading is wrong, vague or missing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from .column import Column, ColumnPlan, column_cells
from .dated_columns import dated_to_updates
from .headings import Field, HeadingMatch, heading_to_match
from .labels import are_counted
from .named_parts import split_named_parts
from .profile import column_to_profile
from .sections import Section
from .settling import SINGLE, keep_best, settle_action, settle_answering, settle_numbers, weak_updates
from .unnamed import fill_unknown, groups_to_theme, guess_action, guess_answered, painted_to_ratings, states_answered
from .vocabulary import Vocabulary
from .watching import watch_to_monitoring
from .wording import heading_words

_REVISED = frozenset({"revised", "new", "extended", "forecast", "amended", "updated", "rescheduled"})
_BEGINNINGS = frozenset({"start", "starts", "started", "commences", "commenced", "begins", "begun"})
_ON_THEIR_OWN: frozenset[Field] = frozenset({"rag", "status", "progress", "evidence", "success_measure", "outcome"})
_GRADE = re.compile(r"[A-E]")
_OF_REPORT = re.compile(r"\b(?:para(?:graph)?s?|page|section|kloes?|regulations?|sources?|origin)\b", re.IGNORECASE)
"""What a heading of references asks for that is no label of what is answered."""
_FOUND_BY = frozenset({"by", "from", "in", "of"})
_REVIEWS = (("review",), ("reviews",), ("evaluation",))


def section_to_columns(section: Section, vocabulary: Vocabulary, *, stated: bool = False) -> ColumnPlan | None:
    """The columns of a section that is a plan; None where no column means action (statistics, keys, sign-off).

    `stated`: what the actions answer stands above the table, so that no column need be it.
    """
    columns = [each for index in _own_columns(section) for each in _shared(_read_column(section, index, vocabulary), vocabulary)]
    columns = painted_to_ratings([_meaning_over_heading(column) for column in columns], section)
    columns = split_named_parts(columns, section, vocabulary)
    columns = dated_to_updates(_labels_under_references(columns))
    columns = fill_unknown(columns, bool("".join(section.headings)))
    columns, guessed = guess_action(columns, section)
    settled, notes = settle_action(columns, section, stated=stated or states_answered(section))
    notes = [*guessed, *notes]
    if settled is None:
        return None
    columns = settle_answering(settled if stated else guess_answered(settled, section))
    columns = _only_date_is_due(groups_to_theme(columns, section))
    columns = watch_to_monitoring(settle_numbers(columns), section)
    for field in SINGLE:
        columns = keep_best(columns, field)
    columns = weak_updates(columns)
    return ColumnPlan(tuple(columns), tuple(notes))


def _shared(column: Column, vocabulary: Vocabulary) -> list[Column]:
    """One heading that names both who and when is two columns of the same cells: `Lead Officer & Timescale`, `Who / by when`."""
    if column.level == "exact":
        return [column]
    halves = [heading_to_match(half, vocabulary) for half in re.split(r"\s*(?:&|/|\+|,|\band\b)\s*", column.heading)]
    fields = [half.field for half in halves if half and half.level == "exact"]
    if sorted(fields) != ["lead", "timescale"]:
        return [column]
    return [replace(column, field="lead", part="parties", level="exact"), replace(column, field="timescale", part="dates", level="exact")]


def _own_columns(section: Section) -> list[int]:
    """Grid columns in which some body cell starts: a column that only ever lies under a cell of its left neighbour is none."""
    return [
        index
        for index in range(section.table.n_columns)
        if index == 0 or any((cell := section.grid[row][index]) is not None and cell.column == index for row in section.rows)
    ]


def _read_column(section: Section, index: int, vocabulary: Vocabulary) -> Column:
    heading = section.headings[index] if section.headings else ""
    texts = [cell.text for cell in column_cells(section, index)]
    match = _match_stacked(heading, vocabulary)
    if match and match.field == "objective" and "priority" in heading_words(heading) and _are_grades(texts):
        match = HeadingMatch("priority_rating", "exact")
    reason = f"heading {heading!r}" if match else "heading unknown" if heading else "no heading"
    counted = are_counted([text for text in texts if text.strip()])
    return Column(index, heading, column_to_profile(texts), match.field if match else None, reason, match.level if match else "", counted)


def _are_grades(texts: Sequence[str]) -> bool:
    """`A`, `A`, `C` under `Priority` say how urgent each is, and are no ratings; `A`, `B`, `C` in turn number the priorities."""
    letters = [text.strip() for text in texts if text.strip()]
    in_turn = [chr(ord("A") + at) for at in range(len(letters))]
    return bool(letters) and all(map(_GRADE.fullmatch, letters)) and (len(letters) == 1 or letters != in_turn)


def _labels_under_references(columns: list[Column]) -> list[Column]:
    """`CQC ref` over `Must do 1`, `Ofsted reference` over `AFI 2`: where no other column numbers what is answered, that is its number.

    Numbers alone are those of the report's paragraphs.
    """
    if any(column.field in ("recommendation_number", "action_number") for column in columns):
        return columns
    labelled = [
        c
        for c in columns
        if c.field == "recommendation_refs" and c.profile.labels >= 0.7 and c.profile.numbers < 0.1 and _OF_REPORT.search(c.heading) is None
    ]
    if len(labelled) != 1:
        return columns
    return [
        replace(c, field="recommendation_number", reason=f"labels under {c.heading!r}", level="content") if c is labelled[0] else c
        for c in columns
    ]


def _only_date_is_due(columns: list[Column]) -> list[Column]:
    """`Baseline start | Forecast finish`, `Action | New date`: without a first date beside it a revised one is the date."""
    if any(column.field == "timescale" for column in columns):
        return columns
    return [replace(c, field="timescale", reason=f"{c.reason}; no other date is due") if c.field == "due_revised" else c for c in columns]


def _match_stacked(heading: str, vocabulary: Vocabulary) -> HeadingMatch | None:
    """A heading under another: `Monitoring & Evaluation` over `Timescale` is the monitoring, `Progress` over `Oct 2012` the progress;
    `Assurance` over `RAG` the rating, over `Measures of success` the measure."""
    over, _, own = heading.partition("\n")
    if not own:
        return heading_to_match(over, vocabulary)
    upper, lower = heading_to_match(over, vocabulary), heading_to_match(own, vocabulary)
    if upper and upper.field in ("monitoring", "evidence"):
        return lower if lower and lower.level == "exact" and lower.field in _ON_THEIR_OWN else upper
    return lower or upper or heading_to_match(heading, vocabulary)


def _meaning_over_heading(column: Column) -> Column:
    """A column of names is the lead, one of dates no action number, whatever stands above it."""
    profile, field = column.profile, column.field
    if not profile.filled:
        return column

    def becomes(other: Field, why: str) -> Column:
        return replace(column, field=other, reason=f"{why} under {column.heading!r}", level="content")

    revised = bool(_REVISED & set(heading_words(column.heading))) and profile.dates >= 0.5 and profile.words <= 6
    if revised and field in (None, "timescale", "other", "progress"):
        return becomes("due_revised", "dates")  # `Forecast finish`, `Revised due`
    heading = heading_words(column.heading)
    of_term = heading[-1:] in _REVIEWS and not _FOUND_BY & set(heading)
    if field in (None, "timescale") and column.level != "exact" and of_term and profile.words > 2:
        return becomes("progress", "sentences")  # `Autumn review`, `Governors' evaluation`; not `Gap identified by peer review`
    if field is None and _BEGINNINGS & set(heading[-1:]) and profile.dates >= 0.5:
        return becomes("start", "dates")  # `Baseline start`, `Work commenced`
    if field is None:
        return column
    if field in ("action_number", "recommendation_number") and profile.full_dates >= 0.5:
        return becomes("other", "dates")  # `Meeting date & action number` over 19/05/2011
    if field in ("action_number", "recommendation_number") and profile.words > 5:
        return replace(column, field=None, reason="sentences under a number's heading")
    if column.part:
        return column
    if field == "lead" and column.level == "contains" and profile.parties < 0.3 and profile.words > 3:
        return becomes("progress", "sentences")  # `Officer comment`
    if field in ("lead", "support") and profile.dates >= 0.6 and profile.parties < 0.3:
        return becomes("timescale", "dates")
    named = profile.names if field in ("action", "progress") else profile.parties
    if (
        field in ("timescale", "start", "action", "progress")
        and named >= 0.7
        and profile.dates <= 0.1
        and profile.filled > 1
        and profile.words <= 6
    ):
        return becomes("lead", "names")
    if field == "action" and profile.full_dates >= 0.6:
        return becomes("timescale", "dates")  # `Planned` under `Improvement plan`
    if field == "timescale" and profile.numbers >= 0.6 and profile.dates < 0.2:
        return becomes("other", "figures")  # `Target` over 95%
    if field == "status" and profile.ratings >= 0.7:
        return becomes("rag", "ratings")
    if field in ("objective", "rag") and profile.priorities >= 0.7:
        return becomes("priority_rating", "grades")
    if field in ("action", "recommendation", "issue") and profile.labels >= 0.7 and profile.words <= 2:
        return becomes("action_number" if field == "action" else "recommendation_number", "labels")
    if field in ("recommendation", "issue", "objective", "action") and profile.ratings >= 0.7:
        return becomes("rag", "ratings")
    if field == "rag" and profile.words > 4:
        return becomes("progress", "sentences")
    return column


def unknown_headings(columns: Sequence[Column]) -> list[str]:
    """Headings that nothing is known of, for the analyst's vocabulary."""
    return [column.heading for column in columns if column.field is None and column.heading]
