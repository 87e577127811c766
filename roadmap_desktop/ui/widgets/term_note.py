"""The small card that explains one term of the glossary."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from roadmap_desktop.content.schema import GlossaryTerm
from roadmap_desktop.ui.widgets.plain_label import PlainLabel

_LETTERS = 56  # average characters in a line


class TermNote(QFrame):
    """Floats over the page, takes no focus, and stays on the screen."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.ToolTip)
        self.setObjectName("note")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._term = PlainLabel("", self, role="strong")
        self._definition = PlainLabel("", self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 10, 14, 12)
        layout.setSpacing(4)
        layout.addWidget(self._term)
        layout.addWidget(self._definition)

    def words(self) -> str:
        """What is explained, and how."""
        return f"{self._term.text()}: {self._definition.text()}"

    def show_term(self, term: GlossaryTerm, at: QPoint) -> None:
        """Appear with a term at a point of the screen, moved where it would leave it."""
        self._term.setText(term.term)
        self._definition.setText(term.definition)
        wide = _LETTERS * self.fontMetrics().averageCharWidth()
        # A little off the edges, where a system may draw a shadow.
        screen = self.screen().availableGeometry().adjusted(8, 8, -8, -8)
        self.setFixedWidth(min(wide, screen.width()))
        layout = self.layout()
        high = layout.heightForWidth(self.width()) if layout is not None else self.sizeHint().height()
        self.setFixedHeight(high)
        x = min(at.x(), screen.right() - self.width())
        y = at.y() if at.y() + high <= screen.bottom() else at.y() - high - 2 * self.fontMetrics().lineSpacing()
        self.move(max(screen.left(), x), max(screen.top(), y))
        self.show()
