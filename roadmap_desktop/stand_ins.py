"""Load libraries without the modules of the standard library that only uses of theirs need which never happen here.

Network modules have no place in a program without a network, and loading them takes a tenth of a start. While a library
loads, a stand-in answers to each name; it brings the real module as soon as anything asks for more than loading does.
"""

import importlib
import sys
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager
from types import ModuleType


class _Waiting(ModuleType):
    """Stands for a module until something of it is used."""

    @staticmethod
    def iscoroutine(value: object) -> bool:
        """As `asyncio.iscoroutine`, which SQLAlchemy names while it loads."""
        return isinstance(value, Coroutine)

    def __getattr__(self, name: str) -> object:
        if name.startswith("__"):
            raise AttributeError(name)
        return getattr(importlib.import_module(self.__name__), name)


@contextmanager
def waiting(*names: str) -> Iterator[None]:
    """Let stand-ins answer to these module names while the block imports; modules that are there already stay."""
    stand_ins = {name: _Waiting(name) for name in names if name not in sys.modules}
    sys.modules.update(stand_ins)
    for name, stand_in in stand_ins.items():
        package, _dot, inner = name.rpartition(".")
        if package:
            # Stays until the module itself is imported, which puts itself here.
            setattr(sys.modules[package], inner, stand_in)
    try:
        yield
    finally:
        for name, stand_in in stand_ins.items():
            if sys.modules.get(name) is stand_in:
                del sys.modules[name]


def package_metadata() -> ModuleType:
    """`importlib.metadata`; its parser of headers knows `socket` for making message ids, which nobody does here."""
    with waiting("socket"):
        return importlib.import_module("importlib.metadata")
