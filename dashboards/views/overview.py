"""总览: where which city stands, and what stands out."""

from __future__ import annotations

import panel as pn

from dashboards.parts.heatmap import Heatmap
from dashboards.parts.page import Page
from dashboards.parts.trajectory import Trajectory
from dashboards.state import State

SIDE = 500


class Overview(Page):
    """Heat map of gaps beside the chosen cell."""

    choices = ("run_id", "year", "reference")

    def __init__(self, state: State) -> None:
        self.heatmap, self.trajectory = Heatmap(state), Trajectory(state)
        super().__init__(state, "overview", (self.heatmap, self.trajectory))

    def __panel__(self) -> pn.viewable.Viewable:
        """Return the page."""
        return pn.Row(
            pn.Column(self.heatmap, sizing_mode="stretch_width"),
            pn.Column(self.trajectory, width=SIDE),
            sizing_mode="stretch_width",
        )
