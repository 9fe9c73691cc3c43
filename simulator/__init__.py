"""The equalisation scenario simulator (均等化情景模拟器).

The public names live in `simulator.api` and are loaded when they are first used, so that
``import simulator`` stays quick.

>>> import simulator as eq
>>> "write_report" in dir(eq)
True
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from simulator.api import Comparison, Run, open_run, write_report
    from simulator.api import compare_runs as compare
    from simulator.api import load_case as load_case
    from simulator.api import run_scenario as run

_NAMES = {
    "Comparison": "Comparison",
    "Run": "Run",
    "compare": "compare_runs",
    "load_case": "load_case",
    "open_run": "open_run",
    "run": "run_scenario",
    "write_report": "write_report",
}
"""Public name -> name in `simulator.api`."""

__all__ = ["Comparison", "Run", "compare", "load_case", "open_run", "run", "write_report"]


def __getattr__(name: str) -> object:
    """Return a public name, loading the api on first use (PEP 562)."""
    if name not in _NAMES:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    return getattr(import_module("simulator.api"), _NAMES[name])


def __dir__() -> list[str]:
    """Return the public names."""
    return sorted(_NAMES)
