"""The recommendation that each row answers: from its columns, or from the banner above it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from ..provenance import Place
from . import labels, references
from .actions import clean_number, is_numbered_list, places_of
from .banners import Banner
from .model import Places, Recommendation, Reference
from .rows import RowCells, text_of
from .sections import Section
from .timeframe import split_timeframe
from .wording import without_bullets

_WITHIN = re.compile(r"\b(?:cross|see|links?|linked|related)\b(?!.*\breports?\b)", re.IGNORECASE)
"""Headings of reference columns that point at other rows of the plan; any other (`Para`, `Ofsted ref`, `Source`) cites the report."""


@dataclass(slots=True)
class OpenRecommendation:
    """The recommendation that rows answer until another opens."""

    recommendation: Recommendation | None = None
    section: Section | None = None
    banner: Banner | None = None
    all: list[Recommendation] = field(default_factory=list)
    citing_report: set[int] = field(default_factory=set)
    """Indexes of those whose references stand in a column that cites the report that the plan answers."""


def row_to_recommendation(row: RowCells, theme: str | None, state: OpenRecommendation) -> Recommendation | None:
    """The recommendation that a row answers: the open one, or a new one where its number or text changes."""
    answered = row.columns.one("recommendation") is not None
    if not answered and not row.banner.states_recommendation:
        state.recommendation = None
        return None
    same_banner = answered or row.banner is state.banner or row.banner == state.banner
    if state.recommendation is not None and same_banner and (not row.opens_recommendation if answered else True):
        current = state.recommendation
        if current.theme == theme or not answered:
            return current
    built = _from_columns(row, theme) if answered else _from_banner(row.banner, theme)
    before = state.recommendation
    if before is not None and (built.number, built.text, built.theme) == (before.number, before.text, before.theme) and same_banner:
        return before
    if built.number is None and built.text is None:
        state.recommendation = None
        return None
    state.recommendation = replace(built, index=len(state.all) + 1)
    state.all.append(state.recommendation)
    if any(text_of(row.of(column)) and not _WITHIN.search(column.heading) for column in row.columns.all_of("recommendation_refs")):
        state.citing_report.add(state.recommendation.index)
    return state.recommendation


def _from_banner(banner: Banner, theme: str | None) -> Recommendation:
    timeframe, printed = split_timeframe(banner.recommendation or "")
    text, found = references.split_references(printed)
    return Recommendation(
        index=0,
        number=banner.number,
        text=text or None,
        theme=theme,
        timeframe=timeframe or banner.timeframe or banner.section_timeframe,
        references=found,
        outcome=banner.outcome,
        success_measure=banner.success_measure,
        places=_banner_places(banner, bool(found)),
    )


def _banner_places(banner: Banner, with_references: bool) -> dict[str, tuple[Place, ...]]:
    """A statement's number, timeframe and references stand in the same full-width rows as its text."""
    stated = banner.places("recommendation")
    found = {
        "recommendation": stated,
        "recommendation_number": stated if banner.number else (),
        "recommendation_timeframe": stated if banner.timeframe else banner.places("section_timeframe"),
        "recommendation_refs": stated if with_references else (),
        **{name: banner.places(name) for name in ("outcome", "success_measure", "theme")},
    }
    return {name: places for name, places in found.items() if places}


def _from_columns(row: RowCells, theme: str | None) -> Recommendation:
    number, printed, found, places = _read_columns(row)
    timeframe, text = split_timeframe(printed or "")
    if timeframe:
        places = {**places, "recommendation_timeframe": places["recommendation"]}
    return Recommendation(
        index=0,
        number=number,
        text=text or None,
        theme=theme,
        timeframe=timeframe or row.banner.timeframe or row.banner.section_timeframe,
        references=found,
        outcome=row.banner.outcome,
        success_measure=row.banner.success_measure,
        places={**_banner_places(row.banner, False), **places},
    )


def _read_columns(row: RowCells) -> tuple[str | None, str | None, tuple[Reference, ...], dict[str, tuple[Place, ...]]]:
    """Number, text and references from the row's own columns, and where each is printed."""
    text_cells, number_cells, reference_cells = (
        [cell for cell in row.field_cells(name) if cell.text.strip()]
        for name in ("recommendation", "recommendation_number", "recommendation_refs")
    )
    printed = without_bullets(text_of(text_cells))
    label = text_of(number_cells).strip()
    number = clean_number(label) if label else None
    counted = any(column.counted for column in row.columns.all_of("recommendation"))
    head, rest = labels.split_number(printed, counted=counted) if not is_numbered_list(printed) else (None, printed)
    at_head = bool(head) and (number is None or clean_number(head or "") == number)
    if at_head:
        number, printed = number or head, rest
    text, inside = references.split_references(printed)
    column = references.read_reference_cell(text_of(reference_cells))
    found = {
        "recommendation": places_of(text_cells) if text else (),
        "recommendation_number": (*places_of(number_cells), *(places_of(text_cells) if at_head else ())),
        "recommendation_refs": (*places_of(reference_cells), *(places_of(text_cells) if inside else ())),
    }
    places = {name: each for name, each in found.items() if each}
    return number, text or None, tuple(dict.fromkeys((*column, *inside))), places


def row_to_answered_places(row: RowCells, recommendation: Recommendation | None) -> Places:
    """Where this row itself prints the recommendation that it answers: each row may, once more, in a cell of its own."""
    if recommendation is None or row.columns.one("recommendation") is None:
        return {}
    number, text, found, places = _read_columns(row)
    same = {
        "recommendation": split_timeframe(text or "")[1] == (recommendation.text or ""),
        "recommendation_number": number == recommendation.number,
        "recommendation_refs": found == recommendation.references,
    }
    return {name: each for name, each in places.items() if same[name]}
