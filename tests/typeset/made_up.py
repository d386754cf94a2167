"""Plans that nobody wrote, for layouts that no archive is asked for twice."""

from __future__ import annotations

import random

from .sheet import Row, Sheet

_VERBS = "Review Develop Implement Ensure Audit Strengthen Agree Publish Monitor Consult Recruit Train Revise Establish Report".split()
_THINGS = """the supervision policy|case file audits|a multi-agency protocol|the training programme|quarterly performance reports|all pathway plans
|the quality of assessments|a shared database|the workforce strategy|visits to children in care|the threshold document|a peer review
|the complaints process|return interviews|the scrutiny committee's questions|the induction of new staff""".replace("\n", "").split("|")
_TAILS = """so that managers can see what has changed|in line with statutory guidance|with partners in health and education|before the next inspection
|and report the findings to the board|including those placed outside the area|using the agreed template|and share the learning with front line teams
|for children who go missing from home|where risk is escalating""".replace("\n", "").split("|")
_NAMES = (
    "Helen Marsh|Tom Akers|Priya Nair|Gwen Oldroyd|J Whittle|Head of Safeguarding|Service Manager|QA Lead|SSCB|Director of Nursing".split(
        "|"
    )
)
_DATES = "June 2014|Ongoing|31/03/2015|Completed|September 2014|Within 3 months|Immediate|End of Q2|1st April 2015".split("|")
_PROGRESS = """Completed.|On track|Work has started and a first draft was shared in May|The audit was positive|Reported to the board on 12 June
|Delayed by recruitment; a new date is agreed|Training delivered to 42 staff|GREEN - in place|Awaiting sign-off""".replace("\n", "").split(
    "|"
)
_COLOURS = ("FF0000", "FFC000", "92D050", "0070C0", None)


def made_up(seed: int, groups: int = 14, *, numbered: bool = True, wordy: int = 3, wide: bool = True, themed: bool = False) -> Sheet:
    """A plan of `groups` recommendations with one to four actions each; `wordy` is how many sentences a long cell may have.

    Where `themed`, every few recommendations stand under a full-width row.
    """
    chance = random.Random(seed)
    rows = []
    for group in range(1, groups + 1):
        recommendation = _sentence(chance)
        for action in range(1, chance.choice((1, 1, 2, 3, 4)) + 1):
            label = f"{group}.{action} " if numbered else ""
            texts = [str(group), recommendation, label + _passage(chance, wordy), chance.choice(_NAMES), chance.choice(_DATES)]
            if wide:
                texts += [_update(chance, wordy), ""]
            theme = f"Theme {group // 3 + 1}: {chance.choice(_THINGS)}" if themed and action == 1 and group % 3 == 1 else None
            rows.append(Row(tuple(texts), group, chance.choice(_COLOURS), theme))
    headings = ["No.", "Recommendation", "Action", "Lead", "By when"] + (["Progress update", "RAG"] if wide else [])
    weights = [0.6, 2.2, 3.0, 1.2, 1.1] + ([2.8, 0.6] if wide else [])
    return Sheet(f"Action plan {seed}", tuple(headings), tuple(weights), tuple(rows), (0, 1), 6 if wide else None)


def _sentence(chance: random.Random) -> str:
    return f"{chance.choice(_VERBS)} {chance.choice(_THINGS)} {chance.choice(_TAILS)}"


def _passage(chance: random.Random, wordy: int) -> str:
    stop = chance.choice(("", "."))
    sentences = [_sentence(chance) for _ in range(chance.randint(1, wordy))]
    if chance.random() < 0.25:
        return ". ".join(sentences) + ".\n" + _sentence(chance) + stop
    return ". ".join(sentences) + stop


def _update(chance: random.Random, wordy: int) -> str:
    if chance.random() < 0.1:
        return ""
    parts = [chance.choice(_PROGRESS)]
    if chance.random() < 0.6:
        parts.append(_passage(chance, wordy))
    return "\n".join(parts) if chance.random() < 0.3 else " ".join(part if part.endswith(".") else part + "." for part in parts)
