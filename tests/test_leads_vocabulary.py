"""An analyst's own vocabulary: added to the one that comes with plantrace, refused with line and reason where it has an error."""

from __future__ import annotations

from pathlib import Path

import pytest

from grids import document, grid
from plantrace.normalise.headings import heading_to_match
from plantrace.normalise.plan import read_plan
from plantrace.normalise.rag import rating_words
from plantrace.normalise.vocabulary import BadVocabulary, default_vocabulary


def extended(text: str, tmp_path: Path) -> Path:
    path = tmp_path / "mine.toml"
    path.write_text(text, "utf-8")
    return path


def test_words_are_added(tmp_path: Path) -> None:
    own = default_vocabulary().extended_by(
        extended('[leads.people]\nSMcL = "Shaun McLurg"\n[headings.lead]\nexact = ["Wombat"]\n', tmp_path)
    )
    assert dict(own.section("leads.people")) == {"SMcL": "Shaun McLurg"}
    assert "Wombat" in own.words("headings.lead.exact")
    assert set(default_vocabulary().words("headings.lead.exact")) < set(own.words("headings.lead.exact"))
    assert own.words("leads.names.given") == default_vocabulary().words("leads.names.given")


def test_a_word_moves_to_the_field_that_the_analyst_names(tmp_path: Path) -> None:
    moved = default_vocabulary().words("headings.lead.exact")[0]
    own = default_vocabulary().extended_by(extended(f'[headings.theme]\nexact = ["{moved}"]\n', tmp_path))
    assert moved in own.words("headings.theme.exact")
    assert moved not in own.words("headings.lead.exact")


def test_it_moves_however_it_is_written(tmp_path: Path) -> None:
    own = default_vocabulary().extended_by(
        extended('[headings.theme]\nexact = ["Lead-Officer(s)"]\n[rag.words]\nred = ["Green"]\n', tmp_path)
    )
    match = heading_to_match("LEAD OFFICER", own)
    assert match is not None
    assert match.field == "theme"
    assert rating_words(own).to_rag("green") == "red"


def test_a_mark_is_a_letter_like_any_other(tmp_path: Path) -> None:
    own = default_vocabulary().extended_by(extended('[rag.letters]\ngreen = ["*"]\nred = ["("]\n', tmp_path))
    plan = read_plan(
        document(grid("Action | Lead | RAG", "Audit the files | Head of Service | *", "Train the staff | SMT | R")), vocabulary=own
    )
    assert [action.rating.rag for action in plan.actions] == ["green", "red"]


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ("x = \n", 1, "Invalid value"),
        ('# mine\n[leads.people\nA = "b"\n', 2, "Expected ']'"),
        ('[lead.people]\nA = "b"\n', 1, "no such section: 'lead'; did you mean 'leads'?"),
        ('# mine\n\n[headings.led]\nexact = ["Owner"]\n', 3, "no such key: 'headings.led'; did you mean 'lead'?"),
        ('[headings.lead]\n\nexakt = ["Owner"]\n', 3, "no such key: 'headings.lead.exakt'; did you mean 'exact'?"),
        ('[headings.lead]\nexact = "Owner"\n', 2, "'headings.lead.exact' takes a list of words, not a word"),
        ("[headings.lead]\nexact = [3]\n", 2, "'headings.lead.exact' takes a list of words, not a number"),
        ("[leads.people]\nSMcL = 3\n", 2, "'leads.people.SMcL' takes a word, not a number"),
        ('[leads.people]\nSMcL = ""\n', 2, "'leads.people.SMcL' takes a word, not an empty word"),
        ("leads = 3\n", 1, "'leads' is a table, not a number"),
        # one word, two fields: nobody can know which was meant
        (
            '[headings.lead]\nexact = ["Wombat"]\n[headings.theme]\nexact = [\n  "wombat",\n]\n',
            5,
            "'wombat' stands under both 'lead' and 'theme'",
        ),
        # as the heading is compared on the page
        (
            '[headings.lead]\nexact = ["Wombat"]\n[headings.theme]\nexact = ["Wombat(s):"]\n',
            4,
            "'Wombat(s):' stands under both 'lead' and 'theme'",
        ),
        ('[rag.words]\nred = ["Gold"]\namber = ["gold"]\n', 3, "'gold' stands under both 'red' and 'amber'"),
    ],
)
def test_an_error_is_refused_by_line_and_reason(text: str, line: int, reason: str, tmp_path: Path) -> None:
    with pytest.raises(BadVocabulary) as refused:
        default_vocabulary().extended_by(extended(text, tmp_path))
    assert refused.value.detail.startswith(f"line {line}: ")
    assert reason in refused.value.detail


def test_a_file_that_is_not_there_or_no_text(tmp_path: Path) -> None:
    with pytest.raises(BadVocabulary, match="No such file"):
        default_vocabulary().extended_by(tmp_path / "none.toml")
    (tmp_path / "latin.toml").write_bytes(b'# mine\n[leads.people]\nA = "Andr\xe9"\n')
    with pytest.raises(BadVocabulary, match="line 3: not UTF-8"):
        default_vocabulary().extended_by(tmp_path / "latin.toml")
