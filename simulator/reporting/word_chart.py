"""A chart that Word can edit, in a paragraph of its own."""

from __future__ import annotations

from xml.sax.saxutils import quoteattr

from docx.document import Document as WordFile
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.text.paragraph import CT_P
from docx.shared import Length

from simulator.reporting.native_chart import NativeChart
from simulator.reporting.word_fields import paragraph

CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
MAIN = "http://schemas.openxmlformats.org/drawingml/2006/main"
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
FIRST_ID = 10_000
"""Ids of drawings, above those of the pictures."""


def chart_paragraph(
    file: WordFile, chart: NativeChart, number: int, size: tuple[Length, Length], style: str
) -> CT_P:
    """Add a chart and its workbook to a file and return the paragraph that shows it.

    Parameters
    ----------
    number
        Place among the charts of the file, from 1.
    size
        Width and height.
    style
        Id of the paragraph's style.
    """
    link = file.part.relate_to(_parts(file, chart, number), RELATIONSHIP_TYPE.CHART)
    width, height = size
    name = quoteattr(chart.title)
    drawing = (
        f'<w:r><w:drawing><wp:inline xmlns:wp="{DRAWING}" distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{int(width)}" cy="{int(height)}"/>'
        f'<wp:docPr id="{FIRST_ID + number}" name="Chart {number}" descr={name}/>'
        f'<wp:cNvGraphicFramePr/><a:graphic xmlns:a="{MAIN}"><a:graphicData uri="{CHART}">'
        f'<c:chart xmlns:c="{CHART}" xmlns:r="{LINKS}" r:id="{link}"/>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )
    return paragraph(drawing, style)


def _parts(file: WordFile, chart: NativeChart, number: int) -> Part:
    """Return the part of a chart with its workbook linked to it."""
    package = file.part.package
    book = Part(
        PackURI(f"/word/embeddings/Microsoft_Excel_Sheet{number}.xlsx"),
        CONTENT_TYPE.SML_SHEET,
        chart.workbook,
        package,
    )
    made = Part(PackURI(f"/word/charts/chart{number}.xml"), CONTENT_TYPE.DML_CHART, b"", package)
    link = made.relate_to(book, RELATIONSHIP_TYPE.PACKAGE)
    data = f'<c:externalData r:id="{link}"><c:autoUpdate val="0"/></c:externalData>'
    made._blob = chart.xml.replace("</c:chartSpace>", f"{data}</c:chartSpace>").encode()
    return made
