"""Names for the example tables, and the api that the pages see, over them."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import numpy as np

from simulator.analysis import frames, lead_times, story
from simulator.analysis.hindsight import Hindsight
from simulator.analysis.labels import Catalogue, word
from simulator.analysis.people import pyramid_frame
from simulator.analysis.run_view import RunView
from simulator.errors import SimulatorError
from simulator.text import say, sentences
from tests import example_tables as example

BEDS, NURSES, PLACES = example.BEDS, example.NURSES, example.PLACES
NAMES = {
    "zh": {
        "regions": ("河南省", "郑州市", "开封市", "洛阳市", "新乡市"),
        "indicators": ("每千常住人口床位数", "每千常住人口护士数", "每千人口托位数"),
        "services": {"hospital_beds": "床位", "toddler_places": "托位", "nurses": "注册护士"},
    },
    "en": {
        "regions": ("Henan", "Zhengzhou", "Kaifeng", "Luoyang", "Xinxiang"),
        "indicators": ("Beds per 1,000", "Nurses per 1,000", "Toddler places per 1,000"),
        "services": {"hospital_beds": "beds", "toddler_places": "places", "nurses": "nurses"},
    },
}
MONTHS = {"hospital_beds": 48, "toddler_places": 24}
HINDSIGHT = Hindsight(as_of=2020, last_past_year=2025)


def catalogue(language: str = "zh") -> Catalogue:
    names = NAMES[language]
    return Catalogue(
        language=language,
        regions=dict(zip(example.REGIONS, names["regions"], strict=True)),
        indicators=dict(zip(example.INDICATORS, names["indicators"], strict=True)),
        services=names["services"],
        service_units=example.UNIT,
        numerators={indicator: (service,) for indicator, service in example.SERVICE.items()},
        families={BEDS: "facility", PLACES: "facility", NURSES: "workforce"},
        directions=dict.fromkeys(example.INDICATORS, "higher"),
        domains={BEDS: "health", NURSES: "health", PLACES: "childcare"},
        plans={"kaifeng-14": "开封市“十四五”规划"},
    )


def run_view(scenario: str = "baseline", *, lift: float = 0.0, level: float = 1.0) -> RunView:
    return RunView(
        id=f"{scenario}-0123456789abcdef",
        label={"baseline": "现状延续", "tight": "财政偏紧"}.get(scenario, scenario),
        base=2020,
        end=2030,
        hindsight=HINDSIGHT,
        tables=example.example_tables(scenario=scenario, lift=lift),
        inputs={("levers", "revenue", "level"): str(level)},
    )


class ExampleApi:
    """What the pages ask of `simulator.api`, answered from the example tables."""

    SimulatorError = SimulatorError
    Run = SimpleNamespace
    say = staticmethod(say)
    sentences = staticmethod(sentences)

    def __init__(self, scenarios: tuple[str, ...] = ("baseline", "tight")) -> None:
        labels = {"baseline": {"zh": "现状延续", "en": "Baseline"}}
        labels["tight"] = {"zh": "财政偏紧", "en": "Tight money"}
        self.runs = {
            f"{name}-0123456789abcdef": SimpleNamespace(
                label=labels[name].__getitem__,
                tables=example.example_tables(draws=name == "tight", scenario=name),
            )
            for name in scenarios
        }

    def list_runs(self, store: Path) -> list[dict[str, str]]:
        return [{"id": name} for name in self.runs]

    def open_run(self, ref: str, store: Path) -> SimpleNamespace:
        return self.runs[ref]

    def run_years(self, run: SimpleNamespace) -> list[int]:
        return list(example.YEARS)

    def run_regions(self, run: SimpleNamespace) -> list[str]:
        return list(example.REGIONS[1:])

    def run_indicators(self, run: SimpleNamespace) -> list[str]:
        return list(example.INDICATORS)

    def reference_choices(self, run: SimpleNamespace) -> list[str]:
        return ["default", "province", "target", "national"]

    def label(self, kind: str, identifier: str, lang: str) -> str:
        known = catalogue(lang).name(kind, identifier)
        return known or word(lang, kind, identifier)

    def gap_heatmap(self, run, year, *, reference, lang):
        gaps = run.tables["gaps"]
        return frames.gap_heatmap(gaps, year, reference, catalogue(lang), hindsight=HINDSIGHT)

    def trajectory(self, run, region, indicator, *, lang):
        tables = run.tables
        return frames.trajectory(
            tables["indicators"], tables["verdicts"], region, indicator, catalogue(lang)
        )

    def cell_story(self, run, region, indicator, *, year, reference, lang):
        cell = lead_times.Cell(region, indicator, year, reference)
        return story.cell_story(
            run.tables, cell, catalogue(lang), hindsight=HINDSIGHT, months=MONTHS
        )

    def people_of_run(self, run):
        return np.linspace(9e4, 1e3, 21) * np.ones((2, 2, 1))

    def population_pyramid(self, people, region, year, lang):
        return pyramid_frame(
            people, (example.YEARS[0], year), self.label("region", region, lang), lang
        )

    def params_evidence(self, indicator, region, *, lang):
        return [
            {
                "grade": "stated",
                "kind": "base",
                "year": 2020,
                "name": f"plans.example.{indicator}.base",
                "label": indicator,
                "value": 1.0,
                "unit": "per_1000",
                "as_printed": "1.0",
                "place": f"{region}:7",
                "reason": None,
            }
        ]

    def doubts_about(self, indicator, region, *, lang):
        return []
