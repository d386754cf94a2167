"""Ratings as a reader sees them: a colour, the letters that stand for it where colour cannot be seen, and an order."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Shown:
    """`fill` and `ink` differ by a contrast of at least 4.5 (WCAG 2.2, 1.4.3); `letters` are printed in the cell."""

    name: str
    letters: str
    fill: str
    ink: str


RATINGS = {
    "red": Shown("red", "R", "#b3261e", "#ffffff"),
    "amber_red": Shown("amber/red", "A/R", "#d9480f", "#000000"),
    "amber": Shown("amber", "A", "#f2a900", "#000000"),
    "amber_green": Shown("amber/green", "A/G", "#c0ca33", "#000000"),
    "green": Shown("green", "G", "#2e7d32", "#ffffff"),
    "blue": Shown("blue", "B", "#1f5fa8", "#ffffff"),
    "grey": Shown("grey", "Gy", "#d5d8dd", "#000000"),
}
"""Worst first."""
UNRATED = Shown("not rated", "–", "#ffffff", "#000000")


def shown(rag: str | None) -> Shown:
    return RATINGS.get(rag or "", UNRATED)
