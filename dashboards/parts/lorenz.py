"""Lorenz curves of the chosen indicator: base year beside chosen year."""

from __future__ import annotations

import panel as pn

from dashboards.charts import lorenz
from dashboards.parts.fairness_part import FairnessPart
from dashboards.states.fairness import FairnessState

HEIGHT = 380


class Lorenz(FairnessPart):
    """The two curves, with the Gini coefficients in the legend."""

    def __init__(self, own: FairnessState) -> None:
        super().__init__(own)
        self.picture = lorenz.lorenz(lambda key: own.state.say(f"lorenz.{key}"), HEIGHT)
        self.chart = pn.pane.Bokeh(self.picture.figure, sizing_mode="stretch_width", height=HEIGHT)

    def draw(self) -> None:
        """Patch the curves; where there are none, say why instead."""
        frame = self.own.lorenz()
        lorenz.feed_lorenz(self.picture, frame)
        self.chart.visible = bool(len(frame))
        self.tell(frame.attrs["title"], frame.attrs["notes"])

    def body(self) -> pn.viewable.Viewable:
        """Return title, curves and notes."""
        return pn.Column(self.title, self.chart, self.notes, sizing_mode="stretch_width")
