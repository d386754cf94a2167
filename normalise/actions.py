"""The cells of one action -> an `Action`, each value beside its printed text and place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from ..diagnostics import Diagnostic
from ..extract.document import Cell
from ..provenance import Place
from . import labels, references, timescales
from . import leads as lead_reader
from .crossed_out import left_standing
from .grades import Grade
from .leads import KnownParties
from .model import Action, Lead, Places, RagKey, Recommendation, Timescale
from .others import row_to_others
from .rag import rating_words
from .rated import row_to_rating, row_to_status
from .rows import RowCells, text_of
from .vocabulary import Vocabulary
from .wording import heading_words, without_bullets

_BODIES = frozenset("agency agencies organisation organisations body bodies partner partners".split())
_PERSONS = frozenset("officer officers person persons people name names initials representative representatives rep contact post".split())
PROSE = ("outcome", "success_measure", "evidence", "monitoring")


@dataclass(slots=True)
class Reading:
    """What is known while the actions of a document are read, in order: its key, its parties, the leads of the row above."""

    vocabulary: Vocabulary
    known: KnownParties
    key: tuple[RagKey, ...] = ()
    grades: Mapping[str, Grade] = field(default_factory=dict)
    plan_date: str | None = None
    inspection_date: str | None = None
    leads_above: tuple[Lead, ...] = ()
    diagnostics: list[Diagnostic] = field(default_factory=list)

    def note(self, code: str, message: str, cells: Sequence[Cell]) -> None:
        places = places_of(cells)
        self.diagnostics.append(Diagnostic(code, "warning", message, places[0] if places else None))


def places_of(cells: Iterable[Cell]) -> tuple[Place, ...]:
    return tuple(place for cell in cells for place in cell.places)


def row_to_action(
    row: RowCells, position: int, recommendation: Recommendation | None, theme: str | None, answered: Places, reading: Reading
) -> Action:
    """One row of the plan. `theme` is the section that it stands under where its recommendation has none; `answered` says where theme
    and recommendation are printed on this row."""
    places = dict(answered)
    number, text = _number_and_text(row, places)
    lead_cells = row.field_cells("lead")
    lead_raw = _printed(row, "lead_raw", lead_cells, places)
    found_leads = _leads(lead_raw, lead_cells, reading, bodies=_names_bodies(row))
    timescale_raw, found_timescales = _timescales(row, places, reading)
    progress = _progress(row, places, reading.vocabulary)
    rating = row_to_rating(row, places, reading.vocabulary)
    status, status_reason = row_to_status(row, rating, places, reading.key, reading.grades, reading.vocabulary)
    prose = {name: _prose(row, name, places) for name in PROSE}
    if recommendation is None:
        places |= {name: stated for name in ("outcome", "success_measure") if name not in places and (stated := row.banner.places(name))}
    inferred = timescales.infer_due(found_timescales, plan_date=reading.plan_date, inspection_date=reading.inspection_date)
    own = row.own_cells()
    pages = [place.page for place in places_of(own) if place.page is not None]
    confidences = [cell.confidence for cell in own if cell.confidence is not None]
    action = Action(
        position=position,
        recommendation=recommendation,
        theme=(recommendation.theme if recommendation else None) or theme,
        number=number,
        text=text,
        references=references.read_action_references(text or ""),
        outcome=prose["outcome"] or (recommendation or row.banner).outcome,
        success_measure=prose["success_measure"] or (recommendation or row.banner).success_measure,
        lead_raw=lead_raw,
        leads=found_leads,
        timescale_raw=timescale_raw,
        timescales=found_timescales,
        due=timescales.latest_due(found_timescales),
        due_revised=_due_revised(row, progress, places),
        due_inferred=inferred[0] if inferred else None,
        due_reason=inferred[1] if inferred else None,
        progress=progress,
        rating=rating,
        status=status,
        status_reason=status_reason,
        evidence=prose["evidence"],
        monitoring=prose["monitoring"],
        struck=_struck(row),
        route=row.section.table.routes[row.rows[0]] if row.section.table.routes else None,
        page_first=min(pages, default=None),
        page_last=max(pages, default=None),
        places=places,
        confidence=min(confidences, default=None),
    )
    return replace(action, other=row_to_others(row, action, places, reading.vocabulary))


def _printed(row: RowCells, name: str, cells: Sequence[Cell], places: dict[str, tuple[Place, ...]]) -> str | None:
    text = text_of(cells).strip()
    if not text:
        return None
    places[name] = places_of(cell for cell in cells if cell.text.strip())
    return text


def _prose(row: RowCells, name: str, places: dict[str, tuple[Place, ...]]) -> str | None:
    text = _printed(row, name, row.field_cells(name), places)
    return without_bullets(text) or None if text else None


def _number_and_text(row: RowCells, places: dict[str, tuple[Place, ...]]) -> tuple[str | None, str | None]:
    """The action's number, from its own column or the head of its text, and its text without it."""
    printed = _printed(row, "action", row.field_cells("action"), places)
    label = _printed(row, "action_number", row.field_cells("action_number"), places)
    number = clean_number(label) if label else None
    if not printed:
        return number, None
    text = without_bullets(printed)
    head, rest = labels.split_number(text, counted=any(column.counted for column in row.columns.all_of("action")))
    if head is None or is_numbered_list(text) or (number and clean_number(head) != number):
        return number, text or None
    places.setdefault("action_number", places["action"])
    return number or clean_number(head), rest or None


def clean_number(label: str) -> str:
    """`3.` -> `3`, `1 . 2` -> `1.2`, `A1)` -> `A1`: the label as a person cites it."""
    return re.sub(r"\s*([.\-/])\s*(?=\w)", r"\1", " ".join(label.split())).strip(" .):;-–(")


def is_numbered_list(text: str) -> bool:
    """Whether the number at the head counts the lines of this one text: `1. Do this` / `2. Do that`."""
    lines = [re.match(r"\(?(\d{1,2})[.)]\s", line) for line in text.split("\n")]
    return bool(lines and lines[0]) and sum(line is not None for line in lines) >= 2


def _names_bodies(row: RowCells) -> bool:
    """Whether every heading over the leads asks for bodies: `Lead agency`, `Partner`; not `Agency lead officer`."""
    headings = [set(heading_words(column.heading)) for column in row.columns.all_of("lead")]
    return bool(headings) and all(words & _BODIES and not words & _PERSONS for words in headings)


def _leads(raw: str | None, cells: Sequence[Cell], reading: Reading, *, bodies: bool) -> tuple[Lead, ...]:
    """`bodies`: capitals that would be initials are a body's, `ASC` under `Lead agency`, unless the document says whose they are."""
    if not raw:
        return ()
    standing = left_standing(cells)
    lines = [line for cell in standing for line in cell.lines]
    found = lead_reader.read_leads(text_of(standing).strip() or raw, lines=lines, known=reading.known, above=reading.leads_above)
    if bodies:
        found = tuple(
            replace(lead, kind="group") if lead.kind == "initials" and lead.name not in reading.known.meanings else lead for lead in found
        )
    if not found:
        reading.note("lead-unread", f"no party could be read from {raw!r}", cells)
    else:
        reading.leads_above = found
    return found


def _timescales(row: RowCells, places: dict[str, tuple[Place, ...]], reading: Reading) -> tuple[str | None, tuple[Timescale, ...]]:
    """The timescale column, and a start-date column beside it or in its stead."""
    raws: list[str] = []
    found: list[Timescale] = []
    cells: list[Cell] = []
    for column in row.columns.all_of("start", "timescale"):
        text = text_of(row.of(column)).strip()
        if text:
            raws.append(text)
            cells += row.of(column)
            heading = "Start date" if column.field == "start" else column.heading
            found += timescales.read_timescales(text_of(left_standing(row.of(column))).strip() or text, heading=heading)
    if not raws:
        return None, ()
    places["timescale_raw"] = places_of(cells)
    for code, message in timescales.check_timescales(tuple(found), plan_date=reading.plan_date):
        reading.note(code, message, cells)
    return "\n".join(raws), tuple(found)


def _updates(row: RowCells, vocabulary: Vocabulary) -> list[Cell]:
    """The update cells; where there is no update column, a status column's words are the update (ratings alone are not)."""
    if row.columns.all_of("progress") or any(name == "progress" for name, _ in row.below):
        return row.field_cells("progress")
    words = rating_words(vocabulary)
    return [
        cell
        for cell in row.field_cells("status")
        if not words.letter.match(cell.text) and len(words.word.sub("", cell.text).strip(" /-–\n")) > 1
    ]


def _progress(row: RowCells, places: dict[str, tuple[Place, ...]], vocabulary: Vocabulary) -> str | None:
    """What the update columns say, a line end between them; an update that the next column repeats word for word is one."""
    text = _printed(row, "progress", _updates(row, vocabulary), places)
    return without_bullets(text) or None if text else None


def _due_revised(row: RowCells, progress: str | None, places: dict[str, tuple[Place, ...]]) -> date | None:
    """A column of its own, else what the update says."""
    cells = row.field_cells("due_revised")
    if text := text_of(cells):
        found, read_from = timescales.latest_due(timescales.read_timescales(text)), places_of(cells)
    else:
        found, read_from = timescales.read_due_revised(progress) if progress else None, places.get("progress", ())
    if found:
        places["due_revised"] = read_from
    return found


def _struck(row: RowCells) -> bool:
    cells = [cell for cell in row.field_cells("action", "recommendation") if cell.text.strip() and cell in row.own_cells()]
    return bool(cells) and all(cell.struck for cell in cells)
