from itertools import product

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from roadmap_desktop.ui.theme import FAMILY, THEMES, Theme, Tokens, load_fonts

ALL = pytest.mark.parametrize("tokens", THEMES.values(), ids=lambda tokens: str(tokens.name))


def luminance(color: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    mixed = QColor(color)
    parts = [
        part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)
        for part in (mixed.redF(), mixed.greenF(), mixed.blueF())
    ]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(one: str, other: str) -> float:
    """Contrast ratio as WCAG 2.2 defines it."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_the_measure_itself() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@ALL
def test_text_can_be_read(tokens: Tokens) -> None:
    grounds = (tokens.window, tokens.surface, tokens.field, tokens.selected)
    pairs = [
        *product((tokens.text, tokens.muted, tokens.accent, *tokens.areas), grounds),
        (tokens.text, tokens.track),
        (tokens.muted, tokens.track),
        *((tokens.on_accent, ground) for ground in (tokens.accent, *tokens.areas)),
        (tokens.on_ready, tokens.ready),
        (tokens.on_discuss, tokens.discuss),
        *product((tokens.on_warning,), (tokens.warning, tokens.window, tokens.surface)),
    ]
    too_faint = [
        (text, ground, round(contrast(text, ground), 2)) for text, ground in pairs if contrast(text, ground) < 4.5
    ]
    assert too_faint == []


@ALL
def test_marks_and_edges_of_controls_can_be_seen(tokens: Tokens) -> None:
    marks = (tokens.strong_border, tokens.accent, *tokens.areas)
    pairs = [*product(marks, (tokens.window, tokens.surface, tokens.field)), *product(tokens.areas, (tokens.track,))]
    too_faint = [
        (mark, ground, round(contrast(mark, ground), 2)) for mark, ground in pairs if contrast(mark, ground) < 3
    ]
    assert too_faint == []


@ALL
def test_a_theme_colors_the_application_and_has_its_icons(tokens: Tokens, qapp: QApplication) -> None:
    Theme(qapp, tokens.name).apply()
    assert qapp.palette().color(QPalette.ColorRole.Text) == QColor(tokens.text)
    assert qapp.palette().color(QPalette.ColorRole.Window) == QColor(tokens.window)
    sheet = qapp.styleSheet()
    assert "$" not in sheet
    assert tokens.border in sheet


def test_text_size_scales_type_and_room(qapp: QApplication) -> None:
    theme = Theme(qapp, "light")
    theme.apply(text_size=100)
    points = qapp.font().pointSizeF()
    theme.apply(text_size=200)
    assert qapp.font().pointSizeF() == pytest.approx(2 * points)
    assert theme.px(10) == 20
    theme.apply(text_size=100)


def test_the_system_theme_follows_the_system(qapp: QApplication) -> None:
    theme = Theme(qapp, "system")
    theme.follow_system()
    theme.apply()
    hints = QGuiApplication.styleHints()
    hints.colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert theme.tokens.name == "dark"
    assert qapp.palette().color(QPalette.ColorRole.Window) == QColor(THEMES["dark"].window)
    hints.colorSchemeChanged.emit(Qt.ColorScheme.Light)
    assert qapp.palette().color(QPalette.ColorRole.Window) == QColor(THEMES["light"].window)


def test_a_chosen_theme_stays_when_the_system_changes(qapp: QApplication) -> None:
    theme = Theme(qapp, "contrast")
    theme.follow_system()
    theme.apply()
    QGuiApplication.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert theme.tokens.name == "contrast"
    assert qapp.palette().color(QPalette.ColorRole.Window) == QColor(THEMES["contrast"].window)


def test_our_own_font_is_loaded(qapp: QApplication) -> None:
    load_fonts()
    assert FAMILY in QFontDatabase.families()


def test_an_area_beyond_the_four_has_a_color_too() -> None:
    tokens = THEMES["light"]
    assert tokens.area(2) == tokens.areas[1]
    assert tokens.area(9) == tokens.areas[0]
