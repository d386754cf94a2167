"""A sheet as HTML for a browser to print."""

from __future__ import annotations

from html import escape

from .layouts import Layout
from .sheet import Sheet, cells_of

_RULES = {
    "grid": "td, th { border: 0.75pt solid #333 }",
    "horizontal": "td, th { border: 0; border-bottom: 0.75pt solid #333 } th { border-top: 0.75pt solid #333 }",
    "none": "td, th { border: 0 }",
    "doubled": "table { border-collapse: separate; border-spacing: 0 } td, th { border: 0.5pt solid #222 }",
}


def sheet_to_html(sheet: Sheet, layout: Layout) -> str:
    widths = "".join(f'<col style="width:{100 * weight / sum(sheet.weights):.2f}%">' for weight in sheet.weights)
    heading = "".join(f"<th>{escape(text)}</th>" for text in sheet.headings)
    body = []
    for at, cells in enumerate(cells_of(sheet, layout.faked_merges)):
        if (banner := sheet.rows[at].banner) is not None:
            body.append(f'<tr><td colspan="{len(sheet.headings)}"><b>{escape(banner)}</b></td></tr>')
        drawn = []
        for column, text, span in cells:
            colour = sheet.rows[at].colour if column == sheet.rating else None
            style = f' style="background:#{colour}"' if colour else ""
            rows = f' rowspan="{span}"' if span > 1 else ""
            drawn.append(f"<td{rows}{style}>{escape(text).replace(chr(10), '<br>')}</td>")
        shade = ' class="z"' if layout.zebra and at % 2 else ""
        body.append(f"<tr{shade}>{''.join(drawn)}</tr>")
    return f"""<!doctype html><html lang="en"><meta charset="utf-8"><title>{escape(sheet.title)}</title><style>
@page {{ size: A4 {"portrait" if layout.portrait else "landscape"}; margin: 12mm }}
body {{ font-family: "Liberation Sans", Arial, sans-serif; font-size: {layout.size}pt; -webkit-print-color-adjust: exact }}
h1 {{ font-size: 13pt }}
table {{ border-collapse: collapse; width: 100%; table-layout: fixed }}
td, th {{ padding: 1.5pt 3pt; vertical-align: top; text-align: left; overflow-wrap: break-word }}
{_RULES[layout.rules]}
thead {{ display: {"table-header-group" if layout.repeat_heading else "table-row-group"} }}
th {{ {"background: #1F3864; color: white" if layout.dark_heading else "background: #d9d9d9"} }}
.z td {{ background: #eef2f8 }}
tr {{ break-inside: {"avoid" if layout.keep_rows else "auto"} }}
</style><h1>{escape(sheet.title)}</h1><table><colgroup>{widths}</colgroup><thead><tr>{heading}</tr></thead><tbody>{"".join(body)}</tbody></table></html>"""
