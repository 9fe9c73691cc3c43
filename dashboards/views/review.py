"""监测评估: what was observed, how the plans stand by it, and the report of it."""

from __future__ import annotations

import panel as pn
import panel_material_ui as pmui
import param

from dashboards import style
from dashboards.parts.observations import Observations
from dashboards.parts.page import Page
from dashboards.parts.renew import Renew
from dashboards.parts.review_found import ReviewFound
from dashboards.parts.review_work import ReviewWork
from dashboards.state import State
from dashboards.states.review import KINDS, ReviewState

NARROW = 170


class Review(Page):
    """Kind and year above the table of observations; the review of them beneath."""

    choices = ("run_id", "region")

    def __init__(self, state: State) -> None:
        own = self.own = ReviewState(state)
        self.observations, self.found = Observations(own), ReviewFound(own)
        self.work, self.renew = ReviewWork(own), Renew(state)
        parts = (self.renew, self.observations, self.work, self.found)
        super().__init__(state, "review", parts)
        look = {"size": "small", "margin": (4, 8), "width": NARROW}
        self.kind = pmui.RadioButtonGroup(
            options={state.say(f"review.{kind}"): kind for kind in KINDS},
            value=own.kind,
            size="small",
            margin=(4, 8),
            stylesheets=[style.CHOICE],
        )
        self.year = pmui.Select.from_param(own.param.year, name=state.say("review.year"), **look)
        self.kind.link(own, value="kind")
        own.param.watch(self._again, ["turn", "kind"])

    def _again(self, *_: param.parameterized.Event) -> None:
        """Draw everything again: what is entered, and what follows from it."""
        for part in self.parts:
            part.stale = True
        if self.state.page == self.page_name:
            self.show()

    def __panel__(self) -> pn.viewable.Viewable:
        """Return the page."""
        return pn.Column(
            self.renew,
            pn.FlexBox(self.kind, self.year, self.work, align_items="center"),
            self.observations,
            self.found,
            sizing_mode="stretch_width",
        )
