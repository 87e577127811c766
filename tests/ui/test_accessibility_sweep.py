from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QScrollArea, QWidget

from roadmap_desktop import i18n
from roadmap_desktop.services.samples import SampleService
from roadmap_desktop.ui.tour import tour
from roadmap_desktop.ui.window_files import original_pack
from tests.windows import open_window


def unnamed(root: QWidget) -> list[str]:
    """Every control that can take the focus and has no accessible name."""
    found = []
    for widget in root.findChildren(QWidget):
        if not widget.isVisible() or widget.focusPolicy() == Qt.FocusPolicy.NoFocus or isinstance(widget, QScrollArea):
            continue
        interface = QAccessible.queryAccessibleInterface(widget)
        name = interface.text(QAccessible.Text.Name) if interface is not None else ""
        parent = widget.parent()
        if not name and not (isinstance(parent, QAbstractScrollArea) or widget.objectName().startswith("qt_")):
            found.append(f"{type(widget).__name__} in {type(parent).__name__}")
    return found


@pytest.mark.parametrize("language", ["en_US", i18n.PSEUDO])
def test_every_control_on_every_page_has_a_name(qapp: QApplication, tmp_path: Path, language: str) -> None:
    window = open_window(tmp_path)
    i18n.install(language, tmp_path)
    document = SampleService(window.built.documents, original_pack()).new_sample(tmp_path / "sample.roadmap")
    stops = {name: unnamed(widget) for name, widget in tour(window.built.window, document)}
    i18n.install("en_US", tmp_path)
    window.built.close()
    assert stops.keys() >= {"workshop", "workshop-plan", "workshop-scenario", "present-rules", "present-question"}
    assert len(stops) >= 25
    assert {name: found for name, found in stops.items() if found} == {}


def test_the_sweep_would_find_a_control_without_a_name(qapp: QApplication) -> None:
    from PySide6.QtWidgets import QToolButton, QVBoxLayout

    root = QWidget()
    QVBoxLayout(root).addWidget(QToolButton(root))
    root.findChildren(QToolButton)[0].setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    root.show()
    assert unnamed(root) == ["QToolButton in QWidget"]
    root.close()
