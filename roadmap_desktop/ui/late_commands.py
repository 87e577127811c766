"""The command modules that no first paint needs: made when a file is ready, or when a command of theirs is wanted."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from roadmap_desktop.ui.main_window import MainWindow
from roadmap_desktop.ui.window_backups import BackupCommands
from roadmap_desktop.ui.window_damage import DamageCommands
from roadmap_desktop.ui.window_faults import FaultCommands
from roadmap_desktop.ui.window_network import NetworkCommands
from roadmap_desktop.ui.window_passphrase import PassphraseCommands
from roadmap_desktop.ui.window_purge import PurgeCommands

if TYPE_CHECKING:
    from roadmap_desktop.services.borrowed_files import Borrowings
    from roadmap_desktop.services.documents import Document, DocumentService
    from roadmap_desktop.services.places import Computer


class LateCommands:
    """Backups, damage, faults, network drives, passphrase and purge of one window."""

    def __init__(
        self,
        window: MainWindow,
        documents: "Callable[[], DocumentService]",
        present: "Callable[[Document], None]",
        computer: "Callable[[], Computer]",
        free_bytes: Callable[[Path], int],
        borrowings: "Borrowings",
    ) -> None:
        self.damage = DamageCommands(window)
        self.faults = FaultCommands(window, computer, free_bytes)
        self._backups = BackupCommands(window)
        self._purges = PurgeCommands(window)
        self._network = NetworkCommands(window, borrowings)
        self._passphrases = PassphraseCommands(window, documents, present)

    def run(self, name: str) -> bool:
        """Do a command of one of these modules; False when it is none of theirs."""
        return any(module.run(name) for module in (self._backups, self._purges, self._passphrases, self._network))
