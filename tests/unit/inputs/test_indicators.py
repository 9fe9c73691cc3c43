"""The list of indicators."""

import pytest

from simulator.errors import InputError
from simulator.inputs.indicators import load_indicators
from simulator.inputs.shipped import ParamsTree, params_tree

pytestmark = pytest.mark.unit

GOOD = """indicators:
  beds:
    label: {zh: 床位, en: Beds}
    definition: {zh: 床位, en: Beds}
    unit: per_1000
    numerator: [hospital_beds]
    denominator: total
    per: 1000
    direction: higher
    family: facility
    domain: health
    lead_bureau: {zh: 卫健委, en: Health}
    comparable_with: []
    bounds: [0, 30]
"""


def problems_of(tmp_path, old, new, services=None):
    file = tmp_path / "indicators.yaml"
    file.write_text(GOOD.replace(old, new), encoding="utf-8")
    return load_indicators(ParamsTree({"indicators.yaml": file}, {}), services)[1]


def test_a_good_file_has_no_problem(tmp_path):
    assert problems_of(tmp_path, "", "", ["hospital_beds"]) == []


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("unit: per_1000", "unit: per_1001", "P221"),
        ("domain: health", "domain: helth", "P316"),
        ("denominator: total", "denominator: everyone", "P313"),
        ("[hospital_beds]", "[hospital_bed]", "P314"),
        ("comparable_with: []", "comparable_with: [bets]", "P301"),
        ("bounds: [0, 30]", "bounds: [30, 0]", "P315"),
        ("per: 1000", "per: 7", "P204"),
        ("direction: higher", "direction: up", "P204"),
        ("family: facility", "famly: facility", "P201"),
    ],
)
def test_every_mistake_has_its_code(tmp_path, old, new, code):
    assert code in [p.code for p in problems_of(tmp_path, old, new, ["hospital_beds"])]


def test_simulated_indicators_have_services(tmp_path):
    indicators, problems = load_indicators(params_tree(beside=tmp_path))
    assert problems == []
    assert indicators["hospital_beds_per_1000"].simulated
    assert indicators["nursing_type_bed_share"].denominator == ("elderly_institution_beds",)
    assert not indicators["life_expectancy"].simulated


def test_no_file_is_an_input_error():
    with pytest.raises(InputError):
        load_indicators(ParamsTree({}, {}))
