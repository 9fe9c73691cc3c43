"""Slides for a meeting: five pictures, each under one sentence, then sources and doubts.

A chapter is a slide: its heading is the sentence, its notes are what the speaker reads.
"""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from simulator.analysis.document import Block, Heading, Items, Paragraph, Picture
from simulator.analysis.reports.content import Content
from simulator.analysis.reports.facts import (
    chance_of,
    gap_facts,
    index_facts,
    last_year,
    money_facts,
    target_facts,
    worst_target,
)
from simulator.analysis.reports.findings import furthest_behind, of_own_plan
from simulator.analysis.reports.method import hindsight_notes
from simulator.analysis.reports.pictures import (
    gaps_picture,
    index_picture,
    met_picture,
    money_picture,
    one_trajectory,
    trajectory_picture,
)
from simulator.analysis.reports.summary import evidence_sentence
from simulator.analysis.reports.texts import joined

MOST_DOUBTS = 3
"""Doubts on the last slide: those about the numbers that the headlines say."""
NOT_ABOUT = 2
MOST_LINES = 6
"""Indicators of the region that are drawn as files."""


def slides(content: Content) -> Iterator[Block]:
    """Yield the five slides and the closing one; a picture that has no numbers is left out."""
    made = (
        (gaps_headline(content), gaps_picture(content.first, content.catalogue), "gaps"),
        (target_headline(content), _target(content), "indicators"),
        (money_headline(content), _money(content), "ledger"),
        (met_headline(content), met_picture(content.views, content.catalogue), "verdicts"),
        (index_headline(content), index_picture(content.first, content.catalogue), "equity"),
    )
    for headline, picture, table in made:
        if headline and picture is not None:
            yield Heading(headline)
            yield picture
            yield Paragraph(_source(content, table), is_note=True)
    yield from _closing(content)


def charts(content: Content) -> Iterator[Block]:
    """Yield every picture by itself: those of the slides, and each indicator of the region."""
    view, catalogue, place = content.first, content.catalogue, content.place
    together = trajectory_picture(view, content.rows, place, catalogue, most=MOST_LINES)
    alone = []
    if together is not None:
        own = content.rows[(content.rows["region"] == place) & content.rows["met"].notna()]
        alone = [one_trajectory(view, place, str(one), catalogue) for one in _once(own)]
    found = [gaps_picture(view, catalogue), _target(content), together, *alone]
    found += [_money(content), met_picture(content.views, catalogue)]
    found += [index_picture(view, catalogue)]
    yield from {one.key: one for one in found if one is not None}.values()


def _once(rows: pd.DataFrame) -> list[str]:
    return [str(one) for one in dict.fromkeys(rows["indicator"])]


def _target(content: Content) -> Picture | None:
    row = worst_target(content.rows)
    if row is None:
        return None
    region, indicator = str(row["region"]), str(row["indicator"])
    return one_trajectory(content.first, region, indicator, content.catalogue)


def _money(content: Content) -> Picture | None:
    return money_picture(content.first, content.place, content.catalogue)


def gaps_headline(content: Content) -> str:
    """Return which city is furthest behind the province, and in what."""
    found = gap_facts(content.first, content.catalogue)
    if found is None:
        return content.say("headline.no_gap", year=last_year(content.first))
    return content.say("headline.gap", **found)


def target_headline(content: Content) -> str:
    """Return by how much the worst binding target is missed, and how likely it is met."""
    row = worst_target(content.rows)
    if row is None:
        return ""
    facts = target_facts(row, content.catalogue)
    said = content.say("headline.met" if row["met"] else "headline.missed", **facts)
    chance = chance_of(row)
    return said + (content.say("headline.chance", percent=chance) if chance is not None else "")


def money_headline(content: Content) -> str:
    """Return what comes in, what is spent and what is left unused."""
    found = money_facts(content.first, content.rows, content.catalogue)
    return "" if found is None else content.say("headline.money", **found)


def met_headline(content: Content) -> str:
    """Return how many of the targets that can be judged are met in each scenario."""
    picture = met_picture(content.views, content.catalogue)
    if picture is None:
        return ""
    frame = picture.frames[0]
    counted = [
        content.say("headline.met_in", label=view.label, n=int(frame[view.id].sum()))
        for view in content.views
    ]
    facts = {"year": last_year(content.first), "judged": int(frame["judged"].sum())}
    counts = joined(content.language, counted)
    return content.say("headline.targets", **facts, counts=counts)


def index_headline(content: Content) -> str:
    """Return where the index of equality goes."""
    found = index_facts(content.first, content.catalogue)
    return "" if found is None else content.say("headline.index", **found)


def _source(content: Content, table: str) -> str:
    """Return from which runs and which stored table a picture is made."""
    views = content.views if table == "verdicts" else content.views[:1]
    runs = joined(content.language, [view.id for view in views])
    return content.say("note.slide", runs=runs, table=table)


def _closing(content: Content) -> Iterator[Block]:
    """Yield the slide of sources and doubts."""
    view, catalogue = content.first, content.catalogue
    runs = joined(content.language, [one.id for one in content.views])
    names = joined(content.language, _plans(content))
    yield Heading(content.say("chapter.sources"))
    said = [
        evidence_sentence(view, catalogue),
        content.say("slides.plans", plans=names),
        *(content.say("slides.doubt", doubt=one) for one in _doubts(content)),
        *hindsight_notes(content.views, content.language)[:1],
        content.say("slides.runs", runs=runs, version=view.origin.version),
    ]
    yield Items(tuple(said))
    yield Paragraph(content.say("note.runs"), is_note=True)


def _plans(content: Content) -> list[str]:
    """Return the plans whose targets are judged, each with its region."""
    rows = content.rows[of_own_plan(content.rows)].drop_duplicates("plan")
    said = []
    for plan, region in zip(rows["plan"], rows["region"], strict=True):
        title = content.catalogue.name("plan", str(plan))
        name = content.catalogue.name("region", str(region))
        shown = "slides.plan_named" if name in title else "slides.plan"
        said.append(content.say(shown, title=title, region=name))
    return said


def _doubts(content: Content) -> list[str]:
    """Return the doubts about the targets that the headlines say and about their residents."""
    said = []
    target, behind = worst_target(content.rows), furthest_behind(content.first, content.catalogue)
    for row in (target, *(behind.iloc[at] for at in range(min(1, len(behind))))):
        if row is not None:
            said.append((str(row["region"]), str(row["indicator"])))
    evidence = content.first.evidence
    doubts = evidence[evidence["kind"] == "doubt"]
    names = doubts["name"].astype(str)
    about = pd.Series(NOT_ABOUT, index=doubts.index)
    for region, indicator in said:
        about = about.mask(names == f"{region}.residents_basis", 1)
        about = about.mask(names.str.startswith(f"{region}.{indicator}"), 0)
    chosen = about[about < NOT_ABOUT].sort_values(kind="stable").index[:MOST_DOUBTS]
    return [str(one) for one in doubts.loc[chosen, "reason"]]
