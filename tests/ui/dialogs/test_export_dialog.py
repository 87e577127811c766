from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from roadmap_desktop.reports.text import Typesetter
from roadmap_desktop.ui.dialogs.export_dialog import ExportDialog
from tests.windows import TestWindow


def test_it_says_done_only_after_every_passage_was_found_again(
    opened: TestWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pack = opened.view.desk.reading.pack(opened.view.place.assessment)
    desk, place = opened.view.desk, opened.view.place
    opened.view.open_element(pack.elements[0].id)
    opened.page.cards[0].editor.insertPlainText("We meet weekly.")
    opened.page.cards[0].flush()
    target = tmp_path / "report.pdf"
    target.write_text("the old one")
    dialog = ExportDialog(desk, place, opened.messages, opened.built.window)
    dialog.show()
    # A fault of ours: the words of answers are not set.
    monkeypatch.setattr(Typesetter, "paragraphs", lambda _self, _text, _style, _lead="": [])
    opened.messages.paths = [target]
    dialog.check()
    qtbot.waitUntil(dialog.problem.isVisible, timeout=10_000)
    assert "“report.pdf” was not made" in dialog.problem.text()
    assert not dialog.summary.isVisible()
    assert target.read_text() == "the old one"
    monkeypatch.undo()
    opened.messages.paths = [target]
    dialog.check()
    qtbot.waitUntil(dialog.summary.isVisible, timeout=10_000)
    assert "1 answer" in dialog.summary.text()
    assert not dialog.problem.isVisible()
    assert target.read_bytes().startswith(b"%PDF")
    dialog.close()
