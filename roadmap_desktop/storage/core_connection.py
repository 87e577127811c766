"""The document's own connection, lent to SQLAlchemy Core."""

import sqlite3

from roadmap_desktop.storage.connecting import library_of
from roadmap_desktop.storage.sql import Connection, StaticPool, create_engine, event


def core_connection(raw: sqlite3.Connection) -> Connection:
    """Wrap an open connection; transactions begin IMMEDIATE and parameters never reach a message.

    A second connection would meet the document's own exclusive lock, so the pool holds this one alone.
    """
    engine = create_engine(
        "sqlite://", module=library_of(raw), creator=lambda: raw, poolclass=StaticPool, hide_parameters=True
    )

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine.connect()
