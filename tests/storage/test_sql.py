"""SQLAlchemy loads without network modules, and what stood in for them is gone or real afterwards."""

import subprocess
import sys

_PROGRAM = """
import sys
import roadmap_desktop.storage.sql
print(*sorted({"asyncio", "socket", "ssl", "http", "importlib.metadata"} & set(sys.modules)))
from sqlalchemy.util import compat, concurrency
async def one():
    return 1
coroutine = one()
print(concurrency.asyncio.iscoroutine(coroutine), concurrency.asyncio.iscoroutine(one))
coroutine.close()
import importlib
print(importlib.metadata.version("sqlalchemy") == __import__("sqlalchemy").__version__)
print(compat.asyncio.Lock is __import__("asyncio").Lock)
"""


def test_no_network_module_comes_with_the_database_library() -> None:
    result = subprocess.run([sys.executable, "-c", _PROGRAM], check=True, capture_output=True, text=True)
    assert result.stdout.splitlines() == ["", "True False", "True", "True"]
