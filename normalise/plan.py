"""A `Document` -> a `Plan`: the plan tables found, each column taken away, the rest reported."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..extract.document import Block, Document, Paragraph
from .about import Overrides, document_to_about
from .account import left_over_to_diagnostic
from .actions import Reading, places_of, row_to_action
from .banners import Banner
from .find import PlanSection, find_plans, no_plan_table
from .grades import blocks_to_grades
from .inset_keys import keys_apart
from .leads import KnownParties, known_parties, resolve_parties, table_to_explanations
from .legend import blocks_to_key
from .links import link_references
from .model import Action, LeadName, Places, Plan, Recommendation
from .readings import blocks_to_readings, total
from .recommendations import OpenRecommendation, row_to_answered_places, row_to_recommendation
from .rows import RowCells, section_to_rows, text_of
from .sections import blocks_to_sections
from .vocabulary import Vocabulary, default_vocabulary
from .wording import without_bullets, without_continued

SURE = 0.8
"""Confidence of OCR below which a row is worth a look: rows of a clean scan have 0.87 and more."""


def read_plan(document: Document, *, vocabulary: Vocabulary | None = None, overrides: Overrides | None = None) -> Plan:
    """What a document's plan tables say, row by row, beside where it is printed.

    A document without any is a Plan without actions and a diagnostic `no-plan-table` that says what its tables are.
    """
    words = vocabulary or default_vocabulary()
    about = document_to_about(document, overrides, words)
    blocks = keys_apart(document.blocks, words)
    divided = blocks_to_sections(blocks, words)
    sections, notes = find_plans(blocks, divided, about.title, words, authority=about.authority)
    plans = {each.position: divided[each.position] for each in sections}
    reading = Reading(
        vocabulary=words,
        known=known_parties(_party_texts(blocks, sections), words),
        key=blocks_to_key(blocks, plans, words, document.furniture),
        grades=blocks_to_grades(blocks, plans, words),
        plan_date=about.plan_date,
        inspection_date=about.inspection.published or about.inspection.date,
    )
    reading.diagnostics += [*document.diagnostics, *about.diagnostics, *notes]
    rows = list(_rows(sections, words))
    actions, recommendations = _read_rows(rows, reading)
    tables = blocks_to_readings(blocks, divided, sections, actions, words)
    if not sections:
        reading.diagnostics.append(no_plan_table(document))
    return Plan(
        title=about.title,
        authority=about.authority,
        plan_date=about.plan_date,
        edition=about.edition,
        inspection=about.inspection,
        rag_key=reading.key,
        recommendations=recommendations,
        actions=actions,
        lead_names=_lead_names(actions, reading.known),
        account=total(tables),
        tables=tables,
        places=about.places,
        diagnostics=(*reading.diagnostics, *(left_over_to_diagnostic(each) for table in tables for each in table.left_over)),
    )


def _party_texts(blocks: Sequence[Block], sections: Sequence[PlanSection]) -> Iterator[str]:
    """Text that may name parties in full: lead cells first, then the prose of the document and what its tables explain."""
    for each in sections:
        for column in each.columns.all_of("lead", "support"):
            yield from (cell.text for index in each.section.rows if (cell := each.section.grid[index][column.index]) is not None)
    plans = {each.position for each in sections}
    for position, block in enumerate(blocks):
        if isinstance(block, Paragraph):
            yield block.text
        else:
            yield from table_to_explanations(block, is_plan=position in plans)


def _lead_names(actions: Sequence[Action], known: KnownParties) -> tuple[LeadName, ...]:
    found = resolve_parties((lead for action in actions for lead in action.leads), known)
    named = {(lead.name, lead.kind): party for lead, party in found.items() if party.reason}
    return tuple(LeadName(name, kind, party.name, party.kind, party.reason or "") for (name, kind), party in named.items())


def _rows(sections: Sequence[PlanSection], vocabulary: Vocabulary) -> Iterator[tuple[PlanSection, RowCells]]:
    banner = Banner()
    before: tuple[object, ...] = ()
    for each in sections:
        fields = tuple(column.field for column in each.columns.columns)
        # a second table under the same recommendation has the columns of the first: `What we will do (5a)`, `What we will do (5b)`
        opening = banner if not each.moved and fields == before else Banner()
        before = fields
        for row in section_to_rows(each.section, each.columns, each.stated, opening, vocabulary):
            banner = row.banner
            yield each, row


def _read_rows(rows: Sequence[tuple[PlanSection, RowCells]], reading: Reading) -> tuple[tuple[Action, ...], tuple[Recommendation, ...]]:
    actions: list[Action] = []
    state = OpenRecommendation()
    for each, row in rows:
        theme, theme_places = _theme(each, row)
        if row.section is not state.section:
            reading.leads_above = ()
        recommendation = row_to_recommendation(row, theme, state)
        state.section, state.banner = row.section, row.banner
        answered = {**row_to_answered_places(row, recommendation), **theme_places}
        action = row_to_action(row, len(actions) + 1, recommendation, theme, answered, reading)
        if action.confidence is not None and action.confidence < SURE:
            unsure = [cell for cell in row.own_cells() if cell.confidence is not None and cell.confidence < SURE]
            reading.note("ocr-unsure", f"read with {action.confidence:.0%} confidence: {unsure[0].text[:80]!r}", unsure)
        actions.append(action)
    linked = link_references(actions, state.all, state.citing_report)
    reading.diagnostics += linked.diagnostics
    return linked.actions, linked.recommendations


def _theme(each: PlanSection, row: RowCells) -> tuple[str | None, Places]:
    """A theme column, else a full-width row, else the heading above the table; and where it is printed."""
    cells = [cell for cell in row.field_cells("theme") if cell.text.strip()]
    if column := without_bullets(text_of(cells).strip()):
        return column, {"theme": places_of(cells)}
    if row.banner.theme:
        return row.banner.theme, {"theme": row.banner.places("theme")}
    answers = row.columns.one("recommendation") or row.banner.states_recommendation
    if row.banner.section_timeframe and not answers:  # `Within 3 months` over actions that answer no recommendation: their section
        return row.banner.section_timeframe, {"theme": row.banner.places("section_timeframe")}
    return (without_continued(each.theme.text.strip()), {"theme": (each.theme.place,)}) if each.theme else (None, {})
