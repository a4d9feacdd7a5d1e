from __future__ import annotations

import json
from dataclasses import replace

from pipeline.emit.guard_outputs import guard_outputs, shown, units
from pipeline.emit.to_csv import to_csv
from pipeline.emit.to_json import to_json
from pipeline.model import Column
from pipeline.result import Result, Wish
from tests.emit.conftest import table_of


def told(result: Result, wish: Wish) -> list[tuple[str, str, str]]:
    return [(each.code, each.before, each.after) for each in guard_outputs(result, wish).tables[0].repairs]


def test_a_guard_is_told_in_json_and_package_while_json_stays_exact(wish: Wish) -> None:
    odd = guard_outputs(table_of((Column("项目"),), ("=1+1",), ("好",)), wish)
    table = json.loads(to_json(odd, wish)[".json"])["tables"][0]
    assert table["records"][0] == {"项目": "=1+1"}
    assert [(each["code"], each["record"], each["after"]) for each in table["repairs"]] == [("R901", 1, "'=1+1")]
    package = json.loads(to_csv(odd, wish)[".datapackage.json"])
    assert package["resources"][0]["guarded"] == [{"record": 1, "column": "项目", "before": "=1+1", "after": "'=1+1"}]


def test_a_column_name_is_guarded_too(wish: Wish) -> None:
    assert told(table_of((Column("=cmd"),), ("甲",)), wish) == [("R901", "=cmd", "'=cmd")]


def test_raw_csv_needs_no_telling(wish: Wish) -> None:
    assert told(table_of((Column("项目"),), ("=1+1",)), replace(wish, csv_raw=True)) == []


def test_plain_texts_are_left_alone(wish: Wish) -> None:
    plain = table_of((Column("项目"),), ("甲",), ("-",), ("增长6.5%左右。",), ("",))
    assert guard_outputs(plain, wish).tables == plain.tables


def test_texts_over_the_limit_of_a_cell_are_told_by_utf_16_units(wish: Wish) -> None:
    assert told(table_of((Column("项目"),), ("甲" * 32_767,)), wish) == []
    assert [code for code, *_ in told(table_of((Column("项目"),), ("甲" * 32_768,)), wish)] == ["R902"]
    assert [code for code, *_ in told(table_of((Column("项目"),), ("𠮷" * 16_384,)), wish)] == ["R902"]
    assert units("𠮷" * 16_383) == 32_766


def test_control_characters_and_half_surrogates_are_told(wish: Wish) -> None:
    assert told(table_of((Column("项目"),), ("a\x07\ud800",)), wish) == [
        ("R903", "a\x07\\ud800", "a\x07\ufffd"),
        ("R904", "a\x07\ud800", "a␇\ufffd"),
    ]
    assert shown("行\n列\t尾\r") == "行\n列\t尾␍"
