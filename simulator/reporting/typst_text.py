"""Texts and looks in typst's language: what a document says is always a string, never markup."""

from __future__ import annotations

from collections.abc import Mapping

from simulator.reporting.word_styles import BODY_FONT, HEAD_FONT, TABLE_FONT, Look, looks

LATIN = "Libertinus Serif"
"""The letters that come with typst, of the family of Times."""
SERIF, SANS = "Noto Serif SC", "Noto Sans SC"
FONTS = {BODY_FONT: SERIF, TABLE_FONT: SERIF, HEAD_FONT: SANS}
"""What stands for the fonts of an office; 楷体 and 小标宋 become the serif too."""
LEADING = 1.25
"""Height of a line of a style that names none, as a multiple of its size."""

TABLE_TEXT = 10
"""Styles smaller than this [pt] are those of tables, whose figures all have one width."""
FUNCTIONS = """
#let par-of(name, hang: 0pt, sticky: auto, body) = {
  let look = looks.at(name)
  set text(size: look.size, font: look.font, weight: look.weight, number-width: look.figures)
  set align(look.align)
  block(width: 100%, above: look.gap + look.before, below: look.gap + look.after,
    sticky: if sticky == auto { look.sticky } else { sticky },
    par(leading: look.gap, justify: look.justify, hanging-indent: hang,
      first-line-indent: (amount: look.indent, all: true), body))
}
#let cell-of(name, body, ..more) = {
  let look = looks.at(name)
  set text(size: look.size, font: look.font, weight: look.weight, number-width: look.figures)
  set par(leading: look.gap, justify: false)
  // an empty box lets a long identifier break without a letter of its own
  show "_": it => it + box()
  body
  for line in more.pos() { linebreak(); text(size: 0.85em, line) }
}
#let head(body) = cell-of("Report Head", body)
#let word(..lines) = cell-of("Report Cell", ..lines)
#let num(..lines) = cell-of("Report Number", ..lines)
#let drawn(width, alt, data) = block(width: 100%, above: 14pt, below: 8pt, sticky: true,
  align(picture-align, image(bytes(data), format: "svg", width: width, alt: alt)))
#let ruled(columns, align, top, whole: false, stays: false, ..rows) = block(
  width: 100%, above: 5pt, below: 8pt, breakable: not whole, sticky: stays,
  table(columns: columns, align: align, stroke: 0.5pt + rgb("#7f8c99"),
    inset: (x: 3pt, y: 3.5pt), table.header(..top), ..rows))
"""


def literal(text: str) -> str:
    r"""Return a text as a string of typst, in which nothing is markup.

    Control characters, which no font shows, are left out.

    >>> print(literal('#x $1 *b* "q" \\'))
    "#x $1 *b* \"q\" \\"
    """
    kept = "".join(one for one in text if one >= " " or one == "\n")
    escaped = kept.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


def strings(texts: list[str]) -> str:
    """Return texts as arguments, each a string."""
    return ", ".join(literal(text) for text in texts)


def preamble(language: str, margins: tuple[int, int, int, int], running: str) -> str:
    """Return page, fonts and the looks of all styles.

    Parameters
    ----------
    margins
        Top, bottom, left, right [mm].
    running
        What stands at the head of every page.
    """
    top, bottom, left, right = margins
    shown = looks(language)
    said = ('lang: "zh", region: "cn"') if language == "zh" else ('lang: "en", region: "gb"')
    rows = "\n".join(f"  {literal(name)}: {_look(look, language)}," for name, look in shown.items())
    side = "calc.odd(at)" if language == "zh" else "true"
    place = f"if {side} {{ right }} else {{ left }}" if language == "zh" else "center"
    dash = '"— " + str(at) + " —"' if language == "zh" else "str(at)"
    align = "center" if language == "zh" else "left"
    return (
        f"#let looks = (\n{rows}\n)\n#let picture-align = {align}\n{FUNCTIONS}"
        f'#set page(paper: "a4", '
        f"margin: (top: {top}mm, bottom: {bottom}mm, left: {left}mm, right: {right}mm),\n"
        f'  header: par-of("Header", {literal(running)}),\n'
        "  footer: context { let at = counter(page).get().first()\n"
        f'    set text(size: looks.at("Footer").size)\n    align({place}, {dash}) }})\n'
        f"#set text({said}, top-edge: 0.88em, bottom-edge: -0.12em)\n"
        "#set table.cell(breakable: false)\n"
        '#show heading: it => par-of("Heading " + str(it.level), it.body)\n'
        "#show outline.entry: it => link(it.element.location(), "
        'par-of("toc " + str(it.level), it.element.body + box(width: 1fr, inset: (x: 4pt), '
        'repeat(".", gap: 2pt)) + it.page()))\n'
    )


def _look(look: Look, language: str) -> str:
    """Return one style as a dictionary of typst."""
    line = look.line or look.size * LEADING
    east, latin = SERIF, f'"{LATIN}"'
    if language == "zh":
        # quotation marks and dashes are as wide as a character in Chinese
        east, latin = FONTS.get(look.east, SERIF), f'(name: "{LATIN}", covers: "latin-in-cjk")'
    fields: Mapping[str, str] = {
        "size": f"{look.size}pt",
        "font": f'({latin}, "{east}")',
        "weight": '"bold"' if look.bold else '"regular"',
        "figures": '"tabular"' if look.size < TABLE_TEXT else '"proportional"',
        "gap": f"{max(line - look.size, 2):g}pt",
        "before": f"{look.before:g}pt",
        "after": f"{look.after:g}pt",
        "align": "left" if look.align == "both" else look.align,
        "justify": str(look.align == "both").lower(),
        "indent": f"{look.indent}em",
        "sticky": str(look.keeps_next).lower(),
    }
    return "(" + ", ".join(f"{name}: {value}" for name, value in fields.items()) + ")"
