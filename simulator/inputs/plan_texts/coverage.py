"""What was read in each document, by domain, and what became of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Literal, NamedTuple

from simulator.inputs.params import Params
from simulator.inputs.plan_texts.numerals import Numeral, unread
from simulator.inputs.plan_texts.readings import Reading
from simulator.inputs.plan_texts.statement_file import TEXT_DOMAINS, Treatment
from simulator.inputs.plans import Plan, PlanRow
from simulator.inputs.validation import Bilingual

Status = Literal["read", "not_read", "no_text"]
"""``no_text``: no ledger of numerals was made of the document, so nothing can be missed or
found missing."""


class Covered(NamedTuple):
    """One domain of one document: how many figures and commitments, and what became of them."""

    document: str
    domain: str | None
    """None for numerals that nobody has read yet."""
    found: int
    modelled: int
    commitment: int
    left_out: int
    why: tuple[Bilingual, ...]
    status: Status


def coverage(
    params: Params, readings: Mapping[str, Reading], ledgers: Mapping[str, list[Numeral]]
) -> list[Covered]:
    """Return one row per document and domain, documents in the order of the plans."""
    rows: list[Covered] = []
    for plan in params.plans.values():
        reading = readings.get(plan.document, Reading(plan.document, plan.region))
        missing = unread(ledgers.get(plan.document, []), reading)
        status: Status = "not_read" if missing else "read"
        if plan.document not in ledgers:
            status = "no_text"
        rows += _domains(params, plan, reading, status)
        if missing:
            rows.append(Covered(plan.document, None, len(missing), 0, 0, 0, (), "not_read"))
    return rows


def _domains(params: Params, plan: Plan, reading: Reading, status: Status) -> Iterator[Covered]:
    for domain in TEXT_DOMAINS:
        became: list[tuple[Treatment, Bilingual | None]] = [
            (_of_row(params, row), None) for row in plan.rows if _domain(params, row) == domain
        ]
        entries = (*reading.statements, *reading.projects)
        became += [(one.treatment, one.why) for one in entries if one.domain == domain]
        if became:
            counts = Counter(treatment for treatment, _ in became)
            why = {reason.zh: reason for _, reason in became if reason is not None}
            yield Covered(
                plan.document,
                domain,
                len(became),
                counts["modelled"],
                counts["commitment"],
                counts["left_out"],
                tuple(why.values()),
                status,
            )


def _of_row(params: Params, row: PlanRow) -> Treatment:
    """Return what becomes of a row of a table: simulated, or kept as printed."""
    about = params.indicators.get(row.indicator or "")
    return "modelled" if about is not None and about.simulated else "commitment"


def _domain(params: Params, row: PlanRow) -> str:
    """Return the domain of a row; one without an indicator concerns all of them."""
    about = params.indicators.get(row.indicator or "")
    return about.domain if about is not None else "governance"
