"""情景实验室: levers are moved, and what follows is there at once."""

from __future__ import annotations

from functools import partial

import panel as pn
import param
from bokeh.document import Document
from panel.io.document import hold
from panel.io.state import set_curdoc

from dashboards.hand import REST_MS, STOP_MS, Fan, Hand
from dashboards.parts.changed import Changed
from dashboards.parts.keep_trial import KeepTrial
from dashboards.parts.levers import Levers
from dashboards.parts.page import Page
from dashboards.parts.renew import Renew
from dashboards.parts.tried import TriedCell, TriedHeatmap, TriedOutcomes, TriedStory
from dashboards.state import State
from dashboards.states.laboratory import Trying
from simulator.api import SimulatorError

LEFT, RIGHT = 310, 410
FLUSH_MS = 2
"""Between two parts: what is drawn leaves for the browser before the next is worked out."""


class Laboratory(Page):
    """Levers beside the trial's heat map and the chosen cell."""

    choices = ("run_id", "year", "reference")

    def __init__(self, state: State) -> None:
        self.trying = Trying(state)
        self.fan = Fan(self.trying.take_fan)
        after = ((STOP_MS, self._follow), (REST_MS, self.trying.settle))
        self.hand = Hand(self._try, after)
        self.levers = Levers(self.trying, self.hand)
        self.changed = Changed(self.trying, self._moved_back)
        self.keep = KeepTrial(self.trying)
        self.heatmap, self.cell = TriedHeatmap(self.trying), TriedCell(self.trying)
        self.outcomes, self.story = TriedOutcomes(self.trying), TriedStory(self.trying)
        self._turn, self._drawing = 0, False
        self.renew, self.row = Renew(state), self._row()
        parts = (
            self.renew,
            *(self.cell, self.heatmap, self.outcomes, self.changed, self.story),
            *(self.levers, self.keep),
        )
        super().__init__(state, "laboratory", parts, self.trying)
        if pn.state.curdoc is not None:
            pn.state.on_session_destroyed(lambda _: self.fan.stop())

    def show(self) -> None:
        """Open the laboratory on the chosen run before anything is drawn of it."""
        if self.state.run is None:
            return
        new = self.trying.trial is None
        try:
            _ = self.trying.bench
        except SimulatorError:
            new = False  # every part says why
        super().show()
        self.row.visible = not self.renew.is_needed  # one line says what every part would
        if new:
            self.hand.stir(pn.state.curdoc)

    def _moved(self, *events: param.parameterized.Event) -> None:
        """Draw one part after the other where a lever moved: each is seen as soon as it is ready.

        What stands last is not put off by a hand that goes on: turns go round.
        """
        document, names = pn.state.curdoc, {event.name for event in events}
        # a move takes the fan of the last one away with it
        if document is None or "trial" not in names:
            super()._moved(*events)
            return
        for part in self.parts:
            part.stale = part.stale or not names.isdisjoint(part.drawn_by)
        if self.state.page == self.page_name:
            self._draw_next(document)

    def _draw_next(self, document: Document) -> None:
        """Draw the next part that is out of date, and the others in later turns."""
        order = [*self.parts[self._turn :], *self.parts[: self._turn]]
        part = next((one for one in order if one.stale), None)
        if part is None:
            self._turn = 0
            return
        self._turn = self.parts.index(part) + 1
        with set_curdoc(document), hold(document):
            part.show()
        if not self._drawing:
            self._drawing = True
            document.add_timeout_callback(partial(self._go_on, document), FLUSH_MS)

    def _go_on(self, document: Document) -> None:
        self._drawing = False
        self._draw_next(document)

    def _try(self) -> None:
        self.fan.stop()
        self.trying.try_wanted()

    def _follow(self) -> None:
        """Draw the fan: the hand has stopped."""
        if self.trying.trial is not None:
            self.fan.follow(self.trying.trial)

    def _moved_back(self) -> None:
        self.fan.stop()
        self.hand.stir(pn.state.curdoc)

    def __panel__(self) -> pn.viewable.Viewable:
        """Return the page."""
        return pn.Column(self.renew, self.row, sizing_mode="stretch_width")

    def _row(self) -> pn.Row:
        return pn.Row(
            pn.Column(self.levers, self.changed, width=LEFT),
            pn.Column(self.outcomes, self.heatmap, sizing_mode="stretch_width"),
            pn.Column(self.cell, self.story, self.keep, width=RIGHT),
            sizing_mode="stretch_width",
        )
