"""A calm line above the pages: something can be done, now or never."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from roadmap_desktop.ui.widgets.plain_label import PlainLabel, text_button


class NoticeBanner(QFrame):
    """Says one thing and offers buttons for it; it takes no focus and holds nothing up."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("hint")
        self._words = PlainLabel("", self)
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(16, 8, 16, 8)
        self._layout.addWidget(self._words, 1)
        self._buttons: list[QPushButton] = []
        self._offers: Sequence[tuple[str, Callable[[], object]]] = ()
        self._aside: tuple[str, Sequence[tuple[str, Callable[[], object]]]] | None = None
        self.hide()

    def show_notice(self, words: str, offers: Sequence[tuple[str, Callable[[], object]]]) -> None:
        """Appear with a sentence and a button for each offer; any of them makes the line go."""
        self._words.setText(words)
        for button in self._buttons:
            button.hide()
            button.deleteLater()
        self._offers = tuple(offers)
        self._buttons = [self._button(name, choose) for name, choose in offers]
        self.show()

    def put_aside(self) -> None:
        """Say nothing while the window is hidden."""
        self._aside = (self.words(), self._offers) if self.isVisible() else None
        self.show_notice("", ())
        self.hide()

    def put_back(self) -> None:
        """Say again what was put aside."""
        aside, self._aside = self._aside, None
        if aside is not None:
            self.show_notice(*aside)

    def _button(self, words: str, choose: Callable[[], object]) -> QPushButton:
        button = text_button(words, self)
        button.clicked.connect(lambda _on=False: self._choose(choose))
        self._layout.addWidget(button)
        return button

    def _choose(self, choose: Callable[[], object]) -> None:
        self.hide()
        choose()

    def words(self) -> str:
        """What is said."""
        return self._words.text()

    @property
    def buttons(self) -> Sequence[QPushButton]:
        """The buttons, in order."""
        return tuple(self._buttons)
