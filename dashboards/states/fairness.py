"""What a visitor of the page of fairness has chosen, and the tables that follow from it."""

from __future__ import annotations

import pandas as pd
import param

from dashboards.state import State
from dashboards.written import written
from simulator import api

PROVINCE = "henan"


class FairnessState(param.Parameterized):
    """Who is compared, and which measure and index are drawn over the years."""

    include_imputed = param.Boolean(default=True)
    measure = param.Selector(default="gini", objects=["gini"], check_on_set=False)
    index = param.Selector(
        default="equalisation_index", objects=["equalisation_index"], check_on_set=False
    )

    def __init__(self, state: State) -> None:
        super().__init__()
        self.state = state
        known = (
            api.fairness.measure_choices(state.language),
            api.fairness.index_choices(state.language),
        )
        for name, choices in zip(("measure", "index"), known, strict=True):
            self.param[name].objects = {label: one for one, label in choices.items()}
        self._ready: api.Run | None = None
        # another language finds the same choices
        self.param.update(**state.kept.setdefault("fairness", {}))
        self.param.watch(self._keep, ["include_imputed", "measure", "index"])

    def _keep(self, *events: param.parameterized.Event) -> None:
        self.state.kept["fairness"] |= {event.name: event.new for event in events}

    @property
    def ready(self) -> bool:
        """Return whether the tables of the open run were read already."""
        return self._ready is self.state.run

    def prepare(self) -> None:
        """Read what all pictures need of the open run; takes a second, on any thread.

        Raises
        ------
        SimulatorError
            C182 where the run holds some cities only.
        """
        run = self.state.opened
        try:
            api.fairness.run_lorenz(run, self.asked, self.state.language)
        finally:
            self._ready = run

    @property
    def asked(self) -> api.fairness.Asked:
        """Return what is asked of every picture."""
        return api.fairness.Asked(self.state.indicator, self.state.year, self.include_imputed)

    def lorenz(self) -> pd.DataFrame:
        """Return the Lorenz curves; api.fairness.run_lorenz says the columns."""
        return api.fairness.run_lorenz(self.state.opened, self.asked, self.state.language)

    def path(self) -> pd.DataFrame:
        """Return the chosen measure over the years."""
        return api.fairness.run_measure_path(
            self.state.opened, self.asked, self.measure, self.state.language
        )

    def index_path(self) -> pd.DataFrame:
        """Return the chosen index over the years."""
        return api.fairness.run_index_path(
            self.state.opened, self.asked, self.index, self.state.language
        )

    def attainment(self) -> pd.DataFrame:
        """Return attainment by domain of the chosen city and the province."""
        regions = (self.state.region, PROVINCE)
        return api.fairness.run_attainment(
            self.state.opened, self.asked, regions, self.state.language
        )

    def measures(self) -> pd.DataFrame:
        """Return all measures of the chosen indicator, base year and chosen year."""
        run, asked = self.state.opened, self.asked
        years = sorted({run.horizon["base"], asked.year})
        table = api.run_equity(
            run,
            years,
            self.state.language,
            indicator=asked.indicator,
            include_imputed=asked.include_imputed,
        )
        shown = api.inequality_overview(table, self.state.language)
        shown.attrs = table.attrs
        return shown

    def parts(self) -> pd.DataFrame:
        """Return what the indices are made of, under three weightings."""
        table = api.fairness.run_index_parts(self.state.opened, self.asked, self.state.language)
        shown = api.index_weights_overview(table, self.state.language)
        shown.attrs = table.attrs
        return shown

    def ranks(self) -> pd.DataFrame:
        """Return the ranks of the cities by the chosen indicator, imputed ones as not ranked."""
        return api.run_ranks(
            self.state.opened,
            self.state.year,
            self.state.language,
            indicator=self.state.indicator,
            include_imputed=True,
        )

    def ranked(self) -> pd.DataFrame:
        """Return those who have a rank, the best first."""
        return self.ranks().dropna(subset=["rank"]).sort_values("rank", kind="stable")

    def heads(self, columns: tuple[str, ...]) -> dict[str, str]:
        """Return the headings of columns."""
        language = self.state.language
        return {
            one: api.say(language, "labels", f"columns.{one.removesuffix('_label')}")
            for one in columns
        }

    def file(self, table: pd.DataFrame, heads: dict[str, str], suffix: str) -> bytes:
        """Return a table as a file."""
        return written(table, suffix, heads, self.state.language)
