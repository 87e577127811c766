from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from roadmap_desktop.ui.widgets.flow_layout import AT_RIGHT, FlowLayout


def a_row(qtbot: QtBot, width: int) -> tuple[QWidget, list[QPushButton]]:
    host = QWidget()
    qtbot.addWidget(host)
    layout = FlowLayout(spacing=8)
    buttons = [QPushButton(host) for _number in range(3)]
    for button in buttons:
        button.setFixedSize(100, 30)
        layout.addWidget(button)
    buttons[2].setProperty(AT_RIGHT, True)
    host.setLayout(layout)
    host.resize(width, layout.heightForWidth(width))
    host.show()
    return host, buttons


def test_what_fits_stands_in_one_line_and_the_last_at_the_right(qtbot: QtBot) -> None:
    _host, buttons = a_row(qtbot, 500)
    assert [button.y() for button in buttons] == [0, 0, 0]
    assert buttons[2].geometry().right() == 499


def test_what_does_not_fit_goes_on_below_and_nothing_is_lost(qtbot: QtBot) -> None:
    host, buttons = a_row(qtbot, 220)
    assert [button.y() for button in buttons] == [0, 0, 38]
    assert host.height() == 68
    assert all(host.rect().contains(button.geometry()) for button in buttons)


def test_a_hidden_widget_takes_no_room(qtbot: QtBot) -> None:
    host, buttons = a_row(qtbot, 220)
    buttons[0].hide()
    layout = host.layout()
    assert layout is not None
    assert layout.heightForWidth(220) == 30
