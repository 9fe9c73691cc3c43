"""The self-test: the model city is run in a temporary store and compared with a pencil's numbers.

Parameters and expected numbers lie in ``params/model-city``; docs/methods/model-city.md derives
them.
"""

from __future__ import annotations

from tempfile import TemporaryDirectory

import pandas as pd

from simulator.analysis.expectations import expectations
from simulator.desk.cases import load_case
from simulator.desk.runs import run_scenario
from simulator.inputs.expected import load_expected

MODEL_CITY = "model-city"


def selftest(lang: str = "zh") -> pd.DataFrame:
    """Return one row per expected number of the model city; ``ok`` says whether the run has it.

    Columns are those of `simulator.analysis.expectations`; nothing is left behind.

    Raises
    ------
    InputError
        When the parameters or the expected numbers cannot be read.
    """
    case = load_case(MODEL_CITY)
    expected = load_expected(case.params.tree)
    with TemporaryDirectory() as store:
        run = run_scenario(case, out=store)
        return expectations(expected, run.table, case.scenario.horizon.base, lang)
