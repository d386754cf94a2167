"""References -> the rows of the document that they mean: `see A14` is the row numbered A14, `recommendation 3` the first row of it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from ..diagnostics import Diagnostic
from .model import Action, Places, Recommendation, Reference

Labelled = Mapping[str, frozenset[int]]
"""A label -> the positions of the rows that it may mean: more than one where it was given twice."""


@dataclass(frozen=True, slots=True)
class Linked:
    actions: tuple[Action, ...]
    recommendations: tuple[Recommendation, ...]
    diagnostics: tuple[Diagnostic, ...]


def link_references(actions: Sequence[Action], recommendations: Sequence[Recommendation], citing_report: Collection[int] = ()) -> Linked:
    """The same rows, each reference with the position of the row that it means.

    `see` names an action, else a recommendation; `recommendation` a recommendation. Nothing is its own target, paragraphs and sources are
    not in the plan, a range (`A3-A5`) names no one row. Where two rows have the label there is no target and a diagnostic.
    `citing_report` are the indexes of recommendations whose references stand in a column that cites the report: `Rec 3` is there a
    recommendation of the report, as it is beside `Ofsted`.
    """
    linker = _Linker(_actions_by_label(actions), _recommendations_by_label(actions))
    new: dict[int, Recommendation] = {}
    for each in recommendations:
        of_report = each.index in citing_report or any(reference.kind == "source" for reference in each.references)
        new[each.index] = each if of_report else replace(each, references=linker.linked(each.references, None, each, each.places))
    rows = []
    for action in actions:
        references = linker.linked(action.references, action.position, action.recommendation, action.places)
        answered = new.get(action.recommendation.index, action.recommendation) if action.recommendation else None
        rows.append(replace(action, references=references, recommendation=answered))
    return Linked(tuple(rows), tuple(new[each.index] for each in recommendations), tuple(linker.notes))


@dataclass(slots=True)
class _Linker:
    actions: Labelled
    recommendations: Labelled
    notes: list[Diagnostic] = field(default_factory=list)

    def linked(
        self, references: Sequence[Reference], position: int | None, own: Recommendation | None, places: Places
    ) -> tuple[Reference, ...]:
        return tuple(self._linked(each, position, own, places) for each in references)

    def _linked(self, reference: Reference, position: int | None, own: Recommendation | None, places: Places) -> Reference:
        label = _label(reference.value)
        found: frozenset[int] = frozenset()
        if reference.kind == "see":
            found = self.actions.get(label, frozenset()) - {position}
        if not found and reference.kind in ("see", "recommendation") and not {label, re.sub(r"^r(?=\d)", "", label)} & set(_labels_of(own)):
            found = self.recommendations.get(label) or self.recommendations.get(re.sub(r"^r(?=\d)", "", label), frozenset())  # `see R2`
        if len(found) > 1:
            named = ", ".join(map(str, sorted(found)))
            message = f"{reference.value!r} is the number of several rows ({named}): which of them is meant is not said"
            place = next(iter(places.get("recommendation_refs" if position is None else "action", ())), None)
            self.notes.append(Diagnostic("reference-ambiguous", "info", message, place))
        return replace(reference, row=next(iter(found))) if len(found) == 1 else reference


def _actions_by_label(actions: Sequence[Action]) -> Labelled:
    found: defaultdict[str, set[int]] = defaultdict(set)
    for action in actions:
        if action.number:
            found[_label(action.number)].add(action.position)
    return {label: frozenset(rows) for label, rows in found.items()}


def _recommendations_by_label(actions: Sequence[Action]) -> Labelled:
    """By the first row that answers each; one that is printed again over a page or under another theme is not two."""
    first: dict[tuple[str | None, str | None], int] = {}
    found: defaultdict[str, set[int]] = defaultdict(set)
    for action in actions:
        if (each := action.recommendation) is not None:
            position = first.setdefault((each.number, each.text), action.position)
            for label in _labels_of(each):
                found[label].add(position)
    return {label: frozenset(rows) for label, rows in found.items()}


def _labels_of(recommendation: Recommendation | None) -> Iterator[str]:
    """`Priority 3` is cited as `3`, too, and `R3` as `3`."""
    if recommendation is None or not recommendation.number:
        return
    label = _label(recommendation.number)
    yield label
    short = re.fullmatch(r"(?:[a-z]{3,}|r)(\d[\d.]*[a-z]?)", label)
    if short:
        yield short[1]


def _label(printed: str) -> str:
    """`A 14.` -> `a14`; `1.1` stays, so that it is not 11."""
    plain = re.sub(r"\s", "", printed.casefold()).strip(".:()[]")
    return re.sub(r"(?<=[a-z])[.\-](?=\d)", "", plain)
