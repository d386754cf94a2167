"""Columns that no heading names, or none that means action: what stands in them, and where they stand, says what they are."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from ..extract.document import Cell
from .banners import statement_of_recommendation
from .colours import colour_to_rag
from .column import Column, column_cells
from .headings import Field
from .profile import Profile, are_groups
from .sections import Section
from .wording import heading_words

_NEXT = frozenset({("next", "step"), ("next", "steps"), ("next", "actions"), ("next", "action")})
_WANTED = frozenset({("what", "we", "want", "to", "achieve"), ("what", "do", "we", "want", "to", "achieve")})
_TICKS = frozenset("✓✔√☑✗✘☒xX")
NUMBERED: frozenset[Field] = frozenset({"recommendation_number", "action_number"})


def fill_unknown(columns: list[Column], headed: bool) -> list[Column]:
    """Columns without a known heading, by what stands in them, where nothing else claims the field."""
    taken = {column.field for column in columns if column.field}
    result = []
    for column in columns:
        field = None if column.field else _field_by_content(column.profile, taken, headed and bool(column.heading))
        if field:
            taken.add(field)
            column = replace(column, field=field, reason="by what stands in it", level="content")
        result.append(column)
    if "action" not in taken and "deliverable" not in taken and not headed:
        result = _longest_is_action(result, taken)
    return result


def _field_by_content(profile: Profile, taken: set[Field], named: bool) -> Field | None:
    """`named`: a heading stands there that the vocabulary does not know; then only what is unmistakable counts."""
    bar = 0.9 if named else 0.7
    if not profile.filled:
        return None
    if not named and profile.labels >= bar and profile.words <= 2 and "recommendation_number" not in taken:
        return "recommendation_number"
    counted = profile.labels >= 0.9 and profile.words <= 2 and profile.distinct > 0.9 and profile.numbers < 0.5 and profile.filled > 1
    if named and counted and not NUMBERED & taken:
        return "recommendation_number"  # `Task ID` over FS01, FS02
    if profile.ratings >= bar and profile.priorities < 0.9 and "rag" not in taken:
        return "rag"
    if profile.dates >= min(bar, 0.8) and profile.parties < 0.3 and "timescale" not in taken and profile.words <= 6:
        return "timescale"
    if not named and profile.statuses >= bar and "status" not in taken and "progress" not in taken:
        return "status"
    if profile.parties >= bar and profile.words <= 6 and "lead" not in taken and profile.filled > 1:
        return "lead"
    return None


def guess_action(columns: list[Column], section: Section) -> tuple[list[Column], list[tuple[str, str]]]:
    """Under headings none of which means action: the last unnamed column of prose before who and when is what they are to do.

    | What Ofsted found | What MFRS did next | Owner | Deadline |: the second, and the issue stays what it answers. `Next steps`, which is
    no action beside one, is what they are to do where nothing else is.
    """
    fields = {column.field for column in columns}
    named = fields & {"lead", "timescale", "start", "rag", "status", "progress"}
    if {"action", "deliverable", "response", "not_a_plan"} & fields or len(named) < 2 or not any(section.headings):
        return columns, []
    owned = next((at for at, column in enumerate(columns) if column.field in ("lead", "timescale", "start")), len(columns))
    prose = [c for c in columns[:owned] if _may_be_done(c)]
    if not prose:
        return columns, []
    while len(prose) > 1 and _names_posts(prose[-1], section):
        prose.pop()  # of `Camau | Pwy`, where most cells of the second name a post
    fields_of: dict[int, Field] = {prose[-1].index: "action"}
    if len(prose) > 1 and not {"recommendation", "issue", "objective"} & fields:
        fields_of[prose[-2].index] = "issue"
    why = "no heading means action: what stands there beside who and when was taken for it"
    guessed = [
        replace(c, field=fields_of[c.index], reason="by its place", level="content") if c.index in fields_of and c.part != "named" else c
        for c in columns
    ]
    return guessed, [(prose[-1].heading, why)]


def _may_be_done(column: Column) -> bool:
    """Prose under a heading that is unknown or says what comes next."""
    told = column.field is None or (column.field == "other" and heading_words(column.heading) in _NEXT)
    return told and column.profile.words >= 3 and column.profile.distinct >= 0.5


def _names_posts(column: Column, section: Section) -> bool:
    """`Head of Strategy and Performance`, in capitals as posts are; not `Appoint a new chair of the board`."""
    words = [word for cell in column_cells(section, column.index) for word in cell.text.split()]
    return column.profile.parties >= 0.7 and sum(word[0].isupper() for word in words) * 2 > len(words)


def _longest_is_action(columns: list[Column], taken: set[Field]) -> list[Column]:
    """A table without any heading is a plan where one column of prose stands beside names, dates or states: the prose is the action."""
    evidence = {"timescale", "status"} & taken or ({"lead"} & taken and {"rag"} & taken)
    unclaimed = [column for column in columns if column.field is None and column.profile.filled]
    prose = [column for column in unclaimed if column.profile.words >= 4 and column.profile.distinct >= 0.5]
    # a matrix (what each department has met) has many columns that are alike, a plan has few that nobody can name
    if not evidence or not prose or len(unclaimed) > 3:
        return columns
    longest = prose[0]
    return [
        replace(c, field="action", reason="the prose of a table without headings", level="content") if c is longest else c for c in columns
    ]


def guess_answered(columns: list[Column], section: Section) -> list[Column]:
    """Where no column is what the actions answer: the unnamed column of prose next before the action, or what is wanted of it.

    | Ref | Ockenden | Action | Lead |: the second. | What we want to achieve | Action | Lead |: the first, an objective.
    """
    columns = _short_over_prose(columns)
    fields = {column.field for column in columns}
    action = next((column for column in columns if column.field == "action"), None)
    if action is None or {"recommendation", "issue", "objective"} & fields or not any(section.headings) or states_answered(section):
        return columns
    wanted = [c for c in columns if c.index < action.index and c.field == "outcome" and heading_words(c.heading) in _WANTED]
    if wanted:
        return [replace(c, field="objective", reason="what is wanted, before the action") if c is wanted[0] else c for c in columns]
    before = [c for c in columns if c.index < action.index and c.field not in ("action_number", "recommendation_number", "priority_rating")]
    last = before[-1] if before else None
    if (
        last is not None
        and last.field == "progress"
        and last.profile.words >= 5
        and any(c.field == "progress" and c.index > action.index for c in columns)
    ):
        return [
            replace(c, field="issue", reason="where things stood, before the action and its update") if c is last else c for c in columns
        ]
    if last is None or last.field is not None or not last.heading or last.profile.words < 4 or last.profile.filled < 2:
        return columns
    return [replace(c, field="issue", reason="prose before the action", level="content") if c is last else c for c in columns]


def _short_over_prose(columns: list[Column]) -> list[Column]:
    """| Improvement area | Wombat                | Action |: a word or two that come again are the theme where the prose between them
    | Prevention       | Few homes are visited | Train  |  and the action is what it answers, whatever stands over it."""
    claims = [c for c in columns if c.field in ("recommendation", "issue", "objective")]
    action = next((c for c in columns if c.field == "action"), None)
    if len(claims) != 1 or action is None or any(c.field == "theme" for c in columns):
        return columns
    (short,) = claims
    between = [c for c in columns if short.index < c.index < action.index]
    if len(between) != 1 or between[0].field is not None or not between[0].heading or between[0].part:
        return columns
    if not are_groups(short.profile, between[0].profile):
        return columns
    fields: dict[int, Field] = {short.index: "theme", between[0].index: "issue"}
    why = "prose stands between it and the action"
    return [replace(c, field=fields[c.index], reason=f"{c.reason}; {why}") if c.index in fields else c for c in columns]


def groups_to_theme(columns: list[Column], section: Section) -> list[Column]:
    """An unnamed column left of what is answered whose cells stand over several of it groups it: `Pillar of the framework`."""
    answered = next((column for column in columns if column.field == "recommendation"), None)
    if answered is None or any(column.field == "theme" for column in columns):
        return columns
    texts = sum(bool(cell.text.strip()) for cell in column_cells(section, answered.index))
    for column in columns:
        if column.field is not None or column.index > answered.index or not column.heading or not column.profile.filled:
            continue
        groups = sum(bool(cell.text.strip()) for cell in column_cells(section, column.index))
        if groups > 1 and groups * 4 <= texts * 3 and column.profile.words <= 8:
            return [
                replace(c, field="theme", reason="its cells stand over several", level="content") if c is column else c for c in columns
            ]
    return columns


def states_answered(section: Section) -> bool:
    """Whether a full-width row says what the actions answer: `Recommendation 2: ...`; not `IEA 1: Enhanced safety`."""
    across = (*section.banners, *(item for item in section.items if isinstance(item, Cell)))
    return any(statement_of_recommendation(cell.text) for cell in across)


def painted_to_ratings(columns: list[Column], section: Section) -> list[Column]:
    """A column of coloured cells or dots without words is a rating, whatever stands over it: `Last month | This month`, or nothing."""
    painted = {
        column.index: hues for column in columns if column.field in (None, "other", "timescale") and (hues := _hues(column, section))
    }
    several = len(painted) > 1 or any(column.field == "rag" for column in columns) or any(len(hues) > 1 for hues in painted.values())
    if not several and not any(_is_dotted(column_cells(section, index)) for index in painted):
        return columns  # one colour in one column is a shaded column
    return [replace(c, field="rag", reason="coloured cells without words", level="content") if c.index in painted else c for c in columns]


def _is_dotted(cells: Iterable[Cell]) -> bool:
    """Whether the colour is that of dots, which no shaded column has; a tick says that something is done, in whatever colour."""
    marks = [mark for cell in cells if not cell.fill for mark in cell.marks if mark.kind in ("symbol", "drawing")]
    return bool(marks) and not any(letter in _TICKS for mark in marks for letter in mark.text)


def _hues(column: Column, section: Section) -> set[str]:
    """The ratings that a column's cells show; none where one has words, or where fewer than half are coloured."""
    cells = [cell for cell in column_cells(section, column.index) if cell.column == column.index]
    if not cells or any(letter.isalnum() for cell in cells for letter in cell.text):
        return set()
    worded = {row: {other.fill for other in section.grid[row] if other is not None and other.text.strip()} for row in section.rows}
    # a cell that is merged down from the section above stands beside the first of this one's rows
    beside = [next((worded[row] for row in range(cell.row, cell.row + cell.rowspan) if row in worded), set()) for cell in cells]
    shown = [hue for cell, colours in zip(cells, beside, strict=True) if (hue := _hue(cell, colours)) is not None]
    return set(shown) if len(shown) * 2 >= len(cells) else set()


def _hue(cell: Cell, beside: set[str | None]) -> str | None:
    """A fill that cells with words beside it have too is a stripe; of marks the last counts."""
    if cell.fill and cell.fill not in beside and (rag := colour_to_rag(cell.fill)):
        return rag
    return next((rag for mark in reversed(cell.marks) if (rag := colour_to_rag(mark.colour)) and rag != "grey"), None)
