"""A walk through every page and dialog, for pictures and for checks of accessibility."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

from msgspec.structs import replace
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QWidget

from roadmap_desktop.content.schema import ContentPack, Prompt, PromptId
from roadmap_desktop.errors import ContentPackRejected, FileNotThere
from roadmap_desktop.i18n import _
from roadmap_desktop.model.answers import AnswerKey
from roadmap_desktop.model.backups import Difference, Reason
from roadmap_desktop.model.identifying import find
from roadmap_desktop.model.identifying_rules import Detail
from roadmap_desktop.services.backups import BackupService
from roadmap_desktop.services.documents import Document
from roadmap_desktop.services.identifying import advice_on
from roadmap_desktop.services.leaving import Leaving
from roadmap_desktop.services.pack_upgrades import PackUpgradeService
from roadmap_desktop.services.progress import Progress
from roadmap_desktop.services.purging import PlaceReport, PurgeCounts, PurgeReport
from roadmap_desktop.services.salvaging import SalvageReport
from roadmap_desktop.services.traces import Places, TracesService
from roadmap_desktop.settings import Settings
from roadmap_desktop.ui.crash import crash_words
from roadmap_desktop.ui.dialogs.asking_dialogs import TextDialog
from roadmap_desktop.ui.dialogs.backups_dialog import BackupsDialog, ComparisonDialog
from roadmap_desktop.ui.dialogs.export_dialog import ExportDialog
from roadmap_desktop.ui.dialogs.frame import Frame
from roadmap_desktop.ui.dialogs.kept_words_dialog import KeptWordsDialog
from roadmap_desktop.ui.dialogs.leaving_dialog import LeavingDialog
from roadmap_desktop.ui.dialogs.mail_dialog import MailDialog
from roadmap_desktop.ui.dialogs.new_file_dialog import NewFileDialog
from roadmap_desktop.ui.dialogs.new_passphrase_dialog import NewPassphraseDialog
from roadmap_desktop.ui.dialogs.passphrase_dialogs import RemovePassphraseDialog, UnlockDialog
from roadmap_desktop.ui.dialogs.purge_dialog import PurgeDialog, PurgeReportDialog, report_lines
from roadmap_desktop.ui.dialogs.reading_dialogs import AboutDialog, ShortcutsDialog
from roadmap_desktop.ui.dialogs.refusal_dialog import RefusalDialog
from roadmap_desktop.ui.dialogs.report_dialog import ReportDialog
from roadmap_desktop.ui.dialogs.review_dialog import ReviewDialog
from roadmap_desktop.ui.dialogs.round_dialogs import ScopeDialog, StartRoundDialog
from roadmap_desktop.ui.dialogs.salvage_dialog import SalvageDialog
from roadmap_desktop.ui.dialogs.settings_dialog import SettingsDialog
from roadmap_desktop.ui.dialogs.table_dialog import TableDialog
from roadmap_desktop.ui.dialogs.traces_dialog import TracesDialog
from roadmap_desktop.ui.dialogs.upgrade_dialog import UpgradeDialog
from roadmap_desktop.ui.dialogs.versions_dialog import VersionsDialog
from roadmap_desktop.ui.dialogs.waiting_dialog import WaitingDialog
from roadmap_desktop.ui.file_view import FileView
from roadmap_desktop.ui.hiding import Hiding
from roadmap_desktop.ui.main_window import MainWindow
from roadmap_desktop.ui.pages.watch import Noted
from roadmap_desktop.ui.pages.workshop_page import WorkshopPage
from roadmap_desktop.ui.window_damage import salvage_lines
from roadmap_desktop.ui.workshop.deck import rules_deck, scenario_deck


def tour(window: MainWindow, document: Document) -> Iterator[tuple[str, QWidget]]:
    """Each stop as a name and the widget to look at; the window is shown already."""
    window.show_welcome()
    _settle()
    yield "welcome", window
    window.show_document(document)
    document.warm_up()
    window.name_undo()
    view = window.view
    if view is None:
        return
    for name in ("overview", "actions", "agencies", "library", "workshop", "help"):
        view.open_page(name)
        _settle()
        yield name, window
    yield from _workshop(window, view)
    view.search("labor")
    _settle()
    yield "search", window
    view.open_page("shelf")
    _settle()
    yield "shelf", window
    yield from _element(window, view)
    yield from _hidden(window)
    view = window.view or view
    for name, dialog in _dialogs(window, view):
        dialog.show()
        _settle()
        yield name, dialog
        dialog.close()
        dialog.deleteLater()


def _workshop(window: MainWindow, view: FileView) -> Iterator[tuple[str, QWidget]]:
    view.open_page("workshop")
    page = view.pages.page("workshop")
    if not isinstance(page, WorkshopPage):
        return
    pack = view.desk.reading.pack(view.place.assessment)
    for name, parts in (("workshop-plan", pack.plans), ("workshop-scenario", pack.scenarios)):
        for part in parts[:1]:
            page.contents.choose(part.id)
            _settle()
            yield name, window
    decks = [("present-rules", rules_deck(pack.ground_rules))] if pack.ground_rules else []
    decks += [("present-scenario", scenario_deck(one)) for one in pack.scenarios[:1]]
    for name, deck in decks:
        shown = page.present(deck)
        # As large as the window that is looked at; the real screen may be another one.
        shown.showNormal()
        shown.resize(window.size())
        _settle()
        yield name, shown
        if deck.opening:
            shown.go_to(1)
            _settle()
            yield "present-question", shown
        shown.close()


def _element(window: MainWindow, view: FileView) -> Iterator[tuple[str, QWidget]]:
    first = view.desk.reading.pack(view.place.assessment).elements[0]
    view.open_element(first.id)
    page = view.element_page
    if page is not None:
        page.complete()
    _settle()
    yield "element", window
    if page is not None:
        page.details.show()
        _settle()
        yield "element-why", window
        advice_words = advice_on(find(_identifying_words()))
        offers = [(words, lambda: None) for words in (_("Mask it"), _("Keep it"), _("What this check misses"))]
        fields: tuple[Noted, ...] = (*page.cards[:1], page.details.noted[0])
        for noted in fields:
            noted.set_note(advice_words, noted.editor.accessibleName(), offers)
        _settle()
        yield "element-note", window
        for noted in fields:
            noted.set_note("", "", ())
        page.details.hide()
    closed = [one for one in view.desk.reading.assessments() if one.is_closed]
    if closed:
        newest = view.place.assessment
        view.choose_assessment(closed[0].id)
        _settle()
        yield "element-closed", window
        view.choose_assessment(newest)
    _settle()


def _hidden(window: MainWindow) -> Iterator[tuple[str, QWidget]]:
    hiding = Hiding(window)
    for name, is_privacy_screen in (("hidden", False), ("privacy-screen", True)):
        hiding.hide(is_privacy_screen=is_privacy_screen)
        _settle()
        yield name, window
        hiding.come_back()
        _settle()
    hiding.deleteLater()


def _dialogs(window: MainWindow, view: FileView) -> Iterator[tuple[str, Frame]]:
    reading = view.desk.reading
    pack = reading.pack(view.place.assessment)
    prompt = pack.elements[0].stages[1].prompts[0].id
    key = AnswerKey(view.place.assessment, view.place.respondent, prompt)
    rounds = reading.assessments()
    yield "dialog-new", NewFileDialog(pack, Path("Documents"), window.messages, window)
    yield "dialog-export", ExportDialog(view.desk, view.place, window.messages, window)
    yield "dialog-table", TableDialog(view.desk, view.place, window.messages, window)
    yield "dialog-mail", MailDialog(view.desk, window.messages, window)
    yield "dialog-leaving", LeavingDialog(_found(view), window)
    line = TextDialog(
        _("Our own prompt"),
        _("What do we want to ask ourselves here?"),
        _identifying_words(),
        window,
        lambda: view.desk.identifying,
    )
    if line.noted is not None:
        line.noted.look()
    yield "dialog-line", line
    yield "dialog-versions", VersionsDialog(view.desk, key, window.messages, window)
    yield "dialog-start-assessment", StartRoundDialog(pack, rounds, window)
    yield "dialog-elements", ScopeDialog(pack, rounds[-1].scope, window)
    yield "dialog-update-prompts", _upgrade_dialog(window, view, pack)
    yield "dialog-refused-prompts", RefusalDialog(_refused(), window)
    yield "dialog-backups", _backups_dialog(window, view)
    yield "dialog-backup-compared", ComparisonDialog(_differences(view), _("10:02"), window)
    yield "dialog-purge", PurgeDialog(view.desk, window.messages, window)
    yield "dialog-purged", PurgeReportDialog(_purged(view), _("What was purged"), window)
    salvaged = SalvageReport(view.desk.document.path, 40, {view.desk.document.path.name: 2}, (), 12)
    yield "dialog-salvaged", SalvageDialog(salvage_lines(salvaged), window)
    yield "dialog-review-date", ReviewDialog(date.today(), window)
    yield from _passphrases(window, view.desk.document.path.name)
    yield "dialog-settings", SettingsDialog(Settings(), window)
    yield "dialog-remembered", TracesDialog(_traces(view), view.desk.document.path, window.messages, window)
    yield "dialog-report", ReportDialog(crash_words("ValueError at reading.py:1 < file_view.py:2"), window)
    yield "dialog-kept-words", KeptWordsDialog([(_("What should be remembered?"), _("An example."))], window)
    yield "dialog-first-run", SettingsDialog(Settings(), window, first_run=True)
    yield "dialog-shortcuts", ShortcutsDialog(window)
    yield "dialog-about", AboutDialog(window)


def _upgrade_dialog(window: MainWindow, view: FileView, pack: ContentPack) -> UpgradeDialog:
    service = PackUpgradeService(view.desk.document)
    preview = service.preview(an_invented_update(pack))
    return UpgradeDialog(preview, lambda _place: preview.backups, window.messages, window)


def an_invented_update(pack: ContentPack) -> ContentPack:
    """The pack as a next version could be: one prompt reworded, one moved, one retired and one new."""
    element = pack.elements[0]
    first, second, *others = element.stages
    kept, *following = first.prompts
    moved, rest = following[-1:], following[1:-1]  # the one after the first is gone
    new = Prompt(PromptId(f"{element.id}.{second.id}.p90"), _("Who looks after this when people change?"))
    reworded = replace(kept, text=_("In one sentence each: why does this task force exist?"))
    stages = (
        replace(first, prompts=(reworded, *rest)),
        replace(second, prompts=(*second.prompts, *moved, new)),
        *others,
    )
    area, *areas = pack.areas
    changed = replace(area, elements=(replace(element, stages=stages), *area.elements[1:]))
    return replace(pack, version=f"{pack.version}.1", areas=(changed, *areas))


def _traces(view: FileView) -> TracesService:
    path = view.desk.document.path
    settings = Settings(shared_computer=False, recent=(str(path),), last_folder=str(path.parent))
    # Not the real places: a picture must not show whose computer it was taken on.
    one, two, three, four = (path.parent / str(number) for number in range(1, 5))
    return TracesService(Places(one, two, three, four), lambda: settings)


def _passphrases(window: MainWindow, name: str) -> Iterator[tuple[str, Frame]]:
    backups = tuple(_("Sample backup {number}.roadmap").format(number=number) for number in (1, 2))
    yield "dialog-passphrase", UnlockDialog(name, _("Open"), lambda _words: "", window)
    for number, stop in enumerate(("dialog-passphrase-meaning", "dialog-passphrase-words", "dialog-passphrase-again")):
        made = NewPassphraseDialog(
            name, backups, lambda: _("unfold clarity gravel mustang pebble"), window.messages, window
        )
        made.go_to(number)
        yield stop, made
    yield "dialog-passphrase-remove", RemovePassphraseDialog(name, backups, window)
    yield (
        "dialog-passphrase-moment",
        WaitingDialog(_("Checking a file from elsewhere…"), lambda _progress: None, window),
    )


def _backups_dialog(window: MainWindow, view: FileView) -> BackupsDialog:
    service, now = BackupService(view.desk.document), datetime.now(UTC)
    if not service.listed():
        service.finisher(service.start(Reason.OPENED, now), now)(Progress())
    return BackupsDialog(service, service.folder, window.messages, window)


def _differences(view: FileView) -> tuple[Difference, ...]:
    prompt = view.desk.reading.pack(view.place.assessment).elements[0].stages[0].prompts[0].text
    team = view.desk.reading.task_force().name
    return (Difference(prompt, team, "", "", prompt), Difference(prompt, team, "", prompt, ""))


def _identifying_words() -> str:
    return "(312) 555-0142, desk@example.org"


def _found(view: FileView) -> tuple[Leaving, ...]:
    element = view.desk.reading.pack(view.place.assessment).elements[0]
    place = f"{element.title} · {element.stages[0].prompts[0].text}"
    return (
        Leaving(Detail.PHONE, "(312) 555-0142", (place,)),
        Leaving(Detail.IP, "203.0.113.9", (place, element.title), was_kept=True),
    )


def _purged(view: FileView) -> list[str]:
    path = view.desk.document.path
    counts = PurgeCounts(answers=12, placements=3, notes=4, actions=0, evidence=0, backups=2)
    places = (PlaceReport(path), PlaceReport(path, FileNotThere(path)))
    return report_lines(PurgeReport(counts, 40, False, places[:1], places[1:], path))


def _refused() -> ContentPackRejected:
    reasons = (
        _("elements/foundations/link.toml: links are not accepted"),
        _("elements/foundations/calendar.toml: purpose: Field required"),
    )
    return ContentPackRejected(Path("prompts"), reasons)


def _settle() -> None:
    # Layouts follow over several turns of the event loop, and what was thrown away must be gone.
    for _turn in range(4):
        QApplication.sendPostedEvents()
        QCoreApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
