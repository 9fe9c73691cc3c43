"""One list of what the numbers rest on: searched, filtered, a row opened, downloaded."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Any

import pandas as pd
import panel as pn

from dashboards import style
from dashboards.parts.listing import NUMBER, YEAR, downloads, listing
from dashboards.parts.measuring import Measuring
from dashboards.parts.part import Part
from dashboards.states.evidence import EvidenceState

ROWS, SIDE, HEIGHT = 13, 370, 545
REST = 0
WIDTHS: Mapping[str, Mapping[str, int]] = {
    "parameters": {
        **{"label": REST, "part": 90, "region": 80, "value": 95, "low": 90, "high": 90},
        **{"unit": 100, "date": 65, "grade": 130},
    },
    "doubts": {
        **{"severity": 95, "changes_verdict": 80, "region": 80, "indicator": 165},
        **{"kind": 120, "printed_1": 130, "printed_2": 130, "otherwise": REST},
    },
    "assumed": {
        **{"label": REST, "value": 95, "low": 90, "high": 90, "unit": 100},
        **{"used_by": 170, "effect": 130},
    },
    "coverage": {
        **{"document": 290, "domain": 95, "found": 85, "modelled": 85, "commitment": 80},
        **{"left_out": 80, "status": 80, "why": REST},
    },
    "services": {"number": 65, "domain": 150, "label": 240, "measured": 105, "indicators": REST},
}
"""Columns on screen and their widths [pixel], one taking the rest; an opened row tells all."""
CHOSEN = ("part", "region", "grade", "severity", "kind", "changes_verdict", "domain", "status")
CHOSEN_TOO = ("measured", "unit", "document")
"""Columns filtered by a list of what stands in them."""
YEARS = ("date", "number", "found", "modelled", "commitment", "left_out")
NUMBERS = ("value", "low", "high", "effect")


class EvidenceList(Part):
    """A table of `api.evidence_tables.evidence_table`, the opened row beside it."""

    drawn_by = ()

    def __init__(self, own: EvidenceState, name: str) -> None:
        super().__init__(own.state)
        self.own, self.listed = own, name
        heads = {one: own.state.say_evidence(one) for one in WIDTHS[name]}
        self.table = listing(
            own.state,
            heads,
            widths={one: wide for one, wide in WIDTHS[name].items() if wide},
            layout="fit_columns",
            pagination="local",
            page_size=ROWS,
            selectable=1,
            header_filters={one: self._filter() for one in heads if one in (*CHOSEN, *CHOSEN_TOO)},
            formatters={one: YEAR if one in YEARS else NUMBER for one in (*YEARS, *NUMBERS)},
            height=HEIGHT,
        )
        self.table.param.watch(self._opened, "selection")
        self.opened = pn.pane.HTML(
            stylesheets=[style.SHEET], margin=(4, 8), width=SIDE, height=HEIGHT
        )
        self.opened.styles = {"overflow-y": "auto"}
        self.count = pn.pane.HTML(
            stylesheets=[style.SHEET], margin=(8, 8), sizing_mode="stretch_width"
        )
        self.files = downloads(own.state, lambda: name, lambda form: own.file(name, form))
        self.measuring = Measuring(own, name, self._again)
        self.frame: pd.DataFrame | None = None

    def _filter(self) -> dict[str, Any]:
        chosen = {"type": "list", "func": "=", "valuesLookup": True, "clearable": True}
        return {**chosen, "placeholder": self.state.say("listing.filter")}

    def draw(self) -> None:
        """Feed the table before it stands on the page: it is read in milliseconds."""
        self.frame = frame = self.own.frame(self.listed)
        self.table.selection = []
        self.table.value = frame[list(WIDTHS[self.listed])]
        say = self.state.say
        said = escape(say(f"lists.{self.listed}", n=len(frame)))
        self.count.object = f'<div class="notes"><p>{said}</p></div>'
        self.measuring.offer()
        self._opened()

    def _again(self) -> None:
        """Draw once more, now that more is known."""
        self.stale = True
        self.show()

    def _opened(self, *_: object) -> None:
        """Show everything known of the chosen row."""
        chosen, say = self.table.selection, self.state.say
        if self.frame is None or not chosen or chosen[0] >= len(self.frame):
            self.opened.object = f'<div class="notes"><p>{escape(say("lists.open"))}</p></div>'
            return
        row, heads = self.frame.iloc[chosen[0]], self.frame.attrs["heads"]
        told = "".join(self._line(heads[one], row[one]) for one in heads)
        self.opened.object = f'<div class="evidence opened">{told}</div>'

    @staticmethod
    def _line(head: str, known: object) -> str:
        if isinstance(known, float):
            text = "" if pd.isna(known) else f"{known:,.10g}"
        else:
            text = str(known)
        return f"<p><small>{escape(head)}</small> {escape(text)}</p>" if text else ""

    def body(self) -> pn.viewable.Viewable:
        """Return what is counted, downloads, table, and the opened row beside it."""
        head = pn.Row(self.files, self.measuring, self.count, sizing_mode="stretch_width")
        both = pn.Row(self.table, self.opened, sizing_mode="stretch_width")
        return pn.Column(head, both, sizing_mode="stretch_width")
