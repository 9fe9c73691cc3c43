"""A report of runs: which, in which form, for whom; then the file."""

from __future__ import annotations

from html import escape

import panel as pn
import panel_material_ui as pmui
import param

from dashboards import style
from dashboards.parts.made_file import MadeFile
from dashboards.parts.part import Part
from dashboards.parts.upload import FileInput
from dashboards.parts.words import heading
from dashboards.state import State
from dashboards.states.export import FORMS, MEGABYTE, MOST_TEMPLATE, Exporting

WIDE, NARROW = 380, 180
LANGUAGES = {"中文": "zh", "English": "en"}
UNLIKE = frozenset({"R203", "R238", "R239"})
"""Problems that a visitor may pass over."""


def key_of(form: str) -> str:
    """Return what texts call a form."""
    return form.removeprefix(".").replace(".", "_").replace("-", "_")


class Report(Part):
    """Everything that a report may be asked for; what a form does not take is not shown."""

    drawn_by = ("run_id",)

    def __init__(self, state: State, asked: Exporting) -> None:
        super().__init__(state)
        self.asked = asked
        say, fields = state.say, asked.param
        fields.form.objects = {say(f"form.{key_of(form)}"): form for form in FORMS}
        self.runs = pmui.MultiChoice(
            label=say("export.runs"),
            options={state.run_title(run): run for run in state.runs},
            value=list(asked.runs),
            sizing_mode="stretch_width",
            margin=(6, 8),
        )
        self.runs.param.watch(lambda event: asked.param.update(runs=event.new), "value")
        self.form, self.variant = self._select("form", WIDE), self._select("variant", WIDE)
        self.needed = {name: self._select(name, NARROW) for name in ("year", "region")}
        self.spoken = self._languages()
        self.imputed = pmui.Checkbox.from_param(
            fields.include_imputed, name=say("export.imputed"), size="small", margin=(6, 8)
        )
        self.template = self._upload()
        self.help = pn.pane.HTML(stylesheets=[style.SHEET], margin=(0, 8))
        self.button = pmui.Button(label=say("export.go"), size="small", margin=(6, 8))
        self.button.on_click(lambda _: self._ask())
        self.anyway = pmui.Button(
            label=say("export.anyway"), size="small", variant="outlined", visible=False
        )
        self.anyway.on_click(lambda _: self._anyway())
        self.made = MadeFile(state, asked.jobs, self._busy)

    def _select(self, name: str, width: int) -> pmui.Select:
        label = self.state.say(f"export.{name}")
        return pmui.Select.from_param(
            self.asked.param[name], name=label, width=width, size="small", margin=(6, 8)
        )

    def _languages(self) -> pmui.RadioButtonGroup:
        made = pmui.RadioButtonGroup(
            options=LANGUAGES,
            value=self.asked.spoken,
            size="small",
            margin=(6, 8),
            stylesheets=[style.AS_WRITTEN],
        )
        made.param.watch(lambda event: self.asked.param.update(spoken=event.new), "value")
        return made

    def _upload(self) -> FileInput:
        made = FileInput(
            MOST_TEMPLATE,
            label=self.state.say("export.template", most=MOST_TEMPLATE // MEGABYTE),
            variant="outlined",
            size="small",
            margin=(6, 8),
        )
        made.param.watch(self._template, "value")
        return made

    def _template(self, *events: param.parameterized.Event) -> None:
        """Take an uploaded template; one that is too large is not taken."""
        content = self.template.value
        kept = content if content and len(content) <= MOST_TEMPLATE else None
        self.asked.param.update(template=kept)

    def _busy(self, is_busy: bool) -> None:
        self.button.disabled = is_busy
        self.anyway.visible = not is_busy and bool(self.made.codes & UNLIKE)

    def _ask(self) -> None:
        self.asked.unlike = False
        if self.asked.runs:
            self.made.follow(self.asked.ask_report())

    def _anyway(self) -> None:
        self.asked.unlike = True
        self.made.follow(self.asked.ask_report())

    def draw(self) -> None:
        """Show what the form takes, and tell whom it is for."""
        asked, say = self.asked, self.state.say
        self.runs.value = list(asked.runs)
        self.variant.visible = self.imputed.visible = asked.has_variants
        self.template.visible = asked.takes_template
        self.template.accept = asked.form
        for name, widget in self.needed.items():
            widget.visible = name in asked.needs
        self.button.disabled = not asked.runs
        told = [say(f"form_help.{key_of(asked.form)}")]
        told += [say(f"variant_help.{asked.variant}")] if asked.has_variants else []
        told += [say("export.template_help")] if asked.takes_template else []
        lines = "".join(f"<p>{escape(line)}</p>" for line in told)
        self.help.object = f'<div class="help">{lines}</div>'

    def body(self) -> pn.viewable.Viewable:
        """Return choices, help, button and file."""
        title = heading(self.state.say("export.title"))
        return pn.Column(
            pn.pane.HTML(title, stylesheets=[style.SHEET], margin=(8, 8, 0, 8)),
            self.runs,
            pn.FlexBox(self.form, self.variant, *self.needed.values(), self.spoken),
            self.imputed,
            self.template,
            self.help,
            pn.Row(self.button, self.anyway),
            self.made,
            sizing_mode="stretch_width",
        )
