import re
import tomllib
from pathlib import Path

from roadmap_desktop.ui.dialogs.reading_dialogs import LIBRARIES

PROJECT = Path(__file__).parents[3] / "pyproject.toml"


def test_every_library_that_is_delivered_is_listed_with_its_licence() -> None:
    wanted = tomllib.loads(PROJECT.read_text("utf-8"))["project"]["dependencies"]
    names = {re.split(r"[=<>;\[ ]", one)[0].lower() for one in wanted}
    assert names - {name.lower() for name, licence in LIBRARIES if licence} == set()
