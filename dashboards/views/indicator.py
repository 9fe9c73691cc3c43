"""指标: one indicator of one place over the years, why it is so, and what it rests on."""

from __future__ import annotations

import panel as pn

from dashboards.parts.page import Page
from dashboards.parts.pyramid import Pyramid
from dashboards.parts.rests_on import RestsOn
from dashboards.parts.trajectory import Trajectory
from dashboards.state import State

SIDE = 500


class Indicator(Page):
    """Trajectory, residents and evidence of the chosen cell."""

    choices = ("run_id", "region", "indicator", "year", "reference")

    def __init__(self, state: State) -> None:
        self.trajectory, self.pyramid = Trajectory(state), Pyramid(state)
        self.rests_on = RestsOn(state)
        super().__init__(state, "indicator", (self.trajectory, self.pyramid, self.rests_on))

    def __panel__(self) -> pn.viewable.Viewable:
        """Return the page."""
        return pn.Row(
            pn.Column(self.trajectory, self.pyramid, sizing_mode="stretch_width"),
            pn.Column(self.rests_on, width=SIDE),
            sizing_mode="stretch_width",
        )
