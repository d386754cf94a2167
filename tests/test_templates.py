"""Action plan templates in public use: which column is which. Each is the heading row as its publisher prints it, with rows typical of it."""

import pytest

from grids import grid
from plantrace.extract.document import Table
from plantrace.normalise.columns import section_to_columns
from plantrace.normalise.sections import table_to_sections
from plantrace.normalise.vocabulary import default_vocabulary

TEMPLATES = [
    (
        "Home Office, domestic homicide reviews",
        grid(
            "Recommendation | Scope of recommendation i.e. local or regional | Action to take | Lead Agency | Key milestones achieved in enacting recommendation | Target Date | Date of Completion and Outcome",
            "Agencies should train staff in routine enquiry | Local | Deliver routine enquiry training | Health Trust | Training plan agreed | March 2014 | Completed June 2014",
            "Review the referral pathway | Regional | Convene a working group | Police | Group met twice | May 2014 | ",
        ),
        ["recommendation", "other", "action", "lead", "progress", "timescale", "progress"],
    ),
    (
        "NHS trusts, after a CQC inspection",
        grid(
            "Ref | Must do / Should do | CQC finding | Action required | Executive lead | Operational lead | Deadline | Progress update | BRAG | Evidence of completion",
            "MD1 | Must do | Mandatory training was below target | Roll out a training recovery plan | Director of Nursing | Matrons | 30/09/2016 | 84% trained | A | Training report",
            "MD2 | Must do | Medicines were not stored safely | Fit locks to all cupboards | Medical Director | Estates | 31/08/2016 | All fitted | B | Audit",
        ),
        [
            "recommendation_number",
            "recommendation_refs",
            "recommendation",
            "action",
            "lead",
            "other",
            "timescale",
            "progress",
            "rag",
            "evidence",
        ],
    ),
    (
        "councils, after an Ofsted inspection",
        grid(
            "Area for Improvement | What are we going to do? | Who will lead? | When will it be done by? | What difference will it make? | How will we know? | Progress | RAG",
            "Quality of plans | Train all social workers in SMART planning | Head of Service | Dec 2018 | Children have clear plans | 90% of audits good | 60 staff trained | G",
            "Supervision | Launch a new supervision policy | Principal Social Worker | Jan 2019 | Staff are supported | Survey | Drafted | A",
        ),
        ["recommendation", "action", "lead", "timescale", "outcome", "success_measure", "progress", "rag"],
    ),
    (
        "schools, after an Ofsted inspection",
        grid(
            "Objective | Actions | Personnel | Timescale | Resources / Cost | Success Criteria | Monitoring (Who? When? How?) | Evaluation",
            "Raise attainment in writing | Introduce a daily writing lesson | HT, SENCO | Autumn Term 2014 | £500 | 85% at expected level | Governors, termly | ",
            "Improve attendance | Appoint an attendance officer | HT | Spring Term 2015 | £9,000 | 96% attendance | LA | ",
        ),
        ["recommendation", "action", "lead", "timescale", "other", "success_measure", "monitoring", "other"],
    ),
    (
        "internal audit",
        grid(
            "No. | Finding | Risk | Recommendation | Priority | Management Response | Responsible Officer | Implementation Date | Status",
            "1 | Reconciliations were late | Fraud | Reconcile accounts monthly | High | Agreed. A timetable has been set | Head of Finance | 31 March 2015 | Open",
            "2 | Policy is out of date | Error | Update the policy | Low | Agreed. It will be reviewed | Monitoring Officer | 30 June 2015 | Closed",
        ),
        ["recommendation_number", "other", "other", "recommendation", "priority_rating", "action", "lead", "timescale", "status"],
    ),
    (
        "safeguarding boards, serious case reviews",
        grid(
            "No | Recommendation | Key Actions | Evidence | Key Outcomes | Lead Officer | Date | RAG",
            "1 | The Board should audit neglect cases | Multi-agency audit of 20 cases | Audit report | Improved practice | Board Manager | June 2011 | Green",
            "2 | Review the neglect strategy | Task and finish group | Minutes | Clear strategy | Chair | July 2011 | Amber",
        ),
        ["recommendation_number", "recommendation", "action", "evidence", "outcome", "lead", "timescale", "rag"],
    ),
    (
        "police forces, inspectorate recommendations",
        grid(
            "Rec No | HMIC Recommendation | Force Response | Owner | Target Date | Status",
            "1 | Forces should review call handling | A review of call handling has begun | ACC Crime | 31/12/2015 | On track",
            "2 | Forces should train detectives | A course has been commissioned | Head of Training | 31/03/2016 | Complete",
        ),
        ["recommendation_number", "recommendation", "action", "lead", "timescale", "status"],
    ),
    (
        "fire authorities, peer challenge",
        grid(
            "What we need to improve | How we will do it | Who | When | Where are we now",
            "Community engagement | Publish an engagement plan | ACFO | Q2 2016/17 | Draft with members",
            "Appraisals | Simplify the form | Head of HR | Q3 2016/17 | Complete",
        ),
        ["recommendation", "action", "lead", "timescale", "progress"],
    ),
    (
        "health boards, Scotland",
        grid(
            "Improvement action | Timescale | Person responsible | Progress | Date completed",
            "NHS Board must ensure that care plans are completed | 30 June 2013 | Nurse Director | Audit tool introduced | ",
            "NHS Board must improve signage | 31 July 2013 | General Manager, Estates | New signs ordered | 1 August 2013",
        ),
        ["action", "timescale", "lead", "progress", "completed_on"],
    ),
    (
        "councils, equality plans",
        grid(
            "Priority | Action | Lead Service | Completion Date | Outcome | Q1 Update | Q2 Update",
            "Fair recruitment | Review application forms | HR | April 2012 | More diverse workforce | Drafted | Launched",
            "Access to services | Audit reception areas | Customer Services | May 2012 | Accessible buildings | Planned | Done",
        ),
        ["recommendation", "action", "lead", "timescale", "outcome", "progress", "progress"],
    ),
    (
        "one heading over two columns of dates",
        grid(
            "Recommendation | Action | Lead | Timescale | = | Progress",
            "^ | ^ | ^ | Start | End | ^",
            "Improve audits | Audit files | JH | April 2013 | May 2013 | Begun",
            "Improve training | Train staff | KS | June 2013 | July 2013 | Booked",
        ),
        ["recommendation", "action", "lead", "start", "timescale", "progress"],
    ),
]


@pytest.mark.parametrize(("publisher", "table", "expected"), TEMPLATES, ids=[each[0] for each in TEMPLATES])
def test_template(publisher: str, table: Table, expected: list[str]) -> None:
    words = default_vocabulary()
    (section,) = table_to_sections(table, words)
    columns = section_to_columns(section, words)
    assert columns is not None
    assert [column.field for column in columns.columns] == expected
