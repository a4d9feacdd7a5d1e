"""Targets are judged against what a person names: in the sample, and in sentences of other attachments."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.flow import convert
from pipeline.normalize.find_targets import find_targets
from pipeline.normalize.promised_numbers import promises
from pipeline.normalize.target_words import words_of
from pipeline.profile import default_profile
from tests.plugin import table
from tests.targets.score import of_sentences, sample, score, sentences

SAMPLE = next((Path(__file__).parents[2] / "input").glob("*.txt"))
WORDS = words_of(default_profile())


def brief(text: str, base: int | None = 2024) -> list[tuple[str, str, str, float, str]]:
    return [each[:5] for each in promises(text, WORDS, base)]


def test_the_sample_against_a_persons_reading():
    found = convert(SAMPLE).tables[0].targets
    judged = score({(str(each.record), brief_of(each)) for each in found}, sample())
    assert len(found) == judged.right + len(judged.wrong)
    assert judged.precision > 0.97, judged.wrong
    assert judged.recall > 0.9, judged.missed


def brief_of(target) -> tuple[str, str, str, float, str]:
    return target.measure, target.change, target.comparison, target.number, target.unit


@pytest.mark.parametrize("name", ["tuning.txt", "heldout.txt"])
def test_sentences_of_other_attachments_against_a_persons_reading(name):
    judged = of_sentences(name)
    assert judged.precision > 0.97, judged.wrong
    assert judged.recall > 0.9, judged.missed


def test_half_of_the_sentences_promise_nothing():
    for name in ("tuning.txt", "heldout.txt"):
        read = sentences(name)
        assert len(read) >= 30
        assert sum(not each for each in read.values()) * 2 >= len(read) - 1


@pytest.mark.parametrize(
    "text",
    [
        "严格执行第3条、第12项规定。", "引进5亿元以上项目。", "新建三类500强企业库。", "打造“15个一”工程。", "培育3至5家企业。",
        "完成投资5亿元增长8%。", "建设规模500亩。", "30日内办结。", "2023年新增企业12家。", "已完成12公里，", "争创4A级景区，办好第3届旅游节。",
        "现有企业12家。", "完成了5个项目。", "未按规定设置标志5处。", "落实12345热线。", "进入全省前10名。", "新建S205、G319线。",
        "完成投资不少于年度计划的60%。", "建设5万吨/日污水处理厂。", "新建30米宽道路。", "将3家企业纳入上市后备库。", "力争进入全省前5位。",
        "整治范围为3个乡镇12个村，涉及农户2300户。", "课后服务覆盖率100%。", "办理12345热线工单。", "比去年多，", "对照《纲要》108项指标落实。",
    ],
)  # fmt: skip
def test_what_is_no_promise_or_cannot_be_told(text):
    assert brief(text) == []


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("企业由5家增加到8家。", ("企业", "", "=", 8.0, "家")),
        ("发放贷款3,500万元以上。", ("发放贷款", "", "≥", 3500.0, "万元")),
        ("覆盖率达到９５％。", ("覆盖率", "", "=", 95.0, "%")),
        ("能耗下降不低于3%。", ("能耗", "decrease", "≥", 3.0, "%")),
        ("失业率下降到5%以下。", ("失业率", "", "≤", 5.0, "%")),
        ("去年完成8家，今年新增企业10家。", None),
        ("单位能耗比上年下降2.5%。", ("单位能耗", "decrease", "=", 2.5, "%")),
        ("贫困发生率降至1%以下。", ("贫困发生率", "", "≤", 1.0, "%")),
        ("力争新开工项目5个。", ("新开工项目", "", "=", 5.0, "个")),
        ("今年新增企业10家，较往年已有突破。", ("新增企业", "", "=", 10.0, "家")),
    ],
)
def test_words_around_the_number(text, wanted):
    assert brief(text) == ([wanted] if wanted else [])


def test_a_year_before_the_documents_own_is_past_and_none_is_known_without_a_title():
    tasks = "任务要求:text; 2023年新增企业12家。"
    assert find_targets(table(tasks, title="某县2024年重点任务"), default_profile()) == ()
    assert len(find_targets(table(tasks, title="某县2023年重点任务"), default_profile())) == 1


def test_a_text_that_a_merge_spreads_promises_once():
    across = table("项目:item|任务要求:text; 完成4个小区改造|<; 修路|<")
    assert [(each.record, each.column) for each in find_targets(across, default_profile())] == [(1, "任务要求")]
    down = table("项目:item|任务要求:text; 甲|完成4个小区改造; 乙|^; 丙|完成4个小区改造")
    assert [each.record for each in find_targets(down, default_profile())] == [1, 3]


def test_columns_that_report_promise_nothing():
    for name in ("存在问题", "完成情况", "工作进展"):
        assert find_targets(table(f"{name}:text; 新增企业10家。"), default_profile()) == ()


def test_a_bare_number_is_named_by_the_item_and_nothing_without_one():
    assert [
        each.measure for each in find_targets(table("指标:item|目标:text; 森林覆盖率|≥65%"), default_profile())
    ] == ["森林覆盖率"]
    assert find_targets(table("指标:item|目标:text; |≥65%"), default_profile()) == ()
    later = find_targets(table("指标:item|目标:text; 工业|加大投入，力争突破12亿元"), default_profile())
    assert later == ()  # what shall be 12亿元 is not said


def test_the_profile_leaves_the_step_out_or_adds_words():
    profile = default_profile()
    assert convert(SAMPLE, replace(profile, skip=("find_targets",))).tables[0].targets == ()
    more = replace(profile, targets=profile.targets | {"units": (*profile.targets["units"], "挂")})
    assert [each.unit for each in promises("新建生产线3挂。", words_of(more))] == ["挂"]
    assert not list(promises("新建生产线3挂。", WORDS))


PIECES = st.sampled_from(
    [
        "新增",
        "企业",
        "3",
        "家",
        "5.5%",
        "增长",
        "，",
        "。",
        "、",
        "（",
        "）",
        "“",
        "”",
        "由",
        "到",
        "12",
        "亩",
        "２",
        "\n",
        "1,0",
        " ",
        "年",
    ]
)


@settings(max_examples=300, deadline=None, derandomize=True)
@given(st.lists(PIECES, max_size=14).map("".join))
def test_on_any_text_the_words_bound_the_number_and_never_overlap(text):
    end = 0
    for each in promises(text, WORDS):
        assert end <= each.start < each.end <= len(text)
        assert any(char.isdigit() for char in text[each.start : each.end])
        end = each.end
