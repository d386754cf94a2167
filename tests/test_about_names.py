"""Names of public bodies in running text."""

from __future__ import annotations

import time

import pytest

from plantrace.normalise.about.bodies import body_words, ordinary_capitals, text_to_bodies, text_to_owner
from plantrace.normalise.vocabulary import default_vocabulary

BODIES = [
    ("Frome Town Council Strategic Plan", ["Frome Town Council"]),
    ("FOREST OF DEAN DISTRICT COUNCIL", ["Forest of Dean District Council"]),
    ("Newton St Cyres Parish Council will seek to develop village services", ["Newton St Cyres Parish Council"]),
    ("Inspection of Bath and North East Somerset Council's services", ["Bath and North East Somerset Council"]),
    ("London Borough of Barking and Dagenham Improvement Plan", ["London Borough of Barking and Dagenham"]),
    ("Royal Borough of Windsor and Maidenhead: Post-Ofsted Action Plan", ["Royal Borough of Windsor and Maidenhead"]),
    ("City of York Council", ["City of York Council"]),
    ("City of Wolverhampton Council – Improvement Plan", ["City of Wolverhampton Council"]),
    ("Stockton-on-Tees Borough Council", ["Stockton-on-Tees Borough Council"]),
    ("STOCKTON-ON-TEES BOROUGH COUNCIL", ["Stockton-on-Tees Borough Council"]),
    ("Action Plan for Telford & Wrekin Council", ["Telford & Wrekin Council"]),
    ("Rotherham Metropolitan Borough Council's response", ["Rotherham Metropolitan Borough Council"]),
    ("Rotherham MBC", ["Rotherham MBC"]),
    ("Rhondda Cynon Taf County Borough Council", ["Rhondda Cynon Taf County Borough Council"]),
    ("Cyngor Gwynedd", ["Cyngor Gwynedd"]),
    ("Cyngor Sir Powys", ["Cyngor Sir Powys"]),
    ("Comhairle nan Eilean Siar", ["Comhairle nan Eilean Siar"]),
    ("Leeds Teaching Hospitals NHS Trust CQC Action Plan", ["Leeds Teaching Hospitals NHS Trust"]),
    ("Northumberland, Tyne and Wear NHS Foundation Trust", ["Northumberland, Tyne and Wear NHS Foundation Trust"]),
    ("Barnet, Enfield and Haringey Mental Health NHS Trust", ["Barnet, Enfield and Haringey Mental Health NHS Trust"]),
    ("University Hospitals of Leicester NHS Trust", ["University Hospitals of Leicester NHS Trust"]),
    ("East of England Ambulance Service NHS Trust", ["East of England Ambulance Service NHS Trust"]),
    ("Betsi Cadwaladr University Health Board", ["Betsi Cadwaladr University Health Board"]),
    ("NHS Greater Glasgow and Clyde Improvement Action Plan", ["NHS Greater Glasgow and Clyde"]),
    ("NHS Bristol CCG", ["NHS Bristol CCG"]),
    ("NHS Surrey Heartlands Integrated Care Board", ["NHS Surrey Heartlands Integrated Care Board"]),
    ("Avon and Somerset Constabulary", ["Avon and Somerset Constabulary"]),
    ("Devon and Cornwall Police HMICFRS tracker", ["Devon and Cornwall Police"]),
    ("West Midlands Fire and Rescue Service", ["West Midlands Fire and Rescue Service"]),
    ("Police Service of Northern Ireland", ["Police Service of Northern Ireland"]),
    ("Sunderland Safeguarding Children Board", ["Sunderland Safeguarding Children Board"]),
    ("Bury Integrated Safeguarding Partnership", ["Bury Integrated Safeguarding Partnership"]),
    ("St Mary's C of E Primary School Action Plan", ["St Mary's C of E Primary School"]),
    ("Ormiston Bushfield Academy", ["Ormiston Bushfield Academy"]),
    ("University of East Anglia Race Equality Action Plan", ["University of East Anglia"]),
    ("Great Places Housing Group", ["Great Places Housing Group"]),
    ("HMP Wormwood Scrubs Action Plan", ["HMP Wormwood Scrubs"]),
    ("Australian Government Department of the Prime Minister and Cabinet", ["Department of the Prime Minister and Cabinet"]),
    ("Department for Communities and Local Government response", ["Department for Communities and Local Government"]),
    ("Lake District National Park Authority", ["Lake District National Park Authority"]),
    ("Slough Children First Improvement Plan", ["Slough Children First"]),
    ("Joint plan of Sunderland City Council and South Tyneside Council", ["Sunderland City Council", "South Tyneside Council"]),
    # a council's service is no body of its own, its housing association is
    ("Castlebrook City Council Housing Service", ["Castlebrook City Council"]),
    ("Leeds City Council Housing Association", ["Leeds City Council Housing Association"]),
    # what the sentence begins with is no part of the name
    ("Progress Report to Members Leeds City Council", ["Leeds City Council"]),
    ("Action Plan Following Inspection of Children's Services in Kent County Council", ["Kent County Council"]),
    # a kind of body is nobody's name
    ("The Council will publish its plan", []),
    ("the Local Safeguarding Children Board", []),
    ("Parish Council Action plan and Work Responsibilities", []),
    ("engagement with the Change Council and other groups", []),
    ("update for CYP Select Committee 18th September 2013", []),
    ("Children in Care Council to be consulted", []),
    ("work with the Police and Health", []),
    ("All Schools to return the audit", []),
    ("Review the policy and report to Council", []),
]


@pytest.mark.parametrize(("printed", "expected"), BODIES)
def test_bodies_of_a_text(printed: str, expected: list[str]) -> None:
    assert [named.name for named in text_to_bodies(printed, default_vocabulary())] == expected


OWNERS = [
    ("TB (7)1.ii Transparency Board Action Log", "Transparency Board"),
    ("LOCAL PUBLIC DATA PANEL – ACTIONS REPORT", "Local Public Data Panel"),
    ("Open Data User Group Action Log", "Open Data User Group"),
    ("Improvement Plan 2013", None),
    ("Board assurance framework", None),
]


@pytest.mark.parametrize(("printed", "expected"), OWNERS)
def test_owner_of_a_log(printed: str, expected: str | None) -> None:
    words = default_vocabulary()
    owner = text_to_owner(printed, body_words(words).owner, words)
    assert (owner.name if owner else None) == expected


CAPITALS = [
    ("NHS BARNSLEY CCG", "NHS Barnsley CCG"),
    ("KING'S LYNN AND WEST NORFOLK BOROUGH COUNCIL", "King's Lynn and West Norfolk Borough Council"),
    ("ON TRACK IN THE WIRRAL", "On Track in the Wirral"),
    ("Leeds CITY Council", "Leeds CITY Council"),
    ("RAG", "RAG"),
]


@pytest.mark.parametrize(("printed", "expected"), CAPITALS)
def test_ordinary_capitals(printed: str, expected: str) -> None:
    assert ordinary_capitals(printed, default_vocabulary()) == expected


def test_a_page_of_bodies_costs_no_more_than_its_length() -> None:
    """Ten thousand bodies in one line, as a hostile file may print them, once took two minutes."""
    started = time.process_time()
    assert text_to_bodies("Police " * 10_000, default_vocabulary()) == []
    assert time.process_time() - started < 5
