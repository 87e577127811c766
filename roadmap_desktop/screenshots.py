"""The command `screenshots`: every page and dialog of the window as a picture, without a screen."""

import argparse
import os
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from roadmap_desktop.errors import RoadmapError
from roadmap_desktop.sentences import sentence


def main(arguments: Sequence[str]) -> int:
    """Run the command and return its exit status."""
    parser = argparse.ArgumentParser(prog="roadmap-desktop screenshots", description=__doc__)
    parser.add_argument("file", type=Path, metavar="FILE", nargs="?", help="default: a sample file made for it")
    parser.add_argument("-o", dest="folder", type=Path, metavar="DIR", required=True)
    parser.add_argument("--theme", choices=("light", "dark", "contrast"), default="light")
    parser.add_argument("--text-size", type=int, default=100, metavar="PERCENT", help="100 to 200")
    parser.add_argument("--size", default="1440x900", metavar="1440x900", type=_size)
    options = parser.parse_args(arguments)
    if not 100 <= options.text_size <= 200:
        parser.error("--text-size goes from 100 to 200")
    # Pictures need no screen; a screen that is there would only show windows flying by.
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    try:
        with tempfile.TemporaryDirectory() as folder:
            for path in _take(options, Path(folder)):
                sys.stdout.write(f"{path}\n")
    except RoadmapError as error:
        sys.stderr.write(sentence(error) + "\n")
        return 1
    return 0


def _size(text: str) -> tuple[int, int]:
    width, _, height = text.partition("x")
    if not (width.isdigit() and height.isdigit() and 300 <= int(width) <= 8000 and 300 <= int(height) <= 8000):
        raise argparse.ArgumentTypeError("a size looks like 1440x900")
    return int(width), int(height)


def _take(options: argparse.Namespace, folder: Path) -> Iterator[Path]:
    # Qt is loaded only after the platform was chosen.
    from PySide6.QtWidgets import QApplication

    from roadmap_desktop.app import build
    from roadmap_desktop.services.samples import SampleService
    from roadmap_desktop.settings import SettingsFile
    from roadmap_desktop.ui.theme import new_application
    from roadmap_desktop.ui.tour import tour
    from roadmap_desktop.ui.window_files import original_pack

    application = QApplication.instance() or new_application(sys.argv[0])
    if not isinstance(application, QApplication):
        return
    built = build(
        application, SettingsFile(folder / "settings.json"), theme_name=options.theme, text_size=options.text_size
    )
    document = (
        built.documents.open(options.file)
        if options.file is not None
        else SampleService(built.documents, original_pack()).new_sample(folder / "Sample River Task Force.roadmap")
    )
    options.folder.mkdir(parents=True, exist_ok=True)
    built.window.resize(*options.size)
    built.window.show()
    save: Callable[[str], Path] = lambda name: options.folder / f"{name}.png"  # noqa: E731
    try:
        for name, widget in tour(built.window, document):
            path = save(name)
            if not widget.grab().save(str(path)):
                raise RuntimeError(name)
            yield path
    finally:
        built.close()
