from __future__ import annotations

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from plantrace.extract.ocr.labels import with_labels
from plantrace.extract.ocr.look import stroke_width, with_case
from plantrace.extract.ocr.regions import Region
from plantrace.extract.ocr.spelling import line_as_printed, without_bullet
from plantrace.extract.ocr.tesseract import ReadWord
from plantrace.extract.ocr.words import regions_to_page_words
from plantrace.extract.pdf.grid import grid_from_borders
from plantrace.extract.pdf.page import Word

LINES = [
    ("Completed.", "Completed."),
    # ruling lines leave bars at the edges of cells
    ("|February 2013. |", "February 2013."),
    ("| SMcL", "SMcL"),
    # a bar before a small letter is a capital I
    ("| would be grateful", "I would be grateful"),
    # but after `No.` there must be a number
    ("Recommendation No. | - for immediate improvement", "Recommendation No. 1 - for immediate improvement"),
    ("Recommendation No, 8 - for", "Recommendation No. 8 - for"),
    ("Recommendation No,11 - for", "Recommendation No.11 - for"),
    # an l that lost a dot's width of its middle
    ("the voice of the child wil! be heard", "the voice of the child will be heard"),
    ("End of Apri! 2013.", "End of April 2013."),
    ("case file audit too] and reporting", "case file audit tool and reporting"),
    # inside a word it may have been an i
    ("soc!al work", "soc!al work"),
    # an exclamation mark that ends a sentence is one
    ("Well done! Next year", "Well done! Next year"),
    ("Well done!", "Well done!"),
    # brackets that were opened are closed
    ("[see tool] below", "[see tool] below"),
    # no list label ends in a comma
    ("1, Review current procedures", "1. Review current procedures"),
    # but a number may stand before one
    ("2013, by the Board", "2013, by the Board"),
    ("5, 6 and 7", "5, 6 and 7"),
    ("ﬁnal oﬃce", "final office"),
    ("the ‘top 6’ issues", "the 'top 6' issues"),
    ("“Working Together”", '"Working Together"'),
    (".. and how will we know?", "... and how will we know?"),
    ("... and how will we know?", "... and how will we know?"),
    # spelling is not guessed
    ("imescale Devclopment", "imescale Devclopment"),
    ("11/03/13 RB", "11/03/13 RB"),
]


@pytest.mark.parametrize(("read", "printed"), LINES)
def test_line_as_printed(read: str, printed: str) -> None:
    assert " ".join(word for word in line_as_printed(read.split()) if word) == printed


@pytest.mark.parametrize(
    ("read", "printed"),
    [("«Case", "Case"), ("¢There", "There"), ("Case", None), ("«", None), ("-ing", None), ("*1", None), ("e-mail", None)],
)
def test_bullet_read_together_with_its_word(read: str, printed: str | None) -> None:
    assert without_bullet(read) == printed


def _set(text: str, stroke: int = 0) -> tuple[np.ndarray, tuple[int, int, int, int]]:
    sheet = Image.new("L", (400, 120), 255)
    ImageDraw.Draw(sheet).text((40, 30), text, fill=0, font=ImageFont.load_default(42), stroke_width=stroke)
    picture = np.asarray(sheet)
    rows, columns = np.flatnonzero((picture < 128).any(axis=1)), np.flatnonzero((picture < 128).any(axis=0))
    return picture, (int(columns[0]), int(rows[0]), int(columns[-1]) + 1, int(rows[-1]) + 1)


@pytest.mark.parametrize(
    ("printed", "read", "told"),
    [
        ("SW", "Sw", "SW"),
        ("CO", "Co", "CO"),
        ("WS", "wS", "WS"),
        # a small letter stays small
        ("Sw", "Sw", "Sw"),
        ("Co", "Co", "Co"),
        # letters that differ in shape are none of its business
        ("SMcL", "SMcL", "SMcL"),
        ("RB", "RB", "RB"),
        # all of them as high as capitals of this size
        ("SW", "sw", "SW"),
        ("sw", "sw", "sw"),
        ("so", "so", "so"),
    ],
)
def test_capitals_that_look_like_small_letters(printed: str, read: str, told: str) -> None:
    picture, box = _set(printed)
    assert with_case(read, picture, box, 42) == told


def test_bold_strokes_are_wider() -> None:
    regular, bold = stroke_width(*_set("Update")), stroke_width(*_set("Update", stroke=1))
    assert regular is not None
    assert bold is not None
    assert 1.22 < bold / regular < 2.5


def test_no_strokes_without_ink() -> None:
    assert stroke_width(np.full((40, 40), 255, np.uint8), (0, 0, 40, 40)) is None


def test_what_hangs_below_a_line_is_no_line_of_its_own() -> None:
    """Tesseract read `young people` and below it once more `young p`, the same letters."""
    picture = np.full((75, 400), 255, np.uint8)
    line = [ReadWord("young", (54, 27, 115, 49), 1, 0.93), ReadWord("people", (169, 18, 286, 49), 1, 0.92)]
    again = [
        ReadWord("young", (33, 26, 137, 57), 2, 0.96),
        ReadWord("p", (149, 27, 169, 57), 2, 0.7),
        ReadWord("p", (205, 27, 228, 57), 2, 0.7),
    ]
    below = [ReadWord("in", (20, 62, 50, 84), 3, 0.9), ReadWord("care", (60, 66, 140, 84), 3, 0.9)]
    words = regions_to_page_words([Region(picture, 0, 0)], [[*line, *again, *below]], 300 / 72)
    assert [word.text for word in words] == ["young", "people", "in", "care"]


@pytest.mark.parametrize(
    ("read", "printed"),
    [
        (("No.", "la", "1b", "ic", "2a"), ("No.", "1a", "1b", "1c", "2a")),
        (("Ref", "l.1", "1.2", "I.3", "2.1"), ("Ref", "1.1", "1.2", "1.3", "2.1")),
        (("No.", "I", "2", "3", "4"), ("No.", "1", "2", "3", "4")),
        (("Al", "A2", "A3", "AlO", "A11"), ("A1", "A2", "A3", "A10", "A11")),
        # initials, and a word among labels
        (("Lead", "SB", "IS", "Io", "JH"), ("Lead", "SB", "IS", "Io", "JH")),
        (("No.", "1a", "1b", "All", "2a"), ("No.", "1a", "1b", "All", "2a")),
        # two labels are no column of them
        (("1a", "", "", "is", "Yes"), ("1a", "", "", "is", "Yes")),
    ],
)
def test_labels_of_a_column(read: tuple[str, ...], printed: tuple[str, ...]) -> None:
    below, beside = [[True, True] for _ in range(6)], [[True] * 5 for _ in range(3)]
    grid = grid_from_borders((0, 30, 200), (0, 20, 40, 60, 80, 100), below, beside)
    words = [Word(text, (5, 20 * row + 5, 25, 20 * row + 15), 10) for row, text in enumerate(read) if text]
    words += [Word("la", (40, 5, 50, 15), 10), Word("mode", (52, 5, 90, 15), 10)]
    assert [word.text for word in with_labels(words, [grid])] == [*filter(None, printed), "la", "mode"]
