"""Rating cells -> the rating, by word before letter before colour; and what is no rating."""

import pytest

from plantrace.extract.document import Cell, Mark
from plantrace.normalise.colours import colour_to_rag
from plantrace.normalise.rag import rating_at_head, read_rating
from plantrace.normalise.vocabulary import default_vocabulary

COLOURS = [
    ("FF0000", "red"), ("C00000", "red"), ("F8696B", "red"), ("C0504D", "red"), ("FFC7CE", "red"),
    ("FFC000", "amber"), ("FFFF00", "amber"), ("FFEB84", "amber"), ("F79646", "amber"), ("FFCC00", "amber"),
    ("00B050", "green"), ("92D050", "green"), ("99CC00", "green"), ("C6EFCE", "green"), ("63BE7B", "green"),
    ("0070C0", "blue"), ("8DB4E2", "blue"), ("4F81BD", "blue"), ("8DB3E2", "blue"),
    ("BFBFBF", "grey"), ("A6A6A6", "grey"),
    # white, black, light headings and zebra stripes, a dark heading, purple
    ("FFFFFF", None), ("000000", None), ("F2F2F2", None), ("DBE5F1", None), ("DCE6F1", None), ("EAF1DD", None), ("002060", None), ("7030A0", None),
]  # fmt: skip


@pytest.mark.parametrize(("colour", "rag"), COLOURS)
def test_colour(colour: str, rag: str | None) -> None:
    assert colour_to_rag(colour) == rag


HEADS = [
    ("GREEN", "green"),
    ("GREEN - Complete. All requested changes have been made", "green"),
    ("GREEN: This is operational", "green"),
    ("AMBER – plan is in place", "amber"),
    ("Amber/Green: most of it done", "amber_green"),
    ("RAG: Red", "red"),
    ("GREEN\nReassurance has been sought", "green"),
    ("Green see above", "green"),
    # a word in a sentence is no rating
    ("Green Paper published", None),
    ("Blue badge scheme reviewed", None),
    ("Red Cross to attend", None),
    ("Completed. Was amber", None),
]


@pytest.mark.parametrize(("printed", "rag"), HEADS)
def test_rating_at_the_head_of_an_update(printed: str, rag: str | None) -> None:
    found = rating_at_head(printed, default_vocabulary())
    assert (found[0] if found else None) == rag


def cell(text: str = "", fill: str | None = None, *marks: Mark) -> Cell:
    return Cell(text, 0, 0, fill=fill, marks=marks)


CELLS = [
    # (rating cells, status cells, update cells) -> rating, source
    ([cell("G")], [], [], ("green", "text")),
    ([cell("Amber / Red")], [], [], ("amber_red", "text")),
    # the word wins over the fill
    ([cell("Amber", "FF0000")], [], [], ("amber", "text")),
    # several ratings: the latest
    ([cell("Red"), cell("Amber")], [], [], ("amber", "text")),
    ([cell("Red → Green")], [], [], ("green", "text")),
    ([cell("From RED to AMBER")], [], [], ("amber", "text")),
    ([cell("A → G")], [], [], ("green", "text")),
    ([cell("Q1: G\nQ2: A")], [], [], ("amber", "text")),
    ([cell("Previous: A Current: G")], [], [], ("green", "text")),
    # what it was comes behind what it is
    ([cell("AMBER (was Red)")], [], [], ("amber", "text")),
    ([cell("Green - previously amber")], [], [], ("green", "text")),
    # five points in two letters; a word that a narrow column breaks
    ([cell("AR")], [], [], ("amber_red", "text")),
    ([cell("AG")], [], [], ("amber_green", "text")),
    ([cell("Gre\nen")], [], [], ("green", "text")),
    ([cell("RAG: A")], [], [], ("amber", "text")),
    # a letter of a list, or of another scale
    ([cell("See appendix A")], [], [], (None, None)),
    ([cell("White")], [], [], (None, None)),
    ([cell("3")], [], [], (None, None)),
    ([cell("", "FFC000")], [], [], ("amber", "colour")),
    ([], [], [cell("On track", "92D050")], ("green", "colour")),
    ([cell("●", None, Mark("symbol", "FF0000", "●"))], [], [], ("red", "colour")),
    # black symbols, headings in grey text
    ([cell("●", None, Mark("symbol", "000000", "●"))], [], [], (None, None)),
    ([cell("On target")], [], [], (None, None)),
    ([], [], [cell("Training delivered")], (None, None)),
]


@pytest.mark.parametrize(("rated", "stated", "updated", "expected"), CELLS)
def test_rating(rated: list[Cell], stated: list[Cell], updated: list[Cell], expected: tuple[str | None, str | None]) -> None:
    rating = read_rating(rated, stated, updated, default_vocabulary())
    assert (rating.rag, rating.source) == expected


def test_a_stripe_is_no_rating() -> None:
    assert read_rating([], [], [cell("Done", "92D050")], default_vocabulary(), painted={"92D050"}).rag is None
