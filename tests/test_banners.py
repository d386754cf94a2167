"""Full-width rows and headings above a table -> recommendation, outcome, theme."""

import pytest

from plantrace.extract.document import Cell, Paragraph
from plantrace.normalise.banners import Banner, printed_to_banner, statement_of_recommendation
from plantrace.normalise.vocabulary import default_vocabulary
from plantrace.provenance import Place

STATED = [
    ("Recommendation No. 1 - for immediate improvement", ("1", "for immediate improvement", None)),
    ("Recommendation No.11 - for improvement within 6 months", ("11", "for improvement within 6 months", None)),
    ("Recommendation 4: Review the screening of referrals", ("4", None, "Review the screening of referrals")),
    ("RECOMMENDATION 12 – within 3 months", ("12", "within 3 months", None)),
    ("Priority 1: Recruitment / Retention", ("Priority 1", None, "Recruitment / Retention")),
    ("Ofsted Recommendation 3", ("3", None, None)),
    ("Objective 2.1 - Safer streets", ("Objective 2.1", None, "Safer streets")),
    # what a person would cite: the whole of the label, less whose it is
    ("Priority area 2: Adults should influence development", ("Priority area 2", None, "Adults should influence development")),
    (
        "Area of significant weakness 1: The lack of joint commissioning",
        ("Area of significant weakness 1", None, "The lack of joint commissioning"),
    ),
    ("Cause of concern 3 - Calls for service", ("Cause of concern 3", None, "Calls for service")),
    ("Key Issue 1: Improve the quality of teaching", ("Key issue 1", None, "Improve the quality of teaching")),
    ("Priority concern 2: Violence was too high", ("Priority concern 2", None, "Violence was too high")),
    ("PRIORITY 3: RECRUITMENT", ("Priority 3", None, "RECRUITMENT")),
    ("AFI 3", ("AFI 3", None, None)),
    ("CQC Must Do 4", ("Must do 4", None, None)),
    # no number, no recommendation: a section
    ("Leadership and management", None),
    ("Appendix 2 – Priority Plan 18-19", None),
    ("Recommendations of the January 2013 inspection", None),
]


@pytest.mark.parametrize(("printed", "expected"), STATED)
def test_statement(printed: str, expected: tuple[str, str | None, str | None] | None) -> None:
    assert statement_of_recommendation(printed) == expected


def read(*rows: str, answered: bool = False) -> Banner:
    cells = [Cell(row, at, 0, colspan=4) for at, row in enumerate(rows)]
    return printed_to_banner(cells, default_vocabulary(), answered_by_column=answered)


def values(banner: Banner) -> dict[str, str | None]:
    names = ("number", "timeframe", "recommendation", "outcome", "success_measure", "theme")
    return {name: getattr(banner, name) for name in names if getattr(banner, name)}


def test_a_recommendation_over_four_rows() -> None:
    assert values(
        read(
            "Recommendation No. 5 - for improvement within 3 months",
            "Ensure that:\na. all assessments consider ethnicity; and\nb. children's views inform plans.",
            "Outcomes: what difference will these actions make?\n• Assessments will improve.\n• Plans will improve.",
            "... and how will we know?\n• Through quarterly audits.",
        )
    ) == {
        "number": "5",
        "timeframe": "for improvement within 3 months",
        "recommendation": "Ensure that:\na. all assessments consider ethnicity; and\nb. children's views inform plans.",
        "outcome": "Assessments will improve.\nPlans will improve.",
        "success_measure": "Through quarterly audits.",
    }


def test_a_title_printed_once_more_overleaf() -> None:
    assert values(read("Priority 2: Attendance (continued)")) == {"number": "Priority 2", "recommendation": "Attendance"}
    assert values(read("Leadership cont’d")) == values(read("Leadership (2 of 3)")) == {"theme": "Leadership"}
    assert values(read("Care that is continued")) == {"theme": "Care that is continued"}


def test_a_priority_with_its_outcome_in_one_row() -> None:
    assert values(
        read("Priority 2 – Attendance\nLead: Head of Inclusion\nIntended outcome: Pupils come to school\nand stay.\nSuccess measure: 95%.")
    ) == {
        "number": "Priority 2",
        "recommendation": "Attendance",
        "outcome": "Pupils come to school\nand stay.",
        "success_measure": "95%.",
    }
    # a colon in a recommendation's own lines is no label
    assert values(read("Recommendation 3: Ensure that plans state\nfor each child: who, what and when")) == {
        "number": "3",
        "recommendation": "Ensure that plans state\nfor each child: who, what and when",
    }


def test_a_priority_with_its_outcome() -> None:
    assert values(read("Priority 1: Recruitment / Retention", "Outcome: To maintain a stable permanent work force")) == {
        "number": "Priority 1",
        "recommendation": "Recruitment / Retention",
        "outcome": "To maintain a stable permanent work force",
    }


def test_where_a_column_answers_a_full_width_row_is_the_theme() -> None:
    assert values(read("Recommendation 1: Leadership", answered=True)) == {"theme": "Recommendation 1: Leadership"}


def test_a_theme_of_many_words_is_no_recommendation() -> None:
    assert values(read("Theme 1: Leadership, management and governance", "Priority 1.1 Strong, stable leadership")) == {
        "number": "Priority 1.1",
        "recommendation": "Strong, stable leadership",
        "theme": "Theme 1: Leadership, management and governance",
    }


def test_a_line_that_names_itself_under_a_stated_weakness_is_no_theme() -> None:
    above = [Paragraph(text, Place(1, 0, 0, 0)) for text in ("Area of weakness 1: Plans", "Strategic sponsor: Head of SEND")]
    assert values(printed_to_banner(above, default_vocabulary(), answered_by_column=False)) == {
        "number": "Area of weakness 1",
        "recommendation": "Plans",
    }


def test_a_title_is_a_theme() -> None:
    assert values(read("Service user engagement")) == {"theme": "Service user engagement"}
