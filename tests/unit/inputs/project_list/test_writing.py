"""The YAML of a list says again what was read, whatever the names hold."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.inputs.project_list.writing import reserve_text
from simulator.inputs.reserve import ReserveFile, ReserveProject
from simulator.inputs.validation import check
from simulator.inputs.yaml_nodes import parse

pytestmark = pytest.mark.unit

NAMES = st.text(
    st.characters(min_codepoint=32, max_codepoint=0x9FFF, exclude_categories=("C", "Z")),
    min_size=1,
    max_size=20,
)
PROJECTS = st.builds(
    dict,
    name=st.builds(dict, zh=NAMES, en=NAMES),
    units=st.integers(1, 100_000),
    status=st.sampled_from(["reserve", "building", "stopped"]),
    date=st.sampled_from(["2021-03", "2026-12"]),
    months=st.none() | st.integers(5, 240),
    cost_yuan=st.none() | st.integers(0, 10**11).map(lambda fen: fen / 100),
    priority=st.integers(1, 9),
)


@given(rows=st.lists(PROJECTS, min_size=1, max_size=5), source=NAMES)
def test_what_is_written_is_read_again(rows, source):
    projects = [
        ReserveProject.model_validate(
            {"id": f"p{number}", "region": "xinxiang", "service": "toddler_places", **row}
        )
        for number, row in enumerate(rows)
    ]
    document, problems = parse(reserve_text(projects, source), "list.yaml")
    file, bad = check(ReserveFile, document)
    assert problems + bad == []
    assert file.projects == projects
    assert file.source.zh == source
