"""What an import came to, and how it is told at the end."""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ..diagnostics import PlantraceError
from .group import say
from .printing import counted

if TYPE_CHECKING:
    from ..batch import Outcome
    from ..load.store import Stored
    from ..trace.rereading import Changes

_NAMES_SHOWN = 5
_LONGEST_VALUE = 60


@dataclass(slots=True)
class Summary:
    """What an import came to. `without_rows` are documents in which no plan was found, each with the reason.

    Of a refresh: `read_again` says what changed in each document that was read again, `later` names those that a later plantrace
    read, `lost_verdicts` are verdicts on two texts of which no plan has one now.
    """

    refresh: bool = False
    documents: int = 0
    rows: int = 0
    recommendations: int = 0
    diagnostics: int = 0
    already_there: list[str] = field(default_factory=list)
    same_name: list[str] = field(default_factory=list)
    without_rows: list[tuple[str, str]] = field(default_factory=list)
    failures: list[PlantraceError] = field(default_factory=list)
    read_again: list[Changes] = field(default_factory=list)
    up_to_date: int = 0
    later: list[str] = field(default_factory=list)
    lost_verdicts: list[tuple[str, str]] = field(default_factory=list)

    @property
    def exit_code(self) -> int:
        """That of the failures where they agree, else 1; 0 without any."""
        codes = {error.exit_code for error in self.failures}
        return codes.pop() if len(codes) == 1 else int(bool(codes))

    @property
    def loaded(self) -> int:
        return self.documents + len(self.read_again)

    @property
    def left_as_they_were(self) -> int:
        return len(self.already_there) + self.up_to_date + len(self.later)

    def count(self, stored: Stored, outcome: Outcome, others_of_its_name: int) -> None:
        """A document that was imported; another import may have brought it meanwhile."""
        if stored.already_there:
            self.already_there.append(outcome.path.name)
            return
        if others_of_its_name:
            self.same_name.append(outcome.path.name)
        self.documents += 1
        self.rows += stored.rows
        self.recommendations += stored.recommendations
        self.diagnostics += stored.diagnostics
        if not stored.rows and outcome.plan is not None:
            reasons = [each.message for each in outcome.plan.diagnostics if each.code in ("no-plan-table", "no-text")]
            self.without_rows.append((outcome.path.name, "; ".join(reasons) or "no table of it has a column of actions"))


def say_summary(summary: Summary, database: str) -> None:
    from ..load.database import shown

    if summary.refresh:
        for line in _changes_to_lines(summary, shown(database)):
            say(line)
    if summary.documents or not summary.refresh:
        say(
            f"{counted(summary.documents, 'document')} imported into {shown(database)}: {counted(summary.rows, 'row')}, "
            f"{counted(summary.recommendations, 'recommendation')}, {counted(summary.diagnostics, 'diagnostic')}."
        )
    if summary.already_there:
        say(f"{len(summary.already_there):,} already there: {_listed(summary.already_there)}.")
    if summary.same_name:
        say(f"Kept beside an earlier document of the same name, since the content is another: {_listed(summary.same_name)}.")
    for name, reason in summary.without_rows:
        say(f"No plan in {name}: {reason}")
    if summary.failures:
        say(f"{len(summary.failures):,} failed:")
        for error in summary.failures:
            say(f"  {error}")


def _changes_to_lines(summary: Summary, database: str) -> Iterator[str]:
    """In all, then a line for each document that changed, then what people said that waits now."""
    changed = [each for each in summary.read_again if each.differs]
    fields: Counter[str] = Counter()
    for each in changed:
        fields.update(each.fields)
    rows = (sum(each.added for each in changed), sum(each.gone for each in changed), sum(each.changed for each in changed))
    came = f"{len(changed):,} of them changed: {_rows_to_words(*rows, dict(fields.most_common()))}" if changed else "none changed"
    if summary.read_again:
        yield f"{counted(len(summary.read_again), 'document')} read again in {database}, {came}."
    for each in changed:
        said = [_rows_to_words(each.added, each.gone, each.changed, each.fields)] if each.added or each.gone or each.changed else []
        yield f"  {each.document}: {', '.join([*said, *(f'{name} {_shown(a)} -> {_shown(b)}' for name, (a, b) in each.about.items())])}"
    if summary.up_to_date or not summary.loaded:
        yield f"{counted(summary.up_to_date, 'document')} of {database} up to date."
    if summary.later:
        yield f"{len(summary.later):,} read by a later plantrace, left as they are: {_listed(summary.later)}."
    waiting = [(each.document, correction) for each in summary.read_again for correction in each.waiting]
    held = sum(each.corrections for each in summary.read_again)
    if held or waiting:
        yield f"Corrections in them: {held:,} kept{f', {len(waiting):,} waiting for a row that is not found now:' if waiting else '.'}"
    for document, correction in waiting:
        yield f"  {document}, row {correction.position}, {correction.field}: {_shown(correction.value or correction.said)}"
    for one, other in summary.lost_verdicts:
        yield f"A verdict waits, since no plan has both texts now: {_shown(one)} and {_shown(other)}"


def _rows_to_words(added: int, gone: int, changed: int, fields: Mapping[str, int]) -> str:
    """`1 row added, 2 gone, 7 changed (leads 5, due 2)`."""
    counts = f" ({', '.join(f'{name} {count:,}' for name, count in fields.items())})" if fields else ""
    return f"{counted(added, 'row')} added, {gone:,} gone, {changed:,} changed{counts}"


def _shown(value: object) -> str:
    """`nothing`, `12`, `'Action plan'`."""
    if isinstance(value, str):
        return f"'{textwrap.shorten(value, _LONGEST_VALUE, placeholder='…')}'"
    return "nothing" if value is None else str(value)


def _listed(names: Sequence[str]) -> str:
    more = f" and {len(names) - _NAMES_SHOWN:,} more" if len(names) > _NAMES_SHOWN else ""
    return ", ".join(names[:_NAMES_SHOWN]) + more
