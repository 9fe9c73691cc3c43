"""A planner's own observations: read with lines, and one mistake at a time."""

import pytest

from simulator.desk.cases import params_of
from simulator.errors import InputError
from simulator.inputs.observation_file import Names, read_observations

pytestmark = pytest.mark.unit
HEAD = "year,region,indicator,value,unit,basis,definition,published,status,source,note\n"
ROW = (
    "2025,kaifeng,hospital_beds_per_1000,7.9,per_1000,post_census,年末床位/常住人口,"
    "2026-03,final,开封市卫健委,\n"
)
COUNT = "2025,kaifeng,hospital_beds,36000,bed,,年末床位,2026-03,final,开封市卫健委,\n"


def read(path, text, encoding="utf-8"):
    file = path / "own.csv"
    file.write_bytes(text.encode(encoding))
    params = params_of()
    counted = (*params.services, "resident_population")
    return read_observations(file, Names(tuple(params.regions), params.indicators, counted))


def test_rows_are_a_newer_layer_with_their_lines(tmp_path):
    ratio, count = read(tmp_path, HEAD + ROW + COUNT)
    assert (ratio.value, ratio.line, ratio.layer) == (7.9, 2, 1)
    assert (count.indicator, count.value, count.line) == ("hospital_beds", 36000.0, 3)


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("2025,kaifeng", "二〇二五,kaifeng", "O102"),
        ("7.9", "nan", "O102"),
        ("7.9", "约8", "O102"),
        ("kaifeng", "kaifen", "O103"),
        ("per_1000,post", "per_thousand,post", "O105"),
        ("post_census", "census", "O105"),
        ("final", "last", "O105"),
        ("2026-03", "三月", "O106"),
        ("2026-03", "2026-13", "O106"),
        ("开封市卫健委", "", "O107"),
        ("hospital_beds_per_1000", "hospital_bed_per_1000", "O108"),
        (",per_1000,", ",per_10000,", "O109"),
        ("7.9", "79", "O110"),
        ("final,开封市卫健委", "final,开封市卫健委,", "P272"),
    ],
)
def test_one_mistake_is_one_problem_with_its_line(tmp_path, old, new, code):
    with pytest.raises(InputError) as caught:
        read(tmp_path, HEAD + COUNT + ROW.replace(old, new, 1))
    assert [(one.code, one.where.line) for one in caught.value.problems] == [(code, 3)]


def test_a_value_given_twice_names_the_first_line(tmp_path):
    with pytest.raises(InputError) as caught:
        read(tmp_path, HEAD + ROW + ROW)
    (problem,) = caught.value.problems
    assert (problem.code, problem.where.line, problem.args["line"]) == ("O111", 3, "2")


def test_all_mistakes_come_at_once(tmp_path):
    with pytest.raises(InputError) as caught:
        read(tmp_path, HEAD + ROW.replace("final", "last") + COUNT.replace("kaifeng", "kaifen"))
    assert [one.code for one in caught.value.problems] == ["O105", "O103"]


@pytest.mark.parametrize(
    ("text", "encoding", "code"),
    [(HEAD + ROW, "gb18030", "P261"), (HEAD.replace("basis", "base") + ROW, "utf-8", "P262")],
)
def test_a_file_that_is_no_such_table_is_refused(tmp_path, text, encoding, code):
    with pytest.raises(InputError) as caught:
        read(tmp_path, text, encoding)
    assert [one.code for one in caught.value.problems] == [code]
