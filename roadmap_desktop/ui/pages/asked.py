"""What an element page asks at one stage."""

from msgspec import Struct

from roadmap_desktop.content.schema import ContentPack, PromptId, StageId, closing_prompt_id
from roadmap_desktop.i18n import _
from roadmap_desktop.model.overview import ElementView


class Asked(Struct, frozen=True):
    """A prompt as a card shows it."""

    id: PromptId
    number: str
    text: str
    guidance: str = ""


def asked_of(view: ElementView, pack: ContentPack, stage: StageId) -> list[Asked]:
    """The prompts of a stage in order, those of our own after them, and the closing ones at the end."""
    number = pack.stage_number(stage)
    prompts = [(prompt.id, prompt.text, prompt.guidance) for prompt in view.element.stage(stage).prompts]
    own = _("A prompt of our own.")
    prompts += [(PromptId(str(one.id)), one.text, own) for one in view.local_prompts if one.stage == stage]
    asked = [
        Asked(name, f"{number}.{place}", text, guidance)
        for place, (name, text, guidance) in enumerate(prompts, start=1)
    ]
    closing = _("Asked once for the whole element, at the end.")
    return asked + [
        Asked(closing_prompt_id(view.element.id, prompt.id), "", prompt.text, closing)
        for prompt in pack.closing_prompts
    ]
