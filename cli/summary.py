"""What an import came to, and how it is told at the end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ..diagnostics import PlantraceError
from .group import say
from .printing import counted

if TYPE_CHECKING:
    from ..batch import Outcome
    from ..load.store import Stored

_NAMES_SHOWN = 5


@dataclass(slots=True)
class Summary:
    """What an import came to. `without_rows` are documents in which no plan was found, each with the reason."""

    documents: int = 0
    rows: int = 0
    recommendations: int = 0
    diagnostics: int = 0
    already_there: list[str] = field(default_factory=list)
    same_name: list[str] = field(default_factory=list)
    without_rows: list[tuple[str, str]] = field(default_factory=list)
    failures: list[PlantraceError] = field(default_factory=list)

    @property
    def exit_code(self) -> int:
        """That of the failures where they agree, else 1; 0 without any."""
        codes = {error.exit_code for error in self.failures}
        return codes.pop() if len(codes) == 1 else int(bool(codes))

    def count(self, stored: Stored, outcome: Outcome) -> None:
        if stored.already_there:
            self.already_there.append(outcome.path.name)
            return
        self.documents += 1
        self.rows += stored.rows
        self.recommendations += stored.recommendations
        self.diagnostics += stored.diagnostics
        if not stored.rows and outcome.plan is not None:
            reasons = [each.message for each in outcome.plan.diagnostics if each.code in ("no-plan-table", "no-text")]
            self.without_rows.append((outcome.path.name, "; ".join(reasons) or "no table of it has a column of actions"))


def say_summary(summary: Summary, database: str) -> None:
    from ..load.database import shown

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


def _listed(names: Sequence[str]) -> str:
    more = f" and {len(names) - _NAMES_SHOWN:,} more" if len(names) > _NAMES_SHOWN else ""
    return ", ".join(names[:_NAMES_SHOWN]) + more
