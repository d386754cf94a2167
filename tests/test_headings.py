"""What stands over a column -> the field, as councils print it."""

import pytest

from plantrace.normalise.headings import heading_to_match, heading_vocabulary
from plantrace.normalise.vocabulary import default_vocabulary

PRINTED = [
    ("What we will do (5a)", "action", "exact"),
    ("Actions completed", "action", "exact"),
    ("ACTION REQUIRED", "action", "exact"),
    ("Key Milestones", "deliverable", "exact"),
    ("Update September 2013", "progress", "exact"),
    ("PROGRESS at Oct 2012", "progress", "exact"),
    ("Progress (RAG)", "progress", "exact"),
    ("Actual result achieved /", "progress", "exact"),
    ("Actions taken to date", "progress", "exact"),
    ("Progress against the agreed actions", "progress", "contains"),
    ("Lead Officer(s)", "lead", "exact"),
    ("Responsible\nPerson(s)", "lead", "exact"),
    ("Action owner and team", "lead", "contains"),
    # a narrow column breaks words: white space does not count
    ("Recommendatio\nn", "recommendation", "exact"),
    ("RAG Curren\nt", "rag", "exact"),
    ("Responsibil ity", "lead", "exact"),
    ("Issue raised in the report", "issue", "exact"),
    ("Report Ref.", "recommendation_refs", "exact"),
    ("Timescale & Review Date", "timescale", "exact"),
    ("By when?", "timescale", "exact"),
    ("... and how will we know?", "success_measure", "exact"),
    ("Outcome: what difference will these actions make?", "outcome", "contains"),
    ("Comments", "progress", "weak"),
    ("Position at 31.3.16", "progress", "weak"),
    ("Progress as of 01/03/15", "progress", "exact"),
    # the scale tells a rating of priority from a priority, which the action serves
    ("Priority (H/M/L)", "priority_rating", "exact"),
    ("Priority (High / Medium / Low)", "priority_rating", "exact"),
    ("Priority", "objective", "exact"),
    ("Area identified for development", "issue", "exact"),
    ("Regulation breached", "recommendation_refs", "exact"),
    ("Sources of assurance", "evidence", "exact"),
    ("Governance & oversight", "monitoring", "exact"),
    ("Direction of travel", "other", "exact"),
    # forms count their columns
    ("1. Rec No", "recommendation_number", "exact"),
    ("(a) Action", "action", "exact"),
    # what was done and what will be, in one column
    ("4. Response Action Taken/Planned", "action", "exact"),
    ("Action taken / to be taken", "action", "exact"),
    ("Actions already taken and proposed", "action", "exact"),
    ("Action taken", "progress", "exact"),
    # a question goes on, as long as it may be
    ("What will be different for children, young people and their families? (Impact measure)", "success_measure", "contains"),
    ("Who is responsible for making sure that this happens, and by when will they report on it?", "lead", "contains"),
    ("CQC 'Must Do' / 'Should Do' requirement", "issue", "contains"),
    ("Improvement theme", "theme", "exact"),
    # what is named first is the action, what it is for comes after
    ("Specific actions required to implement recommendation", "action", "contains"),
    ("Agency actions in response to each finding", "action", "contains"),
    ("Evidence of actions to meet the recommendation", "evidence", "contains"),
    ("Actions taken to implement recommendation", "progress", "contains"),
    # whose number, whatever the report is called
    ("SCR Rec No.", "recommendation_number", "contains"),
    ("Overview report recommendation number", "recommendation_number", "contains"),
    # for whom, on what
    ("Evaluation: impact on pupils", "progress", "contains"),
    ("Outcomes for residents", "outcome", "contains"),
    # a bracket says what the word before it does not
    ("Why? (outcome for residents)", "outcome", "contains"),
    ("CQC theme", "theme", "contains"),
    # what is contracted is written out; a statement is the question turned
    ("What we'll do", "action", "exact"),
    ("Who’s leading on this?", "lead", "exact"),
    ("When we'll do it by", "timescale", "exact"),
    ("What's been achieved", "progress", "contains"),
    ("How this will be achieved", "action", "exact"),
    ("By when are we going to do this", "timescale", "contains"),
    ("Where are we at?", "progress", "exact"),
    ("Actions we have agreed", "action", "contains"),
    ("State of action", "status", "exact"),
    ("Gaps identified by peer challenge", "issue", "contains"),
    # every word of it belongs to one field
    ("Planned completion quarter", "timescale", "contains"),
    ("Date by which to be achieved", "timescale", "contains"),
    ("Breaches found by inspectors", "issue", "contains"),
    ("Problem to be solved", "issue", "contains"),
    ("Year end position", "progress", "contains"),
    ("Measures to be taken", "action", "exact"),
    ("Name / designation", "lead", "exact"),
]


@pytest.mark.parametrize(("printed", "field", "level"), PRINTED)
def test_heading(printed: str, field: str, level: str) -> None:
    match = heading_to_match(printed, default_vocabulary())
    assert match is not None
    assert (match.field, match.level) == (field, level)


@pytest.mark.parametrize(
    "printed",
    [
        "Wombat",
        "Storage",  # holds the letters of `rag`
        "",
        # a sentence that holds the word action is no heading
        "The team will take action to ensure that all children are seen alone and that this is recorded",
    ],
)
def test_no_heading(printed: str) -> None:
    assert heading_to_match(printed, default_vocabulary()) is None


def test_a_variant_under_two_fields_is_refused() -> None:
    with pytest.raises(ValueError, match="'Owner' stands under both 'lead' and 'theme'"):
        heading_vocabulary({"lead": {"exact": ["owner"]}, "theme": {"exact": ["Owner"]}})
