"""One measure over the years, chosen from a list: of an indicator, or an index of all."""

from __future__ import annotations

import panel as pn
import panel_material_ui as pmui

from dashboards.charts import paths
from dashboards.parts.fairness_part import FairnessPart
from dashboards.states.fairness import FairnessState

HEIGHT = 330
WIDE = 230


class MeasurePath(FairnessPart):
    """A measure of inequality of the chosen indicator year by year."""

    drawn_by_own = ("include_imputed", "measure")
    choice = "measure"

    def __init__(self, own: FairnessState) -> None:
        super().__init__(own)
        say = own.state.say
        self.picture = paths.paths(lambda key: say(f"paths.{key}"), HEIGHT)
        self.chart = pn.pane.Bokeh(self.picture.figure, sizing_mode="stretch_width", height=HEIGHT)
        self.select = pmui.Select.from_param(
            own.param[self.choice],
            name=say(f"fairness.choose_{self.choice}"),
            width=WIDE,
            size="small",
            margin=(4, 8),
        )

    def draw(self) -> None:
        """Patch the lines; say where nothing can be judged."""
        frame = self.own.path() if self.choice == "measure" else self.own.index_path()
        known = frame.attrs["has"]["value"]
        paths.feed_paths(self.picture, frame, self.state.year)
        self.chart.visible = known
        say = self.state.say
        if not known:
            notes = [say("paths.none")]
        elif frame.attrs["has"]["p05"]:
            notes = [say(f"paths.{self.choice}_note")]
        else:
            notes = [say("paths.no_draws")]
        self.tell(frame.attrs["title"], notes, self.state.marks)

    def body(self) -> pn.viewable.Viewable:
        """Return title, choice, lines and notes."""
        return pn.Column(
            self.title, self.select, self.chart, self.notes, sizing_mode="stretch_width"
        )


class IndexPath(MeasurePath):
    """An index of all indicators under three weightings year by year."""

    drawn_by = ("run_id", "year")
    drawn_by_own = ("include_imputed", "index")
    choice = "index"
