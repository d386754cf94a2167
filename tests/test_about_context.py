"""Paragraphs above a table -> its section, and the recommendation that they state."""

from __future__ import annotations

import pytest

from plantrace.extract.document import Paragraph
from plantrace.normalise.context import Context, is_heading, is_numbered_demand, title_lines
from plantrace.provenance import Place

PLACE = Place(1, 0, 0, 0)


def made(text: str) -> Paragraph:
    """`# Heading` of a style, `*bold*`, `+larger`, else body text."""
    level = len(text) - len(text.lstrip("#"))
    return Paragraph(text.strip("#*+ "), PLACE, level=level or None, bold=text.startswith("*"), size=14.0 if text.startswith("+") else 10.0)


HEADINGS = [
    ("# Leadership and management", True),
    ("*Leadership and management", True),
    ("+Leadership and management", True),
    ("# Improve the quality of assessments.", True),
    ("Leadership and management", False),
    ("*All staff have been told.", False),
    ("+The service has been asked to set out what it will do about each finding.", False),
    ("*• Assessments", False),
    # contents, captions, notes, keys
    ("*3. Caseloads ..... 7", False),
    ("# 3. Caseloads\t7", False),
    ("# Foreword . . . . . . iv", False),
    ("*Table 3: Progress to date", False),
    ("# Figure 2 – Referrals by month", False),
    ("*Note: figures are provisional", False),
    ("*Source: ICS", False),
    ("*Key: RED – not started", False),
    ("*Page 3 of 9", False),
    ("*2013", False),
]


@pytest.mark.parametrize(("printed", "expected"), HEADINGS)
def test_headings(printed: str, expected: bool) -> None:
    assert is_heading(made(printed), 10.0) is expected


DEMANDS = [
    ("1.2 Ensure that all assessments are timely", True),
    ("4. The board should review its membership", True),
    ("(3) Strengthen the oversight of casework by managers", True),
    ("4. Caseloads", False),
    ("4. Children and young people in care", False),
    ("14.1. In the 2018/19 annual report the service identified several priorities", False),
    ("Ensure that all assessments are timely", False),
]


@pytest.mark.parametrize(("printed", "expected"), DEMANDS)
def test_numbered_demands(printed: str, expected: bool) -> None:
    assert is_numbered_demand(printed) is expected


ABOVE = [
    ("a section", ["# Improvement Plan", "# Leadership"], "Leadership", []),
    ("the title alone is no section", ["# Improvement Plan"], None, []),
    ("a letterhead above the title is none", ["*Leeds City Council", "# Improvement Plan"], None, []),
    ("nor with a partner", ["# Improvement Plan", "*Leeds City Council and NHS Leeds Clinical Commissioning Group"], None, []),
    ("nor is the date under it", ["# Improvement Plan", "*January 2012"], None, []),
    ("nor a subtitle", ["# Improvement Plan", "# Annual Report 2017-18"], None, []),
    ("nor what sort of plan it is", ["# Improvement Plan", "# Composite Action Plan – Updated November 2013", "Version 3"], None, []),
    ("a plan for one subject may be a section", ["# Improvement Plan", "# Safeguarding Action Plan"], "Safeguarding Action Plan", []),
    ("a plan that follows other sections is one", ["# Improvement Plan", "# Introduction", "# Action Plan"], "Action Plan", []),
    ("nor a marking, nor the contents", ["# Improvement Plan", "*OFFICIAL", "*Contents", "3. Caseloads ..... 7"], None, []),
    ("nor the key that stands between", ["# Improvement Plan", "# Leadership", "## RAG key", "*Key to the ratings"], "Leadership", []),
    ("nor the history of versions", ["# Improvement Plan", "## Version control", "## 2. Glossary of terms"], None, []),
    ("nor the background", ["# Improvement Plan", "# Background", "Some words.", "# Leadership", "## Context"], "Leadership", []),
    ("nor is it what a plan is about", ["# Improvement Plan", "+Background", "*R1: Improve attendance in all schools"], None, ["R1: Improve attendance in all schools"]),
    ("the same again overleaf", ["*Recommendation 4: One thing", "*Recommendation 4: One thing (continued)"], None, ["Recommendation 4: One thing"]),
    ("what is the key to something is a section", ["# Improvement Plan", "# Key to success"], "Key to success", []),
    ("the nearest of several", ["# Improvement Plan", "# Leadership", "## Supervision", "Some words."], "Supervision", []),
    ("a caption between", ["# Leadership", "*Table 3: Actions"], "Leadership", []),
    ("a recommendation and its text", ["# Leadership", "*Recommendation 4", "Ensure that assessments are timely."], "Leadership", ["Recommendation 4", "Ensure that assessments are timely."]),
    ("its text is bold, too", ["# Leadership", "*Recommendation 4", "*Ensure that assessments are timely"], "Leadership", ["Recommendation 4", "Ensure that assessments are timely"]),
    ("in one line", ["# Leadership", "Recommendation 4: Ensure that assessments are timely."], "Leadership", ["Recommendation 4: Ensure that assessments are timely."]),
    ("an area for improvement", ["*Area for improvement 2: The force should improve how it records crime."], None, ["Area for improvement 2: The force should improve how it records crime."]),
    ("the next one ends its force", ["*Recommendation 4: One thing.", "*Recommendation 5: Another thing."], None, ["Recommendation 5: Another thing."]),
    ("so does a heading", ["*Recommendation 4: One thing", "# Workforce"], "Workforce", []),
    ("a caption is no part of it", ["*Recommendation 4", "Ensure that it is done.", "Table 3: Actions"], None, ["Recommendation 4", "Ensure that it is done."]),
    ("a numbered sentence", ["# Leadership", "1.2 Ensure that all assessments are timely"], "Leadership", ["1.2 Ensure that all assessments are timely"]),
    ("a list of them is running text", ["# Leadership", "1. Ensure that all assessments are timely", "2. Improve the quality of all plans"], "Leadership", []),
    ("as is one that a sentence follows", ["# Leadership", "1.2 Ensure that all assessments are timely", "The table shows how."], "Leadership", []),
    ("a lesser heading does not outlast it", ["*Key performance indicators", "# Recommendation 4: One thing"], None, ["Recommendation 4: One thing"]),
    ("a greater one does", ["# Leadership", "*Recommendation 4: One thing"], "Leadership", ["Recommendation 4: One thing"]),
    ("running text states nothing", ["# Leadership", "The recommendations of the report are set out below."], "Leadership", []),
]  # fmt: skip


@pytest.mark.parametrize(("paragraphs", "theme", "stated"), [pytest.param(*case[1:], id=case[0]) for case in ABOVE])
def test_what_stands_above_a_table(paragraphs: list[str], theme: str | None, stated: list[str]) -> None:
    context = Context("Improvement Plan", 10.0, "Leeds City Council")
    for paragraph in paragraphs:
        context.read(made(paragraph))
    assert (context.theme.text if context.theme else None, [each.text for each in context.stated]) == (theme, stated)


OPENINGS = [
    ("lines that look alike under another", ["+St Anne's Hospital", "*Never Event", "*Action Plan", "Agreed in May."], 3),
    ("one look that comes again later", ["+St Anne's Hospital", "*Never Event", "*Recruitment", "Agreed in May.", "*Retention"], 0),
    ("what says that it is a section", ["+St Anne's Hospital", "*Never Event", "*Theme 1: Recruitment"], 0),
    ("nor a recommendation", ["+St Anne's Hospital", "*Never Event", "*Recommendation 1: Recruit nurses"], 0),
    ("another look", ["+St Anne's Hospital", "*Never Event", "+Recruitment"], 0),
    ("two lines may be a title and a section", ["*Action Plan", "*Recruitment"], 0),
    ("headings by the file's own word are what they are", ["# St Anne's Hospital", "# Action Plan", "# Recruitment"], 0),
    ("no heading", ["Agreed in May."], 0),
]


@pytest.mark.parametrize(("paragraphs", "count"), [pytest.param(*case[1:], id=case[0]) for case in OPENINGS])
def test_lines_of_the_title(paragraphs: list[str], count: int) -> None:
    assert title_lines([made(each) for each in paragraphs], 10.0) == frozenset(range(count))


def test_a_second_table_under_one_recommendation_has_not_moved() -> None:
    context = Context(None, 10.0)
    context.read(made("*Recommendation 4: One thing"))
    assert context.moved
    context.after_table()
    context.read(made("Some words between two tables."))
    assert (context.moved, context.stated) == (False, [])


def test_a_word_of_the_title_is_a_section_once_the_plan_has_begun() -> None:
    context = Context("Safeguarding and Looked After Children Action Plan", 10.0)
    for paragraph in ("# Safeguarding and Looked After Children Action Plan", "# Partnership", "# Safeguarding"):
        context.read(made(paragraph))
    assert context.theme is not None
    assert context.theme.text == "Safeguarding"


def test_the_authoritys_name_in_a_letterhead_is_no_theme() -> None:
    context = Context("Action plan", 10.0, "Larch House Care Home")
    for text in ("Larch House Care Home", "Medicines"):
        context.read(Paragraph(text, Place(1, 0, 0, 0), level=1))
        assert (context.theme.text if context.theme else None) == (None if text.startswith("Larch") else text)
