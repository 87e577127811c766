"""SQLAlchemy Core, loaded without the modules of the standard library that only its other uses need.

SQLAlchemy imports `asyncio` and `importlib.metadata` wherever they may be used, and with them `ssl` and `socket`.
"""

from roadmap_desktop.stand_ins import waiting

with waiting("asyncio", "importlib.metadata"):
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
