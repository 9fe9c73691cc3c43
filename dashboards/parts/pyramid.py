"""The residents of the chosen city by age and sex, with those of the base year behind them."""

from __future__ import annotations

import panel as pn

from dashboards import style
from dashboards.charts import pyramid
from dashboards.parts.part import Part
from dashboards.parts.words import heading
from dashboards.state import State

HEIGHT = 380


class Pyramid(Part):
    """Population pyramid of one region and year."""

    drawn_by = ("cell",)

    def __init__(self, state: State) -> None:
        super().__init__(state)
        self.title = pn.pane.HTML(stylesheets=[style.SHEET], margin=(10, 8, 0, 8))
        self.picture = pyramid.pyramid(state.say, HEIGHT)
        self.chart = pn.pane.Bokeh(self.picture.figure, sizing_mode="stretch_width", height=HEIGHT)

    def draw(self) -> None:
        """Patch the pyramid with the frame of the chosen region."""
        frame = self.state.pyramid()
        pyramid.feed_pyramid(self.picture, frame)
        self.title.object = heading(frame.attrs["title"], self.state.mark)

    def body(self) -> pn.viewable.Viewable:
        """Return title and picture."""
        return pn.Column(self.title, self.chart, sizing_mode="stretch_width")
