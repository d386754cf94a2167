"""Tables as they look -> what each column stands for."""

import pytest

from grids import document, grid
from plantrace.extract.document import Table
from plantrace.normalise.columns import section_to_columns
from plantrace.normalise.plan import read_plan
from plantrace.normalise.sections import table_to_sections
from plantrace.normalise.vocabulary import default_vocabulary

ROWS = ["Audit all open files | Denise Moore | June 2012 | Audit held", "Train all new staff | Bev Boal | May 2013 | Training delivered"]


def fields(table: Table) -> list[str | None] | None:
    words = default_vocabulary()
    (section,) = table_to_sections(table, words)
    columns = section_to_columns(section, words)
    return [column.field for column in columns.columns] if columns else None


SETTLED = [
    ("plain", grid("Action | Lead | By when | Progress", *ROWS), ["action", "lead", "timescale", "progress"]),
    # a column of names is the lead, a column of dates the timescale, whatever stands above them
    ("swapped headings", grid("Action | Timescale | Lead | Progress", *ROWS), ["action", "lead", "timescale", "progress"]),
    ("unknown headings", grid("Action | Wombat | Gruffalo | Progress", *ROWS), ["action", "lead", "timescale", "progress"]),
    ("no headings", grid("Circulate the minutes to all members | KK | New", "Produce test cases for open data | CR | Ongoing"), ["action", "lead", "status"]),
    (
        "a column headed for numbers that holds dates",
        grid("Meeting date & action number | Action | Deadline | Progress", "19/05/2011 | Officials to discuss it | June | On track", "08/02/2011 | Katie to present | May | On track"),
        ["other", "action", "timescale", "progress"],
    ),
    (
        "a number belongs to what stands right of it",
        grid("No. | Recommendation | No. | Action | Who", "1 | Improve audits | 1.1 | Audit files | JH", "2 | Improve training | 2.1 | Train staff | KS"),
        ["recommendation_number", "recommendation", "action_number", "action", "lead"],
    ),
    ("nothing is answered: the number is the action's", grid("Ref | Action | Lead", "1 | Audit files | JH", "2 | Train staff | KS"), ["action_number", "action", "lead"]),
    (
        "one heading over a number and a text",
        grid("Recommendation | = | Action | Lead", "1 | Improve audits | Audit files | JH", "2 | Improve training | Train staff | KS"),
        ["recommendation_number", "recommendation", "action", "lead"],
    ),
    (
        "a numbered action that spans dated deliverables is what they answer",
        grid("Action | Deliverable | Timeline", "12. Establish a working group | Maintain representation | July 2021", "^ | Update its terms | May 2021", "^ | Meet six times a year | May 2022"),
        ["recommendation", "action", "timescale"],
    ),
    (
        "what is to be done is answered by how it will be",
        grid("What do we need to do? | How will we do it? | Who | By when", "Improve chronologies | Issue guidance | JH | May", "Improve plans | Train staff | KS | June"),
        ["recommendation", "action", "lead", "timescale"],
    ),
    (
        "of two columns of actions the one that spans the other is what it answers",
        grid("Key action | Tasks | Who | By when", "Improve chronologies | Issue guidance | JH | May", "^ | Train staff | KS | June"),
        ["recommendation", "action", "lead", "timescale"],
    ),
    (
        "what and how beside a recommendation",
        grid("Recommendation | What | How | Who", "Improve chronologies | Issue guidance | By email | JH", "Improve plans | Train staff | In a day | KS"),
        ["recommendation", "action", "other", "lead"],
    ),
    ("a deliverable beside each action stays a deliverable", grid("Action | Deliverables | Lead", "Audit files | A report | JH", "Train staff | A course | KS"), ["action", "other", "lead"]),
    ("milestones alone are the actions", grid("Improvement | Key Milestones | Lead", "Users' views are used | Gather views | JH", "^ | Hold a conference | KS"), ["recommendation", "action", "lead"]),
    (
        "priority as a grade",
        grid("Recommendation | Priority | Action | Lead", "Improve audits | High | Audit files | JH", "Improve training | Low | Train staff | KS"),
        ["recommendation", "priority_rating", "action", "lead"],
    ),
    (
        "an objective beside a recommendation is the theme",
        grid("Objective | Recommendation | Action | Lead", "Better practice | Improve audits | Audit files | JH", "^ | Improve training | Train staff | KS"),
        ["theme", "recommendation", "action", "lead"],
    ),
    (
        "a label for each objective is its number",
        grid("Priority | Objective | Action | Lead", "Priority 1 | Manageable caseloads | Recruit | JH", "Priority 2 | A stable workforce | Pay more | KS"),
        ["recommendation_number", "recommendation", "action", "lead"],
    ),
    (
        "a label over several objectives is their theme",
        grid("Priority | Objective | Action | Lead", "Priority 1 | Manageable caseloads | Recruit | JH", "^ | A stable workforce | Pay more | KS"),
        ["theme", "recommendation", "action", "lead"],
    ),
    (
        "a priority in words is what is answered, the objective beside it the theme",
        grid("Priority | Objective | Action | Lead", "Workforce | Manageable caseloads | Recruit | JH", "Practice | Clear plans | Train staff | KS"),
        ["recommendation", "theme", "action", "lead"],
    ),
    ("comments beside an update", grid("Action | Update | Comments", "Audit files | Done | See above", "Train staff | Booked | None"), ["action", "progress", "other"]),
    ("ticks beside comments", grid("Action | Who | Done | Comments", "Audit files | JH | ✓ | See above", "Train staff | KS | | Booked"), ["action", "lead", "status", "progress"]),
    ("comments alone", grid("Action | Lead | Comments", "Audit files | JH | See above", "Train staff | KS | None"), ["action", "lead", "progress"]),
    ("monitoring over two columns", grid("Action | Lead | Monitoring | =", "^ | ^ | Who | When", "Audit files | JH | Board | Annual", "Train staff | KS | Board | Annual"), ["action", "lead", "monitoring", "monitoring"]),
    ("assurance over a measure and ratings", grid("Action | Lead | Assurance | =", "^ | ^ | Measures of success | RAG", "Audit files | JH | All audited | G", "Train staff | KS | All trained | A"), ["action", "lead", "success_measure", "rag"]),
]  # fmt: skip


@pytest.mark.parametrize(("case", "table", "expected"), SETTLED, ids=[case for case, _, _ in SETTLED])
def test_columns(case: str, table: Table, expected: list[str]) -> None:
    assert fields(table) == expected


NO_PLANS = [
    grid("Indicator | 17/18 | 18/19 | Variance", "Late notifications | 27 | 43 | +16", "Admin errors | 21 | 6 | -15"),
    grid("Version | Date | Author | Changes", "0.1 | 1 May 2013 | J Smith | First draft", "0.2 | 1 June 2013 | J Smith | Comments added"),
    grid("RED | not started or significant delay", "GREEN | on track"),
    grid("Name | Organisation", "Jane Smith | Stockton Council", "John Brown | Cleveland Police"),
    grid("Name | Signature | Date", "Jane Smith | | 1 May 2013", "John Brown | | 2 May 2013"),
    # a matrix of states without any action
    grid(" | BIS | CO | DfE", "Spend data | Met | Not met | Met", "Organogram | Met | Met | Met"),
]


@pytest.mark.parametrize("table", NO_PLANS)
def test_no_plan(table: Table) -> None:
    words = default_vocabulary()
    assert [section_to_columns(section, words) for section in table_to_sections(table, words)] in ([None], [])


def test_sections_of_one_table() -> None:
    table = grid(
        "Recommendation No. 1 | =",
        "Outcome: better audits | =",
        "What we will do | By when",
        "Audit files | May",
        "Recommendation No. 2 | =",
        "What we will do | By when",
        "Train staff | June",
    )
    read = [
        ([cell.text for cell in section.banners], section.headings, section.rows)
        for section in table_to_sections(table, default_vocabulary())
    ]
    assert read == [
        (["Recommendation No. 1", "Outcome: better audits"], ("What we will do", "By when"), (3,)),
        (["Recommendation No. 2"], ("What we will do", "By when"), (6,)),
    ]


def test_a_title_row_above_the_heading_is_no_heading() -> None:
    table = grid("TB (9)1.ii | Transparency Board Action Log | | ", "No. | Action | Deadline | Progress", "1 | Audit files | May | Done")
    (section,) = table_to_sections(table, default_vocabulary())
    assert (section.headings, section.rows) == (("No.", "Action", "Deadline", "Progress"), (2,))


def test_ratings_under_a_status_heading_are_ratings_and_figures_under_a_target_no_dates() -> None:
    assert fields(grid("Action | Lead | Status | Target", "Audit files | JH | G | 95%", "Train staff | KS | A | 100%")) == [
        "action",
        "lead",
        "rag",
        "other",
    ]


def test_indicators_with_an_action_column_are_statistics() -> None:
    words = default_vocabulary()
    table = grid("Measure | Target | Actual | Action", "Calls answered | 95% | 91% | Review rota", "Letters sent | 90% | 97% | None needed")
    (section,) = table_to_sections(table, words)
    assert section_to_columns(section, words) is None


GUESSED = [
    (
        "an unknown heading beside who and when is the action, the issue stays what it answers",
        grid("Peer team's finding | Next for MFRS | Owner | Deadline", "Retained availability is low | Review the duty system | ACFO | May 2014", "Records are not kept | Procure a new system | GM Ops | June 2014"),
        ["recommendation", "action", "lead", "timescale"],
    ),
    (
        "two unknown columns of prose",
        grid("Wombat | Gruffalo | Owner | Deadline", "Too many children wait here | Hold a panel each fortnight | HoS | May 2014", "Training of carers is patchy | Relaunch the training course | TM | June 2014"),
        ["recommendation", "action", "lead", "timescale"],
    ),
    ("a comment is no lead, whoever makes it", grid("Action | Owner | Officer comment", "Audit files | JH | The site is live now, and staff like it", "Train staff | KS | The course has been booked for May next"), ["action", "lead", "progress"]),
    ("a revised date by its name and its dates", grid("Action | Deadline | Forecast finish", "Audit files | May 2014 | June 2014", "Train staff | June 2014 | July 2014"), ["action", "timescale", "due_revised"]),
    (
        "a number of each row beside what spans two of them is the action's",
        grid("ID | Weakness | Action | Lead", "1.1 | Homes are not surveyed | Survey homes | JH", "1.2 | ^ | Load the data | KS", "1.3 | Alarms are not tested | Test alarms | LM", "2.1 | Calls go unanswered | Review rotas | NO", "2.2 | Tenants are not heard | Hold a forum | PQ"),
        ["action_number", "recommendation", "action", "lead"],
    ),
    ("ratings beside an update are ratings", grid("Action | Lead | Position at May 2014 | Progress (R/A/G)", "Audit files | JH | Ten files were audited | Green", "Train staff | KS | The course is booked | Amber"), ["action", "lead", "progress", "rag"]),
    ("states beside an update say how it stands", grid("Action | Lead | Progress | Completed?", "Audit files | JH | Ten files were audited | Complete", "Train staff | KS | The course is booked | Not started"), ["action", "lead", "progress", "status"]),
    (
        "a word or two over prose that nobody can name are the theme of it",
        grid("Improvement area | Wombat | Action | Lead", "Prevention | Too few homes are visited | Train crews | JH", "^ | Volunteers could be used more | Write a strategy | KS", "Protection | Shops have not been inspected | Inspect shops | LM"),
        ["theme", "recommendation", "action", "lead"],
    ),
    (
        "so are those that say they are answered, too",
        grid("Improvement area | Identified weakness | Action | Lead", "Prevention | Too few homes are visited | Train crews | JH", "^ | Volunteers could be used more | Write a strategy | KS", "Protection | Shops have not been inspected | Inspect shops | LM"),
        ["theme", "recommendation", "action", "lead"],
    ),
    (
        "where things stood before the action is what it answers where an update stands behind it",
        grid("Where are we now? | Action | Lead | Update", "Few of the homes are visited | Train crews | JH | Ten are trained", "Some of the shops have no exits | Inspect shops | LM | Begun in May"),
        ["recommendation", "action", "lead", "progress"],
    ),
    ("numbered standards under an unknown heading are no dates", grid("Finding | Wombat | Action | Lead", "Bells are out of reach | 4.1 Dignified care | Move bells | JH", "Records lie open | 3.4 Information | Lock them | KS"), ["recommendation", None, "action", "lead"]),
    ("labels under an unknown heading", grid("Task ID | Action | Lead", "FS01 | Audit files | JH", "FS02 | Train staff | KS"), ["action_number", "action", "lead"]),
    (
        "several columns that name a lead outright are all leads",
        grid("Action | Executive Lead | Operational Lead | Date", "Audit files | Chief Nurse | Matron | May 2014", "Train staff | Medical Director | Ward Manager | June 2014"),
        ["action", "lead", "lead", "timescale"],
    ),
    (
        "a bare description left of the response is what is responded to",
        grid("AFI | Description | Force response | Owner | Date", "AFI 1 | The force should review its calls | Launch of a new model | ACC | May 2014", "AFI 2 | The force should review its cells | Launch of a new course | DCC | June 2014"),
        ["recommendation_number", "recommendation", "action", "lead", "timescale"],
    ),
    (
        "what was done about a concern is the action where no other column is",
        grid("Matter of concern | Action taken | Who | When", "There was no clear process | The policy has been amended | JH | May 2014", "Risk was not reviewed there | All the staff were trained | KS | June 2014"),
        ["recommendation", "action", "lead", "timescale"],
    ),
    (
        "figures beside an update in words are none",
        grid("Action | Lead | % complete | Narrative", "Audit files | JH | 60% | Four inspectors were appointed", "Train staff | KS | 100% | All of them are trained"),
        ["action", "lead", "other", "progress"],
    ),
    (
        "coloured cells without words are ratings, whatever stands over them",
        grid("Action | Lead | Last month | This month", "Audit files | JH | {FFC000} | {00B050}", "Train staff | KS | {00B050} | {00B050}"),
        ["action", "lead", "rag", "rag"],
    ),
    (
        "a shaded column is no rating",
        grid("Action | Lead | Wombat", "Audit files | JH | {00B050}", "Train staff | KS | {00B050}"),
        ["action", "lead", None],
    ),
    (
        "prose that nobody can name, next before the action, is what it answers",
        grid("Ref | Wombat | Action | Lead", "1 | The trust has no such service yet | Audit files | JH", "2 | The ward has no such nurse yet | Train staff | KS"),
        ["recommendation_number", "recommendation", "action", "lead"],
    ),
    (
        "cells that name who and when under their text",
        grid("Recommendation | Management response", "Cards should be used by one | Agreed. A reminder is due.\\nOwner: Head of Finance\\nTarget date: March 2019", "Receipts should be kept | Agreed.\\nOwner: HR Manager\\nTarget date: April 2019"),
        ["recommendation", "action", "lead", "timescale"],
    ),
    (
        "reviews of each term are updates",
        grid("Action | Who | Autumn review | Spring review", "Map the key knowledge | JH | Done for history alone | Done for art as well", "Buy decodable books | KS | The books are in place | All pupils have them"),
        ["action", "lead", "progress", "progress"],
    ),
    (
        "a full-width row that names a theme does not keep prose from being what the action answers",
        grid("Ref | Ockenden | Action | Lead", "IEA 1: Enhanced safety | = | = | =", "1 | The trust has no such service yet | Audit files | JH", "2 | The ward has no such nurse yet | Train staff | KS"),
        ["recommendation_number", "recommendation", "action", "lead"],
    ),
    (
        "a full-width row that is what they answer does",
        grid("Ref | Wombat | Action | Lead", "Recommendation 1: Be safe | = | = | =", "1 | The trust has no such service yet | Audit files | JH", "2 | The ward has no such nurse yet | Train staff | KS"),
        ["action_number", None, "action", "lead"],
    ),
    (
        "a rating and evidence under a heading for assurance, dates under one for the plan",
        grid("Finding | = | Improvement plan | = | = | Assurance | =", "No | Issue | What we will do | Owner | Planned | RAG | Evidence", "1 | Homes had no certificate | Appoint a contractor | JH | 30/09/2023 | Green | Contracts", "2 | The data was not right | Validate the data | KS | 31/10/2023 | Red | A report"),
        ["recommendation_number", "recommendation", "action", "lead", "timescale", "rag", "evidence"],
    ),
    ("short numbered actions are no dates", grid("Action | Lead", "1.1 Audit files | JH", "1.2 Train staff | KS"), ["action", "lead"]),
    ("one heading for who and when", grid("Action | Lead Officer & Timescale", "Audit files | JH\\n31 May 2012", "Train staff | KS\\nJune 2012"), ["action", "lead", "timescale"]),
    ("two columns that say who answers for it are both leads", grid("Action | Accountable | Responsible | Date", "Audit files | Chief Nurse | Matron | May 2014", "Train staff | Medical Director | Ward Manager | June 2014"), ["action", "lead", "lead", "timescale"]),
    ("a grade of priority in letters is no rating", grid("Challenge | Action | Lead | Priority", "Too few take part | Open on Sundays | JH | A", "Costs are not known | Survey users | KS | B", "Visits have fallen | Advertise | LM | A"), ["recommendation", "action", "lead", "priority_rating"]),
    ("nor one alone", grid("Challenge | Action | Lead | Priority", "Too few take part | Open on Sundays | JH | C"), ["recommendation", "action", "lead", "priority_rating"]),
    ("letters in turn are no grades", grid("Priority | Action | Lead", "A | Open on Sundays | JH", "B | Survey users | KS", "C | Advertise | LM"), ["recommendation", "action", "lead"]),
    (
        "a start and a forecast finish are when it starts and when it is due",
        grid("Action | Owner | Baseline start | Forecast finish", "Audit files | JH | May 2014 | June 2014", "Train staff | KS | June 2014 | July 2014"),
        ["action", "lead", "start", "timescale"],
    ),
    (
        "next steps are the action where nothing else is, what a peer review found the issue",
        grid("Shortcoming seen by peer review | Next steps | Owner | Deadline", "Nobody chairs the panel at present | Appoint a new chair of the panel | JH | May 2014", "Too few staff refer to it | Train all the staff in referral | KS | June 2014"),
        ["recommendation", "action", "lead", "timescale"],
    ),
    ("next steps beside an action stay what they are", grid("Action | Lead | Progress | Next steps", "Audit files | JH | Ten audited | Audit the other ten", "Train staff | KS | Booked | Attend the course"), ["action", "lead", "progress", "other"]),
    (
        "posts under a heading that nobody knows are no action",
        grid("Wombat | Gruffalo | Deadline | Update", "Open the hub to all residents | Service Manager for Housing | May 2014 | Leased", "Train staff who answer calls | Head of Customer Services | June 2014 | Booked", "Print a new tenants' handbook | Head of Communications | July 2014 | Printed", "Visit each of the sites | Visits Officer (from 2014) | July 2014 | Visited"),
        ["action", None, "timescale", "progress"],
    ),
    ("what is wanted, before the action, is an objective", grid("What we want to achieve | Action | Lead | KPI", "Residents are safe | Open a hub | JH | 400 visits", "Residents are heard | Hold a meeting | KS | 80 attend"), ["recommendation", "action", "lead", "success_measure"]),
    ("beside one it is the outcome", grid("Finding | What we want to achieve | Action | Lead", "Residents are not safe | Safe streets | Open a hub | JH", "Nobody listens | Good meetings | Hold a meeting | KS"), ["recommendation", "outcome", "action", "lead"]),
    (
        "an unknown heading over cells that each span several of what is answered is the theme",
        grid("Wombat | Finding | Action | Lead", "Protection | Homes have no alarms | Fit alarms | JH", "^ | Shops have no exits | Serve notices | KS", "People | Crews are not trained | Train crews | LM", "^ | Staff are not heard | Hold a forum | NO"),
        ["theme", "recommendation", "action", "lead"],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("case", "table", "expected"), GUESSED, ids=[case for case, _, _ in GUESSED])
def test_columns_by_content(case: str, table: Table, expected: list[str]) -> None:
    assert fields(table) == expected


STRANGE = ("Audit ten files a month | Jane Smith | 31/03/2014 | Green", "Train all social workers | Tom Jones | 30/06/2014 | Amber", "Review the thresholds | Sue Black | 31/07/2014 | Red")  # fmt: skip


@pytest.mark.parametrize("strange", ["Zork | Blib | Wum | Fle", "Camau | Arweinydd | Erbyn pryd | Statws", "Action | Blib | Wum | Fle", "Zork | Lead | Wum | Fle", "Zork | Blib | Timescale | Fle", "Zork | Blib | Wum | RAG"])  # fmt: skip
def test_headings_that_nobody_knows_are_headings_by_what_stands_below_them(strange: str) -> None:
    plan = read_plan(document(grid(strange, *STRANGE)))
    assert [(action.text, action.leads[0].name, str(action.due), action.rating.rag) for action in plan.actions] == [
        ("Audit ten files a month", "Jane Smith", "2014-03-31", "green"),
        ("Train all social workers", "Tom Jones", "2014-06-30", "amber"),
        ("Review the thresholds", "Sue Black", "2014-07-31", "red"),
    ]
    assert strange.startswith("Action") or [each.code for each in plan.diagnostics] == ["heading-ambiguous"]


def test_persons_and_dates_alone_make_no_plan_of_a_list() -> None:
    rows = ("Meeting of the whole board | Hull | 01/02/2014 | Jane Smith", "Visit to the new home | Leeds | 01/03/2014 | Tom Jones")
    assert read_plan(document(grid("Thing | Where | Day | Person", *rows))).actions == ()


def test_who_keeps_watch_and_how_often_is_the_monitoring() -> None:
    """`Timescale` beside a start date says here how often the steering group looks."""
    table = grid(
        "No. | Description | Delivery team | Start date | Timescale",
        "M1 | Encourage walking to school | Health Team | 2007 | Annual\\nSteering Group",
        "M2 | Promote car sharing | Transport Policy | 2008 | Termly - Governors",
    )
    assert [(a.timescale_raw, a.monitoring) for a in read_plan(document(table)).actions] == [
        ("2007", "Annual\nSteering Group"),
        ("2008", "Termly - Governors"),
    ]
    # without another date it is all that the plan says of when
    alone = grid("Action | Lead | Timescale", "Audit files | JH | Annual\\nSteering Group", "Train staff | RB | Termly - Governors")
    assert [(a.timescale_raw, a.monitoring) for a in read_plan(document(alone)).actions] == [
        ("Annual\nSteering Group", None),
        ("Termly - Governors", None),
    ]


def test_indicators_beside_actions_leave_them_a_plan() -> None:
    table = grid(
        "Recommendation | Action | KPI | Baseline | Actual | Q3 | RAG",
        "Improve supervision | Audit supervision files | % supervised | 45% | 80% | 62% | Green",
        "Improve plans | Train all new staff | Plans reviewed | 10 | 50 | 44 | Red",
    )
    assert fields(table) == ["recommendation", "action", "success_measure", "other", "other", None, "rag"]
    # indicators with their targets, and nothing to be done, are none
    assert fields(grid("Indicator | Baseline | Target | Actual", "% in time | 45% | 80% | 62%", "Re-referrals | 10 | 50 | 44")) is None
