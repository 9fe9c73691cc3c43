"""The tables of `docs/baseline-*.md` that the search of `hinges` tells."""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.hinges import Findings, Move, Other, Reach
from benchmarks.page_words import WORDS, met, plain, row, span, told
from benchmarks.verdicts import YEARS, Levels
from simulator import api


def of_search(found: Findings, lang: str) -> dict[str, list[str]]:
    """Return the tables that the search tells."""
    turns = sorted(found.turns, key=lambda turn: tuple(found.usual).index(turn.verdict))
    return {
        "summary": list(summary(found, lang)),
        "turns": [
            row(
                *told(turn.verdict, lang),
                met(found.usual[turn.verdict].met, lang),
                f"{turn.parameter.label.say(lang)} `{turn.parameter.name}`",
                api.label("grade", turn.parameter.grade, lang),
                plain(turn.parameter.value),
                span(turn.parameter, lang),
                f"**{plain(turn.at)}**",
                f"{turn.there.value:.2f} {met(turn.there.met, lang)}",
                f"{plain(turn.end)}: {turn.at_end.value:.2f} {met(turn.at_end.met, lang)}",
            )
            for turn in turns
        ],
        "firmness": [firmness(found, one, lang) for one in found.reaches],
        "others": [other(found, one, lang) for one in found.others if felt(found, one.levels)],
    }


def summary(found: Findings, lang: str) -> Iterator[str]:
    """Yield how many targets are met, and how firm that is."""
    words = WORDS[lang]
    for year in YEARS:
        mine = {key: judged for key, judged in found.usual.items() if key[2] == year}
        n_met = sum(judged.met for judged in mine.values())
        missed = [" ".join(told(key, lang)[:2]) for key, judged in mine.items() if not judged.met]
        counts = words["now"].format(met=n_met, missed=len(mine) - n_met)
        firm = [grip(found, one) for one in found.reaches if one.verdict[2] == year]
        shown = (firm.count(kind) for kind in ("firm", "fair", "loose"))
        yield row(year, counts, words["join"].join(missed) or words["none"], *shown)


def firmness(found: Findings, one: Reach, lang: str) -> str:
    """Return how far a verdict is from turning."""
    usual = found.usual[one.verdict]
    parameter, outside = one.outside
    words, label = WORDS[lang], f"`{parameter.name}`"
    beyond = words["none"]
    if grip(found, one) != "loose":
        shape = words["at" if outside is not None else "not_within"]
        setting = "" if outside is None else plain(outside)
        beyond = shape.format(name=label, setting=setting)
    return row(
        *told(one.verdict, lang),
        f"{usual.value:.2f} {met(usual.met, lang)}",
        moved(one.least, lang),
        moved(one.most, lang),
        f"{one.together.value:.2f} {met(one.together.met, lang)}",
        words[grip(found, one)],
        beyond,
    )


def grip(found: Findings, one: Reach) -> str:
    """Return whether one assumption turns a verdict (loose), all together (fair) or none (firm)."""
    if any(turn.verdict == one.verdict for turn in found.turns):
        return "loose"
    return "fair" if one.together.met != found.usual[one.verdict].met else "firm"


def other(found: Findings, one: Other, lang: str) -> str:
    """Return which verdicts another world turns, and the one it was made for."""
    words = WORDS[lang]
    turned = [
        words["becomes"].format(
            name=" ".join(told(key, lang)[:2]) if lang == "en" else "".join(told(key, lang)[:2]),
            year=key[2],
            value=f"{judged.value:.2f}",
            verdict=met(judged.met, lang),
        )
        for key, judged in one.levels.items()
        if judged.met != found.usual[key].met or key == one.shown
    ]
    return row(words[one.kind], f"`{one.name}`", words["join"].join(turned) or words["nothing"])


def felt(found: Findings, levels: Levels) -> bool:
    """Return whether any of the values is another one."""
    return any(judged.value != found.usual[key].value for key, judged in levels.items())


def moved(move: Move, lang: str) -> str:
    """Return a value and what moves it there."""
    if move.setting == move.parameter.value:
        return f"{move.value:.2f}"
    return WORDS[lang]["by"].format(
        value=f"{move.value:.2f}", name=f"`{move.parameter.name}`", setting=plain(move.setting)
    )
