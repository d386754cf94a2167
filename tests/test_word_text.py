"""Words in Word: tracked changes, fields, hidden and crossed-out text, text boxes, symbols, notes, headings."""

from __future__ import annotations

from pathlib import Path

import pytest

from plantrace.extract.document import Cell, Paragraph
from plantrace.provenance import Place
from word_files import document, p, run, tbl, tc, texts, tr

NOWHERE = Place(None, 0, 0, 0)


def field(code: str, result: str, data: str = "") -> str:
    kinds = [
        f'<w:r><w:fldChar w:fldCharType="{kind}">{data if kind == "begin" else ""}</w:fldChar></w:r>'
        for kind in ("begin", "separate", "end")
    ]
    return f'{kinds[0]}<w:r><w:instrText xml:space="preserve">{code}</w:instrText></w:r>{kinds[1]}{result}{kinds[2]}'


def text_box(text: str) -> str:
    inside = f"<w:txbxContent>{p(text)}</w:txbxContent>"
    shape = f"<w:drawing><wp:anchor><wps:wsp><wps:txbx>{inside}</wps:txbx></wps:wsp></wp:anchor></w:drawing>"
    fallback = f"<w:pict><v:shape><v:textbox>{inside}</v:textbox></v:shape></w:pict>"
    return f'<w:r><mc:AlternateContent><mc:Choice Requires="wps">{shape}</mc:Choice><mc:Fallback>{fallback}</mc:Fallback></mc:AlternateContent></w:r>'


CELLS: list[tuple[str, str, str]] = [
    ("paragraphs and hard breaks are lines", p("JH") + p() + p("<w:r><w:t>Kim</w:t><w:br/><w:t>Bev</w:t></w:r>"), "JH\nKim\nBev"),
    ("a tab is a space", p("<w:r><w:t>1.</w:t><w:tab/><w:t>Audit</w:t></w:r>"), "1. Audit"),
    ("runs cut a word anywhere", p(run("Rec") + run("ommend") + run("ation")), "Recommendation"),
    ("no-break spaces and doubled ones", p(run("30\u00a0June   2012 ")), "30 June 2012"),
    (
        "hyphens: soft ones unseen, no-break ones seen",
        p("<w:r><w:t>multi</w:t><w:noBreakHyphen/><w:t>agen</w:t><w:softHyphen/><w:t>cy</w:t></w:r>"),
        "multi-agency",
    ),
    ("inserted text is there", p(run("by June") + "<w:ins>" + run(" 2013") + "</w:ins>"), "by June 2013"),
    ("deleted text is not", p(run("by June") + "<w:del><w:r><w:delText> 2012</w:delText></w:r></w:del>"), "by June"),
    ("moved text is where it went", p("<w:moveFrom>" + run("old") + "</w:moveFrom><w:moveTo>" + run("new") + "</w:moveTo>"), "new"),
    (
        "a deleted paragraph mark joins two paragraphs",
        f"<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{run('Service Manager')}</w:p>" + p(" - ICRT"),
        "Service Manager - ICRT",
    ),
    (
        "smart tags and hyperlinks",
        p("<w:smartTag>" + run("Sunderland") + "</w:smartTag><w:hyperlink>" + run(" site") + "</w:hyperlink>"),
        "Sunderland site",
    ),
    ("a content control in a line", p("<w:sdt><w:sdtPr/><w:sdtContent>" + run("Amber") + "</w:sdtContent></w:sdt>"), "Amber"),
    ("a simple field", p('<w:fldSimple w:instr="DATE">' + run("3 May 2013") + "</w:fldSimple>"), "3 May 2013"),
    ("a field gives its result", p(run("on ") + field("DATE", run("3 May 2013")) + run(".")), "on 3 May 2013."),
    (
        "a field in a field's code",
        p(field("IF " + "</w:instrText></w:r>" + field("REF a", run("no")) + "<w:r><w:instrText>", run("yes"))),
        "yes",
    ),
    ("a field that never ends hides nothing that follows", p('<w:r><w:fldChar w:fldCharType="begin"/></w:r>') + p("after"), "after"),
    (
        "a list to choose from prints the choice",
        p(
            field(
                "FORMDROPDOWN",
                "",
                '<w:ffData><w:ddList><w:result w:val="1"/><w:listEntry w:val="Red"/><w:listEntry w:val="Amber"/></w:ddList></w:ffData>',
            )
        ),
        "Amber",
    ),
    ("a box to tick prints whether it is", p(field("FORMCHECKBOX", "", "<w:ffData><w:checkBox><w:checked/></w:checkBox></w:ffData>")), "☒"),
    (
        "a text box stands where it is anchored, once",
        p(run("Progress") + text_box("see overleaf")) + p("next"),
        "Progress\nsee overleaf\nnext",
    ),
    ("hidden text is not read", p(run("seen") + run(" unseen", "<w:vanish/>")), "seen"),
    ("hidden by a style", p(run("seen") + run(" unseen", '<w:rStyle w:val="Hidden"/>')), "seen"),
    ("hidden by a style, shown again", p(run("seen", '<w:rStyle w:val="Hidden"/><w:vanish w:val="0"/>')), "seen"),
    ("capitals by format are printed capitals", p(run("on target", "<w:caps/>")), "ON TARGET"),
    ("a Wingdings tick by w:sym", p('<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>'), "✓"),
    ("a Wingdings cross as a letter", p(run("û", '<w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/>')), "✗"),
    ("a Wingdings 2 tick", p(run("P", '<w:rFonts w:ascii="Wingdings 2"/>')), "✓"),
    ("a Webdings dot and tick", p(run("na", '<w:rFonts w:ascii="Webdings"/>')), "●✓"),
    ("a Symbol bullet whose font is lost", p(run("\uf0b7 item")), "• item"),
    ("an unknown sign is not nothing", p('<w:r><w:sym w:font="Wingdings" w:char="F0C5"/></w:r>'), "�"),
    ("a formula", p("<m:oMath><m:r><m:t>n=12</m:t></m:r></m:oMath>"), "n=12"),
    (
        "ruby: the text, not its gloss",
        p("<w:r><w:ruby><w:rt>" + run("gloss") + "</w:rt><w:rubyBase>" + run("base") + "</w:rubyBase></w:ruby></w:r>"),
        "base",
    ),
    (
        "reference marks of notes and comments",
        p(run("Audit") + '<w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:commentReference w:id="1"/></w:r>'),
        "Audit",
    ),
    ("what a format was before a tracked change", p(run("kept", "<w:rPrChange><w:rPr><w:vanish/></w:rPr></w:rPrChange>")), "kept"),
]

HIDDEN_STYLE = '<w:style w:type="character" w:styleId="Hidden"><w:name w:val="Hidden"/><w:rPr><w:vanish/></w:rPr></w:style>'


@pytest.mark.parametrize(("content", "expected"), [pytest.param(content, expected, id=name) for name, content, expected in CELLS])
def test_a_cell_holds_what_is_printed(tmp_path: Path, content: str, expected: str) -> None:
    (table,) = document(tmp_path, tbl(tr(tc(content))), styles=HIDDEN_STYLE).tables
    assert table.cells == (Cell(expected, 0, 0, places=(Place(None, 1, 1, 1),), lines=tuple(expected.split("\n"))),)


STRUCK = [
    ("all of it", run("Train staff", "<w:strike/>"), "Train staff", True),
    ("all of it, doubly", run("Train staff", "<w:dstrike/>"), "Train staff", True),
    ("the first words", run("Train staff", "<w:strike/>") + run(" by June"), "Train staff", False),
    (
        "by a style, and not where a run says no",
        run("a", '<w:rStyle w:val="Off"/>') + run(" b", '<w:rStyle w:val="Off"/><w:strike w:val="0"/>'),
        "a",
        False,
    ),
    ("nothing", run("Train staff"), "", False),
]


@pytest.mark.parametrize(("content", "struck", "whole"), [pytest.param(*row, id=name) for name, *row in STRUCK])
def test_crossed_out_text_is_kept_and_marked(tmp_path: Path, content: str, struck: str, whole: bool) -> None:
    style = '<w:style w:type="character" w:styleId="Off"><w:rPr><w:strike/></w:rPr></w:style>'
    (table,) = document(tmp_path, tbl(tr(tc(p(content)))), styles=style).tables
    assert (table.cells[0].struck_text, table.cells[0].struck) == (struck, whole)


STYLES = (
    '<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="22"/></w:rPr></w:rPrDefault></w:docDefaults>'
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/>'
    '<w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/><w:sz w:val="32"/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Theme"><w:name w:val="Plan theme"/><w:basedOn w:val="H1"/><w:pPr><w:outlineLvl w:val="2"/></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="T"><w:name w:val="Title"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Loop"><w:name w:val="Loop"/><w:basedOn w:val="Loop"/></w:style>'
    '<w:style w:type="character" w:styleId="Strong"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style>'
)


def styled(id_: str, text: str, more: str = "") -> str:
    return p(text, f'<w:pStyle w:val="{id_}"/>{more}')


HEADINGS = [
    ("plain", p("Text"), Paragraph("Text", NOWHERE, None, False, 11.0)),
    ("a heading style", styled("H1", "Safeguarding"), Paragraph("Safeguarding", NOWHERE, 1, True, 16.0)),
    ("a style based on one", styled("Theme", "Safeguarding"), Paragraph("Safeguarding", NOWHERE, 3, True, 16.0)),
    ("the title", styled("T", "Action Plan"), Paragraph("Action Plan", NOWHERE, 1, False, 11.0)),
    ("an outline level of its own", p("Progress", '<w:outlineLvl w:val="1"/>'), Paragraph("Progress", NOWHERE, 2, False, 11.0)),
    (
        "a heading taken out of the outline",
        styled("H1", "Not one", '<w:outlineLvl w:val="9"/>'),
        Paragraph("Not one", NOWHERE, None, True, 16.0),
    ),
    # bold in a bold heading is plain again: toggles of two styles cancel each other
    ("a strong word in a bold heading", styled("H1", run("x", '<w:rStyle w:val="Strong"/>')), Paragraph("x", NOWHERE, 1, False, 16.0)),
    ("bold in part", p(run("Lead: ", "<w:b/>") + run("JH")), Paragraph("Lead: JH", NOWHERE, None, False, 11.0)),
    ("a style based on itself", styled("Loop", "round"), Paragraph("round", NOWHERE, None, False, 11.0)),
    ("a style that is not there", styled("Gone", "text"), Paragraph("text", NOWHERE, None, False, 11.0)),
]


@pytest.mark.parametrize(("body", "expected"), [pytest.param(body, expected, id=name) for name, body, expected in HEADINGS])
def test_paragraphs_know_their_level_weight_and_size(tmp_path: Path, body: str, expected: Paragraph) -> None:
    assert document(tmp_path, body, styles=STYLES).blocks == (expected,)


def test_notes_stand_at_the_end_in_the_order_of_their_marks(tmp_path: Path) -> None:
    def notes(kind: str, *inside: str) -> str:
        return "".join(f'<w:{kind} w:id="{number}">{p(text)}</w:{kind}>' for number, text in enumerate(inside))

    def mark(kind: str, number: int) -> str:
        return f'<w:r><w:{kind}Reference w:id="{number}"/></w:r>'

    body = p(run("One") + mark("footnote", 2)) + tbl(tr(tc(p(run("Two") + mark("endnote", 0) + mark("footnote", 1))))) + p("Three")
    printed = document(tmp_path, body, footnotes=notes("footnote", "separator", "first", "second"), endnotes=notes("endnote", "last"))
    assert texts(printed) == ["One", ["Two"], "Three", "second", "first", "last"]


def test_heads_and_feet_are_furniture_and_the_title_is_read(tmp_path: Path) -> None:
    header = p("UNCLASSIFIED") + tbl(tr(tc("Action plan"), tc(p(run("Page ") + field("PAGE", run("1")))))) + p("UNCLASSIFIED")
    printed = document(tmp_path, p("Body"), header=header, footer=p("UNCLASSIFIED") + p(), title=" Plan\n 2013 ")
    assert [paragraph.text for paragraph in printed.furniture] == ["UNCLASSIFIED", "Action plan", "Page 1"]
    assert (texts(printed), printed.title, printed.pages, printed.diagnostics) == (["Body"], "Plan 2013", None, ())


def test_a_part_in_another_format_is_told(tmp_path: Path) -> None:
    printed = document(tmp_path, p("Body") + '<w:altChunk r:id="x"/>')
    assert [(found.code, found.severity) for found in printed.diagnostics] == [("embedded-part-unread", "warning")]
