import os

import pytest

from simulator.leftovers import STALE_SECONDS, beside, remove_stale

pytestmark = pytest.mark.unit


def test_two_names_of_the_same_path_differ_and_are_hidden(tmp_path):
    one, two = beside(tmp_path / "r.csv"), beside(tmp_path / "r.csv")
    assert one != two
    assert all(name.parent == tmp_path and name.name.startswith(".r.csv.") for name in (one, two))


def test_only_old_ones_of_the_same_path_go(tmp_path):
    old, folder = beside(tmp_path / "r[1].csv"), beside(tmp_path / "r[1].csv")
    old.write_text("")
    folder.mkdir()
    (folder / "gaps.parquet").write_text("")
    new, other = beside(tmp_path / "r[1].csv"), beside(tmp_path / "r1.csv")
    for path in (new, other):
        path.write_text("")
    for path in (old, folder, other):
        os.utime(path, (0, 0))
    beside(tmp_path / "r[1].csv")
    assert set(tmp_path.iterdir()) == {new, other}


def test_what_may_still_be_written_stays(tmp_path):
    path = tmp_path / "a.part"
    path.write_text("")
    age = path.stat().st_mtime - STALE_SECONDS + 60
    os.utime(path, (age, age))
    remove_stale(tmp_path, "*.part")
    assert path.exists()


def test_a_folder_that_is_not_there_holds_nothing_old(tmp_path):
    remove_stale(tmp_path / "none", "*")
