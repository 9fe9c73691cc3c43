"""Members per CPU-second against the same world in system dynamics, with PySD.

Run ``python -m benchmarks.peer_dynamics``; it needs ``pip install pysd`` (the extra
``benchmarks``). The model is written as a Vensim file with subscripts, which PySD translates to
Python on arrays: stocks by city and service, monthly steps from 2020 to 2035, third-order delays
for preparation (approval, land, design) and works (construction, acceptance), starts that close
the gap to the need as far as the free money of the city's account goes, retirement, graduates and
programmes. `benchmarks.peer_world` says what it lacks; besides, projects flow instead of
being counted, and slots and months of single projects do not exist.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

import numpy as np

from benchmarks.peer_world import PlainWorld, how_far, ours, plain_world
from benchmarks.rows import Row, in_turns, missing, times
from simulator.inputs.arrays import Floats

COMMAND = "python -m benchmarks.peer_dynamics"
MUST = 500
MEMBERS = 32
"""Members of ours in a turn: what an ensemble lives in a row."""
MONTHS = 12
HUGE = 1e15

EQUATIONS = """
need[city,service]= need at base[city,service] + (need at end[city,service]
    - need at base[city,service]) * Time / FINAL TIME ~~|
wanted[city,service]= MAX(0, need[city,service] - Standing[city,service]
    - Preparing[city,service] - Building[city,service]) * builds[city,service] ~~|
wanted money[city,account]= SUM(wanted[city,service!] * cost[service!]
    * belongs[service!,account]) ~~|
free money[city,account]= MAX(0, Purse[city,account] - SUM(Preparing[city,service!]
    * cost[service!] * belongs[service!,account])) ~~|
affordable[city,account]= MIN(1, ZIDZ(free money[city,account], wanted money[city,account])) ~~|
starts[city,service]= wanted[city,service] * SUM(affordable[city,account!]
    * belongs[service,account!]) ~~|
works begun[city,service]= DELAY3I(starts[city,service], prepared in[service],
    rate at base[city,service]) ~~|
commissioned[city,service]= DELAY3I(works begun[city,service], built in[service],
    rate at base[city,service]) ~~|
Preparing[city,service]= INTEG(starts[city,service] - works begun[city,service],
    rate at base[city,service] * prepared in[service]) ~~|
Building[city,service]= INTEG(works begun[city,service] - commissioned[city,service],
    rate at base[city,service] * built in[service]) ~~|
retired[city,service]= Standing[city,service] * loss[city,service] / 12 ~~|
entered[city,service]= MIN(inflow[city,service] / 12,
    MAX(0, most[city,service] - Standing[city,service])) ~~|
Standing[city,service]= INTEG(commissioned[city,service] + entered[city,service]
    - retired[city,service], base[city,service]) ~~|
income[city,account]= (first income[city,account] + (last income[city,account]
    - first income[city,account]) * Time / FINAL TIME) / 12 ~~|
spent[city,account]= SUM((Standing[city,service!] * running[service!] / 12
    + works begun[city,service!] * cost[service!]) * belongs[service!,account]) ~~|
Purse[city,account]= INTEG(income[city,account] - spent[city,account], 0) ~~|
INITIAL TIME= 0 ~~|
TIME STEP= 1 ~~|
SAVEPER= 12 ~~|
"""


def vensim(world: PlainWorld) -> str:
    """Return the model as a Vensim file."""
    cities, services = world.base.shape
    accounts = world.income.shape[2]
    typical = np.where((world.lot > 0).any(axis=0)[:, None], world.months[:, 0, 0], MONTHS)
    belongs = (world.account[:, None] == np.arange(accounts)).astype(float)
    units = world.lot[world.pipeline[:, 0], world.pipeline[:, 1]]
    under_way = np.zeros_like(world.base)
    np.add.at(under_way, (world.pipeline[:, 0], world.pipeline[:, 1]), units)
    numbers = {
        "base[city,service]": world.base,
        "loss[city,service]": world.loss,
        "inflow[city,service]": world.inflow,
        "most[city,service]": np.minimum(world.most, HUGE),
        "need at base[city,service]": world.need[0],
        "need at end[city,service]": world.need[1],
        "builds[city,service]": world.lot > 0,
        "rate at base[city,service]": under_way / typical.sum(axis=1),
        "prepared in[service]": typical[:, :3].sum(axis=1),
        "built in[service]": typical[:, 3:].sum(axis=1),
        "belongs[service,account]": belongs,
        "cost[service]": world.cost,
        "running[service]": world.running,
        "first income[city,account]": world.income[0],
        "last income[city,account]": world.income[1],
    }
    ranges = {"city": cities, "service": services, "account": accounts}
    names = [
        f"{axis}: {', '.join(f'{axis} {at}' for at in range(n))} ~~|" for axis, n in ranges.items()
    ]
    return "\n".join(
        ["{UTF-8}", *names]
        + [f"{name}= {_numbers(np.asarray(values, float))} ~~|" for name, values in numbers.items()]
        + [f"FINAL TIME= {world.n_years * MONTHS} ~~|", EQUATIONS]
    )


def _numbers(values: Floats) -> str:
    """Return a table as Vensim writes it: rows end with a semicolon."""
    if values.ndim == 1:
        return ",".join(map(repr, values.tolist()))
    return "".join(f"\n{_numbers(row)};" for row in values)


def rows() -> list[Row]:
    """Return members per CPU-second of the compiled engine over PySD's."""
    if skipped := missing("pysd"):
        return [Row("members against PySD", COMMAND, f"≥ {MUST} ×", skipped)]
    import pysd

    known = ours()
    world = plain_world(known)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "peer.mdl"
        file.write_text(vensim(world), encoding="utf-8")
        model = pysd.read_vensim(str(file))
        taken = in_turns(
            {
                "peer": lambda: run(model, world),
                "ours": lambda: [known.live() for _ in range(MEMBERS)],
            }
        )
        far = how_far(known, world, run(model, world))
    ours_each = [seconds / MEMBERS for seconds in taken["ours"]]
    return [
        Row(
            what="a member's years, compiled engine against PySD, CPU time",
            command=COMMAND,
            must=f"≥ {MUST} ×",
            measured=f"{times(taken['peer'], ours_each)}; {far}",
        )
    ]


def run(model: object, world: PlainWorld) -> Floats:
    """Return the stocks at the end of PySD's run. Shape (city, service)."""
    table = model.run(return_columns=["Standing"], reload=False)  # type: ignore[attr-defined]
    return np.reshape(table.iloc[-1].to_list(), world.base.shape)


if __name__ == "__main__":
    for row in rows():
        print(*row, sep="\n")
