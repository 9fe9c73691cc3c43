"""How a chart that an office can edit looks: colours, lines, legend and letters."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple, TypeAlias

from pptx.chart.chart import Chart
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_LEGEND_POSITION, XL_MARKER_STYLE, XL_TICK_LABEL_POSITION
from pptx.enum.dml import MSO_LINE_DASH_STYLE
from pptx.opc.oxml import serialize_part_xml
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.oxml.xmlchemy import OxmlElement
from pptx.util import Pt

from simulator.analysis.colours import EDGE, GRID, INK

LATIN, EAST = "Arial", "微软雅黑"
PANOSE = "020B0503020204020204"
"""Kind of letter of 微软雅黑, by which an office chooses another when it lacks the font."""
Proxy: TypeAlias = Any
"""An object of python-pptx, whose types say too little to be checked."""

GAP, DIAMOND = 55, 9


class Look(NamedTuple):
    """How one series looks."""

    colour: str
    width: float = 0.0
    """Of its line [pt]; zero is none."""
    dashed: bool = False
    diamond: bool = False
    """Whether each value is a diamond."""
    labelled: bool = False
    """Whether each value stands as a number."""
    over: bool = False
    """Whether it is a line over columns."""


class Axis(NamedTuple):
    """How the axis of values looks."""

    title: str
    """Its unit; empty for none."""
    numbers: str
    """How Excel writes its numbers."""
    top: float | None = None
    """Its end; None lets the office choose."""


def styled(xml: str, looks: Sequence[Look], axis: Axis, letters: float) -> str:
    """Return the XML of a chart as python-pptx writes it in our looks.

    Parameters
    ----------
    looks
        One for each series, in their order; more are left over.
    axis
        Of the values.
    letters
        Size of the letters [pt].
    """
    space = parse_xml(xml.encode())
    for series, look in zip(list(space.iter(qn("c:ser"))), looks, strict=False):
        if look.over:
            _lift(series)
    chart: Proxy = Chart(space, None)
    _letters(chart, letters)
    for series, look in zip(space.iter(qn("c:ser")), looks, strict=False):
        _draw(_of(chart, series), look)
    for plot in chart.plots:
        if hasattr(plot, "gap_width") and plot._element.tag == qn("c:barChart"):
            plot.gap_width = GAP
    _axes(chart, axis, letters)
    return str(serialize_part_xml(space).decode())


def _of(chart: Proxy, element: Proxy) -> Proxy:
    """Return the series of an element."""
    return next(one for plot in chart.plots for one in plot.series if one._element is element)


def _lift(series: Proxy) -> None:
    """Move a series of columns to a line over them, on the same axes."""
    bars = series.getparent()
    for found in series.findall(qn("c:invertIfNegative")):
        series.remove(found)
    series.append(_valued("c:smooth", "0"))
    line = OxmlElement("c:lineChart")
    line.append(_valued("c:grouping", "standard"))
    line.append(_valued("c:varyColors", "0"))
    line.append(series)
    line.append(_valued("c:marker", "1"))
    for axis in bars.findall(qn("c:axId")):
        line.append(_valued("c:axId", axis.get("val")))
    bars.addnext(line)


def _valued(tag: str, value: str) -> Proxy:
    made = OxmlElement(tag)
    made.set("val", value)
    return made


def _letters(chart: Proxy, letters: float) -> None:
    chart.has_title = False
    chart.font.size = Pt(letters)
    chart.font.color.rgb = _rgb(INK)
    chart.font.name = LATIN
    run = chart.font._rPr
    east = OxmlElement("a:ea")
    east.set("typeface", EAST)
    east.set("panose", PANOSE)
    # order of the schema: latin, ea
    run.find(qn("a:latin")).addnext(east)
    chart.has_legend = True
    chart.legend.position = XL_LEGEND_POSITION.BOTTOM
    chart.legend.include_in_layout = False


def _draw(series: Proxy, look: Look) -> None:
    """Give a series its colour, as a line, as points or as columns."""
    colour = _rgb(look.colour)
    if hasattr(series, "marker"):
        series.smooth = False
        series.marker.style = XL_MARKER_STYLE.DIAMOND if look.diamond else XL_MARKER_STYLE.NONE
        if look.width:
            series.format.line.color.rgb = colour
            series.format.line.width = Pt(look.width)
        else:
            series.format.line.fill.background()
        if look.dashed:
            series.format.line.dash_style = MSO_LINE_DASH_STYLE.DASH
        if look.diamond:
            series.marker.size = DIAMOND
            series.marker.format.fill.solid()
            series.marker.format.fill.fore_color.rgb = colour
            series.marker.format.line.fill.background()
    else:
        series.format.fill.solid()
        series.format.fill.fore_color.rgb = colour
    if look.labelled:
        series.data_labels.show_value = True


def _axes(chart: Proxy, axis: Axis, letters: float) -> None:
    values, categories = chart.value_axis, chart.category_axis
    values.has_major_gridlines = True
    values.major_gridlines.format.line.color.rgb = _rgb(GRID)
    values.format.line.fill.background()
    categories.format.line.color.rgb = _rgb(EDGE)
    categories.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    values.tick_labels.number_format = axis.numbers
    values.tick_labels.number_format_is_linked = False
    if axis.top is not None:
        values.maximum_scale = axis.top
    if axis.title:
        values.has_title = True
        frame = values.axis_title.text_frame
        frame.text = axis.title
        font = frame.paragraphs[0].runs[0].font
        font.size, font.bold = Pt(letters), False


def _rgb(colour: str) -> Proxy:
    return RGBColor.from_string(colour.lstrip("#").upper())
