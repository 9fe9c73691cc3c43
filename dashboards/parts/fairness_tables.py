"""The tables of the page of fairness: all measures, what the indices are made of, ranks."""

from __future__ import annotations

import pandas as pd
import panel as pn

from dashboards.charts import ranks
from dashboards.parts.fairness_part import FairnessPart
from dashboards.parts.listing import RATIO, YEAR, downloads, listing
from dashboards.states.fairness import FairnessState

MEASURES = (
    *("year", "compared_label", "weighted_label", "gini_label", "gini_interval_label"),
    *("theil_t_label", "theil_l_label", "atkinson_label", "coefficient_of_variation_label"),
    *("range_ratio_label", "agreement_label"),
)
PARTS = (
    *("part_label", "item_label", "equal_label", "binding_label", "entropy_label"),
    *("spread_label", "note"),
)
RANKS = (
    *("region_label", "value", "unit_label", "rank_label", "rank_interval_label"),
    *("rank_change_label", "rank_change_interval_label"),
)
HEIGHT = 470


class FairnessTable(FairnessPart):
    """A table of the page; a subclass says which, and what is written about it."""

    columns: tuple[str, ...] = ()
    key = ""
    blank = True
    look: dict[str, object] = {}  # noqa: RUF012  # never changed

    def __init__(self, own: FairnessState) -> None:
        super().__init__(own)
        self.heads = own.heads(self.columns)
        self.table = listing(own.state, self.heads, **self.look)
        self.files = downloads(own.state, self._name, self._write)

    def frame(self) -> pd.DataFrame:
        """Return the table of what is chosen."""
        raise NotImplementedError

    def draw(self) -> None:
        """Feed the table."""
        frame = self.frame()
        table = frame.reindex(columns=list(self.columns))
        # what no row has, such as the range ratio of few cities, is an empty column
        self.table.value = table.astype(object).fillna("") if self.blank else table
        self.tell(self.heading(), frame.attrs["notes"])

    def heading(self) -> str:
        """Return the title of what is chosen."""
        state = self.state
        name = state.label("indicator", state.indicator)
        return state.say(f"fairness.{self.key}", year=state.year, indicator=name)

    def _name(self) -> str:
        return f"{self.key}-{self.state.run_id}-{self.state.year}"

    def _write(self, suffix: str) -> bytes:
        return self.own.file(self.frame(), self.heads, suffix)

    def body(self) -> pn.viewable.Viewable:
        """Return title, downloads, table and notes."""
        return pn.Column(
            self.title, self.files, self.table, self.notes, sizing_mode="stretch_width"
        )


class MeasuresTable(FairnessTable):
    """All measures of the chosen indicator side by side."""

    columns, key = MEASURES, "measures"
    look = {"formatters": {"year": YEAR}}  # noqa: RUF012

    def frame(self) -> pd.DataFrame:
        """Return the measures of base year and chosen year."""
        return self.own.measures()


class PartsTable(FairnessTable):
    """What the indices are made of, under three weightings."""

    drawn_by = ("run_id", "year")
    columns, key = PARTS, "parts"
    look = {"height": HEIGHT}  # noqa: RUF012

    def frame(self) -> pd.DataFrame:
        """Return indices, weights and scores."""
        return self.own.parts()


class RanksTable(FairnessTable):
    """The ranks of the cities, with a picture where there are intervals."""

    drawn_by_own = ()
    columns, key, blank = RANKS, "ranks", False
    look = {"height": HEIGHT, "formatters": {"value": RATIO}}  # noqa: RUF012

    def __init__(self, own: FairnessState) -> None:
        super().__init__(own)
        say = own.state.say
        self.picture = ranks.ranks(lambda key: say(f"ranks.{key}"), HEIGHT)
        self.chart = pn.pane.Bokeh(self.picture.figure, sizing_mode="stretch_width", height=HEIGHT)

    def frame(self) -> pd.DataFrame:
        """Return the ranks."""
        return self.own.ranks()

    def draw(self) -> None:
        """Feed table and picture; the picture shows those who are ranked."""
        super().draw()
        ranked = self.own.ranked()
        ranks.feed_ranks(self.picture, ranked)
        self.chart.visible = bool(len(ranked))

    def body(self) -> pn.viewable.Viewable:
        """Return title, downloads, table beside picture, and notes."""
        both = pn.Row(self.table, self.chart, sizing_mode="stretch_width")
        return pn.Column(self.title, self.files, both, self.notes, sizing_mode="stretch_width")
