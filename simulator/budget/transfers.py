"""Who receives what of the province's pool: weights of the three rules."""

from __future__ import annotations

import numpy as np

from simulator.budget.rules import BY_FISCAL_GAP, BY_SHORTFALL
from simulator.inputs.arrays import Floats, Integers


def weights(rule: int, own: Integers, residents: Floats, missing_fen: Integers) -> Floats:
    """Return the weights of every account, not negative. Shape (region, account).

    Parameters
    ----------
    rule
        Code of `budget.rules`. ``equal_per_capita`` suits a planner who wants the same yuan
        per resident, ``by_shortfall`` one who fills what is missing to the targets,
        ``by_fiscal_gap`` one who lifts the cities with little money of their own.
    own
        Own money of the year [fen]. Shape (region, account).
    residents
        Residents of all ages. Shape (region,).
    missing_fen
        What the missing units would cost each account [fen]. Shape (region, account).
    """
    if rule == BY_SHORTFALL:
        return missing_fen.astype(np.float64)
    by_account = own.sum(axis=0) / max(int(own.sum()), 1)
    if rule == BY_FISCAL_GAP:
        per_head = own.sum(axis=1) / residents
        average = own.sum() / residents.sum()
        behind = np.maximum(average - per_head, 0.0) * residents
        lifted: Floats = behind[:, None] * by_account[None, :]
        return lifted
    per_resident: Floats = residents[:, None] * by_account[None, :]
    return per_resident
