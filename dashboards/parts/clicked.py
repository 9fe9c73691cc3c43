"""A click on a year of a picture chooses the year of the whole page."""

from __future__ import annotations

from bokeh.models import ColumnDataSource

from dashboards.state import State


def choose_year(state: State, source: ColumnDataSource) -> None:
    """Let a click on a row of a picture's source, which has a ``year``, choose that year."""

    def clicked(_attribute: str, _old: list[int], new: list[int]) -> None:
        if new:
            year = int(source.data["year"][new[0]])
            source.selected.indices = []
            state.year = year

    source.selected.on_change("indices", clicked)
