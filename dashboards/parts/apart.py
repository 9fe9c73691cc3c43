"""Why two runs differ in the chosen cell: what each input contributes."""

from __future__ import annotations

from html import escape
from typing import Any

import panel as pn
import panel_material_ui as pmui

from dashboards import style
from dashboards.charts import waterfall
from dashboards.jobs import Job
from dashboards.parts.part import Part
from dashboards.parts.words import heading
from dashboards.parts.work import Work
from dashboards.state import State
from dashboards.states.comparison import Comparing

WIDTH = 300
WIDTH_OF_SIGN = 0.022
"""Share of this narrow chart that one sign of a text takes."""


class Apart(Part):
    """Two runs to choose, a button that has them taken apart, and the waterfall."""

    drawn_by = ("cell", "year")

    def __init__(self, state: State, chosen: Comparing) -> None:
        super().__init__(state)
        self.chosen = chosen
        say, fields = state.say, chosen.param
        looks = {"size": "small", "width": WIDTH, "margin": (4, 8)}
        self.first = pmui.Select.from_param(fields.first, name=say("apart.first"), **looks)
        self.other = pmui.Select.from_param(fields.other, name=say("apart.other"), **looks)
        self.button = pmui.Button(label=say("apart.go"), size="small", margin=(12, 8))
        self.button.on_click(lambda _: self._ask())
        self.work = Work(state, chosen.jobs, stays=False)
        self.told = pn.pane.HTML(
            stylesheets=[style.SHEET], margin=(4, 8), sizing_mode="stretch_width"
        )
        self.picture = waterfall.empty_waterfall(lambda key: say(f"waterfall.{key}"), WIDTH_OF_SIGN)
        self.picture.figure.visible = False
        self.chart = pn.pane.Bokeh(
            self.picture.figure, sizing_mode="stretch_width", height=0, visible=False
        )

    def _ask(self) -> None:
        """Have the two runs taken apart, unless that is under way."""
        chosen = self.chosen
        if chosen.first and chosen.other and chosen.first != chosen.other and not self.work.job:
            self.work.follow(chosen.ask_difference(), self._made)

    def _made(self, job: Job[Any]) -> None:
        self.chosen.keep_difference(job)
        if job.result is None:
            self.told.object = ""
            self._reveal(False)

    def _reveal(self, is_there: bool) -> None:
        """Show the chart or leave no room for it."""
        self.chart.visible = self.picture.figure.visible = is_there

    def draw(self) -> None:
        """Show the chosen cell of the runs that were taken apart, or how to have it done."""
        chosen, say = self.chosen, self.state.say
        self.button.disabled = chosen.first is None or chosen.first == chosen.other
        found = chosen.taken_apart()
        self._reveal(found is not None)
        if found is None:
            self.told.object = f'<div class="notes"><p>{escape(say("apart.help"))}</p></div>'
            return
        waterfall.feed_waterfall(self.picture, found.waterfall)
        self.chart.height = self.picture.figure.height
        story = "".join(f"<p>{escape(line)}</p>" for line in found.story)
        notes = "".join(f"<p>{escape(line)}</p>" for line in found.notes)
        self.told.object = f'<div class="story">{story}</div><div class="notes">{notes}</div>'

    def body(self) -> pn.viewable.Viewable:
        """Return what was found."""
        return pn.Column(self.chart, self.told, sizing_mode="stretch_width")

    def __panel__(self) -> pn.viewable.Viewable:
        """Return the choices, which stay where something is refused, and what was found."""
        title = heading(self.state.say("apart.title"))
        return pn.Column(
            pn.pane.HTML(title, stylesheets=[style.SHEET], margin=(10, 8, 0, 8)),
            pn.FlexBox(self.first, self.other, self.button, align_items="center"),
            self.work,
            super().__panel__(),
            sizing_mode="stretch_width",
        )
