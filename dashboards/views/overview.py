"""总览: what a year comes to, where which city stands, and what stands out."""

from __future__ import annotations

import panel as pn

from dashboards.parts.glance import Glance
from dashboards.parts.heatmap import Heatmap
from dashboards.parts.map_of_cities import MapOfCities
from dashboards.parts.page import Page
from dashboards.parts.standing import Standing
from dashboards.parts.trajectory import Trajectory
from dashboards.state import State
from dashboards.states.overview import OverviewState

SIDE = 500


class Overview(Page):
    """A year at a glance, the heat map of gaps, and beside it map and chosen cell."""

    choices = ("run_id", "year", "reference")

    def __init__(self, state: State) -> None:
        own = OverviewState(state)
        self.glance, self.heatmap = Glance(own), Heatmap(own)
        self.map, self.standing = MapOfCities(own), Standing(own)
        self.trajectory = Trajectory(state)
        parts = (self.glance, self.heatmap, self.map, self.standing, self.trajectory)
        super().__init__(state, "overview", parts)

    def __panel__(self) -> pn.viewable.Viewable:
        """Return the page."""
        below = pn.Row(
            pn.Column(self.heatmap, sizing_mode="stretch_width"),
            pn.Column(self.map, self.standing, self.trajectory, width=SIDE),
            sizing_mode="stretch_width",
        )
        return pn.Column(self.glance, below, sizing_mode="stretch_width")
