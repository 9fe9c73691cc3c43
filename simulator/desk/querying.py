"""SQL over stored runs."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from simulator.results.find import find_run
from simulator.results.queries import query
from simulator.results.store import list_runs


def query_runs(sql: str, refs: Sequence[str] = (), runs: Path | str = "runs") -> pd.DataFrame:
    """Return what one SELECT finds in the tables of some runs, of all in the store by default.

    Views bear the names of the tables of design §8, each with the run's id in a column ``run``
    before the others; ``runs`` has a row for each run. Runs that cannot be read are left out
    (`simulator.desk.runs.unreadable_runs`) unless they are named.

    Raises
    ------
    InputError
        As `simulator.results.queries.query` says; R101 to R116 for runs that are named.
    """
    store = Path(runs)
    found = [find_run(store, ref) for ref in refs] if refs else list_runs(store)[0]
    return query(found, sql)
