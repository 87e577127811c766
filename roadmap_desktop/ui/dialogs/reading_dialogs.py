"""Things to read: shortcuts, about, and help without a file."""

import platform
from types import ModuleType

from PySide6.QtCore import qVersion
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QHeaderView, QTableWidget, QTableWidgetItem, QVBoxLayout, QWidget

from roadmap_desktop import __version__
from roadmap_desktop.i18n import _
from roadmap_desktop.stand_ins import package_metadata
from roadmap_desktop.ui.commands import commands, menus
from roadmap_desktop.ui.dialogs.frame import Frame
from roadmap_desktop.ui.pages.help_blocks import ATTRIBUTION
from roadmap_desktop.ui.pages.help_page import HelpPage
from roadmap_desktop.ui.pages.page import column
from roadmap_desktop.ui.widgets.plain_label import PlainLabel

# Every library the window is delivered with, and its licence.
LIBRARIES = (
    ("PySide6-Essentials", "LGPL-3.0"),
    ("pypdfium2", "BSD-3-Clause and Apache-2.0"),
    ("pikepdf", "MPL-2.0"),
    ("lxml", "BSD-3-Clause"),
    ("uharfbuzz", "Apache-2.0"),
    ("python-bidi", "LGPL-3.0"),
    ("regex", "Apache-2.0 and CNRI-Python"),
    ("SQLAlchemy", "MIT"),
    ("reportlab", "BSD"),
    ("XlsxWriter", "BSD-2-Clause"),
    ("pillow", "MIT-CMU"),
    ("platformdirs", "MIT"),
    ("pydantic", "MIT"),
    ("msgspec", "BSD-3-Clause"),
    ("font-source-sans-pro", "SIL OFL 1.1"),
    ("sqlcipher3", "zlib; with SQLCipher, BSD-3-Clause, and OpenSSL, Apache-2.0"),
    ("dicewarepy", "MIT; with the long word list of the Electronic Frontier Foundation, CC BY 3.0 US"),
)


class ShortcutsDialog(Frame):
    """Every shortcut, by menu."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Keyboard shortcuts"), "", parent)
        rows = [
            (words.replace("&", ""), command.words.replace("&", ""), command.shortcut)
            for key, words in menus()
            for command in commands()
            if command.menu == key and command.shortcut
        ]
        rows += [
            (_("Element"), _("Another stage, while the stages have the focus"), "Left"),
            (_("Matrix"), _("Open the element"), "Return"),
            (_("Presenting"), _("Go on"), "Right"),
            (_("Presenting"), _("Go on"), "Space"),
            (_("Presenting"), _("Go on"), "PgDown"),
            (_("Presenting"), _("Go back"), "Left"),
            (_("Presenting"), _("Go back"), "PgUp"),
            (_("Presenting"), _("Larger or smaller letters"), "+, -"),
            (_("Presenting"), _("Together, or one at a time"), "T"),
            (_("Presenting"), _("Leave"), "Esc"),
        ]
        table = QTableWidget(len(rows), 3, self)
        table.setAccessibleName(_("Keyboard shortcuts"))
        table.setHorizontalHeaderLabels([_("Where"), _("What"), _("Keys")])
        table.verticalHeader().hide()
        table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        table.setShowGrid(False)
        table.setTabKeyNavigation(False)
        table.horizontalHeader().setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        for row, (where, what, keys) in enumerate(rows):
            native = QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
            for place, words in enumerate((where, what, native)):
                table.setItem(row, place, QTableWidgetItem(words))
        table.resizeColumnToContents(0)
        table.resizeColumnToContents(2)
        self.body.addWidget(table, 1)
        self.resize(max(620, 72 * self.fontMetrics().averageCharWidth()), 620)


class AboutDialog(Frame):
    """Version, attribution, licences, and how to check that nothing is online."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("About Roadmap Desktop"), "", parent)
        scroll, layout = column(self, margin=4)
        self.body.addWidget(scroll, 1)
        facts = _("Version {version}, Qt {qt}, Python {python}. MIT license.").format(
            version=__version__, qt=qVersion(), python=platform.python_version()
        )
        layout.addWidget(PlainLabel(facts, self))
        layout.addWidget(PlainLabel(ATTRIBUTION, self, role="muted"))
        layout.addWidget(
            PlainLabel(
                _(
                    "Works offline. Roadmap Desktop never connects to anything. To check it, unplug the network and do "
                    "everything; or ask your IT to block the program in the firewall and to watch it; or run the test "
                    "tests/journeys/test_offline.py of its source, which lives a whole day without a network and "
                    "watches every call. A link opens your browser only after you saw its address and said yes."
                ),
                self,
            )
        )
        layout.addWidget(PlainLabel(_("Made with these libraries"), self, role="strong"))
        metadata = package_metadata()
        for name, licence in LIBRARIES:
            layout.addWidget(PlainLabel(f"{name} {version_of(metadata, name)} · {licence}", self, role="small"))
        layout.addStretch(1)
        self.resize(600, 520)


def version_of(metadata: ModuleType, name: str) -> str:
    """The version of a library; a passphrase needs two that a computer may do without."""
    try:
        return str(metadata.version(name))
    except ImportError:
        return _("(not on this computer)")


class HelpDialog(Frame):
    """The help pages while no file is open, or above another dialog; `topic` is shown first."""

    def __init__(self, parent: QWidget | None = None, topic: str = "") -> None:
        super().__init__(_("Help"), "", parent)
        page = QVBoxLayout()
        help_page = HelpPage(self)
        help_page.contents.choose(topic)
        page.addWidget(help_page)
        self.body.addLayout(page, 1)
        self.resize(900, 640)
