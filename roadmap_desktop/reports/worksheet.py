"""The worksheet: a form for one agency, to be filled in on a screen or on paper."""

from collections.abc import Iterator, Sequence

from roadmap_desktop.i18n import _
from roadmap_desktop.model.answers import AnswerState
from roadmap_desktop.model.worksheet import NO_GOAL, NOT_DISCUSSED, NOT_OUR_ROLE, Field, Part, encode_mark
from roadmap_desktop.reports.data import Standing
from roadmap_desktop.reports.document import Layout, Reporter, build
from roadmap_desktop.reports.flowables import Heading, Rule
from roadmap_desktop.reports.form_fields import ChoiceField, FormFields, TextField
from roadmap_desktop.reports.packing import packed
from roadmap_desktop.reports.quick_font import forget_words
from roadmap_desktop.reports.rendering import Rendered
from roadmap_desktop.reports.rl import Color, CondPageBreak, Flowable, PageBreak, ParagraphStyle
from roadmap_desktop.reports.style import BOLD, REGULAR, SEMIBOLD, Styles, area_color, install
from roadmap_desktop.reports.text import Typesetter
from roadmap_desktop.reports.worksheet_data import AskedElement, AskedPrompt, AskedStage, Worksheet
from roadmap_desktop.reports.writing_space import Choices, HiddenMark, WritingSpace

_ANSWER_LINES = 4
_REASON_LINES = 3
_LINE_LENGTH = 80
# What stays together: a prompt with its space and its choices, and a heading of a stage with the first of them.
_PROMPT_ROOM = 102.0
_STAGE_ROOM = 26.0


def render_worksheet(sheet: Worksheet, reporter: Reporter) -> Rendered:
    """The bytes of the PDF, the same for the same values, and the characters that had to be printed as a substitute.

    `reporter(done, total)` is called for every page and may raise to stop. ReportLab keeps state of its own between
    calls, so this runs in the one lane that renders.
    """
    styles = install()
    words = Typesetter()
    layout = Layout(_standing(sheet), words)
    fields = FormFields() if sheet.is_fillable else None
    try:
        story = list(_Story(sheet, words, styles, fields).told())
        data = packed(build(layout, story, reporter, sheet.prompts // 4 + 4))
    finally:
        forget_words(REGULAR, SEMIBOLD, BOLD)
    return Rendered(data, tuple(sorted(words.missing)))


def _standing(sheet: Worksheet) -> Standing:
    return Standing(
        sheet.paper,
        _("Worksheet"),
        sheet.task_force,
        sheet.assessment,
        _("Worksheet {number}").format(number=sheet.mark.form[:8].upper()),
        _("For {agency}").format(agency=sheet.agency),
        sheet.language,
    )


class _Story:
    """Everything on the pages, in reading order."""

    def __init__(self, sheet: Worksheet, words: Typesetter, styles: Styles, fields: FormFields | None) -> None:
        self._sheet, self._words, self._styles, self._fields = sheet, words, styles, fields
        self._small = ParagraphStyle("option", styles.small, fontSize=9.2, leading=12)

    def told(self) -> Iterator[Flowable]:
        """The cover, then every element on a page of its own."""
        yield from self._cover()
        for area in self._sheet.areas:
            color = area_color(area.number)
            for element in area.elements:
                yield PageBreak()
                yield self._words.paragraph(f"{area.number} · {area.title}", self._styles.small)
                yield from self._element(element, color)

    def _cover(self) -> Iterator[Flowable]:
        sheet, words, styles = self._sheet, self._words, self._styles
        section = ParagraphStyle("heading2", styles.heading2, spaceBefore=12)
        if self._fields is not None:
            yield HiddenMark(self._fields, encode_mark(sheet.mark))
        title = _("Worksheet for {agency}").format(agency=sheet.agency)
        yield Heading(words.paragraph(title, styles.heading1), "title", _("Worksheet"), 0)
        sent = _("From {task_force}, for “{assessment}”. Made on {day}.")
        yield words.paragraph(
            sent.format(task_force=sheet.task_force, assessment=sheet.assessment, day=sheet.made), styles.body
        )
        yield Rule()
        yield words.paragraph(_("How to fill it in"), styles.heading2)
        for number, text in enumerate(_screen_steps() if sheet.is_fillable else _paper_steps(), start=1):
            yield words.paragraph(text, styles.body, f"{number}.")
        yield words.paragraph(_("Please leave people out of it"), section)
        yield words.paragraph(
            _(
                "Write about how your agency and the task force work, never about a person who is or was served. Leave "
                "out names, initials, dates of birth, addresses, case numbers, and any story by which somebody could "
                "be recognized. This holds for people you work with, too: write roles instead of names."
            ),
            styles.body,
        )
        yield words.paragraph(_("The stages to choose from"), section)
        for stage in sheet.stages:
            yield words.paragraph(stage.definition, styles.body, f"{stage.title}.")
        yield Rule()
        for text in (sheet.claim, sheet.attribution, sheet.review_note):
            yield words.paragraph(text, styles.small)

    def _element(self, element: AskedElement, color: Color) -> Iterator[Flowable]:
        words, styles = self._words, self._styles
        title = f"{element.number} {element.title}".strip()
        style = ParagraphStyle("element", styles.heading2, textColor=color)
        yield Heading(words.paragraph(title, style), f"element-{element.number}", title, 1)
        yield words.paragraph(element.purpose, styles.muted)
        stages = tuple((stage.id, stage.title) for stage in self._sheet.stages)
        now = (*stages, (NOT_DISCUSSED, _("Not discussed")), (NOT_OUR_ROLE, _("Not our role")))
        goal = (*stages, (NO_GOAL, _("No goal yet")))
        yield from self._asked(_("Where is this now, as your agency sees it?"))
        yield self._choices(Field(Part.NOW, element.id), _("Stage now of {title}"), title, now, element.now)
        yield from self._asked(_("Where should it be?"))
        yield self._choices(Field(Part.GOAL, element.id), _("Goal of {title}"), title, goal, element.goal)
        yield from self._asked(_("Why do you see it there?"))
        label = _("Why this stage: {title}").format(title=title)
        yield self._space(Field(Part.REASON, element.id), label, element.reason, _REASON_LINES)
        for stage in element.stages:
            yield from self._stage(element, stage, color)

    def _asked(self, text: str) -> Iterator[Flowable]:
        yield self._words.paragraph(text, self._styles.heading3)

    def _stage(self, element: AskedElement, stage: AskedStage, color: Color) -> Iterator[Flowable]:
        style = ParagraphStyle("stage", self._styles.label, textColor=color)
        if stage.prompts:
            yield CondPageBreak(_STAGE_ROOM + self._room(stage.prompts[0]))
            yield self._words.paragraph(stage.title, style)
        for prompt in stage.prompts:
            yield from self._prompt(element, prompt)

    def _room(self, prompt: AskedPrompt) -> float:
        lines = 1 + len(prompt.text) // _LINE_LENGTH
        return _PROMPT_ROOM + lines * self._styles.prompt.leading + (self._styles.small.leading if prompt.mark else 0)

    def _prompt(self, element: AskedElement, prompt: AskedPrompt) -> Iterator[Flowable]:
        words, styles = self._words, self._styles
        yield CondPageBreak(self._room(prompt))
        yield words.paragraph(f"{prompt.number} {prompt.text}", styles.prompt)
        if prompt.mark:
            yield words.paragraph(prompt.mark, styles.small)
        asked = f"{element.title}: {prompt.number} {prompt.text}"
        yield self._space(Field(Part.ANSWER, prompt.id), asked, prompt.answer, _ANSWER_LINES)
        states = (
            (AnswerState.DRAFT.value, _("Draft")),
            (AnswerState.READY.value, _("Ready")),
            (AnswerState.NOT_OUR_ROLE.value, _("Not our role")),
        )
        place = f"{element.title}: {prompt.number}"
        yield self._choices(
            Field(Part.STATE, prompt.id), _("State of the answer to {title}"), place, states, prompt.state
        )

    def _space(self, field: Field, label: str, value: str, lines: int) -> Flowable:
        return WritingSpace(TextField(field.name, label, field.part.limit, value), lines, self._fields)

    def _choices(
        self, field: Field, label: str, title: str, options: Sequence[tuple[str, str]], value: str
    ) -> Flowable:
        asked = ChoiceField(field.name, label.format(title=title), tuple(options), value)
        return Choices(asked, self._words, self._small, self._fields)


def _screen_steps() -> tuple[str, ...]:
    return (
        _("Save this file on your computer first, then open the saved one. Any program that shows PDFs will do."),
        _("Go from field to field with the Tab key. Nothing has to be filled in: what you leave empty is left alone."),
        _(
            "Write as much as you like, up to 20,000 characters in each field. The field scrolls; nothing is cut. If "
            "your program shows some letters as boxes, they are kept all the same."
        ),
        _("Choose “Ready” when your agency stands behind an answer, and “Not our role” when it is not for you."),
        _("Save the file and send it back as it is. Please do not print it to a new PDF: then it cannot be read."),
        _("You may print it and write by hand, too; continue on the back. Somebody then types your words in."),
    )


def _paper_steps() -> tuple[str, ...]:
    return (
        _("Write by hand, and fill in a circle where you choose. What you leave empty is left alone."),
        _("Continue on the back if you need more room, with the number of the prompt before it."),
        _("Choose “Ready” when your agency stands behind an answer, and “Not our role” when it is not for you."),
        _("Give the pages back to whoever handed them out. Somebody then types your words in."),
    )
