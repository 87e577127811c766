"""Translation of what users see, by gettext; the one allowed piece of process-wide state."""

import gettext as _gettext
from collections.abc import Callable
from pathlib import Path

DOMAIN = "roadmap_desktop"
PSEUDO = "pseudo"
SOURCE = "en_US"


class _Pseudo(_gettext.NullTranslations):
    """Doubles every string, so that a layout that cannot grow shows itself."""

    def gettext(self, message: str) -> str:
        return f"{message} {message}" if message else message

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self.gettext(msgid1 if n == 1 else msgid2)


class _Current:
    def __init__(self) -> None:
        self.translations: _gettext.NullTranslations = _gettext.NullTranslations()


_current = _Current()


def install(language: str, folder: Path) -> None:
    """Use a language from now on; one without a catalog in `folder` falls back to the US English of the source.

    The language `pseudo` doubles every string, for tests of layouts.
    """
    if language == PSEUDO:
        _current.translations = _Pseudo()
    elif language.replace("-", "_") == SOURCE:
        # No need to look for what the source already speaks.
        _current.translations = _gettext.NullTranslations()
    else:
        _current.translations = _gettext.translation(DOMAIN, folder, [language], fallback=True)


def _(message: str) -> str:
    """The message in the installed language."""
    return _current.translations.gettext(message)


def ngettext(singular: str, plural: str, number: int) -> str:
    """The form of a message that fits a number, in the installed language."""
    return _current.translations.ngettext(singular, plural, number)


def languages(folder: Path) -> tuple[str, ...]:
    """The languages that can be written in: the source, and every one with a compiled catalog in `folder`."""
    catalogs = folder.glob(f"*/LC_MESSAGES/{DOMAIN}.mo")
    return (SOURCE, *sorted({path.parts[-3] for path in catalogs} - {SOURCE}))


def speaker(language: str, folder: Path) -> Callable[[str], str]:
    """Messages in a language that is not the one of the window; the source where it has no catalog."""
    if language == SOURCE:
        return _gettext.NullTranslations().gettext
    return _gettext.translation(DOMAIN, folder, [language], fallback=True).gettext
