"""What moved the chosen indicator since the base year: capacity and population."""

from __future__ import annotations

from html import escape

import panel as pn

from dashboards import style
from dashboards.charts import effects
from dashboards.parts.clicked import choose_year
from dashboards.parts.part import Part
from dashboards.parts.words import heading
from dashboards.state import State

HEIGHT = 230


class Effects(Part):
    """Stacked bars of the two effects, or the word that they cannot be told."""

    # all years stand in the picture: a slider over years does not draw it again
    drawn_by = ("run_id", "region", "indicator")

    def __init__(self, state: State) -> None:
        super().__init__(state)
        self.title = pn.pane.HTML(stylesheets=[style.SHEET], margin=(10, 8, 0, 8))
        self.none = pn.pane.HTML(
            f'<div class="notes"><p>{escape(state.say("effects.none"))}</p></div>',
            stylesheets=[style.SHEET],
            margin=(2, 8),
        )
        self.picture = effects.effects(state.say, HEIGHT)
        choose_year(self.state, self.picture.source)
        self.chart = pn.pane.Bokeh(self.picture.figure, sizing_mode="stretch_width", height=HEIGHT)

    def draw(self) -> None:
        """Patch the bars with the chosen cell."""
        frame = self.state.effects()
        self.title.object = heading(self.state.say("effects.title"), self.state.marks)
        self.chart.visible, self.none.visible = not frame.empty, frame.empty
        effects.feed_effects(self.picture, frame)

    def body(self) -> pn.viewable.Viewable:
        """Return title and bars."""
        return pn.Column(self.title, self.none, self.chart, sizing_mode="stretch_width")
