"""Colors, text size and style of the window: tokens → palette and style sheet."""

import importlib.util
import os
from pathlib import Path
from string import Template
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from roadmap_desktop.paths import resources

if TYPE_CHECKING:
    from PySide6.QtCore import Qt

BASE_POINTS = 10.5
# Marks on the application of what was done to it: asking Qt for the style itself makes classes that no start needs, and
# asking for every family of the system reads all of its fonts.
_STYLE = "roadmapStyle"
_FONTS = "roadmapFonts"
FAMILY = "Source Sans Pro"


class Tokens(NamedTuple):
    """The named colors of one theme; `areas` are the accents of areas 1 to 4."""

    name: str
    window: str
    surface: str
    field: str
    border: str
    strong_border: str
    text: str
    muted: str
    accent: str
    on_accent: str
    selected: str
    track: str
    ready: str
    on_ready: str
    discuss: str
    on_discuss: str
    warning: str
    on_warning: str
    areas: tuple[str, str, str, str]

    def area(self, number: int) -> str:
        """The accent of an area by the number people say aloud; the first for any other number."""
        return self.areas[number - 1] if 1 <= number <= len(self.areas) else self.areas[0]


LIGHT = Tokens(
    name="light",
    window="#f3f5f8",
    surface="#ffffff",
    field="#ffffff",
    border="#d7dee6",
    strong_border="#7c8a99",
    text="#121b27",
    muted="#4d5b6b",
    accent="#14567a",
    on_accent="#ffffff",
    selected="#e1eff8",
    track="#e7ebf0",
    ready="#dff3e8",
    on_ready="#17603d",
    discuss="#fdf0cd",
    on_discuss="#724d00",
    warning="#fbe3e0",
    on_warning="#8a1c10",
    areas=("#14567a", "#8a4b12", "#5a3f8c", "#1f6b4a"),
)
DARK = Tokens(
    name="dark",
    window="#10181f",
    surface="#18232d",
    field="#111b24",
    border="#33424f",
    strong_border="#7f93a3",
    text="#edf2f6",
    muted="#a9b8c5",
    accent="#7fc4ee",
    on_accent="#0b1a24",
    selected="#1f3a4c",
    track="#2a3844",
    ready="#17402d",
    on_ready="#a6e3c1",
    discuss="#463708",
    on_discuss="#f6dc8d",
    warning="#4d1f1a",
    on_warning="#ffb9b0",
    areas=("#7fc4ee", "#f0b070", "#c3adf2", "#86d3ac"),
)
CONTRAST = Tokens(
    name="contrast",
    window="#000000",
    surface="#000000",
    field="#000000",
    border="#ffffff",
    strong_border="#ffffff",
    text="#ffffff",
    muted="#ffffff",
    accent="#ffe14d",
    on_accent="#000000",
    selected="#3a3a00",
    track="#3d3d3d",
    ready="#000000",
    on_ready="#7dffb2",
    discuss="#000000",
    on_discuss="#ffe14d",
    warning="#000000",
    on_warning="#ffb3a8",
    areas=("#8fd3ff", "#ffc37a", "#d9c2ff", "#93f0bd"),
)
THEMES = {tokens.name: tokens for tokens in (LIGHT, DARK, CONTRAST)}


class Theme:
    """Applies one set of tokens and one text size to the application, and answers widgets that paint themselves."""

    def __init__(self, application: QApplication, name: str = "system", text_size: int = 100) -> None:
        self._application = application
        self.name = name
        self.text_size = text_size
        self._is_applied = False
        # The palette says it before our own is put in force; Qt's name for it takes long to make at a start.
        self._is_dark = (
            application.palette().window().color().lightness() < application.palette().windowText().color().lightness()
        )
        if not application.property(_FONTS):
            application.setProperty(_FONTS, True)
            load_fonts()

    def follow_system(self) -> None:
        """Hear of it when the system turns dark or light; called once the window is on the screen."""
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._follow)

    def _follow(self, scheme: "Qt.ColorScheme") -> None:
        self._is_dark = scheme.name == "Dark"
        if self._is_applied and self.name not in THEMES:
            self.apply()

    @property
    def tokens(self) -> Tokens:
        """The colors in force; the system's choice when the theme follows it."""
        if self.name in THEMES:
            return THEMES[self.name]
        return DARK if self._is_dark else LIGHT

    @property
    def scale(self) -> float:
        """1.0 at a text size of 100 %."""
        return self.text_size / 100

    def px(self, size: float) -> int:
        """A length in pixels at the present text size."""
        return round(size * self.scale)

    def apply(self, name: str | None = None, text_size: int | None = None, *, styled: bool = True) -> None:
        """Put a theme and a text size (percent) in force, everywhere at once.

        The style sheet may be left for the next call: applied once to a built window it costs half of what it costs
        when every widget meets it while the window is put together.
        """
        self.name = name or self.name
        self.text_size = text_size or self.text_size
        self._is_applied = True
        if self._application.property(_STYLE) is None:
            self._application.setStyle("Fusion")
            self._application.setProperty(_STYLE, "fusion")
        font = QFont(FAMILY)
        font.setPointSizeF(BASE_POINTS * self.scale)
        self._application.setFont(font)
        self._application.setPalette(_palette(self.tokens))
        if styled:
            self._application.setStyleSheet(_style_sheet(self.tokens, self.scale))


def new_application(program: str) -> QApplication:
    """The application object in the one style that looks the same on every system, with Qt's own plug-ins alone."""
    # Plug-ins are programs: whoever sets the environment must not add any.
    for name in ("QT_PLUGIN_PATH", "QT_QPA_PLATFORM_PLUGIN_PATH"):
        os.environ.pop(name, None)
    application = QApplication([program, "-style", "fusion"])
    application.setProperty(_STYLE, "fusion")
    return application


def load_fonts() -> None:
    """Load our own font, so that a computer without fonts still draws text."""
    spec = importlib.util.find_spec("font_source_sans_pro")
    if spec is not None and spec.origin is not None:
        for path in sorted((Path(spec.origin).parent / "files").glob("*.ttf")):
            if path.stem.split("-")[-1] in {"Regular", "Semibold", "SemiBold"}:
                QFontDatabase.addApplicationFont(str(path))


def _palette(tokens: Tokens) -> QPalette:
    palette = QPalette()
    roles = {
        QPalette.ColorRole.Window: tokens.window,
        QPalette.ColorRole.WindowText: tokens.text,
        QPalette.ColorRole.Base: tokens.field,
        QPalette.ColorRole.AlternateBase: tokens.window,
        QPalette.ColorRole.Text: tokens.text,
        QPalette.ColorRole.Button: tokens.surface,
        QPalette.ColorRole.ButtonText: tokens.text,
        QPalette.ColorRole.PlaceholderText: tokens.muted,
        QPalette.ColorRole.Highlight: tokens.accent,
        QPalette.ColorRole.HighlightedText: tokens.on_accent,
        QPalette.ColorRole.Link: tokens.accent,
        QPalette.ColorRole.ToolTipBase: tokens.surface,
        QPalette.ColorRole.ToolTipText: tokens.text,
    }
    for role, color in roles.items():
        palette.setColor(role, QColor(color))
    for role in (QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText, QPalette.ColorRole.WindowText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(tokens.muted))
    return palette


def _style_sheet(tokens: Tokens, scale: float) -> str:
    values = {name: getattr(tokens, name) for name in Tokens._fields if isinstance(getattr(tokens, name), str)}
    values |= {f"area{number}": color for number, color in enumerate(tokens.areas, start=1)}
    values["icons"] = (resources() / "icons").as_posix()
    values |= {f"pt{size}": f"{size / 10 * scale:.2f}pt" for size in (85, 90, 95, 105, 120, 140, 200)}
    values |= {f"px{size}": f"{round(size * scale)}px" for size in (2, 3, 4, 6, 8, 10, 12, 14, 16, 20, 24)}
    return Template((resources() / "qss" / "app.qss").read_text(encoding="utf-8")).substitute(values)
