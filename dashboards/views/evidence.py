"""依据: every number of ``params/``, what is in doubt, what is assumed, what was read."""

from __future__ import annotations

import panel as pn
import panel_material_ui as pmui
import param

from dashboards import style
from dashboards.parts.evidence_list import EvidenceList
from dashboards.parts.page import Page
from dashboards.state import State
from dashboards.states.evidence import EvidenceState
from simulator.api import evidence_tables

WIDE = 320


class Evidence(Page):
    """Five lists, one at a time, and a search in the one that is looked at."""

    choices = ()
    needs_run = False

    def __init__(self, state: State) -> None:
        self.own = EvidenceState(state)
        self.lists = {
            name: EvidenceList(self.own, name) for name in evidence_tables.EVIDENCE_TABLES
        }
        super().__init__(state, "evidence", ())
        say = state.say
        self.tables = pmui.RadioButtonGroup.from_param(
            self.own.param.table,
            options={say(f"lists.name_{name}"): name for name in evidence_tables.EVIDENCE_TABLES},
            name="",
            stylesheets=[style.CHOICE],
            size="small",
            width=620,
            margin=(8, 8),
        )
        self.search = pmui.TextInput.from_param(
            self.own.param.words,
            name=say("lists.search"),
            placeholder=say("lists.search_how"),
            width=WIDE,
            size="small",
            margin=(8, 8),
        )
        self.sheet = pn.Column(sizing_mode="stretch_width")
        self._laid = ""
        self.own.param.watch(self._chosen, ["table", "words"])

    def show(self) -> None:
        """Draw the list that is looked at."""
        shown = self.lists[self.own.table]
        shown.show()
        if self._laid != self.own.table:
            # laid out anew, a table is another in the browser, and a click on the old one is lost
            self._laid, self.sheet.objects = self.own.table, [shown]

    def _chosen(self, *events: param.parameterized.Event) -> None:
        if "words" in {event.name for event in events}:
            for one in self.lists.values():
                one.stale = True
        self.show()

    def __panel__(self) -> pn.viewable.Viewable:
        """Return the choice of a list, the search, and the list."""
        bar = pn.FlexBox(self.tables, self.search, align_items="center")
        return pn.Column(bar, self.sheet, sizing_mode="stretch_width")
