"""What a user can do with action items, notes, evidence and prompts of their own."""

import json

from msgspec.structs import replace

from roadmap_desktop.errors import DateNotUnderstood, NameMissing, NoSuchThing
from roadmap_desktop.i18n import _
from roadmap_desktop.model.actions import ActionId, ActionItem, ActionStatus
from roadmap_desktop.model.answers import Visibility
from roadmap_desktop.model.ids import new_id
from roadmap_desktop.model.notes import EvidenceId, EvidenceItem, LocalPrompt, LocalPromptId, Note, NoteId
from roadmap_desktop.model.text import NAME_LIMIT, NOTE_LIMIT, clean_name, clean_text
from roadmap_desktop.services.answering import within
from roadmap_desktop.services.documents import Document
from roadmap_desktop.storage import action_items, notes
from roadmap_desktop.storage.catalogue import ACTION_ITEM, EVIDENCE, LOCAL_PROMPT, NOTE
from roadmap_desktop.storage.plausibility import is_day
from roadmap_desktop.storage.reads import last_state


class PlanningService:
    """Keeps the action plan, notes and evidence. An empty id makes a new item; a text left empty raises NameMissing."""

    def __init__(self, document: Document) -> None:
        self._document = document

    def save_action(self, item: ActionItem) -> ActionItem:
        """Write an action item and return it with its id.

        Raises NameMissing without a text, DateNotUnderstood for a due date that is neither a month nor a day of a
        calendar from 1970 to 2999.
        """
        if item.due and not (_is_month(item.due) or is_day(item.due)):
            raise DateNotUnderstood(item.due)
        kept = replace(
            item,
            id=item.id or ActionId(new_id()),
            what=_needed(item.what, _("the action")),
            owner=within(clean_name(item.owner), NAME_LIMIT),
            resources=_note(item.resources),
            told=_note(item.told),
            dropped_why=_note(item.dropped_why) if item.status is ActionStatus.DROPPED else "",
        )
        with self._document.writing(_("Edit action item") if item.id else _("Add action item")) as pen:
            action_items.save(pen, kept)
        return kept

    def remove_action(self, action_id: ActionId) -> None:
        """Take an action item away; undo brings it back."""
        with self._document.writing(_("Remove action item")) as pen:
            pen.remove(ACTION_ITEM, (action_id,))

    def save_note(self, note: Note) -> Note:
        """Write a note and return it with its id; an agency's new note is internal. Raises AssessmentIsClosed."""
        self._document.require_open(note.assessment)
        usual = Visibility.usual_for(note.respondent)
        kept = replace(
            note,
            id=note.id or NoteId(new_id()),
            text=_needed(note.text, _("the note")),
            visibility=note.visibility if note.id or usual is Visibility.SHAREABLE else usual,
        )
        label = _("Edit note") if note.id else _("Add note")
        with self._document.writing(label, respondent=note.respondent) as pen:
            notes.save_note(pen, kept)
        return kept

    def remove_note(self, note_id: NoteId) -> None:
        """Take a note away; undo brings it back. Raises AssessmentIsClosed."""
        with self._document.writing(_("Remove note")) as pen:
            found = pen.read(NOTE, (note_id,))
            if found is not None:
                self._document.require_open(notes.note_from_row(found).assessment)
            pen.remove(NOTE, (note_id,))

    def save_evidence(self, item: EvidenceItem) -> EvidenceItem:
        """Write an evidence item and return it with its id. `reviewed` is a month, `YYYY-MM`, or empty."""
        if item.reviewed and not _is_month(item.reviewed):
            raise DateNotUnderstood(item.reviewed)
        kept = replace(
            item,
            id=item.id or EvidenceId(new_id()),
            title=_needed(item.title, _("the evidence")),
            kind=within(clean_name(item.kind), NAME_LIMIT),
            kept_where=_note(item.kept_where),
        )
        with self._document.writing(_("Edit evidence") if item.id else _("Add evidence")) as pen:
            notes.save_evidence(pen, kept)
        return kept

    def remove_evidence(self, evidence_id: EvidenceId) -> None:
        """Take an evidence item away; undo brings it back."""
        with self._document.writing(_("Remove evidence")) as pen:
            pen.remove(EVIDENCE, (evidence_id,))

    def save_local_prompt(self, prompt: LocalPrompt) -> LocalPrompt:
        """Write a prompt of the task force's own and return it with its id."""
        kept = replace(
            prompt,
            id=prompt.id or LocalPromptId(f"local-{new_id()}"),
            text=_needed(prompt.text, _("the prompt")),
        )
        with self._document.writing(_("Edit own prompt") if prompt.id else _("Add own prompt")) as pen:
            notes.save_local_prompt(pen, kept)
        return kept

    def remove_local_prompt(self, prompt_id: LocalPromptId) -> None:
        """Take an own prompt away; its answers stay in the file, and undo brings the prompt back."""
        with self._document.writing(_("Remove own prompt")) as pen:
            pen.remove(LOCAL_PROMPT, (prompt_id,))

    def ask_again(self, prompt_id: LocalPromptId) -> None:
        """Ask an own prompt again that was taken away, with the words and the place it had. Raises NoSuchThing."""
        state = last_state(self._document.connection, LOCAL_PROMPT, (prompt_id,))
        if state is None:
            raise NoSuchThing("prompt", prompt_id)
        with self._document.writing(_("Ask own prompt again")) as pen:
            notes.save_local_prompt(pen, notes.local_prompt_from_row(json.loads(state)))


def _note(text: str) -> str:
    return within(clean_text(text), NOTE_LIMIT)


def _needed(text: str, what: str) -> str:
    cleaned = _note(text).strip()
    if not cleaned:
        raise NameMissing(what)
    return cleaned


def _is_month(text: str) -> bool:
    return is_day(f"{text}-01")
