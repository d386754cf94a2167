"""Line ends within words: what the document's own words and those of English say."""

from __future__ import annotations

import pytest

from plantrace.extract.english import is_english
from plantrace.extract.pdf.lines import HYPHEN, NARROW, Measure, lines_to_text, words_to_lines
from plantrace.extract.pdf.page import Word
from plantrace.extract.pdf.settle import known_from, settle
from plantrace.extract.stitch.wording import joined

ENGLISH = [
    "safeguarding", "commissioning", "caseload", "carers", "stakeholders", "wellbeing", "organisation", "organization", "reviewed", "it", "is",
    "ofsted", "november", "sustainability",
]  # fmt: skip
# Ends of words, abbreviations, Roman numerals, and what is no word at all.
NOT_ENGLISH = ["", "ent", "ers", "rs", "ing", "ment", "tion", "ed", "al", "ity", "xii", "developm", "assessmentnurse", "zzz", "a\nb"]


@pytest.mark.parametrize("word", ENGLISH)
def test_word_is_english(word: str) -> None:
    assert is_english(word)


@pytest.mark.parametrize("word", NOT_ENGLISH)
def test_scrap_is_not_english(word: str) -> None:
    assert not is_english(word)


CUT = [
    # Two words that stand nowhere else in a short document.
    ("assessment|nurse", "assessment nurse"),
    ("procedure|agreed", "procedure agreed"),
    ("Non-executive|director", "Non-executive director"),
    ("Monthly|ongoing", "Monthly ongoing"),
    # Only the whole is a word.
    ("worke|rs", "workers"),
    ("Developm|ent of the service", "Development of the service"),
    ("RESPONSIBL|E", "RESPONSIBLE"),
    ("multi-agenc|y", "multi-agency"),
    ("Recommendati|on", "Recommendation"),
    ("(Safeguardin|g)", "(Safeguarding)"),
    # The whole is a word, and so are its parts.
    ("Partner|ship", "Partnership"),
    ("Sustain|ability", "Sustainability"),
    # Cut twice, the second time after what would be a word.
    ("Engage|men|t Lead", "Engagement Lead"),
    ("Recom|mendat|ions", "Recommendations"),
    # Two words, the second cut.
    ("procedure|agree|d", "procedure agreed"),
    # A word that nobody knows, cut: the document has it, or a scrap follows that is no word.
    ("Zylophar|mic", "Zylopharmic"),
    ("Brackleston|es", "Bracklestones"),
    ("Thornquay|lad", "Thornquaylad"),
    # A name or an unknown word before a word: two words.
    ("Brackleston|nurse", "Brackleston nurse"),
    ("assessment|blorptastic", "assessment blorptastic"),
    ("Brackleston|and others", "Brackleston and others"),
    # Small letters after capitals begin a word, but for the plural's.
    ("CAMHS|nurse", "CAMHS nurse"),
    ("WORK|force", "WORK force"),
    ("LSCB|s", "LSCBs"),
]  # fmt: skip


@pytest.mark.parametrize(("printed", "expected"), CUT)
def test_narrow_column(printed: str, expected: str) -> None:
    assert settle(printed.replace("|", NARROW), known_from(["Thornquaylad"])) == expected


HYPHENED = [
    ("mobile-|compatible", "mobile-compatible"),
    ("evidence-|based", "evidence-based"),
    ("socio-|economic", "socio-economic"),
    ("e-|mail", "e-mail"),
    ("Respon-|sibility", "Responsibility"),
    ("safe-|guarding", "safe-guarding"),
]


@pytest.mark.parametrize(("printed", "expected"), HYPHENED)
def test_hyphen_at_a_line_end_in_a_document_that_hyphenates_and_in_itself(printed: str, expected: str) -> None:
    marked = printed.replace("|", HYPHEN)
    assert settle(marked, known_from([marked, f"commis-{HYPHEN}sioning"])) == expected


def test_compound_of_two_words_does_not_show_that_a_document_hyphenates() -> None:
    assert not known_from([f"mobile-{HYPHEN}compatible", f"socio-{HYPHEN}economic", f"on-{HYPHEN}line"]).hyphenates
    assert known_from([f"Respon-{HYPHEN}sibility"]).hyphenates


def test_indented_line_is_full_where_its_column_ends() -> None:
    """`• one for social` / `worke` / `rs`: ten letters wide, the list's text begins after the fifth."""
    lines = [
        (Word("•", (10, 0, 15, 11), 10.0), Word("all", (25, 0, 40, 11), 10.0)),
        (Word("worke", (25, 12, 50, 23), 10.0),),
        (Word("rs", (25, 24, 35, 35), 10.0),),
    ]
    text = lines_to_text(words_to_lines([word for line in lines for word in line]), Measure(0.0, 50.0))
    assert settle(text, known_from([])) == "• all workers"


PAGE_BREAK = [
    (("Developm", "ent of staff"), "Development of staff"),
    (("Lead:\nSafeguardin", "g team"), "Lead:\nSafeguarding team"),
    (("assessment", "nurse"), "assessment nurse"),
    # The line holds more than the word: no narrow column cuts words there.
    (("the Developm", "ent of staff"), "the Developm ent of staff"),
    # No word of English, whole.
    (("Brackleston", "es agreed"), "Brackleston es agreed"),
    (("CAMHS", "nurse"), "CAMHS nurse"),
]


@pytest.mark.parametrize(("printed", "expected"), PAGE_BREAK)
def test_word_that_a_page_break_cuts(printed: tuple[str, str], expected: str) -> None:
    text, rest = printed
    assert joined(text, rest, text.split("\n")[-1], 10.0) == expected
