"""What only runs tell of a list: a button, its place in the queue, its progress, a stop."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

import panel as pn
import panel_material_ui as pmui
from bokeh.document import Document

from dashboards import style
from dashboards.states.evidence import EvidenceState


class Measuring(pn.viewable.Viewer):
    """Asks for the runs and says where they stand; told by the queue, from whatever thread."""

    def __init__(self, own: EvidenceState, table: str, ended: Callable[[], None]) -> None:
        super().__init__()
        self.own, self.table, self.ended = own, table, ended
        say = own.state.say
        look = {"size": "small", "variant": "outlined", "visible": False, "margin": (2, 6)}
        self.begin, self.stop = (
            pmui.Button(label=say(f"measuring.{key}"), **look) for key in ("begin", "stop")
        )
        self.begin.on_click(lambda _: self._ask())
        self.stop.on_click(lambda _: self._stop())
        self.said = pn.pane.HTML(stylesheets=[style.SHEET], margin=(8, 8))
        self._document: Document | None = None

    def _ask(self) -> None:
        self._document = pn.state.curdoc
        self.own.measure(self.table, self._moved)
        self.tell()

    def _stop(self) -> None:
        self.own.jobs[self.table].stop()

    def _moved(self) -> None:
        """Tell the page on its own thread; a page that is gone is told nothing."""
        document = self._document
        if document is not None and document.session_context is not None:
            document.add_next_tick_callback(self._told)

    def _told(self) -> None:
        self.tell()
        job = self.own.jobs[self.table]
        if job.status == "done":
            self.ended()

    def tell(self) -> None:
        """Offer the button, or say where the runs stand."""
        job = self.own.jobs.get(self.table)
        under_way = job is not None and not job.ended
        self.begin.visible = self.own.can_measure(self.table) and not under_way
        self.stop.visible = under_way
        if job is None or job.status == "done":
            self.said.object = ""
            return
        facts = {"done": job.done, "total": job.total, "ahead": self.own.ahead(self.table)}
        said = escape(self.own.state.say(f"measuring.{job.status}", **facts))
        self.said.object = f'<div class="notes" role="status"><p>{said}</p></div>'

    def __panel__(self) -> pn.viewable.Viewable:
        """Return button, stop and words."""
        return pn.Row(self.begin, self.stop, self.said)
