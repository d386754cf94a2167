"""Rows that were read, held against labelled ones: which actions came out, and which of their fields are right."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from plantrace.normalise.model import Action
from plantrace.normalise.values import action_to_values

TEXTS = ("recommendation", "outcome", "success_measure", "progress", "evidence", "monitoring")
SHORT = ("recommendation_number", "action_number", "theme", "lead_raw", "timescale_raw", "due", "rag", "status")
FIELDS = TEXTS + SHORT

Label = Mapping[str, object]
Miss = tuple[int, str, str, str]
"""Labelled row, field, what was read, what is printed."""


@dataclass(frozen=True)
class Measure:
    f1: float
    fields: float
    """Mean over the fields that the labels or the rows fill in: the share that is right of the rows where either does."""
    misses: tuple[Miss, ...]


def measure(actions: Sequence[Action], labels: Sequence[Label], alike: float = 98.0, fields: Sequence[str] = FIELDS) -> Measure:
    """Texts count from `alike` per cent of their letters and digits on, short fields where those are equal."""
    rows = [row for action in actions if (row := _row(action, fields))["action"]]
    wanted = [{name: squeezed(label.get(name)) for name in ("action", *fields)} for label in labels]
    pairs = _pairs(rows, wanted)
    found = sum(fuzz.ratio(row["action"], wanted[at]["action"]) >= alike for at, row in pairs.items())
    misses, shares = [], []
    for name in fields:
        asked = right = 0
        for at, label in enumerate(wanted):
            value = pairs[at][name] if at in pairs else ""
            if not (value or label[name]):
                continue
            asked += 1
            good = at in pairs and (value == label[name] or (name in TEXTS and fuzz.ratio(value, label[name]) >= alike))
            right += good
            if not good:
                misses.append((at, name, value, label[name]))
        if asked:
            shares.append(right / asked)
    total = len(rows) + len(wanted)
    return Measure(2 * found / total if total else 0.0, sum(shares) / len(shares) if shares else 1.0, tuple(misses))


def squeezed(value: object) -> str:
    """Letters, digits, `%`, `&` and `/` alone."""
    return re.sub(r"[^0-9a-zà-ÿ%&/]+", "", unicodedata.normalize("NFKC", str(value or "")).casefold())


def _row(action: Action, fields: Sequence[str]) -> dict[str, str]:
    values = action_to_values(action) | {"due": action.due.isoformat() if action.due else ""}
    return {name: squeezed(values.get(name)) for name in ("action", *fields)}


def _pairs(rows: Sequence[dict[str, str]], labels: Sequence[dict[str, str]]) -> dict[int, dict[str, str]]:
    """Label -> row, the best pairs first, each used once; of equal ones the nearest."""
    scored = []
    for at, label in enumerate(labels):
        for number, row in enumerate(rows):
            ratio = fuzz.ratio(row["action"], label["action"], score_cutoff=60)
            if ratio:
                same = sum(row.get(name) == label.get(name) for name in ("recommendation_number", "action_number"))
                away = abs(number / len(rows) - at / len(labels))
                scored.append((ratio, same, -away, number, at))
    used: set[int] = set()
    pairs: dict[int, dict[str, str]] = {}
    for _, _, _, number, at in sorted(scored, reverse=True):
        if number not in used and at not in pairs:
            used.add(number)
            pairs[at] = rows[number]
    return pairs
