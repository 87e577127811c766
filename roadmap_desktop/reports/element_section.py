"""The section of one element, the same in the assessment report and on an element sheet."""

from collections.abc import Iterator, Sequence

from roadmap_desktop.i18n import _
from roadmap_desktop.reports.data import ActionRow, PrintedElement, PrintedPrompt
from roadmap_desktop.reports.flowables import Cell, Heading, StageTrack, table
from roadmap_desktop.reports.rl import Color, CondPageBreak, Flowable, ParagraphStyle
from roadmap_desktop.reports.style import Styles
from roadmap_desktop.reports.text import Typesetter

# What should stand below a heading on the same page, in points: two lines of an answer, or a prompt and its answer.
_ANSWER_ROOM = 46.0
_PROMPT_ROOM = 92.0
_SECTION_ROOM = 180.0
# About as many characters as a line holds, and how high a row of a table mostly is.
_LINE_LENGTH = 80
_ROW_ROOM = 24.0
_ROWS_KEPT = 6


def element_key(element: PrintedElement) -> str:
    """The bookmark of an element."""
    return f"element-{element.number}"


def element_section(
    element: PrintedElement, words: Typesetter, styles: Styles, color: Color, width: float
) -> Iterator[Flowable]:
    """Stage track, why, prompts with answers by stage, notes, actions, evidence, partners."""
    title = f"{element.number} {element.title}".strip()
    style = ParagraphStyle("element", styles.heading2, textColor=color)
    yield CondPageBreak(_SECTION_ROOM)
    yield Heading(words.paragraph(title, style), element_key(element), title, 1)
    yield words.paragraph(element.purpose, styles.muted)
    yield StageTrack(element.track, words, color)
    for lead, text in (
        (_("Why this stage."), element.why),
        (_("Agreement."), element.agreement),
        (_("Seen differently."), element.dissent),
    ):
        if text:
            yield from words.paragraphs(text, styles.body, lead)
    stage_style = ParagraphStyle("stage", styles.label, textColor=color)
    for stage in element.stages:
        yield from _kept(words, stage.title, stage_style, _PROMPT_ROOM)
        for prompt in stage.prompts:
            yield from _prompt(prompt, words, styles)
    for title, prompts in ((_("To close"), element.closing), (_("No longer asked"), element.shelved)):
        if prompts:
            yield from _kept(words, title, stage_style, _PROMPT_ROOM)
        for prompt in prompts:
            yield from _prompt(prompt, words, styles)
    yield from _lists(element, words, styles, width)


def _prompt(prompt: PrintedPrompt, words: Typesetter, styles: Styles) -> Iterator[Flowable]:
    title = f"{prompt.number} {prompt.text}".strip()
    yield from _kept(words, title, styles.prompt, _ANSWER_ROOM)
    if prompt.mark:
        yield words.paragraph(prompt.mark, styles.small)
    if prompt.wording:
        yield words.paragraph(prompt.wording, styles.small, _("Answered when the prompt read:"))
    if prompt.state:
        yield words.paragraph(prompt.state, styles.small)
    if prompt.answer:
        yield from words.paragraphs(prompt.answer, styles.body)
    elif not prompt.state:
        yield words.paragraph(_("Not answered yet."), styles.small)


def _lists(element: PrintedElement, words: Typesetter, styles: Styles, width: float) -> Iterator[Flowable]:
    if element.notes:
        yield from _kept(words, _("Notes"), styles.heading3, _ANSWER_ROOM)
        for kind, text in element.notes:
            yield from words.paragraphs(text, styles.body, f"{kind}.")
    if element.actions:
        yield from _kept(words, _("Action items"), styles.heading3, _table_room(element.actions))
        yield action_table(element.actions, words, styles, width, with_element=False)
    if element.evidence:
        yield from _kept(words, _("Evidence"), styles.heading3, _ANSWER_ROOM)
        for title, facts in element.evidence:
            yield words.paragraph(facts, styles.body, f"{title}.")
    if element.partners:
        yield from _kept(words, _("How partners see this element"), styles.heading3, _table_room(element.partners))
        head = (_("Partner"), _("Stage"), _("Reason"))
        rows = [(row.who, row.stage, row.reason) for row in element.partners]
        yield table(words, styles, head, rows, (width * 0.26, width * 0.26, width * 0.48))


def action_table(
    actions: Sequence[ActionRow], words: Typesetter, styles: Styles, width: float, *, with_element: bool
) -> Flowable:
    """Action items as a table."""
    head: tuple[str, ...] = (_("Action"), _("Owner"), _("Due"), _("Status"))
    rows: list[tuple[Cell, ...]] = [(_action(row, words, styles), row.owner, row.due, row.status) for row in actions]
    parts: tuple[float, ...] = (0.42, 0.22, 0.22, 0.14)
    if with_element:
        head = (*head, _("Element"))
        rows = [(*cells, row.element) for cells, row in zip(rows, actions, strict=True)]
        parts = (0.32, 0.17, 0.17, 0.12, 0.22)
    return table(words, styles, head, rows, [width * part for part in parts])


def owner_table(actions: Sequence[ActionRow], words: Typesetter, styles: Styles, width: float) -> Flowable:
    """Action items of one owner, who is named above."""
    head = (_("Action"), _("Due"), _("Status"), _("Element"))
    rows: list[tuple[Cell, ...]] = [(_action(row, words, styles), row.due, row.status, row.element) for row in actions]
    return table(words, styles, head, rows, [width * part for part in (0.44, 0.2, 0.14, 0.22)])


def _action(row: ActionRow, words: Typesetter, styles: Styles) -> Cell:
    # Below what is done, not in columns of their own: few items say it, and a narrow column is hard to read.
    more = [(_("Resources needed:"), row.resources), (_("Who will be told:"), row.told)]
    below = [one for lead, text in more if text for one in words.paragraphs(text, styles.small_cell, lead)]
    return [*words.paragraphs(row.what, styles.cell), *below] if below else row.what


def _table_room(rows: Sequence[object]) -> float:
    # A short table stays whole; of a long one a few rows stand below the heading.
    return _ROW_ROOM * (1 + min(len(rows), _ROWS_KEPT))


def _kept(words: Typesetter, text: str, style: ParagraphStyle, room: float) -> Iterator[Flowable]:
    # Asking for room is cheaper than keeping with the next: that would lay out every paragraph twice.
    lines = 1 + len(text) // _LINE_LENGTH
    yield CondPageBreak(style.spaceBefore + lines * style.leading + style.spaceAfter + room)
    yield words.paragraph(text, style)
