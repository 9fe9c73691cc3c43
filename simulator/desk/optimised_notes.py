"""What has to be said of the tables of an optimisation."""

from __future__ import annotations

from collections.abc import Sequence

from simulator.analysis.labels import tell, word
from simulator.analysis.numbers import money
from simulator.desk.absorbed import absorb_notes
from simulator.desk.optimise import Optimised
from simulator.desk.optimised_money import YUAN
from simulator.desk.pictures import catalogue
from simulator.optimise.conversions import convertible_apart
from simulator.optimise.relaxation import Relaxation

SMALL = 0.05
"""Money [100 million yuan] that is told as nothing."""


def notes(found: Optimised, lang: str = "zh") -> list[str]:
    """Return what has to be said of the tables."""
    first, last = found.ground.axes.years[0], found.ground.axes.years[-1]
    draws = len(found.found.drawn)
    told = [tell(lang, "optimise.how", first=first, last=last)]
    if draws:
        told[0] += tell(lang, "optimise.drawn", draws=draws)
    if found.asked.probability is not None:
        told.append(_safe(found, f"{100 * found.asked.probability:.0f}", lang))
    if found.ground.seats is not None:
        told.append(_seats(found, lang))
    if found.asked.conversions:
        told += _conversions(found, lang)
    if found.relaxation is not None:
        told.append(_give_way(found, found.relaxation, lang))
    return told + absorb_notes(found, lang)


def _safe(found: Optimised, chance: str, lang: str) -> str:
    """Return how many targets are as likely as is asked, and which are not."""
    rows, left = found.wanted.rows, sorted(found.unlikely)
    facts = {"chance": chance, "draws": found.asked.draws, "n": len(rows)}
    told = tell(lang, "optimise.safe", **facts, likely=len(rows) - len(left))
    if not left:
        return told
    return told + tell(lang, "optimise.safe_not", rows=_named(found, left, lang))


def _named(found: Optimised, places: Sequence[int], lang: str) -> str:
    """Return rows by region and indicator."""
    named, rows = catalogue(lang), [found.wanted.rows[place] for place in places]
    told = [
        tell(
            lang,
            "optimise.row",
            region=named.name("region", one.region),
            indicator=named.name("indicator", one.row.indicator or ""),
        )
        for one in rows
    ]
    return word(lang, "optimise_joint", "list").join(told)


def _later(found: Optimised, least: Relaxation, lang: str) -> str:
    """Return by how many years targets have to be put off, and which that does not help."""
    last = found.ground.axes.years[-1]
    beyond = [place for place, year in enumerate(least.held_from) if year is None]
    if least.later is None:
        return tell(lang, "optimise.later_never", last=last)
    if not beyond:
        return tell(lang, "optimise.later", years=least.later)
    key = "optimise.later_but" if least.later else "optimise.in_time_but"
    return tell(lang, key, years=least.later, last=last, rows=_named(found, beyond, lang))


def _give_way(found: Optimised, least: Relaxation, lang: str) -> str:
    """Return the least relaxation in the three currencies, as one sentence."""
    later = _later(found, least, lang)
    more, rest = tell(lang, "optimise.money", yuan=money(least.money * YUAN, lang)), ""
    if least.left:
        rest = tell(lang, "optimise.money_not_all")
        if least.money < SMALL:
            more, rest = tell(lang, "optimise.money_no_help"), ""
    lower = tell(lang, "optimise.lower", share=f"{100 * least.level:.0f}")
    return tell(lang, "optimise.give_way", later=later, money=more + rest, lower=lower)


def _seats(found: Optimised, lang: str) -> str:
    """Return what more seats cost, and who pays."""
    persons, cost = found.plan.trained(found.ground)
    if not persons.any():
        return tell(lang, "optimise.no_seats")
    return tell(
        lang,
        "optimise.seats",
        persons=f"{persons.sum():,.0f}",
        yuan=money(float(cost.sum()) * YUAN, lang),
    )


def _conversions(found: Optimised, lang: str) -> list[str]:
    """Return which shares of idle units are converted, as a sentence for each service."""
    named, services = catalogue(lang), found.case.services
    return [
        tell(
            lang,
            "optimise.conversion",
            source=named.name("service", made.source),
            service=named.name("service", name),
            share=f"{100 * found.conversions.get(f'conversions.{name}', own):.0f}",
        )
        for name in convertible_apart(found.case, found.wanted)
        if (made := services[name].conversion)
        for own in [found.case.scenario.levers.converted_in(name, found.ground.axes.years[0])]
    ]
