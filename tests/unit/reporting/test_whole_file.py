"""A file that cannot be written is told as such, whatever library writes it."""

import pytest
from xlsxwriter.exceptions import FileCreateError

from simulator.errors import MachineError
from simulator.reporting.whole_file import whole_file

pytestmark = pytest.mark.unit


def told(path, error):
    with pytest.raises(MachineError) as caught, whole_file(path):
        raise error
    return [(problem.code, problem.args["reason"]) for problem in caught.value.problems]


def test_it_is_told_before_the_work_begins(tmp_path):
    path = tmp_path / ("x" * 250 + ".csv")  # the name beside it is too long for a disk
    with pytest.raises(MachineError) as caught, whole_file(path):
        pytest.fail("the work began")
    assert caught.value.problems[0].code == "R161"


def test_a_full_disk_is_told_under_the_name_xlsxwriter_gives_it(tmp_path):
    full = OSError(28, "No space left on device")
    expected = [("R161", "No space left on device")]
    assert told(tmp_path / "a.xlsx", full) == expected
    assert told(tmp_path / "a.xlsx", FileCreateError(full)) == expected
    assert list(tmp_path.iterdir()) == []
