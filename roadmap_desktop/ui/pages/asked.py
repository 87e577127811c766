"""What an element page asks at one stage, and what can be done with the prompts of our own among it."""

from collections.abc import Callable, Sequence

from msgspec import Struct
from msgspec.structs import replace

from roadmap_desktop.content.schema import ContentPack, PromptId, StageId, closing_prompt_id
from roadmap_desktop.i18n import _
from roadmap_desktop.model.notes import LocalPrompt, LocalPromptId
from roadmap_desktop.model.overview import ElementView
from roadmap_desktop.ui.desk import Desk
from roadmap_desktop.ui.messages import Messages

Offers = Sequence[tuple[str, Callable[[], object]]]


class Asked(Struct, frozen=True):
    """A prompt as a card shows it; `mark` says what sets it apart, such as being our own."""

    id: PromptId
    number: str
    text: str
    guidance: str = ""
    mark: str = ""


def asked_of(view: ElementView, pack: ContentPack, stage: StageId) -> list[Asked]:
    """The prompts of a stage in order, those of our own after them, and the closing ones at the end."""
    number = pack.stage_number(stage)
    prompts = [(prompt.id, prompt.text, prompt.guidance, "") for prompt in view.element.stage(stage).prompts]
    own = _("Our own prompt")
    prompts += [(PromptId(str(one.id)), one.text, "", own) for one in view.local_prompts if one.stage == stage]
    asked = [
        Asked(name, f"{number}.{place}", text, guidance, mark)
        for place, (name, text, guidance, mark) in enumerate(prompts, start=1)
    ]
    closing = _("Asked once for the whole element, at the end.")
    return asked + [
        Asked(closing_prompt_id(view.element.id, prompt.id), "", prompt.text, closing)
        for prompt in pack.closing_prompts
        if not view.is_gone or view.answers[closing_prompt_id(view.element.id, prompt.id)].answer.has_content
    ]


def first_stage(view: ElementView) -> StageId | None:
    """The stage to show first: where the element stands; of one that is gone, the first where something was written."""
    if view.is_gone:
        return next((stage.id for stage in view.element.stages if stage.prompts), view.placement.now)
    return view.placement.now


def standing_words(view: ElementView) -> str:
    """Why an element cannot be worked on as usual."""
    if view.is_read_only:
        return _("This assessment is closed: everything can be read and nothing changed.")
    return _("This element is no longer asked. What was written is kept, can be changed, and counts nowhere.")


class OwnPrompts:
    """Asks and saves; `attempt` runs a change and tells when it fails."""

    def __init__(self, desk: Desk, messages: Messages, attempt: Callable[[Callable[[], object]], None]) -> None:
        self._desk = desk
        self._messages = messages
        self._attempt = attempt

    def add(self, view: ElementView | None, stage: StageId | None) -> None:
        """Ask for the words of a new prompt and add it to a stage."""
        if view is None or stage is None:
            return
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
