"""The numbers are Qt's own, and a start with a file makes the Qt namespace for nothing."""

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from roadmap_desktop.__main__ import main
from roadmap_desktop.services.known_documents import KnownDocuments
from roadmap_desktop.ui import qt_numbers


def test_each_number_is_the_one_qt_uses() -> None:
    assert Qt.TextFormat.PlainText.value == qt_numbers.PLAIN_TEXT
    assert Qt.FocusPolicy.NoFocus.value == qt_numbers.NO_FOCUS
    assert Qt.FocusPolicy.StrongFocus.value == qt_numbers.STRONG_FOCUS
    assert Qt.ScrollBarPolicy.ScrollBarAlwaysOff.value == qt_numbers.SCROLL_BAR_OFF
    assert Qt.AlignmentFlag.AlignLeft.value == qt_numbers.ALIGN_LEFT
    assert Qt.AlignmentFlag.AlignRight.value == qt_numbers.ALIGN_RIGHT
    assert Qt.AlignmentFlag.AlignHCenter.value == qt_numbers.ALIGN_HCENTER
    assert Qt.AlignmentFlag.AlignTop.value == qt_numbers.ALIGN_TOP
    assert Qt.AlignmentFlag.AlignVCenter.value == qt_numbers.ALIGN_VCENTER
    assert Qt.TextFlag.TextWordWrap.value == qt_numbers.WORD_WRAP
    assert Qt.Key.Key_Y.value == qt_numbers.KEY_Y
    assert Qt.ItemDataRole.DisplayRole == qt_numbers.DISPLAY_ROLE
    assert Qt.ItemDataRole.AccessibleTextRole == qt_numbers.ACCESSIBLE_TEXT_ROLE
    assert Qt.ItemDataRole.UserRole == qt_numbers.USER_ROLE


# In a process of its own: here the namespace was made long ago.
_START = """
import sys
from PySide6 import QtCore, QtGui
from roadmap_desktop import app

def watch(built):
    def painted():
        print(*[name for name, module in (("Qt", QtCore), ("QIcon", QtGui)) if name in vars(module)])
        built.window.close()

    built.window.painted.connect(painted)

app.run(sys.argv[1:], watch)
"""


def test_the_first_paint_of_an_open_file_makes_no_namespace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sample = tmp_path / "sample.roadmap"
    main(["new", str(sample), "--sample"])
    for name in ("XDG_CONFIG_HOME", "XDG_STATE_HOME", "APPDATA", "LOCALAPPDATA", "HOME"):
        monkeypatch.setenv(name, str(tmp_path))
    settings = tmp_path / "RoadmapDesktop" / "settings.json"
    settings.parent.mkdir()
    settings.write_text('{"shared_computer": true, "theme": "light"}')
    # A file that was closed here, in a folder that nobody empties: a start as on most days.
    KnownDocuments(settings.with_name("known-documents.json")).remember(sample)
    (tmp_path / "temporary").mkdir()
    monkeypatch.setenv("TMPDIR", str(tmp_path / "temporary"))
    result = subprocess.run(
        [sys.executable, "-c", _START, str(sample)], check=True, capture_output=True, text=True, timeout=60
    )
    assert result.stdout.splitlines() == [""]
