"""The passphrase of a file: typed to open it, set, changed and removed."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from roadmap_desktop.errors import Cancelled, ProtectionUnavailable, RoadmapError, WrongPassphrase
from roadmap_desktop.i18n import _, ngettext
from roadmap_desktop.sentences import sentence, shown_name
from roadmap_desktop.ui.announcing import announce
from roadmap_desktop.ui.main_window import MainWindow

if TYPE_CHECKING:
    from roadmap_desktop.model.passphrase import Passphrase
    from roadmap_desktop.services.documents import Document, DocumentService
    from roadmap_desktop.services.protection import ProtectionChange, ProtectionChanged


def unlock(window: MainWindow, path: Path, open_with: "Callable[[Passphrase], Document]") -> "Document | None":
    """Ask for the passphrase of a file until it opens; None when nobody wants to go on. Raises what else fails."""
    from roadmap_desktop.ui.dialogs.passphrase_dialogs import UnlockDialog

    opened: list[Document] = []
    failed: list[RoadmapError] = []

    def attempt(words: "Passphrase") -> str:
        try:
            opened.append(open_with(words))
        except WrongPassphrase as error:
            return sentence(error)
        except RoadmapError as error:
            # Another passphrase would not help with this one.
            failed.append(error)
        return ""

    dialog = UnlockDialog(shown_name(path), _("Open"), attempt, window)
    dialog.exec()
    dialog.deleteLater()
    if failed:
        raise failed[0]
    return opened[0] if opened else None


class PassphraseCommands(QObject):
    """What “Passphrase…” does: nothing of it is loaded before it is wanted."""

    def __init__(
        self,
        window: MainWindow,
        documents: "Callable[[], DocumentService]",
        present: "Callable[[Document], None]",
    ) -> None:
        super().__init__(window)
        self._window = window
        self._documents = documents
        self._present = present
        window.file_ready.connect(self._offer_to_protect_backups)

    def run(self, name: str) -> bool:
        """Do a command of this module; False when it is not one or no file is open."""
        if name != "passphrase" or self._window.view is None:
            return False
        self._window.view.flush()
        # Words that could not be saved are on the screen alone, and the file has to be closed for this.
        if self._window.has_unsaved_words:
            self._window.messages.tell(
                _("Some words on this screen could not be saved yet. Please save them first; nothing was changed.")
            )
            return True
        document = self._window.view.desk.document
        try:
            self._run(document)
        except RoadmapError as error:
            self._window.show_problem(error)
        return True

    def _run(self, document: "Document") -> None:
        from roadmap_desktop.services.protection import is_available

        if not is_available():
            from roadmap_desktop.ui.dialogs.new_passphrase_dialog import unavailable_words

            self._window.messages.tell(unavailable_words(ProtectionUnavailable(document.path)))
        elif document.is_protected:
            self._change_or_remove(document)
        else:
            self._set(document, None)

    def _change_or_remove(self, document: "Document") -> None:
        choices = [_("Change the passphrase"), _("Remove the passphrase")]
        question = _("“{name}” is protected with a passphrase. What would you like to do?")
        chosen = self._window.messages.ask_choice(
            _("Passphrase"), question.format(name=document.path.name), choices, _("Go on")
        )
        if chosen is None or (old := self._asked_old(document)) is None:
            return
        if chosen == 0:
            self._set(document, old)
        else:
            self._remove(document, old)

    def _asked_old(self, document: "Document") -> "Passphrase | None":
        # Whoever walks up to an open window must not be able to lock others out, or the file open.
        from roadmap_desktop.services.protection import verify_passphrase
        from roadmap_desktop.ui.dialogs.passphrase_dialogs import UnlockDialog

        right: list[Passphrase] = []

        def attempt(words: "Passphrase") -> str:
            if not verify_passphrase(document, words.reveal()):
                return _("This is not the passphrase of this file. Nothing was changed; please type it again.")
            right.append(words)
            return ""

        dialog = UnlockDialog(document.path.name, _("Go on"), attempt, self._window)
        dialog.exec()
        dialog.deleteLater()
        return right[0] if right else None

    def _set(self, document: "Document", old: "Passphrase | None") -> None:
        from roadmap_desktop.services.protection import ProtectionChange, older_backups, suggested_words
        from roadmap_desktop.ui.dialogs.new_passphrase_dialog import NewPassphraseDialog

        path = document.path
        dialog = NewPassphraseDialog(
            path.name,
            older_backups(path),
            suggested_words,
            self._window.messages,
            self._window,
            changes=old is not None,
        )
        accepted = dialog.exec()
        new, erases = dialog.chosen(), dialog.backups.erases
        dialog.deleteLater()
        if accepted:
            self._apply(ProtectionChange(path, old, new, erases))

    def _remove(self, document: "Document", old: "Passphrase") -> None:
        from roadmap_desktop.services.protection import ProtectionChange, older_backups
        from roadmap_desktop.ui.dialogs.passphrase_dialogs import RemovePassphraseDialog

        path = document.path
        dialog = RemovePassphraseDialog(path.name, older_backups(path), self._window)
        accepted = dialog.exec()
        erases = dialog.backups.erases
        dialog.deleteLater()
        if accepted:
            self._apply(ProtectionChange(path, old, None, erases))

    def _apply(self, change: "ProtectionChange") -> None:
        from roadmap_desktop.services.protection import ProtectionChanged, change_protection
        from roadmap_desktop.ui.dialogs.waiting_dialog import WaitingDialog

        # The place is kept in the file, so that it opens where it was closed.
        self._window.close_document()
        words = _("“{name}” is copied and every word of it compared.").format(name=change.path.name)
        dialog = WaitingDialog(words, lambda progress: change_protection(change, progress), self._window)
        dialog.exec()
        changed = dialog.made if isinstance(dialog.made, ProtectionChanged) else None
        error, bug = dialog.error, dialog.bug
        dialog.deleteLater()
        self._present(self._documents().open(change.path, change.new if changed is not None else change.old))
        if bug is not None:
            raise bug
        if error is not None and not isinstance(error, Cancelled):
            self._window.messages.tell(sentence(error))
        elif error is not None:
            announce(self._window, sentence(error))
        if changed is not None:
            self._report(change, changed)

    def _offer_to_protect_backups(self) -> None:
        view = self._window.view
        if view is None or not view.desk.document.is_protected:
            return
        from roadmap_desktop.services.protection import readable_backups

        document = view.desk.document
        names = readable_backups(document)
        if not names:
            return
        words = ngettext(
            "{count} backup of this file can be read without the passphrase: {names}.",
            "{count} backups of this file can be read without the passphrase: {names}.",
            len(names),
        ).format(count=len(names), names=", ".join(names))
        offers = [
            (_("Protect them"), lambda: self._protect_backups(document, names)),
            (_("Erase them"), lambda: self._erase_backups(document.path, names)),
            (_("Not now"), lambda: None),
        ]
        announce(view, words)
        self._window.notice.show_notice(words, offers)

    def _protect_backups(self, document: "Document", names: Sequence[str]) -> None:
        from roadmap_desktop.services.protection import protecting_backups, readable_backups
        from roadmap_desktop.ui.dialogs.waiting_dialog import WaitingDialog

        if not document.is_open:
            return
        words = _("“{name}” is copied and every word of it compared.").format(name=names[0])
        dialog = WaitingDialog(words, protecting_backups(document, names), self._window)
        dialog.exec()
        bug = dialog.bug
        dialog.deleteLater()
        if bug is not None:
            raise bug
        if left := readable_backups(document):
            words = _("These could not be protected and are as they were: {names}.")
            self._window.messages.tell(words.format(names=", ".join(left)))

    def _erase_backups(self, path: Path, names: Sequence[str]) -> None:
        from roadmap_desktop.services.protection import erase_backups

        if still := erase_backups(path, names):
            self._window.messages.tell(_("These could not be erased: {names}.").format(names=", ".join(still)))

    def _report(self, change: "ProtectionChange", changed: "ProtectionChanged") -> None:
        lines = [done_words(change), *backup_words(changed)]
        if not changed.left:
            self._window.messages.tell("\n\n".join(lines))
            return
        lines.append(left_words(change, changed.left))
        if self._window.messages.confirm("\n\n".join(lines), _("Erase these backups")):
            self._erase_backups(change.path, changed.left)


def done_words(change: "ProtectionChange") -> str:
    """What holds for the file now."""
    name = change.path.name
    if change.new is None:
        return _("“{name}” has no passphrase any more. Please shred the recovery sheet.").format(name=name)
    if change.old is None:
        return _("“{name}” is protected. From now on it opens with the passphrase alone.").format(name=name)
    return _("“{name}” has its new passphrase. Please shred the old recovery sheet.").format(name=name)


def backup_words(changed: "ProtectionChanged") -> list[str]:
    """What became of older backups that could follow."""
    lines = []
    if count := len(changed.remade):
        lines.append(
            ngettext(
                "{count} older backup was made anew in the same way.",
                "{count} older backups were made anew in the same way.",
                count,
            ).format(count=count)
        )
    if count := len(changed.erased):
        lines.append(
            ngettext("{count} older backup was erased.", "{count} older backups were erased.", count).format(
                count=count
            )
        )
    return lines


def left_words(change: "ProtectionChange", names: Sequence[str]) -> str:
    """Which backups could not follow, and what that means."""
    if change.old is None:
        words = _("These backups could not follow and can still be read without the passphrase: {names}.")
    else:
        words = _("These backups could not follow and open, if at all, only as they did before: {names}.")
    return words.format(names=", ".join(names))
