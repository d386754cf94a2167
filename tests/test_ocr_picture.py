"""What is found in the picture of a page before anybody reads it: how it lies, its ruling lines, its colours."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFilter, ImageFont
from scanner import BENDS, pictures

from plantrace.extract.document import Cell, Paragraph, Table
from plantrace.extract.ocr.bed import without_bed
from plantrace.extract.ocr.coloured import rules_of_coloured_rows, rules_of_free_rows
from plantrace.extract.ocr.colours import paint_to_fills, sheet_to_paint
from plantrace.extract.ocr.inks import paint_to_shapes
from plantrace.extract.ocr.lie import Lie, blocks_as_seen
from plantrace.extract.ocr.regions import cells_to_regions, has_light_letters
from plantrace.extract.ocr.ruling import grey_to_traces
from plantrace.extract.ocr.sheet import Sheet, picture_to_sheet
from plantrace.extract.ocr.steps import level_steps, upright_steps
from plantrace.extract.ocr.worn import traces_to_rules
from plantrace.extract.pdf.edges import rules_to_edges
from plantrace.extract.pdf.grid import edges_to_grids
from plantrace.extract.pdf.page import Fill, Rule
from plantrace.provenance import Box, Place

DPI = 150
POINT = DPI / 72


def _paper(width: float = 300, height: float = 200, colour: str = "white") -> Image.Image:
    return Image.new("RGB", (round(width * POINT), round(height * POINT)), colour)


def _line(sheet: Image.Image, x0: float, y0: float, x1: float, y1: float, width: int = 2, colour: str = "black") -> None:
    ImageDraw.Draw(sheet).line([x0 * POINT, y0 * POINT, x1 * POINT, y1 * POINT], fill=colour, width=width)


def _write(sheet: Image.Image, x: float, foot: float, text: str, size: float = 10, colour: str = "black") -> None:
    font = ImageFont.load_default(size * POINT)
    ImageDraw.Draw(sheet).text((x * POINT, foot * POINT), text, fill=colour, font=font, anchor="ls")


def _grid(sheet: Image.Image, colour: str = "black", width: int = 2) -> None:
    """Two columns, three rows; the last row is one cell."""
    for y in (40, 80, 120, 160):
        _line(sheet, 20, y, 280, y, width, colour)
    for x, bottom in ((20, 160), (150, 120), (280, 160)):
        _line(sheet, x, 40, x, bottom, width, colour)


def _rules(sheet: Image.Image) -> list[Rule]:
    return traces_to_rules(grey_to_traces(np.asarray(sheet.convert("L")), DPI), POINT)


def _seen(rules: list[Rule]) -> list[tuple[str, int, int, int]]:
    """Direction, place and ends to the nearest two points."""
    return sorted(("-" if rule.horizontal else "|", *(2 * round(part / 2) for part in (rule.at, rule.start, rule.end))) for rule in rules)


GRID = [
    ("-", 40, 20, 280),
    ("-", 80, 20, 280),
    ("-", 120, 20, 280),
    ("-", 160, 20, 280),
    ("|", 20, 40, 160),
    ("|", 150, 40, 120),
    ("|", 280, 40, 160),
]


@pytest.mark.parametrize("colour", ["black", "#808080", "#C8C8C8", "#4472C4"])
@pytest.mark.parametrize("width", [1, 2, 4])
def test_ruling_lines_of_any_colour_and_width(colour: str, width: int) -> None:
    sheet = _paper()
    _grid(sheet, colour, width)
    assert _seen(_rules(sheet)) == GRID


def test_ruling_lines_frayed_by_jpeg() -> None:
    sheet = _paper()
    _grid(sheet, "#909090")
    _write(sheet, 24, 56, "Review current procedures")
    assert _seen(_rules(BENDS["JPEG 30"](sheet))) == GRID


def test_a_worn_line_is_whole() -> None:
    """Thirty points of the second rule are missing in the middle of a cell."""
    sheet = _paper()
    _grid(sheet)
    ImageDraw.Draw(sheet).rectangle([60 * POINT, 76 * POINT, 90 * POINT, 84 * POINT], fill="white")
    assert _seen(_rules(sheet)) == GRID


def test_a_dotted_line_is_one() -> None:
    sheet = _paper()
    for x in range(20, 280, 3):
        _line(sheet, x, 100, x + 1.2, 100)
    assert _seen(_rules(sheet)) == [("-", 100, 20, 276)]  # the last dot is at 278


def test_two_tables_side_by_side_stay_two() -> None:
    sheet = _paper()
    for x0, x1 in ((20, 140), (160, 280)):
        for y in (40, 80):
            _line(sheet, x0, y, x1, y)
        for x in (x0, x1):
            _line(sheet, x, 40, x, 80)
    assert [grid.box for grid in edges_to_grids(*rules_to_edges(_rules(sheet)))] == [
        pytest.approx((20, 40, 140, 80), abs=1),
        pytest.approx((160, 40, 280, 80), abs=1),
    ]


def test_two_tables_one_below_the_other_stay_two() -> None:
    sheet = _paper()
    for top in (40, 86):
        for y in (top, top + 40):
            _line(sheet, 20, y, 280, y)
        for x in (20, 150, 280):
            _line(sheet, x, top, x, top + 40)
    assert len(edges_to_grids(*rules_to_edges(_rules(sheet)))) == 2


def test_letters_right_at_a_line_do_not_hide_it() -> None:
    sheet = _paper()
    _grid(sheet)
    for x in (22, 152):
        _write(sheet, x, 79, "gypsy jumping quay", 11)
        _write(sheet, x, 91, "HOLD TEAM BHKT", 11)
    assert _seen(_rules(sheet)) == GRID


@pytest.mark.parametrize("size", [6, 8, 11, 18])
def test_no_line_of_text_is_a_ruling_line(size: float) -> None:
    sheet = _paper(500, 200)
    for at, text in enumerate(
        ("assessments are seen as common sense", "MINIMUM TEAM EFFORT HELD", "1111/2222/3333 - eeee", "illicit (lllll) ||| file")
    ):
        _write(sheet, 20, 30 + 2 * size * at, text, size)
    assert _rules(BENDS["JPEG 30"](sheet)) == []


def test_a_white_line_on_a_dark_ground_is_one() -> None:
    sheet = _paper(colour="white")
    ImageDraw.Draw(sheet).rectangle([20 * POINT, 40 * POINT, 280 * POINT, 120 * POINT], fill="#1F3864")
    _line(sheet, 20, 80, 280, 80, 2, "white")
    assert [(rule.horizontal, round(rule.at), rule.colour) for rule in _rules(sheet)] == [(True, 80, "FFFFFF")]


@pytest.mark.parametrize("tint", ["#4F81BD", "#D3DFEE", "#E9EFF7"])
def test_white_lines_between_the_tinted_cells_of_a_table_style(tint: str) -> None:
    sheet = _paper()
    ImageDraw.Draw(sheet).rectangle([20 * POINT, 40 * POINT, 280 * POINT, 120 * POINT], fill=tint)
    _line(sheet, 20, 80, 280, 80, 3, "white")
    _line(sheet, 150, 40, 150, 120, 3, "white")
    assert _seen(_rules(sheet)) == [("-", 80, 20, 280), ("|", 150, 40, 120)]


def test_the_ground_between_a_line_of_text_and_the_border_below_is_no_line() -> None:
    """A banner of one tint above headings of another, the text close to the border."""
    sheet = _paper()
    draw = ImageDraw.Draw(sheet)
    draw.rectangle([20 * POINT, 40 * POINT, 280 * POINT, 60 * POINT], fill="#DEDEDE")
    draw.rectangle([20 * POINT, 60 * POINT, 280 * POINT, 80 * POINT], fill="#C0C0C0")
    _write(sheet, 24, 56, "Recommendation 2: review how all of them share information", 10)
    _line(sheet, 20, 60, 280, 60)
    assert _seen(_rules(sheet)) == [("-", 60, 20, 280)]


def test_the_edges_of_an_area_are_no_lines() -> None:
    sheet = _paper()
    ImageDraw.Draw(sheet).rectangle([20 * POINT, 40 * POINT, 280 * POINT, 120 * POINT], fill="#D9D9D9")
    assert _rules(sheet) == []


def test_grain_and_noise_are_no_lines() -> None:
    noise = np.random.default_rng(7).normal(225, 12, (400, 600)).clip(0, 255).astype(np.uint8)
    assert _rules(Image.fromarray(noise).convert("RGB")) == []


def _sheet(picture: Image.Image) -> Sheet:
    colours = np.asarray(picture)
    return Sheet(colours, np.asarray(picture.convert("L")), POINT, Lie(0, 0.0, picture.width / POINT, picture.height / POINT))


def _near(colour: str, printed: str) -> bool:
    return all(abs(int(colour[at : at + 2], 16) - int(printed[at : at + 2], 16)) <= 6 for at in (0, 2, 4))


@pytest.mark.parametrize("printed", ["F8696B", "FFEB84", "92D050", "8DB4E2", "FFC000", "00B050", "EDEDED", "1F3864"])
@pytest.mark.parametrize("bend", ["as scanned", "JPEG 30"])
def test_fills_behind_the_letters(printed: str, bend: str) -> None:
    sheet = _paper()
    ImageDraw.Draw(sheet).rectangle([150 * POINT, 40 * POINT, 280 * POINT, 80 * POINT], fill=f"#{printed}")
    _grid(sheet)
    _write(sheet, 24, 60, "Review current procedures", 10)
    _write(sheet, 154, 60, "On track, not complete", 10)
    bent = BENDS[bend](sheet)
    fills = paint_to_fills(sheet_to_paint(_sheet(bent)), edges_to_grids(*rules_to_edges(_rules(bent))))
    assert len(fills) == 1
    assert fills[0].box == pytest.approx((150, 40, 280, 80), abs=1)
    assert _near(fills[0].colour, printed)


def test_yellowed_paper_is_no_fill() -> None:
    sheet = _paper()
    _grid(sheet)
    _write(sheet, 24, 60, "Review current procedures", 10)
    bent = BENDS["yellowed"](sheet)
    grids = edges_to_grids(*rules_to_edges(_rules(bent)))
    assert len(grids[0].cells) == 5
    assert paint_to_fills(sheet_to_paint(_sheet(bent)), grids) == []


def test_painted_cells_without_any_line() -> None:
    """A green and a red cell that touch, letters on both, are two areas."""
    sheet = _paper()
    draw = ImageDraw.Draw(sheet)
    draw.rectangle([20 * POINT, 40 * POINT, 150 * POINT, 80 * POINT], fill="#92D050")
    draw.rectangle([150 * POINT, 40 * POINT, 280 * POINT, 80 * POINT], fill="#FF0000")
    _write(sheet, 30, 60, "Completed in May")
    _write(sheet, 160, 60, "Not started yet")
    fills = sorted(paint_to_fills(sheet_to_paint(_sheet(sheet)), []), key=lambda fill: fill.box)
    assert [fill.box for fill in fills] == [pytest.approx((20, 40, 150, 80), abs=2.5), pytest.approx((150, 40, 280, 80), abs=2.5)]
    assert [_near(fill.colour, colour) for fill, colour in zip(fills, ("92D050", "FF0000"), strict=True)] == [True, True]


def test_a_disc_in_a_cell_is_a_shape_and_letters_are_none() -> None:
    sheet = _paper()
    _grid(sheet)
    ImageDraw.Draw(sheet).ellipse([200 * POINT, 52 * POINT, 214 * POINT, 66 * POINT], fill="#FF0000")
    _write(sheet, 24, 60, "GREEN", 12, "#00B050")
    grids = edges_to_grids(*rules_to_edges(_rules(sheet)))
    shapes = paint_to_shapes(sheet_to_paint(_sheet(sheet)), grids)
    assert [(shape.kind, _near(shape.colour, "FF0000")) for shape in shapes] == [("drawing", True)]
    assert shapes[0].box == pytest.approx((200, 52, 214, 66), abs=1.5)


# the page is 842 x 595 points when upright; a box near its top left corner
BOX: Box = (40.0, 30.0, 140.0, 50.0)


@pytest.mark.parametrize(
    ("lie", "seen"),
    [
        (Lie(0, 0.0, 842, 595), BOX),
        # turned clockwise by 90 to be upright: its top left corner was at the bottom left
        (Lie(90, 0.0, 842, 595), (30, 702, 50, 802)),
        (Lie(180, 0.0, 842, 595), (702, 545, 802, 565)),
        (Lie(270, 0.0, 842, 595), (545, 40, 565, 140)),
        # lines fell by 2 degrees to the right: what is left of the middle stood higher
        (Lie(0, 2.0, 842, 595), (48.9, 16.9, 149.5, 40.3)),
    ],
)
def test_boxes_where_a_reader_sees_them(lie: Lie, seen: Box) -> None:
    assert lie.as_seen(BOX) == pytest.approx(seen, abs=0.1)


def test_blocks_of_other_pages_stay_where_they_are() -> None:
    here, there = Place(1, 1, 1, 1, BOX), Place(2, 1, 1, 1, BOX)
    table = Table((Cell("a", 0, 0, places=(here, there)),), 1, 1, ("ocr",))
    paragraph = Paragraph("b", Place(2, 0, 0, 0, BOX))
    turned = (545.0, 40.0, 565.0, 140.0)
    assert blocks_as_seen([table, paragraph], {1: Lie(270, 0.0, 842, 595)}) == (
        Table((Cell("a", 0, 0, places=(Place(1, 1, 1, 1, turned), there)),), 1, 1, ("ocr",)),
        paragraph,
    )


def test_a_line_goes_on_where_the_letters_of_a_tight_row_hang_into_it(corpus: Path) -> None:
    """`developing an outcome focused approach` stands on the border above the last row."""
    grey = np.asarray(pictures(corpus / "stockton-2013.wordpdf.pdf", DPI, [8])[0].convert("L"))
    level = [rule for rule in traces_to_rules(grey_to_traces(grey, DPI), POINT) if rule.horizontal]
    assert [(round(rule.start), round(rule.end)) for rule in sorted(level, key=lambda rule: rule.at)] == [(37, 794)] * 8


@pytest.fixture(scope="module")
def page(corpus: Path) -> Image.Image:
    return pictures(corpus / "stockton-2013.web.pdf", 150, [3])[0]


@pytest.mark.parametrize(
    ("bend", "turn", "slope"),
    [
        ("as scanned", 0, 0.0),
        ("one bit", 0, 0.0),
        ("JPEG 30", 0, 0.0),
        ("2 degrees askew", 0, -2.0),
        ("turned by 90", 270, 0.0),
        ("turned by 180", 180, 0.0),
        ("turned by 270", 90, 0.0),
        ("askew, turned, JPEG 40", 90, 1.5),
        ("yellowed", 0, 0.0),
    ],
)
def test_how_a_page_lies(page: Image.Image, bend: str, turn: int, slope: float) -> None:
    sheet = picture_to_sheet(np.asarray(BENDS[bend](page).convert("RGB")), POINT)
    assert (sheet.lie.turn, sheet.sure) == (turn, True)
    assert sheet.lie.slope == pytest.approx(slope, abs=0.06)


def test_a_page_of_few_letters_is_unsure_which_way_is_up() -> None:
    sheet = _paper()
    _write(sheet, 40, 100, "Appendix 4", 24)
    straight = picture_to_sheet(np.asarray(sheet), POINT)
    assert (straight.lie.turn, straight.lie.slope, straight.sure) == (0, 0.0, False)


def test_a_blurred_photograph_has_neither_lines_nor_fills() -> None:
    clouds = Image.effect_noise((600, 400), 90).filter(ImageFilter.GaussianBlur(12)).convert("RGB")
    assert _rules(clouds) == []
    assert paint_to_fills(sheet_to_paint(_sheet(clouds)), []) == []


def test_scanners_bed_becomes_paper_and_a_printed_band_stays() -> None:
    """The bed shows at the left and below; the band bears the title and runs to the very edges of the paper."""
    sheet = _paper()
    draw = ImageDraw.Draw(sheet)
    draw.rectangle([0, 0, sheet.width, round(30 * POINT)], fill="#1F3864")
    _write(sheet, 30, 22, "Improvement plan of the Board", 14, "white")
    draw.rectangle([0, round(60 * POINT), round(12 * POINT), sheet.height], fill="#181818")
    draw.rectangle([0, round(180 * POINT), sheet.width, sheet.height], fill="#181818")
    picture = without_bed(np.asarray(sheet), POINT)
    assert (picture[round(65 * POINT) :, : round(12 * POINT)] == 255).all()
    assert (picture[round(180 * POINT) :] == 255).all()
    assert (picture[: round(50 * POINT)] == np.asarray(sheet)[: round(50 * POINT)]).all()


def _under_colour(colour: str, ink: str, *words: tuple[float, str], border: float | None = None) -> list[tuple[str, int, int, int]]:
    """What a table of three columns whose borders begin at 80 lacks, a coloured row of these words (where they begin) above it."""
    sheet = _paper()
    for y in (80, 120, 160):
        _line(sheet, 20, y, 280, y)
    for x in (20, 90, 200, 280):
        _line(sheet, x, 80, x, 160)
    ImageDraw.Draw(sheet).rectangle([20 * POINT, 50 * POINT, 281 * POINT, 79 * POINT], fill=colour)
    if border is not None:
        _line(sheet, border, 50, border, 79)
    for x, text in words:
        _write(sheet, x, 69, text, colour=ink)
    grids = edges_to_grids(*rules_to_edges(_rules(sheet)))
    return _seen(rules_of_coloured_rows(grids, sheet_to_paint(_sheet(sheet)), np.asarray(sheet.convert("L")), POINT))


def test_a_heading_row_of_which_one_border_is_seen_lacks_the_other() -> None:
    assert _under_colour("#cccccc", "black", (24, "No."), (91.5, "Responsible"), (204, "Lead"), border=90) == [("|", 200, 50, 80)]


def _start(text: str, end: float) -> float:
    """Where a text begins that ends at `end`."""
    return end - ImageFont.load_default(10 * POINT).getlength(text) / POINT


OUTLINE = [("-", 50, 20, 280), ("-", 80, 20, 280), ("|", 20, 50, 80), ("|", 280, 50, 80)]
COLOURS = [("#cccccc", "black"), ("#1f497d", "white"), ("#4f81bd", "white"), ("#c6d9f1", "#1f497d")]


@pytest.mark.parametrize(("colour", "ink"), COLOURS)
def test_a_coloured_heading_row_has_the_borders_of_the_columns_below(colour: str, ink: str) -> None:
    found = _under_colour(colour, ink, (24, "Ref"), (94, "Action"), (204, "Lead"))
    assert found == sorted([*OUTLINE, ("|", 90, 50, 80), ("|", 200, 50, 80)])


@pytest.mark.parametrize(
    "words",
    [
        ((24, "SAFETY"),),
        ((24, "Recommendation 1: Ensure that all of them are seen"),),
        # a run of words whose spaces stand at both borders
        ((_start("Review every", 88.7), "Review every"), (91.3, "care plan"), (_start("in the", 198.7), "in the"), (201.3, "first year")),
        # groups of words, but not those of the columns below
        ((24, "Recommendation"), (130, "Update in May")),
        (),
    ],
)
@pytest.mark.parametrize(("colour", "ink"), COLOURS)
def test_a_coloured_banner_is_one_cell(colour: str, ink: str, words: tuple[tuple[float, str], ...]) -> None:
    assert _under_colour(colour, ink, *words) == OUTLINE


def test_no_row_stands_on_a_table_below_plain_paper_or_what_shines_through_it() -> None:
    assert _under_colour("white", "black", (24, "Ref"), (94, "Action"), (204, "Lead")) == []
    assert _under_colour("#f0f0f2", "black", (24, "Ref"), (94, "Action"), (204, "Lead")) == []


def test_coloured_rows_among_level_rules_are_parted_at_their_edges() -> None:
    """A heading row, a banner right below it; beside them what is no row of the table."""
    heading, banner = Fill((20.5, 50, 279, 70), "1F497D"), Fill((21, 71, 280, 90), "C6D9F1")
    others = Fill((20, 10, 120, 40), "92D050"), Fill((20, 200, 280, 400), "FFFFCC")
    rules = [Rule(True, 130, 20, 280), Rule(True, 160, 20, 280), Rule(False, 20, 100, 110)]
    assert _seen(rules_of_free_rows([heading, banner, *others], rules)) == [("-", 50, 20, 280), ("-", 70, 20, 280), ("-", 90, 20, 280)]
    assert rules_of_free_rows([heading, banner], []) == []


def test_a_rating_that_fills_its_cell_has_the_border_that_it_drowns() -> None:
    """Two columns, the right one painted and its hairlines gone: one merged cell by its rules alone."""
    sheet = _paper()
    draw = ImageDraw.Draw(sheet)
    for top, colour in ((40, "#00B050"), (80, "#FFC000"), (120, "#FF0000")):
        draw.rectangle([240 * POINT, top * POINT, 280 * POINT, (top + 40) * POINT], fill=colour)
    for y in (40, 80, 120, 160):
        _line(sheet, 20, y, 280 if y in (40, 160) else 240, y)
    for x in (20, 150, 280):
        _line(sheet, x, 40, x, 160)
    for foot in (60, 100, 140):
        _write(sheet, 154, foot, "Not yet begun")
        _write(sheet, 256, foot, "G")
    paint, rules = sheet_to_paint(_sheet(sheet)), _rules(sheet)
    found = upright_steps(edges_to_grids(*rules_to_edges(rules)), paint)
    assert _seen(found) == [("|", 240, 40, 80), ("|", 240, 80, 120), ("|", 240, 120, 160)]
    found += level_steps(edges_to_grids(*rules_to_edges([*rules, *found])), paint)
    cells = edges_to_grids(*rules_to_edges([*rules, *found]))[0].cells
    assert [(cell.row, cell.column, cell.rowspan, cell.colspan) for cell in cells] == [
        (row, column, 1, 1) for row in range(3) for column in range(3)
    ]


def test_a_highlighted_word_and_a_painted_cell_alone_make_no_border() -> None:
    sheet = _paper()
    draw = ImageDraw.Draw(sheet)
    draw.rectangle([160 * POINT, 50 * POINT, 220 * POINT, 62 * POINT], fill="#FFFF00")
    draw.rectangle([200 * POINT, 80 * POINT, 280 * POINT, 120 * POINT], fill="#FFC000")
    _grid(sheet)
    _write(sheet, 162, 60, "to be agreed")
    paint, grids = sheet_to_paint(_sheet(sheet)), edges_to_grids(*rules_to_edges(_rules(sheet)))
    assert (upright_steps(grids, paint), level_steps(grids, paint)) == ([], [])


@pytest.mark.parametrize(
    ("ground", "ink", "light"),
    [
        ("#1F3864", "white", True),
        ("#4F81BD", "white", True),
        ("#FF0000", "black", False),
        ("#0070C0", "black", False),
        ("white", "black", False),
    ],
)
def test_letters_lighter_than_their_ground(ground: str, ink: str, light: bool) -> None:
    """Black on blue is no darker a cell than white on it."""
    sheet = _paper(80, 40, ground)
    _write(sheet, 30, 26, "R", 12, ink)
    assert has_light_letters(np.asarray(sheet.convert("L")), POINT) is light


def test_paper_at_the_edge_of_a_painted_cell_is_no_letter() -> None:
    """The box of the cell is a point wider than its paint, as where the scanner's feed bent the page."""
    sheet = _paper(80, 60)
    ImageDraw.Draw(sheet).rectangle([11.5 * POINT, 10 * POINT, 70 * POINT, 49 * POINT], fill="#00B050")
    assert cells_to_regions(np.asarray(sheet.convert("L")), [(10, 10, 70, 50)], POINT) == []
