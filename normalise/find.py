"""Which tables of a document are plans: the sections whose columns mean action, each with the headings above it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ..diagnostics import Diagnostic
from ..extract.document import Block, Document, Paragraph, Table
from .banners import Printed
from .column import ColumnPlan
from .columns import section_to_columns, unknown_headings
from .context import Context, body_size, title_lines
from .headings import heading_to_match
from .inset_keys import holds_only_key
from .legend import is_key
from .sections import Section, Sections
from .stating import box_to_pieces, next_table
from .vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class PlanSection:
    """A section whose columns are those of a plan, and what stands above its table."""

    position: int
    section: Section
    columns: ColumnPlan
    theme: Paragraph | None
    stated: tuple[Printed, ...]
    moved: bool


def find_plans(
    blocks: Sequence[Block], sections: Sections, title: str | None, vocabulary: Vocabulary, *, authority: str | None = None
) -> tuple[list[PlanSection], list[Diagnostic]]:
    """The plan sections of a document in order, each with the headings above it. `sections` are those of all its tables."""
    context = Context(title, body_size(blocks), authority)
    titles = title_lines(blocks, context.ordinary)
    found: list[PlanSection] = []
    notes: list[Diagnostic] = []
    unheaded = [section for each in sections.values() for section in each if not any(section.headings)]
    boxed: tuple[Printed, ...] = ()
    for position, block in enumerate(blocks):
        if isinstance(block, Paragraph):
            if position not in titles:
                context.read(block)
            continue
        box = box_to_pieces(block, vocabulary)
        if box and _are_answered(sections.get(next_table(blocks, position) or 0, []), vocabulary):
            boxed = box
            continue
        key = is_key(block, vocabulary)
        for section in sections[position]:
            columns = _columns_of(section, found, unheaded, vocabulary, stated=bool(context.stated or boxed))
            if columns is not None and key and not _is_plan_of_colours(section, columns, vocabulary):
                continue
            if columns is None:
                notes += _refused(section, vocabulary)
                continue
            stated = (*((context.timeframe,) if context.timeframe else ()), *context.stated, *boxed)
            found.append(PlanSection(position, section, columns, context.theme, stated, context.moved or bool(boxed)))
            notes += _heading_notes(section, columns)
            context.after_table()
            boxed = ()
    return found, notes


def _are_answered(below: Sequence[Section], vocabulary: Vocabulary) -> bool:
    """Whether the first section of the table below has headings of its own, one of them the action's, none of what actions answer."""
    first = next(iter(below), None)
    if first is None or not any(first.headings):
        return False
    columns = section_to_columns(first, vocabulary, stated=True)
    return columns is not None and columns.one("action") is not None and columns.one("recommendation") is None


def _is_plan_of_colours(section: Section, columns: ColumnPlan, vocabulary: Vocabulary) -> bool:
    """Coloured rows alone may be a key; a heading that says action makes them a plan, unless it is that of the table before and nothing
    but a key stands in them."""
    if not any(column.field == "action" and column.level == "exact" for column in columns.columns):
        return False
    return any(section.headings) or not all(holds_only_key(section.grid[row], vocabulary) for row in section.rows)


def _refused(section: Section, vocabulary: Vocabulary) -> Iterator[Diagnostic]:
    """A table that names who, when or how far, and no action, may be a plan whose headings nobody knows: the analyst is told."""
    matches = {
        match.field for text in section.headings if text and (match := heading_to_match(text, vocabulary)) and match.level == "exact"
    }
    if len(matches & {"lead", "timescale", "rag", "status", "progress", "recommendation", "issue"}) >= 2 and "not_a_plan" not in matches:
        named = " | ".join(dict.fromkeys(" ".join(text.split())[:40] for text in section.headings if text))
        place = next((cell.places[0] for cell in section.heading_cells if cell.places), None)
        yield Diagnostic("table-not-plan", "warning", f"not read, since no column means action: {named}", place)


def _columns_of(
    section: Section, found: Sequence[PlanSection], unheaded: Sequence[Section], vocabulary: Vocabulary, *, stated: bool
) -> ColumnPlan | None:
    """A section's own columns; what has no heading takes the column of the plan before it where the grid is the same.

    A whole piece without a heading row, or one cell of it left blank: `What we will do (5b) | By when | Lead | `. Where there is no such
    plan, what the columns are is told by the rows of all sections of that grid that have no heading either: one row tells little.
    """
    before = found[-1] if found else None
    if (
        before is None
        or not any(column.heading for column in before.columns.columns)
        or not _same_grid(before.section.table, section.table)
    ):
        if not any(section.headings):
            section = _together([section, *(each for each in unheaded if each is not section and _same_edges(each.table, section.table))])
        return section_to_columns(section, vocabulary, stated=stated)
    if not any(section.headings):
        return before.columns
    blank = [column for column in before.columns.columns if column.heading and not section.headings[column.index]]
    if blank and len(blank) * 2 < len(before.columns.columns):
        lent = {column.index: column.heading for column in blank}
        section = replace(section, headings=tuple(lent.get(at, text) for at, text in enumerate(section.headings)))
    own = section_to_columns(section, vocabulary, stated=stated)
    if own is not None and section.headings == before.section.headings and _unknown(own) > _unknown(before.columns):
        return before.columns  # the same headings, of which fewer rows tell less
    return own


def _unknown(plan: ColumnPlan) -> int:
    return sum(column.field is None for column in plan.columns)


def _together(sections: Sequence[Section]) -> Section:
    """The body rows of several sections as one section, that of the first."""
    grid = [section.grid[row] for section in sections for row in section.rows]
    return replace(sections[0], grid=grid, items=tuple(range(len(grid)))) if len(sections) > 1 else sections[0]


def _same_grid(before: Table, after: Table) -> bool:
    if before.n_columns != after.n_columns:
        return False
    return len(before.edges) != len(after.edges) or not before.edges or _same_edges(before, after)


def _same_edges(before: Table, after: Table) -> bool:
    return len(before.edges) == len(after.edges) > 0 and all(abs(a - b) <= 6 for a, b in zip(before.edges, after.edges, strict=True))


def _heading_notes(section: Section, columns: ColumnPlan) -> Iterator[Diagnostic]:
    place = next((cell.places[0] for cell in section.heading_cells if cell.places), None)
    for heading in unknown_headings(columns.columns):
        yield Diagnostic("heading-unknown", "info", f"nothing is known of the heading {heading!r}: its column is kept under `other`", place)
    for heading, why in columns.notes:
        yield Diagnostic("heading-ambiguous", "warning", f"{heading!r}: {why}", place)


def no_plan_table(document: Document) -> Diagnostic:
    tables = document.tables
    if not tables:
        message = "no table in this document: nothing was imported from it"
    else:
        firsts = "; ".join(sorted({" | ".join(" ".join(c.text.split())[:30] for c in t.cells if c.row == 0)[:90] for t in tables})[:3])
        what, them = (f"none of {len(tables)} tables has a", "them") if len(tables) > 1 else ("the only table has no", "it")
        message = f"{what} column that means action ({firsts}): nothing was imported from {them}"
    return Diagnostic("no-plan-table", "warning", message)
