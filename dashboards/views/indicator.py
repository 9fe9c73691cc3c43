"""指标: one indicator of one place over the years, why it is so, and what it rests on."""

from __future__ import annotations

import panel as pn

from dashboards.parts.closing import Closing
from dashboards.parts.effects import Effects
from dashboards.parts.explained import ExplainedNumber
from dashboards.parts.milestones import MarkedTrajectory
from dashboards.parts.page import Page
from dashboards.parts.pyramid import Pyramid
from dashboards.parts.renew import Renew
from dashboards.parts.rests_on import RestsOn
from dashboards.state import State

SIDE = 500


class Indicator(Page):
    """Trajectory, residents and evidence of the chosen cell."""

    choices = ("run_id", "region", "indicator", "year", "reference")

    def __init__(self, state: State) -> None:
        self.trajectory, self.pyramid = MarkedTrajectory(state), Pyramid(state)
        self.effects, self.explained = Effects(state), ExplainedNumber(state)
        self.rests_on, self.renew = RestsOn(state), Renew(state)
        self.closing = Closing(state)
        told = (self.closing, self.explained, self.rests_on)
        parts = (self.renew, self.trajectory, self.effects, *told, self.pyramid)
        super().__init__(state, "indicator", parts)

    def __panel__(self) -> pn.viewable.Viewable:
        """Return the page."""
        page = pn.Row(
            pn.Column(self.trajectory, self.effects, self.pyramid, sizing_mode="stretch_width"),
            pn.Column(self.closing, self.explained, self.rests_on, width=SIDE),
            sizing_mode="stretch_width",
        )
        return pn.Column(self.renew, page, sizing_mode="stretch_width")
