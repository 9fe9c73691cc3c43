"""The trajectory of the chosen cell with its milestones as marks and in words."""

from __future__ import annotations

from html import escape

import pandas as pd
import panel as pn

from dashboards import style
from dashboards.charts import milestones
from dashboards.parts.trajectory import Trajectory
from dashboards.state import State


class MarkedTrajectory(Trajectory):
    """Trajectory, milestones and story."""

    def __init__(self, state: State) -> None:
        super().__init__(state)
        self.marks = milestones.milestones(self.picture, state.say)
        self.told = pn.pane.HTML(
            stylesheets=[style.SHEET], margin=(0, 8), sizing_mode="stretch_width"
        )

    def draw(self) -> None:
        """Patch the marks too."""
        super().draw()
        frame = self.state.milestones()
        milestones.feed_milestones(self.picture, self.marks, frame)
        self.told.object = f'<div class="notes milestones">{self._words(frame)}</div>'

    def _words(self, frame: pd.DataFrame) -> str:
        """Return the milestones as HTML."""
        say = self.state.say
        if frame.empty:
            return f"<p>{escape(say('milestones.none'))}</p>"
        years = zip(frame["year"], frame["text"], strict=True)
        lines = [say("milestones.year", year=year, text=text) for year, text in years]
        told = "".join(f"<p>{escape(one)}</p>" for one in lines)
        return f"<b>{escape(say('milestones.title'))}</b>{told}"

    def body(self) -> pn.viewable.Viewable:
        """Return title, picture, milestones and story."""
        whole = super().body()
        whole.insert(2, self.told)
        return whole
