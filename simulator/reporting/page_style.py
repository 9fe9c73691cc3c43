"""How a document looks in a browser and when the browser prints it."""

from __future__ import annotations

from simulator.reporting.word import MARGINS

SERIF = {
    "zh": '"FangSong", "STFangsong", "Noto Serif CJK SC", "Noto Serif SC", "SimSun", serif',
    "en": '"Times New Roman", "Noto Serif CJK SC", "Noto Serif SC", serif',
}
SANS = {
    "zh": '"SimHei", "Heiti SC", "Noto Sans CJK SC", "Noto Sans SC", sans-serif',
    "en": '"Times New Roman", "Noto Serif CJK SC", "Noto Serif SC", serif',
}
INDENT = {"zh": "2em", "en": "0"}
ALIGN = {"zh": "center", "en": "left"}
NUMBERS = {"zh": "center", "en": "right"}
SMALL = {"zh": "9pt", "en": "8pt"}
"""Tables on paper, as in Word."""
RULES = """
body { margin: 0; background: #eceff2; color: #1f2933; font: 16px/1.75 @serif; }
main { max-width: 60em; margin: 0 auto; padding: 2.5em 3em; background: #fff; }
h1, h2, h3, caption, figcaption, th, .contents { font-family: @sans; }
h1 { font-size: 1.7em; text-align: @align; margin: .4em 0; }
h2 { font-size: 1.25em; margin: 1.6em 0 .5em; }
h3 { font-size: 1.1em; margin: 1.2em 0 .4em; }
.subtitle { text-align: @align; font-size: 1.1em; }
.fact { margin: .2em 0; overflow-wrap: anywhere; }
.contents { text-align: @align; font-size: 1.15em; margin: 1.5em 0 .5em; }
nav ul { list-style: none; padding: 0; margin: 0; }
nav a { color: inherit; text-decoration: none; }
nav a:hover, nav a:focus { text-decoration: underline; }
.level2 { padding-left: 2em; }
.text { text-indent: @indent; margin: .4em 0; }
.note { font-size: .8em; margin: .25em 0; }
table { border-collapse: collapse; width: 100%; table-layout: fixed; font-size: .8em;
  line-height: 1.4; margin: 1em 0 .4em; font-variant-numeric: tabular-nums; }
caption { font-size: 1.15em; font-weight: bold; padding: .4em; text-align: @align; }
th, td { border: 1px solid #7f8c99; padding: .3em .4em; vertical-align: middle;
  overflow-wrap: anywhere; hyphens: auto; }
th { background: #f3f5f7; text-align: @align; }
td[rowspan] { vertical-align: top; }
.number { text-align: @numbers; }
small { font-size: .85em; color: #52606d; }
figure { margin: 1.2em 0 .4em; text-align: @align; break-inside: avoid; }
img { max-width: 100%; width: 44em; }
figcaption { font-weight: bold; }
@page { size: A4; margin: @margins; @top-center { content: @running; font-size: 9pt; }
  @bottom-center { content: @number; font-size: 10pt; } }
@media print {
  body { background: none; font-size: 11pt; line-height: 1.6; }
  table { font-size: @small; line-height: 1.3; }
  th, td { padding: .25em .3em; }
  main { max-width: none; padding: 0; }
  nav { break-before: page; break-after: page; }
  h2, h3, caption { break-after: avoid; }
  thead { display: table-header-group; }
  tr, .whole { break-inside: avoid; }
  table + .note { break-before: avoid; }
  tbody tr:first-child { break-before: avoid; }
}
"""


def style(language: str, running: str = "") -> str:
    """Return the style sheet of a language; it names no address.

    Parameters
    ----------
    running
        What a printer puts at the head of every page.
    """
    dashes = '"— " counter(page) " —"' if language == "zh" else "counter(page)"
    top, bottom, left, right = MARGINS[language]
    values = {
        "@serif": SERIF[language],
        "@sans": SANS[language],
        "@indent": INDENT[language],
        "@align": ALIGN[language],
        "@margins": f"{top}mm {right}mm {bottom}mm {left}mm",
        "@numbers": NUMBERS[language],
        "@number": dashes,
        "@small": SMALL[language],
        "@running": f'"{quoted(running)}"',
    }
    made = RULES
    for name, value in values.items():
        made = made.replace(f"{name};", f"{value};")
    return made


def quoted(text: str) -> str:
    r"""Return a text for a string of a style sheet, in which nothing ends it.

    >>> print(quoted('2030 年"</p'))
    2030\20 年\22 \3c \2f p
    """
    return "".join(one if one.isalnum() else f"\\{ord(one):x} " for one in text)
