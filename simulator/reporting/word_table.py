"""A table as the XML of Word: repeated heading, whole rows, cells in styles."""

from __future__ import annotations

from collections.abc import Sequence
from xml.sax.saxutils import escape

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.oxml.table import CT_Tbl

from simulator.analysis.document import Table, written
from simulator.reporting.numbering import keeps_next


def table_xml(table: Table, width: int, styles: dict[str, str]) -> CT_Tbl:
    """Return a table over ``width`` twentieths of a point.

    Made as one text: python-docx looks every cell up anew, which takes minutes for a thousand rows.

    Parameters
    ----------
    styles
        Ids of the styles by name.
    """
    whole = sum(column.width for column in table.columns)
    widths = [round(width * column.width / whole) for column in table.columns]
    grid = "".join(f'<w:gridCol w:w="{one}"/>' for one in widths)
    head = _row(
        [
            _cell(column.title, wide, styles["Report Head"])
            for column, wide in zip(table.columns, widths, strict=True)
        ],
        is_head=True,
    )
    made: CT_Tbl = parse_xml(
        f"<w:tbl {nsdecls('w')}><w:tblPr>"
        f'<w:tblStyle w:val="{styles["Report Table"]}"/>'
        f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/>'
        '<w:tblLayout w:type="fixed"/><w:tblLook w:val="0020" w:firstRow="1"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{head}{_body(table, widths, styles)}</w:tbl>"
    )
    return made


def _body(table: Table, widths: Sequence[int], styles: dict[str, str]) -> str:
    """Return all rows; equal cells of a merged column that follow each other are one."""
    rows: list[str] = []
    above = [""] * len(widths)
    small = styles["Report Beside"]
    kinds = [
        styles["Report Number" if column.is_number else "Report Cell"] for column in table.columns
    ]
    for texts, kept in zip(written(table), keeps_next(table), strict=True):
        cells, same = [], True
        for place, (text, wide, kind) in enumerate(zip(texts, widths, kinds, strict=True)):
            merge = ""
            if table.columns[place].merged:
                same = same and bool(rows) and text == above[place]
                merge = "<w:vMerge/>" if same else '<w:vMerge w:val="restart"/>'
                text = "" if same else text
            cells.append(_cell(text, wide, kind, merge=merge, small=small, keeps_next=kept))
        above = [text or old for text, old in zip(texts, above, strict=True)]
        rows.append(_row(cells))
    return "".join(rows)


def _row(cells: Sequence[str], *, is_head: bool = False) -> str:
    head = "<w:tblHeader/>" if is_head else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{head}</w:trPr>{''.join(cells)}</w:tr>"


def _cell(
    text: str,
    width: int,
    style: str,
    *,
    merge: str = "",
    small: str = "",
    keeps_next: bool = True,
) -> str:
    """Return one cell; lines after the first are small."""
    keeps = "<w:keepNext/>" if keeps_next else ""
    align = "top" if merge else "center"
    first, *more = text.split("\n")
    runs = f'<w:r><w:t xml:space="preserve">{clean(first)}</w:t></w:r>' if first else ""
    look = f'<w:rPr><w:rStyle w:val="{small}"/></w:rPr>' if small else ""
    runs += "".join(
        f'<w:r>{look}<w:br/><w:t xml:space="preserve">{clean(line)}</w:t></w:r>' for line in more
    )
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{merge}<w:vAlign w:val="{align}"/>'
        f'</w:tcPr><w:p><w:pPr><w:pStyle w:val="{style}"/>{keeps}</w:pPr>{runs}</w:p></w:tc>'
    )


def clean(text: str) -> str:
    """Return a text as XML may hold it; control characters, which XML forbids, are left out."""
    return escape("".join(one for one in text if one >= " " or one in "\t\n"))
