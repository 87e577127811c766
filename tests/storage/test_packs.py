import json
import sqlite3
from pathlib import Path

from roadmap_desktop.storage.hashes import pack_hash
from tests.documents import a_desk, a_small_pack


def test_a_file_from_before_there_were_scenarios_opens_without_them(tmp_path: Path) -> None:
    desk = a_desk(tmp_path / "old.roadmap")
    assert desk.reading.pack(desk.round).scenarios == a_small_pack().scenarios
    desk.document.close()
    with sqlite3.connect(tmp_path / "old.roadmap") as connection:
        connection.row_factory = sqlite3.Row
        (found,) = connection.execute("select * from pack").fetchall()
        row = dict(found)
        facts = json.loads(row["body"])
        for name in ("scenarios", "ground_rules", "plans"):
            del facts[name]
        row["body"] = json.dumps(facts)
        changed = (row["body"], pack_hash(row), row["key"])
        connection.execute("update pack set body = ?, sha256 = ? where key = ?", changed)
    connection.close()
    again = desk.reopened()
    pack = again.reading.pack(again.round)
    assert (pack.scenarios, pack.ground_rules, pack.plans) == ((), (), ())
    assert pack.elements == a_small_pack().elements
    again.document.close()
