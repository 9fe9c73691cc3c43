"""The result table of the README is what the baseline says today."""

from __future__ import annotations

from pathlib import Path

import pytest

from simulator import api

pytestmark = pytest.mark.integration

README = Path(__file__).parents[2] / "README.md"
CITIES = ("zhengzhou", "kaifeng", "xinxiang")
INDICATORS = (
    "hospital_beds_per_1000",
    "physicians_per_1000",
    "nurses_per_1000",
    "toddler_places_per_1000",
)
MARK = "<!-- baseline-2025 -->"


def result_rows(run):
    """Return the table's rows: city, indicator, printed base, 2025, target, met, province, gap."""
    verdicts = run.verdicts
    judged = verdicts[(verdicts["year"] == 2025) & (verdicts["target_year"] == 2025)]
    judged = judged.set_index(["region", "indicator"])
    gaps = api.gap_table(run, 2025).set_index(["region", "indicator"])
    for city in CITIES:
        for indicator in INDICATORS:
            gap, verdict = gaps.loc[(city, indicator)], judged.loc[(city, indicator)]
            by_province = gap["reference"] == "province"
            cells = (
                gap["region_label"],
                gap["indicator_label"],
                gap["base_as_printed"],
                f"{gap['value']:.2f}",
                verdict["target_as_printed"],
                "达到" if verdict["met"] else "未达到",
                f"{gap['reference_value']:.2f}" if by_province else "全省无基期值",
                f"{gap['gap']:+.2f}" if by_province else "—",
            )
            yield f"| {' | '.join(cells)} |"


def test_the_readme_shows_the_numbers_of_the_baseline(tmp_path):
    run = api.run_scenario("baseline", out=tmp_path, draws=0)
    text = README.read_text(encoding="utf-8")
    shown = text.split(MARK)[1].strip().splitlines()[2:]
    assert shown == list(result_rows(run))
