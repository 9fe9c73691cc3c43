"""The chosen cell: its trajectory to the target and what it means in plain words."""

from __future__ import annotations

from html import escape

import panel as pn

from dashboards import style
from dashboards.charts import trajectory
from dashboards.parts.clicked import choose_year
from dashboards.parts.part import Part
from dashboards.parts.words import heading
from dashboards.state import State

HEIGHT = 330


class Trajectory(Part):
    """Trajectory of one indicator in one city, with its story."""

    drawn_by = ("cell",)

    def __init__(self, state: State) -> None:
        super().__init__(state)
        self.title = pn.pane.HTML(stylesheets=[style.SHEET], margin=(6, 8, 0, 8))
        self.story = pn.pane.HTML(
            stylesheets=[style.SHEET], margin=(4, 8), sizing_mode="stretch_width"
        )
        self.picture = trajectory.trajectory(state.say, HEIGHT)
        choose_year(state, self.picture.source)

    def draw(self) -> None:
        """Patch trajectory and story with the frame of the chosen cell."""
        state = self.state
        frame = state.trajectory()
        trajectory.feed_trajectory(self.picture, frame, state.year)
        names = frame.attrs
        title = f"{names['region_label']} · {names['indicator_label']}"
        self.title.object = heading(title, state.marks)
        said = "".join(f"<p>{escape(sentence)}</p>" for sentence in state.story())
        self.story.object = f'<div class="story">{said}</div>'

    def body(self) -> pn.viewable.Viewable:
        """Return title, picture and story."""
        chart = pn.pane.Bokeh(self.picture.figure, sizing_mode="stretch_width", height=HEIGHT)
        return pn.Column(
            self.title,
            chart,
            self.story,
            sizing_mode="stretch_width",
        )
