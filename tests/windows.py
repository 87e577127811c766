"""A whole window for tests: real files, real services; only pickers and boxes are fake."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QLayout, QWidget

from roadmap_desktop.app import Application, build
from roadmap_desktop.services.known_documents import KnownDocuments
from roadmap_desktop.services.places import Computer
from roadmap_desktop.settings import SettingsFile
from roadmap_desktop.ui.dialogs.noted_line import Check
from roadmap_desktop.ui.file_view import FileView
from roadmap_desktop.ui.pages.element_page import ElementPage
from tests.documents import a_small_pack


@dataclass
class FakeMessages:
    """Answers what it was told to answer, and keeps what was said."""

    told: list[str] = field(default_factory=list)
    questions: list[str] = field(default_factory=list)
    texts: list[str | None] = field(default_factory=list)
    paths: list[Path | None] = field(default_factory=list)
    agrees: bool = True
    check: Check | None = None

    def tell(self, words: str) -> None:
        self.told.append(words)

    def report(self, words: str) -> None:
        self.told.append(words)

    def confirm(self, question: str, yes: str) -> bool:
        self.questions.append(question)
        return self.agrees

    def ask_text(self, title: str, question: str, text: str = "") -> str | None:
        self.questions.append(question)
        return self.texts.pop(0) if self.texts else None

    def watch(self, check: Check) -> None:
        self.check = check

    def ask_choice(self, title: str, question: str, choices: Sequence[str], yes: str) -> int | None:
        self.questions.append(question)
        wanted = self.texts.pop(0) if self.texts else None
        return choices.index(wanted) if wanted is not None else None

    def choose_to_open(self, title: str, folder: str, pattern: str) -> Path | None:
        return self.paths.pop(0) if self.paths else None

    def choose_folder(self, title: str, folder: str) -> Path | None:
        return self.paths.pop(0) if self.paths else None

    def choose_to_save(self, title: str, suggestion: Path, pattern: str) -> Path | None:
        return self.paths.pop(0) if self.paths else None


@dataclass
class TestWindow:
    """A built application with its fake boxes."""

    __test__ = False

    built: Application
    messages: FakeMessages
    folder: Path

    @property
    def view(self) -> FileView:
        view = self.built.window.view
        assert view is not None
        return view

    @property
    def page(self) -> ElementPage:
        page = self.view.element_page
        assert page is not None
        return page

    def command(self, name: str) -> None:
        self.built.window.commands.action(name).trigger()

    def new_file(self, name: str = "sample.roadmap") -> Path:
        path = self.folder / name
        document = self.built.documents.new(path, "Sample River Task Force", a_small_pack(), "Baseline 2026")
        self.built.window.show_document(document)
        self.built.warm_up()
        return path


def widgets_in(layout: QLayout) -> list[QWidget]:
    """The widgets that stand in a layout, in order, without those that were taken out of it."""
    items = [layout.itemAt(place) for place in range(layout.count())]
    return [widget for item in items if item is not None and (widget := item.widget()) is not None]


def texts_in(layout: QLayout) -> list[str]:
    """Every text that stands in a layout, also inside its widgets."""
    found = []
    for widget in widgets_in(layout):
        labels = [widget] if isinstance(widget, QLabel) else widget.findChildren(QLabel)
        found += [label.text() for label in labels]
    return found


def meanwhile(*actions: Callable[[QDialog], object]) -> None:
    """Do something to each of the modal dialogs that are about to open, one after the other."""
    waiting = list(actions)

    def act() -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, QDialog):
            QTimer.singleShot(10, act)
            return
        waiting.pop(0)(dialog)
        if waiting:
            QTimer.singleShot(10, act)

    QTimer.singleShot(0, act)


Opener = Callable[..., TestWindow]


def open_window(
    folder: Path, known: KnownDocuments | None = None, computer: Callable[[], Computer] | None = None
) -> TestWindow:
    """Build and show a window whose settings live in `folder`; with `known` it looks at files from elsewhere."""
    messages = FakeMessages()
    application = QApplication.instance()
    assert isinstance(application, QApplication)

    def fake(_window: QWidget) -> FakeMessages:
        return messages

    built = build(
        application,
        SettingsFile(folder / "settings" / "settings.json"),
        fake,
        computer=computer,
        known=known,
        working_copies=folder / "settings" / "working-copies.json",
        theme_name="light",
    )
    built.window.resize(1280, 900)
    built.window.show()
    return TestWindow(built, messages, folder)
