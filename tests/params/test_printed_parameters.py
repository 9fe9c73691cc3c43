"""Parameters that quote a document quote it word for word, at the line they give."""

from pathlib import Path

import pytest

from simulator.inputs.parameters import load_parameters
from simulator.inputs.plan_texts.wording import holds
from simulator.inputs.regions import load_regions
from simulator.inputs.shipped import params_tree
from simulator.inputs.sources import load_sources

pytestmark = pytest.mark.unit

ARCHIVE = Path(__file__).parents[3] / "shared" / "sources"


@pytest.fixture(scope="module")
def parameters(tmp_path_factory):
    tree = params_tree(beside=tmp_path_factory.mktemp("empty"))
    sources, _ = load_sources(tree)
    regions, _ = load_regions(tree)
    found, problems = load_parameters(tree, sources=sources, regions=regions)
    assert problems == []
    return [one for first in found.values() for one in (first, *first.regions.values())]


def printed_line(place):
    text = (ARCHIVE / f"{place.document}.txt").read_text(encoding="utf-8")
    return text.split("\n")[place.line - 1]


def test_stated_parameters_exist(parameters):
    assert len([one for one in parameters if one.grade == "stated"]) >= 9


def test_quotations_stand_on_their_line(parameters):
    quoting = [one for one in parameters if one.place is not None]
    assert all(one.as_printed for one in quoting)
    for one in quoting if ARCHIVE.is_dir() else ():
        assert one.as_printed in printed_line(one.place), one.name


def test_quotations_hold_the_value(parameters):
    for one in parameters:
        if one.as_printed is not None:
            assert holds(one.as_printed, one.value), one.name


def test_every_assumption_says_why_in_both_languages(parameters):
    for one in parameters:
        if one.grade == "assumed":
            assert len(one.reason.zh) >= 6, one.name
            assert one.reason.zh != one.reason.en, one.name
            assert one.low < one.high, one.name


def test_no_two_quantities_share_a_reason_about_hospitals(parameters):
    for one in parameters:
        if "公立医院" in (one.reason.zh if one.reason else ""):
            assert "hospital" in one.name, one.name
