"""The heat map of gaps, city by indicator; a click chooses a cell."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from html import escape
from typing import Any, ClassVar

import pandas as pd
import panel as pn
import panel_material_ui as pmui

from dashboards import style
from dashboards.charts import heatmap
from dashboards.parts.part import Part
from dashboards.parts.words import heading
from dashboards.state import State
from dashboards.states.overview import AMOUNTS, OverviewState

HEIGHT, SWITCH = 540, 190


class Heatmap(Part):
    """Heat map, its legend and the notes that belong under it."""

    drawn_by: ClassVar[tuple[str, ...]] = ("picture",)
    narrow: ClassVar[bool] = False

    def __init__(self, own: OverviewState) -> None:
        state = own.common
        super().__init__(state)
        self.own = own
        self.amounts = pmui.RadioButtonGroup.from_param(
            own.param.amount,
            options={state.say(f"amount.{name}"): name for name in AMOUNTS},
            name="",
            size="small",
            margin=(2, 8),
            width=SWITCH,
            stylesheets=[style.AMOUNTS],
        )
        own.param.watch(self._again, "amount")
        self.title = pn.pane.HTML(
            stylesheets=[style.SHEET], margin=(6, 8, 0, 8), sizing_mode="stretch_width"
        )
        self.legend = pn.pane.HTML(stylesheets=[style.SHEET], margin=(2, 8))
        self.notes = pn.pane.HTML(
            stylesheets=[style.SHEET], margin=(2, 8), sizing_mode="stretch_width"
        )
        self.picture = heatmap.heatmap(state.say, HEIGHT)
        self.picture.source.selected.on_change("indices", self._clicked)
        state.param.watch(self._mark, ["region", "indicator"])

    def draw(self) -> None:
        """Patch the picture with the frame of the chosen run, year and reference."""
        state = self.state
        frame = self.frame()
        amount = self.own.amount
        heatmap.feed_heatmap(self.picture, frame, state.language, amount, narrow=self.narrow)
        self._mark()
        title = state.say("heatmap.title", year=state.year, reference=self._reference())
        self.title.object = heading(title, frame.attrs["mark"])
        self.legend.object = legend(frame.attrs, state)
        said = "".join(f"<p>{escape(note)}</p>" for note in frame.attrs["notes"])
        self.notes.object = f'<div class="notes">{said}</div>'

    def _again(self, *_: object) -> None:
        self.draw()

    def frame(self) -> pd.DataFrame:
        """Return what is drawn; api.gap_heatmap says its columns."""
        return self.state.heatmap()

    def _reference(self) -> str:
        names = self.state.param["reference"].names
        return next(name for name, key in names.items() if key == self.state.reference)

    def _mark(self, *_: object) -> None:
        heatmap.mark_cell(self.picture, self.state.region, self.state.indicator)

    def _clicked(self, _attribute: str, _old: list[int], new: list[int]) -> None:
        """Take the clicked cell over into the state; a click beside all cells keeps the last."""
        if not new:
            self._mark()
            return
        cells = self.picture.source.data
        self.state.choose(cells["region"][new[0]], cells["indicator"][new[0]])

    def body(self) -> pn.viewable.Viewable:
        """Return the picture with title, legend and notes."""
        chart = pn.pane.Bokeh(self.picture.figure, sizing_mode="stretch_width", height=HEIGHT)
        above = pn.Row(self.title, self.amounts, sizing_mode="stretch_width")
        return pn.Column(above, self.legend, chart, self.notes, sizing_mode="stretch_width")


def legend(look: Mapping[Hashable | None, Any], state: State) -> str:
    """Return the key of the colours as HTML."""
    ramp = "".join(f'<span class="box" style="background:{c}"></span>' for c in look["palette"])
    limit = f"{look['limit']:.0f}%"
    say = state.say
    parts = (
        f"{escape(say('key.behind', limit=limit))}<span class='ramp'>{ramp}</span>"
        f"{escape(say('key.ahead', limit=limit))}",
        f"<span class='box hatched'></span> {escape(say('key.imputed'))}",
        f"<span class='box' style='background:{look['no_reference']}'></span> "
        f"{escape(say('key.no_reference'))}",
        escape(say("key.text")),
    )
    return '<div class="legend">' + "".join(f"<span>{part}</span>" for part in parts) + "</div>"
