"""Labels at the head of a text, references in it, and reference columns."""

from __future__ import annotations

import pytest

from plantrace.normalise.labels import are_counted, split_number
from plantrace.normalise.model import Reference
from plantrace.normalise.references import read_action_references, read_reference_cell, split_references


def paragraphs(*values: str) -> tuple[Reference, ...]:
    return tuple(Reference("paragraph", value) for value in values)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1.1 Do x", ("1.1", "Do x")),
        ("1.1.2 Develop a plan", ("1.1.2", "Develop a plan")),
        ("1.1 develop a plan", ("1.1", "develop a plan")),
        ("1 . 2 Do this", ("1.2", "Do this")),
        ("1. Do x", ("1", "Do x")),
        ("2) Do x", ("2", "Do x")),
        ("(3) Do x", ("3", "Do x")),
        ("12. Establish a forum", ("12", "Establish a forum")),
        ("12 Establish a forum", ("12", "Establish a forum")),
        ("5 Ensure that:\na. all assessments are timely", ("5", "Ensure that:\na. all assessments are timely")),
        ("A1 Ensure that risk is identified", ("A1", "Ensure that risk is identified")),
        ("M1 Encourage walking", ("M1", "Encourage walking")),
        ("HS1 Service users will be heard", ("HS1", "Service users will be heard")),
        ("R12: Publish it", ("R12", "Publish it")),
        ("140.7 Ratify the Optional Protocol", ("140.7", "Ratify the Optional Protocol")),
        ("Recommendation No. 3 - for improvement within 3 months", ("3", "for improvement within 3 months")),
        ("Recommendation No.11 - for immediate improvement", ("11", "for immediate improvement")),
        ("Recommendation 5\nEnsure it", ("5", "Ensure it")),
        ("Rec 3 Improve it", ("3", "Improve it")),
        ("Action 4: Do it", ("4", "Do it")),
        ("PRIORITY 1 To achieve consistency", ("Priority 1", "To achieve consistency")),
        ("Priority 1: Recruitment", ("Priority 1", "Recruitment")),
        ("Priority One - Recruitment", ("Priority One", "Recruitment")),
        ("Objective 2 Improve access", ("Objective 2", "Improve access")),
        ("Key Issue 3: Leadership", ("Key issue 3", "Leadership")),
        ("Area for improvement 2 – Leadership", ("Area for improvement 2", "Leadership")),
        # several reviews, or parts of one, give recommendations to one plan
        ("IMR 1 Ensure that staff are trained", ("IMR 1", "Ensure that staff are trained")),
        ("IMR1: Ensure it", ("IMR1", "Ensure it")),
        ("SCR Rec 2 The board should act", ("SCR Rec 2", "The board should act")),
        ("SCR Recommendation 2: the board should act", ("SCR Recommendation 2", "the board should act")),
        ("Health IMR 2 - GPs should act", ("Health IMR 2", "GPs should act")),
        ("DHR 4.1 The partnership should act", ("DHR 4.1", "The partnership should act")),
        ("R1.2 Publish it", ("R1.2", "Publish it")),
        ("AFI 2 The force should act", ("AFI 2", "The force should act")),
        ("Cause of concern 1: Prevention", ("Cause of concern 1", "Prevention")),
        ("Concern 2: Observations were not repeated", ("Concern 2", "Observations were not repeated")),
        ("Matter of concern 4 – No handover was written", ("Matter of concern 4", "No handover was written")),
        ("Priority concern 1: Violence was too high", ("Priority concern 1", "Violence was too high")),
        ("Learning point 3. Share minutes with schools", ("Learning point 3", "Share minutes with schools")),
        ("Concern 3 of the coroner was met", (None, "Concern 3 of the coroner was met")),
        ("Must do 3: Ensure that records are kept", ("Must do 3", "Ensure that records are kept")),
        ("Recommendation 1(a) Ensure it", ("1(a)", "Ensure it")),
        ("A2(ii) Hold briefings", ("A2(ii)", "Hold briefings")),
        ("5(b) Inform victims", ("5(b)", "Inform victims")),
        ("SCR 2 children were known to services", (None, "SCR 2 children were known to services")),
        ("NHS 111 Review calls", (None, "NHS 111 Review calls")),
        ("DSL 2 To attend", (None, "DSL 2 To attend")),
        ("3.", ("3", "")),
        ("A1", ("A1", "")),
        # an amount, a span of time, a year, a share
        ("3 months after publication", (None, "3 months after publication")),
        ("24 hour service", (None, "24 hour service")),
        ("6 monthly review", (None, "6 monthly review")),
        ("2013 plan", (None, "2013 plan")),
        ("2013", (None, "2013")),
        ("1 in 4 children", (None, "1 in 4 children")),
        ("100% of staff", (None, "100% of staff")),
        ("1.5 FTE posts", (None, "1.5 FTE posts")),
        ("2.5 million pounds", (None, "2.5 million pounds")),
        ("3 Social Workers recruited", (None, "3 Social Workers recruited")),
        ("1-1s with staff", (None, "1-1s with staff")),
        # a date
        ("31.3.10 Plan agreed", (None, "31.3.10 Plan agreed")),
        ("01/04/13 Plan agreed", (None, "01/04/13 Plan agreed")),
        ("Q3 2013/14 report", (None, "Q3 2013/14 report")),
        # a key stage, a road, a letter, a section's title
        ("KS2 Improve results", (None, "KS2 Improve results")),
        ("A19 road works", (None, "A19 road works")),
        ("A review of thresholds", (None, "A review of thresholds")),
        ("A - Quality of assessment", (None, "A - Quality of assessment")),
        # letters that count the parts of one recommendation stay in it
        ("a. Improve the quality", (None, "a. Improve the quality")),
        ("Outcome 3 of the framework", (None, "Outcome 3 of the framework")),
        ("Action plan 3 reviewed", (None, "Action plan 3 reviewed")),
        ("", (None, "")),
    ],
)
def test_split_number(text: str, expected: tuple[str | None, str]) -> None:
    assert split_number(text) == expected


COUNTED = [
    (["1 TSCB should review it", "2 Partners must agree it"], True),
    (["4 The Board should meet", "5 Members should attend", "6 Staff should be trained"], True),
    # one alone counts nothing, nor do figures out of turn
    (["3 Boroughs should agree it"], False),
    (["12 Members must attend", "24 Hours must be kept"], False),
    (["1 TSCB should review it", "Partners must agree it"], False),
]


@pytest.mark.parametrize(("texts", "expected"), COUNTED)
def test_texts_that_are_counted(texts: list[str], expected: bool) -> None:
    assert are_counted(texts) == expected


def test_a_bare_number_is_a_label_where_the_column_is_counted() -> None:
    assert split_number("1 TSCB should review it", counted=True) == ("1", "TSCB should review it")
    assert split_number("1 TSCB should review it") == (None, "1 TSCB should review it")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # the page on which the paragraph stands; a page alone is no reference
        ("Ensure x [page 17, paragraph 52]", ("Ensure x", paragraphs("52"))),
        ("Ensure x (pages 4-5; paras 3 and 4)", ("Ensure x", paragraphs("3", "4"))),
        ("Ensure x (see page 4)", ("Ensure x (see page 4)", ())),
        ("Ensure x (Para 17, 27, 44, 119)", ("Ensure x", paragraphs("17", "27", "44", "119"))),
        ("Ensure x (Paras 17 and 27).", ("Ensure x.", paragraphs("17", "27"))),
        ("Ensure [para 152] that y", ("Ensure that y", paragraphs("152"))),
        ("Ensure x (paragraphs 3.4 & 3.7; Recommendation 2)", ("Ensure x", (*paragraphs("3.4", "3.7"), Reference("recommendation", "2")))),
        # what a prison inspectorate prints at the end
        ("Violence should be reduced.\n(S45)", ("Violence should be reduced.", paragraphs("S45"))),
        ("Bells should be answered. (2.6, 2.14)", ("Bells should be answered.", paragraphs("2.6", "2.14"))),
        ("Raise the median income (1)", ("Raise the median income (1)", ())),
        # a range is one reference, as printed
        ("Ensure x (see paragraphs 12 – 15)", ("Ensure x", paragraphs("12-15"))),
        ("Ensure x (Recommendation 3)", ("Ensure x", (Reference("recommendation", "3"),))),
        ("Ensure x (CQC)", ("Ensure x", (Reference("source", "CQC"),))),
        ("Ensure x (Ofsted para 17)", ("Ensure x", (Reference("source", "Ofsted"), *paragraphs("17")))),
        ("CAMHS is thin (JAR para 22)", ("CAMHS is thin", (Reference("source", "JAR"), *paragraphs("22")))),
        # a report whose initials nobody lists
        ("Share the plan (IMR report para 4.2)", ("Share the plan", paragraphs("4.2"))),
        # initials that name no report stay
        ("Train all staff (DASH, para 3 of the policy)", ("Train all staff (DASH, para 3 of the policy)", ())),
        # brackets that say anything else stay
        ("Work with the Care Quality Commission (CQC)", ("Work with the Care Quality Commission (CQC)", ())),
        ("The Board (LSCB) must act", ("The Board (LSCB) must act", ())),
        ("Ensure x (see page 4 of the annual report for details)", ("Ensure x (see page 4 of the annual report for details)", ())),
        ("Under 18s (para 4 of the policy applies) must", ("Under 18s (para 4 of the policy applies) must", ())),
        ("", ("", ())),
    ],
)
def test_split_references(text: str, expected: tuple[str, tuple[Reference, ...]]) -> None:
    assert split_references(text) == expected


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("Para 17,\n27, 44, 119", paragraphs("17", "27", "44", "119")),
        ("Para 151,\n174", paragraphs("151", "174")),
        ("paras 12-15 & 19", paragraphs("12-15", "19")),
        ("17, 27", paragraphs("17", "27")),
        ("17. (57, 138)", paragraphs("17", "57", "138")),
        ("3.4.1", paragraphs("3.4.1")),
        ("P17, P18", paragraphs("17", "18")),
        ("Section 3.2", paragraphs("3.2")),
        ("CQC", (Reference("source", "CQC"),)),
        # a code of the plan's own
        ("OPD-M1", ()),
        ("Rec 3", (Reference("recommendation", "3"),)),
        ("R1", (Reference("recommendation", "R1"),)),
        ("Ofsted para 17", (Reference("source", "Ofsted"), *paragraphs("17"))),
        ("Page 12", ()),
        ("N/A", ()),
        ("-", ()),
        ("", ()),
    ],
)
def test_reference_cell(cell: str, expected: tuple[Reference, ...]) -> None:
    assert read_reference_cell(cell) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[See also Quality Of Assessment And Planning action A14 above]", ("A14",)),
        ("[See Quality Of Assessment And Planning action A4 above]\nEach team to develop a file", ("A4",)),
        ("As per action 12", ("12",)),
        ("see A4 and A5", ("A4", "A5")),
        ("See 1.1 above", ("1.1",)),
        ("Links to action 5.", ("5",)),
        ("see actions 3 - 5", ("3-5",)),
        # nothing is named, or no action
        ("[See also above]", ()),
        ("see 3 families a week", ()),
        ("work in conjunction with 4 schools", ()),
        ("meet as in 2013", ()),
        ("Review QPR process [Peer Challenge Action Plan]", ()),
    ],
)
def test_action_references(text: str, expected: tuple[str, ...]) -> None:
    assert read_action_references(text) == tuple(Reference("see", value) for value in expected)


def test_an_action_may_refer_to_the_report() -> None:
    assert read_action_references("Audit files (para 17), see recommendation 4.") == (
        Reference("paragraph", "17"),
        Reference("recommendation", "4"),
    )
