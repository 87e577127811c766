from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateIndex, CreateTable

from roadmap_desktop.storage import rows
from roadmap_desktop.storage.catalogue import (
    BATCH_COLUMNS,
    CHANGE_COLUMNS,
    FORMAT_VERSION,
    LAST_PLACE_COLUMNS,
    LOGGED,
    PACK_COLUMNS,
)
from roadmap_desktop.storage.schema_text import BY_VERSION


def test_the_newest_schema_text_is_what_the_tables_declare() -> None:
    dialect = sqlite.dialect()
    declared = {}
    for table in rows.METADATA.sorted_tables:
        declared[table.name] = str(CreateTable(table).compile(dialect=dialect)).split()
        for index in table.indexes:
            declared[str(index.name)] = str(CreateIndex(index).compile(dialect=dialect)).split()
    assert {name: text.split() for name, text in BY_VERSION[FORMAT_VERSION]} == declared


def test_the_catalogue_names_the_columns_of_the_tables() -> None:
    for name, shape in LOGGED.items():
        columns = [column.name for column in rows.LOGGED[name].columns]
        assert columns == [*shape.stored, "revision", "sha256"]
        assert set(shape.texts) <= set(shape.columns)
        assert set(shape.order) <= set(shape.stored)


def test_the_catalogue_names_the_columns_of_the_log() -> None:
    assert [*BATCH_COLUMNS, "sha256"] == [column.name for column in rows.BATCH.columns]
    assert [*CHANGE_COLUMNS, "sha256"] == [column.name for column in rows.CHANGE.columns]
    assert [*PACK_COLUMNS, "sha256"] == [column.name for column in rows.PACK.columns]
    assert list(LAST_PLACE_COLUMNS) == [column.name for column in rows.LAST_PLACE.columns][1:]
