"""The chosen cell: its trajectory to the target and what it means in plain words."""

from __future__ import annotations

from html import escape

import panel as pn
import panel_material_ui as pmui

from dashboards import charts, style
from dashboards.state import State

HEIGHT = 330


class Path(pn.viewable.Viewer):
    """Trajectory of one indicator in one city, with its story."""

    def __init__(self, state: State) -> None:
        super().__init__()
        self.state = state
        self.title = pn.pane.HTML(stylesheets=[style.SHEET], margin=(6, 8, 0, 8))
        self.story = pn.pane.HTML(
            stylesheets=[style.SHEET], margin=(4, 8), sizing_mode="stretch_width"
        )
        self.region = pmui.Select.from_param(
            state.param.region, name=state.say("choose.region"), size="small", width=140
        )
        self.indicator = pmui.Select.from_param(
            state.param.indicator,
            name=state.say("choose.indicator"),
            size="small",
            sizing_mode="stretch_width",
        )
        self.picture = charts.trajectory(state.say, HEIGHT)
        state.param.watch(self._draw, ["cell"])
        self._draw()

    def _draw(self, *_: object) -> None:
        """Patch trajectory and story with the frame of the chosen cell."""
        state = self.state
        if state.run is None:
            return
        frame = state.trajectory()
        charts.feed_trajectory(self.picture, frame, state.year)
        names = frame.attrs
        title = f"{names['region_label']} · {names['indicator_label']}"
        self.title.object = f'<p class="heading">{escape(title)}</p>'
        said = "".join(f"<p>{escape(sentence)}</p>" for sentence in state.story())
        self.story.object = f'<div class="story">{said}</div>'

    def __panel__(self) -> pn.viewable.Viewable:
        """Return title, choices, picture and story."""
        chart = pn.pane.Bokeh(self.picture.figure, sizing_mode="stretch_width", height=HEIGHT)
        return pn.Column(
            self.title,
            pn.Row(self.region, self.indicator, sizing_mode="stretch_width"),
            chart,
            self.story,
            sizing_mode="stretch_width",
        )
