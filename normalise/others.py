"""What has no field of its own is kept under its heading, and so is what a field of its own could not take in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from ..extract.document import Cell
from ..provenance import Place
from .column import Column
from .inset_labels import LabelledCell
from .model import Action, Other, Places
from .rows import RowCells, text_of
from .values import action_to_values, all_places, pieces, said_in_other_words
from .vocabulary import Vocabulary
from .wording import words_of

OWN_FIELDS = frozenset(
    {"theme", "recommendation_number", "recommendation", "recommendation_refs", "action_number", "action", "lead", "timescale", "start",
     "progress", "rag", "outcome", "success_measure", "evidence", "monitoring"}
)  # fmt: skip


def row_to_others(row: RowCells, action: Action, places: dict[str, tuple[Place, ...]], vocabulary: Vocabulary) -> tuple[Other, ...]:
    """Every column that has no field of its own, and every other whose words stand in no value of the row (`On Hold` under RAG)."""
    values = action_to_values(action)
    held = {piece for value in values.values() for piece in pieces(value)}
    named = _place_to_names(values, all_places(action))
    others = []
    for column in row.columns.columns:
        cells = row.of(column)
        text = text_of(cells).strip()
        kept = column.field in OWN_FIELDS or (column.field == "status" and not row.columns.all_of("progress"))
        if text and not (kept and _is_said(column, cells, action, values, held, named, vocabulary)):
            others.append(Other(_one_line(column), text))
            places["other"] = (*places.get("other", ()), *(place for cell in cells for place in cell.places))
    for name, printed in row.banner.sources:
        if name == "other":
            # `Priority: High`, `Management response: Agreed.` in a full-width row above
            label, colon, text = (
                printed.text.partition(":") if not isinstance(printed, LabelledCell) else (printed.label, ":", printed.text)
            )
            others.append(Other(label.strip() if colon else "", (text if colon else printed.text).strip()))
            places["other"] = (*places.get("other", ()), *row.banner.places("other"))
    return tuple(others)


def _place_to_names(values: Iterable[str], places: Places) -> dict[Place, list[str]]:
    """Printed place -> the names of the values that were read from it."""
    named: dict[Place, list[str]] = {}
    for name in values:
        for place in places.get(name, ()):
            named.setdefault(place, []).append(name)
    return named


def _is_said(
    column: Column,
    cells: Sequence[Cell],
    action: Action,
    values: Mapping[str, str],
    held: set[str],
    named: Mapping[Place, Sequence[str]],
    vocabulary: Vocabulary,
) -> bool:
    """Whether the values of a row, whose words are `held`, say what its cells of one column print; `named` are the values of each place."""
    text = text_of(cells)
    naming = {name for cell in cells for place in cell.places for name in named.get(place, ())}
    if column.field == "rag" and action.rating.source == "text" and "rag" not in naming:
        return not words_of(text)  # an earlier rating: `RAG Q1` beside `RAG Q2`
    left = set(pieces(text)) - held
    for name in naming if left else ():
        mixed = column.field == "recommendation"
        left.difference_update(*map(pieces, said_in_other_words(name, values[name], text, vocabulary, mixed=mixed)))
    return not left and (column.field != "rag" or any(map(str.isalnum, text)) or action.rating.rag is not None)


def _one_line(column: Column) -> str:
    return " / ".join(part for part in column.heading.split("\n") if part) or f"column {column.index + 1}"
