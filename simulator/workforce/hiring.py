"""Staff that cities hire from each other: nobody is gained, somebody loses every hire."""

from __future__ import annotations

import numpy as np

from simulator.inputs.arrays import Integers, Staff
from simulator.workforce.rules import dealt


def offered(staff: Staff, year: int, standing: Integers) -> Integers:
    """Return whom other cities may hire away in ``year`` [person]. Shape (region, service).

    A city loses at most its yearly limit, and nobody where it hires itself.
    """
    may_leave = np.floor(standing * staff.hire_limit).astype(np.int64)
    return np.where(staff.hires[year] > 0, 0, may_leave)


def wanted(staff: Staff, year: int, standing: Integers, offers: Integers) -> Integers:
    """Return what cities may hire in ``year`` before money is asked. Shape (region, service).

    No more than posts are vacant, and all together no more than is on offer: when that is short
    it is dealt in proportion to what they ask for.
    """
    vacant = np.maximum(staff.posts[year] - standing, 0.0)
    asked: Integers = np.minimum(staff.hires[year], vacant).astype(np.int64)
    whole = offers.sum(axis=0)
    for service in range(asked.shape[1]):
        if asked[:, service].sum() > whole[service]:
            asked[:, service] = dealt(whole[service], asked[:, service])
    return asked


def lost(offers: Integers, hired: Integers) -> Integers:
    """Return whom each city loses: all hires, dealt by what cities offer. (region, service)."""
    found = np.zeros_like(hired)
    for service in range(hired.shape[1]):
        hires = hired[:, service].sum()
        if hires > 0:
            found[:, service] = dealt(hires, offers[:, service])
    return found
