"""What has to be said of the tables of an optimisation."""

from __future__ import annotations

from simulator.analysis.labels import tell
from simulator.desk.absorbed import absorb_notes
from simulator.desk.optimise import Optimised
from simulator.desk.pictures import catalogue
from simulator.optimise.conversions import convertible_apart
from simulator.optimise.relaxation import Relaxation


def notes(found: Optimised, lang: str = "zh") -> list[str]:
    """Return what has to be said of the tables."""
    first, last = found.ground.axes.years[0], found.ground.axes.years[-1]
    told = [tell(lang, "optimise.how", first=first, last=last, draws=len(found.found.drawn))]
    if found.asked.probability is not None:
        told.append(
            tell(
                lang,
                "optimise.safe",
                chance=f"{100 * found.asked.probability:.0f}",
                draws=found.asked.draws,
            )
        )
    if found.ground.seats is not None:
        told.append(_seats(found, lang))
    if found.asked.conversions:
        told += _conversions(found, lang)
    if found.relaxation is not None:
        told.append(_give_way(found, found.relaxation, lang))
    return told + absorb_notes(found, lang)


def _give_way(found: Optimised, least: Relaxation, lang: str) -> str:
    """Return the least relaxation in the three currencies, as one sentence."""
    later = (
        tell(lang, "optimise.later_never", last=found.ground.axes.years[-1])
        if least.later is None
        else tell(lang, "optimise.later", years=least.later)
    )
    more = tell(lang, "optimise.money", yuan=f"{least.money:.1f}")
    rest = tell(lang, "optimise.money_not_all") if least.left else ""
    lower = tell(lang, "optimise.lower", share=f"{100 * least.level:.0f}")
    return tell(lang, "optimise.give_way", later=later, money=more + rest, lower=lower)


def _seats(found: Optimised, lang: str) -> str:
    """Return what more seats cost, and who pays."""
    persons, cost = found.plan.trained(found.ground)
    if not persons.any():
        return tell(lang, "optimise.no_seats")
    return tell(lang, "optimise.seats", persons=f"{persons.sum():,.0f}", yuan=f"{cost.sum():.2f}")


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
