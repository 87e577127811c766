"""What every test may ask for."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests.documents import Desk, a_desk

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
