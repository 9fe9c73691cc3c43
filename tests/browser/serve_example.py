"""Serve the page over example runs (a port, then scenarios; none is an empty store)."""

import sys
from pathlib import Path

import simulator
from tests.example_catalogue import ExampleApi


def main(port: int, scenarios: tuple[str, ...]) -> None:
    api = ExampleApi(scenarios)
    sys.modules["simulator.api"] = api
    simulator.api = api
    from dashboards.app import serve

    serve(runs=Path("runs"), port=port, lang="zh")


if __name__ == "__main__":
    main(int(sys.argv[1]), tuple(sys.argv[2:]))
