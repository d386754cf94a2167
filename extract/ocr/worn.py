"""Lines as found in the picture -> rules as they were drawn: what is worn off between their pieces and at their corners put back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np

from ..pdf.page import Rule
from .ridges import Trace

REACH = 5.0
"""Points by which a line may end short of the line that it meets, worn off or bent by the scanner's feed."""

IN_LINE = 1.5
"""Points by which pieces of one line may be off."""

TOUCHING = 1.0
"""Points between pieces that touch."""

LONGEST_GAP = 40.0
"""Points of a line that may be missing."""


def traces_to_rules(traces: Sequence[Trace], density: float) -> list[Rule]:
    """The lines in points; `density` is the traces' dots per point."""
    rules = [
        Rule(
            trace.horizontal,
            (float(np.median(trace.at)) + 0.5) / density,
            trace.start / density,
            trace.end / density,
            "FFFFFF" if trace.light else None,
            trace.width / density,
        )
        for trace in traces
    ]
    level, upright = [rule for rule in rules if rule.horizontal], [rule for rule in rules if not rule.horizontal]
    level, upright = [_drawn_on(rule, upright) for rule in level], [_drawn_on(rule, level) for rule in upright]
    return _bridged(level, upright) + _bridged(upright, level)


def _drawn_on(rule: Rule, crossing: Sequence[Rule]) -> Rule:
    """The rule, its ends moved to the crossing lines that lie within `REACH` of them."""
    met = [other.at for other in crossing if other.start - REACH <= rule.at <= other.end + REACH]
    start = min((at for at in met if abs(at - rule.start) <= REACH), key=lambda at: abs(at - rule.start), default=rule.start)
    end = min((at for at in met if abs(at - rule.end) <= REACH), key=lambda at: abs(at - rule.end), default=rule.end)
    return replace(rule, start=min(start, rule.start), end=max(end, rule.end))


def _bridged(rules: Sequence[Rule], crossing: Sequence[Rule]) -> list[Rule]:
    """Pieces of one line made one, where no other line ends the first or begins the second.

    ---   ---    ->    ---------         |---|   |---|  stays: two tables side by side
    """

    def is_one(before: Rule, after: Rule) -> bool:
        gap = after.start - before.end
        short = gap <= min(LONGEST_GAP, before.end - before.start, after.end - after.start)
        return short and not any(_stands_at(other, end, after.at) for other in crossing for end in (before.end, after.start))

    return _joined(_joined(rules, lambda before, after: after.start - before.end <= TOUCHING), is_one)


def _joined(rules: Sequence[Rule], is_one: Callable[[Rule, Rule], bool]) -> list[Rule]:
    whole: list[Rule] = []
    for rule in sorted(rules, key=lambda rule: rule.start):
        for index, before in enumerate(whole):
            if abs(rule.at - before.at) <= IN_LINE and is_one(before, rule):
                lengths = before.end - before.start, rule.end - rule.start
                at = (before.at * lengths[0] + rule.at * lengths[1]) / max(0.01, sum(lengths))
                whole[index] = replace(before, at=at, end=max(before.end, rule.end))
                break
        else:
            whole.append(rule)
    return whole


def _stands_at(other: Rule, along: float, across: float) -> bool:
    return abs(other.at - along) <= REACH and other.start - REACH <= across <= other.end + REACH
