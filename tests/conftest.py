"""What every test may ask for."""

import logging
from collections.abc import Generator, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from roadmap_desktop.model.answers import AnswerKey, StoredAnswer
from roadmap_desktop.services.answering import AnsweringService
from tests.documents import Desk, a_desk
from tests.leaks import Listener, found_in, own_files

# The same examples on every machine and in every run; the campaigns look further.
settings.register_profile(
    "steady",
    derandomize=True,
    deadline=None,
    max_examples=60,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
settings.load_profile("steady")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """An open document on a real file, closed afterwards."""
    opened = a_desk(tmp_path / "sample.roadmap")
    yield opened
    for document in tuple(opened.documents.opened):
        document.close()


TYPED = pytest.StashKey[list[str]]()


@pytest.fixture(autouse=True)
def no_answer_is_told(request: pytest.FixtureRequest) -> Iterator[None]:
    """Words that a test types as an answer are in no log and in none of the files the application keeps for itself."""
    typed = request.node.stash[TYPED] = []
    folder = request.getfixturevalue("tmp_path") if "tmp_path" in request.fixturenames else None
    real = AnsweringService.answer

    def answer(service: AnsweringService, key: AnswerKey, text: str) -> StoredAnswer:
        typed.append(text)
        return real(service, key, text)

    listener = Listener()
    logging.getLogger().addHandler(listener)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(AnsweringService, "answer", answer)
        yield
    logging.getLogger().removeHandler(listener)
    if typed:
        files = [(path.name, path.read_bytes()) for path in own_files(folder)] if isinstance(folder, Path) else []
        assert found_in(typed, [("the log", "\n".join(listener.lines).encode("utf-8", "replace")), *files]) == []


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Nor are they among what is written for whoever started the application from a terminal."""
    report = yield
    typed = item.stash.get(TYPED, [])
    if typed and report.passed and found_in(typed, [("stderr", report.capstderr.encode("utf-8", "replace"))]):
        report.outcome = "failed"
        report.longrepr = "An answer was written to stderr."
    return report
