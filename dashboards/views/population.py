"""The residents of the chosen city by age and sex, with those of the base year behind them."""

from __future__ import annotations

from html import escape

import panel as pn

from dashboards import pyramid, style
from dashboards.state import State
from simulator.api import SimulatorError, sentences

HEIGHT = 380


class Population(pn.viewable.Viewer):
    """Population pyramid of one region and year."""

    def __init__(self, state: State) -> None:
        super().__init__()
        self.state = state
        self.title = pn.pane.HTML(stylesheets=[style.SHEET], margin=(10, 8, 0, 8))
        self.picture = pyramid.pyramid(state.say, HEIGHT)
        self.chart = pn.pane.Bokeh(self.picture.figure, sizing_mode="stretch_width", height=HEIGHT)
        state.param.watch(self._draw, ["cell"])
        self._draw()

    def _draw(self, *_: object) -> None:
        """Patch the pyramid with the frame of the chosen region."""
        if self.state.run is None:
            return
        try:
            frame = self.state.pyramid()
        except SimulatorError as error:
            self.chart.visible = False
            told = " ".join(sentences(one, self.state.language) for one in error.problems)
            self.title.object = f'<div class="notes"><p>{escape(told)}</p></div>'
            return
        pyramid.feed_pyramid(self.picture, frame)
        self.chart.visible = True
        self.title.object = f'<p class="heading">{escape(frame.attrs["title"])}</p>'

    def __panel__(self) -> pn.viewable.Viewable:
        """Return title and picture."""
        return pn.Column(self.title, self.chart, sizing_mode="stretch_width")
