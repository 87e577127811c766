"""A whole day at the window, in a process of its own: `python -m tests.journeys.whole_day FOLDER [--connect]`.

Makes a file, types, saves, looks at every page and dialog, writes the report, tables and a mail draft, closes. Prints
the modules of a network that were imported on the way, and DONE. With `--connect` it tries to reach the internet first,
for the control.
"""

import sys
from pathlib import Path

NETWORK = (
    "asyncio", "ftplib", "http", "imaplib", "poplib", "requests", "smtplib", "socket", "socketserver", "ssl",
    "telnetlib", "urllib.request", "urllib3", "xmlrpc",
    "PySide6.QtNetwork", "PySide6.QtWebEngineCore", "PySide6.QtWebSockets",
)  # fmt: skip


def journey(folder: Path) -> None:
    """Everything that a user does in a day."""
    from PySide6.QtTest import QTest

    from roadmap_desktop import app, cli, paths
    from roadmap_desktop.content.loader import load
    from roadmap_desktop.settings import Settings, SettingsFile
    from roadmap_desktop.ui.theme import new_application
    from roadmap_desktop.ui.tour import tour

    application = new_application(sys.argv[0])
    settings = SettingsFile(folder / "settings.json")
    settings.save(Settings(shared_computer=True))
    built = app.build(application, settings)
    path = folder / "river.roadmap"
    built.show()
    document = built.documents.new(path, "Sample River Task Force", load(paths.original_pack()), "Baseline 2026")
    # Every stop settles by itself before it is handed over.
    assert len([name for name, _widget in tour(built.window, document)]) > 20
    view = built.window.view
    assert view is not None
    view.open_element(document.pack(view.desk.reading.assessment(view.place.assessment).pack).elements[0].id)
    page = view.element_page
    assert page is not None
    QTest.keyClicks(page.cards[0].editor, "We meet weekly.")
    view.flush()
    built.close()
    assert cli.main(["check", str(path)]) == 0
    assert cli.main(["dump", str(path)]) == 0
    assert cli.main(["report", str(path), "-o", str(folder / "report.pdf")]) == 0
    for name in ("answers.xlsx", "answers.csv"):
        assert cli.main(["export", str(path), "-o", str(folder / name), "--what", "answers"]) == 0
    assert cli.main(["draft", str(folder / "report.pdf"), "-o", str(folder / "report.eml")]) == 0


def main() -> None:
    """Run it and tell."""
    if "--connect" in sys.argv:
        import socket

        with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as one:
            one.connect_ex(("192.0.2.1", 9))
    journey(Path(sys.argv[1]))
    found = [name for name in NETWORK if name in sys.modules]
    sys.stdout.write(f"\nNETWORK {' '.join(found)}\nDONE\n")


if __name__ == "__main__":
    main()
