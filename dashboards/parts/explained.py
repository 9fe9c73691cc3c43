"""How the chosen number came about: the print it starts from, then every year's events."""

from __future__ import annotations

from html import escape

import panel as pn

from dashboards import style
from dashboards.parts.part import Part
from dashboards.parts.words import heading
from dashboards.state import State


class ExplainedNumber(Part):
    """The event story of the chosen cell and year."""

    drawn_by = ("cell",)

    def __init__(self, state: State) -> None:
        super().__init__(state)
        self.title = pn.pane.HTML(
            heading(state.say("explained.title"), state.say("explained.how")),
            stylesheets=[style.SHEET],
            margin=(6, 8, 0, 8),
            sizing_mode="stretch_width",
        )
        self.told = pn.pane.HTML(
            stylesheets=[style.SHEET], margin=(4, 8), sizing_mode="stretch_width"
        )

    def draw(self) -> None:
        """Tell the chosen number; SimulatorError where events do not explain it."""
        said = "".join(f"<p>{escape(one)}</p>" for one in self.state.explained())
        self.told.object = f'<div class="story explained">{said}</div>'

    def body(self) -> pn.viewable.Viewable:
        """Return title and story."""
        return pn.Column(self.title, self.told, sizing_mode="stretch_width")
