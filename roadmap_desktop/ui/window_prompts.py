"""Newer prompts are offered, and other ones taken from a folder; nothing happens unless somebody says so."""

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from roadmap_desktop import paths
from roadmap_desktop.errors import ContentPackRejected, RoadmapError
from roadmap_desktop.i18n import _
from roadmap_desktop.ui.announcing import announce
from roadmap_desktop.ui.main_window import MainWindow

if TYPE_CHECKING:
    from roadmap_desktop.content.schema import ContentPack
    from roadmap_desktop.services.pack_upgrades import PackUpgradeService


class PromptCommands(QObject):
    """Offers, previews and does what changes the prompts of the open assessments."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._declined: set[tuple[str, str]] = set()

    def offer(self) -> None:
        """Say calmly that newer prompts came with the application; once a session and version."""
        service = self._service()
        if service is None or self._window.view is None:
            return
        try:
            brought = service.offer(paths.original_pack())
        except RoadmapError:
            return
        if brought is None:
            return
        decline = (self._window.view.desk.document.document_id, brought.version)
        if decline in self._declined:
            return
        words = _(
            "Version {version} of “{title}” came with this Roadmap Desktop. Your file keeps its prompts unless you "
            "update them."
        )
        said = words.format(version=brought.version, title=brought.title)
        announce(self._window.view, said)
        self._window.notice.show_notice(
            said,
            [(_("Look at what changes…"), self.update), (_("Not now"), lambda: self._declined.add(decline))],
        )

    def update(self) -> None:
        """Preview the pack that ships with the application."""
        self._read(paths.original_pack())

    def load(self) -> None:
        """Preview the pack of a folder that somebody chooses."""
        folder = self._window.messages.choose_folder(_("Load prompts from a folder"), str(paths.documents()))
        if folder is not None:
            self._read(folder)

    def _read(self, folder: Path) -> None:
        # The validation library is wanted only when a pack is read from a folder.
        from roadmap_desktop.content.pack_folder import read_pack

        try:
            pack = read_pack(folder)
        except ContentPackRejected as rejected:
            from roadmap_desktop.ui.dialogs.refusal_dialog import RefusalDialog

            RefusalDialog(rejected, self._window).exec()
            return
        self._preview(pack)

    def _preview(self, pack: "ContentPack") -> None:
        from roadmap_desktop.ui.dialogs.upgrade_dialog import UpgradeDialog

        service = self._service()
        if service is None:
            return
        try:
            preview = service.preview(pack)
        except RoadmapError as error:
            self._window.show_problem(error)
            return
        dialog = UpgradeDialog(
            preview,
            lambda place: service.upgrade(pack, datetime.now(UTC).astimezone(), place),
            self._window.messages,
            self._window,
        )
        if dialog.exec() and dialog.backup is not None:
            self._tell(dialog.backup)

    def _tell(self, backup: Path) -> None:
        words = _("The prompts were updated and every answer kept. The backup from before is “{name}” in “{folder}”.")
        self._window.notice.show_notice(
            words.format(name=backup.name, folder=backup.parent.name),
            [(_("What is no longer asked"), self._show_shelf), (_("Close"), lambda: None)],
        )

    def _show_shelf(self) -> None:
        self._window.command_wanted.emit("shelf")

    def _service(self) -> "PackUpgradeService | None":
        from roadmap_desktop.services.pack_upgrades import PackUpgradeService

        return PackUpgradeService(self._window.view.desk.document) if self._window.view is not None else None
