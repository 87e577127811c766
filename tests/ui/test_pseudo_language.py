"""The whole window in a language of longer, accented words: nothing is hard-coded, and nothing is cut off."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, QLocale, QModelIndex, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QScrollArea,
    QTextEdit,
    QWidget,
)

from roadmap_desktop import i18n, paths
from roadmap_desktop.services.documents import Document
from roadmap_desktop.services.dumping import current
from roadmap_desktop.services.mailing import languages
from roadmap_desktop.services.samples import SampleService
from roadmap_desktop.settings import Settings, SettingsFile
from roadmap_desktop.ui.dialogs.reading_dialogs import LIBRARIES
from roadmap_desktop.ui.tour import tour
from roadmap_desktop.ui.window_files import original_pack
from tests.pseudo import LANGUAGE, accented, install_catalog
from tests.windows import TestWindow, open_window

_WORDS = re.compile(r"[A-Za-z]{2,}")
# What Qt says in the system's own language, names of keys and of things, and the shapes of dates.
_NAMES = {"roadmap", "AM", "PM", "Ctrl", "Shift", "Alt", "Up", "Down", "Left", "Right", "Space", "Esc", "Return"}
_NAMES |= {"Del", "PgUp", "PgDown"}


@pytest.fixture
def foreign(qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[TestWindow]:
    """A window in the accented language, as if a translator had sent its catalog."""
    catalogs = install_catalog(tmp_path / "translations")
    monkeypatch.setattr(paths, "translations", lambda: catalogs)
    SettingsFile(tmp_path / "settings" / "settings.json").save(Settings(language=LANGUAGE))
    locale = QLocale()
    QLocale.setDefault(QLocale("en_US"))
    window = open_window(tmp_path)
    yield window
    window.built.close()
    i18n.install("en_US", tmp_path)
    QLocale.setDefault(locale)


def shown_texts(root: QWidget) -> Iterator[tuple[str, str]]:
    """Every text that is seen or read out, with the kind of thing that says it."""
    yield "window title", root.windowTitle()
    for widget in root.findChildren(QWidget):
        yield f"name of {type(widget).__name__}", widget.accessibleName()
        yield f"description of {type(widget).__name__}", widget.accessibleDescription()
        yield f"tip of {type(widget).__name__}", widget.toolTip()
        if isinstance(widget, QLabel | QAbstractButton):
            yield type(widget).__name__, widget.text()
        elif isinstance(widget, QLineEdit | QPlainTextEdit | QTextEdit):
            yield f"hint of {type(widget).__name__}", widget.placeholderText()
        elif isinstance(widget, QMenu):
            yield "menu", widget.title()
        elif isinstance(widget, QComboBox):
            yield from (("choice", widget.itemText(place)) for place in range(widget.count()))
        elif isinstance(widget, QAbstractItemView) and not isinstance(widget, QHeaderView):
            yield from ((f"cell of {type(widget).__name__}", text) for text in _cells(widget.model(), QModelIndex()))
    for action in root.findChildren(QAction):
        yield "command", action.text()


def _cells(model: QAbstractItemModel | None, parent: QModelIndex) -> Iterator[str]:
    if model is None:
        return
    # A list does not tell how many columns it has.
    columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount(parent)
    if not parent.isValid():
        for column in range(columns):
            yield str(model.headerData(column, Qt.Orientation.Horizontal) or "")
    for row in range(model.rowCount(parent)):
        for column in range(columns):
            index = model.index(row, column, parent)
            for role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
                yield str(index.data(role) or "")
        yield from _cells(model, model.index(row, 0, parent))


def own_words(document: Document) -> list[str]:
    """What the pack and the users wrote, the longest first: it stays as it is in every language."""
    found: set[str] = set()

    def collect(value: object) -> None:
        if isinstance(value, str):
            found.update(line.strip().replace("&", "") for line in [value, *value.splitlines()])
        elif isinstance(value, dict):
            collect(list(value.values()))
        elif isinstance(value, list | tuple):
            for one in value:
                collect(one)

    collect(msgspec.to_builtins(original_pack()))
    collect(current(document.connection))
    collect([document.path.stem, str(document.path.parent), f"{document.path.stem}.backups", "“prompts”"])
    collect([f"{name} " for name, _licence in LIBRARIES] + [licence for _name, licence in LIBRARIES])
    # A language goes by its own name everywhere.
    collect([QLocale(name).nativeLanguageName() for name in languages()])
    locale = QLocale()
    for month in range(1, 13):
        collect([locale.standaloneMonthName(month), locale.monthName(month)])
    return sorted((text for text in found if _WORDS.search(text)), key=len, reverse=True)


def hard_coded(text: str, own: list[str]) -> bool:
    """Whether a text holds words that nobody wrote and no catalog translated."""
    left = text.replace("&", "").replace("\u200b", "")
    if not set(_WORDS.findall(left)) - _NAMES:
        return False
    for phrase in own:
        if phrase in left:
            left = left.replace(phrase, " ")
            if not set(_WORDS.findall(left)) - _NAMES:
                return False
    # What the search found is shown with what stands around it, cut at both ends.
    pieces = re.split("…| · |: |, |\n", text) if "…" in text else [text]
    return not all(any(piece.strip() in phrase for phrase in own) for piece in pieces if _WORDS.search(piece))


def cut_off(root: QWidget) -> Iterator[str]:
    """Buttons, and labels that do not wrap, that are narrower than their words."""
    for widget in root.findChildren(QWidget):
        is_label = isinstance(widget, QLabel) and not widget.wordWrap()
        if not widget.isVisible() or not (is_label or isinstance(widget, QAbstractButton)):
            continue
        # What scrolls may be wider than what is seen of it; the widget itself must not be squeezed.
        words = widget.text() if isinstance(widget, QLabel | QAbstractButton) else ""
        if words and widget.width() < widget.minimumSizeHint().width():
            yield f"{type(widget).__name__} “{words}”: {widget.width()} of {widget.minimumSizeHint().width()}"


def out_of_view(root: QWidget) -> Iterator[str]:
    """Controls that stand beyond the edge of a window or a page that does not scroll sideways."""
    for widget in root.findChildren(QAbstractButton):
        area = next((one for one in _parents(widget) if isinstance(one, QScrollArea)), None)
        holder = area.widget() if area is not None else root
        if widget.isVisible() and widget.text() and holder is not None:
            right = widget.mapTo(holder, widget.rect().topRight()).x()
            if right > holder.width():
                yield f"“{widget.text()}” ends at {right} of {holder.width()}"


def _parents(widget: QWidget) -> Iterator[QWidget]:
    above = widget.parentWidget()
    while above is not None:
        yield above
        above = above.parentWidget()


def on_every_stop(window: TestWindow, look: Callable[[QWidget], list[str]]) -> dict[str, list[str]]:
    service = SampleService(window.built.documents, original_pack())
    document = service.new_sample(window.folder / "Sample River Task Force.roadmap")
    return {name: found for name, widget in tour(window.built.window, document) if (found := look(widget))}


def test_no_text_of_the_window_is_hard_coded(foreign: TestWindow) -> None:
    assert foreign.built.window.commands.action("export").text().startswith("&É")
    own: list[str] = []
    counted = 0

    def untranslated(widget: QWidget) -> list[str]:
        nonlocal counted
        view = foreign.built.window.view
        if view is not None and not own:
            own.extend(own_words(view.desk.document))
        texts = sorted({(kind, text) for kind, text in shown_texts(widget) if text})
        counted += len(texts)
        return [f"{kind}: {text}" for kind, text in texts if hard_coded(text, own)]

    assert on_every_stop(foreign, untranslated) == {}
    assert counted > 2000


def test_nothing_is_cut_off_in_a_longer_language(foreign: TestWindow) -> None:
    foreign.built.window.resize(1366, 768)
    assert on_every_stop(foreign, lambda widget: [*cut_off(widget), *out_of_view(widget)]) == {}


def test_the_sweeps_would_find_what_they_look_for(qapp: QApplication) -> None:
    assert hard_coded("Export it", [])
    assert hard_coded(f"{accented('Saved')} today", ["Sample"])
    assert not hard_coded(f"{accented('Saved')} 2:41 PM", [])
    assert not hard_coded("Roles and responsibilities · 2", ["Roles and responsibilities"])
    assert not hard_coded("…they call first, Roles", ["Whom do they call first?", "Roles"])
    assert hard_coded("…they call first, Result", ["Whom do they call first?", "Roles"])
    root = QWidget()
    label = QLabel("A long text that does not fit", root)
    label.setFixedWidth(20)
    root.resize(300, 100)
    root.show()
    assert len(list(cut_off(root))) == 1
    root.close()
