"""Every word of the plan tables, told where it went: what stands in a printed cell is held against the values that name it.

| printed                     | values of the row that name the cell              | left over |
| --------------------------- | ------------------------------------------------- | --------- |
| `1.2 Audit files (para 17)` | number `1.2`, text `Audit files`, paragraph `17`  |           |
| `GREEN On hold`             | rating green                                      | `On hold` |

It starts from the tables as printed, before any of them is turned or divided, and from the finished rows: it does not ask the steps
between them what they did.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from ..diagnostics import Diagnostic
from ..extract.document import Cell, Table
from ..provenance import Place
from .find import PlanSection
from .inset_labels import LabelledCell
from .model import Account, Action, LeftOver
from .values import action_to_values, all_places, pieces, said_in_other_words
from .vocabulary import Vocabulary
from .wording import words_of


@dataclass(slots=True)
class _Words:
    """The pieces of each printed cell that values hold, by the cell's id."""

    cells: Mapping[Place, Cell]
    vocabulary: Vocabulary
    held: dict[int, Counter[str]] = field(default_factory=dict)
    _by_id: dict[int, Cell] = field(default_factory=dict)
    _counted: dict[str, Counter[str]] = field(default_factory=dict)

    def hold(self, action: Action) -> None:
        """Lets each cell that a row names give its words to the values that name it; a value takes each of its own words once."""
        left: dict[int, Counter[str]] = {}
        values, places = action_to_values(action), all_places(action)
        for name, value in values.items():
            room = Counter(self._count(value))
            given: dict[str, Counter[str]] = {}
            for cell in self._printed(places.get(name, ())):
                if id(cell) not in left:
                    left[id(cell)] = Counter(self._count(cell.text))
                wanted = left[id(cell)]
                # the same text in two cells of one field is kept once
                taken = given.get(cell.text) or wanted & room
                given[cell.text] = taken
                if taken:
                    room -= taken
                    wanted -= taken
                mixed = bool(wanted) and cell.places[0] in places.get("recommendation", ())
                if wanted and (said := " ".join(said_in_other_words(name, value, cell.text, self.vocabulary, mixed=mixed))):
                    wanted -= Counter(pieces(said))
        for key, rest in left.items():
            self.held[key] = self.held.get(key, Counter()) | (self._count(self._by_id[key].text) - rest)

    def _printed(self, places: Iterable[Place]) -> list[Cell]:
        found = {id(cell): cell for place in places if (cell := self.cells.get(place)) is not None}
        self._by_id.update(found)
        return list(found.values())

    def _count(self, text: str) -> Counter[str]:
        """The pieces of a text, counted once a document: a recommendation stands in the values of all its actions. Not to be changed."""
        if text not in self._counted:
            self._counted[text] = Counter(pieces(text))
        return self._counted[text]


@dataclass(slots=True)
class _Headings:
    """The printed cells of one table that head it or its columns, and those that stand across it."""

    heads: set[Place] = field(default_factory=set)
    banners: set[Place] = field(default_factory=set)
    labels: set[str] | None = None
    """Words of its headings where they stand down the side; a block repeats them."""


def tables_to_accounts(
    tables: Mapping[int, Table],
    sections: Sequence[PlanSection],
    titles: Mapping[int, Collection[int]],
    actions: Sequence[Action],
    vocabulary: Vocabulary,
) -> dict[int, tuple[Account, tuple[LeftOver, ...]]]:
    """For each plan table, by its position in the document: how many words went where, and the cells with words left over.

    `titles` are the grid rows of each that stand above its column headings and belong to no section.
    """
    cells = {place: cell for table in tables.values() for cell in table.cells for place in cell.places}
    words = _Words(cells, vocabulary)
    for action in actions:
        words.hold(action)
    return {
        position: _table_to_account(table, _headings(position, table, sections, titles), words.held) for position, table in tables.items()
    }


def _headings(position: int, table: Table, sections: Sequence[PlanSection], titles: Mapping[int, Collection[int]]) -> _Headings:
    found = _Headings({place for cell in table.cells if cell.row in titles.get(position, ()) for place in cell.places})
    for each in sections:
        if each.position != position:
            continue
        section = each.section
        found.heads |= {place for cell in section.heading_cells for place in cell.places}
        across = (*section.banners, *(item for item in section.items if isinstance(item, Cell)))
        found.banners |= {place for cell in across for place in cell.places}
        found.heads |= {place for cell in across if isinstance(cell, LabelledCell) for place in cell.label_places}
        if section.table is not table:
            found.labels = (found.labels or set()) | {piece for text in section.headings for piece in pieces(text)}
    return found


def _table_to_account(table: Table, headings: _Headings, held: Mapping[int, Counter[str]]) -> tuple[Account, tuple[LeftOver, ...]]:
    counts: Counter[str] = Counter()
    left_over: list[LeftOver] = []
    for cell in table.cells:
        missing = _missing(cell, held.get(id(cell), Counter()))
        answer = id(cell) in held and not missing
        across, beside = _is_in(cell, headings.banners), headings.labels is not None and cell.column == 0 and not answer
        if _is_in(cell, headings.heads):
            missing = []
        elif id(cell) in held and (across or (headings.labels is not None and _label(cell.text).endswith(":"))):
            missing = [word for word in missing if word not in words_of(_label(cell.text))]
        elif beside:
            missing = [word for word in missing if word not in (headings.labels or ())]
        number = len(words_of(cell.text))
        counts["tables"] += number
        counts["headings" if across or beside or _is_in(cell, headings.heads) else "rows"] += number - len(missing)
        if missing:
            left_over.append(LeftOver(tuple(missing), cell.text, cell.places[0] if cell.places else None))
    words = tuple(word for each in left_over for word in each.words)
    return Account(counts["tables"], counts["rows"], counts["headings"], words), tuple(left_over)


def _is_in(cell: Cell, places: set[Place]) -> bool:
    return any(place in places for place in cell.places)


def _label(text: str) -> str:
    """What a full-width cell opens with: `Recommendation No. 1`, `Outcome: what difference will these actions make?`."""
    return text.strip().split("\n")[0]


def _missing(cell: Cell, held: Counter[str]) -> list[str]:
    """The words of a cell that no value holds, in printed order; of a word that stands there twice and is held once, the first is missing:
    labels stand before what they label."""
    if held.total() == len(pieces(cell.text)):  # what is held of a cell are pieces of it
        return []
    room = Counter(held)
    missing = []
    for word in reversed(words_of(cell.text)):
        needed = Counter(pieces(word))
        if needed <= room:
            room -= needed
        else:
            missing.append(word)
    return missing[::-1]


def left_over_to_diagnostic(each: LeftOver) -> Diagnostic:
    words, text = " ".join(each.words), " ".join(each.text.split())
    quoted = f"{text[:200]!r}" if len(each.words) == len(words_of(each.text)) else f"{words[:200]!r} of {text[:200]!r}"
    return Diagnostic("text-left-over", "warning", f"in no row: {quoted}", each.place)
