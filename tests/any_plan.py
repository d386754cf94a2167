"""Plans of any kind: hypothesis makes them up, column by column, and says what must be read from them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random

from hypothesis import strategies as st

from plantrace.normalise.model import Action
from plantrace.normalise.values import action_to_values
from typeset import LAYOUTS, Layout, Row, Sheet
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
affected fluent first final flagged www.safeguarding.org.uk/policies self-harm a I Year 11 (see annex B) 2013-14 < > * C&YP <5s A&E it's “on time” –
institutionalisation multidisciplinary internationally""".split()
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
_COLOURS = ("FF0000", "FFC000", "92D050", "0070C0", None)
_LONGEST = {"recommendation": 40, "action": 90, "progress": 140, "success_measure": 40, "evidence": 20}
"""Words of a field's longest text; most are shorter."""


@dataclass(frozen=True)
class AnyPlan:
    """A sheet, the field that each of its columns is, and the layout that it is set in."""

    sheet: Sheet
    fields: tuple[str, ...]
    layout: Layout
    named: str

    def cells(self) -> list[tuple[str, ...]]:
        """What each row shows, cell by cell."""
        return [tuple(map(squeezed, texts)) for texts in self.sheet.expected(self.layout.faked_merges)]

    def rows(self) -> list[dict[str, str]]:
        """What each row must say: a recommendation goes for all its actions, a full-width row for all below it."""
        said, theme = [], None
        for row in self.sheet.rows:
            theme = row.banner or theme
            values = dict(zip(self.fields, row.texts, strict=True))
            label, _, rest = values["action"].partition(" ")
            if label[0].isdigit():
                values |= {"action_number": label, "action": rest}
            if theme:
                values["theme"] = theme
            said.append({field: squeezed(text) for field, text in values.items() if text and field != "rag"})
        return said


def rows_said(actions: Sequence[Action], fields: Sequence[str]) -> list[dict[str, str]]:
    """What was read, of the fields that were set, and of those that no column was set for."""
    asked = {*fields, "theme", "action_number"} - {"rag"}
    return [{field: squeezed(value) for field, value in action_to_values(action).items() if field in asked} for action in actions]


@st.composite
def any_plan(draw: st.DrawFn, layouts: Sequence[str] = tuple(LAYOUTS)) -> AnyPlan:
    """Structure is hypothesis's own choice, so that it can be made smaller; words come from one seed, so that they are many."""
    named = draw(st.sampled_from(layouts))
    answered, labelled, themed = draw(st.booleans()), draw(st.booleans()), draw(st.booleans())
    rest = draw(st.permutations([name for name in ("progress", "success_measure", "evidence", "rag", "other") if draw(st.booleans())]))
    fields = ["recommendation_number"] if answered and draw(st.booleans()) else []
    fields += ["recommendation", "action"] if answered else ["action"]
    fields += [*draw(st.permutations(["lead_raw", "timescale_raw"])), *rest]
    groups, chance = draw(st.integers(2, 14)), Random(draw(st.integers(0, 2**32 - 1)))
    rows = [row for group in range(1, groups + 1) for row in _group(chance, group, fields, answered, labelled, themed)]
    headings = tuple(draw(st.sampled_from(HEADINGS[field][0])) for field in fields)
    merged = tuple(at for at, field in enumerate(fields) if field.startswith("recommendation"))
    weights = tuple(HEADINGS[field][1] for field in fields)
    sheet = Sheet("Improvement plan", headings, weights, tuple(rows), merged, fields.index("rag") if "rag" in fields else None)
    return AnyPlan(sheet, tuple(fields), LAYOUTS[named], named)


def _group(chance: Random, group: int, fields: Sequence[str], answered: bool, labelled: bool, themed: bool) -> Iterator[Row]:
    """The rows under one recommendation."""
    shared = {"recommendation_number": str(group), "recommendation": _text(chance, "recommendation")}
    for at in range(1, chance.choice((1, 1, 2, 3, 5)) + 1 if answered else 2):
        label = f"{group}.{at} " if labelled else ""
        texts = [shared.get(field) or _text(chance, field) for field in fields]
        texts[fields.index("action")] = label + texts[fields.index("action")]
        banner = chance.choice(_THEMES) if themed and at == 1 and (group == 1 or chance.random() < 0.3) else None
        yield Row(tuple(texts), group, chance.choice(_COLOURS) if "rag" in fields else None, banner)


def _text(chance: Random, field: str) -> str:
    choices = {"lead_raw": _LEADS, "timescale_raw": _DATES, "other": _COSTS, "rag": ("",)}
    if field in choices:
        return chance.choice(choices[field])
    if field in ("progress", "evidence", "success_measure") and chance.random() < 0.15:
        return ""
    paragraphs = chance.choice((1, 1, 1, 2, 3)) if field in ("action", "progress") else 1
    return "\n".join(_passage(chance, _LONGEST[field] // paragraphs) for _ in range(paragraphs))


def _passage(chance: Random, longest: int) -> str:
    number = min(chance.randint(3, longest), chance.randint(3, longest))
    return f"{chance.choice(_VERBS)} {' '.join(chance.choices(_WORDS, k=number))}{chance.choice(('', '.'))}"
