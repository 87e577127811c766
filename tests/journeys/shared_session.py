"""A session at a real window, in a process of its own: `python -m tests.journeys.shared_session FOLDER`.

The user's own folders are where HOME and its like point; the task force's file and the PDF go to FOLDER. Starts the
program as a user does, makes a file by Qt's picker, types, copies, hides, comes back, writes a PDF, meets a bug that
quotes an answer, and quits. Prints DONE.
"""

import sys
from datetime import date
from pathlib import Path

CANARY = "CANARY-7f3a"
AGENCY = "Quayside Example Agency"


def use(built: object, folder: Path) -> None:
    """Everything between the first paint and the last."""
    from PySide6.QtCore import QTimer, qWarning
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication, QDialog, QLineEdit

    from roadmap_desktop.app import Application
    from roadmap_desktop.content.loader import load
    from roadmap_desktop.paths import original_pack
    from roadmap_desktop.services.progress import Progress
    from roadmap_desktop.ui.clipboard import copy_text
    from roadmap_desktop.ui.dialogs.export_dialog import ExportDialog

    assert isinstance(built, Application)
    window = built.window

    def name_it() -> None:
        box = QApplication.activeModalWidget()
        if isinstance(box, QDialog) and box.isVisible():
            box.findChildren(QLineEdit)[0].setText(str(folder / "harbor-4.roadmap"))
            box.accept()
        else:
            QTimer.singleShot(10, name_it)

    QTimer.singleShot(0, name_it)
    path = window.messages.choose_to_save("Where", folder / "harbor-4.roadmap", "Roadmap (*.roadmap)")
    assert path == folder / "harbor-4.roadmap"
    document = built.documents.new(path, AGENCY, load(original_pack()), "Baseline 2026")
    window.show_document(document)
    document.warm_up()
    built.settings.change(lambda settings: settings.with_opened(path))
    view = window.view
    assert view is not None
    view.desk.partners.add(AGENCY)
    view.open_element(view.desk.reading.pack(view.place.assessment).elements[0].id)
    page = view.element_page
    assert page is not None
    QTest.keyClicks(page.cards[0].editor, CANARY)
    page.cards[0].editor.selectAll()
    page.cards[0].editor.copy()
    copy_text(CANARY)
    window.command_wanted.emit("hide")
    window.command_wanted.emit("hide")
    view = window.view
    assert view is not None
    dialog = ExportDialog(view.desk, view.place, window.messages, window)
    report = dialog._service.gather(dialog.request(), date.today())
    dialog._service.write(report, folder / "report.pdf", Progress(lambda _done, _total: None))
    dialog.deleteLater()
    built.guard.tell = None
    try:
        {}[CANARY]  # type: ignore[index]
    except KeyError as error:
        sys.excepthook(KeyError, error, error.__traceback__)
    qWarning(CANARY)
    if sys.platform == "linux":
        import ctypes

        # PR_GET_DUMPABLE: the running window cannot be dumped.
        assert ctypes.CDLL(None).prctl(3, 0, 0, 0, 0) == 0
    assert window.close()
    sys.stdout.write("DONE\n")


def main() -> int:
    """Run it as a user does."""
    from PySide6.QtCore import QTimer

    from roadmap_desktop import app

    folder = Path(sys.argv[1])

    def watch(built: app.Application) -> None:
        built.window.painted.connect(lambda: QTimer.singleShot(200, lambda: use(built, folder)))

    return app.run([], watch)


if __name__ == "__main__":
    sys.exit(main())
