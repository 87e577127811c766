"""Qt's own file picker writes down folders and files for every program of the user; here it writes nothing."""

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QSettings

_GROUP = "FileDialog"


@contextmanager
def unchanged() -> Iterator[None]:
    """What Qt had written down about pickers before the block stands there after it, and nothing else."""
    before = _all()
    try:
        yield
    finally:
        settings = _settings()
        settings.remove("")
        for name, value in before.items():
            settings.setValue(name, value)
        settings.endGroup()
        settings.sync()


def _settings() -> QSettings:
    settings = QSettings(QSettings.Scope.UserScope, "QtProject")
    settings.beginGroup(_GROUP)
    return settings


def _all() -> dict[str, object]:
    settings = _settings()
    return {name: settings.value(name) for name in settings.allKeys()}
