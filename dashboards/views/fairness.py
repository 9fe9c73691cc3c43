"""公平: how unequal the cities are, whether they come nearer, and how firm their ranks are."""

from __future__ import annotations

from contextlib import suppress
from html import escape

import panel as pn
import panel_material_ui as pmui
import param

from dashboards import style
from dashboards.beside import beside, soon
from dashboards.parts.attainment import Attainment
from dashboards.parts.fairness_part import FairnessPart
from dashboards.parts.fairness_tables import MeasuresTable, PartsTable, RanksTable
from dashboards.parts.lorenz import Lorenz
from dashboards.parts.measure_path import IndexPath, MeasurePath
from dashboards.parts.page import Page
from dashboards.state import State
from dashboards.states.fairness import FairnessState
from simulator.api import SimulatorError


class Fairness(Page):
    """Lorenz curves and measures, the index with its parts, and the ranking."""

    choices = ("run_id", "indicator", "year", "region")

    def __init__(self, state: State) -> None:
        self.own = own = FairnessState(state)
        self.lorenz, self.path, self.measures = Lorenz(own), MeasurePath(own), MeasuresTable(own)
        self.index, self.attainment = IndexPath(own), Attainment(own)
        self.table, self.ranks = PartsTable(own), RanksTable(own)
        self.own_parts: tuple[FairnessPart, ...] = (
            *(self.lorenz, self.path, self.measures),
            *(self.index, self.attainment, self.table, self.ranks),
        )
        super().__init__(state, "fairness", self.own_parts)
        names = sorted({name for part in self.own_parts for name in part.drawn_by_own})
        own.param.watch(self._chosen, names)
        say = state.say
        self.who = pmui.RadioButtonGroup.from_param(
            own.param.include_imputed,
            options={say("fairness.all_cities"): True, say("fairness.evidence"): False},
            name="",
            stylesheets=[style.CHOICE],
            size="small",
            width=460,
            margin=(4, 8),
        )
        reading = escape(say("fairness.reading"))
        self.waiting = pn.pane.HTML(
            f'<div class="notes" role="status"><p>{reading}</p></div>',
            stylesheets=[style.SHEET],
            margin=(6, 8),
        )
        self.sheet = pn.Column(sizing_mode="stretch_width")

    def show(self) -> None:
        """Draw what changed; a run that was not read yet is read beside the page first."""
        if self.state.run is None:
            return
        if self.own.ready:
            self._draw()
        else:
            if not self.sheet.objects:
                self.sheet.objects = [self.waiting]
            beside(self._read, self._draw)

    def _read(self) -> None:
        # every part says in words where it stands what is wrong
        with suppress(SimulatorError):
            self.own.prepare()

    def _draw(self) -> None:
        """Draw the first part that is out of date, then the next one; others' clicks between."""
        part = next((part for part in self.own_parts if part.stale), None)
        if part is None:
            self._lay_out()
            return
        part.show()
        soon(self._draw)

    def _lay_out(self) -> None:
        if self.waiting not in self.sheet.objects and self.sheet.objects:
            return
        wide = {"sizing_mode": "stretch_width"}
        self.sheet.objects = [
            pn.Row(self.lorenz, self.path, **wide),
            self.measures,
            pn.Row(self.index, self.attainment, **wide),
            self.table,
            self.ranks,
        ]

    def _chosen(self, *events: param.parameterized.Event) -> None:
        """Draw what a choice of this page makes out of date."""
        names = {event.name for event in events}
        for part in self.own_parts:
            part.stale = part.stale or not names.isdisjoint(part.drawn_by_own)
        if self.state.page == self.page_name:
            self.show()

    def __panel__(self) -> pn.viewable.Viewable:
        """Return the choice of who is compared and the parts."""
        return pn.Column(self.who, self.sheet, sizing_mode="stretch_width")
