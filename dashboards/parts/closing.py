"""The way from a gap to what would close it: the chosen cell is taken along to the optimum."""

from __future__ import annotations

import panel as pn
import panel_material_ui as pmui

from dashboards.parts.part import Part
from dashboards.state import State


class Closing(Part):
    """A button under the chosen cell."""

    drawn_by = ("cell",)

    def __init__(self, state: State) -> None:
        super().__init__(state)
        self.button = pmui.Button(size="small", variant="outlined", margin=(4, 8))
        self.button.on_click(lambda _: self._go())

    def draw(self) -> None:
        """Say of which place and by which year."""
        state = self.state
        place = state.label("region", state.region)
        self.button.label = state.say("closing.go", place=place, year=state.year)

    def _go(self) -> None:
        """Go where the optimum is asked for, with this cell chosen."""
        state = self.state
        wanted = {"region": state.region, "indicator": state.indicator, "year": state.year}
        state.param.update(to_close=wanted, page="optimisation")

    def body(self) -> pn.viewable.Viewable:
        """Return the button."""
        return self.button
