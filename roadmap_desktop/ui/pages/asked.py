"""What an element page asks at one stage."""

from msgspec import Struct

from roadmap_desktop.content.schema import ContentPack, PromptId, StageId, closing_prompt_id
from roadmap_desktop.i18n import _
from roadmap_desktop.model.overview import ElementView


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
