import sqlite3

class Error(Exception): ...

# Not a subclass in truth: the same methods, except `setlimit`, and two of its own.
class Connection(sqlite3.Connection):
    def set_key(self, key: str) -> None: ...

def connect(
    database: str,
    timeout: float = ...,
    isolation_level: str | None = ...,
    check_same_thread: bool = ...,
    uri: bool = ...,
) -> Connection: ...

sqlite_version: str
