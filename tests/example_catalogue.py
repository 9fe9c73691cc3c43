"""Names for the example tables, and the api that the pages see, over them."""

from __future__ import annotations

from simulator.analysis.hindsight import Hindsight
from simulator.analysis.labels import Catalogue
from simulator.analysis.run_view import RunView
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
