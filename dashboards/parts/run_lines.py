"""The chosen indicator of the chosen region in all runs that are compared."""

from __future__ import annotations

import panel as pn

from dashboards import style
from dashboards.charts import runs
from dashboards.parts.part import Part
from dashboards.parts.words import heading
from dashboards.state import State
from dashboards.states.comparison import Comparing

HEIGHT = 380


class RunLinesPart(Part):
    """Lines of one indicator, one for each run."""

    drawn_by = ("cell", "year")

    def __init__(self, state: State, chosen: Comparing) -> None:
        super().__init__(state)
        self.chosen = chosen
        self.title = pn.pane.HTML(stylesheets=[style.SHEET], margin=(6, 8, 0, 8))
        self.picture = runs.run_lines(state.say, HEIGHT)

    def draw(self) -> None:
        """Patch the lines with the frame of the chosen cell."""
        if not self.chosen.runs:
            return
        frame = self.chosen.trajectories()
        runs.feed_run_lines(self.picture, frame, self.state.year)
        names = frame.attrs
        title = f"{names['region_label']} · {names['indicator_label']}"
        marks = [names["mark"], self.state.say("comparison.unlike") if names["warning"] else ""]
        self.title.object = heading(title, *marks)

    def body(self) -> pn.viewable.Viewable:
        """Return title and picture."""
        chart = pn.pane.Bokeh(self.picture.figure, sizing_mode="stretch_width", height=HEIGHT)
        return pn.Column(self.title, chart, sizing_mode="stretch_width")
