"""What is shown of a name that somebody gave."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.text.shown import LONGEST, UNSEEN, shown

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    ("name", "seen"),
    [
        ("补短板", "补短板"),
        ("a\u202eb\u2066c\u200bd\ufeff", "abcd"),
        ("\x1b[31mred\x00", "[31mred"),
        (" two\n lines ", "two lines"),
        ("长" * 61, "长" * 60 + "…"),
        ("长" * 60, "长" * 60),
    ],
)
def test_a_name_is_shown_on_one_line_without_what_nobody_sees(name, seen):
    assert shown(name) == seen


@given(st.text())
def test_what_is_shown_is_short_and_seen_and_stays_so(name):
    seen = shown(name)
    assert len(seen) <= LONGEST + 1
    assert not UNSEEN.search(seen)
