"""What is written on a colour can be read (WCAG 2, level AA)."""

import pytest

from simulator.analysis.colours import BEHIND_TO_AHEAD, NO_REFERENCE, STATUS, ink_on

pytestmark = pytest.mark.unit
LEAST = 4.5


def luminance(colour):
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    linear = [
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("colour", sorted({*BEHIND_TO_AHEAD, *STATUS.values(), NO_REFERENCE}))
def test_a_number_on_a_colour_can_be_read(colour):
    light, dark = sorted((luminance(colour), luminance(ink_on(colour))), reverse=True)
    assert (light + 0.05) / (dark + 0.05) >= LEAST
