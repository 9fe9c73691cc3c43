"""What only runs tell of a list: a button, and the work that it asks for."""

from __future__ import annotations

from collections.abc import Callable

import panel as pn
import panel_material_ui as pmui

from dashboards.jobs import Job
from dashboards.parts.work import Work
from dashboards.states.evidence import EvidenceState


class Measuring(pn.viewable.Viewer):
    """Asks for the runs and says where they stand; ``measured`` is called when they are there."""

    def __init__(self, own: EvidenceState, table: str, measured: Callable[[], None]) -> None:
        super().__init__()
        self.own, self.table, self.measured = own, table, measured
        self.begin = pmui.Button(
            label=own.state.say("measuring.begin"),
            size="small",
            variant="outlined",
            visible=False,
            margin=(2, 6),
        )
        self.begin.on_click(lambda _: self._ask())
        # others may wait for the same
        self.work = Work(own.state)

    def _ask(self) -> None:
        job = self.own.measure(self.table)
        if job is not None:
            self.work.follow(job, self._ended)
        self.offer()

    def _ended(self, job: Job[None]) -> None:
        self.offer()
        if job.status == "done":
            self.measured()

    def offer(self) -> None:
        """Offer the button where runs would tell more and are not under way."""
        self.begin.visible = self.work.job is None and self.own.can_measure(self.table)

    def __panel__(self) -> pn.viewable.Viewable:
        """Return button and work."""
        return pn.Row(self.begin, self.work)
