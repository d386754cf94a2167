"""Which of the columns is the action, which what it answers, whose the numbers are: each field settled to the columns that hold it."""

from __future__ import annotations

from dataclasses import replace

from .column import Column, column_cells
from .headings import Field
from .profile import are_groups
from .sections import Section
from .wording import heading_words

ANSWERING: tuple[Field, ...] = ("recommendation", "issue", "objective")
"""What an action may answer, the strongest claim first."""

NUMBERS: tuple[Field, ...] = ("action_number", "recommendation_number", "recommendation_refs", "priority_rating")

SINGLE: tuple[Field, ...] = ("lead", "timescale", "outcome", "success_measure", "evidence", "monitoring")
"""Fields that one column holds; several update and rating columns are kept, the last being the latest, several that name a lead
outright (`Executive Lead | Operational Lead`), and those that one heading over them makes the monitoring."""


_NO_OTHER = "no other column is the action"
_NEARLY_ALL = 0.9


def settle_action(columns: list[Column], section: Section, *, stated: bool = False) -> tuple[list[Column] | None, list[tuple[str, str]]]:
    """Which column is the action: an action heading, else a deliverable's, else what is to be done by somebody or some day.

    `stated`: what the actions answer stands above the rows.
    """
    notes: list[tuple[str, str]] = []
    actions = sorted((c for c in columns if c.field == "action"), key=lambda c: (c.level != "exact", c.level == "contains", c.index))
    deliverables = [c for c in columns if c.field == "deliverable"]
    fields = {c.field for c in columns}
    dated = bool(fields & {"lead", "timescale", "start"})
    figures = sum(c.profile.numbers >= 0.6 and c.field not in NUMBERS for c in columns)
    named = any(c.level == "exact" and c.profile.words >= 3 for c in actions)
    if not dated and ("not_a_plan" in fields or (figures >= 2 and not named)):
        return None, notes  # statistics, indicators with their targets, a document's history; not actions with their indicators
    responses = [c for c in columns if c.field == "response" and c.profile.words >= 3]
    if actions:
        if answered := _what_of_how(actions, fields, section, stated=stated):
            columns = _rename(columns, {answered.index: "recommendation"}, "another column says how it is done")
            actions, fields = [c for c in actions if c is not answered], {*fields, "recommendation"}
        action, *rest = actions
        if rest and rest[0].level == action.level:
            notes.append((rest[0].heading, f"{action.heading!r} and {rest[0].heading!r} both mean action: the first was taken"))
        columns = [replace(c, field="other", reason="a second action column") if c in rest else c for c in columns]
        columns, deliverables = _description_is_issue(columns, action, deliverables)
        finer = next((c for c in deliverables if _spans(section, action, c)), None)
        if finer is None or "recommendation" in fields:
            return _rename(columns, {c.index: "other" for c in deliverables}, "another column is the action"), notes
        # `12. Establish a working group` spans dated deliverables: the action is what they answer
        columns = _rename(columns, {action.index: "recommendation"}, f"it stands over several of {finer.heading!r}")
        return _rename(columns, {finer.index: "action"}, f"it stands under {action.heading!r}"), notes
    if responses and dated:
        columns, deliverables = _description_is_issue(columns, responses[0], deliverables)
        if not deliverables:
            return _rename(columns, {responses[0].index: "action"}, _NO_OTHER), notes
    if deliverables and fields & {"lead", "timescale", "start", "progress", "status"}:
        columns = _rename(columns, {deliverables[0].index: "action"}, _NO_OTHER)
        return _rename(columns, {c.index: "other" for c in deliverables[1:]}, "another column is the action"), notes
    if dated and fields & {"recommendation", "issue"}:
        # `Matter of concern | Action taken | Who | Completed`: what was done about it is the action where no other column is
        done = [
            c for c in columns if c.field == "progress" and c.profile.words >= 3 and {"action", "actions"} & set(heading_words(c.heading))
        ]
        if done:
            return _rename(columns, {done[0].index: "action"}, _NO_OTHER), notes
    if any(c.field == "recommendation" and c.profile.words >= 3 for c in columns) and len(columns) > 1:
        return columns, notes  # recommendations that no column answers: rows without an action
    own = [c for c in columns if c.field in ("issue", "objective") and c.profile.words >= 3]
    if own and dated and fields & {"timescale", "start", "progress", "rag", "status"}:
        return _rename(columns, {own[-1].index: "action"}, _NO_OTHER), notes
    return None, notes


def _what_of_how(actions: list[Column], fields: set[Field | None], section: Section, *, stated: bool) -> Column | None:
    """Of two action columns the first, where the second says how it is done: `What do we need to do? | How will we do it?`

    Either its cells stand over several of the second's, or nothing else is answered and one asks what, the other how.
    """
    if len(actions) != 2 or fields & set(ANSWERING) or actions[0].level != actions[1].level:
        return None
    over, under = sorted(actions, key=lambda c: c.index)
    asked = [words[0] if (words := heading_words(c.heading)) else "" for c in (over, under)]
    return over if _spans(section, over, under) or (asked == ["what", "how"] and not stated) else None


def _description_is_issue(columns: list[Column], action: Column, deliverables: list[Column]) -> tuple[list[Column], list[Column]]:
    """`AFI | Description | Force response | Lead`: a bare description left of the action is what it answers, where nothing else is."""
    described = [c for c in deliverables if c.index < action.index and _is_bare_description(c)][-1:]
    if not described or {c.field for c in columns} & set(ANSWERING):
        return columns, deliverables
    columns = _rename(columns, {c.index: "issue" for c in described}, "it stands before the action")
    return columns, [c for c in deliverables if c not in described]


def _is_bare_description(column: Column) -> bool:
    return heading_words(column.heading) in (("description",), ("detail",), ("details",)) and column.profile.words >= 4


def _rename(columns: list[Column], fields: dict[int, Field], why: str) -> list[Column]:
    return [
        replace(c, field=fields[c.index], reason=f"{c.reason}; {why}")
        if c.part != "named" and fields.get(c.index, c.field) != c.field
        else c
        for c in columns
    ]


def _spans(section: Section, over: Column, under: Column) -> bool:
    """Whether the cells of one column stand over several of another's, merged or left blank below."""
    above = sum(bool(cell.text.strip()) for cell in column_cells(section, over.index))
    below = sum(bool(cell.text.strip()) for cell in column_cells(section, under.index))
    return over.index < under.index and above * 4 <= below * 3 and below >= 2


def settle_answering(columns: list[Column]) -> list[Column]:
    """The strongest claim is the recommendation; an objective beside one is the theme; an issue beside one stays as it is printed."""
    columns = _labels_number_what_is_answered(columns)
    present = {c.field for c in columns}
    best = next((field for field in ANSWERING if field in present), None)
    renamed: dict[int, Field] = {}
    groups = _groups_of_the_same(columns, best) if "theme" not in present else None
    for column in columns:
        if column.field not in ANSWERING:
            continue
        if column is groups:
            renamed[column.index] = "theme"
        elif column.field == best and "recommendation" not in renamed.values():
            renamed[column.index] = "recommendation"
        elif column.field == "objective" and "theme" not in present and "theme" not in renamed.values():
            renamed[column.index] = "theme"
        else:
            renamed[column.index] = "other"
    why = {"recommendation": "what the actions answer", "theme": "another column is what the actions answer"}
    for field in dict.fromkeys(renamed.values()):
        these = {index: new for index, new in renamed.items() if new == field}
        columns = _rename(columns, these, why.get(field, "another column is what the actions answer"))
    return columns


def _groups_of_the_same(columns: list[Column], field: Field | None) -> Column | None:
    """`Improvement area | Identified weakness` over `Protection | Shops have not been inspected`: of two that say they are answered, a word
    or two over several texts group them."""
    claims = [c for c in columns if c.field == field]
    if field is None or len(claims) != 2:
        return None
    short, prose = claims
    return short if are_groups(short.profile, prose.profile) else None


def _labels_number_what_is_answered(columns: list[Column]) -> list[Column]:
    """`Priority | Objective` over `Priority 1 | Manageable caseloads`: a label for each text beside it is that text's number.

    One label over several texts (`Priority 1` merged over three objectives) is their theme.
    """
    claims = [c for c in columns if c.field in ANSWERING]
    told = max((c for c in claims if c.profile.labels < 0.7), key=lambda c: c.profile.filled, default=None)
    labels = [c for c in claims if c.profile.labels >= 0.7 and c.profile.words <= 2 and c.profile.distinct > _NEARLY_ALL]
    if told is None or not labels or any(c.field in ("recommendation_number", "theme") for c in columns):
        return columns
    each = labels[0].profile.filled > _NEARLY_ALL * told.profile.filled
    return _rename(columns, {labels[0].index: "recommendation_number" if each else "theme"}, f"a label of {told.heading!r}")


def settle_numbers(columns: list[Column]) -> list[Column]:
    """`No.`, `Ref`: the number of the first text to its right; the action's where nothing is answered or where it changes with each row."""
    renamed: dict[int, Field] = {}
    recommendation = next((c for c in columns if c.field == "recommendation"), None)
    for position, column in enumerate(columns):
        if column.field != "recommendation_number":
            continue
        right = next((c.field for c in columns[position + 1 :] if c.field in ("recommendation", "action", "theme", "outcome")), None)
        if (
            recommendation is None
            or (right == "action" and recommendation.index < column.index)
            or (column.profile.filled >= recommendation.profile.filled * 1.25 and column.profile.distinct > 0.9)
        ):
            renamed[column.index] = "action_number"
    columns = _rename(columns, renamed, "it numbers the actions")
    return keep_best(keep_best(columns, "recommendation_number"), "action_number")


def keep_best(columns: list[Column], field: Field) -> list[Column]:
    """One column a field: a heading that says it outright before a weak or partial one, then the first; the others are `other`."""
    order = {"exact": 0, "content": 1, "contains": 2, "weak": 3}
    claims = sorted((c for c in columns if c.field == field), key=lambda c: (order.get(c.level, 4), not c.profile.filled, c.index))
    also = {c.index for c in claims[1:] if field == "lead" and c.level == "exact" and not c.part and c.profile.parties >= 0.5}
    if field == "monitoring":  # `Monitoring` over `By whom | Frequency`
        also = {c.index for c in claims[1:] if "\n" in c.heading and c.heading.split("\n")[0] == claims[0].heading.split("\n")[0]}
    dropped: dict[int, Field] = {c.index: "other" for c in claims[1:] if c.index not in also}
    return _rename(columns, dropped, f"another column is the {field.replace('_', ' ')}")


def weak_updates(columns: list[Column]) -> list[Column]:
    """Several update columns are all updates (`PROGRESS at Oct 2012`, `PROGRESS at Nov 2013`); `Comments` is one only where no other is.

    `% complete` beside what has been done is a figure and no update; `Done` over ticks or `Completed?` over states beside comments says
    how an action stands, `Progress (R/A/G)` over ratings how it is rated.
    """
    updates = [c for c in columns if c.field == "progress"]
    said: tuple[tuple[Field, str, list[Column]], ...] = (
        ("status", "marks beside an update in words", [c for c in updates if c.profile.marks >= _NEARLY_ALL]),
        ("rag", "ratings beside an update in words", [c for c in updates if c.profile.ratings >= _NEARLY_ALL]),
        ("status", "states beside an update in words", [c for c in updates if c.profile.statuses >= _NEARLY_ALL and c.profile.words <= 2]),
    )
    for field, why, these in said:
        if 0 < len(these) < len(updates):
            columns = _rename(columns, {c.index: field for c in these}, why)
            updates = [c for c in updates if c not in these]
    figures = [c for c in updates if c.profile.numbers >= 0.6]
    if 0 < len(figures) < len(updates):
        columns = _rename(columns, {c.index: "other" for c in figures}, "figures beside an update in words")
        updates = [c for c in updates if c not in figures]
    if any(c.level != "weak" and c.profile.filled for c in updates):
        return _rename(columns, {c.index: "other" for c in updates if c.level == "weak"}, "another column is the update")
    return columns
