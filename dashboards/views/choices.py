"""The row of choices: run, year, reference and language."""

from __future__ import annotations

import panel as pn
import panel_material_ui as pmui

from dashboards.state import State

WIDE, NARROW = 380, 250


class Choices(pn.viewable.Viewer):
    """Widgets made from the state's own parameters."""

    def __init__(self, state: State) -> None:
        super().__init__()
        self.state = state
        say, fields = state.say, state.param
        common = {"size": "small", "margin": (4, 8)}
        self.run = pmui.Select.from_param(
            fields.run_id, name=say("choose.run"), width=WIDE, **common
        )
        self.year = pmui.IntSlider.from_param(
            fields.year,
            name=say("choose.year"),
            start=state.years[0],
            end=state.years[-1],
            format="0",
            width=NARROW,
            margin=(4, 24),
        )
        self.reference = pmui.Select.from_param(
            fields.reference, name=say("choose.reference"), width=NARROW, **common
        )

    def __panel__(self) -> pn.viewable.Viewable:
        """Return the row."""
        return pn.FlexBox(
            self.run, self.year, self.reference, align_items="center", sizing_mode="stretch_width"
        )
