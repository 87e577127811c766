import sys

import pytest
from PySide6.QtWidgets import QApplication, QWidget


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None is immortal from Python 3.12 on")
def test_calls_into_qt_leave_the_count_of_none_alone(qapp: QApplication) -> None:
    # A release of the binding took one reference away with each call, which ends the process after some thousands.
    widget = QWidget()
    before = sys.getrefcount(None)
    for _ in range(2000):
        widget.property("nothing")
        widget.update()
    assert sys.getrefcount(None) > before - 200
