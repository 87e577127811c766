"""What this computer remembers of the user's choices: one small file, written whole or not at all."""

import json
import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

THEMES = ("system", "light", "dark", "contrast")
TEXT_SIZES = (100, 110, 125, 150, 175, 200)
RECENT = 8
LONGEST_IDLE = 30
_SHARED_IDLE = 5


class Settings(NamedTuple):
    """Choices with safe defaults. `shared_computer` is None until the question was answered, and counts as yes.

    `idle_minutes` below 0 and `guards_clipboard` None mean that nobody chose: a shared computer is guarded then.
    """

    theme: str = "system"
    text_size: int = 100
    language: str = "en_US"
    shared_computer: bool | None = None
    recent: tuple[str, ...] = ()
    last_folder: str = ""
    window: str = ""
    splitter: str = ""
    shows_panel: bool = True
    idle_minutes: int = -1
    guards_clipboard: bool | None = None

    @property
    def remembers_files(self) -> bool:
        """True only where someone said that nobody else uses this computer."""
        return self.shared_computer is False

    @property
    def hides_after(self) -> int:
        """Minutes without a key or a mouse after which the window is hidden, up to 30; 0 for never."""
        if self.idle_minutes >= 0:
            return self.idle_minutes
        return 0 if self.remembers_files else _SHARED_IDLE

    @property
    def clears_clipboard(self) -> bool:
        """True when copied words are kept out of clipboard histories and cleared after a minute."""
        return not self.remembers_files if self.guards_clipboard is None else self.guards_clipboard

    def forgotten(self) -> "Settings":
        """These settings without the traces of what was done: files, folder, place of the window."""
        return self._replace(recent=(), last_folder="", window="", splitter="")

    def with_opened(self, path: Path) -> "Settings":
        """These settings after a file was opened: first of the recent ones, unless the computer is shared."""
        if not self.remembers_files:
            return self
        others = [name for name in self.recent if name != str(path)]
        return self._replace(recent=(str(path), *others)[:RECENT], last_folder=str(path.parent))

    def with_shared_computer(self, shared: bool) -> "Settings":
        """These settings after the question was answered; on a shared computer what was remembered is forgotten."""
        if shared:
            return self._replace(shared_computer=True, recent=(), last_folder="")
        return self._replace(shared_computer=False)


class SettingsFile:
    """Reads and writes settings. Nothing here ever stops the application: what cannot be read is the default."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def load(self) -> Settings:
        """The stored settings; a damaged file is put aside as `settings.damaged.json` and the defaults are used."""
        try:
            found = json.loads(self._path.read_text(encoding="utf-8"))
            if not isinstance(found, dict):
                raise ValueError
        except FileNotFoundError:
            return Settings()
        except (OSError, ValueError):
            with suppress(OSError):
                self._path.replace(self._path.with_name("settings.damaged.json"))
            return Settings()
        return _checked(found)

    def save(self, settings: Settings) -> bool:
        """Write the settings whole or not at all; False where this user may not write them."""
        beside = self._path.with_name(f".{self._path.name}.{os.urandom(4).hex()}")
        try:
            self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            handle = os.open(beside, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                json.dump(settings._asdict(), file, indent=1)
                file.flush()
                os.fsync(file.fileno())
            beside.replace(self._path)
        except OSError:
            with suppress(OSError):
                beside.unlink(missing_ok=True)
            return False
        return True


def _checked(found: Mapping[str, object]) -> Settings:
    # Settings of another version may have other names and types: each is taken only where it fits.
    kept: dict[str, object] = {}
    defaults = Settings()
    for name, default in defaults._asdict().items():
        value = found.get(name)
        if name == "recent":
            if isinstance(value, list):
                kept[name] = tuple(str(path) for path in value)[:RECENT]
        elif name in {"shared_computer", "guards_clipboard"}:
            kept[name] = value if isinstance(value, bool) else None
        elif type(value) is type(default):
            kept[name] = value
    settings = Settings._make({**defaults._asdict(), **kept}.values())
    if settings.theme not in THEMES:
        settings = settings._replace(theme=defaults.theme)
    size = min(TEXT_SIZES, key=lambda size: abs(size - settings.text_size))
    return settings._replace(text_size=size, idle_minutes=max(-1, min(LONGEST_IDLE, settings.idle_minutes)))
