"""Genuine files as they were published, each row held against what stands on the page: each was compared with a picture of its page.

Long texts are given by how they begin and end. The files lie beside the checkout.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from plantrace.extract.read import read
from plantrace.normalise.plan import read_plan
from plantrace.normalise.values import action_to_values

GENUINE = Path(__file__).resolve().parents[2] / "shared" / "corpus" / "real"

ROWS: dict[str, tuple[tuple[str, ...], list[tuple[str | None, ...]]]] = {
    "dgu_LPDP_terms_tasks_2013-10.pdf": (
        ("action_number", "action", "timescale_raw", "lead_raw"),
        [
            ("1", "Produce a web page on ... ‘local’ area on data.gov.uk).", "January 2012 December 2013", "Will Perrin"),
            (
                "2",
                "Open data and planning –work ... involved in neighbourhood planning.",
                "November 2011 (brought forward) July 2013",
                "Sub-group",
            ),
            ("3", "Agree a set of principles ... Advisory Group on Procurement.", "May 2012 (brought forward) December 2013", "Sub-group"),
            (
                "4",
                "Work with the National Fraud ... fraud, without compromising transparency.",
                "August 2012 (brought forward) December 2013",
                "Jos Creese",
            ),
            (
                "5",
                "Support and challenge DCLG officials ... Recommended Practice on Transparency.",
                "December 2012 March 2014",
                "Nigel Shadbolt",
            ),
            ("6", "Provide strategic support to DCLG ... Department’s Open Data Strategy.", "March 2013 December 2013", "Nigel Shadbolt"),
            (None, "Review of progress to Secretary of State.", "January 2013 July 2013 January 2014", "Nigel Shadbolt"),
        ],
    ),
    "dgu_ODUG_action_log_2013-07.pdf": (
        ("theme", "action", "lead_raw", "progress"),
        [
            ("Secretariat", "Circulate minutes and actions from fifteenth meeting", "KK", "New"),
            ("Secretariat", "Publish note and actions from fifteenth meeting on data.gov.uk", "KK", "New"),
            ("Collaboration Space", "ODUG members to email HS ... magnitude of the task", "All", "New"),
            ("Collaboration Space", "Establish date and objectives for the ODUG event", "All", "Ongoing"),
            ("ODUG Benefits Cases", "Produce test cases for uses of OS Open Data", "CR", "New"),
            ("ODUG Benefits Cases", "Correspond with relevant departments to ... with current OS restrictions", "GS", "New"),
            ("ODUG Benefits Cases", "Refine benefits case in light of ODUG comments", "JTe", "New"),
            ("ODUG Benefits Cases", "Correspond with DfT about the withholding of VIN numbers", "KK", "New"),
            ("ODUG Benefits Cases", "Draft ODUG’s response to the HMRC consultation on open data", "DL", "New"),
            ("ODUG Terms of Reference", "Update in light of amendments suggested at the fifteenth meeting", "KK", "New"),
            ("APIs and Risk Register", "Review for next meeting", "KK/HS", "Ongoing"),
            ("Launch of Membership Refresh", "Publish and publicise membership refresh", "KK", "New"),
            ("Launch of Membership Refresh", "In August, collate, assess and ... for approval to MCO.", "HS/KK", "New"),
            ("Other", "Produce a summary of data resulting from academic research", "KK", "New"),
            ("Other", "List of talks given by ... events to go to", "KK", "Ongoing"),
            ("Other", "Produce a mission statement for ODUG", "KK", "New"),
            ("Other", "Monitor progress on data requests", "JT", "Ongoing"),
            ("Other", "Check on progress of data release from Charity Commission", "KK", "New"),
            ("Other", "Circulate slides on the NII to group.", "KK", "New"),
        ],
    ),
    "dgu_TB04_status_update_actions_2011-01-11.pdf": (
        ("action", "timescale_raw", "progress", "rag", "status"),
        [
            ("Cabinet Office Transparency Team to ... Reference for the review.", "11.01.11", "Completed", "blue", "complete"),
            (
                "Cabinet Office Transparency Team to ... the Right to Data.",
                "Late Spring 2011",
                "On track for due date",
                "green",
                "on_track",
            ),
            (
                "Cabinet Office Transparency Team to ... Board as work progresses.",
                "Monthly ongoing",
                "On track for due date",
                "green",
                "on_track",
            ),
            ("The Cabinet Office Transparency Team ... the next Transparency Board.", "11.01.11", "Plan in place", "amber", "at_risk"),
            ("Minister for the Cabinet Office ... on a regular basis.", "Monthly ongoing", "On track for due date", "green", "on_track"),
            ("Cabinet Office Transparency Team to ... to the Transparency Board.", "11.01.11", "Plan in place", "amber", "at_risk"),
            ("Cabinet Office Transparency Team with ... to go about this.", "11.01.11", "Plan in place", "amber", "at_risk"),
            ("At the request of the ... in a non-executive capacity.", "January 2011", "Completed", "blue", "complete"),
            ("Cabinet Office Transparency Team to ... regular date and time.", "11.01.11", "Completed", "blue", "complete"),
        ],
    ),
    "dgu_TB08_action_log_2011-07-19.pdf": (
        ("action", "timescale_raw", "progress", "rag", "status"),
        [
            ("Cabinet Office Transparency Team to ... next phase of work.", "Ongoing", "On track", "green", "on_track"),
            ("Cabinet Office Transparency Team with ... to go about this", "Ongoing", "On track", "green", "on_track"),
            ("Cabinet Office Transparency Team to ... a Transport Sector Panel.", "Ongoing", "On track", "green", "on_track"),
            ("Transparency Board members to be ... post legislative scrutiny processes.", "Ongoing", "On track", "green", "on_track"),
            ("Cabinet Office Transparency Team to ... interim report on data.gov.uk", "Ongoing", "On track", "green", "on_track"),
            ("Cabinet Office Transparency Team to ... to release going forward.", "Ongoing", "On track", "green", "on_track"),
            ("Transparency Board members to be ... to do the same", "Ongoing", "On track", "green", "on_track"),
            ("Transparency Board to invite the ... from his view point.", "September", "Plan in place", "amber", "at_risk"),
            ("The Transparency Director will present ... a future Transparency Board.", "September", "Plan in place", "amber", "at_risk"),
            ("Cabinet Office Transparency Team to ... public statement of support.", "Ongoing", "Plan in place", "amber", "at_risk"),
            ("Tim Kelsey to present a ... a data.gov.uk steering group", "September", "Plan in place", "amber", "at_risk"),
            ("Transparency Board and MCO to ... of offender level information.", "September", "Plan in place", "amber", "at_risk"),
            ("URI project team to discuss ... bidding for Government contracts.", "August", "Plan in place", "amber", "at_risk"),
            ("URI project team to engage ... and contracts with charities.", "August", "Place in place", "amber", "at_risk"),
            ("Companies House to discuss licensing ... Cabinet Office Transparency Team", "August", "Plan in place", "amber", "at_risk"),
            ("HMT financial reporting policy team ... recommended by the Board.", "August", "Plan in place", "amber", "at_risk"),
            ("Transparency team officials to liaise ... of geo special addressing.", "August", "Plan in place", "amber", "at_risk"),
            ("CLG to provide the Transparency ... data provider for comment.", "August", "Plan in place", "amber", "at_risk"),
            ("Officials to discuss URI project with BIS", "June", "Complete", "blue", "complete"),
            ("Home Office team to share ... with the Transparency Board.", "June", "Completed", "blue", "complete"),
            ("A letter from the MCO ... new Sector Transparency Boards", "June", "Completed", "blue", "complete"),
        ],
    ),
    "dgu_LPDP_action_report_march.doc": (
        ("recommendation", "action", "progress", "status"),
        [
            (
                "Benefits of Transparency",
                "Janet to develop the paper ... discussed at next meeting.",
                "Draft Paper/ work in progress attached to facilitate discussion.",
                None,
            ),
            (
                "FOI",
                "Janet to make a submission ... Committee review of FOI.",
                "Completed, and published on Data.Gov.Uk - http://ow.ly/1GqO7O",
                "complete",
            ),
            (
                "FOI",
                "DCLG to clarify position regarding the ability to mandate procurement.",
                "Completed. Local authorities are responsible ... made by local authorities.",
                "complete",
            ),
            (
                "Government’s Autumn Statement (re Public ... and Data Strategy Board?)",
                "Nigel and Janet to formulate ... still to be met.",
                "Incorporated within the draft paper ... a statement post discussion.",
                None,
            ),
            (
                "Digital Collaboration",
                "It was agreed Chris and ... meeting regarding public participation.",
                "Complete. William Barker followed up ... March with Customer Focus.",
                "complete",
            ),
            (
                "CIPFA datasets",
                "DCLG to clarify with CIPFA ... meeting CIPFA’s charitable purpose.",
                "Following discussions with CIPFA, they ... in the short term.",
                None,
            ),
            (
                "FOI and Local Authority contracts.",
                "Panel to consider providing template/guidance ... sub-group to take forward.",
                "Ongoing.",
                None,
            ),
            (
                "Public Data Corporation Consultation",
                "Request for CO to ensure ... meeting on 25 October.",
                "There is still no intention ... was on 18th January.",
                None,
            ),
            ("Arms Length Body data", "Cabinet Office to provide report ... importance, using traffic lights.", "Still ongoing.", None),
            (
                "Role of CIPFA",
                "Consider ongoing CIPFA role further ... and possible sub group.",
                "To be considered within the ... discussion at March meeting.",
                None,
            ),
            (
                "Birmingham City Council presentation",
                "Secretariat to arrange for Birmingham ... social and political benefits”.",
                "Malkiat Thiarai (head of Corporate ... at the March meeting.",
                None,
            ),
            ("Unique Property Identifiers", "Secretariat to circulate paper on UPI’s before next meeting.", "Paper attached.", None),
            ("LGInform", "Olivia to see if this ... use of open data?", "Looking to set up presentation ... success of LG Inform.", None),
        ],
    ),
}
"""File -> the fields that it has columns for, and its rows."""

ROWS["dgu_LPDP_terms_tasks_2013-10.doc"] = ROWS["dgu_LPDP_terms_tasks_2013-10.pdf"]


def _brief(text: str) -> str:
    words = text.split()
    return " ".join(words) if len(words) <= 10 else f"{' '.join(words[:5])} ... {' '.join(words[-4:])}"


@pytest.mark.parametrize("name", ROWS)
def test_every_row_is_what_stands_on_the_page(name: str) -> None:
    if not (GENUINE / name).exists():
        pytest.skip("the genuine files lie in ../shared/corpus/real beside the checkout")
    if name.endswith(".doc") and shutil.which("soffice") is None:
        pytest.skip("needs soffice")
    fields, rows = ROWS[name]
    plan = read_plan(read(GENUINE / name))
    said = [action_to_values(action) for action in plan.actions]
    assert [tuple(_brief(str(values[field])) if values.get(field) else None for field in fields) for values in said] == rows
    assert plan.account.left_over == ()
