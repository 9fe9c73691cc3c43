"""Random numbers depend on their address alone and never change."""

from __future__ import annotations

import hashlib

import numpy as np
import pytest

from simulator import streams

pytestmark = pytest.mark.unit

MASK = (1 << 64) - 1


def reference_uniform(seed, draw, stream, region_code, service, serial):
    """The formula of design §5 in plain integers, written apart from the module."""

    def mix(state):
        z = (state + 0x9E3779B97F4A7C15) & MASK
        z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & MASK
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & MASK
        return z ^ (z >> 31)

    def name(text):
        return int(hashlib.sha256(text.encode()).hexdigest()[:16], 16)

    hashed = mix(seed & MASK)
    for word in (draw, name(stream), region_code, name(service), serial):
        hashed = mix(hashed ^ (word & MASK))
    return ((hashed >> 12) + 0.5) / 2**52


PINNED = [
    ((20260101, 0, "parameter", 0, "", 0), 0.2563985549421556),
    ((0, 500, "doubt", 0, "hospital_beds", 1), 0.535103100145366),
    ((1, 1, "city_spread", 410100, "physicians", 65535), 0.4750942048497123),
    ((-1, 10000, "stage_duration", 410100, "elderly_institution_beds", 0), 0.4176873764449275),
    ((9223372036854775807, 64, "project_delay", 410700, "", 1), 0.1452121869957631),
    ((20260101, 0, "pipeline_start", 410700, "hospital_beds", 65535), 0.3280261863246169),
    ((0, 500, "migration_error", 410200, "physicians", 0), 0.7025122029748742),
    ((1, 1, "parameter", 410200, "elderly_institution_beds", 1), 0.9316115328030553),
    ((-1, 10000, "doubt", 419001, "", 65535), 0.9957729564142744),
    ((9223372036854775807, 64, "city_spread", 419001, "hospital_beds", 0), 0.015553501690767413),
    ((20260101, 0, "stage_duration", 0, "physicians", 1), 0.17832813721812457),
    ((0, 500, "fertility_error", 0, "elderly_institution_beds", 65535), 0.27926902435446477),
    ((1, 1, "pipeline_start", 410100, "", 0), 0.2002172882052019),
    ((-1, 10000, "mortality_error", 410100, "hospital_beds", 1), 0.4493026685078122),
    ((9223372036854775807, 64, "parameter", 410700, "physicians", 65535), 0.7023330675213312),
    ((20260101, 0, "doubt", 410700, "elderly_institution_beds", 0), 0.66331338620377),
    ((0, 500, "city_spread", 410200, "", 1), 0.05127548600846865),
    ((1, 1, "stage_duration", 410200, "hospital_beds", 65535), 0.5064969317983675),
    ((-1, 10000, "project_delay", 419001, "physicians", 0), 0.33122957177688017),
    (
        (9223372036854775807, 64, "pipeline_start", 419001, "elderly_institution_beds", 1),
        0.48442617898567086,
    ),
    ((20260101, 7, "parameter_group", 0, "economy", 0), 0.7541113947631927),
]


@pytest.mark.parametrize(("address", "expected"), PINNED)
def test_numbers_are_pinned(address, expected):
    seed, draw, stream, region_code, service, serial = address
    found = streams.uniform(
        seed, draw, stream, region_code=region_code, service=service, serial=serial
    )
    assert found == expected == reference_uniform(*address)


def test_there_are_at_least_twenty_pinned_numbers_over_all_streams():
    assert len(PINNED) >= 20
    assert {address[2] for address, _ in PINNED} == set(streams.STREAMS)


def test_splitmix64_gives_its_published_first_outputs():
    # the generator seeded with 0 returns these three numbers first
    states = np.array([0, 0x9E3779B97F4A7C15, 2 * 0x9E3779B97F4A7C15 & MASK], dtype=np.uint64)
    expected = [0xE220A8397B1DCDAF, 0x6E789E6AA1B965F4, 0x06C45D188009454F]
    assert [int(x) for x in streams.splitmix64(states)] == expected


def test_no_two_streams_share_an_id():
    assert len({streams.name_id(name) for name in streams.STREAMS}) == len(streams.STREAMS)


def test_arrays_give_the_numbers_of_their_elements():
    draws = np.arange(4)[:, None]
    codes = np.array([410100, 410700, 419001])
    found = streams.uniforms(7, draws, "city_spread", region_code=codes, service="nurses")
    assert found.shape == (4, 3)
    for i in range(4):
        for j, code in enumerate(codes.tolist()):
            one = streams.uniform(7, i, "city_spread", region_code=code, service="nurses")
            assert found[i, j] == one


def test_services_may_be_given_as_ids():
    ids = np.array([streams.name_id("nurses"), streams.name_id("physicians")], dtype=np.uint64)
    found = streams.uniforms(1, 2, "doubt", service=ids)
    assert found.tolist() == [
        streams.uniform(1, 2, "doubt", service="nurses"),
        streams.uniform(1, 2, "doubt", service="physicians"),
    ]


@pytest.mark.parametrize(
    "changed",
    [
        {"seed": 2},
        {"draw": 2},
        {"stream": "doubt"},
        {"region_code": 410200},
        {"service": "nurses"},
        {"serial": 1},
    ],
)
def test_every_part_of_the_address_matters(changed):
    address = {"seed": 1, "draw": 1, "stream": "parameter", "region_code": 410100}
    assert streams.uniform(**address) != streams.uniform(**{**address, **changed})


def test_numbers_lie_strictly_inside_and_are_spread_evenly():
    numbers = streams.uniforms(20260101, np.arange(1, 100_001), "parameter")
    assert numbers.min() > 0.0
    assert numbers.max() < 1.0
    counts = np.histogram(numbers, bins=20, range=(0.0, 1.0))[0]
    # 5,000 a bin with standard deviation 69: six of them
    assert np.abs(counts - 5000).max() < 414


def test_an_unknown_stream_is_refused():
    with pytest.raises(KeyError, match="project_delays"):
        streams.uniform(1, 1, "project_delays")


def test_a_fraction_is_no_address():
    with pytest.raises(TypeError, match="float64"):
        streams.uniforms(1, np.array([1.5]), "parameter")
