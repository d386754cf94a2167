"""Lead cells as printed, held to the parties that a person reads in them."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from test_expected_tables import LEADS

from plantrace.extract.document import Cell, Table
from plantrace.normalise.leads import known_parties, read_leads, table_to_explanations
from plantrace.normalise.model import Lead
from plantrace.normalise.vocabulary import default_vocabulary

EXPECTED = Path(__file__).parent / "expected"


def cells(name: str) -> list[tuple[str, tuple[Lead, ...]]]:
    """(printed, expected) for every cell of a table in `expected/`."""
    plans = tomllib.loads((EXPECTED / name).read_text("utf-8"))["plan"]
    return [(printed, tuple(map(lead, parties))) for plan in plans for printed, *parties in plan["cells"]]


def lead(party: str) -> Lead:
    """`person Lynne Goldsmith | Service Manager` -> Lead"""
    kind, rest = party.split(" ", 1)
    name, _, role = rest.partition(" | ")
    return Lead(name, kind, role or None)  # type: ignore[arg-type]


@pytest.mark.parametrize(("printed", "expected"), [cell for name in LEADS for cell in cells(name)])
def test_lead_cell(printed: str, expected: tuple[Lead, ...]) -> None:
    assert read_leads(printed) == expected


def pages() -> list[tuple[tuple[str, ...], str, tuple[str, ...], tuple[Lead, ...]]]:
    found = tomllib.loads((EXPECTED / "leads_pages.toml").read_text("utf-8"))["cell"]
    return [(tuple(c["lines"]), c["text"], tuple(c.get("seen", ())), tuple(map(lead, c["parties"]))) for c in found]


@pytest.mark.parametrize(("lines", "text", "seen", "expected"), pages())
def test_lead_cell_in_a_column_that_wraps(lines: tuple[str, ...], text: str, seen: tuple[str, ...], expected: tuple[Lead, ...]) -> None:
    assert read_leads(text, lines=lines, known=known_parties([*seen, text])) == expected


ABOVE = (Lead("Eco team", "group"), Lead("Mr Clayton", "person"))


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("As above", ABOVE),
        ("ditto", ABOVE),
        ("“", ABOVE),
        # more stands beside the leads above
        ("As above\nMiss Parker", (*ABOVE, Lead("Miss Parker", "person"))),
        # nothing is above in the first row
        ("see above", ABOVE),
    ],
)
def test_as_above(printed: str, expected: tuple[Lead, ...]) -> None:
    assert read_leads(printed, above=ABOVE) == expected
    assert read_leads(printed) == tuple(each for each in expected if each not in ABOVE)


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("HR and Payroll Manager", [("HR and Payroll Manager", "role")]),
        ("IT and Facilities Manager", [("IT and Facilities Manager", "role")]),
        # a post begins behind the department
        ("HR and Deputy Chief Executive", [("HR", "group"), ("Deputy Chief Executive", "role")]),
        ("HR and Service Manager", [("HR", "group"), ("Service Manager", "role")]),
    ],
)
def test_department_and_another_subject_of_one_post(printed: str, expected: list[tuple[str, str]]) -> None:
    assert [(lead.name, lead.kind) for lead in read_leads(printed)] == expected


@pytest.mark.parametrize(
    ("prose", "expected"),
    [
        # who is to do it stands at the head of the sentence
        ("Clerk to ensure review at the Annual Parish Meeting. Plan to run from May to April", (Lead("Clerk", "role"),)),
        ("Janet to put together sub-group to take forward.", (Lead("Janet", "person"),)),
        (
            "Cabinet Office Transparency Team to work with the Department for Transport",
            (Lead("Cabinet Office Transparency Team", "group"),),
        ),
        # a name in a sentence leads nothing
        ("Meg Boustead has met with Jane Wheeler; agreed that the framework will be incorporated into the overall plan", ()),
        ("Template in place and being used. Team Managers are checking this in supervision.", ()),
        ("All assessments need to have multi agency input", ()),
        ("Within 3 months of the publication of the report", ()),
        ("Return the form to the office", ()),
        ("Collects the views of children", ()),
        ("Hold a meeting of partners", ()),
        ("Monitor and challenge performance through the monthly clinic.", ()),
        ("GREEN – see above", ()),
        ("", ()),
        (" \n ", ()),
        ("31/03/2013", ()),
        ("•", ()),
        ("????", ()),
        ("100%", ()),
    ],
)
def test_prose_names_only_who_is_to_do_it(prose: str, expected: tuple[Lead, ...]) -> None:
    assert read_leads(prose) == expected


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        # a dash before a slash is no party that the slash could join to one
        ("– /JS", (Lead("JS", "initials"),)),
        # an accent that a PDF sets beside its letter
        ("Rene \u0301 Smith, JS", (Lead("Rene \u0301 Smith", "group"), Lead("JS", "initials"))),
        ("\u0301", ()),
    ],
)
def test_marks_that_are_no_words(printed: str, expected: tuple[Lead, ...]) -> None:
    assert read_leads(printed) == expected


def test_a_documents_own_glossary() -> None:
    known = known_parties(
        [
            "The Wider Area Partnership (WAP) meets quarterly. The Practice Lead (PL) reports to it.",
            "SMcL = Shaun McLurg\nJH = Jane Humphreys",
            "RB / KS",
            "WAP",
        ]
    )
    assert known.meanings["SMcL"] == ("Shaun McLurg", "person")
    assert known.meanings["WAP"] == ("Wider Area Partnership", "group")
    # three capitals are initials unless the document explains them
    assert read_leads("WAP") == (Lead("WAP", "initials"),)
    assert read_leads("WAP", known=known) == (Lead("WAP", "group"),)
    assert read_leads("PL/JH", known=known) == (Lead("PL", "role"), Lead("JH", "initials"))


def test_a_table_of_initials_says_whose_they_are_whatever_else_they_mean() -> None:
    """`HR` is a department unless the key at the end of the plan says that it is somebody."""
    printed = [
        ["Initials", "Name and post"],
        ["HR", "Hannah Rees, Head of People"],
        ["IT", "Imran Tariq (Head of Digital)"],
        ["LA", "Lucy Ames – Planning"],
        ["CE", "Chief Executive, Ann Ames"],
    ]
    cells = tuple(Cell(text, row, column) for row, texts in enumerate(printed) for column, text in enumerate(texts))
    known = known_parties(table_to_explanations(Table(cells, len(printed), 2, ("docx",) * len(printed))))
    assert [(lead.name, lead.kind) for text in ("HR / IT", "LA", "CE") for lead in read_leads(text, known=known)] == [
        ("HR", "initials"),
        ("IT", "initials"),
        ("LA", "initials"),
        ("CE", "role"),
    ]
    assert [lead.kind for lead in read_leads("HR / IT")] == ["group", "group"]


def test_initials_that_stand_alone_elsewhere_are_no_second_post() -> None:
    assert read_leads("IRO/CC") == (Lead("IRO/CC", "role"),)
    assert read_leads("IRO/JS", known=known_parties(["JS", "IRO/JS"])) == (Lead("IRO", "role"), Lead("JS", "initials"))


def test_an_analysts_own_words(tmp_path: Path) -> None:
    own = tmp_path / "mine.toml"
    own.write_text('[leads.body_abbreviations]\nXYZ = "Example Youth Zone"\n\n[leads.names]\ngiven = ["Wombat"]\n', "utf-8")
    known = known_parties([], vocabulary=default_vocabulary().extended_by(own))
    assert read_leads("XYZ\nWombat", known=known) == (Lead("XYZ", "group"), Lead("Wombat", "person"))
    assert read_leads("XYZ") == (Lead("XYZ", "initials"),)
