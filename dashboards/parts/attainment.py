"""How far the chosen city and the province attain their targets, domain by domain."""

from __future__ import annotations

import panel as pn

from dashboards.charts import radar
from dashboards.parts.fairness_part import FairnessPart
from dashboards.states.fairness import FairnessState

PIXELS = 140
SLOTS = 2


class Attainment(FairnessPart):
    """The radar of one city beside the province."""

    drawn_by = ("run_id", "year", "region")

    def __init__(self, own: FairnessState) -> None:
        super().__init__(own)
        say = own.state.say
        self.picture = radar.empty_radar(SLOTS, lambda key: say(f"radar.{key}"), PIXELS)
        self.chart = pn.pane.Bokeh(self.picture.figure)

    def draw(self) -> None:
        """Patch the lines."""
        frame = self.own.attainment()
        radar.feed_radar(self.picture, frame)
        self.tell(frame.attrs["title"], [self.state.say("radar.rings"), *frame.attrs["notes"]])

    def body(self) -> pn.viewable.Viewable:
        """Return title, picture and notes."""
        return pn.Column(self.title, self.chart, self.notes, sizing_mode="stretch_width")
