"""Values of the shipped baseline that do not change unnoticed (``tests/golden``).

After a change that is meant: ``pytest tests/test_golden.py --regenerate-golden``, then read the
difference and write it into the changelog under *Results*.
"""

from __future__ import annotations

import pandas as pd
import pytest

from simulator.desk.runs import run_scenario
from simulator.desk.sentences import run_sentences
from simulator.text import LANGUAGES
from tests.shipped_runs import tables_of

pytestmark = pytest.mark.integration

HEAD = (
    "# Guards against change, not evidence of truth.",
    "# Shipped baseline, central values on 31 December; the province and the cities with a plan.",
)
REGIONS = ("henan", "zhengzhou", "xinxiang", "kaifeng")
YEARS = (2020, 2025, 2030)


def readable(rows: pd.DataFrame, name: str, decimals: int) -> list[str]:
    """Return one line per ``name`` and region, years across; the last column is the value."""
    of_plan = rows[rows["region"].isin(REGIONS) & rows["year"].isin(YEARS)]
    sums = of_plan.pivot_table(
        rows.columns[-1], [name, "region"], "year", aggfunc="sum", sort=False
    ).sort_index(axis=1)
    lines = [f"{name:<40}{'region':<11}" + "".join(f"{year:>16}" for year in sums)]
    for (what, region), row in sums.iterrows():
        numbers = "".join(f"{value:>16,.{decimals}f}" for value in row)
        lines.append(f"{what:<40}{region:<11}{numbers}")
    return lines


def test_the_baseline_says_what_it_said(golden):
    tables = tables_of("baseline")
    keys = ["region", "year"]
    people = tables["population"].query("sex == 'total' and age_group == 'total'")
    money = tables["ledger"].query("category == 'own'")
    parts = [
        list(HEAD),
        readable(tables["indicators"][["indicator", *keys, "value"]], "indicator", 3),
        readable(people[["age_group", *keys, "value"]], "age_group", 0),
        readable(tables["stocks"][["service", *keys, "standing"]], "service", 0),
        readable(money[["category", *keys, "yuan"]], "category", 0),
    ]
    golden("baseline.txt", "\n\n".join("\n".join(part) for part in parts) + "\n")


def test_the_sentences_on_the_gaps_read_as_they_read(golden, tmp_path):
    run = run_scenario("baseline", out=tmp_path, draws=0)
    parts = [
        "\n".join(run_sentences(run, year, language)["sentence"])
        for year in (2025, 2030)
        for language in LANGUAGES
    ]
    golden("sentences.txt", "\n\n".join([HEAD[0], *parts]) + "\n")


def test_the_inequality_of_the_baseline_is_what_it_was(golden):
    equity = tables_of("baseline")["equity"]
    known = equity[equity["value"].notna() & equity["year"].isin(YEARS)]
    keys = ["indicator", "measure", "group", "n_regions", "n_imputed"]
    table = known.pivot_table("value", keys, "year", aggfunc="sum", sort=False)
    lines = [
        f"{'indicator':<38}{'measure':<26}{'group':<9}n imputed"
        + "".join(f"{year:>13}" for year in table)
    ]
    for (name, measure, group, n_regions, n_imputed), row in table.iterrows():
        numbers = "".join(f"{value:>13.8f}" for value in row)
        named = f"{name or 'all comparable':<38}{f'{measure} ':<26}{group:<9}"
        label = f"{named}{n_regions:>2}{n_imputed:>7}"
        lines.append(f"{label} {numbers}")
    head = (HEAD[0], "# Shipped baseline, central values on 31 December.", "")
    golden("equity.txt", "\n".join([*head, *lines]) + "\n")
