"""The row of common choices above a page: run, year, reference."""

from __future__ import annotations

import panel as pn
import panel_material_ui as pmui

from dashboards.hand import heard_at_once
from dashboards.state import State

WIDE, NARROW = 328, 222


class Choices(pn.viewable.Viewer):
    """Widgets made from the state's own parameters; a page shows those it needs."""

    def __init__(self, state: State) -> None:
        super().__init__()
        self.state = state
        say, fields = state.say, state.param
        common = {"size": "small", "margin": (4, 8)}
        self.widgets = {
            "run_id": pmui.Select.from_param(
                fields.run_id, name=say("choose.run"), width=WIDE, **common
            ),
            "year": pmui.IntSlider.from_param(
                fields.year,
                name=say("choose.year"),
                start=state.years[0],
                end=state.years[-1],
                format="0",
                width=NARROW,
                margin=(4, 24),
            ),
            "reference": pmui.Select.from_param(
                fields.reference, name=say("choose.reference"), width=NARROW, **common
            ),
            "region": pmui.Select.from_param(
                fields.region, name=say("choose.region"), width=NARROW // 2, **common
            ),
            "indicator": pmui.Select.from_param(
                fields.indicator, name=say("choose.indicator"), width=WIDE, **common
            ),
        }
        self.row = pn.FlexBox(
            *self.widgets.values(), align_items="center", sizing_mode="stretch_width"
        )
        heard_at_once(self.widgets["year"])
        state.param.watch(self._stretch, "run_id")

    def offer(self, names: tuple[str, ...]) -> None:
        """Show the choices of these names only."""
        for name, widget in self.widgets.items():
            widget.visible = name in names

    def _stretch(self, *_: object) -> None:
        """Let the slider of years reach as far as the run does."""
        if self.state.years:
            self.widgets["year"].param.update(start=self.state.years[0], end=self.state.years[-1])

    def __panel__(self) -> pn.viewable.Viewable:
        """Return the row."""
        return self.row
