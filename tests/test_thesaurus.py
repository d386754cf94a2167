"""The vocabulary of inspections: which words name one thing."""

from __future__ import annotations

from pathlib import Path

import pytest

from plantrace.trace.recurrence import Thesaurus, ThesaurusError, domain_thesaurus, read_thesaurus
from plantrace.trace.recurrence.thesaurus import longest_spans
from plantrace.trace.recurrence.wording import matter_and_purpose, plain_words, stems, words


@pytest.mark.parametrize(
    ("printed", "concepts"),
    [
        ("Care plans for LAC", ["care plans", "looked after children"]),
        ("children in care", ["looked after children"]),
        ("Children's views are recorded", ["voice of the child"]),
        # An abbreviation with a small plural s, or written with a small letter.
        ("CAMHs waiting times", ["child and adolescent mental health", "waiting times"]),
        ("caseloads of IROs", ["caseloads", "independent reviewing officers"]),
        # `lac` in small letters is no abbreviation.
        ("lac de Genève", []),
        # In a heading in capitals abbreviations cannot be told; words still can.
        ("RECRUITMENT AND RETENTION", ["recruitment", "retention"]),
        # The longer phrase wins: private fostering is another matter than fostering.
        ("private fostering arrangements", ["private fostering"]),
        # `improve quality` is what every plan says: it gives way to `quality assurance`.
        ("Improve quality assurance", ["quality assurance"]),
        # Adopting a policy is no adoption.
        ("adopt a new vision", ["leadership"]),
        # Whom it is about is one concept (tenants), that they are to be asked another.
        ("damp and mould in tenants' homes", ["damp and mould", "tenants"]),
        ("listen to tenants", ["tenant involvement"]),
        ("use of stop & search", ["stop and search"]),
        # Inspectors write of each of these by itself; one concept for all would make every plan for a hospital or a school recur.
        ("EHC plans are late", ["education, health and care plans", "timeliness"]),
        ("DNACPR forms, sepsis and VTE", ["resuscitation decisions", "deteriorating patients", "venous thromboembolism"]),
        ("pupils eligible for the pupil premium", ["disadvantaged pupils"]),
        ("gas safety, stock condition and damp", ["gas safety", "condition of homes", "damp and mould"]),
        ("ACCT documents and time out of cell", ["self-harm and suicide", "time out of cell"]),
        ("vetting of detectives", ["vetting", "detectives"]),
        # The verb of a noun.
        ("people who complained, pupils excluded from school", ["complaints", "school exclusion"]),
        ("faults not repaired", ["repairs and maintenance"]),
        # A sergeant who checks a form is a supervisor; that is no supervision of staff.
        ("checked by a supervisor", []),
        ("staff are not supervised", ["supervision"]),
        # What is said in everyday words, none of them the name of the matter.
        ("properties stand vacant", ["voids and lettings"]),
        ("re-let empty homes", ["voids and lettings"]),
        ("time taken between lettings", ["voids and lettings"]),
        # One word, two matters: a handover of patients and of a case, a bell in a cell and on a ward, refuse and to refuse.
        ("nursing handovers; case handover", ["handover between staff", "step down and transfer"]),
        ("cell bells and call bells", ["living conditions", "answering call bells"]),
        ("refuse collection where residents refuse", ["waste and recycling"]),
        ("", []),
    ],
)
def test_concepts_named(printed: str, concepts: list[str]) -> None:
    assert [mention.concept for mention in domain_thesaurus().mentions(words(printed))] == concepts


def test_a_mention_keeps_the_words_as_printed() -> None:
    (mention,) = domain_thesaurus().mentions(words("Strengthen case-file audits"))
    assert (mention.concept, mention.words) == ("quality assurance", "case file audits")


def test_every_concept_is_found_by_its_own_name() -> None:
    thesaurus = domain_thesaurus()
    strangers = [name for name in thesaurus.concepts if name not in {mention.concept for mention in thesaurus.mentions(words(name))}]
    assert strangers == []


@pytest.mark.parametrize(
    ("toml", "complaint"),
    [
        ('[a."x"]\nkind = "thing"', "x: no such kind: thing"),
        ('[a."x"]\nbroader = "y"', "x: no such broader concept: y"),
        ('[a."x"]\n[b."x"]', "two concepts have one name"),
    ],
)
def test_a_wrong_thesaurus_is_refused(tmp_path: Path, toml: str, complaint: str) -> None:
    path = tmp_path / "thesaurus.toml"
    path.write_text(toml)
    with pytest.raises(ThesaurusError, match=complaint):
        read_thesaurus(path)


def test_an_authority_may_bring_its_own_words(tmp_path: Path) -> None:
    path = tmp_path / "thesaurus.toml"
    path.write_text('[ports."dredging"]\nvariants = ["silt removal"]')
    assert [mention.concept for mention in Thesaurus(read_thesaurus(path)).mentions(words("Silt removals"))] == ["dredging"]


def test_longest_spans() -> None:
    assert sorted(longest_spans([(1, 3), (0, 3), (5, 6), (2, 4)])) == [(0, 3), (5, 6)]
    assert sorted(longest_spans([(0, 2), (1, 3)], last=[(0, 2)])) == [(1, 3)]


@pytest.mark.parametrize(
    ("printed", "matter", "purpose"),
    [
        ("Strengthen the audit process, to drive improvement", "Strengthen the audit process, ", "to drive improvement"),
        # After a mere name the connecting words open the matter itself.
        ("CHSNHSFT to ensure that midwives are supervised", "CHSNHSFT to ensure that midwives are supervised", ""),
        ("Recruitment / Retention", "Recruitment / Retention", ""),
    ],
)
def test_matter_and_purpose(printed: str, matter: str, purpose: str) -> None:
    assert matter_and_purpose(printed) == (matter, purpose)


def test_words_stems_and_plain_words() -> None:
    assert words("Improve children's case-recording (LAC)") == ["Improve", "children's", "case", "recording", "LAC"]
    assert plain_words(["CAMHs", "DoLS", "children's", "policies", "process", "status"]) == [
        "CAMH",
        "DOL",
        "children",
        "policy",
        "process",
        "status",
    ]
    assert stems(["The", "recording", "was", "recorded"]) == ["record", "record"]
