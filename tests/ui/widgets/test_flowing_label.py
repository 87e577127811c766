from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from roadmap_desktop.ui.theme import Theme
from roadmap_desktop.ui.widgets.flowing_label import FlowingLabel
from roadmap_desktop.ui.widgets.listed_line import ListedLine

LONG = "The recorder types what the group agrees and reads it back. " * 12


def test_a_long_text_in_a_narrow_column_is_whole(theme: Theme, qtbot: QtBot) -> None:
    root = QWidget()
    qtbot.addWidget(root)
    layout = QVBoxLayout(root)
    text = FlowingLabel(LONG, root, role="reading")
    line = ListedLine("1.", LONG, root)
    layout.addWidget(text)
    layout.addWidget(line)
    layout.addStretch(1)
    root.resize(220, 3000)
    root.show()
    for one in (text, line.text):
        assert one.height() >= one.heightForWidth(one.width())
    assert text.height() + line.height() < 3000
