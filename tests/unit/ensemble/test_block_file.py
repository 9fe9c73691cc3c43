"""The file of a block: what is read is what was written."""

from __future__ import annotations

import numpy as np
import pytest

from simulator.ensemble.block_file import BlockFile, checksum, write

pytestmark = pytest.mark.unit

NUMBERS = np.arange(12.0).reshape(6, 2)


@pytest.fixture
def path(tmp_path):
    made = tmp_path / "block"
    pieces = [NUMBERS[:1], NUMBERS[1:1], NUMBERS[1:]]
    with made.open("xb") as file:
        check = write(file, {"draws": [1, 1, 2]}, {"numbers": pieces, "a": [np.uint8([7])]})
    assert check == checksum(made)
    return made


def test_pieces_are_read_as_one_array_and_in_ranges(path):
    with BlockFile(path) as file:
        assert file.is_whole
        assert file.block == {"draws": [1, 1, 2]}
        assert file.rows("numbers").tolist() == NUMBERS.tolist()
        assert file.rows("numbers", 2, 4).tolist() == NUMBERS[2:4].tolist()
        assert file.rows("numbers", 3, 3).shape == (0, 2)
        assert file.rows("a").tolist() == [7]


def test_a_file_cut_short_is_not_whole(path):
    path.write_bytes(path.read_bytes()[:-1])
    with BlockFile(path) as file:
        assert not file.is_whole
        with pytest.raises(EOFError):
            file.rows("numbers")
