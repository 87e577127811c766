"""What changed, published after the commit."""

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from roadmap_desktop.content.schema import ElementId


class DocumentChanged(NamedTuple):
    """One committed transaction: which tables and elements it touched; no elements means "not about one element"."""

    label: str
    tables: frozenset[str]
    elements: "frozenset[ElementId]" = frozenset()


class ChangeFeed:
    """Tells its listeners, in the thread of the commit, what was committed."""

    def __init__(self) -> None:
        self._listeners: list[Callable[[DocumentChanged], None]] = []

    def subscribe(self, listener: Callable[[DocumentChanged], None]) -> Callable[[], None]:
        """Call `listener` for every change from now on; returns the function that ends it."""
        self._listeners.append(listener)

        def unsubscribe() -> None:
            if listener in self._listeners:
                self._listeners.remove(listener)

        return unsubscribe

    def publish(self, change: DocumentChanged) -> None:
        """Tell every listener; a listener added meanwhile hears the next one."""
        for listener in tuple(self._listeners):
            listener(change)
