"""对比: what differs between runs, what comes of it, and which input does it."""

from __future__ import annotations

import panel as pn
import param

from dashboards.jobs import Jobs
from dashboards.parts.apart import Apart
from dashboards.parts.compared import Compared
from dashboards.parts.page import Page
from dashboards.parts.run_lines import RunLinesPart
from dashboards.state import State
from dashboards.states.comparison import Comparing

SIDE = 500


class Comparison(Page):
    """Tables of the runs beside their lines, and the waterfall between two of them."""

    choices = ("region", "indicator", "year")

    def __init__(self, state: State) -> None:
        self.chosen = Comparing(state, state.jobs or Jobs())
        self.compared = Compared(state, self.chosen)
        self.lines, self.apart = RunLinesPart(state, self.chosen), Apart(state, self.chosen)
        super().__init__(state, "comparison", (self.compared, self.lines, self.apart))
        self.chosen.param.watch(self._chosen_anew, ["runs", "unlike", "first", "other", "apart"])

    def _chosen_anew(self, *_: param.parameterized.Event) -> None:
        """Draw everything again after another choice."""
        for part in self.parts:
            part.stale = True
        self.show()

    def __panel__(self) -> pn.viewable.Viewable:
        """Return the page."""
        return pn.Column(
            pn.Row(
                pn.Column(self.compared, sizing_mode="stretch_width"),
                pn.Column(self.lines, self.apart, width=SIDE),
                sizing_mode="stretch_width",
            ),
            sizing_mode="stretch_width",
        )
