"""The list of regions."""

import pytest

from simulator.errors import InputError
from simulator.inputs.regions import cities, load_regions, nearest_region
from simulator.inputs.shipped import ParamsTree, params_tree

pytestmark = pytest.mark.unit

LINE = "  - {{id: {id}, code: {code}, label: {{zh: 甲, en: A}}, kind: {kind}}}\n"


def tree_of(tmp_path, *entries):
    lines = [LINE.format(id=name, code=code, kind=kind) for name, code, kind in entries]
    file = tmp_path / "regions.yaml"
    file.write_text("regions:\n" + "".join(lines), encoding="utf-8")
    return ParamsTree({"regions.yaml": file}, {})


def test_the_province_comes_first_and_jiyuan_last(tmp_path):
    regions, problems = load_regions(params_tree(beside=tmp_path))
    assert problems == []
    assert next(iter(regions)) == "henan"
    assert len(cities(regions)) == 18
    assert cities(regions)[0] == "zhengzhou"
    assert cities(regions)[-1] == "jiyuan"


def test_a_repeated_code_is_refused(tmp_path):
    tree = tree_of(
        tmp_path,
        ("henan", 410000, "province"),
        ("kaifeng", 410200, "city"),
        ("luoyang", 410200, "city"),
    )
    assert [(p.code, p.where.line) for p in load_regions(tree)[1]] == [("P302", 4)]


def test_the_province_must_come_first(tmp_path):
    tree = tree_of(tmp_path, ("kaifeng", 410200, "city"), ("henan", 410000, "province"))
    assert [p.code for p in load_regions(tree)[1]] == ["P312", "P312"]


def test_no_file_is_an_input_error():
    with pytest.raises(InputError):
        load_regions(ParamsTree({}, {}))


@pytest.mark.parametrize(
    ("word", "near"),
    [
        ("开封市", "kaifeng"),
        ("开封", "kaifeng"),
        ("Kaifeng", "kaifeng"),
        ("keifeng", "kaifeng"),
        ("河南省", "henan"),
        ("xyz", ""),
    ],
)
def test_a_region_by_name_is_told_its_id(tmp_path, word, near):
    regions, _ = load_regions(params_tree(beside=tmp_path))
    assert nearest_region(word, regions) == near


def test_only_known_regions_are_suggested(tmp_path):
    regions, _ = load_regions(params_tree(beside=tmp_path))
    assert nearest_region("开封市", regions, ["zhengzhou", "luoyang"]) != "kaifeng"
    assert nearest_region("洛阳市", regions, ["zhengzhou", "luoyang"]) == "luoyang"
