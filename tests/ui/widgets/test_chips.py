from pytestqt.qtbot import QtBot

from roadmap_desktop.ui.theme import Theme
from roadmap_desktop.ui.widgets.chips import ChoiceChip, FlagChip


def test_a_flag_shows_a_check_mark_and_not_only_a_color(theme: Theme, qtbot: QtBot) -> None:
    chip = FlagChip("Discuss")
    qtbot.addWidget(chip)
    with qtbot.assertNotEmitted(chip.clicked):
        chip.set_on(True)
    assert chip.text() == "✓ Discuss"
    with qtbot.waitSignal(chip.clicked):
        chip.click()
    assert not chip.isChecked()
    assert chip.text() == "Discuss"
    assert chip.accessibleName() == "Discuss"


def test_a_choice_is_named_and_said_by_the_user_only(theme: Theme, qtbot: QtBot) -> None:
    chip = ChoiceChip("State", (("draft", "Draft"), ("ready", "Ready & agreed")))
    qtbot.addWidget(chip)
    with qtbot.assertNotEmitted(chip.chosen):
        chip.set_choice("ready")
    assert chip.accessibleName() == "State: Ready & agreed"
    assert chip.text() == "Ready && agreed ▾"
    chip.set_choice("draft", "Not started")
    assert chip.accessibleName() == "State: Not started"
    with qtbot.waitSignal(chip.chosen) as chosen:
        chip.menu().aboutToShow.emit()
        assert [one.text() for one in chip.menu().actions() if one.isChecked()] == ["Draft"]
        next(one for one in chip.menu().actions() if one.text() == "Ready && agreed").trigger()
    assert chosen.args == ["ready"]
