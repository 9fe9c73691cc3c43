"""The money of a place by year against its envelope, and when it first breaks."""

from __future__ import annotations

from html import escape

import panel as pn

from dashboards import style
from dashboards.charts import money
from dashboards.parts.projects_part import ProjectsPart
from dashboards.parts.words import heading
from dashboards.states.projects import ProjectsState

HEIGHT = 300


class Money(ProjectsPart):
    """Spending as a stack, the envelope as a line, what lapsed as marks; the story below."""

    drawn_by_own = ("prices",)

    def __init__(self, own: ProjectsState) -> None:
        super().__init__(own)
        state = own.state
        self.title = pn.pane.HTML(stylesheets=[style.SHEET], margin=(6, 8, 0, 8))
        self.story = pn.pane.HTML(
            stylesheets=[style.SHEET], margin=(4, 8), sizing_mode="stretch_width"
        )
        labels = {name: state.label("envelope", name) for name in money.ALL}
        self.picture = money.money(state.say, labels, HEIGHT)

    def draw(self) -> None:
        """Patch the chart with the money of the chosen place."""
        state = self.state
        money.feed_money(self.picture, self.own.money())
        title = state.say("projects.money", region=state.label("region", state.region))
        self.title.object = heading(title, state.marks)
        said = "".join(f"<p>{escape(sentence)}</p>" for sentence in self.own.story())
        self.story.object = f'<div class="story">{said}</div>'

    def body(self) -> pn.viewable.Viewable:
        """Return title, chart and story."""
        chart = pn.pane.Bokeh(self.picture.figure, sizing_mode="stretch_width", height=HEIGHT)
        return pn.Column(self.title, chart, self.story, sizing_mode="stretch_width")
