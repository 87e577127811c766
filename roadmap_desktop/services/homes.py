"""Where a prompt is asked or was asked last, and in which words an answer was given."""

import json
from typing import TYPE_CHECKING

from roadmap_desktop.content.schema import ContentPack, ElementId, PackKey, PromptId, StageId, closing_prompt_id
from roadmap_desktop.model.answers import NO_PACK
from roadmap_desktop.model.shelf import NOWHERE, Home
from roadmap_desktop.storage import notes
from roadmap_desktop.storage.catalogue import LOCAL_PROMPT
from roadmap_desktop.storage.reads import change_after, last_state, pack_keys, select_one

if TYPE_CHECKING:
    from roadmap_desktop.services.documents import Document

# The wording of a prompt of our own is named by the change that wrote it.
OWN = "local@"


class Homes:
    """Looks a prompt up in the packs of a file, newest first, and among the prompts of our own, also removed ones."""

    def __init__(self, document: "Document") -> None:
        self._document = document

    def present_wording(self, pack: PackKey, prompt: PromptId) -> PackKey:
        """The name of the words a round with this pack asks a prompt in; empty when it does not ask it."""
        if prompt in self._document.asked_at(pack):
            return pack
        own = select_one(self._document.connection, LOCAL_PROMPT, (prompt,)) if prompt.startswith("local-") else None
        return PackKey(f"{OWN}{own.revision}") if own is not None else PackKey("")

    def last_wording(self, prompt: PromptId) -> PackKey:
        """The newest pack of the file that asks a prompt; empty when none does."""
        return next((key for key in self._newest_first() if prompt in self._document.asked_at(key)), PackKey(""))

    def words(self, prompt: PromptId, wording: PackKey) -> str:
        """The words of a prompt under the name an answer remembers; empty when the file no longer knows them."""
        if wording.startswith(OWN):
            state = change_after(self._document.connection, wording.removeprefix(OWN))
            return "" if state is None else str(json.loads(state).get("text", ""))
        if wording not in pack_keys(self._document.connection):
            return ""
        return text_in(self._document.pack(wording), prompt)

    def element_of(self, prompt: PromptId) -> ElementId | None:
        """The element a prompt was asked at last; quicker than its whole home."""
        if not prompt.startswith("local-"):
            for key in self._newest_first():
                found = self._document.asked_at(key).get(prompt)
                if found is not None:
                    return found[0]
        return self.home(prompt).element

    def home(self, prompt: PromptId, wording: PackKey = NO_PACK) -> Home:
        """Where a prompt was asked last, with the words that were answered; NOWHERE for one that nobody knows."""
        for own in notes.load_local_prompts(self._document.connection):
            if str(own.id) == str(prompt):
                return Home(own.element, own.stage, self.words(prompt, wording) or own.text, is_own=True)
        for key in self._newest_first():
            found = self._document.asked_at(key).get(prompt)
            if found is not None:
                return Home(*found, self.words(prompt, wording) or text_in(self._document.pack(key), prompt))
        state = last_state(self._document.connection, LOCAL_PROMPT, (prompt,))
        if state is None:
            return NOWHERE
        row = json.loads(state)
        element, stage = ElementId(str(row["element"])), StageId(str(row["stage"]))
        return Home(element, stage, self.words(prompt, wording) or str(row["text"]), is_own=True)

    def pack_of_element(self, element: ElementId) -> ContentPack | None:
        """The newest pack of the file that has an element."""
        return next(
            (self._document.pack(key) for key in self._newest_first() if element in self._document.asked_at(key)), None
        )

    def title(self, element: ElementId | None) -> str:
        """What an element is or was called; empty for one that no pack of the file has."""
        pack = self.pack_of_element(element) if element else None
        return pack.element(element).title if pack is not None and element else ""

    def _newest_first(self) -> list[PackKey]:
        return [PackKey(key) for key in reversed(pack_keys(self._document.connection))]


def text_in(pack: ContentPack, prompt: PromptId) -> str:
    """The words of a prompt in a pack, closing ones included; empty when it does not ask it."""
    found = pack.find_prompt(prompt)
    if found is not None:
        return found[2].text
    for closing in pack.closing_prompts:
        if prompt.endswith(f".{closing.id}") and any(
            closing_prompt_id(element.id, closing.id) == prompt for element in pack.elements
        ):
            return closing.text
    return ""
