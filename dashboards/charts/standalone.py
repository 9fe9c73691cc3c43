"""A chart as a page of its own: heading, chart, what belongs under it; needs no internet."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from bokeh.embed import file_html
from bokeh.layouts import column
from bokeh.models import Div
from bokeh.plotting import figure
from bokeh.resources import Component, ResourceAttr, Resources

from dashboards import style


class Inside(Resources):
    """Bokeh's own scripts, written into the page.

    Bokeh adds what every model known to the process asks for from elsewhere; where panel is
    loaded that is a script of its server, which a page of its own does not have.
    """

    def clone(self, *, components: list[Component] | None = None) -> Inside:
        """Return the same for some components."""
        return Inside(mode="inline", components=components)

    def _collect_external_resources(self, _resource_attr: ResourceAttr) -> list[str]:
        return []


INSIDE = Inside(mode="inline")


def page_of(plot: figure, title: str, notes: Sequence[str] = ()) -> str:
    """Return one HTML page with all its scripts inside; title and notes fold to its width."""
    heading = _text([title], size=16, colour=style.INK, weight=600)
    under = _text(notes, size=12, colour=style.QUIET)
    parts = [heading, plot, *([under] if notes else [])]
    page = column(*parts, sizing_mode="stretch_width", margin=(8, 16, 8, 16))
    return str(file_html(page, INSIDE, title=title))


def _text(lines: Sequence[str], *, size: int, colour: str, weight: int = 400) -> Div:
    looks = {"font-family": style.FONT, "font-size": f"{size}px", "color": colour}
    paragraphs = "".join(f"<p style='margin:0 0 4px 0'>{escape(line)}</p>" for line in lines)
    return Div(
        text=paragraphs,
        disable_math=True,  # it would be typeset by a script from elsewhere
        styles={**looks, "font-weight": str(weight), "line-height": "1.5"},
        sizing_mode="stretch_width",
    )
