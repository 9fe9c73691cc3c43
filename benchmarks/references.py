"""Print how far the model is from published cases of others, as a table of Markdown.

Run ``python -m benchmarks.references`` from the top of the checkout; the cases and their sources
stand in ``tests/references``, which holds them to limits.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from simulator.inputs.params import load_params
from tests.references import (
    test_canada,
    test_inequality,
    test_sobol,
    test_staff_inflow,
    test_sweden,
)


def ready(fixture: Any, *given: object) -> Any:  # noqa: ANN401
    """Return what a fixture makes."""
    return fixture._get_wrapped_function()(*given)


def sweden() -> float:
    """Return the greatest miss of Sweden's women in 1998 [person]."""
    table = ready(test_sweden.table)
    women = test_sweden.run(table, table["net_migrants_1993_98"], "even").residents[0, 0]
    return float(np.abs(women - table["ref_females_1998_open"]).max())


def canada() -> float:
    """Return the greatest relative miss of a cell of Canada, 1951 to 1970."""
    tables = ready(test_canada.tables)
    steps = test_canada.project(tables, lambda year: tables["ratio"][year])
    misses = [
        np.abs(step.residents[0] / tables["population"][year + 1] - 1.0).max()
        for year, step in enumerate(steps)
    ]
    return float(max(misses))


def inequality() -> float:
    """Return the greatest miss of a published measure of a small vector."""
    rows = test_inequality.table("expected.csv")
    return max(abs(float(test_inequality.measured(r)) - float(r["published"])) for r in rows)


def sobol() -> float:
    """Return the greatest miss of a first-order or total share of the Ishigami function."""
    found, known = test_sobol.shares([0, 1, 2]), test_sobol.published()
    pairs = (("S1", found.alone), ("ST", found.total))
    return max(
        abs(float(values[place]) - known[kind, f"x{place + 1}"])
        for kind, values in pairs
        for place in range(3)
    )


def staff(service: str) -> float:
    """Return the greatest relative miss of the province's stock of 2020 to 2022, held back."""
    params = load_params()
    stock = test_staff_inflow.stocks(params, service)
    name = test_staff_inflow.NAMES[service]
    exits = params.parameters[f"workforce.{name}_exit_rate"].value
    held = stock[2020 - test_staff_inflow.FIRST :]
    return float(np.abs(test_staff_inflow.foretold(stock, exits, 2019) / held - 1.0).max())


def main() -> None:
    """Print the table."""
    print("| 算例 case | 最大误差 greatest miss | 检验 test |\n| --- | --- | --- |")
    rows = (
        ("瑞典女性1993—1998 Sweden, women", f"{sweden():.3g} 人 persons", "sweden"),
        ("加拿大1950—1970，每岁 Canada, single ages", f"{canada():.2g}（相对 relative）", "canada"),
        ("不平等指标的公布值 published inequality measures", f"{inequality():.2g}", "inequality"),
        ("Ishigami 函数的 Sobol' 份额 Sobol' shares", f"{sobol():.2g}", "sobol"),
        ("河南医师2020—2022（未用于拟合）Henan's doctors, held back",
         f"{staff('physicians'):.1%}", "staff_inflow"),
        ("河南护士2020—2022（未用于拟合）Henan's nurses, held back",
         f"{staff('nurses'):.1%}", "staff_inflow"),
    )  # fmt: skip
    for case, miss, test in rows:
        print(f"| {case} | {miss} | `tests/references/test_{test}.py` |")


if __name__ == "__main__":
    main()
