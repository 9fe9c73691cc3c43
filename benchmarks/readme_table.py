"""The tables of results in `README.md`: what the baseline says, and the gaps of every city.

    python -m benchmarks.readme_table --write [--jobs 2]     writes them anew
    python -m benchmarks.readme_table                        prints the gaps

A table stands between two equal marks. Gaps stand with their 90 % interval, from the draws that
the shipped scenarios ask for.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

import pandas as pd

from benchmarks.page_words import row
from simulator import api

README = Path(__file__).parents[1] / "README.md"
RESULT_MARK, GAP_MARK = "<!-- baseline-2025 -->", "<!-- gaps -->"
CITIES = ("zhengzhou", "kaifeng", "xinxiang")
INDICATORS = (
    "hospital_beds_per_1000",
    "physicians_per_1000",
    "nurses_per_1000",
    "toddler_places_per_1000",
)
SCENARIOS = ("baseline", "level-up")
YEARS = (2025, 2030)
PROVINCE = "henan"
OPEN, CLOSE = "（", "）"
"""Around the interval of a cell."""

Runs = Mapping[str, api.Run]


def result_table(run: api.Run) -> list[str]:
    """Return the rows: city, indicator, printed base, 2025, target, met, province, gap."""
    verdicts = run.verdicts
    judged = verdicts[(verdicts["year"] == 2025) & (verdicts["target_year"] == 2025)]
    judged = judged[judged["statistic"] == "central"].set_index(["region", "indicator"])
    gaps = api.gap_table(run, 2025).set_index(["region", "indicator"])
    return [
        result_row(gaps.loc[(city, indicator)], judged.loc[(city, indicator)])
        for city in CITIES
        for indicator in INDICATORS
    ]


def result_row(gap: pd.Series, verdict: pd.Series) -> str:
    """Return one city and indicator in 2025."""
    by_province = gap["reference"] == "province"
    return row(
        gap["region_label"],
        gap["indicator_label"],
        gap["base_as_printed"],
        f"{gap['value']:.2f}",
        verdict["target_as_printed"],
        "达到" if verdict["met"] else "未达到",
        f"{gap['reference_value']:.2f}" if by_province else "全省无基期值",
        signed(gap["gap"]) if by_province else "—",
    )


def gap_lines(runs: Runs) -> Iterator[str]:
    """Yield the lines of the gap tables, one table for each indicator, folded but the first."""
    tables = {
        (name, year): api.gap_table(run, year, include_imputed=True).set_index(
            ["indicator", "region"]
        )
        for name, run in runs.items()
        for year in YEARS
    }
    heads = [f"{runs[name].label('zh')} {year}" for name, year in tables]
    for position, indicator in enumerate(INDICATORS):
        rows = [table.loc[indicator].drop(PROVINCE, errors="ignore") for table in tables.values()]
        first = rows[0].iloc[0]
        title = f"{first['indicator_label']}（{first['unit_label']}，与{first['reference_label']}）"
        yield f"<details{'' if position else ' open'}><summary>{title}</summary>"
        yield ""
        yield row("城市", *heads)
        yield row("---", *("---:" for _ in heads))
        for city, one in rows[0].iterrows():
            name = one["region_label"] + ("*" if one["imputed"] else "")
            yield row(name, *(gap_cell(table.loc[city]) for table in rows))
        yield ""
        yield "</details>"


def gap_cell(gap: pd.Series) -> str:
    """Return a gap with its sign and, behind it, its interval."""
    label = str(gap["gap_interval_label"]).removesuffix("*")
    return signed(gap["gap"]) + (f"{OPEN}{label}{CLOSE}" if label else "")


def signed(value: float) -> str:
    """Return a difference with its sign; one that prints as zero has none.

    >>> signed(0.731), signed(-0.001)
    ('+0.73', '0.00')
    """
    shown = f"{value:+.2f}"
    return shown.lstrip("+-") if float(shown) == 0 else shown


def central_only(lines: list[str]) -> list[str]:
    """Return the lines of gap tables without the intervals."""
    return [
        " | ".join(cell.partition(OPEN)[0] for cell in line.split(" | ")).removesuffix(" |") + " |"
        if line.startswith("| ")
        else line
        for line in lines
    ]


def shown(mark: str) -> list[str]:
    """Return the lines that stand between two marks."""
    return README.read_text(encoding="utf-8").split(mark)[1].strip().splitlines()


def replaced(text: str, mark: str, lines: list[str]) -> str:
    """Return a page with other lines between two marks."""
    before, _, after = text.split(mark)
    return f"{before}{mark}\n" + "\n".join(lines) + f"\n{mark}{after}"


def run_all(out: Path, *, draws: int | None = None, jobs: int = 1) -> Runs:
    """Return the runs of the tables; ``draws`` None takes those that the scenarios ask for."""
    return {
        name: api.run_scenario(name, out=out, draws=draws, jobs=jobs, until=YEARS[-1])
        for name in SCENARIOS
    }


def main() -> None:
    """Write the tables, or print the gaps."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--jobs", type=int, default=1)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        runs = run_all(Path(folder), jobs=given.jobs)
        gaps = list(gap_lines(runs))
        results = shown(RESULT_MARK)[:2] + result_table(runs[SCENARIOS[0]])
    if not given.write:
        print("\n".join(gaps))
        return
    text = replaced(README.read_text(encoding="utf-8"), RESULT_MARK, results)
    README.write_text(replaced(text, GAP_MARK, gaps), encoding="utf-8")


if __name__ == "__main__":
    main()
