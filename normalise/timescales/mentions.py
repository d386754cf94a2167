"""What the grammar finds in a cell, before it is known which findings make one statement."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

MentionKind = Literal["dates", "yearless", "impossible", "recurring", "within", "immediate", "ongoing", "complete", "tbc"]


@dataclass(frozen=True, slots=True)
class Dated:
    """One date, period or range with its year: `edtf`, and the tokens that it stands on."""

    edtf: str
    first: int
    after: int
    is_range: bool = False
    """Printed with both its ends: `Sept - Dec 2012`, not `Q3 2013/14`."""

    @property
    def is_open(self) -> bool:
        return self.edtf.endswith("/..")


@dataclass(frozen=True, slots=True)
class Mention:
    """Tokens `first` to `after` (exclusive) say something about time. `value` is the duration of `recurring` and `within`."""

    kind: MentionKind
    first: int
    after: int
    dates: tuple[Dated, ...] = ()
    value: str | None = None

    @property
    def is_open(self) -> bool:
        return len(self.dates) == 1 and self.dates[0].is_open
