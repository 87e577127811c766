"""SQLAlchemy Core, loaded without the modules of the standard library that only its other uses need.

SQLAlchemy imports `asyncio` and `importlib.metadata` wherever they may be used, and with them `ssl` and `socket`. That
takes a tenth of a start and has no place in a program without a network. While SQLAlchemy loads, a stand-in answers to
each name; it brings the real module as soon as anything asks for more of it than loading does.
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
def _waiting(*names: str) -> Iterator[None]:
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


with _waiting("asyncio", "importlib.metadata"):
    from sqlalchemy import (
        Column,
        Connection,
        Delete,
        Index,
        Insert,
        Integer,
        MetaData,
        PrimaryKeyConstraint,
        Select,
        Table,
        Text,
        Update,
        and_,
        bindparam,
        create_engine,
        delete,
        event,
        func,
        select,
        update,
    )
    from sqlalchemy.dialects.sqlite import insert
    from sqlalchemy.pool import StaticPool

__all__ = [
    "Column",
    "Connection",
    "Delete",
    "Index",
    "Insert",
    "Integer",
    "MetaData",
    "PrimaryKeyConstraint",
    "Select",
    "StaticPool",
    "Table",
    "Text",
    "Update",
    "and_",
    "bindparam",
    "create_engine",
    "delete",
    "event",
    "func",
    "insert",
    "select",
    "update",
]
