from __future__ import annotations

import json

import pytest

from pipeline.emit.to_json import schema, to_json, to_jsonl
from pipeline.model import Column
from pipeline.result import Result, Wish
from tests.emit.conftest import table_of


def test_keys_stand_in_the_order_of_the_contract(result: Result, wish: Wish) -> None:
    whole = json.loads(to_json(result, wish)[".json"])
    assert list(whole) == ["schema", "source", "tool", "audit", "tables"]
    assert list(whole["source"]) == ["name", "format", "sha256", "encoding", "title"]
    assert whole["audit"] == {"characters": 120, "in_records": 110, "elsewhere": 6, "dropped": 4, "lost": 0}
    keys = "number title notes parent columns records places totals repairs doubts targets"
    assert list(whole["tables"][0]) == keys.split()


def test_records_have_typed_values(result: Result, wish: Wish) -> None:
    table = json.loads(to_json(result, wish)[".json"])["tables"][0]
    assert table["records"][1] == {
        "序号": 2, "类别": "民生", "任务要求": "新建学校。\n按期开学。", "责任人": ["辛勤", "王亮"],
        "牵头部门": ["教育局", "发改局"], "配合部门": None, "投资": 120.5, "联系电话": None, "原序号": "2",
    }  # fmt: skip
    assert table["records"][0]["投资"] == 8000
    assert isinstance(table["records"][0]["投资"], int)
    assert table["places"] == [[2, 2], [3, 3], [4, 4]]
    assert table["totals"][0]["投资"] == 8120.5
    assert table["columns"][6]["unit"] == "万元"


def test_a_repair_names_its_record_and_column(result: Result, wish: Wish) -> None:
    told = json.loads(to_json(result, wish)[".json"])["tables"][0]["repairs"]
    assert [(each["record"], each["column"]) for each in told] == [
        (2, "类别"), (3, "序号"), (2, "责任人"), (None, "类别"), (None, None),
    ]  # fmt: skip
    assert told[0]["place"] == [1, 3, 2]
    assert told[1]["message"] == "“（空）” became “3”."


def test_targets_stand_only_where_there_are_any(result: Result, wish: Wish) -> None:
    bare = table_of((Column("项目"),), ("甲",))
    assert "targets" not in json.loads(to_json(bare, wish)[".json"])["tables"][0]
    target = json.loads(to_json(result, wish)[".json"])["tables"][0]["targets"][0]
    assert (target["measure"], target["number"], target["unit"]) == ("增长", 6.5, "%")


def test_it_is_real_utf_8_one_record_a_line_and_the_same_on_every_run(result: Result, wish: Wish) -> None:
    once, again = to_json(result, wish)[".json"], to_json(result, wish)[".json"]
    assert once == again
    assert "\\u" not in once.decode()
    assert sum(line.strip().startswith('{"序号"') for line in once.decode().splitlines()) == 4


def test_a_serial_or_amount_that_is_no_number_stays_text(wish: Wish) -> None:
    odd = table_of(
        (Column("序号", role="serial", type="integer"), Column("投资", role="amount", type="number")),
        ("一", "约3万"), ("2", "1e5"), ("3", "-0.50"),
    )  # fmt: skip
    records = json.loads(to_json(odd, wish)[".json"])["tables"][0]["records"]
    assert records == [{"序号": "一", "投资": "约3万"}, {"序号": 2, "投资": "1e5"}, {"序号": 3, "投资": -0.5}]


def test_half_a_surrogate_never_loses_the_file(wish: Wish) -> None:
    odd = table_of((Column("项目"),), ("a\ud800b\x00",))
    assert json.loads(to_json(odd, wish)[".json"])["tables"][0]["records"] == [{"项目": "a\ufffdb\x00"}]


def test_jsonl_has_a_line_for_each_record(result: Result, two_tables: Result, wish: Wish) -> None:
    lines = to_jsonl(result, wish)[".jsonl"].decode().splitlines()
    assert [json.loads(line)["序号"] for line in lines] == [1, 2, 3]
    assert json.loads(to_jsonl(two_tables, wish)[".jsonl"].decode().splitlines()[-1])["table"] == 2


def test_each_output_keeps_to_the_published_schema(result: Result, two_tables: Result, wish: Wish) -> None:
    jsonschema = pytest.importorskip("jsonschema")
    validator = jsonschema.Draft202012Validator(json.loads(schema()))
    jsonschema.Draft202012Validator.check_schema(json.loads(schema()))
    for each in (result, two_tables, table_of((Column("项目"),))):
        validator.validate(json.loads(to_json(each, wish)[".json"]))


def test_the_schema_refuses_what_the_contract_does_not_know(result: Result, wish: Wish) -> None:
    jsonschema = pytest.importorskip("jsonschema")
    whole = json.loads(to_json(result, wish)[".json"])
    whole["tables"][0]["records"][0]["责任人"] = []
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(whole, json.loads(schema()))


def test_a_joined_table_says_where_its_parts_begin(tmp_path):
    from pipeline.flow import convert
    from tests.build import docx
    from tests.plugin import grid

    path = tmp_path / "a.docx"
    path.write_bytes(docx(grid("序号|任务; 1|修路; 2|架桥"), "续表", grid("序号|任务; 3|植树")))
    (table,) = json.loads(to_json(convert(path), Wish())[".json"])["tables"]
    assert [record["序号"] for record in table["records"]] == [1, 2, 3]
    assert table["places"] == [[2, 2], [3, 3], [5, 5]]
    assert table["parts"] == [{"row": 1, "table": 1}, {"row": 4, "table": 2}]
