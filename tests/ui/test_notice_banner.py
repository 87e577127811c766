from pytestqt.qtbot import QtBot

from roadmap_desktop.ui.notice_banner import NoticeBanner


def test_any_button_makes_the_line_go_and_does_what_it_says(qtbot: QtBot) -> None:
    done: list[str] = []
    banner = NoticeBanner()
    qtbot.addWidget(banner)
    assert banner.isHidden()
    banner.show_notice("Newer prompts came.", [("Look", lambda: done.append("look")), ("Not now", lambda: None)])
    assert banner.words() == "Newer prompts came."
    banner.buttons[0].click()
    assert done == ["look"]
    assert banner.isHidden()
    banner.show_notice("Done.", [("Close", lambda: None)])
    assert [button.text() for button in banner.buttons] == ["Close"]
