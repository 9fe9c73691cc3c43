"""The file of one block: a line that says what it holds, then arrays one after the other.

8 bytes           length of the line
the line          JSON: what the block is, and type and shape of every array
the arrays        C order, little end first
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping, Sequence
from math import prod
from pathlib import Path
from threading import Lock
from typing import BinaryIO, NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

from simulator.results.drawn import Array
from simulator.results.manifest import Json, canonical_json

_LENGTH = 8
_READ_BYTES = 1 << 20


class Place(NamedTuple):
    """Where an array stands in the file."""

    offset: int
    dtype: np.dtype[np.generic]
    shape: tuple[int, ...]

    @property
    def row_bytes(self) -> int:
        """Return the bytes of one step along the first axis."""
        return self.dtype.itemsize * prod(self.shape[1:])


def write(file: BinaryIO, block: Json, arrays: Mapping[str, Sequence[Array]]) -> int:
    """Write a block and return its checksum; an array's pieces follow along its first axis."""
    kinds: dict[str, Json] = {
        name: [
            pieces[0].dtype.newbyteorder("<").str,
            [sum(len(piece) for piece in pieces), *pieces[0].shape[1:]],
        ]
        for name, pieces in sorted(arrays.items())
    }
    line = canonical_json({"block": block, "arrays": kinds}).encode()
    parts: list[bytes | memoryview] = [len(line).to_bytes(_LENGTH, "little"), line]
    check = 0
    for name in kinds:
        for piece in arrays[name]:
            whole = np.ascontiguousarray(piece, dtype=piece.dtype.newbyteorder("<"))
            parts.append(_bytes(whole))
    for part in parts:
        check = zlib.crc32(part, check)
        file.write(part)
    return check


def _bytes(array: Array) -> memoryview:
    """Return the memory of a contiguous array."""
    return memoryview(array.reshape(-1).view(np.uint8).data)


def checksum(path: Path) -> int:
    """Return the checksum of a file's whole content."""
    check = 0
    with path.open("rb", buffering=0) as file:
        while part := file.read(_READ_BYTES):
            check = zlib.crc32(part, check)
    return check


class BlockFile:
    """A block open for reading, array by array or some rows of one, by any thread."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("rb", buffering=0)
        self._lock = Lock()
        length = int.from_bytes(self._file.read(_LENGTH), "little")
        said = json.loads(self._file.read(length))
        self.block = said["block"]
        self.places: dict[str, Place] = {}
        offset = _LENGTH + length
        for name, (dtype, shape) in said["arrays"].items():
            place = Place(offset, np.dtype(dtype), tuple(shape))
            self.places[name] = place
            offset += place.row_bytes * shape[0]
        self.is_whole = path.stat().st_size == offset

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the file."""
        self._file.close()

    def rows(self, name: str, start: int = 0, stop: int | None = None) -> Array:
        """Return some steps along an array's first axis; all of it by default."""
        place = self.places[name]
        stop = place.shape[0] if stop is None else stop
        found: NDArray[np.generic] = np.empty((stop - start, *place.shape[1:]), place.dtype)
        if found.size:
            with self._lock:
                self._file.seek(place.offset + start * place.row_bytes)
                self._fill(_bytes(found))
        return found

    def _fill(self, left: memoryview) -> None:
        while left:
            got = self._file.readinto(left)
            if not got:
                raise EOFError
            left = left[got:]
