"""What a visitor of the page of evidence looks at, and the measuring under way."""

from __future__ import annotations

import pandas as pd
import param

from dashboards.jobs import Job, Progress
from dashboards.state import State
from dashboards.written import written
from simulator import api


class EvidenceState(param.Parameterized):
    """Which table, what is searched in it, and the row that is open."""

    table = param.Selector(default="parameters", objects=list(api.evidence_tables.EVIDENCE_TABLES))
    words = param.String(default="")

    def __init__(self, state: State) -> None:
        super().__init__()
        self.state = state
        # another language finds the same choices
        self.param.update(**state.kept.setdefault("evidence", {}))
        self.param.watch(self._keep, ["table", "words"])

    def _keep(self, *events: param.parameterized.Event) -> None:
        self.state.kept["evidence"] |= {event.name: event.new for event in events}

    def frame(self, table: str) -> pd.DataFrame:
        """Return the rows searched for; api.evidence_tables.evidence_table says the columns."""
        return api.evidence_tables.evidence_table(table, self.state.language, words=self.words)

    def can_measure(self, table: str) -> bool:
        """Return whether a column of the table is empty that runs would fill."""
        is_open = table in api.evidence_tables.MEASURABLE and not api.evidence_tables.is_measured(
            table
        )
        return is_open and self.state.jobs is not None

    def measure(self, table: str) -> Job[None] | None:
        """Queue the runs that fill it; two visitors who ask get the same job."""
        queue = self.state.jobs
        if queue is None:
            return None

        def work(progress: Progress) -> None:
            api.evidence_tables.measure_evidence(table, progress)

        return queue.ask(f"evidence/{table}", work)

    def file(self, table: str, suffix: str) -> bytes:
        """Return the rows searched for as a file, every column in it."""
        frame = self.frame(table)
        return written(frame, suffix, frame.attrs["heads"], self.state.language)
