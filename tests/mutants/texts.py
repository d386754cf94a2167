"""Plans of words thrown together, as no reader of files is needed for: every grammar meets what it was not written for."""

from __future__ import annotations

from pathlib import Path
from random import Random

from plantrace.extract.document import Block, Cell, Document, Mark, Paragraph, Table
from plantrace.provenance import Place, Source

from .values import odd_value

_HEADINGS = (
    *(
        "Recommendation",
        "Recommendation no.",
        "Action",
        "Actions to be taken",
        "Lead",
        "By whom",
        "Timescale",
        "By when",
        "Start",
        "RAG",
        "",
    ),
    *("Progress", "Update September 2013", "Evidence", "Outcome", "Success measure", "Theme", "Status", "No.", "Ref", "Wombat", "Priority"),
    *("Completed", "Cost", "Target date / revised date", "Lead / timescale", "Green", "1", "Report paragraph", "Issue"),
)
_OFTEN = _HEADINGS[:14]
_TOKENS = (
    # people, posts and bodies
    *(
        "Director",
        "of",
        "Nursing",
        "Head",
        "Service",
        "Manager",
        "IRO",
        "CC",
        "IRO/CC",
        "QA",
        "SSCB",
        "Mrs",
        "Dr",
        "Jo Smith",
        "J.S.",
        "JS",
    ),
    *(
        "Team",
        "and",
        "&",
        "with support from",
        "via",
        "All",
        "TBC",
        "Chair",
        "Police",
        "Health",
        "CCG's",
        "McDonald",
        "O’Neill",
        "ditto",
    ),
    # times
    *(
        "Sept",
        "September",
        "2013",
        "13",
        "2013/14",
        "13/14",
        "Q3",
        "Q9",
        "31",
        "31/02",
        "31st",
        "by",
        "end of",
        "within",
        "3 months",
        "weeks",
    ),
    *("ongoing", "monthly", "from", "to", "until", "spring term", "Easter", "half term", "immediate", "completed", "revised to", "week 52"),
    *("financial year", "99/99/9999", "0", "00", "29 February 2013", "Dec-Jan", "2013-2", "12.30", "fortnightly", "every", "annual", "TBA"),
    # numbers and references
    *("1.1", "1.1.1", "A12", "A12-A14", "R3", "Rec 4", "(a)", "iv)", "para 12", "p. 3", "Action 7", "1-", "1.", "No 0", "5.2.a", "#3"),
    # ratings and states
    *("red", "Amber", "GREEN", "R", "A", "G", "B", "●", "✓", "✗", "complete", "not started", "on track", "overdue", "BRAG", "n/a", "60%"),
    # prose
    *(
        "Anytown Council",
        "Ofsted inspection of",
        "serious case review",
        "action plan",
        "Version 3",
        "draft",
        "as at",
        "updated",
        "Key:",
        "Theme 2",
    ),
    *("Audit", "train", "all", "staff", "review", "the", "policy", "report", "Board", "children", "www.example.org/x?y=1", "£5,000"),
    # marks
    *(
        ",",
        ";",
        ":",
        "/",
        "-",
        "–",
        "—",
        "(",
        ")",
        "[",
        "]",
        ".",
        "..",
        "...",
        "|",
        "+",
        "•",
        "*",
        "'",
        "’",
        '"',
        "“",
        "\\",
        "?",
        "=",
        "<",
        "\t",
    ),
)
_COLOURS = ("FF0000", "FFC000", "00B050", "0070C0", "FFFFFF", "000000", "D9D9D9", None, None, None)


def odd_plan(number: int) -> Document:
    """Paragraphs and tables: no cell lies on another, whatever is written in them."""
    chance = Random(number)
    blocks: list[Block] = [_paragraph(chance) for _ in range(chance.randint(0, 4))]
    for table in range(1, chance.choice((1, 1, 1, 2, 3)) + 1):
        blocks.append(_table(chance, table))
        blocks += [_paragraph(chance) for _ in range(chance.choice((0, 0, 1, 3)))]
    title = _text(chance) if chance.random() < 0.3 else None
    return Document(Source(Path(f"/plans/{number}.pdf"), f"{number:064x}", "pdf"), tuple(blocks), 3, title)


def _text(chance: Random, most: int = 12) -> str:
    words = [odd_value(chance) if chance.random() < 0.02 else chance.choice(_TOKENS) for _ in range(chance.randint(0, most))]
    return "".join(word + chance.choice((" ", " ", " ", " ", "", "\n")) for word in words).strip()


def _paragraph(chance: Random) -> Paragraph:
    return Paragraph(_text(chance), Place(1, 0, 0, 0, (10, 10, 200, 20)), chance.choice((None, None, 1, 2)), chance.random() < 0.2, 11.0)


def _table(chance: Random, number: int) -> Table:
    across, down = chance.randint(1, 8), chance.randint(1, 9)
    taken: set[tuple[int, int]] = set()
    cells: list[Cell] = []
    headings = chance.sample(_HEADINGS, across) if chance.random() < 0.3 else ["Action", *chance.sample(_OFTEN, across - 1)]
    for row in range(down):
        for column in range(across):
            if (row, column) not in taken:
                place = Place(1, number, row + 1, column + 1, (10.0, 10.0, 50.0, 30.0) if chance.random() < 0.8 else None)
                spans = _room(chance, taken, row, column, down, across)
                cells.append(_cell(chance, place, spans, None if row else headings[column]))
                taken.update((r, c) for r in range(row, row + cells[-1].rowspan) for c in range(column, column + cells[-1].colspan))
    if chance.random() < 0.1:  # holes, whole rows of them too
        gone = {chance.randrange(down) for _ in range(3)}
        cells = [cell for cell in cells if cell.row not in gone and chance.random() < 0.9]
    header_rows = chance.choice((0, 0, 1, 2, down))
    route = chance.choice(("rules", "structure", "ocr", "docx", "alignment"))
    edges = tuple(float(90 * at) for at in range(across + 1)) if chance.random() < 0.5 else ()
    return Table(tuple(cells), down, across, (route,) * down, min(header_rows, down), edges, 1, 2)  # type: ignore[arg-type]


def _room(chance: Random, taken: set[tuple[int, int]], row: int, column: int, down: int, across: int) -> tuple[int, int]:
    """(rowspan, colspan) that fit, one cell most often."""
    wide = chance.choice((1, 1, 1, 1, 2, across))
    colspan = 1
    while colspan < wide and column + colspan < across and (row, column + colspan) not in taken:
        colspan += 1
    return min(chance.choice((1, 1, 1, 1, 2, 4)), down - row), colspan


def _cell(chance: Random, place: Place, spans: tuple[int, int], heading: str | None) -> Cell:
    text = heading if heading is not None and chance.random() < 0.9 else _text(chance, chance.choice((0, 2, 6, 30)))
    fill, ink = chance.choice(_COLOURS), chance.choice(_COLOURS)
    marks = (Mark(chance.choice(("symbol", "text", "picture")), "00B050", chance.choice(("●", "", text))),) if chance.random() < 0.1 else ()  # type: ignore[arg-type]
    lines = tuple(text.replace(" ", "\n", chance.randint(0, 3)).split("\n"))
    struck = chance.choice(("", "", "", text, text[: len(text) // 2]))
    confidence = chance.choice((None, None, 0.4))
    return Cell(text, place.row - 1, place.column - 1, *spans, (place,), fill, marks, lines, chance.random() < 0.1, ink, struck, confidence)
