"""The Atkinson index: the share of all provision that inequality is worth."""

from __future__ import annotations

import numpy as np

from simulator.equity.series import Floats
from simulator.equity.shares import Relative, relative


def atkinson(values: Floats, weights: Floats | None, aversion: float) -> Floats:
    r"""Return the Atkinson index, 0 (equal) to 1. Shape (...).

    .. math:: A = 1 - \Bigl(\sum_i p_i (x_i / \mu)^{1-\epsilon}\Bigr)^{1/(1-\epsilon)}

    and 1 minus geometric over arithmetic mean at aversion 1. With aversion >= 1 an area with
    nothing makes it 1.

    Parameters
    ----------
    values
        Values >= 0. Shape (..., area).
    weights
        Persons, broadcast to ``values``; 0 leaves an area out; None counts each area once.
    aversion
        Inequality aversion epsilon > 0: the larger, the more the bottom counts.

    References
    ----------
    Atkinson (1970), On the measurement of inequality, *Journal of Economic Theory* 2.

    Examples
    --------
    At aversion 2 it is 1 - harmonic / arithmetic mean; of 1 and 3 that is 1 - 1.5 / 2.

    >>> import numpy as np
    >>> float(atkinson(np.array([1.0, 3.0]), None, 2.0))
    0.25
    """
    return atkinson_of(relative(values, weights), aversion)


def atkinson_of(seen: Relative, aversion: float | Floats) -> Floats:
    """Return the Atkinson index of relative values.

    An aversion for each draw of the leading axis is taken draw by draw: numpy raises to one
    power, a root or a square for instance, in another way than to many.
    """
    if isinstance(aversion, np.ndarray):
        draws = zip(*seen, aversion.reshape(-1).tolist(), strict=True)
        return np.stack([atkinson_of(Relative(*draw), one) for *draw, one in draws])
    share, _, value = seen
    counted = share > 0.0
    nothing = (counted & (value == 0.0)).any(axis=-1)
    used = np.where(counted & (value != 0.0), value, 1.0)
    if aversion == 1.0:
        equivalent = np.exp((share * np.log(used)).sum(axis=-1))
        return np.where(nothing, 1.0, 1.0 - equivalent)
    power = 1.0 - aversion
    terms = np.where(counted & (value == 0.0), 0.0, used**power)
    equivalent = (share * terms).sum(axis=-1) ** (1.0 / power)
    return np.where(nothing & (aversion > 1.0), 1.0, 1.0 - equivalent)
