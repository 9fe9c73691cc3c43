"""How far a lever must be moved: the staircase of the indicator, and the step it lands on."""

from __future__ import annotations

from functools import partial
from io import BytesIO

import panel as pn

from dashboards import style
from dashboards.charts import stairs
from dashboards.parts.download import download
from dashboards.parts.part import Part
from dashboards.parts.words import heading, paragraphs, table
from dashboards.states.optimisation import Asking
from dashboards.states.optimised_columns import SHOWN
from dashboards.states.solved import Sought
from simulator import api

HEIGHT = 340


class SoughtGoal(Part):
    """The answer in words, its staircase, and the steps as a table."""

    drawn_by = ()

    def __init__(self, asking: Asking) -> None:
        super().__init__(asking.state)
        self.asking = asking
        look = {"stylesheets": [style.SHEET, style.TABLE], "sizing_mode": "stretch_width"}
        self.said, self.steps = pn.pane.HTML(**look), pn.pane.HTML(**look)
        self.picture = stairs.stairs(self.state.say, HEIGHT)
        self.chart = pn.pane.Bokeh(
            self.picture.figure, sizing_mode="stretch_width", height=HEIGHT, max_width=860
        )
        self.files = [
            download(
                callback=partial(self._file, suffix),
                filename=f"goal.{suffix}",
                label=self.state.say(f"optimisation.download_{suffix}"),
                margin=(2, 8),
            )
            for suffix in ("csv", "xlsx")
        ]
        asking.param.watch(self._again, "sought")

    def _again(self, *_: object) -> None:
        self.stale = True
        self.show()

    @property
    def answer(self) -> Sought | None:
        """Return what is shown."""
        found = self.asking.sought
        return found if isinstance(found, Sought) else None

    def draw(self) -> None:
        """Write the answer and feed the staircase, or say how to begin."""
        answer, say = self.answer, self.state.say
        self.results.visible = answer is not None
        if answer is None:
            self.said.object = paragraphs([say("optimisation.start_goal")], "empty")
            return
        title = answer.stairs.attrs["title"]
        self.said.object = heading(title) + paragraphs(answer.notes, "story")
        stairs.feed_stairs(self.picture, answer.stairs)
        shown = api.on_screen(answer.tables["goal"], SHOWN["goal"], self.state.language)
        self.steps.object = paragraphs([say("optimisation.said_stairs")], "notes") + table(shown)

    def _file(self, suffix: str) -> BytesIO | None:
        answer = self.answer
        return BytesIO(self.asking.file(answer.stairs, suffix)) if answer else None

    def body(self) -> pn.viewable.Viewable:
        """Return words, staircase, steps and files."""
        self.results = pn.Column(
            self.chart, self.steps, pn.FlexBox(*self.files), sizing_mode="stretch_width"
        )
        return pn.Column(self.said, self.results, sizing_mode="stretch_width")
