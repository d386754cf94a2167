"""Leads that are one party, each merge with its reason."""

from __future__ import annotations

from plantrace.normalise.leads import Party, known_parties, resolve_parties
from plantrace.normalise.model import Lead


def test_posts_are_one_once_abbreviations_are_written_out() -> None:
    short, long, dashed, other = (
        Lead(name, "role")
        for name in ("HOS Safeguarding", "Head of Service Safeguarding", "Head of Service – Safeguarding", "Head of Safeguarding")
    )
    assert resolve_parties([short, long, dashed, other]) == {
        short: Party("Head of Service Safeguarding", "role", "HOS is Head of Service in the vocabulary"),
        long: Party("Head of Service Safeguarding", "role"),
        dashed: Party("Head of Service Safeguarding", "role", "the same words"),
        other: Party("Head of Safeguarding", "role"),
    }


def test_what_the_document_explains_comes_before_the_vocabulary() -> None:
    known = known_parties(["Corporate Monitoring Team (CMT) and the Local Safeguarding Children Board (LSCB)"])
    cmt, board, lscb = Lead("CMT", "group"), Lead("Local Safeguarding Children Board", "group"), Lead("LSCB", "group")
    assert resolve_parties([cmt, board, lscb], known) == {
        cmt: Party("CMT", "group"),
        board: Party("Local Safeguarding Children Board", "group"),
        lscb: Party("Local Safeguarding Children Board", "group", "LSCB is Local Safeguarding Children Board in this document"),
    }


def test_persons_are_one_only_where_no_other_fits() -> None:
    jane, titled, initial, alone, paul, p = (
        Lead(name, "person") for name in ("Jane Smith", "Cllr Jane Smith", "J Smith", "Jane", "Paul Jones", "P Jones")
    )
    assert resolve_parties([jane, titled, initial, alone, paul, p]) == {
        jane: Party("Jane Smith", "person"),
        titled: Party("Jane Smith", "person", "the same name but for a title"),
        initial: Party("Jane Smith", "person", "no other person named here is called J Smith"),
        alone: Party("Jane Smith", "person", "no other person named here is called Jane"),
        paul: Party("Paul Jones", "person"),
        p: Party("Paul Jones", "person", "no other person named here is called P Jones"),
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
