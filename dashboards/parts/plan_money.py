"""The money of a plan by year: a place is chosen, and its spending drawn against what there is."""

from __future__ import annotations

import panel as pn
import panel_material_ui as pmui
import param

from dashboards import style
from dashboards.charts import plan_money
from dashboards.parts.part import Part
from dashboards.parts.words import paragraphs
from dashboards.states.optimisation import Asking
from dashboards.states.solved import Solved

HEIGHT, WIDE = 310, 860


class PlanMoney(Part):
    """Spending as a stack, the envelope as a line; fed again when a place is chosen."""

    drawn_by = ()

    def __init__(self, asking: Asking) -> None:
        super().__init__(asking.state)
        self.asking = asking
        self.place = pmui.Select(
            label=self.state.say("optimisation.money_of"), size="small", width=220, margin=(6, 8)
        )
        self.picture = plan_money.plan_money(self.state.say, HEIGHT)
        self.chart = pn.pane.Bokeh(
            self.picture.figure, sizing_mode="stretch_width", height=HEIGHT, max_width=WIDE
        )
        self.said = pn.pane.HTML(
            stylesheets=[style.SHEET], margin=(2, 8), sizing_mode="stretch_width"
        )
        self.place.param.watch(self._choose, "value")

    def _choose(self, _: param.parameterized.Event) -> None:
        self.stale = True
        self.show()

    def take(self) -> None:
        """Offer the places of another answer, and draw the money of the first."""
        answer = self.asking.solved
        if isinstance(answer, Solved):
            frame = answer.tables["by_year"]
            places = dict(zip(frame["region_label"], frame["region"], strict=True))
            with param.parameterized.discard_events(self.place):
                self.place.value = None
            self.place.param.update(options=places, value=next(iter(places.values()), None))
        self.stale = True
        self.show()

    def draw(self) -> None:
        """Feed the chart with the years of the chosen place."""
        answer = self.asking.solved
        empty = not isinstance(answer, Solved) or answer.tables["by_year"].empty
        self.shown.visible = not empty
        if empty:
            return
        frame = answer.tables["by_year"]
        years = frame[frame["region"] == self.place.value]
        if years.empty:
            return
        years.attrs = frame.attrs
        plan_money.feed_plan_money(self.picture, years, self.state.say("hover.year"))
        marks = [answer.mark] if answer.mark else []
        self.said.object = paragraphs([*marks, *frame.attrs["notes"]], "notes")

    def body(self) -> pn.viewable.Viewable:
        """Return the choice, the chart and what is to be known of it."""
        return pn.Column(self.place, self.chart, self.said, sizing_mode="stretch_width")
