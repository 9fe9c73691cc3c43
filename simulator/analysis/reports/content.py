"""What a report is made of: runs, names, and what was asked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import pandas as pd

from simulator.analysis.compare import Comparison
from simulator.analysis.labels import Catalogue
from simulator.analysis.reports.draft_blocks import Drafted
from simulator.analysis.reports.findings import due_rows, focus
from simulator.analysis.reports.review_blocks import Reviewed
from simulator.analysis.reports.texts import text
from simulator.analysis.run_view import RunView, target_year


@dataclass(frozen=True)
class Content:
    """What a report is made of.

    Parameters
    ----------
    views
        The runs; the first is reported on, the others are compared with it.
    catalogue
        Names in the language of the report.
    date
        Date of the report as YYYY-MM-DD.
    comparison
        `simulator.analysis.compare.compare` of all runs; None with one run.
    include_imputed
        Whether cities without figures of their own stand in the tables.
    warning
        What every page must say of runs that are not alike; empty when they are.
    review
        The review of the plans that a variant of `REVIEWS` is about.
    draft
        The draft of a plan that the variant ``draft-plan`` is about.
    """

    views: Sequence[RunView]
    catalogue: Catalogue
    date: str
    comparison: Comparison | None = None
    include_imputed: bool = False
    warning: str = ""
    review: Reviewed | None = None
    draft: Drafted | None = None
    rows: pd.DataFrame = field(init=False)

    def __post_init__(self) -> None:
        """Find the targets due in the first run."""
        object.__setattr__(self, "rows", due_rows(self.first, self.catalogue))

    @property
    def first(self) -> RunView:
        """Return the run reported on."""
        return self.views[0]

    @property
    def in_full(self) -> Sequence[RunView]:
        """Return the runs whose tables stand in full: the first, or all with every city."""
        return self.views if self.include_imputed else self.views[:1]

    @property
    def language(self) -> str:
        """Return the language of the report."""
        return self.catalogue.language

    @property
    def place(self) -> str:
        """Return the region reported on."""
        return focus(self.rows)

    @property
    def year(self) -> int:
        """Return the year of the targets, or the last year of a run that ends before."""
        return min(target_year(self.first), self.first.end)

    def say(self, key: str, **args: object) -> str:
        """Return a text of the report."""
        return text(self.language, key, **args)
