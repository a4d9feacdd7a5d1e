from __future__ import annotations

import sqlite3
from pathlib import Path

from pipeline.emit.to_sqlite import to_sqlite
from pipeline.model import Column
from pipeline.result import Result, Wish
from tests.emit.conftest import table_of


def opened(result: Result, wish: Wish, tmp_path: Path) -> sqlite3.Connection:
    path = tmp_path / "a.sqlite"
    path.write_bytes(to_sqlite(result, wish)[".sqlite"])
    return sqlite3.connect(path)


def test_records_and_responsibilities_can_be_joined(result: Result, wish: Wish, tmp_path: Path) -> None:
    base = opened(result, wish, tmp_path)
    query = "select r.序号, r.投资 from records r join responsibilities d on d.record = r.rowid where d.name = '发改局' and d.part = 'lead'"
    assert base.execute(query).fetchall() == [(1, 8000.0), (2, 120.5)]
    assert base.execute("select count(*), min(code) from repairs").fetchone() == (5, "R999")
    assert base.execute('select measure, number, "end" from targets').fetchall() == [("增长", 6.5, 8)]


def test_odd_names_and_texts_are_kept(wish: Wish, tmp_path: Path) -> None:
    odd = table_of((Column('a"; drop table x; --'), Column("A"), Column("a")), ("'; --", "a\ud800", "9" * 30))
    base = opened(odd, wish, tmp_path)
    assert base.execute("select * from records").fetchall() == [("'; --", "a�", "9" * 30)]
    assert [row[1] for row in base.execute("pragma table_info(records)")] == ['a"; drop table x; --', "A", "a_2"]


def test_the_same_input_gives_the_same_bytes(two_tables: Result, wish: Wish) -> None:
    assert to_sqlite(two_tables, wish) == to_sqlite(two_tables, wish)
