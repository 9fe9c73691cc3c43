"""Fonts, widths and colours of the page: all of them local, none fetched."""

from __future__ import annotations

FONT = (
    '"Microsoft YaHei", "PingFang SC", "Noto Sans CJK SC", "Noto Sans SC", '
    '"WenQuanYi Micro Hei", "Segoe UI", Roboto, sans-serif'
)
INK = "#1f2933"
QUIET = "#5f6b7a"
GRID = "#e4e7eb"
CITY = "#1f2933"
PROVINCE = "#7b8794"
PLAN = "#b35806"
FAN = "#2166ac"
CHOSEN = "#111111"
FEMALE = "#b2677f"
MALE = "#4f81a8"
RUNS = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#1f2933")
"""Lines of runs beside each other: told apart by every kind of colour vision."""
DASHES = ("solid", "dashed", "dotdash", "dotted")
"""Told apart in grey too; the next style begins when the colours have come round."""

THEME = {
    "typography": {"fontFamily": FONT, "fontSize": 14},
    "palette": {"primary": {"main": "#1f4e79"}},
    "shape": {"borderRadius": 4},
}

SHEET = f"""
:host, .story, .legend, .notes, .heading {{ font-family: {FONT}; color: {INK};
  font-variant-numeric: tabular-nums; }}
.heading {{ font-size: 17px; font-weight: 600; margin: 0; line-height: 1.35; }}
.heading small {{ font-size: 13px; font-weight: 400; color: {QUIET}; }}
.story p {{ margin: 0 0 7px 0; font-size: 14px; line-height: 1.6; }}
.story p:first-child {{ font-weight: 600; }}
.notes {{ font-size: 12.5px; color: {QUIET}; line-height: 1.55; }}
.notes p {{ margin: 0 0 3px 0; }}
.legend {{ display: flex; flex-wrap: wrap; align-items: center; gap: 6px 16px; font-size: 12.5px;
  color: {QUIET}; }}
.legend .ramp {{ display: inline-flex; margin: 0 5px; vertical-align: middle; }}
.legend .box {{ width: 18px; height: 13px; display: inline-block; vertical-align: middle; }}
.legend .hatched {{ border: 1px solid #9aa5b1;
  background: repeating-linear-gradient(45deg, #fff, #fff 3px, #9aa5b1 3px, #9aa5b1 4px); }}
.evidence {{ font-family: {FONT}; color: {INK}; font-size: 13px; line-height: 1.55; }}
.evidence h2 {{ margin: 6px 0 5px 0; font-size: 14px; }}
.evidence p {{ margin: 0 0 6px 0; }}
.evidence small {{ color: {QUIET}; }}
.evidence summary {{ cursor: pointer; margin: 4px 0 6px 0; }}
.evidence .grade {{ border: 1px solid #9fb3c8; border-radius: 3px; padding: 0 4px; font-size: 12px;
  white-space: nowrap; }}
.evidence .doubt {{ border-left: 3px solid {PLAN}; padding-left: 7px; }}
.evidence .assumed {{ border-color: {PLAN}; color: {PLAN}; }}
.glance {{ font-family: {FONT}; color: {INK}; font-variant-numeric: tabular-nums; }}
.glance p {{ margin: 4px 0; line-height: 1.55; }}
.glance .lead {{ font-size: 15.5px; font-weight: 600; }}
.glance .cards {{ display: grid; grid-template-columns: repeat(4, 1fr); gap: 10px; margin: 6px 0; }}
.glance .card {{ border: 1px solid {GRID}; border-radius: 4px; padding: 7px 12px; display: flex;
  flex-direction: column; gap: 2px; font-size: 13px; color: {QUIET}; }}
.glance .card b {{ font-size: 22px; color: {INK}; line-height: 1.25; }}
.glance .card small {{ font-size: 12.5px; line-height: 1.45; }}
.glance .parts {{ display: flex; height: 7px; gap: 1px; }}
.glance .changed {{ font-size: 13px; color: {QUIET}; }}
.glance .changed b {{ color: {INK}; }}
.glance a {{ color: #1f4e79; }}
.opened p {{ margin: 0 0 8px 0; overflow-wrap: anywhere; }}
.refusal {{ font-family: {FONT}; font-size: 14px; color: {INK}; border-left: 3px solid {PLAN};
  padding: 6px 10px; background: #fff7ec; }}
.refusal p {{ margin: 0 0 3px 0; line-height: 1.6; white-space: pre-wrap; }}
.verdict {{ display: inline-block; border-radius: 3px; padding: 1px 8px; white-space: nowrap;
  font-size: 12.5px; }}
.wide {{ overflow-x: auto; }}
table.review {{ border-collapse: collapse; width: 100%; font-family: {FONT}; font-size: 12.5px;
  color: {INK}; font-variant-numeric: tabular-nums; }}
.review th {{ text-align: left; font-weight: 600; color: {QUIET}; padding: 4px 6px;
  border-bottom: 1px solid #9aa5b1; vertical-align: bottom; }}
.review td:nth-child(3) {{ white-space: nowrap; }}
.review td {{ padding: 3px 6px; border-bottom: 1px solid {GRID}; vertical-align: top; }}
.review td.number {{ text-align: right; white-space: nowrap; }}
.compared {{ overflow-x: auto; margin: 0 0 14px 0; font-family: {FONT}; color: {INK}; }}
.compared table {{ border-collapse: collapse; font-size: 13px; line-height: 1.45; min-width: 60%;
  font-variant-numeric: tabular-nums; }}
.compared caption {{ text-align: left; font-weight: 600; font-size: 14.5px; padding: 4px 0; }}
.compared caption .mark {{ color: {PLAN}; font-weight: 400; font-size: 12.5px; }}
.compared th {{ text-align: left; font-weight: 600; border-bottom: 1px solid #9aa5b1;
  vertical-align: bottom; }}
.compared th, .compared td {{ padding: 3px 10px 3px 0; }}
.compared td {{ border-bottom: 1px solid {GRID}; vertical-align: top; }}
.compared .n {{ text-align: right; white-space: nowrap; }}
.compared small {{ display: block; color: {QUIET}; white-space: normal; max-width: 150px; }}
.compared th.n {{ white-space: normal; min-width: 60px; }}
.compared .n small {{ margin-left: auto; }}
.compared p {{ margin: 3px 0 0 0; font-size: 12.5px; color: {QUIET}; }}
details.compared > summary {{ cursor: pointer; font-size: 14.5px; padding: 3px 0; }}
.work {{ font-family: {FONT}; font-size: 13.5px; color: {INK}; display: flex; gap: 10px;
  align-items: center; }}
.work progress {{ width: 180px; height: 10px; accent-color: #1f4e79; }}
.help {{ font-family: {FONT}; font-size: 13.5px; color: {QUIET}; line-height: 1.6; }}
.help p {{ margin: 0 0 3px 0; }}
.empty {{ font-family: {FONT}; font-size: 15px; line-height: 1.9; color: {INK}; }}
.empty code {{ background: #eef1f4; padding: 2px 7px; border-radius: 3px; }}
"""

EVERYWHERE = f"""
:focus-visible, .Mui-focusVisible {{ outline: 2px solid {PLAN} !important; outline-offset: 1px;
  box-shadow: 0 0 0 5px #ffffff; }}
.MuiOutlinedInput-root:focus-within, .MuiInput-root:focus-within {{ outline: 2px solid {PLAN}; }}
h1.page {{ position: absolute; width: 1px; height: 1px; margin: 0; overflow: hidden;
  clip-path: inset(50%); white-space: nowrap; }}
@page {{ size: A4 landscape; margin: 10mm; }}
@media print {{
  html, body {{ height: auto !important; background: #ffffff; }}
  h1.page {{ position: static; width: auto; height: auto; clip-path: none; white-space: normal;
    margin: 0 0 6px 0; font: 600 20px {FONT}; color: #000000; }}
  .heading, .story, .notes, .glance, .evidence, .legend {{ color: #000000; }}
  .heading, caption {{ break-after: avoid; }}
  .bk-Figure, .card, .outcome, .story p, .notes p, tr {{ break-inside: avoid; }}
  .sheet, .wide, .compared {{ max-height: none !important; overflow: visible !important; }}
  .MuiButton-root {{ display: none !important; }}
}}
"""
"""In every part of every page: where the keyboard is, the name of the page, and paper."""

PAGE = {
    "@media print": {
        "display": "block",
        "width": "var(--paper-width, 1366px)",
        "height": "auto",
        "overflow": "visible",
        "zoom": "var(--paper-zoom, 0.76)",
        "& .header, & .main > div > .MuiToolbar-root": {"display": "none"},
        "& .main, & .main-content": {"display": "block", "overflow": "visible"},
        "& .main > div": {"display": "block", "height": "auto"},
    }
}
"""A page scrolls within the window; on paper it runs on from sheet to sheet."""

AS_WRITTEN = ":host .MuiToggleButton-root { text-transform: none; }"

SWITCH = """
:host .MuiToggleButton-root { color: #ffffff; border-color: #9fb3c8; text-transform: none; }
:host .MuiToggleButton-root:hover { color: #1f4e79; background-color: #d9e2ec; }
:host .MuiToggleButton-root.MuiToggleButton-root.Mui-selected, :host .Mui-selected:hover {
  color: #1f4e79 !important; background-color: #ffffff !important; }
"""

AMOUNTS = """
:host .MuiToggleButton-root { text-transform: none; white-space: nowrap; padding: 2px 12px; }
"""

MENU = f"""
nav {{ display: flex; flex-wrap: wrap; gap: 2px; font-family: {FONT}; }}
nav a {{ color: #d9e2ec; text-decoration: none; font-size: 14.5px; padding: 7px 11px;
  border-radius: 4px; white-space: nowrap; }}
nav a:hover, nav a:focus-visible {{ background: #2f6296; color: #ffffff; }}
nav a:focus-visible {{ outline: 2px solid #ffffff; }}
nav .skip {{ position: absolute; left: -999px; background: #ffffff; color: #1f4e79; border: 0;
  font: 14.5px {FONT}; padding: 7px 11px; border-radius: 4px; }}
nav .skip:focus {{ position: static; }}
nav a[aria-current] {{ background: #ffffff; color: #1f4e79; font-weight: 600; }}
"""

TABLE = f"""
.sheet {{ overflow-x: auto; max-height: 520px; overflow-y: auto; margin: 6px 0 12px 0; }}
.sheet table {{ border-collapse: collapse; font-family: {FONT}; font-size: 12.5px; color: {INK};
  font-variant-numeric: tabular-nums; }}
.sheet caption {{ text-align: left; font-size: 14px; font-weight: 600; padding: 2px 0 4px 0; }}
.sheet th {{ position: sticky; top: 0; background: #eef1f4; text-align: left; font-weight: 600;
  padding: 4px 8px; vertical-align: bottom; min-width: 44px; max-width: 110px; }}
.sheet td {{ padding: 3px 8px; border-bottom: 1px solid {GRID}; vertical-align: top;
  min-width: 44px; max-width: 320px; }}
.sheet .number {{ text-align: right; white-space: nowrap; }}
.sheet th.number {{ white-space: normal; }}
.sheet tr:hover td {{ background: #f5f7fa; }}
"""

UNNAMED = ":host .MuiFormLabel-root { display: none; }"

TOGGLE = ":host .MuiToggleButton-root { text-transform: none; line-height: 1.3; }"

ENTRIES = f"""
:host .tabulator {{ font-family: {FONT}; font-size: 13px; color: {INK};
  font-variant-numeric: tabular-nums; }}
:host .tabulator .tabulator-row .tabulator-cell {{ padding: 4px 6px; }}
:host .tabulator-cell[tabulator-field="value"] {{ background-color: #fffdf2; }}
:host .tabulator .tabulator-row:hover {{ background-color: #edf2f7 !important; }}
:host .tabulator .tabulator-row:hover .tabulator-cell {{ color: {INK} !important; }}
"""

OUTCOMES = f"""
.outcomes {{ display: grid; grid-template-columns: 4fr 4fr 6fr 6fr; gap: 8px; }}
.outcome {{ border-left: 4px solid #9aa5b1; padding: 3px 8px; background: #f7f9fb; }}
.outcome span {{ display: block; font-size: 12px; color: {QUIET}; line-height: 1.35; }}
.outcome b {{ display: block; font-size: 15px; line-height: 1.4; }}
.outcome small {{ display: block; font-size: 12px; line-height: 1.35; color: {QUIET}; }}
.outcome i {{ font-style: normal; color: {INK}; }}
.outcome.better {{ border-color: {FAN}; }}
.outcome.worse {{ border-color: {PLAN}; }}
"""

LEVERS = f"""
:host {{ font-family: {FONT}; color: {INK}; font-variant-numeric: tabular-nums; }}
.lever {{ font-size: 12.5px; line-height: 1.5; color: {QUIET}; }}
.lever summary {{ cursor: pointer; }}
.lever summary b {{ color: {INK}; font-weight: 500; font-size: 13.5px; margin-right: 6px; }}
.lever p {{ margin: 2px 0; }}
.lever .moved {{ color: {PLAN}; font-weight: 600; }}
.changed {{ font-size: 13.5px; line-height: 1.6; }}
.changed h2 {{ margin: 4px 0; font-size: 14px; }}
.changed ul {{ margin: 0; padding-left: 18px; }}
"""

CHOICE = """
:host .MuiToggleButton-root { text-transform: none; white-space: nowrap; padding: 4px 8px; }
"""

TABULATOR = f"""
:host .tabulator {{ font-family: {FONT}; font-size: 12.5px; font-variant-numeric: tabular-nums; }}
.tabulator .tabulator-cell, .tabulator .tabulator-col-content {{ padding: 4px 6px; }}
"""

LEDGER = f"""
.tabulator, .tabulator .tabulator-cell, .tabulator .tabulator-col-title {{
  font-family: {FONT}; font-size: 12.5px !important; font-variant-numeric: tabular-nums; }}
.tabulator .tabulator-cell, .tabulator .tabulator-col .tabulator-col-content {{
  padding: 4px 6px !important; }}
"""
