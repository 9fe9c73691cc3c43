"""The log of a draw: rows of events where they are kept, and always the ledger they add up to."""

from __future__ import annotations

from simulator.axes import CATEGORIES, CATEGORIES_IN
from simulator.compiled.kernel import kernel
from simulator.compiled.sheets import EVENTS, FULL, STATUS, Sheets
from simulator.engine.ledger import OF_ACCOUNT
from simulator.eventlog import CATEGORY, EVENT, NONE
from simulator.inputs.arrays import Integers
from simulator.instants import MONTHS_PER_YEAR

ASKED, APPROVED, LAND = EVENT["asked"], EVENT["approved"], EVENT["land"]
DESIGN_APPROVED, FUNDED = EVENT["design_approved"], EVENT["funded"]
STARTED, STOPPED, DRAWN = EVENT["started"], EVENT["stopped"], EVENT["drawn"]
ACCEPTED, COMMISSIONED, RETIRED = EVENT["accepted"], EVENT["commissioned"], EVENT["retired"]
RECRUITED, GRADUATED, COVERED = EVENT["recruited"], EVENT["graduated"], EVENT["covered"]
DELIVERED, PAID, TRANSFERRED = EVENT["delivered"], EVENT["paid"], EVENT["transferred"]
LAPSED, CANCELLED = EVENT["lapsed"], EVENT["cancelled"]
DELAYED, RESIZED = EVENT["delayed"], EVENT["resized"]
CLOSED, UNPLACED, ADJUSTED = EVENT["closed"], EVENT["unplaced"], EVENT["adjusted"]

OWN, TRANSFER_IN, CARRY_IN = CATEGORY["own"], CATEGORY["transfer_in"], CATEGORY["carry_in"]
MOVED_IN, BOND, SERVICE_INCOME = (
    CATEGORY["moved_in"],
    CATEGORY["bond"],
    CATEGORY["service_income"],
)
SOCIAL_CAPITAL, TRANSFER_OUT = CATEGORY["social_capital"], CATEGORY["transfer_out"]
MOVED_OUT, DEBT_SERVICE, RECURRENT = (
    CATEGORY["moved_out"],
    CATEGORY["debt_service"],
    CATEGORY["recurrent"],
)
RECRUITMENT = CATEGORY["recruitment"]
CAPITAL, CARRY_OUT, LAPSE = CATEGORY["capital"], CATEGORY["carry_out"], CATEGORY["lapsed"]

N_CATEGORIES_IN = len(CATEGORIES_IN)
WITHOUT_SERVICE = tuple(name in OF_ACCOUNT for name in CATEGORIES)
"""Categories of an account as a whole, in the order of the codes."""


@kernel
def moved(
    sheets: Sheets,
    when: tuple[int, int],
    mark: tuple[int, int, int, int],
    what: tuple[int, int],
    amount: tuple[int, int],
) -> None:
    """Log an event.

    ``mark`` is region, service, project and account, ``what`` event and category, ``amount`` units
    and fen.

    `simulator.engine.ledger.ledger_fen` makes the same ledger of the rows.
    """
    (event, category), (units, fen) = what, amount
    if category != NONE and fen != 0:
        region, service, _, account = mark
        of_service = 0 if WITHOUT_SERVICE[category] else service + 1
        line = sheets.lines[account + 1, of_service, category]
        year = (when[0] - 1) // MONTHS_PER_YEAR
        sign = 1 if category < N_CATEGORIES_IN else -1
        sheets.ledger[region, year, line] += sign * fen
    if sheets.cells.shape[0] > 0:
        append(sheets, (when[0], when[1], *mark, event, category, units, fen))


@kernel
def append(sheets: Sheets, values: tuple[int, ...]) -> None:
    """Add a row to the log, or say that it is full."""
    row = sheets.counters[EVENTS]
    if row == sheets.cells.shape[0]:
        sheets.counters[STATUS] = FULL
        return
    for column, value in enumerate(values):
        sheets.cells[row, column] = value
    sheets.counters[EVENTS] += 1


@kernel
def changed(sheets: Sheets, when: tuple[int, int], event: int, units: Integers) -> None:
    """Log a change of stocks (region, service); nothing where it is zero."""
    if sheets.cells.shape[0] == 0:
        return
    for region in range(units.shape[0]):
        for service in range(units.shape[1]):
            if units[region, service] != 0:
                mark = (region, service, NONE, NONE)
                moved(sheets, when, mark, (event, NONE), (units[region, service], 0))
