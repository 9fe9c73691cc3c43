"""The tables of `docs/baseline-zh.md` and `docs/baseline-en.md`, from a run and from `hinges`.

A table stands between two equal marks; its two first lines belong to the page, its rows to this
file. ``python -m benchmarks.baseline_pages`` refreshes what one run tells, in seconds; what the
search tells is refreshed by ``python -m benchmarks.hinges --write``.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from benchmarks import baseline_compared, hinge_tables
from benchmarks.page_words import met, named, number, row, years_of
from benchmarks.verdicts import CITIES, END, INDICATORS, SERVICES, YEARS
from simulator import api
from simulator.inputs.case import Case

if TYPE_CHECKING:
    from benchmarks.hinges import Findings

PAGES = {lang: Path(__file__).parents[1] / "docs" / f"baseline-{lang}.md" for lang in ("zh", "en")}
PERIODS = ((2021, 2025), (2026, 2030))
Rows = list[str]


def of_run(run: api.Run, case: Case, lang: str) -> dict[str, Rows]:
    """Return the tables that one run tells."""
    judged = run.verdicts.set_index(["region", "indicator", "year"]).sort_index()
    gaps = run.gaps[run.gaps["reference"] == "target"]
    gaps = gaps.set_index(["region", "indicator", "year"]).sort_index()
    return {
        "results": list(results(judged, case, lang)),
        "missing": list(missing(judged, gaps, lang)),
        "paths": list(paths(run, lang)),
        "money": list(money(run.ledger, lang)),
    }


def results(judged: pd.DataFrame, case: Case, lang: str) -> Iterator[str]:
    """Yield what is printed, what is simulated and what is judged, and what both rest on."""
    for city, indicator in cells():
        at = {year: judged.loc[(city, indicator, year)] for year in YEARS}
        plan = next(
            one
            for one in case.evidence.plans[city].rows
            if one.indicator == indicator and one.base.value is not None
        )
        shown = [
            part
            for one in at.values()
            for part in (f"{one['value']:.2f}", met(bool(one["met"]), lang))
        ]
        growth = case.services[SERVICES[indicator]]
        source = case.params.parameters[growth.growth or growth.share_2015 or ""].of(city)
        grades = (api.label("grade", one, lang) for one in (plan.base.grade or "", source.grade))
        target = at[YEARS[0]]["target_as_printed"]
        yield row(*named(city, indicator, lang), plan.base.as_printed, target, *shown, *grades)


def missing(judged: pd.DataFrame, gaps: pd.DataFrame, lang: str) -> Iterator[str]:
    """Yield what is missing to the targets that are missed."""
    for city, indicator in cells():
        for year in YEARS:
            one, gap = judged.loc[(city, indicator, year)], gaps.loc[(city, indicator, year)]
            if not one["met"]:
                yield row(
                    *named(city, indicator, lang),
                    year,
                    f"{one['shortfall']:.2f}",
                    f"{gap['units_to_close']:,.0f}",
                    number(gap["yuan_to_close"] / 1e8, lang),
                    number(gap["years_to_close"], lang, digits=0),
                )


def paths(run: api.Run, lang: str) -> Iterator[str]:
    """Yield how the units of each period came about."""
    stocks = run.stocks.set_index(["region", "service", "year"]).sort_index()
    people = run.population.set_index(["region", "sex", "age_group", "year"])["value"].sort_index()
    for city, indicator in cells():
        for first, last in PERIODS:
            years = stocks.loc[(city, SERVICES[indicator])].loc[first:last]
            start = stocks.loc[(city, SERVICES[indicator], first - 1), "standing"]
            residents = people.loc[(city, "total", "total")]
            entered = years["commissioned"].sum() + years["graduated"].sum()
            whole = start, entered, years["recruited"].sum(), -years["retired"].sum()
            yield row(
                *named(city, indicator, lang),
                years_of(first, last, lang),
                *(f"{one:,.0f}" for one in (*whole, years["standing"].iloc[-1])),
                f"{(residents[last] / residents[first - 1] - 1) * 100:+.1f}%",
            )


def money(ledger: pd.DataFrame, lang: str) -> Iterator[str]:
    """Yield what a domain had, built with and let lapse, in 100 million yuan of 2020 a year."""
    central = ledger[ledger["statistic"] == "central"]
    for city in CITIES:
        for domain in ("health", "childcare"):
            mine = central[(central["region"] == city) & (central["domain"] == domain)]
            for first, last in PERIODS:
                years = mine[mine["year"].between(first, last)]
                public = years[years["fund"] == "general_budget"]
                by_category = public.groupby("category")["yuan"].sum() / 1e8 / (last - first + 1)
                shown = (by_category.get(one, 0.0) for one in ("own", "recurrent", "capital"))
                yield row(
                    api.label("region", city, lang),
                    api.label("domain", domain, lang),
                    years_of(first, last, lang),
                    *(f"{abs(one):.2f}" for one in shown),
                    f"{abs(by_category.get('lapsed', 0.0)):.2f}",
                )


def cells() -> Iterator[tuple[str, str]]:
    """Yield the cities with each indicator."""
    return ((city, indicator) for city in CITIES for indicator in INDICATORS)


def rows_of(text: str, name: str) -> Rows:
    """Return the rows of a table of a page."""
    return text.split(f"<!-- {name} -->")[1].strip().splitlines()[2:]


def filled(text: str, name: str, rows: Rows) -> str:
    """Return a page with other rows in one table."""
    before, table, after = text.split(f"<!-- {name} -->")
    head = table.strip().splitlines()[:2]
    mark = f"<!-- {name} -->"
    return f"{before}{mark}\n" + "\n".join([*head, *rows]) + f"\n{mark}{after}"


def write(case: Case, found: Findings | None = None) -> None:
    """Write the tables into both pages; those of the search only where ``found`` is given."""
    with tempfile.TemporaryDirectory() as folder:
        run = api.run_scenario("baseline", out=Path(folder))
        for lang, page in PAGES.items():
            text = page.read_text(encoding="utf-8")
            tables = of_run(run, case, lang)
            if found is not None:
                tables |= hinge_tables.of_search(found, lang)
            for name, rows in tables.items():
                text = filled(text, name, rows)
            for name, cells_of in baseline_compared.COLUMNS.items():
                text = filled(text, name, with_column(rows_of(text, name), cells_of, run, case))
            page.write_text(text, encoding="utf-8")


def with_column(
    rows: Rows, cells_of: Callable[[api.Run, Case, Rows], list[str]], run: api.Run, case: Case
) -> Rows:
    """Return rows whose third cell is what the run tells."""
    told_now = cells_of(run, case, rows)
    parts = [one.strip().strip("|").split("|") for one in rows]
    return [
        row(*(cell.strip() for cell in (*part[:2], now, *part[3:])))
        for part, now in zip(parts, told_now, strict=True)
    ]


if __name__ == "__main__":
    write(api.load_case("baseline", until=END))
