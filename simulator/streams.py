"""Addressed random numbers: every number has an address, no order of asking (design §5).

    u = ((hash(seed, draw, stream, region code, service, serial) >> 12) + ½) · 2⁻⁵²

The hash chains splitmix64 over the six 64-bit words of the address, so a number depends on
nothing but its address: not on the platform, the number of workers or who asked before. Names
enter as the first 8 bytes (big-endian) of their sha256.

References
----------
Steele, Lea and Flood (2014), Fast splittable pseudorandom number generators, OOPSLA '14.
"""

from __future__ import annotations

import hashlib
from functools import cache

import numpy as np
from numpy.typing import NDArray

Integers = int | NDArray[np.integer]

STREAMS = (
    "parameter",
    "parameter_group",
    "doubt",
    "city_spread",
    "stage_duration",
    "project_delay",
    "pipeline_start",
    "migration_error",
    "fertility_error",
    "mortality_error",
)
"""Purposes a random number may have; two purposes never share an address."""

_GOLDEN = np.uint64(0x9E3779B97F4A7C15)
_MIX_1 = np.uint64(0xBF58476D1CE4E5B9)
_MIX_2 = np.uint64(0x94D049BB133111EB)
_WORD = 1 << 64


@cache
def name_id(name: str) -> int:
    """Return the 64-bit id of a stream or service name: the first 8 bytes of its sha256.

    >>> hex(name_id("hospital_beds"))
    '0xe8699ef168aa888a'
    """
    return int.from_bytes(hashlib.sha256(name.encode()).digest()[:8], "big")


_STREAM_IDS = {name: name_id(name) for name in STREAMS}


def _words(values: Integers) -> NDArray[np.uint64]:
    """Return integers as 64-bit words, negative ones in two's complement; at least 1-D."""
    if isinstance(values, int):
        return np.array([values % _WORD], dtype=np.uint64)
    array = np.atleast_1d(values)
    if array.dtype.kind not in "iu":
        raise TypeError(f"an address is made of integers, not {array.dtype}")
    return array.astype(np.uint64)


def splitmix64(state: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Return the splitmix64 output for each state; arithmetic modulo 2⁶⁴, any shape ≥ 1-D."""
    mixed = state + _GOLDEN
    mixed = (mixed ^ (mixed >> np.uint64(30))) * _MIX_1
    mixed = (mixed ^ (mixed >> np.uint64(27))) * _MIX_2
    return mixed ^ (mixed >> np.uint64(31))


def uniforms(
    seed: int,
    draw: Integers,
    stream: str,
    *,
    region_code: Integers = 0,
    service: str | Integers = "",
    serial: Integers = 0,
) -> NDArray[np.float64]:
    """Return uniform numbers strictly between 0 and 1, one per address, at least 1-D.

    Parameters
    ----------
    seed, draw
        Seed of the experiment and number of the draw (0 is the central draw).
    stream
        Purpose, one of `STREAMS`; KeyError otherwise.
    region_code
        Code of GB/T 2260 (410700), 0 for no region. Codes, not indices: a region keeps its
        numbers when another is added.
    service
        Name of a service, parameter or doubt, or an array of `name_id`; "" for none.
    serial
        Running number within the rest of the address.

    Notes
    -----
    Array arguments broadcast against each other.
    """
    service_id = name_id(service) if isinstance(service, str) else service
    hashed = splitmix64(_words(seed))
    for word in (draw, _STREAM_IDS[stream], region_code, service_id, serial):
        hashed = splitmix64(hashed ^ _words(word))
    return ((hashed >> np.uint64(12)).astype(np.float64) + 0.5) * 2.0**-52


def uniform(
    seed: int,
    draw: int,
    stream: str,
    *,
    region_code: int = 0,
    service: str = "",
    serial: int = 0,
) -> float:
    """Return the uniform number of one address, strictly between 0 and 1."""
    found = uniforms(seed, draw, stream, region_code=region_code, service=service, serial=serial)
    return float(found[0])
