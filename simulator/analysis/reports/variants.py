"""The variants of a report: which blocks, in which order."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from simulator.analysis.document import Block, Document, Heading, Items, Paragraph, Table
from simulator.analysis.reports import money_tables as money
from simulator.analysis.reports import summary as sentences
from simulator.analysis.reports.advice import advice
from simulator.analysis.reports.comparison import comparison_blocks, forecast_table
from simulator.analysis.reports.content import Content
from simulator.analysis.reports.draft_blocks import draft_blocks
from simulator.analysis.reports.findings import due_rows, missed, of_own_plan, planned
from simulator.analysis.reports.method import (
    hindsight_notes,
    method_blocks,
    runs_table,
    time_marks,
)
from simulator.analysis.reports.pictures import gaps_picture, money_picture, trajectory_picture
from simulator.analysis.reports.plan_table import gaps_table, plan_table
from simulator.analysis.reports.review_blocks import review_blocks
from simulator.analysis.reports.slides import charts, slides
from simulator.analysis.reports.texts import joined, span, together
from simulator.analysis.run_view import RunView, target_year

BRIEF_ROWS = 9
"""Rows of the one table of a brief."""
BRIEF_LINES, FULL_LINES = 3, 6
"""Indicators drawn in a brief and in a full report."""
FUNDS = ("budget.", "costs.")
"""Folders of the parameters that decide about money."""


def document(variant: str, content: Content) -> Document:
    """Return the report of a variant; ``variant`` is a key of `VARIANTS` or of `OF_FORMS`."""
    made = VARIANTS.get(variant) or OF_FORMS[variant]
    label = joined(content.language, [view.label for view in content.views])
    title = content.say(f"title.{variant}", **_told(content))
    marked = label + _marks(content)
    running = content.say("running", title=title, label=marked)
    if variant in OF_FORMS:  # a chart shows years that look back and years ahead
        running = content.say("running", title=title, label=label)
        running = "　".join([running, *time_marks(content.first, content.language)])
    if content.warning:
        running = f"{running}　{content.warning}"
    return Document(
        language=content.language,
        title=title,
        subtitle=content.say("subtitle", label=marked),
        facts=_facts(content),
        running=running,
        blocks=tuple(made(content)),
        has_cover=variant != "brief",
        date=content.date,
        warning=content.warning,
    )


def _marks(content: Content) -> str:
    """Return what every page says of the years of the runs: that they look back, or ahead."""
    years = [(view, min(target_year(view), view.end)) for view in content.views]
    marks = dict.fromkeys(view.hindsight.mark(year, content.language) for view, year in years)
    return "".join(content.say("caption.marked", mark=mark) for mark in marks if mark)


def _told(content: Content) -> dict[str, object]:
    """Return region and years as the title says them."""
    place, first, year = content.place, content.first.base, content.year
    if content.review is not None:
        year = content.review.year
    if content.draft is not None:
        place, first, year = content.draft.region, content.draft.first + 1, content.draft.last
    return {"region": content.catalogue.name("region", place), "first": first, "year": year}


def _facts(content: Content) -> tuple[tuple[str, str], ...]:
    """Return the title page: runs, years, date, and what must be known before reading."""
    first = content.first
    facts = [
        (content.say("fact.runs"), joined(content.language, [view.id for view in content.views])),
        (content.say("fact.years"), span(content.language, first.base, first.end)),
        (content.say("fact.date"), content.date),
    ]
    notes = hindsight_notes(content.views, content.language)
    if notes:
        facts.append((content.say("fact.nature"), notes[0]))
    if content.warning:
        facts.append((content.say("fact.warning"), content.warning))
    return tuple(facts)


def brief(content: Content) -> Iterator[Block]:
    """Yield a paper of at most three pages: problem, findings, advice, one picture, one table."""
    view, rows, catalogue = content.first, content.rows, content.catalogue
    found = sentences.summary(view, rows, catalogue)
    yield Heading(content.say("chapter.problem"))
    yield Paragraph(together(content.language, [found[1], found[2]]))
    picture = trajectory_picture(view, rows, content.place, catalogue, most=BRIEF_LINES)
    if picture is not None:
        yield picture
    yield Heading(content.say("chapter.findings"))
    yield Paragraph(together(content.language, [found[0], found[3]]))
    yield _brief_table(content)
    yield Heading(content.say("chapter.advice"))
    yield Items(advice(content.views, rows, catalogue))
    yield Paragraph(content.say("note.advice"), is_note=True)
    runs = joined(content.language, [view.id for view in content.views])
    basis = [found[4], content.say("note.brief_runs", runs=runs)]
    yield Paragraph(together(content.language, basis), is_note=True)
    for note in hindsight_notes(content.views[:1], content.language)[:1]:
        yield Paragraph(note, is_note=True)


def _brief_table(content: Content) -> Table:
    """Return the one table of a brief: with several runs what each forecasts."""
    if len(content.views) > 1:
        return forecast_table(content.views, content.place, content.catalogue, BRIEF_ROWS)
    rows = content.rows[content.rows["region"] == content.place]
    judged = rows[rows["met"].notna()]
    first = missed(judged)
    kept = set(first["row_id"][:BRIEF_ROWS])
    for row in judged["row_id"]:
        if len(kept) < BRIEF_ROWS:
            kept.add(row)
    return plan_table(
        content.first, rows[rows["row_id"].isin(kept)], content.place, content.catalogue
    )


def full(content: Content) -> Iterator[Block]:
    """Yield the whole report, chapter by chapter."""
    view, catalogue = content.first, content.catalogue
    yield from _summary_chapter(content)
    yield Heading(content.say("chapter.indicators"))
    picture = trajectory_picture(view, content.rows, content.place, catalogue, most=FULL_LINES)
    if picture is not None:
        yield picture
    for one in content.in_full:
        yield from _plan_tables(content, one)
    yield Heading(content.say("chapter.gaps"))
    yield gaps_picture(view, catalogue)
    for one in content.in_full:
        yield gaps_table(one, catalogue, include_imputed=content.include_imputed)
    yield from _projects_chapter(content)
    yield from _money_chapter(content)
    if content.comparison is not None:
        yield from comparison_blocks(content.views, content.comparison, content.year, catalogue)
    yield from _evidence_chapters(content)
    yield from _native_charts(content)


def _summary_chapter(content: Content) -> Iterator[Block]:
    yield Heading(content.say("chapter.summary"))
    found = sentences.summary(content.first, content.rows, content.catalogue)
    yield from (Paragraph(sentence) for sentence in found)
    yield Heading(content.say("chapter.advice"))
    yield Items(advice(content.views, content.rows, content.catalogue))
    yield Paragraph(content.say("note.advice"), is_note=True)


def _plan_tables(content: Content, view: RunView) -> Iterator[Block]:
    """Yield a table for each region with a plan of its own, or for all of them."""
    rows = content.rows if view is content.first else due_rows(view, content.catalogue)
    regions = list(rows["region"].unique()) if content.include_imputed else planned(rows)
    shown = rows if content.include_imputed else rows[of_own_plan(rows)]
    for region in regions:
        yield plan_table(view, shown, region, content.catalogue)


def _projects_chapter(content: Content) -> Iterator[Block]:
    table = money.projects_table(content.first, content.catalogue)
    if table is not None:
        yield Heading(content.say("chapter.projects"))
        yield table


def _money_chapter(content: Content) -> Iterator[Block]:
    view, catalogue = content.first, content.catalogue
    picture = money_picture(view, content.place, catalogue)
    if picture is None:
        return
    yield Heading(content.say("chapter.money"))
    yield picture
    for one in content.views:
        yield money.envelope_table(one, content.place, catalogue)
    yield from money.ledger_tables(view, content.place, catalogue)


def _evidence_chapters(content: Content) -> Iterator[Block]:
    """Yield method, assumptions, doubts and the runs."""
    view, catalogue = content.first, content.catalogue
    yield from method_blocks(content.views, catalogue)
    yield Heading(content.say("chapter.evidence"))
    yield money.assumption_table(view, catalogue)
    yield money.doubt_table(view, catalogue)
    yield Heading(content.say("chapter.runs"))
    yield runs_table(content.views, catalogue)


def _native_charts(content: Content) -> Iterator[Block]:
    """Yield the pictures of trajectories and money again, as charts that can be edited."""
    view, rows, catalogue = content.first, content.rows, content.catalogue
    found = [
        trajectory_picture(view, rows, content.place, catalogue, most=FULL_LINES),
        money_picture(view, content.place, catalogue),
    ]
    pictures = [picture for picture in found if picture is not None]
    if pictures:
        yield Heading(content.say("chapter.charts"))
        yield Paragraph(content.say("note.charts"), is_note=True)
        for picture in pictures:
            yield replace(picture, is_native=True)


def finance_annex(content: Content) -> Iterator[Block]:
    """Yield the money of every run: envelope, ledger, funds, and what its amounts rest on."""
    catalogue = content.catalogue
    yield Heading(content.say("chapter.summary"))
    yield Paragraph(sentences.money_sentence(content.first, content.rows, catalogue))
    yield from _money_chapter(content)
    for view in content.views:
        yield money.fund_table(view, content.place, catalogue)
    for region in planned(content.rows):
        if region != content.place:
            yield Heading(catalogue.name("region", region), 2)
            yield money.envelope_table(content.first, region, catalogue)
            yield money.fund_table(content.first, region, catalogue)
    yield Heading(content.say("chapter.evidence"))
    yield money.assumption_table(content.first, catalogue, FUNDS)
    yield Heading(content.say("chapter.runs"))
    yield runs_table(content.views, catalogue)


def reviewed(content: Content) -> Iterator[Block]:
    """Yield the review of the plans, and the runs whose projections stand in it."""
    if content.review is not None:
        yield from review_blocks(content.review, content.catalogue)
    yield Heading(content.say("chapter.runs"))
    yield runs_table(content.views, content.catalogue)


def draft_plan(content: Content) -> Iterator[Block]:
    """Yield the draft of a plan, what it rests on, and the runs."""
    if content.draft is not None:
        yield from draft_blocks(content.draft, content.catalogue)
    yield Heading(content.say("chapter.evidence"))
    yield money.assumption_table(content.first, content.catalogue)
    yield Heading(content.say("chapter.runs"))
    yield runs_table(content.views, content.catalogue)


REVIEWS = ("annual", "midterm", "final")
"""Variants that are a review of the plans."""
DRAFT = "draft-plan"
VARIANTS: dict[str, Callable[[Content], Iterator[Block]]] = {
    "brief": brief,
    "full": full,
    **dict.fromkeys(REVIEWS, reviewed),
    DRAFT: draft_plan,
    "finance-annex": finance_annex,
}
"""Variants by name, and what yields their blocks."""
SLIDES, CHARTS = "slides", "charts"
OF_FORMS: dict[str, Callable[[Content], Iterator[Block]]] = {SLIDES: slides, CHARTS: charts}
"""What files of one form alone hold: slides, and pictures as files."""
