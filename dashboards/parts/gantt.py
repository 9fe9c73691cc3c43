"""The projects of a place as a Gantt chart that scrolls, with what is not drawn in words."""

from __future__ import annotations

from html import escape

import panel as pn

from dashboards import style
from dashboards.charts import gantt
from dashboards.parts.projects_part import ProjectsPart
from dashboards.parts.words import heading
from dashboards.states.projects import ProjectsState

HEIGHT = 400


class Gantt(ProjectsPart):
    """Named projects by phase, then lots together by place and service."""

    drawn_by_own = ("service", "order")

    def __init__(self, own: ProjectsState) -> None:
        super().__init__(own)
        state = own.state
        self.title = pn.pane.HTML(stylesheets=[style.SHEET], margin=(6, 8, 0, 8))
        self.notes = pn.pane.HTML(
            stylesheets=[style.SHEET], margin=(2, 8), sizing_mode="stretch_width"
        )
        labels = {phase: state.label("project_status", phase) for phase in gantt.COLOURS}
        self.picture = gantt.gantt(labels, lambda key: state.say(f"gantt.{key}"))
        chart = pn.pane.Bokeh(self.picture.figure, sizing_mode="stretch_width")
        self.window = pn.Column(chart, scroll="y-auto", sizing_mode="stretch_width")

    def draw(self) -> None:
        """Patch the chart with the projects of the chosen place and service."""
        state = self.state
        frame = self.own.bars()
        gantt.feed_gantt(self.picture, frame)
        self.window.height = min(self.picture.figure.height, HEIGHT)
        title = state.say("projects.gantt", region=state.label("region", state.region))
        self.title.object = heading(title, state.marks)
        self.notes.object = f'<div class="notes"><p>{escape(frame.attrs["note"])}</p></div>'

    def body(self) -> pn.viewable.Viewable:
        """Return title, chart in a window that scrolls, and notes."""
        return pn.Column(self.title, self.window, self.notes, sizing_mode="stretch_width")
