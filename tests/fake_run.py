"""A stored run of the fake model: ``python -m tests.fake_run STORE CREW DRAWS SECONDS``.

CREW is one of `CREWS`, SECONDS how long every draw takes at least. Prints the id; exits as the
command line does.
"""

from __future__ import annotations

import sys
from pathlib import Path

from simulator.engine.lived import live_on_simpy
from simulator.ensemble.executors import cluster, local
from simulator.ensemble.runner import run
from simulator.errors import SimulatorError
from simulator.results.manifest import about_run
from simulator.results.store import existing_run, partial_folder, write_run
from tests.fake_model import fake_ensemble, simulate

CREWS = {
    "here": None,
    "processes": local(2, live_on_simpy),
    "threads": local(2, simulate),
    "cluster": cluster("local", 2),
}


def main(store: Path, crew: str, draws: int, seconds: float) -> int:
    """Run, store and print the id."""
    manifest = about_run("baseline", {"draws": draws, "seed": 1}, {"doubts": ["开封"]})
    run_id = str(manifest["run"])
    if existing_run(store, run_id) is None:
        ensemble = fake_ensemble(draws, slow=seconds, keep_events=True, keep_draws=True)
        tables = run(ensemble, partial_folder(store, run_id), crew=CREWS[crew])
        write_run(store, manifest, tables, "label: 基准\n")
    sys.stdout.write(run_id)
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]), float(sys.argv[4])))
    except SimulatorError as error:
        sys.stderr.write(str(error))
        sys.exit(error.exit_status)
