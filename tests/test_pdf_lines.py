"""Line ends in a cell: the author's, the typesetter's, and those that cut a word."""

from __future__ import annotations

from dataclasses import replace

import pytest

from plantrace.extract.pdf.lines import HYPHEN, NARROW, WRAP, Measure, lines_to_text, words_to_lines
from plantrace.extract.pdf.page import Word
from plantrace.extract.pdf.settle import known_from, settle
from plantrace.extract.pdf.structure import Tag

LETTER, SIZE, PITCH = 5.0, 10.0, 12.0


def set_lines(*printed: str, indents: tuple[float, ...] = (), gaps: tuple[float, ...] = ()) -> list[Word]:
    """Words of a typewriter: every letter and space 5 points wide, lines 12 points apart."""
    words = []
    top = 0.0
    for number, line in enumerate(printed):
        x = indents[number] if indents else 0.0
        for word in line.split(" "):
            words.append(Word(word, (x, top, x + LETTER * len(word), top + 11), SIZE))
            x += LETTER * (len(word) + 1)
        top += PITCH + (gaps[number] if gaps else 0.0)
    return words


def text(*printed: str, width: float = 100.0, indents: tuple[float, ...] = (), gaps: tuple[float, ...] = ()) -> str:
    lines = words_to_lines(set_lines(*printed, indents=indents, gaps=gaps))
    return lines_to_text(lines, Measure(0.0, width)).replace(WRAP, " ")


PRINTED = [
    # `Midwife` would not have fitted after `Nurse and`: wrapped. Twenty letters a line.
    (("Named Nurse and the", "Midwife"), "Named Nurse and the Midwife"),
    # `Named` would have fitted after `Named Nurse`: two leads.
    (("Named Nurse", "Named Midwife"), "Named Nurse\nNamed Midwife"),
    # A bullet always begins a line.
    (("• Audit the files of", "all teams", "• Report the results"), "• Audit the files of all teams\n• Report the results"),
    (("1. Review all current", "forms.", "2. Report"), "1. Review all current forms.\n2. Report"),
    # A year at the line's beginning is no list number.
    (("Report to Cabinet by", "2014. Then review it"), "Report to Cabinet by 2014. Then review it"),
    # A hyphen between words that the line end did not make is a space's business.
    (("Agreed by the Board -", "outcome was positive"), "Agreed by the Board - outcome was positive"),
    (("Financial year 2013-", "2014"), "Financial year 2013-2014"),
    # A soft hyphen is there for the typesetter alone.
    (("Agreed with the com\xad", "missioner"), "Agreed with the commissioner"),
    # A stroke at the line end joins.
    (("Social Worker / Team/", "Manager"), "Social Worker / Team/Manager"),
    # `and` alone would have fitted, but no line begins with a stroke: `and /` had to go together.
    (("To prevent them", "and / or delay"), "To prevent them and / or delay"),
]


NARROW_DATES = [
    # eight letters wide
    (("31/03/20", "19"), "31/03/2019"),
    (("30.9.202", "0"), "30.9.2020"),
    (("31.03.", "2019"), "31.03.2019"),
    (("02/10/2", "3"), "02/10/23"),
    (("31/12/18", "31/03/19"), "31/12/18 31/03/19"),
    (("2018/1", "9"), "2018/19"),
    (("201", "8"), "2018"),
    (("2018/1", "2019/2"), "2018/1 2019/2"),
    # a date that is whole, and a number below it
    (("31/12/20", "18 days"), "31/12/20 18 days"),
]


@pytest.mark.parametrize(("printed", "expected"), NARROW_DATES)
def test_dates_that_a_narrow_column_cut(printed: tuple[str, ...], expected: str) -> None:
    assert text(*printed, width=LETTER * max(map(len, printed))) == expected


@pytest.mark.parametrize(("printed", "expected"), PRINTED)
def test_line_ends(printed: tuple[str, ...], expected: str) -> None:
    assert text(*printed) == expected


def test_wider_step_begins_a_paragraph() -> None:
    """Space between the paragraphs, though the next word would not have fitted."""
    assert text("Audit tool in place.", "Themed audit planned", gaps=(6.0, 0.0)) == "Audit tool in place.\nThemed audit planned"


def test_centred_lines_are_measured_by_their_width() -> None:
    """`Late` / `Spring` / `2011` in the middle of a cell of seven letters: none fits beside the other."""
    assert text("Late", "Spring", "2011", width=35, indents=(7.5, 2.5, 7.5)) == "Late Spring 2011"


def test_ragged_left_lines_that_would_have_fitted_are_two() -> None:
    assert text("Kim Roberts", "Gavin Taylor", width=120, indents=(32.5, 30.0)) == "Kim Roberts\nGavin Taylor"


KNOWN = known_from(
    [
        "Development of the service", "Responsibility for each team", f"Respon-{HYPHEN}sibility", "multi-agency", "Gavin Taylor", "Kim Roberts",
        "Heather Sutherland", "current", "re-enforce", "online", "June 2023",
    ]
)  # fmt: skip

CUT = [
    # The whole word stands elsewhere.
    (f"Developm{NARROW}ent", "Development"),
    (f"Respon-{HYPHEN}sibility", "Responsibility"),
    # A single letter is no word.
    (f"Recommendatio{NARROW}n", "Recommendation"),
    # A little word is no second half, however full the line was.
    (f"Documentation{NARROW}on the plan", "Documentation on the plan"),
    # A compound keeps the hyphen that its author wrote.
    (f"multi-{HYPHEN}agency work", "multi-agency work"),
    (f"a follow-{HYPHEN}up visit", "a follow-up visit"),
    (f"the on-{HYPHEN}line tool", "the on-line tool"),
    # Names that fill a cell elsewhere are two parties here; half a name is none.
    (f"Gavin Taylor{WRAP}Kim Roberts", "Gavin Taylor\nKim Roberts"),
    (f"Kim Roberts{WRAP}Heather{WRAP}Sutherland", "Kim Roberts\nHeather Sutherland"),
    (f"Heather{WRAP}Sutherland", "Heather Sutherland"),
    # A date that stands alone elsewhere, whatever its month, after a date.
    (f"June and December 2022{WRAP}March 2024", "June and December 2022\nMarch 2024"),
    (f"Report to Cabinet in{WRAP}June 2023", "Report to Cabinet in June 2023"),
    # Nothing known: it wrapped.
    (f"Director of Quality{WRAP}Assurance & Performance", "Director of Quality Assurance & Performance"),
]


@pytest.mark.parametrize(("printed", "expected"), CUT)
def test_cut_words_are_settled_by_the_document(printed: str, expected: str) -> None:
    assert settle(printed, KNOWN) == expected


def test_document_that_never_hyphenates_keeps_every_hyphen() -> None:
    """No word processor hyphenates unless told to: `re-` / `enforce` is the author's."""
    known = known_from(["reenforce", f"staff to re-{HYPHEN}enforce"])
    assert settle(f"staff to re-{HYPHEN}enforce", known) == "staff to re-enforce"


def test_narrow_column_cuts_only_where_the_line_is_full() -> None:
    """Nine letters wide: `Recommend` / `ation` is cut, `Audit` / `and` is not."""
    cut = lines_to_text(words_to_lines(set_lines("Recommend", "ation")), Measure(0.0, 45.0))
    assert cut == f"Recommend{NARROW}ation"
    assert lines_to_text(words_to_lines(set_lines("Safeguard", "Lead")), Measure(0.0, 45.0)).replace(WRAP, " ") == "Safeguard Lead"


def test_browser_tags_the_text_after_each_line_break_apart() -> None:
    """`Gavin Taylor<br>Kim Roberts`: the next name would not have fitted, the tags tell that it begins a line; wrapped lines share theirs."""
    lines = words_to_lines(set_lines("Gavin Taylor", "Kim Roberts", "nominated"))
    tagged = [[replace(word, tag=min(number, 1)) for word in line.words] for number, line in enumerate(lines)]
    measure = Measure(0, 70, tags={0: Tag(1), 1: Tag(1)}, tag_breaks=True)
    joined = lines_to_text(words_to_lines([word for line in tagged for word in line]), measure)
    assert joined == f"Gavin Taylor\nKim Roberts{WRAP}nominated"
