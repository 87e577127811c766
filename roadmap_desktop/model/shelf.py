"""What was written and is no longer asked: it counts nowhere, and it is never lost."""

from collections.abc import Container, Iterable
from typing import Protocol

from msgspec import Struct
from msgspec.structs import replace

from roadmap_desktop.content.schema import ContentPack, ElementId, KeyElement, PackKey, PromptId, StageId
from roadmap_desktop.model.answers import Answer
from roadmap_desktop.model.assessment import Assessment


class Home(Struct, frozen=True):
    """Where a prompt is asked, or was asked last, and in which words; `stage` is None for a closing prompt."""

    element: ElementId | None
    stage: StageId | None
    text: str
    is_own: bool = False


NOWHERE = Home(None, None, "")


class Shelved(Struct, frozen=True):
    """One answer to a prompt that the round no longer asks, and where it was asked."""

    answer: Answer
    home: Home
    element_title: str = ""


class GoneElement(Struct, frozen=True):
    """An element that the round's pack no longer has but that something was written about."""

    id: ElementId
    title: str
    answers: tuple[Shelved, ...] = ()


class Shelf(Struct, frozen=True):
    """Everything of one respondent in one round that is no longer asked.

    `kept` stands at elements that are still there, `gone` with elements that are not, and `homeless` are answers to
    prompts that no pack of the file knows.
    """

    kept: tuple[Shelved, ...] = ()
    gone: tuple[GoneElement, ...] = ()
    homeless: tuple[Shelved, ...] = ()

    @property
    def answers(self) -> tuple[Shelved, ...]:
        """Every answer on it."""
        return (*self.kept, *(one for element in self.gone for one in element.answers), *self.homeless)

    @property
    def is_empty(self) -> bool:
        """True when everything that was written is still asked."""
        return not (self.kept or self.gone or self.homeless)


class _AtElement(Protocol):
    @property
    def element(self) -> ElementId | None: ...


def without_others(element: KeyElement, kept: Container[PromptId]) -> KeyElement:
    """An element with the prompts in `kept` alone."""
    stages = (
        replace(stage, prompts=tuple(prompt for prompt in stage.prompts if prompt.id in kept))
        for stage in element.stages
    )
    return replace(element, stages=tuple(stages))


def elements_of(items: Iterable[_AtElement]) -> tuple[ElementId, ...]:
    """The elements that items stand at, each once, in their order."""
    return tuple(dict.fromkeys(item.element for item in items if item.element))


def switched(assessment: Assessment, before: ContentPack, after: ContentPack, answered: set[ElementId]) -> Assessment:
    """A round asked with another pack.

    It covers what it covered as far as that is still there, every new element when it covered every old one, and the
    elements to which answered prompts moved: an answer must not end where nobody looks.
    """
    covered = set(assessment.scope)
    covers_all = covered >= {element.id for element in before.elements}
    wanted = covered | answered
    scope = tuple(element.id for element in after.elements if covers_all or element.id in wanted)
    pack = PackKey(after.key)
    return replace(assessment, pack=pack, scope=scope or tuple(element.id for element in after.elements))
