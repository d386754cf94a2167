"""One Word plan with everything that Word can do to a table at once, its rows asserted whole."""

from __future__ import annotations

import io
from pathlib import Path

from PIL import Image

from plantrace.normalise.plan import read_plan
from plantrace.normalise.values import action_to_values
from word_files import document, p, run, tbl, tc, tr

START, ON = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
BY = 'w:id="1" w:author="JH"'
THEME = '<a:accent3><a:srgbClr val="92D050"/></a:accent3>'
NUMBERING = (
    '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum>'
    '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="&#xF0B7;"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
)
NUMBERED, BULLETED = (f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>' for number in (1, 2))
DOT = '<w:r><w:rPr><w:color w:val="FFC000"/></w:rPr><w:sym w:font="Wingdings" w:char="F06C"/></w:r>'
TICK = '<w:r><w:rPr><w:color w:val="00B050"/></w:rPr><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>'
BOX = (
    f"<w:r><w:pict><v:shape><v:textbox><w:txbxContent>{p('Draft seen by the Board.')}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
)
PICTURE = (
    '<w:r><w:drawing><wp:inline><wp:extent cx="152400" cy="152400"/><pic:pic><pic:blipFill><a:blip r:embed="rId-dot.png"/></pic:blipFill></pic:pic>'
    "</wp:inline></w:drawing></w:r>"
)


def sdt(content: str) -> str:
    return f"<w:sdt><w:sdtPr/><w:sdtContent>{content}</w:sdtContent></w:sdt>"


def row(number: str, first: str, action: str, lead: str, when: str, rag: str, properties: str = "") -> str:
    """`number` and `first` are cells, the rest what stands in theirs."""
    return tr(number, first, tc(action), tc(lead), tc(when), rag, properties=properties)


def plan() -> str:
    steps = tbl(tr(tc("Step 1"), tc("Scope agreed")))
    first, second = tc(p("", NUMBERED), START), tc("Strengthen management oversight of casework", START)
    merged = tc("", ON), tc("", ON)
    rows = [
        tr(*map(tc, ("No.", "Recommendation", "Action", "Lead", "By when", "RAG")), properties="<w:tblHeader/>"),
        # rating by a theme's colour; a footnote; steps in a table of their own
        row(
            first, second, p(run("Review the supervision policy") + '<w:r><w:footnoteReference w:id="1"/></w:r>') + steps + p(), "Helen Marsh", "June 2014",
            tc("", '<w:shd w:val="clear" w:color="auto" w:fill="auto" w:themeFill="accent3"/>'),
        ),
        # a content control round the row and one in a cell; a date put right by a tracked change; a dot of Wingdings
        sdt(
            row(
                *merged, sdt(p("Audit case files")), "Tom Akers",
                p(f"<w:del {BY}><w:r><w:delText>May 2014</w:delText></w:r></w:del><w:ins {BY}>{run('July 2014')}</w:ins>"), tc(p(DOT)),
            )
        ),
        # a row that was taken out, one that was put in, each by a tracked change
        row(*merged, "Write to all schools", "", "", tc(), f"<w:del {BY}/>"),
        row(*merged, p("Train", BULLETED) + p("all managers", BULLETED), "All staff", "Ongoing", tc(p(TICK)), f"<w:ins {BY}/>"),
        # a merge ends, numbers count on; crossed out from end to end; a rating by highlight
        row(
            tc(p("", NUMBERED)), tc(run("Improve health assessments", "<w:strike/>")), run("Agree a pathway", "<w:strike/>"), run("Priya Nair", "<w:strike/>"),
            run("2015", "<w:strike/>"), tc(run("Red", '<w:strike/><w:highlight w:val="red"/>')),
        ),
        # hidden text is not read; a text box in the cell is; a little picture for the rating
        row(
            tc(p("", NUMBERED)), tc(run("Listen to children") + run(" CHECK WITH LEGAL", "<w:vanish/>")), p(run("Publish the strategy.") + BOX), "QA Lead",
            "31/03/2015", tc(p(PICTURE)),
        ),
        # the number and the recommendation are left out: the row begins at the third column of the grid
        tr(tc("Report to scrutiny"), tc("HM"), tc("Quarterly"), tc("Amber"), properties='<w:gridBefore w:val="2"/>'),
    ]  # fmt: skip
    return p("Improvement plan") + sdt(tbl(*rows, widths=(600, 2400, 3600, 1400, 1200, 800))) + p("Approved in May 2014.")


def test_every_row_of_it(tmp_path: Path) -> None:
    dot = io.BytesIO()
    Image.new("RGB", (24, 24), (0, 176, 80)).save(dot, "PNG")
    notes = "".join(f'<w:footnote w:id="{number}">{p(text)}</w:footnote>' for number, text in enumerate(("", "With health and schools.")))
    printed = document(tmp_path, plan(), theme=THEME, numbering=NUMBERING, footnotes=notes, media={"dot.png": dot.getvalue()})
    plan_ = read_plan(printed)
    fields = ("recommendation_number", "recommendation", "action", "lead_raw", "timescale_raw", "rag")
    said = [tuple(action_to_values(action).get(field) for field in fields) for action in plan_.actions]
    oversight, listening = ("1", "Strengthen management oversight of casework"), ("3", "Listen to children")
    assert said == [
        (*oversight, "Review the supervision policy\nStep 1 Scope agreed", "Helen Marsh", "June 2014", "green"),
        (*oversight, "Audit case files", "Tom Akers", "July 2014", "amber"),
        (*oversight, "Train\nall managers", "All staff", "Ongoing", "green"),
        ("2", "Improve health assessments", "Agree a pathway", "Priya Nair", "2015", "red"),
        (*listening, "Publish the strategy.\nDraft seen by the Board.", "QA Lead", "31/03/2015", "green"),
        (*listening, "Report to scrutiny", "HM", "Quarterly", "amber"),
    ]
    assert [action.struck for action in plan_.actions] == [False, False, False, True, False, False]
    assert plan_.account.left_over == ()
    assert [block.text for block in printed.blocks if not hasattr(block, "cells")] == [
        "Improvement plan", "Approved in May 2014.", "With health and schools.",
    ]  # fmt: skip
