"""Sentences and tables of texts as HTML; everything is escaped here."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

import pandas as pd

from simulator.api import SimulatorError, refusal


def heading(title: str, *beside: str) -> str:
    """Return what stands above a part, and smaller what must be said beside it."""
    small = "".join(f" <small>{escape(one)}</small>" for one in beside if one)
    return f'<h2 class="heading">{escape(title)}{small}</h2>'


def paragraphs(lines: Iterable[str], kind: str) -> str:
    """Return sentences as paragraphs of a class of `dashboards.style`."""
    told = "".join(f"<p>{escape(line)}</p>" for line in lines)
    return f'<div class="{escape(kind)}">{told}</div>' if told else ""


def refused(error: SimulatorError, language: str) -> str:
    """Return why something was refused, every problem in words."""
    told = refusal(error, language)
    lines = "".join(f"<p>{escape(line)}</p>" for line in told)
    return f'<div class="refusal" role="alert">{lines}</div>'


def table(frame: pd.DataFrame, caption: str = "") -> str:
    """Return a frame of `api.on_screen` as a table; numbers stand at the right."""
    right = [name in frame.attrs.get("numbers", ()) for name in frame.columns]
    look = [' class="number"' if one else "" for one in right]
    heads = "".join(
        f'<th scope="col"{kind}>{escape(str(name))}</th>'
        for name, kind in zip(frame.columns, look, strict=True)
    )
    rows = "".join(
        "<tr>"
        + "".join(f"<td{kind}>{escape(text)}</td>" for text, kind in zip(row, look, strict=True))
        + "</tr>"
        for row in frame.itertuples(index=False, name=None)
    )
    above = f"<caption>{escape(caption)}</caption>" if caption else ""
    return (
        f'<div class="sheet" tabindex="0"><table>{above}<thead><tr>{heads}</tr></thead>'
        f"<tbody>{rows}</tbody></table></div>"
    )
