"""Windows for the tests of the user interface."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from roadmap_desktop.ui.theme import Theme
from tests.windows import TestWindow, open_window


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    """The light theme, in force."""
    made = Theme(qapp, "light")
    made.apply()
    return made


@pytest.fixture
def opened(qapp: QApplication, tmp_path: Path) -> Iterator[TestWindow]:
    """A window on a new file."""
    window = open_window(tmp_path)
    window.new_file()
    yield window
    window.messages.agrees = True
    window.built.close()
