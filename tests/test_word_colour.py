"""Colour in Word: fills direct, from themes and from table styles; marks; ink and weight of letters."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from plantrace.extract.document import Mark
from word_files import document, p, run, tbl, tc, tr

THEME = '<a:dk1><a:sysClr val="windowText" lastClr="000000"/></a:dk1><a:lt1><a:sysClr val="window" lastClr="FFFFFF"/></a:lt1>' + "".join(
    f'<a:{slot}><a:srgbClr val="{colour}"/></a:{slot}>' for slot, colour in (("accent1", "4F81BD"), ("accent2", "C0504D"))
)


def shd(fill: str, more: str = "", pattern: str = "clear") -> str:
    return f'<w:shd w:val="{pattern}" w:color="auto" w:fill="{fill}" {more}/>'


FILLS = [
    ("plain", shd("FFC000"), "FFC000"),
    ("small letters", shd("ff0000"), "FF0000"),
    ("white that is painted", shd("FFFFFF"), "FFFFFF"),
    ("auto is nothing", shd("auto"), None),
    ("none at all", "", None),
    ("no pattern", shd("FF0000", pattern="nil"), None),
    ("theme", shd("4F81BD", 'w:themeFill="accent1"'), "4F81BD"),
    # Word rounds otherwise: what it wrote beside is taken where that is all the difference
    ("theme, lighter 60 %, as Word has it", shd("B8CCE4", 'w:themeFill="accent1" w:themeFillTint="66"'), "B8CCE4"),
    ("theme, lighter 60 %", shd("auto", 'w:themeFill="accent1" w:themeFillTint="66"'), "B9CDE5"),
    ("theme, darker 25 %", shd("auto", 'w:themeFill="accent2" w:themeFillShade="BF"'), "953735"),
    ("the theme counts where it was changed", shd("00FF00", 'w:themeFill="accent2"'), "C0504D"),
    ("theme's white, darker", shd("D9D9D9", 'w:themeFill="background1" w:themeFillShade="D9"'), "D9D9D9"),
    ("a theme colour that is not there", shd("92D050", 'w:themeFill="accent6"'), "92D050"),
    ("a quarter black", shd("auto", pattern="pct25"), "BFBFBF"),
    ("half red on white", '<w:shd w:val="pct50" w:color="FF0000" w:fill="FFFFFF"/>', "FF8080"),
    ("solid", '<w:shd w:val="solid" w:color="00B050" w:fill="auto"/>', "00B050"),
    ("nonsense", shd("reddish"), None),
]


@pytest.mark.parametrize(("properties", "fill"), [pytest.param(*row, id=name) for name, *row in FILLS])
def test_a_cell_has_its_fill(tmp_path: Path, properties: str, fill: str | None) -> None:
    (table,) = document(tmp_path, tbl(tr(tc("x", properties))), theme=THEME).tables
    assert table.cells[0].fill == fill


def part(kind: str, fill: str, letters: str = "") -> str:
    return f'<w:tblStylePr w:type="{kind}"><w:rPr>{letters}</w:rPr><w:tcPr>{shd(fill)}</w:tcPr></w:tblStylePr>'


TABLE_STYLE = (
    '<w:style w:type="table" w:styleId="Base"><w:name w:val="Base"/><w:tcPr>'
    + shd("EEEEEE")
    + '</w:tcPr></w:style><w:style w:type="table" w:styleId="Grid"><w:name w:val="Grid"/><w:basedOn w:val="Base"/>'
    + part("firstRow", "1F497D", '<w:b/><w:color w:val="FFFFFF"/>')
    + part("firstCol", "AAAAAA", "<w:b/>")
    + part("band1Horz", "DBE5F1")
    + part("lastRow", "999999")
    + part("nwCell", "000000")
    + "</w:style>"
)
ROWS = [tr(tc("a"), tc("b")), tr(tc("c"), tc("d")), tr(tc("e"), tc("f")), tr(tc("g"), tc("h", shd("FF0000")))]

LOOKS = [
    ("banding alone, Word's default", "", ["DBE5F1", "DBE5F1", "EEEEEE", "EEEEEE", "DBE5F1", "DBE5F1", "EEEEEE", "FF0000"]),
    (
        "heading row, by flags: the corner is the heading's without a first column",
        '<w:tblLook w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="0" w:noVBand="1"/>',
        ["1F497D", "1F497D", "DBE5F1", "DBE5F1", "EEEEEE", "EEEEEE", "DBE5F1", "FF0000"],
    ),
    (
        "heading row and column, no bands, by bits",
        '<w:tblLook w:val="06A0"/>',
        ["000000", "1F497D", "AAAAAA", "EEEEEE", "AAAAAA", "EEEEEE", "AAAAAA", "FF0000"],
    ),
    ("total row", '<w:tblLook w:val="0640"/>', ["EEEEEE", "EEEEEE", "EEEEEE", "EEEEEE", "EEEEEE", "EEEEEE", "999999", "FF0000"]),
]


@pytest.mark.parametrize(("look", "fills"), [pytest.param(*row, id=name) for name, *row in LOOKS])
def test_a_table_style_paints_its_regions(tmp_path: Path, look: str, fills: list[str]) -> None:
    body = tbl(*ROWS, properties=f'<w:tblStyle w:val="Grid"/>{look}')
    (table,) = document(tmp_path, body, styles=TABLE_STYLE).tables
    assert [cell.fill for cell in table] == fills


def test_a_table_style_gives_letters_their_ink_and_weight(tmp_path: Path) -> None:
    body = tbl(*ROWS, properties='<w:tblStyle w:val="Grid"/><w:tblLook w:val="0620"/>')
    (table,) = document(tmp_path, body, styles=TABLE_STYLE).tables
    assert [(cell.ink, cell.bold) for cell in table][:3] == [("FFFFFF", True), ("FFFFFF", True), (None, False)]


INKS = [
    ("black", tc(run("x", '<w:color w:val="000000"/>')), None, False),
    ("automatic on a dark fill is white", tc("x", shd("0C0C0C")), "FFFFFF", False),
    ("most letters", tc(run("amber", '<w:color w:val="FFC000"/>') + run("!")), "FFC000", False),
    ("a link's blue is no ink", tc("<w:hyperlink>" + run("site", '<w:color w:val="0000FF"/>') + "</w:hyperlink>"), None, False),
    ("all bold, spaces aside", tc(run("Lead", "<w:b/>") + run(" ") + run("officer", "<w:b/>")), None, True),
    ("an empty cell is not bold", tc(""), None, False),
]


@pytest.mark.parametrize(("cell", "ink", "bold"), [pytest.param(*row, id=name) for name, *row in INKS])
def test_ink_and_weight(tmp_path: Path, cell: str, ink: str | None, bold: bool) -> None:
    (table,) = document(tmp_path, tbl(tr(cell))).tables
    assert (table.cells[0].ink, table.cells[0].bold) == (ink, bold)


RED = '<w:color w:val="FF0000"/>'
OVAL = "<w:r><w:drawing><wp:inline><wps:wsp><wps:spPr><a:solidFill>{}</a:solidFill></wps:spPr></wps:wsp></wp:inline></w:drawing></w:r>"
MARKS: list[tuple[str, str, list[Mark]]] = [
    ("highlight", run("slipped", '<w:highlight w:val="yellow"/>'), [Mark("highlight", "FFFF00", "slipped")]),
    ("run shading", run("done", shd("92D050")), [Mark("shading", "92D050", "done")]),
    ("coloured text", run("Audit ") + run("overdue", RED), [Mark("text", "FF0000", "overdue")]),
    ("one mark over several runs", run("over", RED) + run(" ") + run("due", RED), [Mark("text", "FF0000", "over due")]),
    (
        "two colours",
        run("red", RED) + run("green", '<w:color w:val="00B050"/>'),
        [Mark("text", "FF0000", "red"), Mark("text", "00B050", "green")],
    ),
    ("a coloured dot", run("●", RED), [Mark("symbol", "FF0000", "●")]),
    (
        "a coloured dot of Wingdings beside words",
        '<w:r><w:rPr><w:color w:val="FFC000"/></w:rPr><w:sym w:font="Wingdings" w:char="F06C"/><w:t> on track</w:t></w:r>',
        [Mark("symbol", "FFC000", "●"), Mark("text", "FFC000", "on track")],
    ),
    ("a coloured circle among the letters of Unicode", run("🟢 done"), [Mark("symbol", "78B159", "🟢")]),
    (
        "black, automatic and links are no marks",
        run("a", '<w:color w:val="auto"/>') + "<w:hyperlink>" + run("b", RED) + "</w:hyperlink>",
        [],
    ),
    ("highlight none", run("a", '<w:highlight w:val="none"/>'), []),
    ("a drawn shape", OVAL.format('<a:srgbClr val="00B050"/>'), [Mark("drawing", "00B050")]),
    ("a drawn shape in a theme's colour", OVAL.format('<a:schemeClr val="accent2"/>'), [Mark("drawing", "C0504D")]),
    (
        "lighter by luminance",
        OVAL.format('<a:schemeClr val="accent1"><a:lumMod val="40000"/><a:lumOff val="60000"/></a:schemeClr>'),
        [Mark("drawing", "B8CCE5")],
    ),
    ("an old drawn oval", '<w:r><w:pict><v:oval fillcolor="#92d050 [3206]"/></w:pict></w:r>', [Mark("drawing", "92D050")]),
    ("an old drawn oval by name", '<w:r><w:pict><v:oval fillcolor="red"/></w:pict></w:r>', [Mark("drawing", "FF0000")]),
    ("an outline alone", '<w:r><w:pict><v:oval filled="f" fillcolor="red"/></w:pict></w:r>', []),
]


@pytest.mark.parametrize(("content", "marks"), [pytest.param(*row, id=name) for name, *row in MARKS])
def test_colour_inside_a_cell_is_marked(tmp_path: Path, content: str, marks: list[Mark]) -> None:
    (table,) = document(tmp_path, tbl(tr(tc(p(content)))), theme=THEME).tables
    assert list(table.cells[0].marks) == marks


def test_a_shaded_paragraph_is_marked_line_by_line(tmp_path: Path) -> None:
    cell = tc(p(run("AMBER", shd("auto")), shd("FFC000")) + p("more", shd("FFC000")) + p("plain"))
    (table,) = document(tmp_path, tbl(tr(cell))).tables
    assert table.cells[0].marks == (Mark("shading", "FFC000", "AMBER\nmore"),)


def picture(points: int) -> str:
    size = points * 12700
    blip = '<pic:pic><pic:blipFill><a:blip r:embed="rId-dot.png"/></pic:blipFill></pic:pic>'
    return f'<w:r><w:drawing><wp:inline><wp:extent cx="{size}" cy="{size}"/>{blip}</wp:inline></w:drawing></w:r>'


@pytest.mark.parametrize(("points", "marks"), [(12, (Mark("picture", "FF0000"),)), (300, ())])
def test_a_little_picture_gives_its_colour_and_a_large_one_none(tmp_path: Path, points: int, marks: tuple[Mark, ...]) -> None:
    dot = Image.new("RGBA", (48, 48), (0, 0, 0, 0))
    ImageDraw.Draw(dot).ellipse((4, 4, 44, 44), fill=(255, 0, 0, 255))
    stream = io.BytesIO()
    dot.save(stream, "PNG")
    (table,) = document(tmp_path, tbl(tr(tc(p(picture(points))))), media={"dot.png": stream.getvalue()}).tables
    assert table.cells[0].marks == marks


def test_a_broken_picture_costs_its_mark_alone(tmp_path: Path) -> None:
    (table,) = document(tmp_path, tbl(tr(tc(p(run("done") + picture(12))))), media={"dot.png": b"\x89PNG\r\n\x1a\nbroken"}).tables
    assert (table.cells[0].text, table.cells[0].marks) == ("done", ())


def test_a_shaded_paragraph_without_text_is_seen(tmp_path: Path) -> None:
    """A rating set as the shading of an empty paragraph; an unshaded blank beside it shows nothing."""
    body = tbl(tr(tc("Audit files"), tc(f"<w:p><w:pPr>{shd('FFC000')}</w:pPr></w:p>"), tc("<w:p/>")))
    (table,) = document(tmp_path, body).tables
    assert [(cell.text, cell.marks) for cell in table] == [("Audit files", ()), ("", (Mark("shading", "FFC000"),)), ("", ())]
