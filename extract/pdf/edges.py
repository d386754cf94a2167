"""Rules -> edges: the many pieces that a border is drawn in, joined to whole straight lines, dots and dashes too."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from .page import Rule

SNAP = 1.2
"""Points: lines no further apart than this are pieces of one, drawn by cells that each bring their own border."""

JOIN = 3.2
"""Points: a gap between pieces of one line, as in a dashed one."""

SHORTEST = 4.0
"""Points: a line shorter than this borders no cell."""


class Edge(NamedTuple):
    """A straight line `at` across its direction from `start` to `end` along it."""

    at: float
    start: float
    end: float


def rules_to_edges(rules: Iterable[Rule]) -> tuple[list[Edge], list[Edge]]:
    """(horizontal, vertical) edges, by position."""
    level: list[Edge] = []
    upright: list[Edge] = []
    for rule in rules:
        (level if rule.horizontal else upright).append(Edge(rule.at, rule.start, rule.end))
    return merge_edges(level), merge_edges(upright)


def merge_edges(edges: Sequence[Edge]) -> list[Edge]:
    """Collinear pieces joined: ----  ---- -- ->  ------------."""
    merged: list[Edge] = []
    group: list[Edge] = []
    for edge in sorted(edges):
        if group and edge.at - group[0].at > SNAP:
            merged += _joined(group)
            group = []
        group.append(edge)
    merged += _joined(group)
    return [edge for edge in merged if edge.end - edge.start >= SHORTEST]


def _joined(group: list[Edge]) -> list[Edge]:
    joined: list[Edge] = []
    members: list[Edge] = []
    end = 0.0
    for edge in sorted(group, key=lambda edge: edge.start):
        if members and edge.start > end + JOIN:
            joined.append(_one(members, end))
            members = []
        end = max(end, edge.end) if members else edge.end
        members.append(edge)
    if members:
        joined.append(_one(members, end))
    return joined


def _one(members: list[Edge], end: float) -> Edge:
    length = sum(edge.end - edge.start for edge in members) or 1.0
    at = sum(edge.at * (edge.end - edge.start) for edge in members) / length if length > 1.0 else members[0].at
    return Edge(at, members[0].start, end)
