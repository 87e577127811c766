"""Every path: what ships with the application, and the user's own folders."""

import sys
from pathlib import Path

import platformdirs

_APP = "RoadmapDesktop"
_PACKAGE = Path(__file__).resolve().parent


def resources() -> Path:
    """Icons, style sheet, sample and translations.

    They lie beside the package in a checkout, inside it in a wheel or frozen build.
    """
    return _shipped("_resources", "resources")


def content() -> Path:
    """The folder of content packs that ship with the application."""
    return _shipped("_content", "roadmap_content")


def original_pack() -> Path:
    """The content pack that new files start with."""
    return content() / "original"


def sample_story() -> Path:
    """The folder of what the sample file says, one file for each element."""
    return resources() / "sample"


def translations() -> Path:
    """The folder of compiled gettext catalogs."""
    return resources() / "translations"


def _shipped(inside: str, beside: str) -> Path:
    frozen = getattr(sys, "_MEIPASS", None)
    candidates = [_PACKAGE / inside, _PACKAGE.parent / beside]
    if frozen is not None:
        candidates.insert(0, Path(frozen) / beside)
    return next((path for path in candidates if path.is_dir()), candidates[-1])


def settings_file() -> Path:
    """Where this user's settings are kept."""
    return platformdirs.user_config_path(_APP, appauthor=False) / "settings.json"


def known_documents_file() -> Path:
    """Where marks of the files that were closed here are kept; they name nothing."""
    return settings_file().with_name("known-documents.json")


def borrowed_files_file() -> Path:
    """Where this user's working copies of files on network drives are remembered, unless the computer is shared."""
    return settings_file().with_name("working-copies.json")


def log_file() -> Path:
    """Where this user's log is kept; it holds no answers, notes or names."""
    return platformdirs.user_log_path(_APP, appauthor=False) / "roadmap-desktop.log"


def crash_file() -> Path:
    """Where the files and lines stand at which the process was ended by the system, if it ever was."""
    return log_file().with_name("crash.txt")


def temporary() -> Path:
    """The folder for what is written on the way; each use has a folder of its own in it and takes it away."""
    return platformdirs.user_cache_path(_APP, appauthor=False) / "temporary"


def make_own(folder: Path) -> None:
    """Make a folder of ours, and the one around it where it is missing, for their owner alone. Raises OSError."""
    for one in (folder.parent, folder):
        one.mkdir(mode=0o700, parents=True, exist_ok=True)


def documents() -> Path:
    """The folder in which new files are suggested."""
    return platformdirs.user_documents_path()


def real(path: Path) -> Path:
    """The file that a link names; any other path as it is. A journal stands beside the file, not beside the link."""
    try:
        return path.resolve() if path.is_symlink() else path
    except (OSError, RuntimeError):
        # A link that leads in circles, or a name that no system has: whoever opens it hears of that.
        return path
