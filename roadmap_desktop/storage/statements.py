"""The statements of the hot save path, built once for each table: building them anew costs more than running them."""

from functools import cache

from roadmap_desktop.storage import rows
from roadmap_desktop.storage.catalogue import CHANGE_COLUMNS, Row, Shape
from roadmap_desktop.storage.sql import Delete, Insert, Select, Update, and_, bindparam, delete, insert, select, update


def key_parameters(shape: Shape, key: tuple[str, ...]) -> Row:
    """The parameters that name a row in the statements below."""
    return {f"key_{name}": value for name, value in zip(shape.key, key, strict=True)}


@cache
def select_row(shape: Shape) -> Select[tuple[str | int, ...]]:
    """One row by its key."""
    table = rows.LOGGED[shape.name]
    return select(table).where(and_(*(table.c[name] == bindparam(f"key_{name}") for name in shape.key)))


@cache
def delete_row(shape: Shape) -> Delete:
    """Take one row away by its key."""
    table = rows.LOGGED[shape.name]
    return delete(table).where(and_(*(table.c[name] == bindparam(f"key_{name}") for name in shape.key)))


@cache
def put_row(shape: Shape) -> Insert:
    """Write one row as a whole, new or in place of the one with its key; parameters are its columns."""
    written = insert(rows.LOGGED[shape.name])
    others = {name: written.excluded[name] for name in (*shape.columns, "revision", "sha256")}
    return written.on_conflict_do_update(index_elements=list(shape.key), set_=others)


@cache
def select_change() -> Select[tuple[str | int, ...]]:
    """One change by `change_id`."""
    return select(rows.CHANGE).where(rows.CHANGE.c.id == bindparam("change_id"))


@cache
def select_open_change() -> Select[tuple[str | int, ...]]:
    """The change of a row in a batch, by `in_table`, `of_row` and `in_batch`."""
    table = rows.CHANGE
    return select(table).where(
        and_(
            table.c.table_name == bindparam("in_table"),
            table.c.row_key == bindparam("of_row"),
            table.c.batch == bindparam("in_batch"),
        )
    )


@cache
def update_change() -> Update:
    """Amend one change by `change_id`; parameters are its columns."""
    return (
        update(rows.CHANGE)
        .where(rows.CHANGE.c.id == bindparam("change_id"))
        .values({name: bindparam(name) for name in (*CHANGE_COLUMNS[1:], "sha256")})
    )
