import json
import logging
import os
from pathlib import Path

import pytest

from roadmap_desktop import errors, i18n, logs, paths
from roadmap_desktop.sentences import sentence
from roadmap_desktop.settings import Settings, SettingsFile


def an_instance(kind: type[errors.RoadmapError]) -> errors.RoadmapError:
    """An error with a plausible value for each fact."""
    values: dict[str, object] = {
        "Path": Path("folder/river.roadmap"),
        "int": 7,
        "str": "text",
        "tuple": ("a",),
    }
    facts = vars(kind).get("__annotations__", {})
    return kind(**{name: values[getattr(type_, "__name__", str(type_))] for name, type_ in facts.items()})


KINDS = sorted(errors.RoadmapError.__subclasses__(), key=lambda kind: kind.__name__)


@pytest.mark.parametrize("kind", KINDS)
def test_every_error_has_one_complete_sentence_that_names_no_folder(kind: type[errors.RoadmapError]) -> None:
    words = sentence(an_instance(kind))
    assert words[0].isupper() or words[0] == "“"
    assert words.rstrip()[-1] in ".:a"
    assert "{" not in words
    assert "folder/" not in words
    assert hash(an_instance(kind)) is not None


def test_an_error_without_a_sentence_is_a_bug() -> None:
    with pytest.raises(KeyError):
        sentence(errors.RoadmapError())


def test_settings_come_back_and_a_damaged_file_is_put_aside(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "settings.json"
    file = SettingsFile(path)
    assert file.load() == Settings()
    kept = Settings(theme="dark", text_size=150, shared_computer=False, recent=("a", "b"), last_folder="x")
    assert file.save(kept)
    assert file.load() == kept
    for content in ("[]", "{", "\x00"):
        path.write_text(content)
        assert file.load() == Settings()
        assert path.with_name("settings.damaged.json").read_text() == content


def test_settings_that_do_not_fit_are_the_defaults(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.write_text(json.dumps({"theme": "pink", "text_size": 137, "recent": "x", "shared_computer": 3, "other": 1}))
    assert SettingsFile(path).load() == Settings(text_size=125)


def test_settings_that_cannot_be_written_are_no_failure(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert not SettingsFile(tmp_path / "file" / "settings.json").save(Settings())


def test_a_shared_computer_remembers_nothing() -> None:
    open_one = Settings(shared_computer=False).with_opened(Path("/a/b.roadmap")).with_opened(Path("/a/c.roadmap"))
    assert open_one.recent == ("/a/c.roadmap", "/a/b.roadmap") or os.name == "nt"
    for careful in (Settings(), Settings(shared_computer=True)):
        assert careful.with_opened(Path("/a/b.roadmap")) == careful
    assert open_one.with_shared_computer(True).recent == ()
    assert open_one.with_shared_computer(False) == open_one


def test_the_log_holds_type_and_place_and_no_words(tmp_path: Path) -> None:
    logger = logs.start(tmp_path / "logs" / "app.log")
    try:
        try:
            raise KeyError("CANARY inner")
        except KeyError:
            raise ValueError("CANARY outer")  # noqa: B904 - the context is what is tested
    except ValueError as error:
        report = logs.failure(ValueError, error, error.__traceback__)
    logger.info("CANARY %s", "CANARY")
    logger.info("started")
    logs.stop()
    text = (tmp_path / "logs" / "app.log").read_text()
    assert "CANARY" not in text + report
    assert "ValueError at test_base.py" in text
    assert "after KeyError" in report
    assert "started" in text


def test_a_log_that_cannot_be_written_is_no_failure(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    logger = logs.start(tmp_path / "file" / "app.log")
    logger.info("nothing happens")
    logs.stop()
    assert logging.getLogger("roadmap_desktop").handlers == []


def test_languages_fall_back_and_the_pseudo_language_doubles(tmp_path: Path) -> None:
    i18n.install("es", tmp_path)
    assert i18n._("Saved") == "Saved"
    assert i18n.ngettext("one", "many", 2) == "many"
    i18n.install(i18n.PSEUDO, tmp_path)
    assert i18n._("Saved") == "Saved Saved"
    assert i18n._("") == ""
    assert i18n.ngettext("one", "many", 1) == "one one"
    i18n.install("en_US", tmp_path)


def test_paths_lead_to_what_ships_and_to_the_users_folders(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert (paths.original_pack() / "pack.toml").exists()
    assert (paths.resources() / "qss" / "app.qss").exists()
    assert paths.translations().parent == paths.resources()
    assert paths.settings_file().name == "settings.json"
    assert paths.log_file().suffix == ".log"
    assert paths.documents().is_absolute()
    (tmp_path / "resources").mkdir()
    monkeypatch.setattr("sys._MEIPASS", str(tmp_path), raising=False)
    assert paths.resources() == tmp_path / "resources"
