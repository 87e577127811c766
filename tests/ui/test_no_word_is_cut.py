"""Every wrapped text on every page and dialog has the height its words need, at large text and in narrow windows."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from roadmap_desktop.services.samples import SampleService
from roadmap_desktop.ui.tour import tour
from roadmap_desktop.ui.widgets.plain_label import PlainLabel
from roadmap_desktop.ui.window_files import original_pack
from tests.windows import open_window


def cut(root: QWidget) -> list[str]:
    return [
        label.text()
        for label in root.findChildren(PlainLabel)
        if label.isVisible()
        and label.wordWrap()
        and label.text()
        and label.height() < label.heightForWidth(label.width())
    ]


@pytest.mark.parametrize(("text_size", "width", "height"), [(200, 1366, 768), (150, 1024, 700), (100, 900, 600)])
def test_no_word_is_cut(qapp: QApplication, tmp_path: Path, text_size: int, width: int, height: int) -> None:
    window = open_window(tmp_path)
    window.built.look.set_look(text_size=text_size)
    window.built.window.resize(width, height)
    document = SampleService(window.built.documents, original_pack()).new_sample(tmp_path / "sample.roadmap")
    found = {name: words for name, widget in tour(window.built.window, document) if (words := cut(widget))}
    window.built.look.set_look(text_size=100)
    window.built.close()
    assert found == {}


def test_a_cut_word_would_be_found(qapp: QApplication) -> None:
    root = QWidget()
    label = PlainLabel("These words need more than one line in so narrow a window.", root)
    label.setFixedSize(60, 12)
    root.show()
    assert cut(root) == [label.text()]
    root.close()
