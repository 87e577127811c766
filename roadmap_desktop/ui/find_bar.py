"""Find words in the prompts and answers that are on the page."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QWidget

from roadmap_desktop.i18n import _, ngettext
from roadmap_desktop.services.search import fold
from roadmap_desktop.ui.announcing import announce
from roadmap_desktop.ui.file_view import FileView
from roadmap_desktop.ui.widgets.answer_editor import AnswerEditor
from roadmap_desktop.ui.widgets.plain_label import PlainLabel


class FindBar(QWidget):
    """Steps through the hits with Enter and Shift+Enter; Escape closes it."""

    def __init__(self, view: FileView) -> None:
        super().__init__(view)
        self.setObjectName("surface")
        self._view = view
        self._hits: list[QWidget] = []
        self._at = -1
        self.words = QLineEdit(self)
        self.words.setPlaceholderText(_("Find on this page"))
        self.words.setAccessibleName(_("Find on this page"))
        self.words.textEdited.connect(self._search)
        self.found = PlainLabel("", self, role="muted", wrap=False)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 6, 16, 6)
        layout.addWidget(self.words, 1)
        layout.addWidget(self.found)
        for words, command in (
            (_("Previous"), lambda: self._step(-1)),
            (_("Next"), lambda: self._step(1)),
            (_("Close"), self._close),
        ):
            button = QPushButton(words, self)
            button.clicked.connect(lambda _on=False, command=command: command())
            layout.addWidget(button)

    def open(self) -> None:
        """Appear with the cursor in it."""
        self.show()
        self.words.setFocus()
        self.words.selectAll()

    def _search(self) -> None:
        query = fold(self.words.text().strip())
        page = self._view.pages.currentWidget()
        self._hits = []
        if query and page is not None:
            for widget in page.findChildren(QWidget):
                if not widget.isVisible():
                    continue
                text = widget.text() if isinstance(widget, PlainLabel | AnswerEditor) else ""
                if query in fold(text):
                    self._hits.append(widget)
        self._at = -1
        count = len(self._hits)
        self.found.setText(ngettext("{count} found", "{count} found", count).format(count=count))
        announce(self, self.found.text())

    def _step(self, by: int) -> None:
        if not self._hits:
            return
        self._at = (self._at + by) % len(self._hits)
        hit = self._hits[self._at]
        if isinstance(hit, AnswerEditor):
            hit.find(self.words.text().strip())
        scroll = hit.parent()
        while scroll is not None and not hasattr(scroll, "ensureWidgetVisible"):
            scroll = scroll.parent()
        if scroll is not None:
            scroll.ensureWidgetVisible(hit, 0, 80)
        self.found.setText(_("{place} of {count}").format(place=self._at + 1, count=len(self._hits)))

    def _close(self) -> None:
        self.hide()
        page = self._view.pages.currentWidget()
        if page is not None:
            page.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on, Shift+Enter back, Escape closes."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._step(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        elif event.key() == Qt.Key.Key_Escape:
            self._close()
        else:
            super().keyPressEvent(event)
