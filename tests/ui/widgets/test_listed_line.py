from PySide6.QtGui import QFont
from pytestqt.qtbot import QtBot

from roadmap_desktop.ui.theme import Theme
from roadmap_desktop.ui.widgets.listed_line import BULLET, ListedLine


def test_texts_of_one_list_stand_in_one_column(theme: Theme, qtbot: QtBot) -> None:
    lines = [ListedLine(mark, "Words.") for mark in (BULLET, "1.", "12.")]
    for line in lines:
        qtbot.addWidget(line)
        line.resize(400, 40)
        line.show()
    assert len({line.text.x() for line in lines}) == 1
    assert [line.mark.text() for line in lines] == [BULLET, "1.", "12."]


def test_a_font_of_its_own_is_used_for_both_parts(theme: Theme, qtbot: QtBot) -> None:
    font = QFont()
    font.setPixelSize(48)
    line = ListedLine("1.", "<b>Words</b>", font=font)
    qtbot.addWidget(line)
    line.show()
    assert line.mark.font().pixelSize() == line.text.font().pixelSize() == 48
    assert line.text.text() == "<b>Words</b>"
