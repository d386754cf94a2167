"""Leads of many documents -> parties: what is one, why, and how a person parts or joins them."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from sqlalchemy import Connection, text

from grids import document, grid
from hand_made import document_of
from plantrace.load.database import memory_database
from plantrace.load.runs import begin_run
from plantrace.load.store import forget, store_document
from plantrace.normalise.leads import known_parties, resolve_parties
from plantrace.normalise.model import Lead, LeadKind
from plantrace.normalise.plan import read_plan
from plantrace.trace.parties import NoSuchParty, PartyVerdict, PrintedName, SeveralParties, names_to_parties, say, unsay
from plantrace.trace.refresh import refresh

STOCKTON, SUNDERLAND = "Stockton-on-Tees Borough Council", "Sunderland City Council"


def printed(authority: str | None, plan: str, *names: tuple[str, LeadKind]) -> list[PrintedName]:
    """The names of one document, each leading one row, with what the document itself tells of them."""
    found = resolve_parties(Lead(name, kind) for name, kind in names)
    return [
        PrintedName(plan, plan, authority, lead.name, lead.kind, party.name, party.kind, party.reason, frozenset({f"{plan} {number}"}))
        for number, (lead, party) in enumerate(found.items())
    ]


def told(names: list[PrintedName], *verdicts: PartyVerdict) -> list[tuple[str | None, str, str, dict[str, str | None]]]:
    """(authority, name, kind, {name as printed: reason}) of each party."""
    return [
        (party.authority, party.name, party.kind, {each.name: party.reasons[each] for each in party.names})
        for party in names_to_parties(names, verdicts)
    ]


def test_initials_that_a_glossary_explains_are_the_person_though_no_cell_prints_the_name() -> None:
    known = known_parties(["SMcL = Shaun McLurg"])
    (party,) = resolve_parties([Lead("SMcL", "initials")], known).values()
    names = [PrintedName("2013", "2013", STOCKTON, "SMcL", "initials", party.name, party.kind, party.reason, frozenset({"1"}))]
    assert told(names) == [(STOCKTON, "Shaun McLurg", "person", {"SMcL": "the document's own glossary"})]


def test_posts_of_an_authority_are_one_over_its_documents() -> None:
    names = [
        *printed(STOCKTON, "2013", ("HOS Safeguarding", "role"), ("Director of Quality", "role")),
        # the plan of 2017 is known by the place in its file's name
        *printed(
            "Stockton", "2017", ("Head of Service – Safeguarding", "role"), ("Quality Director", "role"), ("Head of Safeguarding", "role")
        ),
        *printed(STOCKTON, "2018", ("Head of Service – Safeguarding", "role"), ("Director of Quality", "role")),
    ]
    assert told(names) == [
        (STOCKTON, "Director of Quality", "role", {"Director of Quality": None, "Quality Director": "the same words in another order"}),
        (STOCKTON, "Head of Safeguarding", "role", {"Head of Safeguarding": None}),
        (
            *(STOCKTON, "Head of Service – Safeguarding", "role"),
            {"HOS Safeguarding": "HOS is Head of Service in the vocabulary", "Head of Service – Safeguarding": None},
        ),
    ]


def test_authorities_share_no_party_but_national_bodies() -> None:
    names = [
        *printed(
            STOCKTON, "a", ("Director of Children's Services", "role"), ("SMT", "group"), ("Ofsted", "group"), ("Jane Smith", "person")
        ),
        *printed(
            SUNDERLAND, "b", ("Director of Children's Services", "role"), ("SMT", "group"), ("OFSTED", "group"), ("Jane Smith", "person")
        ),
        *printed(SUNDERLAND, "c", ("CQC", "group"), ("Care Quality Commission", "group")),
    ]
    assert [(authority, name, list(variants)) for authority, name, _, variants in told(names)] == [
        (None, "Care Quality Commission", ["CQC", "Care Quality Commission"]),
        (None, "Ofsted", ["Ofsted", "OFSTED"]),
        *((each, name, [name]) for each in (STOCKTON, SUNDERLAND) for name in ("Director of Children's Services", "Jane Smith", "SMT")),
    ]


def test_documents_that_name_no_authority_stand_alone() -> None:
    names = [*printed(None, "a", ("Head of Service", "role")), *printed(None, "b", ("Head of Service", "role"))]
    assert sorted(sorted(party.documents) for party in names_to_parties(names)) == [["a"], ["b"]]


def test_persons_over_documents() -> None:
    names = [
        *printed(
            STOCKTON, "2013", ("Cllr Jane Smith", "person"), ("Paul Jones", "person"), ("Peter Jones", "person"), ("Mr Clayton", "person")
        ),
        *printed(STOCKTON, "2014", ("J. Smith", "person"), ("P Jones", "person"), ("Mr Clayton", "person")),
    ]
    assert told(names) == [
        (
            *(STOCKTON, "Jane Smith", "person"),
            {
                "Cllr Jane Smith": "the same name but for a title",
                "J. Smith": f"no other person named by {STOCKTON} is called J. Smith",
            },
        ),
        # a surname alone may be another's in another plan
        (STOCKTON, "Mr Clayton", "person", {"Mr Clayton": None}),
        (STOCKTON, "Mr Clayton", "person", {"Mr Clayton": None}),
        (STOCKTON, "P Jones", "person", {"P Jones": None}),
        (STOCKTON, "Paul Jones", "person", {"Paul Jones": None}),
        (STOCKTON, "Peter Jones", "person", {"Peter Jones": None}),
    ]


def test_initials_are_one_within_a_plan_alone() -> None:
    names = [
        *printed(STOCKTON, "2013", ("RB", "initials")),
        *(replace(each, document_id="2013 in Word") for each in printed(STOCKTON, "2013", ("RB", "initials"))),
        *printed(STOCKTON, "2017", ("RB", "initials"), ("All", "all")),
    ]
    assert sorted(sorted(party.documents) for party in names_to_parties(names)) == [["2013", "2013 in Word"], ["2017"]]


def test_a_person_parts_what_was_merged() -> None:
    names = printed(STOCKTON, "2013", ("HOS Safeguarding", "role"), ("Head of Service Safeguarding", "role"))
    apart = PartyVerdict(STOCKTON, "HOS Safeguarding", "Head of Service Safeguarding", "apart")
    for verdict in (apart, replace(apart, name=apart.other, other=apart.name)):
        assert told(names, verdict) == [
            (STOCKTON, "HOS Safeguarding", "role", {"HOS Safeguarding": None}),
            (STOCKTON, "Head of Service Safeguarding", "role", {"Head of Service Safeguarding": None}),
        ]
    # it was said of Stockton
    elsewhere = printed(SUNDERLAND, "2013", ("HOS Safeguarding", "role"), ("Head of Service Safeguarding", "role"))
    assert len(told(elsewhere, apart)) == 1


def test_a_person_joins_what_was_not() -> None:
    names = [*printed(STOCKTON, "2013", ("RB", "initials")), *printed(STOCKTON, "2017", ("RB", "initials"), ("Mr Brown", "person"))]
    # no document prints the name
    assert told(names, PartyVerdict(STOCKTON, "RB", "Rob Brown", "same", "minutes of May 2013")) == [
        (STOCKTON, "Mr Brown", "person", {"Mr Brown": None}),
        (STOCKTON, "Rob Brown", "person", {"RB": "a person said so: minutes of May 2013"}),
    ]
    both = (PartyVerdict(STOCKTON, "RB", "Rob Brown", "same"), PartyVerdict(STOCKTON, "Mr Brown", "Rob Brown", "same"))
    assert told(names, *both) == [(STOCKTON, "Rob Brown", "person", {"RB": "a person said so", "Mr Brown": "a person said so"})]


PLANS = {
    "a": "HOS Safeguarding\nJS",
    "b": "Head of Service Safeguarding\nJane Smith",
    "c": "Head of Service - Safeguarding",
}
"""Letter of a document -> the lead of its one row."""


def import_plan(connection: Connection, letter: str, authority: str = STOCKTON) -> None:
    table = grid("Action | Lead | Timescale", f"Audit files {letter} | {PLANS[letter]} | May 2013".replace("\n", "\\n"))
    glossary = grid("Name | Initials", "Jane Smith | JS") if letter == "a" else None
    plan = read_plan(document(table, *([glossary] if glossary else [])))
    store_document(connection, document_of(letter), replace(plan, authority=authority, title=f"Plan {letter}"), begin_run(connection, {}))


@pytest.fixture
def archive() -> Connection:
    connection = memory_database().connect()
    for letter in PLANS:
        import_plan(connection, letter)
    refresh(connection)
    return connection


def listed(connection: Connection) -> list[tuple[str, str, int, int, dict[str, str | None]]]:
    found = connection.execute(text("SELECT name, kind, rows, documents, variants FROM parties WHERE kind <> 'initials' ORDER BY name"))
    return [(*row[:4], {each["name"]: each["reason"] for each in json.loads(row[4])}) for row in found]


SERVICE = (
    *("Head of Service Safeguarding", "role", 3, 3),
    {
        "HOS Safeguarding": "HOS is Head of Service in the vocabulary",
        "Head of Service - Safeguarding": "the same words",
        "Head of Service Safeguarding": None,
    },
)


def test_the_database_holds_one_party_and_every_row_that_it_leads(archive: Connection) -> None:
    assert listed(archive)[0] == SERVICE
    rows = archive.execute(text("SELECT printed FROM lead_parties WHERE party = 'Head of Service Safeguarding' ORDER BY printed"))
    assert list(rows.scalars()) == ["HOS Safeguarding", "Head of Service - Safeguarding", "Head of Service Safeguarding"]


def test_what_a_person_said_outlives_a_document_and_is_taken_back(archive: Connection) -> None:
    party = say(archive, "HOS Safeguarding", "Head of Service Safeguarding", "apart", note="two posts since 2012")
    alone = ("HOS Safeguarding", "role", 1, 1, {"HOS Safeguarding": None})
    assert (party.name, listed(archive)[0]) == ("HOS Safeguarding", alone)
    forget(archive, "a" * 64)
    refresh(archive)
    assert alone not in listed(archive)
    import_plan(archive, "a")
    refresh(archive)
    assert alone in listed(archive)
    assert unsay(archive, "Head of Service Safeguarding", "HOS Safeguarding") == 1
    assert listed(archive)[0] == SERVICE


def test_what_cannot_be_said(archive: Connection) -> None:
    with pytest.raises(NoSuchParty, match="Head of Nothing"):
        say(archive, "Head of Nothing", "Head of Service Safeguarding", "same")
    with pytest.raises(NoSuchParty, match="one party with 'Jane Smith' nowhere"):
        say(archive, "HOS Safeguarding", "Jane Smith", "apart")
    archive.execute(text("UPDATE documents SET authority = :other WHERE document_id = :id"), {"other": SUNDERLAND, "id": "c" * 64})
    archive.execute(text("UPDATE leads SET name = 'HOS Safeguarding' WHERE name = 'Head of Service - Safeguarding'"))
    with pytest.raises(SeveralParties, match=f"{STOCKTON}, {SUNDERLAND}"):
        say(archive, "HOS Safeguarding", "Anne Other", "same")
    assert say(archive, "HOS Safeguarding", "Anne Other", "same", authority="Sunderland").authority == SUNDERLAND
