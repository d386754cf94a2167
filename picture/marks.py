"""A `Plan` -> what to draw on each page: its tables, cells, fields, row numbers, ratings, and what is left over."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping

from ..normalise.model import Action, ColumnReading, Plan, TableReading
from ..normalise.values import action_to_values, all_places
from ..provenance import Box, Place
from .page import PageMark

FIELD_COLOURS: Mapping[str, str] = {
    "theme": "6A51A3",
    "recommendation_number": "08519C",
    "recommendation": "2171B5",
    "recommendation_timeframe": "4292C6",
    "recommendation_refs": "6BAED6",
    "outcome": "8C6D31",
    "action_number": "006D2C",
    "action": "31A354",
    "success_measure": "B8860B",
    "lead_raw": "C51B8A",
    "timescale_raw": "E6550D",
    "progress": "008B8B",
    "rag": "7A0177",
    "evidence": "5F4B32",
    "monitoring": "7B6888",
    "other": "737373",
}
"""Field of `plan_rows` -> the colour of its cells. Green, red and amber that could be taken for a rating are kept dark."""

RATING_COLOURS: Mapping[str, str] = {
    "red": "E31A1C",
    "amber_red": "F16913",
    "amber": "FFB300",
    "amber_green": "B2DF4A",
    "green": "33A02C",
    "blue": "1F78FF",
    "grey": "9E9E9E",
}
_NAMES = {
    "recommendation_number": "rec. no.",
    "recommendation_timeframe": "timeframe",
    "recommendation_refs": "references",
    "action_number": "action no.",
    "success_measure": "success measure",
    "lead_raw": "lead",
    "timescale_raw": "timescale",
}
_HEADING, _TABLE, _CELL, _LEFT_OVER, _NOT_READ, _ROW = "1C2833", "1C2833", "808080", "D7191C", "A0522D", "141414"
_MERGED = frozenset({"theme", "recommendation_number", "recommendation", "recommendation_timeframe", "recommendation_refs"})
"""Fields that several rows may share: a row's bracket does not reach over them."""

Spot = tuple[int, Box]
"""A page and a box on it."""


def plan_to_marks(plan: Plan) -> dict[int, list[PageMark]]:
    """Page (1-based) -> its marks. A Word document has no pages: nothing."""
    marks: defaultdict[int, list[PageMark]] = defaultdict(list)
    for page, mark in (*_table_marks(plan.tables), *_field_marks(plan.actions), *_row_marks(plan.actions), *_rating_marks(plan.actions)):
        marks[page].append(mark)
    return dict(sorted(marks.items()))


def _spots(places: Iterable[Place]) -> list[Spot]:
    return list(dict.fromkeys((place.page, place.box) for place in places if place.page is not None and place.box is not None))


def _table_marks(tables: Iterable[TableReading]) -> Iterator[tuple[int, PageMark]]:
    for table in tables:
        by_page: defaultdict[int, list[Box]] = defaultdict(list)
        for page, box in _spots(table.cells):
            by_page[page].append(box)
            if table.is_plan:
                yield page, PageMark("cell", box, _CELL)
        for page, boxes in by_page.items():
            if table.is_plan:
                yield page, PageMark("frame", _around(boxes), _TABLE, f"table {table.number}")
            else:
                why = table.sections[0].reason if table.sections else "no column means action"
                label = f"table {table.number}, not read: {why}"
                yield page, PageMark("frame", _around(boxes), _NOT_READ, label, "a table that is no plan")
        for section in table.sections:
            yield from _heading_marks(section.columns)
        for each in table.left_over:
            for page, box in _spots([each.place] if each.place else []):
                yield page, PageMark("warning", box, _LEFT_OVER, "left over: " + " ".join(each.words)[:60], "words in no row")


def _heading_marks(columns: Iterable[ColumnReading]) -> Iterator[tuple[int, PageMark]]:
    """A heading that stands over several columns names the first of them."""
    named: dict[Spot, str] = {}
    for column in columns:
        for spot in _spots(column.places):
            named.setdefault(spot, column.field)
    for (page, box), name in named.items():
        yield page, PageMark("field", box, _HEADING, f"= {field_name(name)}", "heading")


def _field_marks(actions: Iterable[Action]) -> Iterator[tuple[int, PageMark]]:
    """One mark a cell, in the colour of the field that takes most of it, with the names of all that were read from it."""
    fields: defaultdict[Spot, dict[str, None]] = defaultdict(dict)
    for action in actions:
        values = action_to_values(action)
        for name, places in all_places(action).items():
            if name in FIELD_COLOURS and name in values:
                for spot in _spots(places):
                    fields[spot][name] = None
    for (page, box), names in fields.items():
        shown = [name for name in FIELD_COLOURS if name in names]
        main = next((name for name in ("recommendation", "action", "progress") if name in names), shown[0])
        label = " + ".join(field_name(name) for name in shown if name != "rag" or len(shown) == 1)
        yield page, PageMark("field", box, FIELD_COLOURS[main], label, field_name(main))


def _row_marks(actions: Iterable[Action]) -> Iterator[tuple[int, PageMark]]:
    """A bracket with the row's position beside each page's piece of it."""
    listed = list(actions)
    shared = Counter(spot for action in listed for spot in set(_spots(_all(action.places))))
    for action in listed:
        own = _spots(place for name, places in action.places.items() if name not in _MERGED for place in places)
        own = [spot for spot in own if shared[spot] == 1] or own or _spots(_all(action.places))
        by_page: defaultdict[int, list[Box]] = defaultdict(list)
        for page, box in own:
            by_page[page].append(box)
        for page, boxes in by_page.items():
            yield page, PageMark("row", _around(boxes), _ROW, str(action.position), "row, by its position")


def _all(places: Mapping[str, Iterable[Place]]) -> Iterator[Place]:
    return (place for each in places.values() for place in each)


def _rating_marks(actions: Iterable[Action]) -> Iterator[tuple[int, PageMark]]:
    for action in actions:
        rag = action.rating.rag
        name = "rag" if rag else "status"
        spots = _spots(action.places.get(name, ()))
        said = [rag.replace("_", "/") + (" (colour)" if action.rating.source == "colour" else "")] if rag else []
        if not spots or not (said or action.status):
            continue
        said += [action.status.replace("_", " ")] if action.status else []
        page, box = spots[0]
        yield page, PageMark("rating", box, RATING_COLOURS[rag] if rag else "FFFFFF", " · ".join(said))


def field_name(name: str) -> str:
    """`timescale_raw` -> `timescale`"""
    return _NAMES.get(name, name)


def _around(boxes: Iterable[Box]) -> Box:
    x0, top, x1, bottom = zip(*boxes, strict=True)
    return min(x0), min(top), max(x1), max(bottom)
