"""The cities in words: which with data is worst in the chosen indicator, which have none."""

from __future__ import annotations

import panel as pn

from dashboards import style
from dashboards.parts.part import Part
from dashboards.parts.words import paragraphs
from dashboards.states.overview import OverviewState


class Standing(Part):
    """Two sentences that hatching and colours can only hint at."""

    drawn_by = ("picture", "cell")

    def __init__(self, own: OverviewState) -> None:
        super().__init__(own.common)
        self.own = own
        self.said = pn.pane.HTML(
            stylesheets=[style.SHEET], margin=(2, 8), sizing_mode="stretch_width"
        )

    def draw(self) -> None:
        """Write the sentences of the chosen indicator and year."""
        self.said.object = paragraphs(self.own.standing(), "story")

    def body(self) -> pn.viewable.Viewable:
        """Return the sentences."""
        return self.said
