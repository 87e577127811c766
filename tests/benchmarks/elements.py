"""Another element, from the click to the paint."""

from pathlib import Path
from statistics import median

from PySide6.QtWidgets import QApplication

from roadmap_desktop.__main__ import main as roadmap
from tests.benchmarks.row import Row, seconds
from tests.windows import open_window


def rows(folder: Path, rounds: int) -> list[Row]:
    """Switch through the elements of the sample; only printed, with an aim of 50 ms."""
    path = folder / "switch.roadmap"
    roadmap(["new", str(path), "--sample"])
    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    window = open_window(folder)
    window.built.open_first(path)
    window.built.warm_up()
    elements = [element.id for element in window.view.desk.reading.pack(window.view.place.assessment).elements]

    def switch(name: str) -> None:
        window.view.open_element(name)
        window.built.window.repaint()
        QApplication.sendPostedEvents()

    for name in elements:
        switch(name)
    taken = [seconds(lambda name=name: switch(name)) * 1000 for _ in range(rounds) for name in elements]  # type: ignore[misc]
    window.built.close()
    return [
        Row("another element, click to painted", median(taken), "ms", None, f"aim 50 ms, worst {max(taken):.0f} ms")
    ]
