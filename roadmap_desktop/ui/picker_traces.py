"""Qt's own file picker writes down folders and files for every program of the user; here it writes nothing."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from PySide6.QtCore import QSettings

_GROUP = "FileDialog"


@contextmanager
def unchanged() -> Iterator[None]:
    """What Qt had written down about pickers before the block stands there after it, and nothing else."""
    before = _all()
    # On some systems this is no file, and there is none to take away.
    file = Path(_settings().fileName())
    was_there = file.exists()
    try:
        yield
    finally:
        settings = _settings()
        settings.remove("")
        for name, value in before.items():
            settings.setValue(name, value)
        settings.endGroup()
        settings.sync()
        if not was_there and not settings.allKeys():
            with suppress(OSError):
                file.unlink(missing_ok=True)


def _settings() -> QSettings:
    settings = QSettings(QSettings.Scope.UserScope, "QtProject")
    settings.beginGroup(_GROUP)
    return settings


def _all() -> dict[str, object]:
    settings = _settings()
    return {name: settings.value(name) for name in settings.allKeys()}
