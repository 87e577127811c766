from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from roadmap_desktop.ui.theme import Theme
from roadmap_desktop.ui.widgets.plain_label import PlainLabel, on_a_button, restyled


def test_a_label_never_reads_markup(qtbot: QtBot) -> None:
    label = PlainLabel("<img src=file:///secret.png> & more")
    qtbot.addWidget(label)
    assert label.textFormat() == Qt.TextFormat.PlainText
    assert label.text() == "<img src=file:///secret.png> & more"


def test_a_role_changes_the_look(theme: Theme, qtbot: QtBot) -> None:
    label = PlainLabel("Overview", role="muted")
    qtbot.addWidget(label)
    label.ensurePolished()
    small = label.fontMetrics().height()
    label.set_role("title")
    assert label.fontMetrics().height() > small * 1.5
    restyled(label, role="muted")
    assert label.fontMetrics().height() == small


def test_an_ampersand_is_no_mark_of_a_shortcut() -> None:
    assert on_a_button("Shelter & Legal Aid") == "Shelter && Legal Aid"
