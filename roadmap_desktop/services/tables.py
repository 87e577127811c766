"""What leaves as a table or a calendar, read from an open file; what may not leave is left out here."""

import calendar
from collections.abc import Iterable, Iterator
from datetime import date
from enum import StrEnum

from roadmap_desktop.content.schema import ContentPack, KeyElement, PromptId, closing_prompt_id
from roadmap_desktop.exchange.calendar import Calendar, CalendarEntry
from roadmap_desktop.exchange.spreadsheets import Cell, Column, Table
from roadmap_desktop.i18n import _
from roadmap_desktop.model.actions import ActionItem
from roadmap_desktop.model.answers import Answer, AnswerState, Visibility
from roadmap_desktop.model.assessment import TASK_FORCE, AssessmentId, RespondentId
from roadmap_desktop.model.notes import LocalPrompt
from roadmap_desktop.model.text import clean_name, clean_text
from roadmap_desktop.services.calendar_words import due_words
from roadmap_desktop.services.documents import Document
from roadmap_desktop.services.homes import Homes
from roadmap_desktop.services.item_words import due_of, remarks_of, status_of
from roadmap_desktop.services.reading import ReadingService
from roadmap_desktop.services.shelf import ShelfService
from roadmap_desktop.storage.answers import load_all
from roadmap_desktop.storage.notes import load_local_prompts

# What calendars and spreadsheets show alike; a file from elsewhere may hold more.
_FIRST_YEAR, _LAST_YEAR = 1901, 9998


class TableKind(StrEnum):
    """The tables that can be asked for."""

    ACTION_PLAN = "action-plan"
    ANSWERS = "answers"


class TablesService:
    """Reads one round of an open file into plain values."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._reading = ReadingService(document)
        self._homes = Homes(document)

    def action_plan(self, assessment: AssessmentId, today: date) -> Table:
        """Every action item, with its date once in words and once as a day to sort by. Raises NoSuchThing."""
        columns = (
            Column(_("What"), 50),
            Column(_("Owner"), 24),
            Column(_("Month or date"), 20, is_typed=False),
            # A month ends on its last day.
            Column(_("At the latest"), 14, is_typed=False),
            Column(_("Status"), 24),
            Column(_("Element"), 28, is_typed=False, names_place=True),
            Column(_("Resources"), 30),
            Column(_("Who will be told"), 30),
        )
        rows = tuple(self._action(item, assessment, today) for item in self._reading.actions())
        return Table(_("Action plan"), columns, rows, self._reading.pack(assessment).language)

    def _action(self, item: ActionItem, assessment: AssessmentId, today: date) -> tuple[Cell, ...]:
        due, latest = due_of(item, today), last_day(item.due) or ""
        texts = (item.what, item.owner, due, latest, status_of(item), self._title(item, assessment))
        return tuple(
            cell if isinstance(cell, date) else clean_text(cell) for cell in (*texts, item.resources, item.told)
        )

    def _title(self, item: ActionItem, assessment: AssessmentId) -> str:
        if item.element is None:
            return ""
        pack = self._reading.pack(assessment)
        found = [element.title for element in pack.elements if element.id == item.element]
        return found[0] if found else self._homes.title(item.element)

    def answers(
        self, assessment: AssessmentId, respondent: RespondentId = TASK_FORCE, *, internal: bool = False
    ) -> Table:
        """What one respondent wrote in one round, also what is no longer asked; one row for each prompt.

        What is marked internal only is left out unless it is asked for. Raises NoSuchThing.
        """
        pack = self._reading.pack(assessment)
        self._reading.respondent(respondent)
        columns = (
            Column(_("Number"), 9, is_typed=False),
            Column(_("Area"), 22, is_typed=False),
            Column(_("Element"), 26, is_typed=False, names_place=True),
            Column(_("Stage"), 20, is_typed=False),
            Column(_("Prompt"), 44, names_place=True),
            Column(_("Answer"), 70),
            Column(_("State"), 22),
            Column(_("Who may see it"), 16, is_typed=False),
        )
        rows = tuple(self._answers(assessment, respondent, internal=internal))
        # Without what is internal there is nothing to tell apart.
        shown = len(columns) if internal else -1
        return Table(_("Answers"), columns[:shown], tuple(row[:shown] for row in rows), pack.language)

    def _answers(
        self, assessment: AssessmentId, respondent: RespondentId, *, internal: bool
    ) -> Iterator[tuple[Cell, ...]]:
        scope, pack = self._reading.assessment(assessment).scope, self._reading.pack(assessment)
        connection = self._document.connection
        # All at once: the window waits meanwhile.
        written = {
            answer.key.prompt: answer
            for answer in load_all(connection, assessment, respondent)
            if _may_leave(answer, internal=internal)
        }
        own = load_local_prompts(connection)
        for area in pack.areas:
            for number, element in enumerate(area.elements, start=1):
                for stage, name, prompt in _asked(pack, element, own) if element.id in scope else ():
                    if name in written:
                        before = (f"{area.number}.{number}", area.title, element.title, stage, prompt)
                        yield _row(written[name], *before)
        for one in ShelfService(self._document).shelf(assessment, respondent).answers:
            if _may_leave(one.answer, internal=internal):
                words = one.home.text or _("The words of this prompt are not in this file.")
                yield _row(one.answer, "", "", one.element_title, _("No longer asked"), words)

    def calendar(self, assessment: AssessmentId) -> Calendar:
        """What is still to be done and has a date, the earliest first; a month stands on its last day.

        Raises NoSuchThing.
        """
        items = sorted((item for item in self._reading.actions() if item.is_pending), key=lambda item: item.due)
        entries = tuple(
            _entry(item, day, self._title(item, assessment))
            for item in items
            if (day := last_day(item.due)) is not None
        )
        return Calendar(entries, self._reading.pack(assessment).language)


def _asked(pack: ContentPack, element: KeyElement, own: Iterable[LocalPrompt]) -> Iterator[tuple[str, PromptId, str]]:
    """The stage, the name and the words of every prompt of an element; a closing one belongs to no stage."""
    added = [one for one in own if one.element == element.id]
    for place, stage in enumerate(element.stages, start=1):
        title = f"{place} {pack.stage(stage.id).title}"
        for prompt in stage.prompts:
            yield title, prompt.id, prompt.text
        for one in added:
            if one.stage == stage.id:
                yield title, PromptId(str(one.id)), one.text
    for closing in pack.closing_prompts:
        yield "", closing_prompt_id(element.id, closing.id), closing.text


def last_day(due: str) -> date | None:
    """The last day of a stored month, or the stored day; None where there is none, or none that a calendar has."""
    if not due:
        return None
    year, month, *day = (int(part) for part in due.split("-"))
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        return None
    last = calendar.monthrange(year, month)[1]
    wanted = day[0] if day else last
    return date(year, month, wanted) if 1 <= wanted <= last else None


def _entry(item: ActionItem, day: date, element: str) -> CalendarEntry:
    title, what = clean_name(item.what), clean_text(item.what)
    lines = [] if title == what else [what]
    if len(item.due) == len("2027-06"):
        lines.append(_("The plan names the month: {month}.").format(month=due_words(item.due)))
    facts = (
        (_("Owner"), item.owner),
        (_("Element"), element),
        (_("Resources"), item.resources),
        (_("Who will be told"), item.told),
    )
    lines += [_("{label}: {text}").format(label=label, text=clean_text(text)) for label, text in facts if text]
    return CalendarEntry(item.id, title, day, tuple(lines))


def _may_leave(answer: Answer, *, internal: bool) -> bool:
    is_shown = internal or answer.visibility is Visibility.SHAREABLE
    return is_shown and bool(answer.text or answer.state is AnswerState.NOT_OUR_ROLE)


def _row(answer: Answer, *before: str) -> tuple[Cell, ...]:
    seen = _("Internal only") if answer.visibility is Visibility.INTERNAL else _("Shareable")
    return tuple(map(clean_text, (*before, answer.text, _state(answer), seen)))


def _state(answer: Answer) -> str:
    words = {
        AnswerState.DRAFT: _("Draft"),
        AnswerState.READY: _("Ready"),
        AnswerState.NOT_OUR_ROLE: " ".join(filter(None, (_("Not our role."), answer.reason))),
    }[answer.state]
    return " · ".join((words, *remarks_of(answer)))
