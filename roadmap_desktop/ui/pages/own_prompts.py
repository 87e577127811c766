"""What can be done with prompts of our own on the page of an element: add, reword, retire, ask again."""

from collections.abc import Callable, Sequence

from msgspec.structs import replace

from roadmap_desktop.content.schema import StageId
from roadmap_desktop.i18n import _
from roadmap_desktop.model.notes import LocalPrompt, LocalPromptId
from roadmap_desktop.model.overview import ElementView
from roadmap_desktop.ui.desk import Desk
from roadmap_desktop.ui.messages import Messages

Offers = Sequence[tuple[str, Callable[[], object]]]


class OwnPrompts:
    """Asks and saves; `attempt` runs a change and tells when it fails."""

    def __init__(self, desk: Desk, messages: Messages, attempt: Callable[[Callable[[], object]], None]) -> None:
        self._desk = desk
        self._messages = messages
        self._attempt = attempt

    def add(self, view: ElementView, stage: StageId) -> None:
        """Ask for the words of a new prompt and add it to a stage."""
        text = self._messages.ask_text(_("Our own prompt"), _("What do we want to ask ourselves here?"))
        if text is not None:
            prompt = LocalPrompt(LocalPromptId(""), view.element.id, stage, text)
            self._attempt(lambda: self._desk.planning.save_local_prompt(prompt))

    def offers(self, prompt: str, view: ElementView) -> Offers:
        """What can be done with one that is asked."""
        found = next((one for one in view.local_prompts if str(one.id) == prompt), None)
        if found is None or view.is_read_only:
            return ()
        return [
            (_("Change the wording…"), lambda: self._reword(found)),
            (_("No longer ask this"), lambda: self._attempt(lambda: self._desk.planning.remove_local_prompt(found.id))),
        ]

    def _reword(self, found: LocalPrompt) -> None:
        question = _("How should it read? An answer that is there keeps the words it answered.")
        text = self._messages.ask_text(_("Our own prompt"), question, found.text)
        if text is not None and text.strip() != found.text:
            self._attempt(lambda: self._desk.planning.save_local_prompt(replace(found, text=text)))

    def offers_again(self, prompt: str, view: ElementView) -> Offers:
        """What can be done with one that is no longer asked."""
        if view.is_read_only or view.is_gone:
            return ()
        name = LocalPromptId(prompt)
        return [(_("Ask this again"), lambda: self._attempt(lambda: self._desk.planning.ask_again(name)))]
