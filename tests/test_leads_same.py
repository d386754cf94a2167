"""Whom the leads of one document name, each with its reason."""

from __future__ import annotations

from pathlib import Path

from plantrace.normalise.leads import Party, known_parties, resolve_parties
from plantrace.normalise.model import Lead
from plantrace.normalise.vocabulary import default_vocabulary


def test_abbreviations_in_posts_and_bodies_are_written_out() -> None:
    short, long, dashed = (
        Lead(name, "role") for name in ("HOS Safeguarding", "Head of Service Safeguarding", "Head of Service – Safeguarding")
    )
    glossed, other = Lead("Director of Children’s Services (DCS)", "role"), Lead("Nurse (STNHSFT)", "role")
    assert resolve_parties([short, long, dashed, glossed, other]) == {
        short: Party("Head of Service Safeguarding", "role", "HOS is Head of Service in the vocabulary"),
        long: Party("Head of Service Safeguarding", "role"),
        dashed: Party("Head of Service – Safeguarding", "role"),
        glossed: Party("Director of Children’s Services", "role", "DCS abbreviates it"),
        other: Party("Nurse (STNHSFT)", "role"),
    }


def test_what_the_document_explains_comes_before_the_vocabulary() -> None:
    known = known_parties(["Corporate Monitoring Team (CMT) and the Local Safeguarding Children Board (LSCB)"])
    cmt, board, lscb = Lead("CMT", "group"), Lead("Local Safeguarding Children Board", "group"), Lead("LSCB", "group")
    assert resolve_parties([cmt, board, lscb], known) == {
        cmt: Party("Corporate Monitoring Team", "group", "CMT is Corporate Monitoring Team in this document"),
        board: Party("Local Safeguarding Children Board", "group"),
        lscb: Party("Local Safeguarding Children Board", "group", "LSCB is Local Safeguarding Children Board in this document"),
    }


def test_an_abbreviation_that_is_known_only_beside_others_is_not_written_out() -> None:
    """`CC` beside a council is the county council; in `IRO/CC` it is somebody else."""
    iro = Lead("IRO/CC", "role")
    assert resolve_parties([iro]) == {
        iro: Party("Independent Reviewing Officer/CC", "role", "IRO is Independent Reviewing Officer in the vocabulary")
    }


def test_persons_are_one_only_where_no_other_fits() -> None:
    jane, titled, initial, alone, paul, p = (
        Lead(name, "person") for name in ("Jane Smith", "Cllr Jane Smith", "J Smith", "Jane", "Paul Jones", "P Jones")
    )
    assert resolve_parties([jane, titled, initial, alone, paul, p]) == {
        jane: Party("Jane Smith", "person"),
        titled: Party("Jane Smith", "person", "the same name but for a title"),
        initial: Party("Jane Smith", "person", "no other person named in this document is called J Smith"),
        alone: Party("Jane Smith", "person", "no other person named in this document is called Jane"),
        paul: Party("Paul Jones", "person"),
        p: Party("Paul Jones", "person", "no other person named in this document is called P Jones"),
    }
    john = Lead("John Smith", "person")
    assert resolve_parties([jane, john, initial])[initial] == Party("J Smith", "person")


def test_initials_are_a_person_only_by_a_glossary() -> None:
    initials, other = Lead("SMcL", "initials"), Lead("JH", "initials")
    known = known_parties(["SMcL = Shaun McLurg"])
    assert resolve_parties([initials, other, Lead("Jane Humphreys", "person")], known) == {
        initials: Party("Shaun McLurg", "person", "the document's own glossary"),
        other: Party("JH", "initials"),
        Lead("Jane Humphreys", "person"): Party("Jane Humphreys", "person"),
    }


def test_initials_are_a_person_by_an_analysts_own_list(tmp_path: Path) -> None:
    own = tmp_path / "mine.toml"
    own.write_text('[leads.people]\nSMcL = "Shaun McLurg"\n', "utf-8")
    known = known_parties(["SMcL = Sheila McLean"], default_vocabulary().extended_by(own))
    initials = Lead("SMcL", "initials")
    assert resolve_parties([initials], known) == {initials: Party("Shaun McLurg", "person", "an analyst's own list")}


def test_all_staff_are_no_party() -> None:
    everyone = Lead("All HOS", "all")
    assert resolve_parties([everyone]) == {everyone: Party("All HOS", "all")}
