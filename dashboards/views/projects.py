"""项目与资金: what is built when and waits for what, what it costs, and what is left over."""

from __future__ import annotations

import panel as pn
import panel_material_ui as pmui
import param

from dashboards import style
from dashboards.parts.gantt import Gantt
from dashboards.parts.ledger import Ledger
from dashboards.parts.money import Money
from dashboards.parts.own_files import OwnFiles
from dashboards.parts.page import Page
from dashboards.parts.projects_part import ProjectsPart
from dashboards.state import State
from dashboards.states.projects import ORDERS, PRICES, UNITS, ProjectsState

SIDE = 500
OFFERED = {"order": ORDERS, "unit": UNITS, "prices": PRICES}


class Projects(Page):
    """Gantt chart beside the money by year; ledger beside the files."""

    choices = ("run_id", "region")

    def __init__(self, state: State) -> None:
        self.own = ProjectsState(state)
        self.gantt, self.money = Gantt(self.own), Money(self.own)
        self.ledger, self.own_files = Ledger(self.own), OwnFiles(self.own)
        self.own_parts: tuple[ProjectsPart, ...] = (
            self.gantt,
            self.money,
            self.ledger,
            self.own_files,
        )
        super().__init__(state, "projects", self.own_parts)
        names = sorted({name for part in self.own_parts for name in part.drawn_by_own})
        self.own.param.watch(self._chosen, names)
        self.bar, self.prices_note = (
            self._bar(),
            pn.pane.HTML(stylesheets=[style.SHEET], margin=(0, 8)),
        )

    def show(self) -> None:
        """Offer what the open run has, then draw what changed."""
        if self.state.run is not None and any(part.stale for part in self.own_parts):
            self.own.offer()
            self.bar["prices"].disabled = not self.own.has_prices
            key = "prices_own" if self.own.has_prices else "prices_none"
            note = self.state.say(f"projects.{key}")
            self.prices_note.object = f'<div class="notes"><p>{note}</p></div>'
        super().show()

    def _chosen(self, *events: param.parameterized.Event) -> None:
        """Draw what a choice of this page makes out of date."""
        names = {event.name for event in events}
        for part in self.own_parts:
            part.stale = part.stale or not names.isdisjoint(part.drawn_by_own)
        super().show()

    def _bar(self) -> dict[str, pmui.Select]:
        """Return the widgets of the page's own choices by name."""
        say, fields = self.state.say, self.own.param
        for name, offered in OFFERED.items():
            fields[name].objects = {say(f"projects.{name}_{one}"): one for one in offered}
        look = {"size": "small", "margin": (4, 8)}
        return {
            "service": pmui.Select.from_param(
                fields.service, name=say("projects.service"), width=240, **look
            ),
            "order": pmui.Select.from_param(
                fields.order, name=say("projects.order"), width=240, **look
            ),
            "unit": pmui.Select.from_param(
                fields.unit, name=say("projects.unit"), width=160, **look
            ),
            "prices": pmui.Select.from_param(
                fields.prices, name=say("projects.prices"), width=150, **look
            ),
        }

    def __panel__(self) -> pn.viewable.Viewable:
        """Return the page."""
        bar = pn.FlexBox(
            *self.bar.values(), self.prices_note, align_items="center", sizing_mode="stretch_width"
        )
        columns = pn.Row(
            pn.Column(self.gantt, self.ledger, sizing_mode="stretch_width"),
            pn.Column(self.money, self.own_files, width=SIDE),
            sizing_mode="stretch_width",
        )
        return pn.Column(bar, columns, sizing_mode="stretch_width")
