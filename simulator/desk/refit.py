"""Parameters fitted on observations, fitted again on those up to a base year.

A backtest of doctors and nurses would else know the answer: the rise of their inflow is a line
through the years up to 2022. The new values are written as a folder of parameters, so that the
run that reads them has an id and a manifest of its own.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

import numpy as np
import yaml
from numpy.typing import NDArray

from simulator.inputs.growth import PERIOD
from simulator.inputs.observed import Series
from simulator.inputs.parameters import Parameter
from simulator.inputs.params import Params
from simulator.inputs.shipped import PARAMS, shipped_folder

Floats = NDArray[np.float64]
FORMULA = "linear_fit_of_yearly_inflow"
FITTED = re.compile(
    r"observations\.(?P<region>\w+)\.(?P<what>\w+)\.(?P<first>\d{4})-(?P<last>\d{4})"
)
UPPER = 0.95
"""Share below the upper end of a 90 % interval."""
FOLDER = ".backtest"


class Line(NamedTuple):
    """Slope of the yearly inflow as a share of the base period's mean, with its 90 % interval."""

    value: float
    low: float
    high: float


def inflow_line(stocks: Floats, exits: float, after: int = 0) -> Line:
    """Return the line through yearly inflows, relative to the mean of the base period.

    Parameters
    ----------
    stocks
        Staff at successive year-ends, at least six [person]. Shape (year,).
    exits
        Share of the stock that leaves a year.
    after
        Years fitted on that lie after the five of the base period.
    """
    from scipy.special import stdtrit  # no start of a command may load scipy

    inflow = np.diff(stocks) + exits * stocks[:-1]
    years = np.arange(inflow.size, dtype=np.float64)
    slope, level = np.polyfit(years, inflow, 1)
    free = inflow.size - 2
    rest = inflow - (slope * years + level)
    error = np.sqrt((rest @ rest) / free / ((years - years.mean()) ** 2).sum())
    margin = float(stdtrit(free, UPPER)) * error
    last = inflow.size - after
    mean = inflow[last - PERIOD : last].mean()
    return Line(*(float(one / mean) for one in (slope, slope - margin, slope + margin)))


def refitted(params: Params, series: Series, base: int, store: Path) -> Path | None:
    """Return a folder of parameters whose fits know nothing after a year; None where none do.

    Parameters
    ----------
    params
        All parameters in force; a planner's own files are taken over.
    series
        What may be fitted on.
    base
        The last year whose observations count.
    store
        The folder of runs: the parameters are kept in it, so that the run can be resumed.
    """
    files = dict(_files(params, series, base))
    if not files:
        return None
    folder, shipped = store / FOLDER / f"known-{base}", shipped_folder(PARAMS)
    shutil.rmtree(folder, ignore_errors=True)
    for relative, path in params.tree.files.items():
        if path != shipped / relative:
            (folder / relative).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, folder / relative)
    for relative, plain in files.items():
        (folder / relative).parent.mkdir(parents=True, exist_ok=True)
        text = yaml.safe_dump(plain, allow_unicode=True, sort_keys=False)
        (folder / relative).write_text(text, encoding="utf-8")
    return folder


def _files(params: Params, series: Series, base: int) -> Iterator[tuple[str, Mapping[str, object]]]:
    """Yield path and content of every parameter fitted on later years that can be fitted again."""
    for name, one in params.parameters.items():
        found = [match for text in one.derived_from if (match := FITTED.fullmatch(text))]
        if one.formula != FORMULA or not found or int(found[0]["last"]) <= base:
            continue
        about = found[0]
        exits = next(n for n in one.derived_from if n in params.parameters)
        years = range(int(about["first"]), base + 1)
        seen = [series.of(about["region"], about["what"], year) for year in years]
        if len(seen) > PERIOD and all(seen):
            stocks = np.array([rows[0].value for rows in seen])
            line = inflow_line(stocks, params.parameters[exits].value)
            origin = [f"observations.{about['region']}.{about['what']}.{years[0]}-{base}", exits]
            yield f"{name.replace('.', '/')}.yaml", _plain(one, line, base, origin)


def _plain(one: Parameter, line: Line, base: int, origin: list[str]) -> Mapping[str, object]:
    numbers = {name: round(number, 4) for name, number in line._asdict().items()}
    return {
        "label": one.label.model_dump(),
        "unit": one.unit,
        "date": base,
        **numbers,
        "grade": "derived",
        "from": origin,
        "formula": FORMULA,
    }
