"""What changes for a file when another content pack takes the place of the one it was asked with."""

from collections.abc import Mapping

from msgspec import Struct

from roadmap_desktop.content.schema import ContentPack, ElementId, PromptId, StageId


class Asking(Struct, frozen=True):
    """A prompt where a pack asks it; closing prompts have neither element nor stage, for every element asks them."""

    id: PromptId
    text: str
    element: ElementId | None = None
    element_title: str = ""
    stage: StageId | None = None

    @property
    def place(self) -> tuple[ElementId | None, StageId | None]:
        """Where it is asked."""
        return (self.element, self.stage)


class PromptChange(Struct, frozen=True):
    """A prompt that both packs ask, before and after."""

    before: Asking
    after: Asking


class ElementChange(Struct, frozen=True):
    """An element that both packs have under different titles."""

    id: ElementId
    before: str
    after: str


class PackDifference(Struct, frozen=True):
    """Every prompt of two packs, by what happens to it; a prompt can be both reworded and moved.

    `unchanged` counts the prompts that keep their words and their place.
    """

    new: tuple[Asking, ...] = ()
    reworded: tuple[PromptChange, ...] = ()
    moved: tuple[PromptChange, ...] = ()
    retired: tuple[Asking, ...] = ()
    unchanged: int = 0
    new_elements: tuple[tuple[ElementId, str], ...] = ()
    retired_elements: tuple[tuple[ElementId, str], ...] = ()
    renamed_elements: tuple[ElementChange, ...] = ()


def difference(before: ContentPack, after: ContentPack) -> PackDifference:
    """Compare two packs by the ids of their prompts and elements, in the order of the packs."""
    old, new = askings(before), askings(after)
    both = [PromptChange(asked, new[name]) for name, asked in old.items() if name in new]
    old_titles = {element.id: element.title for element in before.elements}
    new_titles = {element.id: element.title for element in after.elements}
    return PackDifference(
        tuple(asked for name, asked in new.items() if name not in old),
        tuple(one for one in both if one.before.text != one.after.text),
        tuple(one for one in both if one.before.place != one.after.place),
        tuple(asked for name, asked in old.items() if name not in new),
        sum(one.before.text == one.after.text and one.before.place == one.after.place for one in both),
        tuple((name, title) for name, title in new_titles.items() if name not in old_titles),
        tuple((name, title) for name, title in old_titles.items() if name not in new_titles),
        tuple(
            ElementChange(name, title, new_titles[name])
            for name, title in old_titles.items()
            if new_titles.get(name, title) != title
        ),
    )


def askings(pack: ContentPack) -> Mapping[PromptId, Asking]:
    """Every prompt of a pack by its id, closing ones last."""
    found = {
        prompt.id: Asking(prompt.id, prompt.text, element.id, element.title, stage.id)
        for element, stage, prompt in pack.walk()
    }
    return found | {prompt.id: Asking(prompt.id, prompt.text) for prompt in pack.closing_prompts}


def is_newer(version: str, than: str) -> bool:
    """True when a version such as "1.10.0" comes after another; anything that is no number counts as 0."""
    return _numbers(version) > _numbers(than)


def _numbers(version: str) -> tuple[int, ...]:
    # A hostile version must not become a number of a million digits.
    parts = [int(part) if part.isascii() and part.isdigit() and len(part) < 10 else 0 for part in version.split(".")]
    while parts and parts[-1] == 0:
        parts.pop()
    return tuple(parts)
