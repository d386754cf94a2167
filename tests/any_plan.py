"""Plans of any kind: made up by chance, column by column, with what must be read from them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random

from plantrace.extract.document import Document
from plantrace.normalise.model import Action
from plantrace.normalise.plan import read_plan
from plantrace.normalise.values import action_to_values
from plantrace.normalise.wording import without_bullets
from typeset import LAYOUTS, Layout, Row, Sheet, rows_read
from typeset.compare import squeezed

HEADINGS = {
    "recommendation_number": (("No.", "Ref", "Rec No."), 0.7),
    "recommendation": (("Recommendation", "Issue raised in the report", "Recommendations"), 2.2),
    "action": (("Action", "Actions to be taken", "What we will do"), 3.0),
    "lead_raw": (("Lead", "Lead Officer", "Responsibility", "By whom"), 1.3),
    "timescale_raw": (("Timescale", "By when", "Target date", "Deadline"), 1.2),
    "progress": (("Progress", "Progress update", "Update September 2013"), 2.6),
    "success_measure": (("Success measure", "How will we know?"), 1.8),
    "evidence": (("Evidence",), 1.4),
    "rag": (("RAG", "RAG rating"), 0.8),
    "other": (("Cost", "Budget", "Resources"), 1.0),
}
"""Field -> headings that mean it, and its share of the width."""

_VERBS = "Review Develop Audit Strengthen Agree Publish Monitor Recruit Revise Establish Re-launch Co-ordinate".split()
_WORDS = """the policy case file audits multi-agency protocol training quarterly performance reports and of for with all pathway plans children's
assessments database (LSCB) (MASH) strategy 0–19 service SEND/EHCP workforce team's “threshold” document e.g. 95% £5,000 over 42 staff Framework-i
re-referrals front-line responsibilities accommodation communication safeguarding, partners; health & education to ensure that by each locality 24/7
helpline on-line Ofsted's expectations in line with statutory guidance peer-led Director’s scrutiny committee workflow efficient offices officers
affected fluent first final flagged www.safeguarding.org.uk/policies self-harm a I Year 11 (see annex B) 2013-14 < > C&YP <5s A&E it's “on time” –
institutionalisation multidisciplinary internationally""".split()
_ENDS = "teams schools plans 2013-14 children (MASH) 95% statutory agencies helpline families".split()
"""No text ends in `and` or a comma: nobody could tell that from one that goes on overleaf."""
_LEADS = (
    "Helen Marsh", "Head of Safeguarding", "Service Manager", "Tom Akers\nPriya Nair", "QA Lead", "Director of Nursing and Quality Assurance",
    "J Whittle / K Shaw", "SSCB", "Assistant Director: Commissioning & Partnerships", "",
)  # fmt: skip
_DATES = (
    "June 2014", "Ongoing", "31/03/2015", "September 2014", "Within 3 months", "Immediate", "End of April 2015", "1st April 2015", "Q3 2014/15",
    "Monthly from May 2014", "",
)  # fmt: skip
_COSTS = ("£500", "Within existing budget", "None", "£12,000 a year", "Officer time", "")
_THEMES = ("Leadership and management", "Quality of practice", "Children in care", "Workforce")
_RATINGS = {"red": "FF0000", "amber": "FFC000", "green": "92D050", "blue": "0070C0"}
_LONGEST = {"recommendation": 40, "action": 90, "progress": 140, "success_measure": 40, "evidence": 20}
"""Words of a field's longest text; most are shorter."""


@dataclass(frozen=True)
class AnyPlan:
    """A sheet, the field that each of its columns is, the rating of each of its rows, and the layout that it is set in."""

    sheet: Sheet
    fields: tuple[str, ...]
    ratings: tuple[str, ...]
    layout: Layout
    named: str

    def cells(self) -> list[tuple[str, ...]]:
        """What each row shows, cell by cell."""
        return [tuple(map(squeezed, texts)) for texts in self.sheet.expected(self.layout.faked_merges)]

    def rows(self) -> list[dict[str, str]]:
        """What each row must say: a recommendation goes for all its actions, a full-width row for all below it."""
        said, theme = [], None
        for row, rating in zip(self.sheet.rows, self.ratings, strict=True):
            theme = row.banner or theme
            values = dict(zip(self.fields, row.texts, strict=True)) | {"rag": rating, "theme": theme or ""}
            label, _, rest = values["action"].partition(" ")
            if label[0].isdigit():
                values |= {"action_number": label, "action": rest}
            said.append({field: squeezed(without_bullets(text)) for field, text in values.items() if text})
        return said


def faults(plan: AnyPlan, document: Document) -> list[str]:
    """What differs between a plan and the document that was made of it, a line each: of its cells, its fields, its account."""
    banners = {squeezed(row.banner or "") for row in plan.sheet.rows} | {""}
    shown = [row for row in rows_read(document, plan.sheet.headings) if not banners.issuperset(row)]
    found = _differences(
        "cell",
        [dict(zip(plan.fields, row, strict=True)) for row in shown],
        [dict(zip(plan.fields, row, strict=True)) for row in plan.cells()],
    )
    meant = read_plan(document)
    found += _differences("field", _rows_said(meant.actions, plan.fields), plan.rows())
    return found + [f"left over: {each}" for each in meant.account.left_over]


def _differences(what: str, got: Sequence[dict[str, str]], wanted: Sequence[dict[str, str]]) -> list[str]:
    """A line for each value that is not what was set, from where it differs; and for rows too many or too few."""
    found = [] if len(got) == len(wanted) else [f"{len(got)} rows of {what}s for {len(wanted)}"]
    for at, (one, other) in enumerate(zip(got, wanted, strict=False), 1):
        for name in {**one, **other}:
            read_as, was = one.get(name, ""), other.get(name, "")
            if read_as != was:
                alike = next((at for at, (a, b) in enumerate(zip(read_as, was, strict=False)) if a != b), min(len(read_as), len(was)))
                same = max(0, alike - 15)
                found.append(f"{what} {name} of row {at}: ...{read_as[same : same + 60]!r} for {was[same : same + 60]!r}")
    return found


def _rows_said(actions: Sequence[Action], fields: Sequence[str]) -> list[dict[str, str]]:
    """What was read, of the fields that were set, and of those that no column was set for."""
    asked = {*fields, "theme", "action_number"}
    return [{field: squeezed(value) for field, value in action_to_values(action).items() if field in asked} for action in actions]


def any_plan(chance: Random, layouts: Sequence[str] = tuple(LAYOUTS)) -> AnyPlan:
    """A plan that nobody wrote: columns, their order and headings, merged cells, long, short and empty texts, bullets, ratings, themes."""
    named = chance.choice(layouts)
    answered, labelled, themed, bulleted = (chance.random() < 0.5 for _ in range(4))
    rest = [name for name in ("progress", "success_measure", "evidence", "rag", "other") if chance.random() < 0.5]
    fields = ["recommendation_number"] if answered and chance.random() < 0.5 else []
    fields += ["recommendation", "action"] if answered else ["action"]
    fields += [*_shuffled(chance, ["lead_raw", "timescale_raw"]), *_shuffled(chance, rest)]
    shown = chance.choice(("colour", "word", "letter", "both")) if "rag" in fields else ""
    rows: list[Row] = []
    ratings: list[str] = []
    for group in range(1, chance.randint(2, 14) + 1):
        for row, rating in _group(chance, group, fields, (answered, labelled, themed, bulleted), shown):
            rows.append(row)
            ratings.append(rating)
    headings = tuple(chance.choice(HEADINGS[field][0]) for field in fields)
    merged = tuple(at for at, field in enumerate(fields) if field.startswith("recommendation"))
    weights = tuple(HEADINGS[field][1] for field in fields)
    sheet = Sheet("Improvement plan", headings, weights, tuple(rows), merged, fields.index("rag") if "rag" in fields else None)
    return AnyPlan(sheet, tuple(fields), tuple(ratings), LAYOUTS[named], named)


def _shuffled(chance: Random, names: list[str]) -> list[str]:
    return chance.sample(names, len(names))


def _group(
    chance: Random, group: int, fields: Sequence[str], chosen: tuple[bool, bool, bool, bool], shown: str
) -> Iterator[tuple[Row, str]]:
    """The rows under one recommendation, each with its rating; `shown` tells how that is printed."""
    answered, labelled, themed, bulleted = chosen
    shared = {"recommendation_number": str(group), "recommendation": _text(chance, "recommendation", False)}
    for at in range(1, chance.choice((1, 1, 2, 3, 5)) + 1 if answered else 2):
        label = f"{group}.{at} " if labelled else ""
        texts = {field: shared.get(field) or _text(chance, field, bulleted) for field in fields}
        texts["action"] = label + texts["action"]
        rating = chance.choice((*_RATINGS, "")) if shown else ""
        if shown in ("word", "letter", "both"):
            texts["rag"] = rating[:1].upper() if shown == "letter" else rating.capitalize()
        banner = chance.choice(_THEMES) if themed and at == 1 and (group == 1 or chance.random() < 0.3) else None
        colour = _RATINGS.get(rating) if shown in ("colour", "both") else None
        yield Row(tuple(texts.values()), group, colour, banner), rating


def _text(chance: Random, field: str, bulleted: bool) -> str:
    choices = {"lead_raw": _LEADS, "timescale_raw": _DATES, "other": _COSTS, "rag": ("",)}
    if field in choices:
        return chance.choice(choices[field])
    if field in ("progress", "evidence", "success_measure") and chance.random() < 0.15:
        return ""
    paragraphs = chance.choice((1, 1, 1, 2, 3)) if field in ("action", "progress") else 1
    mark = "• " if bulleted and paragraphs > 1 else ""
    first = _passage(chance, _LONGEST[field] // paragraphs)
    return "\n".join([first, *(mark + _passage(chance, _LONGEST[field] // paragraphs) for _ in range(paragraphs - 1))])


def _passage(chance: Random, longest: int) -> str:
    number = min(chance.randint(3, longest), chance.randint(3, longest))
    return f"{chance.choice(_VERBS)} {' '.join(chance.choices(_WORDS, k=number))} {chance.choice(_ENDS)}{chance.choice(('', '.'))}"
