"""Whole documents -> title, authority, date, edition, inspection."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from plantrace.extract.document import Block, Cell, Document, Paragraph, Table
from plantrace.normalise.about import About, Overrides, document_to_about
from plantrace.normalise.model import Inspection
from plantrace.provenance import Place, Source

HEADINGS = ["Recommendation", "Action", "Lead", "Timescale", "Progress"]
ROW = ["Improve assessments", "Audit ten files a month", "Head of Service", "31 March 2020", "Begun"]


def table(*rows: list[str], page: int = 1) -> Table:
    cells = tuple(
        Cell(
            text,
            row,
            column,
            colspan=len(rows[-1]) - column if len(texts) == 1 else 1,
            places=(Place(page, 1, row + 1, column + 1),),
            bold=row == 0,
        )
        for row, texts in enumerate(rows)
        for column, text in enumerate(texts)
    )
    return Table(cells, len(rows), len(rows[-1]), ("rules",) * len(rows))


PLAN = table(HEADINGS, ROW, ROW)


def document(*blocks: str | Block, running: tuple[str, ...] = (), name: str = "plan.pdf", properties: str | None = None) -> Document:
    """`# Title` is a heading of the first level, `## Section` of the second, `*Bold*` bold; anything else is body text."""
    made: list[Block] = []
    for at, block in enumerate(blocks):
        if not isinstance(block, str):
            made.append(block)
            continue
        level = len(block) - len(block.lstrip("#"))
        bold = block.startswith("*")
        place = Place(1, 0, 0, 0, (40.0, 40.0 + 20 * at, 500.0, 52.0 + 20 * at))
        made.append(Paragraph(block.strip("#* "), place, level=level or None, bold=bold or bool(level), size=14.0 if level else 11.0))
    furniture = tuple(Paragraph(text, Place(1, 0, 0, 0), size=8.0) for text in running)
    return Document(Source(Path(name), "0" * 64, "pdf"), tuple(made), pages=1, title=properties, furniture=furniture)


def told(about: About) -> dict[str, Any]:
    fields = {
        "title": about.title,
        "authority": about.authority,
        "plan_date": about.plan_date,
        "edition": about.edition,
        "kind": about.inspection.kind,
        "body": about.inspection.body,
        "date": about.inspection.date,
        "published": about.inspection.published,
    }
    return {name: value for name, value in fields.items() if value}


DOCUMENTS = [
    (
        "a council's response to its inspection",
        document(
            "Rotherham Metropolitan Borough Council",
            "# Children's Services Improvement Plan",
            "Position as at 31 May 2015",
            "This plan responds to the Ofsted inspection of services for children in need of help and protection carried out between 16 September and "
            "8 October 2014. The inspection report was published on 19 November 2014.",
            PLAN,
        ),
        {
            "title": "Children's Services Improvement Plan",
            "authority": "Rotherham Metropolitan Borough Council",
            "plan_date": "2015-05-31",
            "kind": "inspection of services for children in need of help and protection",
            "body": "Ofsted",
            "date": "2014-09-16/2014-10-08",
            "published": "2014-11-19",
        },
    ),
    (
        "a hospital trust with a cover sheet",
        document(
            "# CQC Quality Improvement Plan",
            table(
                ["Trust", "East of England Ambulance Service NHS Trust"],
                ["Version", "2.3"],
                ["Date", "6 November 2024"],
                ["Date of inspection", "April to May 2022"],
                ["Report published", "13 July 2022"],
            ),
            PLAN,
        ),
        {
            "title": "CQC Quality Improvement Plan",
            "authority": "East of England Ambulance Service NHS Trust",
            "plan_date": "2024-11-06",
            "edition": "Version 2.3",
            "body": "CQC",
            "date": "2022-04/2022-05",
            "published": "2022-07-13",
        },
    ),
    (
        "a police force's tracker, named in the running head; the version and its date stand in the foot",
        document("# HMICFRS Recommendations Tracker", PLAN, running=("Devon and Cornwall Police", "Version 4 - 12/05/2021 - Page 1")),
        {
            "title": "HMICFRS Recommendations Tracker",
            "authority": "Devon and Cornwall Police",
            "plan_date": "2021-05-12",
            "edition": "Version 4",
            "body": "HMICFRS",
        },
    ),
    (
        "a board's serious case review; the council is only one of those who answer it",
        document("# Sunderland Safeguarding Children Board", "# Serious Case Review Action Plan", "*September 2012*", PLAN),
        {
            "title": "Serious Case Review Action Plan",
            "authority": "Sunderland Safeguarding Children Board",
            "plan_date": "2012-09",
            "kind": "serious case review",
        },
    ),
    (
        "a school",
        document(
            "# St Mary's C of E Primary School", "# Post-Ofsted Action Plan 2013-2014", "Draft 2", "Inspection date: 12-13 June 2013", PLAN
        ),
        {
            "title": "Post-Ofsted Action Plan 2013-2014",
            "authority": "St Mary's C of E Primary School",
            "plan_date": "2013/2014",
            "edition": "Draft 2",
            "body": "Ofsted",
            "date": "2013-06-12/2013-06-13",
        },
    ),
    (
        "columns of updates: the latest that is filled in; the one to come is empty",
        document(
            "# Leeds City Council Audit Action Plan 2012",
            table([*HEADINGS[:4], "Update June 2012", "Update Sept 2012", "Update Dec 2012"], [*ROW[:4], "Begun", "Done", ""]),
        ),
        {"title": "Leeds City Council Audit Action Plan 2012", "authority": "Leeds City Council", "plan_date": "2012-09"},
    ),
    (
        "a report to a committee: neither the committee nor the inspectorate is whose plan it is",
        document(
            "*Report to: Children and Young People Scrutiny Committee*",
            "*Meeting date: 14 January 2014*",
            "# Response to the Ofsted inspection of January 2013: Hartlepool Borough Council",
            PLAN,
        ),
        {
            "title": "Response to the Ofsted inspection of January 2013: Hartlepool Borough Council",
            "authority": "Hartlepool Borough Council",
            "plan_date": "2014-01-14",
            "kind": "inspection",
            "body": "Ofsted",
            "date": "2013-01",
        },
    ),
    (
        "nothing is said: no date from a deadline in a cell, no body from a lead",
        document("# Improvement Plan", PLAN),
        {"title": "Improvement Plan"},
    ),
    (
        "a marking and a paper's label are no title",
        document("*OFFICIAL - SENSITIVE*", "*Appendix 2*", "*Winter Resilience Action Plan*", PLAN),
        {"title": "Winter Resilience Action Plan"},
    ),
    (
        "named only in the body, three times",
        document(
            "# Action Plan", PLAN, "Kirklees Council will act.", "Kirklees Council has agreed.", "Members of Kirklees Council decide."
        ),
        {"title": "Action Plan", "authority": "Kirklees Council"},
    ),
    (
        "a quarter stays a quarter",
        document("# Cornwall Council Improvement Plan: Quarter 3 2013/14 update", PLAN),
        {
            "title": "Cornwall Council Improvement Plan: Quarter 3 2013/14 update",
            "authority": "Cornwall Council",
            "plan_date": "2013-10/2013-12",
            "edition": "Quarter 3 2013/14 update",
        },
    ),
    (
        "the file is named after a place that the print does not name",
        document("# Housing & Homelessness Services", PLAN, name="clackmannanshire-2008.pdf"),
        {"title": "Housing & Homelessness Services", "authority": "Clackmannanshire Council"},
    ),
    (
        "an inspectorate in the title, whose name holds what ends the name of a body; whose plan it is stands beside it",
        document("# Stockwell District Council", "# Audit Commission Housing Inspection – Improvement Plan", "March 2009", PLAN),
        {
            "title": "Audit Commission Housing Inspection – Improvement Plan",
            "authority": "Stockwell District Council",
            "plan_date": "2009-03",
            "kind": "housing inspection",
            "body": "Audit Commission",
        },
    ),
    (
        "an inspectorate written out",
        document(
            "# Her Majesty's Inspectorate of Constabulary – Crime Data Integrity",
            "# Action Plan",
            "Dunmoor Constabulary",
            "Updated – Sept 2014",
            PLAN,
        ),
        {
            "title": "Her Majesty's Inspectorate of Constabulary – Crime Data Integrity",
            "authority": "Dunmoor Constabulary",
            "plan_date": "2014-09",
            "body": "HMIC",
        },
    ),
    (
        "an article before the name of a home makes it no title",
        document(
            "# The Willows Care Home", "# CQC Action Plan", "Inspection date: 22nd August 2016", "Date completed: 20th October 2016", PLAN
        ),
        {
            "title": "CQC Action Plan",
            "authority": "Willows Care Home",
            "plan_date": "2016-10-20",
            "body": "CQC",
            "date": "2016-08-22",
        },
    ),
    (
        "a local area's written statement of action: the council's, with both inspectorates in the bracket",
        document(
            "# Written Statement of Action",
            "Local area SEND inspection (Ofsted and CQC), 11 to 15 March 2019",
            "Eastmarch County Council and Eastmarch Clinical Commissioning Group",
            "October 2019",
            PLAN,
        ),
        {
            "title": "Written Statement of Action",
            "authority": "Eastmarch County Council",
            "plan_date": "2019-10",
            "kind": "local area send inspection",
            "body": "Ofsted",
            "date": "2019-03-11/2019-03-15",
        },
    ),
    (
        "a peer challenge of a fire authority",
        document(
            "# Kent and Medway Fire and Rescue Authority",
            "# Action plan following the Local Government Association peer challenge, 3 – 6 October 2017",
            "Updated March 2018",
            PLAN,
        ),
        {
            "title": "Action plan following the Local Government Association peer challenge, 3 – 6 October 2017",
            "authority": "Kent and Medway Fire and Rescue Authority",
            "plan_date": "2018-03",
            "kind": "peer challenge",
            "body": "Local Government Association",
            "date": "2017-10-03/2017-10-06",
        },
    ),
    (
        "a prison",
        document(
            "# HMP Wormwood Scrubs: Action plan in response to the HMI Prisons unannounced inspection of July 2017",
            "Published: 20 December 2017",
            PLAN,
        ),
        {
            "title": "HMP Wormwood Scrubs: Action plan in response to the HMI Prisons unannounced inspection of July 2017",
            "authority": "HMP Wormwood Scrubs",
            "plan_date": None,
            "kind": "unannounced inspection",
            "body": "HMI Prisons",
            "date": "2017-07",
            "published": "2017-12-20",
        },
    ),
    (
        "in Welsh",
        document("# Cyngor Gwynedd", "# Estyn Post-Inspection Action Plan", "Date: 1st September 2014", PLAN),
        {
            "title": "Estyn Post-Inspection Action Plan",
            "authority": "Cyngor Gwynedd",
            "plan_date": "2014-09-01",
            "kind": "inspection",
            "body": "Estyn",
        },
    ),
    (
        "agencies head their own tables; the line above them, short though a full stop ends it, says whose plan it is and as at when",
        document(
            "# Multi-Agency Action Plan",
            "Thornby Safeguarding Children Board. Plan as at June 2012.",
            "*Thornby Constabulary*",
            PLAN,
            "*Children's Social Care*",
            PLAN,
        ),
        {"title": "Multi-Agency Action Plan", "authority": "Thornby Safeguarding Children Board", "plan_date": "2012-06"},
    ),
    (
        "a body over the only table is whose plan it is",
        document("# Multi-Agency Action Plan", "*Thornby Constabulary*", PLAN),
        {"title": "Multi-Agency Action Plan", "authority": "Thornby Constabulary"},
    ),
    (
        "HMI is no body of its own: it begins an inspectorate's name; the board opens the line of its plan",
        document(
            "# HMI Probation Full Joint Inspection of Youth Offending Work in Thornby",
            "Thornby YOT Management Board – Action plan, refreshed January 2016",
            PLAN,
        ),
        {
            "title": "HMI Probation Full Joint Inspection of Youth Offending Work in Thornby",
            "authority": "Thornby YOT Management Board",
            "plan_date": "2016-01",
            "kind": "probation full joint inspection of youth offending work",
            "body": "HMI Probation",
        },
    ),
    (
        "a partnership that opens the line of its plan",
        document("# Homicide Review", "Safer Thornby Partnership: Action Plan (updated 19th November 2018)", PLAN),
        {"title": "Homicide Review", "authority": "Safer Thornby Partnership", "plan_date": "2018-11-19"},
    ),
    (
        "a committee that a plan is written for is not whose plan it is, though it opens the line",
        document("# Improvement Plan", "Thornby Scrutiny Committee: progress report", PLAN),
        {"title": "Improvement Plan"},
    ),
    (
        "the Welsh and the English name of one council",
        document("# School Standards Action Plan", "Cyngor Sir Dyffryn / Dyffryn County Council", PLAN),
        {"title": "School Standards Action Plan", "authority": "Dyffryn County Council"},
    ),
    (
        "the Welsh name, oftener and in other words, beside the English",
        document(
            "# School Standards Action Plan", "Cyngor Abertawe", "Swansea Council", PLAN, running=("Cyngor Abertawe", "Cyngor Abertawe")
        ),
        {"title": "School Standards Action Plan", "authority": "Swansea Council"},
    ),
    (
        "a hospital and the health board that runs it",
        document("# Improvement plan", "Service: Ward 7, Glan Afon Hospital", "Bae Teifi University Health Board", PLAN),
        {"title": "Improvement plan", "authority": "Bae Teifi University Health Board"},
    ),
    (
        "a hospital alone",
        document("# Improvement plan", "Service: Ward 7, Glan Afon Hospital", PLAN),
        {"title": "Improvement plan", "authority": "Glan Afon Hospital"},
    ),
    (
        "a form with its headings down the side says nothing of the plan's own date",
        document(
            "# Thornby Constabulary action plan, 14 December 2018",
            table(
                ["Recommendation 1", "Review custody"],
                ["Action", "New form"],
                ["Responsible", "Supt Finch"],
                ["Timescale", "31 March 2019"],
            ),
        ),
        {
            "title": "Thornby Constabulary action plan, 14 December 2018",
            "authority": "Thornby Constabulary",
            "plan_date": "2018-12-14",
        },
    ),
    (
        "what stands below a history of versions and a key to colours still stands before the plan",
        document(
            "# Improvement Plan",
            table(
                ["Version", "Date", "Author", "Changes"],
                ["0.1", "20/01/2023", "J. Okafor", "Draft"],
                ["1.0", "14/03/2023", "J. Okafor", "Agreed"],
            ),
            table(["Colour", "Meaning", "Note"], ["Blue", "Done", ""], ["Red", "Late", ""]),
            "Position as at 31 March 2023",
            PLAN,
            "Position as at 30 June 2023 of another plan",
        ),
        {"title": "Improvement Plan", "plan_date": "2023-03-31", "edition": "Version 1.0"},
    ),
    (
        "an abbreviation in brackets parts no inspection from its date",
        document("# Improvement Plan", "Ofsted Inspection of Local Authority Children's Services (ILACS), 7 to 18 November 2022", PLAN),
        {
            "title": "Improvement Plan",
            "kind": "inspection of local authority children's services",
            "body": "Ofsted",
            "date": "2022-11-07/2022-11-18",
        },
    ),
    (
        "a letter: neither its addressee nor its salutation is the title",
        document(
            "Mrs L Tanner, HM Senior Coroner",
            "HM Senior Coroner",
            "2 August 2021",
            "Dear Mrs Tanner,",
            "Regulation 28 Report to Prevent Future Deaths. Response of Thornby NHS Trust",
            PLAN,
        ),
        {
            "title": "Regulation 28 Report to Prevent Future Deaths. Response of Thornby NHS Trust",
            "authority": "Thornby NHS Trust",
            "plan_date": "2021-08-02",
        },
    ),
    (
        "of two headings of one kind only the second says what it is",
        document("# Haringey Children and Young People's Service", "# Joint Area Review Action Plan", PLAN),
        {
            "title": "Haringey Children and Young People's Service – Joint Area Review Action Plan",
            "authority": "Haringey",
            "kind": "joint area review",
        },
    ),
    (
        "a body's name shortened is no second body",
        document("# CQC Quality Improvement Plan", "Medway NHS Foundation Trust", PLAN, "Medway NHS FT"),
        {"title": "CQC Quality Improvement Plan", "authority": "Medway NHS Foundation Trust", "body": "CQC"},
    ),
    (
        "the place that a title opens with",
        document("# Northamptonshire Safeguarding Improvement Plan", PLAN),
        {"title": "Northamptonshire Safeguarding Improvement Plan", "authority": "Northamptonshire"},
    ),
    (
        "the heading of the first section is no title, though its letters are larger",
        document("*Domestic Homicide Review: Ms T*", "The panel met in May.", "## Part 1: Recommendations for all agencies", PLAN),
        {"title": "Domestic Homicide Review: Ms T", "kind": "domestic homicide review"},
    ),
    (
        "which may be no place",
        document("# Reading Improvement Plan", "Pupils enjoy reading.", PLAN),
        {"title": "Reading Improvement Plan"},
    ),
    (
        "a plan named after a post, or after a person, has its title",
        document("# Director of Public Health's Action Plan", PLAN),
        {"title": "Director of Public Health's Action Plan"},
    ),
    (
        "a school's cover sheet, most of its labels its own",
        document(
            "# Governing Body Action Plan",
            table(
                ["Inspection date", "5 and 6 July 2022"],
                ["Overall effectiveness", "Requires improvement"],
                ["Agreed by governors", "21 September 2022"],
                ["Reviewed", "Full governing body, 11 July 2023"],
            ),
            PLAN,
        ),
        {"title": "Governing Body Action Plan", "plan_date": "2023-07-11", "date": "2022-07-05/2022-07-06"},
    ),
    (
        "a date in a sentence whose subject is the plan of the sentence before",
        document(
            "# Child Practice Review – Action Plan",
            "This plan answers the recommendations of the review. It was agreed on 16 June 2022 and was last updated on 31 January 2023.",
            PLAN,
        ),
        {"title": "Child Practice Review – Action Plan", "plan_date": "2023-01-31", "kind": "child practice review"},
    ),
]


@pytest.mark.parametrize(("made", "expected"), [pytest.param(*case[1:], id=case[0]) for case in DOCUMENTS])
def test_documents(made: Document, expected: dict[str, Any]) -> None:
    about = document_to_about(made)
    assert told(about) == {name: value for name, value in expected.items() if value}


def test_each_field_has_its_place() -> None:
    about = document_to_about(DOCUMENTS[0][1])
    assert {name: [place.box[1] if place.box else None for place in places] for name, places in about.places.items()} == {
        "title": [60.0],
        "authority": [40.0],
        "plan_date": [80.0],
        "inspection_kind": [100.0],
        "inspection_body": [100.0],
        "inspection_date": [100.0],
        "inspection_published": [100.0],
    }


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Leicester City Council and Leicester City Clinical Commissioning Group: Written Statement of Action", "Leicester City Council"),
        ("SEND action plan of NHS Bexley CCG and London Borough of Bexley", "London Borough of Bexley"),
        ("Kingston Council, Kingston CCG and Achieving for Children: Written Statement of Action", "Kingston Council"),
        # two councils, or a trust: whose plan it is must be told
        ("Sunderland City Council, South Tyneside Council and South Tyneside CCG: plan", None),
        ("Leeds City Council and Leeds Teaching Hospitals NHS Trust: plan", None),
    ],
)
def test_a_council_and_its_health_commissioners(title: str, expected: str | None) -> None:
    about = document_to_about(document(f"# {title}", PLAN))
    assert (about.authority, [each.code for each in about.diagnostics]) == (
        expected,
        ["authority-joint" if expected else "authority-ambiguous"],
    )


def test_two_authorities_named_equally_often_are_a_diagnostic() -> None:
    about = document_to_about(document("# Joint plan of Sunderland City Council and South Tyneside Council", PLAN))
    assert about.authority is None
    assert [each.code for each in about.diagnostics] == ["authority-ambiguous"]


def test_two_dates_of_the_inspection_are_a_diagnostic() -> None:
    about = document_to_about(
        document(
            "# Leeds City Council plan",
            "Following the Ofsted inspection in March 2012.",
            "The Ofsted inspection in May 2013 found more.",
            PLAN,
        )
    )
    assert about.inspection.date is None
    assert [each.code for each in about.diagnostics] == ["inspection-date-ambiguous"]


def test_a_more_precise_date_of_the_same_inspection_is_no_second_one() -> None:
    about = document_to_about(
        document("# Leeds City Council plan", "Following the Ofsted inspection in March 2012.", "Inspection dates: 12-23 March 2012", PLAN)
    )
    assert (about.inspection.date, about.diagnostics) == ("2012-03-12/2012-03-23", ())


def test_an_authority_from_the_file_name_is_said() -> None:
    about = document_to_about(document("# Housing", PLAN, name="west-berkshire-2007.pdf"))
    assert about.authority == "West Berkshire Council"
    assert [(each.code, each.severity) for each in about.diagnostics] == [("authority-from-file-name", "info")]


AS_AT = [
    ("Statement submitted 20 November 2018; RAG updated April 2019.", "2019-04"),
    ("Report published 23 May 2014. Progress at 8 August 2014.", "2014-08-08"),
    ("As at June 2012.", "2012-06"),
    ("The actions of this plan were agreed by all of the partners who met in spring. As at June 2012.", "2012-06"),
    ("The actions of this plan were agreed by all of the partners who met in spring. Position as at 3 June 2012.", "2012-06-03"),
    # the date of a figure, in the midst of prose
    ("Of the children who were known to the service and had a plan as at June 2012, ten had moved to another area.", None),
    ("Many children were known to the service and had a plan of their own. As at June 2012 ten had moved.", None),
    # a sentence, however short, dates no plan by a date that stands in it
    ("A new director started in May 2012.", None),
]


@pytest.mark.parametrize(("printed", "expected"), AS_AT)
def test_as_at_in_a_sentence(printed: str, expected: str | None) -> None:
    assert document_to_about(document("# Improvement Plan", printed, PLAN)).plan_date == expected


@pytest.mark.parametrize("name", ["improvement-plan.pdf", "action_log.pdf", "final.pdf", "audit2013.pdf", "12.pdf", ".pdf"])
def test_an_ordinary_word_in_the_file_name_is_no_authority(name: str) -> None:
    about = document_to_about(document("# Improvement Plan", "Audit and Action Log, Final", PLAN, name=name))
    assert (about.authority, about.diagnostics) == (None, ())


def test_a_word_of_the_analyst_wins_and_has_no_place() -> None:
    made = document("# Joint plan of Sunderland City Council and South Tyneside Council", "As at May 2013", PLAN)
    about = document_to_about(made, Overrides(authority="Sunderland City Council", inspection_body="Ofsted", title="Joint plan"))
    assert told(about) == {"title": "Joint plan", "authority": "Sunderland City Council", "plan_date": "2013-05", "body": "Ofsted"}
    assert (sorted(about.places), about.diagnostics) == (["plan_date"], ())


def test_judgements_stand_as_printed() -> None:
    made = document(
        "# Leeds City Council plan",
        "Ofsted inspection, March 2012. Overall effectiveness: Inadequate. Capacity for improvement: adequate",
        PLAN,
    )
    about = document_to_about(made)
    assert about.inspection == Inspection(
        kind="inspection",
        body="Ofsted",
        date="2012-03",
        judgements=("Overall effectiveness: Inadequate", "Capacity for improvement: adequate"),
    )
    # both stand in one paragraph, which is the place of the inspection's date, too
    assert about.places["inspection_judgements"] == about.places["inspection_date"]
    assert len(about.places["inspection_judgements"]) == 1


def test_an_empty_document_says_nothing() -> None:
    assert document_to_about(document()) == About()


EDITIONS = [
    ("Improvement Plan Version 3", "Version 3"),
    ("Improvement Plan v2.1", "v2.1"),
    ("Improvement Plan (Final Draft)", "Final Draft"),
    ("DRAFT Improvement Plan v0.3", "DRAFT, v0.3"),
    ("Improvement Plan - Update 4", "Update 4"),
    ("Improvement Plan: second edition", "second edition"),
    ("Improvement Plan: six month progress report", "six month progress report"),
    ("Improvement Plan: Q2 update", "Q2 update"),
    ("Improvement Plan Revision C", None),
    ("Action Plan – update for Select Committee 18th September 2013", "update"),
    ("Revised Improvement Plan", "Revised"),
    ("Improvement Plan 2013", None),
    ("Plan to draft a policy", None),
    ("Plan for version control", None),
    ("TV1 review", None),
]


@pytest.mark.parametrize(("printed", "expected"), EDITIONS)
def test_edition(printed: str, expected: str | None) -> None:
    assert document_to_about(document(f"# {printed}", PLAN)).edition == expected
